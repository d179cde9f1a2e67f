"""What counts as the same text, edited."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from handbill.catalogs.similarity import Similarity

PAIRS = tomllib.loads((Path(__file__).parent.parent / "cases" / "similarity.toml").read_text(encoding="utf-8"))


def named(kind: str) -> list[object]:
    return [pytest.param(pair["before"], pair["after"], id=pair["name"]) for pair in PAIRS[kind]]


@pytest.mark.parametrize(("before", "after"), named("edit"))
def test_an_edit_is_the_same_text(before: str, after: str) -> None:
    assert Similarity().closest(after, [before]) == before


@pytest.mark.parametrize(("before", "after"), named("stranger"))
def test_a_stranger_is_another_text(before: str, after: str) -> None:
    assert Similarity().closest(after, [before]) is None


@pytest.mark.parametrize(("before", "after"), named("edit"))
def test_an_edit_is_found_among_all_the_others(before: str, after: str) -> None:
    others = [pair["before"] for kind in PAIRS.values() for pair in kind]
    assert Similarity().closest(after, others) == before


def test_the_answer_does_not_depend_on_the_order_of_the_file() -> None:
    candidates = ["Sign it today!", "Sign it today?"]
    assert Similarity().closest("Sign it today", candidates) == Similarity().closest("Sign it today", candidates[::-1])


def test_an_answer_is_for_its_candidates_alone() -> None:
    similarity = Similarity()
    assert similarity.closest("Sign it today", ["Sign it to-day"]) == "Sign it to-day"
    assert similarity.closest("Sign it today", ["Whom can I ask?"]) is None
    assert similarity.closest("Sign it today", []) is None
