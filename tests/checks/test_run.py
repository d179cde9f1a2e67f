from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.checks import CHECKS, Spelling, Subject, Surroundings, check_catalog, check_unit, explanation, title
from handbill.checks.switches import BY_ID
from handbill.facts import Fact, Kind
from handbill.languages import language
from handbill.model import Catalog, Message, Severity, Unit
from tests.checks.subjects import ENGLISH, subject
from tests.checks.test_spelling import Words

FACTS = {"hotline": Fact("hotline", Kind.PHONE, "+1-215-555-0142")}
WRONG = Unit(Message("Call {hotline} on 2011"), ("Llame en 2012 ",))


def ids(unit: Unit, *off: str) -> list[str]:
    asked = Subject(unit, language("es"), FACTS, None, Surroundings(ENGLISH))
    return [check.id for check, _ in check_unit(asked, CHECKS, off=off)]


def flagged(*flags: str) -> Unit:
    return Unit(Message(WRONG.message.msgid, flags=flags), WRONG.msgstr)


def test_findings_come_in_the_order_of_the_checks() -> None:
    assert ids(WRONG) == ["placeholders", "numbers", "spaces"]


def test_a_flag_switches_a_check_off_for_one_message() -> None:
    assert ids(flagged("ignore-numbers")) == ["placeholders", "spaces"]
    assert ids(flagged("python-brace-format", "ignore-placeholders", "ignore-spaces")) == ["numbers"]


def test_a_check_can_be_left_out_altogether() -> None:
    assert ids(WRONG, "placeholders", "numbers") == ["spaces"]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [("Call {hotline}", "{hotline:long}"), ("%(num)s", "%(nmu)s"), ("%(num)s", "%(x)s"), ("Sign", "a\ud800")],
)
def test_what_nothing_could_be_made_of_cannot_be_switched_off(msgid: str, msgstr: str) -> None:
    assert ids(Unit(Message(msgid), (msgstr,)), *BY_ID)


def test_of_a_translation_that_is_begun_only_the_plural_forms_are_looked_at() -> None:
    half = Unit(Message("One page", plural="Pages "), ("Una página", ""))
    unfinished = Unit(Message("One page", "x", plural="Pages "), ("", ""))
    fuzzy = Unit(Message("One page", "y", plural="Pages "), ("Una página", ""), fuzzy=True)
    catalog = Catalog(Unit(Message(""), ("Plural-Forms: nplurals=2; plural=(n != 1);\n",)), (half, unfinished, fuzzy))
    found = check_catalog(catalog, CHECKS, path="a", domain="a", language=language("es"), facts={}, limits={})
    assert [(each.check, each.key) for each in found] == [("plurals", half.key)]


def test_findings_carry_the_text_and_the_place_in_it() -> None:
    catalog = Catalog(Unit(Message("")), (Unit(Message("Sign  it"), ("Firme «ya",), line=3),))
    (finding,) = check_catalog(catalog, CHECKS, path="a", domain="a", language=language("es"), facts={}, limits={})
    assert (finding.check, finding.text, finding.span) == ("quotes", "Firme «ya", (6, 7))


def test_every_check_has_an_id_a_title_and_an_explanation() -> None:
    assert len(BY_ID) == len(CHECKS) + 1
    for check in BY_ID.values():
        assert title(check).endswith(".")
        assert "\n" not in title(check)
        assert len(explanation(check)) > 40, check.id
        assert check.id == check.id.lower()


def test_errors_come_first() -> None:
    severities = [check.severity for check in CHECKS]
    assert severities == sorted(severities, key=lambda each: each is Severity.WARNING)


TEXT = st.text(max_size=60) | st.text("aя中ع ក'\"“”«»„{}[]()*_`%:.?!0١၂\u200b\u2067\u2069\n@/#", max_size=40)
TAGS = st.sampled_from(
    ["ar", "he", "fa", "ru", "zh-Hant", "ja", "km", "th", "my", "am", "ne", "fr", "mam", "ksw", "hy"]
)
TRIED = (*CHECKS, Spelling({"es": Words(), "fr": Words()}))


@given(TEXT, TEXT, st.none() | TEXT, TAGS, st.none() | TEXT)
def test_no_check_falls_over_any_text(msgid: str, msgstr: str, plural: str | None, tag: str, rule: str | None) -> None:
    asked = subject(msgid, msgstr, *([msgid] if plural is not None else []), tag=tag, plural=plural, rule=rule)
    for _, problem in check_unit(asked, TRIED):
        assert problem.message
        assert problem.hint
        if problem.span is not None:
            start, end = problem.span
            assert 0 <= start <= end <= len(problem.text)


@given(TEXT)
def test_no_check_of_the_language_finds_anything_in_a_text_that_is_its_own_source(text: str) -> None:
    asked = subject(text, text, tag="en")
    found = {check.id for check, _ in check_unit(asked, CHECKS)}
    assert found <= {"controls", "script"}
