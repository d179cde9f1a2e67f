"""The record of what was signed off."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.review import signed_off
from handbill.errors import CatalogError
from handbill.model import Message, Previous, Unit
from handbill.reviews import Review, last_review, parse_reviews, review_of, serialize_reviews
from tests.conftest import REPOSITORY

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
REVIEWS = st.builds(
    Review,
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.sampled_from(["petition", "faq"]),
    st.none() | TEXT,
    TEXT,
    st.lists(TEXT, min_size=1, max_size=3).map(tuple),
    st.dates().map(str),
    st.none() | TEXT,
)


@given(st.lists(REVIEWS, unique_by=lambda each: each.digest))
@settings(max_examples=100, deadline=None)
def test_what_is_recorded_is_read(reviews: list[Review]) -> None:
    text = serialize_reviews(reviews).decode()
    assert set(parse_reviews(text, "r")) == set(reviews)
    assert serialize_reviews(parse_reviews(text, "r")).decode() == text


def test_a_text_that_was_signed_off_twice_stands_once_with_the_later_day() -> None:
    first = Review("a" * 16, "faq", None, "Sign", ("Firme",), "2011-07-04", "Rosa")
    later = replace(first, date="2011-07-05", by=None)
    assert parse_reviews(serialize_reviews([later, first]).decode(), "r") == (later,)


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "{}", "[]", '{"digest": "a"}', '{"digest": 1', "3"])
def test_a_damaged_line_is_refused_with_its_place(line: str) -> None:
    good = serialize_reviews([Review("a" * 16, "faq", None, "Sign", ("Firme",), "2011-07-04")]).decode()
    with pytest.raises(CatalogError, match="no record of a review") as caught:
        parse_reviews(f"{good}{line}\n", "locales/es/reviews.jsonl")
    assert caught.value.place == "locales/es/reviews.jsonl:2"


def recorded(unit: Unit, date: str = "2011-07-04") -> Review:
    return review_of(unit, "faq", date, None)


UNIT = Unit(Message("Sign"), ("Firme",))


def test_what_was_signed_off_is_found_by_the_sign_off_that_lapsed() -> None:
    signed = signed_off(UNIT)
    edited = replace(signed, msgstr=("Firmen",))
    other = recorded(replace(UNIT, msgstr=("Otra",)), "2011-07-09")
    assert last_review([recorded(UNIT), other], edited, "faq") == recorded(UNIT)


def test_without_a_sign_off_the_newest_record_of_the_same_or_the_previous_text_is_taken() -> None:
    changed = Unit(Message("Sign now"), ("Firme",), fuzzy=True, previous=Previous("Sign"))
    newer = recorded(UNIT, "2011-07-05")
    assert last_review([recorded(UNIT), newer], changed, "faq") == newer
    assert last_review([newer], changed, "letter") is None
    assert last_review([newer], replace(changed, message=Message("Sign now", "faq:title")), "faq") is None


@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="not a checkout of git")
def test_git_is_told_to_keep_the_sign_offs_of_both_sides() -> None:
    asked = subprocess.run(
        ["git", "check-attr", "merge", "locales/es/reviews.jsonl"],
        check=True,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip().endswith("merge: union")


def test_what_two_branches_signed_off_is_merged_by_git(tmp_path: Path) -> None:
    base = [Review(f"{number}" * 16, "faq", None, f"{number}", ("a",), "2011-07-04") for number in range(0, 9, 3)]
    ours, theirs = ([*base, replace(base[0], digest=each * 16)] for each in "12")
    files = [tmp_path / name for name in ("ours", "base", "theirs")]
    for path, reviews in zip(files, (ours, base, theirs), strict=True):
        path.write_bytes(serialize_reviews(reviews))
    subprocess.run(["git", "merge-file", "--union", *map(str, files)], check=True)
    merged = parse_reviews(files[0].read_text("utf-8"), "ours")
    assert set(merged) == {*ours, *theirs}
