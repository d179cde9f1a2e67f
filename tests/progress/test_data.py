from __future__ import annotations

import csv
import io
import json

from handbill.languages import language
from handbill.model import State
from handbill.progress.count import Tally
from handbill.progress.data import as_csv, as_json
from handbill.progress.report import DocumentProgress, LocaleProgress, Progress
from tests.progress.sample import AT, HOSTILE, counted, progress

TALLY = ["messages", "words", "characters", "percent", "words_left", "words_changed", "origins", "findings"]


def test_the_json_has_documents_and_a_total_for_each_locale_and_a_total_of_all() -> None:
    data = json.loads(as_json(progress()))
    assert list(data) == ["version", "locales", "total"]
    assert data["version"] == 1
    assert list(data["locales"]) == ["es", "ar", "km"]
    spanish = data["locales"]["es"]
    assert list(spanish) == ["documents", "total", "unread"]
    assert list(spanish["documents"]) == ["petition", "faq"]
    assert list(spanish["documents"]["petition"]) == [*TALLY, "last_change", "credited"]
    assert list(data["total"]) == TALLY
    states = {"untranslated": 0, "fuzzy": 10, "translated": 100, "reviewed": 90}
    assert spanish["total"]["words"] == {"total": 200, **states}
    assert spanish["total"]["percent"] == 95
    assert spanish["total"]["findings"] == {"errors": 1, "warnings": 0}
    assert spanish["total"]["last_change"] == "2011-07-04"
    assert spanish["total"]["credited"] == ["Sign here", "Rosa", "Ana"]
    assert data["locales"]["km"]["unread"] == ["petition"]


def test_the_json_tells_what_changed() -> None:
    since = json.loads(as_json(progress()))["locales"]["ar"]["total"]["since"]
    assert since == {"recorded": "2011-06-04", "words": 0, "words_done": 50, "words_reviewed": 0}


def test_the_json_of_a_locale_without_documents_has_a_total_of_nothing() -> None:
    empty = Progress("x", language("en"), AT, (LocaleProgress(language("es"), ()),))
    total = json.loads(as_json(empty))["locales"]["es"]["total"]
    assert set(total["messages"].values()) == set(total["words"].values()) == {0}
    assert total["last_change"] is None


def rows(progress: Progress) -> list[dict[str, str]]:
    text = as_csv(progress)
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_csv_has_a_row_for_each_locale_and_document() -> None:
    found = rows(progress())
    assert [(row["locale"], row["document"]) for row in found] == [
        ("es", "petition"),
        ("es", "faq"),
        ("ar", "petition"),
        ("km", "faq"),
    ]
    first = found[0]
    assert sum(int(first[f"messages_{state}"]) for state in State) == int(first["messages"]) == 10
    assert sum(int(first[f"words_{state}"]) for state in State) == int(first["words"]) == 100
    assert (first["percent"], first["words_left"], first["errors"]) == ("90", "10", "1")
    assert found[1]["credited"] == "Rosa; Ana"


def test_any_name_survives_the_csv() -> None:
    assert rows(progress(HOSTILE))[0]["credited"] == HOSTILE


def test_no_name_is_a_formula() -> None:
    document = DocumentProgress("faq", counted(0, 0, 1, 0), credited=("=HYPERLINK(1)",))
    found = rows(Progress("x", language("en"), AT, (LocaleProgress(language("es"), (document,)),)))
    assert found[0]["credited"] == "'=HYPERLINK(1)"


def test_a_campaign_without_languages_has_a_header_alone() -> None:
    none = Progress("x", language("en"), AT, ())
    assert as_csv(none).count("\r\n") == 1
    assert none.total == Tally()
