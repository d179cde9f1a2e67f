"""How many copies fit on a sheet of paper, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.products import SIZES, Profile, Size
from handbill.render.imposition import EDGE, imposition

INCH = 72


@pytest.mark.parametrize(
    ("size", "paper", "columns_and_rows", "left_and_top"),
    [
        ("us-letter", "us-letter", (1, 1), (0, 0)),
        ("half-letter", "us-letter", (2, 1), (0, 0)),
        ("quarter-letter", "us-letter", (2, 2), (0, 0)),
        ("card", "us-letter", (2, 5), (0.75, 0.5)),
        ("card", "a4", (2, 5), (0.634, 0.8465)),
        ("us-tabloid", "us-letter", (1, 1), (0, 0)),
        ("a4", "us-letter", (1, 1), (0, 0)),
        ("us-letter", "us-tabloid", (2, 1), (0, 0)),
    ],
)
def test_an_office_gets_as_many_copies_as_fit(
    size: str, paper: str, columns_and_rows: tuple[int, int], left_and_top: tuple[float, float]
) -> None:
    found = imposition(SIZES[size], SIZES[paper], Profile.OFFICE)
    assert (found.columns, found.rows) == columns_and_rows
    assert (found.left / INCH, found.top / INCH) == pytest.approx(left_and_top, abs=0.001)
    assert found == imposition(SIZES[size], SIZES[paper], Profile.OFFICE_BW)


def test_paper_is_turned_where_it_holds_more() -> None:
    assert imposition(SIZES["half-letter"], SIZES["us-letter"], Profile.OFFICE).paper == SIZES["us-letter"].turned
    assert imposition(SIZES["card"], SIZES["us-letter"], Profile.OFFICE).paper == SIZES["us-letter"]


@pytest.mark.parametrize("profile", [Profile.SHOP, Profile.SHOP_BW])
@pytest.mark.parametrize("name", SIZES)
def test_a_shop_gets_one_copy_of_the_size_itself(name: str, profile: Profile) -> None:
    found = imposition(SIZES[name], SIZES["us-letter"], profile)
    assert (found.paper, found.copies, found.left, found.top) == (SIZES[name], 1, 0, 0)


def test_a_picture_is_not_printed_several_times_on_paper() -> None:
    small = Size(50, 50, pixels=True)
    assert imposition(small, SIZES["us-letter"], Profile.OFFICE).copies == 1


sides = st.floats(min_value=1, max_value=30).map(lambda inches: inches * INCH)
sizes = st.builds(Size, sides, sides)


@given(sizes, sizes)
def test_copies_lie_on_the_paper_in_its_middle(size: Size, paper: Size) -> None:
    found = imposition(size, paper, Profile.OFFICE)
    width, height = found.columns * size.width, found.rows * size.height
    assert (2 * found.left + width, 2 * found.top + height) == pytest.approx((found.paper.width, found.paper.height))
    assert found.left >= -0.01
    assert found.top >= -0.01
    for edge, count in ((found.left, found.columns), (found.top, found.rows)):
        # In the middle of the paper what is turned over on any edge meets its other side.
        assert count == 1 or edge <= 0.5 or edge >= EDGE - 0.01
