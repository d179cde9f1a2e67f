"""The glossary in a campaign: where it lies, and what it does to templates and catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbill.catalogs.po import parse
from handbill.model import Catalog
from handbill.project import open_project
from handbill.steps import extract, update_catalogs
from tests.conftest import Run
from tests.translated import edit

TABLE = "term,note,es\npetition,what people sign,petición\n"


def update(folder: Path) -> list[str]:
    project = open_project(folder)
    report = update_catalogs(project, extract(project).messages, project.campaign.languages)
    assert not report.errors
    return [each.path for each in report.catalogs if each.written]


def catalog(folder: Path, path: str) -> Catalog:
    return parse((folder / path).read_bytes(), path)


def comments(folder: Path, path: str) -> set[str]:
    units = catalog(folder, path).by_key.values()
    return {line for unit in units for line in unit.message.comments if line.startswith("term:")}


def test_templates_have_the_note_and_catalogs_the_translation(starter: Path) -> None:
    (starter / "glossary.csv").write_text(TABLE, "utf-8")
    update(starter)
    assert comments(starter, "locales/petition.pot") == {"term: petition: what people sign"}
    assert comments(starter, "locales/es/LC_MESSAGES/petition.po") == {"term: petition → petición: what people sign"}


def test_updating_again_changes_no_byte(starter: Path) -> None:
    (starter / "glossary.csv").write_text(TABLE, "utf-8")
    update(starter)
    assert update(starter) == []


def test_another_glossary_changes_comments_alone(starter: Path) -> None:
    update(starter)
    path = "locales/es/LC_MESSAGES/petition.po"
    before = catalog(starter, path)
    (starter / "glossary.csv").write_text(TABLE, "utf-8")
    assert path in update(starter)
    after = catalog(starter, path)
    assert [(unit.key, unit.msgstr, unit.state, unit.comments) for unit in before.units] == [
        (unit.key, unit.msgstr, unit.state, unit.comments) for unit in after.units
    ]
    (starter / "glossary.csv").unlink()
    update(starter)
    assert catalog(starter, path) == before


def test_a_glossary_can_lie_elsewhere(starter: Path) -> None:
    edit(starter / "handbill.toml", "locales =", 'glossary = "words/terms.csv"\nlocales =')
    (starter / "words").mkdir()
    (starter / "words" / "terms.csv").write_text(TABLE, "utf-8")
    assert [term.text for term in open_project(starter).glossary.terms] == ["petition"]


def test_none_at_the_usual_place_is_no_glossary(starter: Path) -> None:
    assert open_project(starter).glossary.terms == ()


@pytest.mark.parametrize("command", ["update", "build", "extract", "progress", "render"])
def test_one_that_is_named_and_not_there_is_one_message(starter: Path, run: Run, command: str) -> None:
    edit(starter / "handbill.toml", "locales =", 'glossary = "terms.csv"\nlocales =')
    result = run(command, "--campaign", starter)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: terms.csv: there is no such file\n  glossary in handbill.toml names it")


def test_a_mistake_stops_before_anything_is_written(starter: Path, run: Run) -> None:
    update(starter)
    before = {path: path.read_bytes() for path in (starter / "locales").rglob("*.po*")}
    (starter / "glossary.csv").write_bytes(b"term\npetici\xf3n\n")
    result = run("update", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: glossary.csv:2: is not UTF-8\n")
    assert {path: path.read_bytes() for path in before} == before


def test_a_warning_does_not_say_that_the_text_is_held_back(starter: Path, run: Run) -> None:
    (starter / "glossary.csv").write_text("term,es\npetition,escrito\n", "utf-8")
    result = run("check", "-l", "es", "--campaign", starter)
    assert result.exit_code == 0
    assert "warning: locales/es/LC_MESSAGES/petition.po:" in result.stdout
    assert "Until then" not in result.stdout
