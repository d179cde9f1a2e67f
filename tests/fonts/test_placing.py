from __future__ import annotations

from pathlib import Path

import pytest

from handbill.errors import WorkspaceError
from handbill.fonts.faces import FontSources
from handbill.fonts.placing import copied, copies, place
from handbill.languages import language
from handbill.render.fonts import Coverage
from handbill.typesetter import find_fonts
from tests.fonts.files import font, system_of


def test_files_are_written_and_those_that_are_there_already_left_alone(tmp_path: Path) -> None:
    assert place(tmp_path / "fonts", "fonts", {"a.ttf": b"a", "b.ttf": b"b"}) == ["a.ttf", "b.ttf"]
    assert place(tmp_path / "fonts", "fonts", {"a.ttf": b"a", "c.ttf": b"c"}) == ["c.ttf"]


def test_where_one_file_is_another_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.ttf").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match="is there already, and is another file") as caught:
        place(tmp_path, "fonts", {"a.ttf": b"a", "b.ttf": b"b"})
    assert caught.value.path == "fonts/b.ttf"
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"b.ttf": b"mine"}


def test_every_face_of_what_is_used_is_copied_but_what_the_campaign_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = system_of(tmp_path / "system", monkeypatch)
    font(system / "Latin.ttf", "Noto Sans")
    font(system / "Latin-Bold.ttf", "Noto Sans", weight=700)
    font(system / "Khmer.ttf", "Noto Sans Khmer")
    font(system / "Other.ttf", "Other")
    font(tmp_path / "fonts" / "Ours.ttf", "Noto Sans Khmer")
    found = copies(Coverage(find_fonts(FontSources(tmp_path / "fonts"))), [language("en"), language("km")])
    assert [each.path.name for each in found] == ["Latin.ttf", "Latin-Bold.ttf"]
    assert {each.licence for each in found} == {""}
    assert copied(found)["Latin.ttf"] == (system / "Latin.ttf").read_bytes()


def test_a_bold_face_is_copied_beside_the_regular_one_that_the_campaign_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = system_of(tmp_path / "system", monkeypatch)
    font(system / "Latin.ttf", "Noto Sans")
    font(system / "Latin-Bold.ttf", "Noto Sans", weight=700)
    font(tmp_path / "fonts" / "Ours.ttf", "Noto Sans")
    found = copies(Coverage(find_fonts(FontSources(tmp_path / "fonts"))), [language("en")])
    assert [each.path.name for each in found] == ["Latin-Bold.ttf"]
