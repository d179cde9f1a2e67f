from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handbill import doctor, tasks
from handbill.fonts.faces import MEMORY, sources_of
from handbill.fonts.managers import Need
from handbill.project import open_project
from handbill.typesetter import Fonts, find_fonts
from tests.translated import edit, translate


def without(family: str) -> Fonts:
    fonts = find_fonts()
    return replace(fonts, faces=tuple(face for face in fonts.faces if face.family != family))


def test_a_language_that_can_be_printed_here_has_its_families(starter: Path) -> None:
    project = open_project(starter)
    health = doctor.examine(project, [project.campaign.source])
    assert [(each.language.tag, each.missing, each.uncovered) for each in health] == [("en", (), "")]
    assert health[0].families[0] == "Noto Sans"
    assert doctor.packages_needed(health) == []


def test_a_missing_font_is_named_with_its_package(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(starter / "handbill.toml", '["es"]', '["es", "ur"]')
    edit(starter / "handbill.toml", "[release]", '[languages.ur]\nscript = "Aran"\n[release]')
    monkeypatch.setattr(tasks, "find_fonts", lambda _folders: without("Noto Nastaliq Urdu"))
    project = open_project(starter)
    health = doctor.examine(project, list(project.campaign.by_tag.values()))
    assert [each.language.tag for each in health if each.missing] == ["ur"]
    assert health[2].missing == ("Noto Nastaliq Urdu",)
    assert doctor.packages_needed([*health, *health]) == ["fonts-noto-core"]


def test_a_character_that_no_font_covers_is_found_in_what_is_released(starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "locales" / "es" / "LC_MESSAGES" / "faq.po", "¡What are we asking for?", "¡\N{GRINNING FACE} What?")
    project = open_project(starter)
    health = doctor.examine(project, [project.campaign.by_tag["es"]])
    assert health[0].uncovered == "\N{GRINNING FACE}"


def test_what_is_needed_is_each_family_once(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "find_fonts", lambda _folders: without("Noto Sans"))
    project = open_project(starter)
    health = doctor.examine(project, list(project.campaign.by_tag.values()))
    assert doctor.needs_of(health) == [Need(("Noto Sans",), "fonts-noto-core")]


def test_the_families_of_a_language_are_told_with_their_files_and_those_that_are_not_here(starter: Path) -> None:
    (starter / "fonts").mkdir()
    shutil.copy(find_fonts().files["Noto Sans"][0][0], starter / "fonts" / "Own.ttf")
    edit(starter / "handbill.toml", "[release]", '[languages.es]\nfonts = ["Nobody Sans"]\n\n[release]')
    project = open_project(starter)
    spanish = project.campaign.by_tag["es"]
    found = doctor.uses(doctor.look(project, [spanish]).coverage, spanish)
    assert [(each.family, each.path, each.own) for each in found] == [
        ("Nobody Sans", None, False),
        ("Noto Sans", "fonts/Own.ttf", True),
    ]


def test_a_look_sees_fonts_that_came_after_the_last_scan(starter: Path) -> None:
    (starter / "build").mkdir()
    project = open_project(starter)
    doctor.look(project, [project.campaign.source])
    (scan,) = (starter / "build" / MEMORY).glob("scan-system.json")
    stale = json.loads(scan.read_bytes())
    scan.write_text(json.dumps({**stale, "faces": []}))
    assert find_fonts(sources_of(starter, project.campaign)).families == frozenset()
    assert doctor.look(project, [project.campaign.source]).health[0].missing == ()
