from __future__ import annotations

import json
import os
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.errors import RenderError
from handbill.fonts.faces import Face, FontSources
from handbill.fonts.memory import FontMemory, _ranges, forget_scans
from handbill.fonts.places import system_stamp
from handbill.typesetter import Engine, find_fonts
from tests.fonts.files import font, system_of

FACE = Face("Own", "/nowhere/Own.ttf", 0, "normal", 400, 1.0)


def scanned(memory: FontMemory, stamp: dict[str, list[int]], engine: str = "typst 1") -> int:
    """Say how often faces were looked for."""
    calls = []

    def scan() -> list[Face]:
        calls.append(1)
        return [FACE]

    assert tuple(memory.faces("scan-system", engine, stamp, scan)) == (FACE,)
    return len(calls)


def test_fonts_are_looked_for_once_as_long_as_nothing_changed(tmp_path: Path) -> None:
    assert scanned(FontMemory(tmp_path), {"/fonts": [1]}) == 1
    assert scanned(FontMemory(tmp_path), {"/fonts": [1]}) == 0
    assert scanned(FontMemory(tmp_path), {"/fonts": [2]}) == 1
    assert scanned(FontMemory(tmp_path), {"/fonts": [2]}, engine="typst 2") == 1
    forget_scans(tmp_path)
    assert scanned(FontMemory(tmp_path), {"/fonts": [2]}, engine="typst 2") == 1
    assert scanned(FontMemory(), {}) == 1


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"others": 3}', b'{"format": 1, "faces": [[1]]}', b"\xff"]
)
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: bytes) -> None:
    path = font(tmp_path / "Own.ttf")
    memory = FontMemory(tmp_path / "memory")
    scanned(memory, {})
    assert memory.cover(str(path), 0) == {97, 98, 99}
    whole = {each: each.read_bytes() for each in (tmp_path / "memory").iterdir()}
    assert len(whole) == 2
    for each in whole:
        each.write_bytes(damage)
    assert scanned(FontMemory(tmp_path / "memory"), {}) == 1
    assert FontMemory(tmp_path / "memory").cover(str(path), 0) == {97, 98, 99}
    assert {each: each.read_bytes() for each in whole} == whole


@pytest.mark.parametrize("value", [[[97]], [["a", "b"]], [97], "abc", [[97, True]], None])
def test_a_cover_of_another_shape_is_made_again(tmp_path: Path, value: object) -> None:
    path = font(tmp_path / "Own.ttf")
    FontMemory(tmp_path / "memory").cover(str(path), 0)
    (kept,) = (tmp_path / "memory").iterdir()
    record = json.loads(kept.read_bytes())
    record["faces"]["0"]["cover"] = value
    kept.write_text(json.dumps(record))
    assert FontMemory(tmp_path / "memory").cover(str(path), 0) == {97, 98, 99}


def test_what_a_font_covers_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(font(tmp_path / "Own.ttf", "Own Words"))
    first = FontMemory(tmp_path / "memory")
    told = (first.cover(path, 0), first.names(path, 0), first.digest(path))
    monkeypatch.setattr("handbill.fonts.memory._read", lambda *_: pytest.fail("it is known"))
    monkeypatch.setattr("handbill.workspace.read_bytes", lambda *_: pytest.fail("it is known"))
    second = FontMemory(tmp_path / "memory")
    assert (second.cover(path, 0), second.names(path, 0), second.digest(path)) == told
    assert told[1] == ("OwnWords-Regular",)


def test_a_font_exchanged_for_one_of_the_same_size_and_date_is_noticed(tmp_path: Path) -> None:
    path = font(tmp_path / "Own.ttf", text="abc")
    before = path.stat()
    memory = FontMemory(tmp_path / "memory")
    digest = memory.digest(str(path))
    assert memory.cover(str(path), 0) == {97, 98, 99}
    font(path, text="bcd")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    later = FontMemory(tmp_path / "memory")
    assert later.cover(str(path), 0) == {98, 99, 100}
    assert later.digest(str(path)) != digest


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    path = font(tmp_path / "Own.ttf")
    (tmp_path / "memory").write_bytes(b"in the way")
    memory = FontMemory(tmp_path / "memory")
    assert scanned(memory, {}) == 1
    assert memory.cover(str(path), 0) == {97, 98, 99}
    forget_scans(tmp_path / "memory")


def test_several_at_once_get_the_same(tmp_path: Path) -> None:
    path = str(font(tmp_path / "Own.ttf"))
    found: list[frozenset[int]] = []

    def ask() -> None:
        found.append(FontMemory(tmp_path / "memory").cover(path, 0))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [frozenset({97, 98, 99})] * 8
    assert [each.suffix for each in (tmp_path / "memory").iterdir()] == [".json"]


def test_a_damaged_table_is_told_with_the_path_of_its_font(tmp_path: Path) -> None:
    path = font(tmp_path / "Own.ttf")
    data = path.read_bytes()
    place = data.index(b"cmap")
    offset = int.from_bytes(data[place + 8 : place + 12], "big")
    path.write_bytes(data[:offset] + b"\xff" * 24 + data[offset + 24 :])
    with pytest.raises(RenderError, match="is a damaged font") as caught:
        FontMemory().cover(str(path), 0)
    assert caught.value.path == str(path)


def test_a_font_that_is_added_to_the_system_is_found_and_no_scan_is_needed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = system_of(tmp_path / "system", monkeypatch)
    font(system / "sub" / "One.ttf", "One")
    sources = FontSources(memory=tmp_path / "memory")
    assert find_fonts(sources).families == {"One"}
    scans = []
    faces = Engine.faces

    def counted(engine: Engine) -> tuple[Face, ...]:
        scans.append(engine)
        return faces(engine)

    monkeypatch.setattr(Engine, "faces", counted)
    assert find_fonts(sources).families == {"One"}
    assert scans == []
    font(system / "sub" / "Two.ttf", "Two")
    assert find_fonts(sources).families == {"One", "Two"}
    (system / "sub" / "One.ttf").unlink()
    assert find_fonts(sources).families == {"Two"}
    assert len(scans) == 2


def test_the_stamp_of_the_system_names_the_folders_of_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = system_of(tmp_path / "system", monkeypatch)
    before = system_stamp()
    assert {str(system), str(tmp_path / "system.conf"), "/usr/share/fonts"} <= set(before)
    (system / "deeper").mkdir()
    assert system_stamp() != before
    assert system_stamp() == system_stamp()


@settings(max_examples=200)
@given(st.frozensets(st.integers(0, 60)))
def test_stretches_hold_just_the_characters_and_never_touch(characters: frozenset[int]) -> None:
    found = _ranges(characters)
    assert {each for first, last in found for each in range(first, last + 1)} == characters
    assert all(right[0] > left[1] + 1 for left, right in pairwise(found))
