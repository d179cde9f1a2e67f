from __future__ import annotations

import json
from dataclasses import replace

from handbill.checks import CHECKS
from handbill.checks.formats import as_github, as_json, as_sarif
from handbill.errors import CatalogError
from handbill.model import Finding, Severity

FINDING = Finding(
    "numbers",
    Severity.WARNING,
    "the source has 35%, the translation 36%",
    "Compare the numbers.",
    path="locales/zh Hans/faq.po",
    line=12,
    locale="zh-Hans",
    domain="faq",
    key=("faq:title", "35%"),
    text="占36%，\n全部",
    span=(1, 3),
)
DAMAGED = CatalogError("is not UTF-8", hint="Save it as UTF-8.", path="locales/es/a,b.po", line=3)


def test_json_has_everything_that_a_finding_says() -> None:
    (each,) = as_json([FINDING], [])["findings"]
    assert each == {
        "check": "numbers",
        "severity": "warning",
        "message": "the source has 35%, the translation 36%",
        "hint": "Compare the numbers.",
        "path": "locales/zh Hans/faq.po",
        "line": 12,
        "locale": "zh-Hans",
        "document": "faq",
        "context": "faq:title",
        "msgid": "35%",
        "text": "占36%，\n全部",
        "start": 1,
        "end": 3,
    }
    assert as_json([], [DAMAGED])["errors"] == [
        {"message": "is not UTF-8", "hint": "Save it as UTF-8.", "path": "locales/es/a,b.po", "line": 3}
    ]


def test_offsets_count_characters() -> None:
    (each,) = as_json([FINDING], [])["findings"]
    assert each["text"][each["start"] : each["end"]] == "36"


def test_annotations_are_one_line_each_with_what_would_end_them_escaped() -> None:
    damaged, finding = as_github([FINDING], [DAMAGED])
    assert damaged == "::error file=locales/es/a%2Cb.po,line=3,title=damaged::is not UTF-8%0ASave it as UTF-8."
    assert finding == (
        "::warning file=locales/zh Hans/faq.po,line=12,title=numbers (zh-Hans)::"
        "the source has 35%25, the translation 36%25%0ACompare the numbers.%0A占36%25，%0A全部"
    )


def test_a_line_that_is_not_known_is_left_out() -> None:
    (line,) = as_github([replace(FINDING, line=None, severity=Severity.ERROR)], [])
    assert line.startswith("::error file=locales/zh Hans/faq.po,title=")
    (result,) = as_sarif([replace(FINDING, line=None)], [], CHECKS)["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_sarif_has_a_rule_for_each_check_and_a_result_for_each_finding() -> None:
    log = as_sarif([FINDING], [DAMAGED], CHECKS)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.id for check in CHECKS]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "numbers"
    assert result["level"] == "warning"
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "locales/zh%20Hans/faq.po"
    assert physical["region"] == {"startLine": 12}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "is not UTF-8. Save it as UTF-8."
    json.dumps(log)
