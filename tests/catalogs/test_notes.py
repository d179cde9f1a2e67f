"""The lines that Handbill writes among translators' comments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.notes import KeptText, kept_text, kept_texts
from handbill.catalogs.po import parse, serialize
from handbill.model import Catalog, Message, Unit

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(ANY_TEXT, st.sampled_from([None, 0, 5]))
@settings(max_examples=200, deadline=None)
def test_a_kept_text_comes_back_from_the_file_as_it_was(text: str, form: int | None) -> None:
    name = "msgstr" if form is None else f"msgstr[{form}]"
    unit = Unit(Message("a"), ("b",), comments=(kept_text("in es.xlsx", name, text),))
    (read,) = parse(serialize(Catalog(Unit(Message("")), (unit,))), "a.po").units
    assert kept_texts(read.comments) == (KeptText("in es.xlsx", form, text),)


@pytest.mark.parametrize(
    "comment",
    [
        "Rosa: short on purpose",
        'handbill: written at the same time, Language-Team was "es"',
        "handbill: in es.xlsx, msgstr was unquoted",
        "handbill: reviewed 0123456789abcdef by Rosa",
    ],
)
def test_other_comments_keep_no_text(comment: str) -> None:
    assert kept_texts([comment]) == ()


def test_an_escape_that_an_editor_broke_is_shown_as_it_stands() -> None:
    assert kept_texts([r'handbill: before, msgstr was "a\q"']) == (KeptText("before", None, r"a\q"),)
