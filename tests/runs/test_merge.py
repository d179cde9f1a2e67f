from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbill.cli import cli
from handbill.runs import merge as merge_module
from handbill.runs.merge import LARGEST, VOLUME, Piece, merge, volumes
from tests.conftest import copied

LANGUAGES = ("en", "es", "ar", "en", "zh-Hans")
BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate")


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


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign of this repository, with a table of a row in each of some languages."""
    folder = copied(tmp_path_factory.mktemp("merged") / "campaign")
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("locale",), *((tag,) for tag in LANGUAGES)])
    return folder


def printed(campaign: Path, product: str, *options: str, name: str = "") -> Path:
    """Carry out a merged run of a product; give its folder, which has a name of its own in each test."""
    folder = campaign / f"{product}{name}"
    call = ["print-run", str(campaign / "rows.csv"), "--product", product, "--campaign", str(campaign), *options]
    done = CliRunner().invoke(cli, [*call, "--folder", str(folder), "--merged", str(folder / "merged/all.pdf")])
    assert done.exit_code == 0, done.output
    return folder


def opened(folder: Path) -> list[pikepdf.Pdf]:
    return [pikepdf.open(path) for path in sorted(folder.glob("*.pdf"))]


@pytest.mark.parametrize("chunk", [2, 100])
@pytest.mark.parametrize(
    ("product", "profile"), [("wallet-card", "office"), ("wallet-card", "shop"), ("faq-handout", "office")]
)
def test_where_any_sheet_has_more_than_one_page_each_begins_on_a_front(
    campaign: Path, product: str, profile: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_module, "CHUNK", chunk)
    folder = printed(campaign, product, "--profile", profile, name=f"{profile}-{chunk}")
    (merged,) = opened(folder / "merged")
    sheets = opened(folder)
    assert {len(each.pages) for each in sheets} != {1}
    with merged.open_outline() as outline:
        starts = {str(pikepdf.Array(item.destination)[0].objgen) for item in outline.root}  # type: ignore[arg-type]
    pages = list(merged.pages)
    for sheet in sheets:
        taken, pages = pages[: len(sheet.pages)], pages[len(sheet.pages) :]
        assert str(taken[0].obj.objgen) in starts
        for page, alone in zip(taken, sheet.pages, strict=True):
            assert page.Contents.read_bytes() == alone.Contents.read_bytes()
        if len(taken) % 2:
            back, *pages = pages
            assert pikepdf.parse_content_stream(back) == []
            assert "/StructParents" not in back.obj
            for box in BOXES:
                assert (box in back.obj) == (box in taken[-1].obj)
                assert box not in back.obj or list(back.obj[box]) == list(taken[-1].obj[box])
    assert not pages
    assert len(starts) == len(LANGUAGES)


def test_a_volume_knows_of_pages_in_the_others(campaign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_module, "VOLUME", 1)
    folder = printed(campaign, "wallet-card", name="-volumes")
    # English has no back; printed on both sides, its volume is two pages as the others are.
    assert [len(each.pages) for each in opened(folder / "merged")] == [2] * len(LANGUAGES)


def test_sheets_of_one_page_are_merged_as_they_are(campaign: Path) -> None:
    folder = printed(campaign, "flyer")
    (merged,) = opened(folder / "merged")
    assert len(merged.pages) == len(LANGUAGES)


def test_a_row_whose_sheet_gets_a_back_changes_what_is_merged_of_the_others(campaign: Path) -> None:
    rows = (campaign / "rows.csv").read_bytes()
    try:
        (campaign / "rows.csv").write_text("locale\nen\nen\n", "utf-8")
        folder = printed(campaign, "wallet-card", name="-later")
        assert [len(each.pages) for each in opened(folder / "merged")] == [2]
        (campaign / "rows.csv").write_text("locale\nen\nen\nes\n", "utf-8")
        printed(campaign, "wallet-card", name="-later")
        assert [len(each.pages) for each in opened(folder / "merged")] == [6]
    finally:
        (campaign / "rows.csv").write_bytes(rows)


def test_the_back_that_a_sheet_lacks_has_the_size_of_its_last_page(campaign: Path) -> None:
    path = printed(campaign, "wallet-card", "--profile", "shop", name="-back") / "000002-en.pdf"
    with pikepdf.open(BytesIO(merge([Piece(path, "one", "1"), Piece(path, "two", "2")], "Two", fronts=True))) as made:
        assert [list(page.obj.BleedBox) for page in made.pages] == [list(made.pages[0].obj.BleedBox)] * 4
        assert [list(page.obj.TrimBox) for page in made.pages] == [list(made.pages[0].obj.TrimBox)] * 4
        assert ["/StructParents" in page.obj for page in made.pages] == [True, False, True, False]
