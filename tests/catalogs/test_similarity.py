"""What counts as the same text, edited."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from handbill.catalogs.matching import Place
from handbill.catalogs.similarity import MOST_COMPARED, Index, Similarity, alikeness

PAIRS = tomllib.loads((Path(__file__).parent.parent / "cases" / "similarity.toml").read_text(encoding="utf-8"))


def named(kind: str) -> list[object]:
    return [pytest.param(pair["before"], pair["after"], id=pair["name"]) for pair in PAIRS[kind]]


@pytest.mark.parametrize(("before", "after"), named("edit"))
def test_an_edit_in_its_place_is_the_same_text(before: str, after: str) -> None:
    assert alikeness(before, after) >= Place.NEAR.floor


@pytest.mark.parametrize(("before", "after"), [*named("stranger"), *named("cousin")])
def test_a_stranger_is_another_text(before: str, after: str) -> None:
    assert alikeness(before, after) < Place.NEAR.floor


@pytest.mark.parametrize(("before", "after"), named("stranger"))
def test_a_stranger_is_another_text_even_in_the_same_place(before: str, after: str) -> None:
    assert alikeness(before, after) < Place.SAME.floor


def test_floors_rise_with_the_distance() -> None:
    assert Place.SAME.floor < Place.NEAR.floor < Place.ELSEWHERE.floor


@pytest.mark.parametrize(("before", "after"), named("edit"))
def test_alikeness_is_the_same_both_ways(before: str, after: str) -> None:
    assert alikeness(before, after) == pytest.approx(alikeness(after, before))


@pytest.mark.parametrize(("before", "after"), named("edit"))
def test_an_edit_is_found_among_all_the_others(before: str, after: str) -> None:
    texts = [pair["before"] for kind in PAIRS.values() for pair in kind]
    found = Index(texts).candidates(after)
    assert max(found, key=lambda text: alikeness(text, after)) == before


def test_no_text_is_compared_with_all_others() -> None:
    texts = [f"Sign the petition for street {number}" for number in range(1000)]
    assert len(Index(texts).candidates("Sign the petition for street 7")) <= MOST_COMPARED
    assert "Sign the petition for street 7" in Index(texts).candidates("Sign the petition, for street 7")


def test_an_answer_is_found_once_for_all_locales() -> None:
    similarity = Similarity()
    asked: list[str] = []

    def answer() -> str:
        asked.append("once")
        return "Sign"

    assert [similarity.remembered(("a",), answer) for _ in range(3)] == ["Sign"] * 3
    assert asked == ["once"]
