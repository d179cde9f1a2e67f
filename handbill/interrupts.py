"""Ctrl-C that is not lost.

Python raises the interruption wherever it happens to be; inside a finalizer,
where whatever is raised is thrown away with a word on the error stream, nobody
would hear of it, and a run of ten thousand sheets would go on.
"""

from __future__ import annotations

import signal
import threading
from contextlib import AbstractContextManager
from types import FrameType
from typing import Self


class Interrupts(AbstractContextManager["Interrupts"]):
    """Raises an interruption again that came while this was open. Only the main thread is interrupted."""

    def __init__(self) -> None:
        self._came = False
        self._ours = False

    def __enter__(self) -> Self:
        # Whoever has a handler of their own knows why.
        usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self._ours = usual and _in_main_thread()
        if self._ours:
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours and _in_main_thread():
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def look(self) -> None:
        """Raise a `KeyboardInterrupt` if there was one, and whoever was to hear of it did not."""
        if self._came:
            self._came = False
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._came = True
        signal.default_int_handler(number, frame)


def _in_main_thread() -> bool:
    # Python lets no other set a handler.
    return threading.current_thread() is threading.main_thread()
