"""How much memory setting sheets may take, so that a template that asks for all of it is stopped and the machine lives.

Typst has no limit of its own, and one that the system sets ends the process
without a word. So the process looks at itself: it holds what it did before, and
what its sheets take on top of that is bounded.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

BASE = 1 << 30
FOR_EACH = 256 << 20
"""In bytes: what is allowed to a crew, and to each of its members. A flyer takes a tenth of the second."""

_RESIDENT = Path("/proc/self/statm")
_CONTAINERS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where Linux says how much a container may have, in its two manners."""


class ExhaustedError(Exception):
    """Setting takes more memory than the bytes that it may. What does can only be stopped with the process."""

    def __init__(self, allowed: int) -> None:
        super().__init__(allowed)
        self.allowed = allowed


class Watch:
    """Looks at what the memory of this process has grown by since it was made."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self._before = taken()

    def look(self) -> None:
        """Raise an `ExhaustedError` if that is more than is allowed."""
        if taken() - self._before > self.allowed:
            raise ExhaustedError(self.allowed)


def allowance(size: int) -> int:
    """Give how many bytes a crew may take: never more than half of what the machine or its container has."""
    return min([BASE + size * FOR_EACH, *(whole // 2 for whole in _machine())])


def shown(size: int) -> str:
    """Write a number of bytes for people."""
    return f"{size / (1 << 30):.1f} GB"


def taken() -> int:
    """Give the bytes in memory that this process holds; on macOS the most that it ever held; where nobody tells, 0."""
    try:
        return int(_RESIDENT.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return _most()


def _most() -> int:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _machine() -> list[int]:
    """Give the sizes in bytes of all memory that there is to share, as far as they are known."""
    found = []
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    for path in _CONTAINERS:
        try:
            found.append(int(path.read_text("ascii")))
        except (OSError, ValueError):
            # Not there, or without a limit: “max”.
            continue
    return found
