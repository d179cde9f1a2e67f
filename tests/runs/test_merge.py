from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbill.runs.merge import LARGEST, VOLUME, volumes


@given(st.lists(st.integers(1, 2 * LARGEST), max_size=30))
def test_no_merged_file_is_larger_than_memory_holds_unless_one_sheet_is(sizes: list[int]) -> None:
    counts = volumes(sizes)
    assert sum(counts) == len(sizes)
    rest = iter(sizes)
    for count in counts:
        taken = [next(rest) for _ in range(count)]
        assert count == 1 or sum(taken) <= LARGEST


def test_no_merged_file_has_too_many_rows() -> None:
    assert volumes([1] * (2 * VOLUME + 1)) == [VOLUME, VOLUME, 1]
    assert volumes([]) == []
