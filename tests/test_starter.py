from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbill import starter as module
from handbill.catalogs.po import parse
from handbill.errors import WorkspaceError
from handbill.project import open_project
from handbill.shelf import read_catalogs
from handbill.starter import shipped_interface, starter_files, write_starter
from handbill.steps import collect
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_a_new_campaign_has_sources_templates_and_settings(tmp_path: Path) -> None:
    written = write_starter(tmp_path / "mine")
    assert {
        ".gitignore",
        "handbill.toml",
        "source/petition.md",
        "source/letter.md",
        "source/faq.md",
        "templates/flyer.typ",
        "templates/letter.typ",
        "templates/page.html",
        "templates/index.html",
    } <= set(written)
    assert written == sorted(
        path.relative_to(tmp_path / "mine").as_posix() for path in (tmp_path / "mine").rglob("*") if path.is_file()
    )


def test_a_new_campaign_has_nothing_wrong_with_it(starter: Path) -> None:
    project = open_project(starter)
    shelf = read_catalogs(project, project.campaign.languages)
    assert collect(project).errors == []
    assert (shelf.errors, shelf.findings) == ({}, [])
    assert list(project.campaign.by_tag) == ["en", "es"]


def test_output_and_locks_are_kept_out_of_git() -> None:
    assert starter_files()[".gitignore"].decode().split() == ["build/", ".lock"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert write_starter(tmp_path)


@pytest.mark.parametrize("name", ["letter.md", ".git"])
def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(WorkspaceError, match="something here already") as caught:
        write_starter(tmp_path)
    assert caught.value.path == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(WorkspaceError, match="something here already"):
        write_starter(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"


def test_interface_strings_come_in_the_languages_that_handbill_knows() -> None:
    shipped = shipped_interface("zh_Hans")
    assert shipped is not None
    assert parse(shipped, "interface.po").fields["Language"] == "zh_Hans"
    assert shipped_interface("xx") is None


def test_the_wheel_holds_what_a_new_campaign_is_made_of(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    installed = tmp_path / "handbill" / "starter"
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert {"handbill.toml", "source/petition.md", "source/letter.md", "source/faq.md"} <= names
    shipped = {path.name: path.read_bytes() for path in (installed / "shipped" / "templates").iterdir()}
    assert shipped == {path.name: path.read_bytes() for path in (REPOSITORY / "templates").iterdir()}


def test_the_wheel_holds_interface_catalogs_and_none_of_this_campaigns_documents(wheel: zipfile.ZipFile) -> None:
    shipped = [name for name in wheel.namelist() if name.startswith("handbill/starter/shipped/locales/")]
    expected = (REPOSITORY / "locales").glob("*/LC_MESSAGES/interface.po")
    assert sorted(shipped) == sorted(
        f"handbill/starter/shipped/{path.relative_to(REPOSITORY).as_posix()}" for path in expected
    )


def test_an_installed_handbill_starts_the_same_campaign(
    wheel: zipfile.ZipFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = starter_files()
    wheel.extractall(tmp_path)
    monkeypatch.setattr(module, "HERE", tmp_path / "handbill" / "starter")
    monkeypatch.setattr(module, "CHECKOUT", tmp_path / "nothing")
    assert starter_files() == here
    assert shipped_interface("km") == (REPOSITORY / "locales" / "km" / "LC_MESSAGES" / "interface.po").read_bytes()
