"""Writing catalogs: nobody's work is overwritten, and whenever a run ends, every file is whole."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from handbill import workspace
from handbill.catalogs import writer
from handbill.catalogs.po import parse, serialize
from handbill.catalogs.writer import CatalogFiles
from handbill.errors import CatalogError, WorkspaceError
from handbill.model import Catalog, Message, Unit
from handbill.project import Project, open_project
from handbill.steps import extract, update_catalogs
from tests.translated import edit, translate_catalog

HEADER = Unit(Message(""), ("Content-Type: text/plain; charset=UTF-8\n",))


def catalog(**translations: str) -> Catalog:
    return Catalog(HEADER, tuple(Unit(Message(msgid), (msgstr,)) for msgid, msgstr in translations.items()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A catalog of two messages."""
    path = tmp_path / "es" / "petition.po"
    path.parent.mkdir()
    path.write_bytes(serialize(catalog(one="uno", two="dos")))
    return path


@pytest.fixture
def files(tmp_path: Path) -> CatalogFiles:
    return CatalogFiles(tmp_path, str)


def on_disk(path: Path) -> dict[str, str]:
    return {unit.message.msgid: unit.msgstr[0] for unit in parse(path.read_bytes(), path.name).units}


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 - hidden litter counts


def test_what_another_program_wrote_since_it_was_read_is_merged(files: CatalogFiles, path: Path) -> None:
    files.read(path)
    path.write_bytes(serialize(catalog(one="UNO", two="dos")))
    assert files.write(path, catalog(one="uno", two="DOS"))
    assert on_disk(path) == {"one": "UNO", "two": "DOS"}


def test_of_two_translations_written_at_once_both_are_kept(files: CatalogFiles, path: Path) -> None:
    files.read(path)
    path.write_bytes(serialize(catalog(one="theirs", two="dos")))
    files.write(path, catalog(one="ours", two="dos"))
    unit = parse(path.read_bytes(), path.name).units[0]
    assert (unit.msgstr, unit.fuzzy) == (("theirs",), True)
    assert unit.comments == ('handbill: written at the same time, msgstr was "ours"',)


def test_what_is_written_while_ours_is_on_its_way_to_the_disk_is_merged_too(
    files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = iter([catalog(one="UNO", two="dos"), catalog(one="Uno", two="dos", three="tres")])

    def fsync(_descriptor: int) -> None:
        if theirs := next(saves, None):
            path.write_bytes(serialize(theirs))

    files.read(path)
    monkeypatch.setattr(os, "fsync", fsync)
    assert files.write(path, catalog(one="uno", two="DOS"))
    assert on_disk(path) == {"one": "Uno", "two": "DOS", "three": "tres"}
    assert names(path.parent) == [path.name]


def test_a_catalog_that_was_never_read_is_not_overwritten(files: CatalogFiles, path: Path) -> None:
    files.write(path, catalog(two="", three="tres"))
    assert on_disk(path) == {"one": "uno", "two": "dos", "three": "tres"}


def test_a_catalog_that_appeared_since_it_was_looked_for_is_not_overwritten(files: CatalogFiles, path: Path) -> None:
    new = path.with_name("faq.po")
    assert files.read(new) is None
    new.write_bytes(path.read_bytes())
    files.write(new, catalog(three="tres"))
    assert on_disk(new) == {"one": "uno", "two": "dos", "three": "tres"}


def test_a_catalog_that_was_deleted_since_it_was_read_is_written_again(files: CatalogFiles, path: Path) -> None:
    files.read(path)
    path.unlink()
    assert files.write(path, catalog(one="uno"))
    assert on_disk(path) == {"one": "uno"}


def test_what_was_written_is_what_the_next_change_is_compared_with(files: CatalogFiles, path: Path) -> None:
    files.read(path)
    files.write(path, catalog(one="uno"))
    files.write(path, catalog(one="uno", three="tres"))
    assert on_disk(path) == {"one": "uno", "three": "tres"}


def test_a_catalog_that_was_damaged_since_it_was_read_is_refused_and_untouched(files: CatalogFiles, path: Path) -> None:
    files.read(path)
    damaged = path.read_bytes() + b'<<<<<<< HEAD\nmsgid "b"\n'
    path.write_bytes(damaged)
    with pytest.raises(CatalogError, match="conflict"):
        files.write(path, catalog(one="UNO"))
    assert path.read_bytes() == damaged


def test_what_would_not_be_written_whole_is_not_written(
    files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    files.read(path)
    monkeypatch.setattr(writer, "serialize", lambda written: serialize(replace(written, units=written.units[:1])))
    with pytest.raises(CatalogError, match="would not be read back") as caught:
        files.write(path, catalog(one="UNO", two="DOS"))
    assert caught.value.path == str(path)
    assert path.read_bytes() == before


def test_what_no_catalog_can_hold_is_not_written(files: CatalogFiles, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(CatalogError, match="would not be read back"):
        files.write(path, catalog(three="a \0 b"))
    assert path.read_bytes() == before


def test_writing_what_stands_there_already_does_not_touch_the_file(files: CatalogFiles, path: Path) -> None:
    found = files.read(path)
    assert found
    before = path.stat().st_ino
    assert not files.write(path, found)
    assert path.stat().st_ino == before


def test_the_bytes_are_on_the_disk_before_they_take_the_place_and_the_place_is_afterwards(
    files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, put = os.fsync, Path.replace

    def note_fsync(descriptor: int) -> None:
        steps.append("folder" if os.path.isdir(f"/dev/fd/{descriptor}") else "file")  # noqa: PTH112
        fsync(descriptor)

    def note_replace(staged: Path, target: Path) -> Path:
        steps.append(f"{staged.suffix} becomes {target.name}")
        return put(staged, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    files.write(path, catalog(three="tres"))
    assert steps == ["file", ".part becomes petition.po", "folder"]


def test_a_full_disk_leaves_the_old_catalog_and_no_litter(
    files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WorkspaceError, match="no space left"):
        files.write(path, catalog(three="tres"))
    assert (path.read_bytes(), names(path.parent)) == (before, [path.name])


def test_what_killed_runs_left_is_removed_even_when_nothing_changes(files: CatalogFiles, path: Path) -> None:
    found = files.read(path)
    assert found
    for left in (".petition.po.0badcafe.part", ".faq.po.0badcafe.part"):
        path.with_name(left).write_bytes(b"half")
    assert not files.write(path, found)
    assert names(path.parent) == [".faq.po.0badcafe.part", path.name]


def test_a_catalog_that_is_a_link_stays_one_and_what_it_leads_to_is_written(
    files: CatalogFiles, path: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    target = path.rename(shared / "es.po")
    path.symlink_to(Path("..") / "shared" / "es.po")
    target.chmod(0o640)
    (shared / ".es.po.0badcafe.part").write_bytes(b"half")
    files.read(path)
    assert files.write(path, catalog(one="UNO", two="dos"))
    assert path.is_symlink()
    assert on_disk(target) == {"one": "UNO", "two": "dos"}
    assert target.stat().st_mode & 0o777 == 0o640
    assert names(shared) == ["es.po"]
    assert names(path.parent) == [path.name]


def test_a_catalog_that_is_a_link_to_nothing_is_refused(files: CatalogFiles, path: Path, tmp_path: Path) -> None:
    path.unlink()
    path.symlink_to(tmp_path / "gone.po")
    for attempt in (lambda: files.read(path), lambda: files.write(path, catalog(one="uno"))):
        with pytest.raises(WorkspaceError, match="is a link that leads to no file"):
            attempt()
    assert path.is_symlink()
    assert not (tmp_path / "gone.po").exists()


def test_what_killed_runs_left_of_templates_is_removed(starter: Path) -> None:
    update_again(open_project(starter))
    left = starter / "locales" / ".faq.pot.0badcafe.part"
    left.write_bytes(b"half")
    extract(open_project(starter))
    assert not left.exists()


def test_nothing_is_written_while_another_run_holds_the_catalogs(
    files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(workspace, "LOCK_PATIENCE", 0.01)
    with FileLock(files.folder / ".lock"), pytest.raises(WorkspaceError, match="another handbill"):
        files.write(path, catalog(one="UNO"))
    assert path.read_bytes() == before


KILLS = 200


def messages(project: Project, *, edition: int) -> dict[str, list[Message]]:
    """Give every domain twenty messages; between two editions a tenth of the sources changed."""
    return {
        domain: [
            Message(f"On day {day} we print the {domain}" + ", and more" * (edition if day % 10 == 0 else 1))
            for day in range(20)
        ]
        for domain in project.campaign.domains
    }


@pytest.fixture
def large(starter: Path) -> Project:
    """A campaign with forty catalogs, every message translated."""
    edit(starter / "handbill.toml", '["es"]', '["ar", "es", "fr", "ht", "km", "pt", "ru", "so", "vi", "zh-Hans"]')
    shutil.rmtree(starter / "locales")
    project = open_project(starter)
    update_catalogs(project, messages(project, edition=1), project.campaign.languages)
    for path in starter.rglob("*.po"):
        translate_catalog(path)
    return project


def update_again(project: Project) -> None:
    fresh = open_project(project.root)
    update_catalogs(fresh, messages(fresh, edition=2), fresh.campaign.languages)


def catalogs(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.root.rglob("*.po")}


def kill_after(seconds: float, work: Callable[[], object]) -> None:
    """Do some work in a process of its own, and kill that after some seconds."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_whenever_an_update_of_a_large_campaign_is_killed_every_catalog_is_whole(large: Project) -> None:
    old = catalogs(large)
    begun = time.perf_counter()
    update_again(large)
    duration = time.perf_counter() - begun
    new = catalogs(large)
    assert len([path for path in old if new[path] != old[path]]) == 40

    halfway = 0
    for _ in range(KILLS):
        for path, data in old.items():
            path.write_bytes(data)
        kill_after(random.uniform(0, duration), lambda: update_again(large))
        found = catalogs(large)
        assert found.keys() == old.keys()
        assert all(data in {old[path], new[path]} for path, data in found.items())
        halfway += found not in (old, new)
    # Otherwise the kills came before the first catalog or after the last, and nothing was shown.
    assert halfway > KILLS / 4

    update_again(large)
    assert catalogs(large) == new
    assert not list(large.root.rglob("*.part"))
