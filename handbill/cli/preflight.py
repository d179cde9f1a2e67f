"""``handbill preflight``"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict
from inspect import getdoc
from pathlib import Path
from typing import Any

import click

from handbill.audit import CURRENT, Audit, audit
from handbill.cli.options import (
    campaign_option,
    chosen,
    counted,
    day,
    fail_if,
    locale_option,
    opened,
    print_errors,
    timestamp,
    today_option,
)
from handbill.errors import UsageError
from handbill.keyed import one_of
from handbill.model import Severity
from handbill.render.preflight import QUESTIONS, Flaw, told
from handbill.shelf import read_catalogs

VERSION = 1


@click.command("preflight")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@campaign_option
@locale_option
@today_option
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to give the answers.")
def command(
    products: tuple[str, ...], folder: Path | None, locales: tuple[str, ...], today: dt.datetime | None, shape: str
) -> None:
    """Look at the printed sheets in the output folder before they go to the printer.

    A PRODUCT is a printed one of handbill.toml; all where none is named. Each sheet
    is compared with the campaign as it is now, and every question is asked of it
    that a build asks; of pictures those that need no PDF. Nothing is changed.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    for name in products:
        if name not in project.campaign.products:
            raise UsageError(f"the campaign has no printed product “{name}”", hint=one_of(project.campaign.products))
    found = audit(
        project,
        read_catalogs(project, project.campaign.languages),
        languages=languages,
        products=products or list(project.campaign.products),
        timestamp=timestamp(),
        today=day(today),
        advance=lambda _: None,
    )
    print_errors(found.errors)
    for line in _json(found) if shape == "json" else _text(found):
        click.echo(line)
    fail_if(bool(found.errors) or found.count(Severity.ERROR) > 0)


def _text(found: Audit) -> Iterator[str]:
    """Give what is wrong, then the answer to every question, a line each."""
    flaws = told(flaw for sheet in found.sheets for flaw in sheet.flaws)
    yield from map(_flaw, flaws)
    width = max(map(len, _titles()))
    for question, title in _titles().items():
        yield f"{_answer(found, question):>20}  {question:{width}}  {title}"
    errors, warnings = (sum(flaw.severity is each for flaw in flaws) for each in (Severity.ERROR, Severity.WARNING))
    said = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    yield f"{counted(len(found.sheets), 'sheet')} as of {found.today}: {said}"


def _flaw(flaw: Flaw) -> str:
    where = f"{flaw.path}: " if flaw.path else ""
    what = f"{flaw.message} [{flaw.question}]" if flaw.shared else flaw.line
    return f"{flaw.severity.value}: {where}{what}\n  {flaw.hint}"


def _answer(found: Audit, question: str) -> str:
    answers = [answer for sheet in found.sheets if (answer := sheet.answer(question))]
    bad = {name: answers.count(name) for name in ("error", "warning") if name in answers}
    if not answers:
        return "not asked"
    return ", ".join(f"{count} {name}" for name, count in bad.items()) or f"good ({len(answers)})"


def _titles() -> dict[str, str]:
    first = {CURRENT: "The file is there, made from the campaign as it is now."}
    return first | {each.id: (getdoc(each) or "").partition("\n\n")[0].replace("\n", " ") for each in QUESTIONS}


def _json(found: Audit) -> Iterator[str]:
    data = {
        "version": VERSION,
        "today": found.today.isoformat(),
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "sheets": [
            {
                "product": sheet.product,
                "locale": sheet.locale,
                "profile": sheet.profile,
                "paths": sheet.paths,
                "answers": {question: sheet.answer(question) for question in _titles() if sheet.answer(question)},
                "flaws": [_entry(flaw) for flaw in sheet.flaws],
            }
            for sheet in found.sheets
        ],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _entry(flaw: Flaw) -> dict[str, Any]:
    kept = ("question", "page", "message", "hint", "path")
    return {"severity": flaw.severity.value} | {name: value for name, value in asdict(flaw).items() if name in kept}
