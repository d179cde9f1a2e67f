"""The disk: reading, atomic writing, locking.

Every file that Handbill writes goes through :func:`write` (catalogs through
:mod:`handbill.catalogs.writer`, which does the same and more), so that a reader
never sees half of one and an interruption leaves the old file whole.
"""

from __future__ import annotations

import errno
import glob
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from handbill.errors import FullDiskError, WorkspaceError

CAMPAIGN_FILE = "handbill.toml"
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What the system says where there is no room left, for anybody or for this user."""
LOCK_PATIENCE = 300.0
"""Seconds that a second run waits for the first before it gives up."""


def find_campaign(start: Path) -> Path:
    """Give the nearest folder from `start` upwards that holds a ``handbill.toml``."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / CAMPAIGN_FILE).is_file():
            return folder
    raise WorkspaceError(
        f"there is no {CAMPAIGN_FILE} in {start} or any folder above it",
        hint="Go to a campaign's folder, name one with --campaign DIR, or start one: handbill init DIR",
    )


def is_there(path: Path, shown: Path | str | None = None) -> bool:
    """Say whether a file is there. What stands at its place and is none, a folder say, is a `WorkspaceError`."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if path.is_symlink():
            raise unreadable(error, shown or path) from error
        return False
    except OSError as error:
        raise unreadable(error, shown or path) from error
    if not stat.S_ISREG(mode):
        raise WorkspaceError("is no file", path=shown or path, hint="Move away what stands there, or rename it.")
    return True


def read_bytes(path: Path, shown: Path | str | None = None) -> bytes:
    """Give a file's bytes; `shown` is the path to name in an error, if not `path`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error, shown or path) from error


def unreadable(error: OSError, path: Path | str) -> WorkspaceError:
    """Give what to say of a file that the system does not let us read."""
    return WorkspaceError(f"cannot be read: {reason(error)}", path=path, hint="Check the name and its permissions.")


def read_text(path: Path, shown: Path | str | None = None) -> str:
    """Give a UTF-8 file's text, line ends as line feeds, without a byte order mark."""
    return read_exact_text(path, shown).removeprefix("\ufeff").replace("\r\n", "\n")


def read_exact_text(path: Path, shown: Path | str | None = None) -> str:
    """Give a UTF-8 file's text as it lies there: what is written back keeps its line ends and byte order mark."""
    data = read_bytes(path, shown)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WorkspaceError(
            "is not UTF-8", path=shown or path, line=line, hint="Save the file as UTF-8 in your editor."
        ) from error


def write(path: Path, data: bytes, *, lasting: bool = True) -> bool:
    """Put `data` into a file, whole or not at all; say whether anything changed.

    A file that already holds these bytes is not touched. The bytes go to a
    temporary file in the same folder, to the disk, and then take the old
    file's place in one step. A link stays one: what it leads to is written.
    What need not be `lasting`, because it can be made again, is not waited for
    until it is on the disk: a machine that fails at once may lose it.
    """
    with refusals(path):
        path = link_target(path)
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with staged(path, data, lasting=lasting) as ready:
            ready.replace(path)
    return True


def link_target(path: Path, shown: Path | str | None = None) -> Path:
    """Give where a file lies that may be a link. A link that leads to no file is a `WorkspaceError`."""
    if not path.is_symlink():
        return path
    if not path.is_file():
        raise WorkspaceError(
            "is a link that leads to no file",
            path=shown or path,
            hint="Put the file there that it should lead to, or delete the link.",
        )
    return path.resolve()


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the disk says while `path` is written into a `WorkspaceError`."""
    try:
        yield
    except OSError as error:
        raise unwritable(error, path) from error


def unwritable(error: OSError, path: Path | str) -> WorkspaceError:
    """Give what to say of a file that the system does not let us write."""
    said = f"cannot be written: {reason(error)}"
    if error.errno in _FULL:
        return FullDiskError(said, path=path, hint="Make free space on the disk, and call the same command again.")
    return WorkspaceError(said, path=path, hint="Check the folder's permissions and free space.")


@contextmanager
def staged(path: Path, data: bytes, *, lasting: bool = True) -> Iterator[Path]:
    """Give a file beside `path` that holds `data`, on the disk, with the mode of `path`, ready to take its place.

    Afterwards it is gone, whether it did or not.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the name of a file to write, which then takes the place of `path`: for what is too large for `write`.

    A link stays one: what it leads to is written.
    """
    shown, path = path, link_target(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with refusals(shown):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def path_from(folder: Path, path: Path) -> str:
    """Give a file's path from a folder, which stays the same where both are moved together."""
    try:
        return Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix()
    except ValueError:
        # Windows: on another drive.
        return str(path.absolute())


def sweep(path: Path) -> None:
    """Remove what killed runs left of their writing of `path`. Call it only while holding the folder's lock."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        left.unlink(missing_ok=True)


def sweep_all(folder: Path) -> None:
    """Remove what killed runs left of their writing of any file of a folder. Call it only while holding the folder."""
    with refusals(folder):
        for left in folder.glob(".*.part"):
            left.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """See to it that the names in a folder are on the disk, where the system can tell."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path, top: Path) -> bool:
    """Remove a file that may not be there, and the folders below `top` that this leaves empty; say whether it was."""
    try:
        path.unlink()
        for folder in path.parents:
            if folder == top or any(folder.iterdir()):
                break
            folder.rmdir()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise WorkspaceError(
            f"cannot be removed: {reason(error)}", path=path, hint="Check the folder's permissions."
        ) from error
    return True


@contextmanager
def lock(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold `folder` for this process; call `waiting` once if another holds it.

    The lock is the operating system's and goes with the process, so a killed
    run leaves nothing to clean up.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # One object per path: a campaign whose output and catalogs share a folder does not wait for itself.
        held = FileLock(folder / ".lock", timeout=0, is_singleton=True)
        try:
            held.acquire()
        except Timeout:
            waiting()
            held.acquire(timeout=LOCK_PATIENCE)
    except Timeout as error:
        raise WorkspaceError(
            f"another handbill has been at work here for {LOCK_PATIENCE:.0f} seconds",
            path=folder,
            hint="Wait for it to end, or stop it, and call the command again.",
        ) from error
    except OSError as error:
        raise unwritable(error, folder) from error
    try:
        yield
    finally:
        held.release()


def reason(error: OSError) -> str:
    """Give the system's words for an error, without its number and path."""
    return (error.strerror or str(error)).lower()
