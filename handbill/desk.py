"""The folder in which Typst finds the print library, and in it the sheet that is being set.

A sheet travels as a file beside the library and not as an argument, because
Typst remembers what it laid out only while its arguments stay the same: of two
flyers with different phone numbers all other paragraphs are laid out once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path

from handbill.errors import WorkspaceError

PACKAGES = Path(__file__).parent / "render" / "typst"
"""Where ``@local/handbill`` lies."""
LIBRARY = PACKAGES / "local" / "handbill" / "1.0.0" / "lib.typ"
DATA = "data.json"
"""The sheet's file, beside the library."""


class Desk:
    """A copy of the library for one thread of one process: whoever else wrote there would change the sheet under it."""

    def __init__(self) -> None:
        self._process = os.getpid()
        try:
            self.packages = Path(tempfile.mkdtemp(prefix="handbill-"))
            self._library = self.packages / LIBRARY.parent.relative_to(PACKAGES)
            shutil.copytree(LIBRARY.parent, self._library)
        except OSError as error:
            raise _not_writable(error) from error
        self._sheet: str | None = None
        # Not at once, as a TemporaryDirectory would: whoever forgets to close one is warned.
        weakref.finalize(self, _clear, self.packages, self._process)

    @property
    def own(self) -> bool:
        """Whether this process made it: one that was forked has its parent's in memory."""
        return self._process == os.getpid()

    def put(self, sheet: str) -> None:
        """Put a sheet, as JSON, in the place of the last one."""
        if sheet == self._sheet:
            return
        self._sheet = None
        try:
            (self._library / DATA).write_text(sheet, encoding="utf-8")
        except OSError as error:
            raise _not_writable(error) from error
        self._sheet = sheet


def _clear(folder: Path, process: int) -> None:
    if process == os.getpid():
        shutil.rmtree(folder, ignore_errors=True)


def _not_writable(error: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"cannot write a sheet into the folder for temporary files: {error.strerror or error}",
        path=tempfile.tempdir,
        hint="Make room there, or name another folder in the environment variable TMPDIR.",
    )
