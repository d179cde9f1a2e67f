"""Python's collector of cyclic garbage, told to wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Let the collector wait while something large is read.

    Each time that some hundred objects more are alive, it looks through all of
    them; of what is read they all stay, so it finds nothing, again and again,
    and large documents would take more than their share.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
