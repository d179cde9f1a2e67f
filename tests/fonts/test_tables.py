"""Whether all of a font file is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from handbill.fonts.tables import is_cut_off
from handbill.typesetter import find_fonts
from tests.fonts.files import font


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A file of two faces."""
    both = TTCollection()
    both.fonts = [TTFont(font(tmp_path / f"{name}.ttf", name)) for name in ("One", "Two")]
    both.save(tmp_path / "both.ttc")
    return tmp_path / "both.ttc"


def test_every_end_that_is_missing_is_seen(tmp_path: Path) -> None:
    path = font(tmp_path / "Own.ttf")
    whole = path.read_bytes()
    assert not is_cut_off(path)
    # The last table can be padded by up to three bytes, which nothing needs.
    for length in (*range(0, len(whole) - 4, 13), len(whole) - 4):
        path.write_bytes(whole[:length])
        assert is_cut_off(path), length


def test_a_collection_is_looked_at_face_by_face(collection: Path) -> None:
    assert not is_cut_off(collection)
    os.truncate(collection, collection.stat().st_size - 4)
    assert is_cut_off(collection)


def test_no_font_of_this_machine_is_suspected() -> None:
    files = {path for each in find_fonts().files.values() for path, _ in each}
    assert files
    assert [path for path in files if is_cut_off(Path(path))] == []
