"""Findings in the forms that other programs read: JSON, GitHub's annotations, SARIF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import handbill
from handbill.checks.base import Check, explanation, title
from handbill.errors import HandbillError
from handbill.model import Finding

Place = Callable[[str], str]
"""Gives a catalog's path as whoever reads the findings names it; those of findings begin in the campaign's folder."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(findings: Sequence[Finding], errors: Sequence[HandbillError]) -> dict[str, Any]:
    """Give findings, and what could not be read, in the form that docs/formats.md describes."""
    return {
        "version": 1,
        "findings": [_finding_json(each) for each in findings],
        "errors": [
            {"message": each.message, "hint": each.hint, "path": _path(each), "line": each.line} for each in errors
        ],
    }


def _path(error: HandbillError, place: Place = str) -> str | None:
    return None if error.path is None else place(str(error.path))


def _finding_json(each: Finding) -> dict[str, Any]:
    return {
        "check": each.check,
        "severity": each.severity.value,
        "message": each.message,
        "hint": each.hint,
        "path": each.path,
        "line": each.line,
        **_subject(each),
    }


def _subject(each: Finding) -> dict[str, Any]:
    """Give which message of which language a finding is about, and which part of its text."""
    start, end = each.span or (None, None)
    return {
        "locale": each.locale,
        "document": each.domain,
        "context": each.key[0],
        "msgid": each.key[1],
        "text": each.text,
        "start": start,
        "end": end,
    }


def as_github(findings: Sequence[Finding], errors: Sequence[HandbillError], place: Place = str) -> Iterator[str]:
    """Give the lines by which a workflow on GitHub notes each finding at its place in the file."""
    for error in errors:
        text = f"{error.message}\n{error.hint}" if error.hint else error.message
        yield _annotation("error", _path(error, place), error.line, "damaged", text)
    for each in findings:
        text = f"{each.message}\n{each.hint}\n{each.text}".rstrip()
        yield _annotation(each.severity.value, place(each.path), each.line, f"{each.check} ({each.locale})", text)


def _annotation(level: str, path: str | None, line: int | None, name: str, text: str) -> str:
    properties = {"file": path, "line": line, "title": name}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{level} {said}::{_data(text)}"


def _data(text: str) -> str:
    # What GitHub's runner takes back: the percent sign first, or it would be taken back twice.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(
    findings: Sequence[Finding], errors: Sequence[HandbillError], checks: Sequence[Check], place: Place = str
) -> dict[str, Any]:
    """Give a SARIF 2.1.0 log: each check a rule, each finding a result; what could not be read, notifications."""
    index = {check.id: place for place, check in enumerate(checks)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Handbill",
                        "semanticVersion": handbill.__version__,
                        "rules": [_rule(check) for check in checks],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not errors,
                        "toolExecutionNotifications": [_notification(each, place) for each in errors],
                    }
                ],
                "results": [_result(each, index[each.check], place) for each in findings],
            }
        ],
    }


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "name": type(check).__name__,
        "shortDescription": {"text": title(check)},
        "fullDescription": {"text": title(check)},
        "help": {"text": explanation(check)},
        "defaultConfiguration": {"level": check.severity.value},
    }


def _result(each: Finding, index: int, place: Place) -> dict[str, Any]:
    return {
        "ruleId": each.check,
        "ruleIndex": index,
        "level": each.severity.value,
        "message": {"text": f"{each.message}. {each.hint}"},
        "locations": [_location(place(each.path), each.line)],
        "properties": _subject(each),
    }


def _notification(error: HandbillError, place: Place) -> dict[str, Any]:
    text = f"{error.message}. {error.hint}" if error.hint else error.message
    path = _path(error, place)
    where = {} if path is None else {"locations": [_location(path, error.line)]}
    return {"level": "error", "message": {"text": text}, **where}


def _location(path: str, line: int | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(path)}}
    if line is not None:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}
