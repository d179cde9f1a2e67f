"""Two texts, and what changed between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.word_difference import word_difference


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("ends on Friday", "ends on Monday", "ends on [-Friday-] {+Monday+}"),
        ("It ends", "It ends on Friday", "It ends {+on Friday+}"),
        ("a b c d e f g h i", "a b c d x f g h i", "… b c d [-e-] {+x+} f g h …"),
        ("a 1 2 3 4 5 6 7 b", "x 1 2 3 4 5 6 7 y", "[-a-] {+x+} 1 2 3 … 5 6 7 [-b-] {+y+}"),
        ("a  b", "a b", "[-a  b-] {+a b+}"),
        ("a\u00a0b", "a\nb", r"[-a\xa0b-] {+a\nb+}"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
    ],
)
def test_what_changed_is_marked_word_by_word(before: str, after: str, shown: str) -> None:
    assert word_difference(before, after) == shown


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=100, deadline=None)
def test_the_whole_difference_holds_both_texts(before: str, after: str) -> None:
    shown = word_difference(before, after, context=None)
    assert re.sub(r"\[-.*?-\] ?|\{\+|\+\}", "", shown).split() == after.split()
    assert re.sub(r"\{\+.*?\+\} ?|\[-|-\]", "", shown).split() == before.split()


@given(st.text(), st.text())
@settings(max_examples=100, deadline=None)
def test_a_difference_is_one_line(before: str, after: str) -> None:
    assert len(word_difference(before, after).splitlines()) <= 1
