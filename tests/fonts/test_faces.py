from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from handbill.fonts.faces import MEMORY, Face, FontSources, by_family, sources_of
from handbill.project import open_project
from handbill.typesetter import Fonts, Typesetter, find_fonts
from tests.conftest import Run
from tests.fonts.files import font, system_of
from tests.translated import edit


def set_in(fonts: Fonts, folder: Path) -> set[str]:
    """Give the names of the fonts that a regular and a bold word are set in."""
    template = folder / "word.typ"
    template.write_text('#set document(title: "t")\n#set text(font: "Own", fallback: false)\nabc#strong[abc]', "utf-8")
    data = Typesetter(template, folder, "word.typ", fonts).pages({}, 0).pdf()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        named = [
            each["/BaseFont"] for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        ]
    return {str(name).rpartition("+")[2] for name in named}


def test_a_family_in_the_campaigns_folder_comes_before_the_same_in_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font(system_of(tmp_path / "system", monkeypatch) / "a.ttf", name="Theirs")
    ours = font(tmp_path / "fonts" / "z.ttf", name="Ours")
    fonts = find_fonts(FontSources(tmp_path / "fonts"))
    assert fonts.files["Own"][0] == (str(ours), 0)
    assert set_in(fonts, tmp_path) == {"Ours"}


def test_a_weight_that_only_the_system_has_is_taken_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font(system_of(tmp_path / "system", monkeypatch) / "b.ttf", weight=700, name="Theirs")
    font(tmp_path / "fonts" / "z.ttf", name="Ours")
    fonts = find_fonts(FontSources(tmp_path / "fonts"))
    assert [Path(path).name for path, _ in fonts.files["Own"]] == ["z.ttf", "b.ttf"]
    assert set_in(fonts, tmp_path) == {"Ours", "Theirs"}


def test_fonts_of_the_system_are_not_seen_where_the_campaigns_are_the_only_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font(system_of(tmp_path / "system", monkeypatch) / "b.ttf", weight=700, name="Theirs")
    font(tmp_path / "fonts" / "z.ttf", name="Ours")
    fonts = find_fonts(FontSources(tmp_path / "fonts", system=False))
    assert len(fonts.files["Own"]) == 1
    assert set_in(fonts, tmp_path) == {"Ours"}


@pytest.mark.parametrize("there", [True, False])
def test_an_empty_folder_as_the_only_source_has_no_font(tmp_path: Path, there: bool) -> None:
    (tmp_path / "fonts").mkdir()
    fonts = find_fonts(FontSources(tmp_path / "fonts" if there else None, system=False))
    assert fonts.families == frozenset()
    assert fonts.handle.fonts() == []


def test_a_folder_named_relative_to_where_one_stands_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, bold = font(tmp_path / "fonts" / "z.ttf"), font(tmp_path / "fonts" / "a.ttf", weight=700)
    monkeypatch.chdir(tmp_path)
    fonts = find_fonts(FontSources(Path("fonts"), system=False))
    assert fonts.files["Own"] == ((str(ours), 0), (str(bold), 0))
    assert fonts.sources.own(str(ours)) == "fonts/z.ttf"
    assert fonts.sources.own("/elsewhere/z.ttf") is None
    assert fonts.troubles == ()


def test_the_regular_face_comes_first_and_of_equals_the_one_that_was_found_first() -> None:
    bold, slanted, narrow, first, second = (
        Face("Own", "bold", 0, "normal", 700, 1.0),
        Face("Own", "slanted", 0, "italic", 400, 1.0),
        Face("Own", "narrow", 0, "normal", 400, 0.75),
        Face("Own", "z", 3, "normal", 400, 1.0),
        Face("Own", "a", 0, "normal", 400, 1.0),
    )
    found = by_family([bold, slanted, narrow, first, second])
    assert [path for path, _ in found["Own"]] == ["z", "a", "bold", "narrow", "slanted"]
    assert found["Own"][0] == ("z", 3)


def test_what_is_known_is_kept_only_where_there_is_an_output_folder(starter: Path) -> None:
    campaign = open_project(starter).campaign
    assert sources_of(starter, campaign) == FontSources()
    (starter / "build").mkdir()
    (starter / "fonts").mkdir()
    assert sources_of(starter, campaign) == FontSources(starter / "fonts", memory=starter / "build" / MEMORY)


def test_machines_with_other_fonts_make_the_same_bytes_where_the_campaigns_are_the_only_source(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    noto = [Path(path) for path, _ in find_fonts().files["Noto Sans"]]
    (starter / "fonts").mkdir()
    for path in noto:
        shutil.copy(path, starter / "fonts")
    edit(starter / "handbill.toml", 'name = "', 'fonts = { system = false }\nname = "')
    made = []
    for machine in ("bare", "rich"):
        folder = system_of(tmp_path / machine, monkeypatch)
        if machine == "rich":
            font(folder / "Other.ttf", "Noto Sans", "Sign")
        shutil.rmtree(starter / "build", ignore_errors=True)
        assert run("render", "flyer", "-l", "en", "-q", "--campaign", starter).exit_code == 0
        made.append((starter / "build" / "print" / "en" / "flyer.pdf").read_bytes())
        made.append((starter / "build" / "manifest.json").read_bytes())
    assert made[:2] == made[2:]
