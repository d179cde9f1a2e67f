from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbill import workspace
from handbill.errors import WorkspaceError

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_nearest_campaign_upwards_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "campaign" / "source" / "drafts"
    inner.mkdir(parents=True)
    (tmp_path / "handbill.toml").touch()
    (tmp_path / "campaign" / "handbill.toml").touch()
    assert workspace.find_campaign(inner) == tmp_path / "campaign"


def test_where_there_is_no_campaign_the_error_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no handbill\.toml") as caught:
        workspace.find_campaign(tmp_path)
    assert "handbill init DIR" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"\xef\xbb\xbfa\n", "a\n"), (b"a\r\nb\r\n", "a\nb\n"), ("é\u2028".encode(), "é\u2028"), (b"", "")],
)
def test_a_byte_order_mark_and_windows_line_ends_do_not_reach_the_text(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "text.md").write_bytes(data)
    assert workspace.read_text(tmp_path / "text.md") == text


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "latin1.md").write_bytes(b"one\ntwo\ncaf\xe9\n")
    with pytest.raises(WorkspaceError, match="is not UTF-8") as caught:
        workspace.read_text(tmp_path / "latin1.md", "source/latin1.md")
    assert caught.value.place == "source/latin1.md:3"


@given(data=st.binary())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_written_as_they_are_or_refused_on_reading(tmp_path: Path, data: bytes) -> None:
    workspace.write(tmp_path / "any", data)
    assert workspace.read_bytes(tmp_path / "any") == data
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        with pytest.raises(WorkspaceError, match="is not UTF-8"):
            workspace.read_text(tmp_path / "any")
    else:
        assert workspace.read_text(tmp_path / "any") == text


def test_writing_makes_the_folders_and_says_that_something_changed(tmp_path: Path) -> None:
    assert workspace.write(tmp_path / "a" / "b" / "c.txt", b"words")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"words"


def test_writing_what_stands_there_already_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    workspace.write(path, b"words")
    os.utime(path, ns=(1, 1))
    before = path.stat()
    assert not workspace.write(path, b"words")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
@pytest.mark.parametrize(("raised", "seen"), [(FULL, WorkspaceError), (KeyboardInterrupt(), KeyboardInterrupt)])
def test_an_interrupted_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, raised: BaseException, seen: type[BaseException]
) -> None:
    path = tmp_path / "petition.po"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise raised

    monkeypatch.setattr(step, fail)
    with pytest.raises(seen):
        workspace.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["petition.po"]  # noqa: PTH208 - hidden litter counts


def test_a_full_disk_is_an_error_with_path_reason_and_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise FULL

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WorkspaceError, match="no space left on device") as caught:
        workspace.write(tmp_path / "flyer.pdf", b"x")
    assert caught.value.path == tmp_path / "flyer.pdf"
    assert "free space" in str(caught.value.hint)


def test_a_file_where_a_folder_should_be_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        workspace.write(tmp_path / "build" / "flyer.pdf", b"x")
    assert (tmp_path / "build").read_bytes() == b"mine"


@pytest.mark.parametrize("mode", [0o640, 0o664, 0o600])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "petition.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    workspace.write(path, b"new")
    assert path.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_mode_that_the_user_asks_for(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        workspace.write(tmp_path / "new.po", b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "new.po").stat().st_mode & 0o777 == 0o640


def test_removing_the_last_file_removes_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    for name in ("flyer.pdf", "flyer.png"):
        workspace.write(tmp_path / "build" / "print" / "km" / name, b"x")
    top = tmp_path / "build"
    assert workspace.remove(top / "print" / "km" / "flyer.pdf", top)
    assert (top / "print" / "km" / "flyer.png").exists()
    assert workspace.remove(top / "print" / "km" / "flyer.png", top)
    assert list(tmp_path.rglob("*")) == [top]


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert not workspace.remove(tmp_path / "km" / "flyer.pdf", tmp_path)


def test_what_cannot_be_removed_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    with pytest.raises(WorkspaceError, match="cannot be removed"):
        workspace.remove(tmp_path / "build", tmp_path)


def test_a_second_run_says_once_that_it_waits_and_goes_on_when_the_first_ends(tmp_path: Path) -> None:
    first = FileLock(tmp_path / ".lock")
    first.acquire()
    said = []

    def waiting() -> None:
        said.append("waiting")
        first.release()

    with workspace.lock(tmp_path, waiting):
        said.append("at work")
    assert said == ["waiting", "at work"]


def test_a_second_run_gives_up_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "LOCK_PATIENCE", 0.01)
    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(WorkspaceError, match="another handbill") as caught,
        workspace.lock(tmp_path),
    ):
        pytest.fail("two runs at once")
    assert "Wait for it to end" in str(caught.value.hint)


def test_a_run_that_fails_lets_the_next_one_in(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), workspace.lock(tmp_path):
        raise RuntimeError
    with workspace.lock(tmp_path, waiting=lambda: pytest.fail("the lock was left behind")):
        pass


def test_one_run_can_hold_the_same_folder_twice(tmp_path: Path) -> None:
    with workspace.lock(tmp_path), workspace.lock(tmp_path, waiting=lambda: pytest.fail("it waits for itself")):
        pass


def test_a_folder_that_cannot_be_made_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "locales").write_bytes(b"")
    with pytest.raises(WorkspaceError, match="cannot be written"), workspace.lock(tmp_path / "locales"):
        pytest.fail("there is nothing to hold")


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    target, path = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"a")
    path.symlink_to(target)
    assert workspace.write(path, b"b")
    assert path.is_symlink()
    assert target.read_bytes() == b"b"


def test_a_large_file_that_is_written_bit_by_bit_leaves_a_link_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, path = tmp_path / "elsewhere/target", tmp_path / "link"
    target.write_bytes(b"old")
    path.symlink_to(target)
    with workspace.replacing(path) as temporary:
        temporary.write_bytes(b"new")
    assert path.is_symlink()
    assert target.read_bytes() == b"new"
    assert sorted(tmp_path.iterdir()) == [target.parent, path]
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("leads_to", ["gone", "link", "folder"])
def test_a_link_that_leads_to_no_file_is_refused(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "link"
    path.symlink_to(tmp_path / leads_to)
    with pytest.raises(WorkspaceError, match="is a link that leads to no file"):
        workspace.write(path, b"b")
    assert path.is_symlink()


def test_what_is_no_file_is_told_apart_from_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert workspace.is_there(tmp_path / "file")
    assert not workspace.is_there(tmp_path / "nothing")
    (tmp_path / "link").symlink_to("nothing")
    for name in (".", "file/below", "link"):
        with pytest.raises(WorkspaceError):
            workspace.is_there(tmp_path / name)


def test_what_need_not_last_is_written_whole_without_waiting_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbill.workspace.os.fsync", lambda _descriptor: pytest.fail("nobody waits"))
    assert workspace.write(tmp_path / "kept.json", b"whole", lasting=False)
    assert [each.name for each in tmp_path.iterdir()] == ["kept.json"]
    assert (tmp_path / "kept.json").read_bytes() == b"whole"
