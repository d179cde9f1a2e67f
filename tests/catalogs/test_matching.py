"""Which old message a new one was made from: by what they say and where they stand."""

from __future__ import annotations

import random

import pytest

from handbill.catalogs.matching import Documents, match
from handbill.catalogs.similarity import Similarity
from tests.catalogs.edits import EDITS, Edit, revision

ONE = "The agreement ends on Friday unless it is renewed."
TWO = "Whom can I ask?"
THREE = "Bring a copy of your lease, even if it has expired."
FOUR = "Nobody has to show a document to borrow a book."


def found(old: list[str], new: list[str], *unplaced: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give where each of the new texts came from."""
    documents = Documents(_keys(old), _keys(new), unplaced=frozenset(_keys(unplaced)))
    matches = match(documents, Similarity())
    return {_texts(each.new): _texts(each.old) for each in matches}


def _keys(texts: list[str] | tuple[str, ...]) -> tuple[tuple[None, str], ...]:
    return tuple((None, text) for text in texts)


def _texts(keys: tuple[tuple[str | None, str], ...]) -> tuple[str, ...]:
    return tuple(text for _, text in keys)


def share(edits: int, seeds: range, size: int) -> tuple[float, float]:
    """Give the shares of edited texts that were found, and of new ones that were taken for another."""
    right = edited = wrong = added = 0
    for seed in seeds:
        each = revision(size, seed)
        origins = {new: old for news, olds in found(each.old, each.new).items() for new in news for old in olds}
        right += sum(origins.get(after) == before for after, before in each.edited.items())
        edited += len(each.edited)
        wrong += sum(text in origins for text in each.added)
        added += len(each.added)
    assert edited >= edits
    assert added >= edits // 2
    return right / edited, wrong / added


@pytest.mark.parametrize(("size", "seeds"), [(100, range(60)), (5000, range(1))], ids=["a document", "5,000 messages"])
def test_edited_messages_are_found_and_new_ones_are_not_taken_for_others(size: int, seeds: range) -> None:
    right, wrong = share(400, seeds, size)
    assert right >= 0.97
    assert wrong <= 0.03


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_no_kind_of_edit_is_left_out(edit: Edit) -> None:
    old = [TWO, ONE, THREE]
    after = edit(ONE, FOUR, random.Random(1))
    assert found(old, [TWO, after, THREE]) == {(after,): (ONE,)}


def test_a_text_reworded_in_its_place_is_found_and_elsewhere_is_another() -> None:
    after = "On Friday our agreement ends, if the Mayor does not renew it."
    assert found([TWO, ONE, THREE], [TWO, after, THREE]) == {(after,): (ONE,)}
    assert found([TWO, ONE, THREE, FOUR], [TWO, THREE, after, FOUR]) == {}


def test_a_text_that_moved_and_was_edited_a_little_is_found() -> None:
    after = ONE.replace("Friday", "Monday")
    assert found([ONE, TWO, THREE, FOUR], [TWO, THREE, after, FOUR]) == {(after,): (ONE,)}


def test_a_stranger_in_the_place_of_another_is_a_stranger() -> None:
    assert found([TWO, ONE, THREE], [TWO, FOUR, THREE]) == {}


def test_one_old_text_becomes_one_new_text() -> None:
    near, far = ONE.replace("Friday", "Monday"), ONE.replace("Friday", "the last Monday")
    assert found([TWO, ONE, THREE], [TWO, near, far, THREE]) == {(near,): (ONE,)}


def test_texts_edited_one_after_the_other_each_find_their_own() -> None:
    old = [f"{text} {number}" for number, text in enumerate([ONE, TWO, THREE, FOUR] * 10)]
    new = [f"{text} {number}!" for number, text in enumerate([ONE, TWO, THREE, FOUR] * 10)]
    assert found(old, new) == {(after,): (before,) for before, after in zip(old, new, strict=True)}


def test_a_paragraph_split_in_two_is_found_by_both() -> None:
    whole = f"{ONE} {THREE}"
    assert found([TWO, whole, FOUR], [TWO, ONE, THREE, FOUR]) == {(ONE, THREE): (whole,)}


def test_two_paragraphs_joined_in_one_are_both_found() -> None:
    whole = f"{ONE} {THREE.replace('Bring', 'Please bring')}"
    assert found([TWO, ONE, THREE, FOUR], [TWO, whole, FOUR]) == {(whole,): (ONE, THREE)}


def test_an_edited_text_before_a_new_one_is_not_split() -> None:
    after = ONE.replace("Friday", "Monday")
    assert found([TWO, ONE, THREE], [TWO, after, FOUR, THREE]) == {(after,): (ONE,)}


def test_a_text_that_is_long_gone_is_found_if_it_is_much_alike() -> None:
    assert found([TWO], [TWO, ONE.replace("Friday", "Monday")], ONE) == {(ONE.replace("Friday", "Monday"),): (ONE,)}
    assert found([TWO], [TWO, "On Friday our agreement ends, if the Mayor does not renew it."], ONE) == {}


def test_words_are_found_where_no_space_sets_them_apart() -> None:
    before, after = "费城与移民局的协议将于八月三十一日到期。", "费城与移民局的协议将于九月三十日到期。"
    assert found(["请签名。", before, "谢谢。"], ["请签名。", "谢谢。", after]) == {(after,): (before,)}
