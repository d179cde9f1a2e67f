"""Ctrl-C that is not lost, and does not come in the middle of what must be done whole.

Python raises the interruption wherever it happens to be; inside a finalizer,
where whatever is raised is thrown away with a word on the error stream, nobody
would hear of it, and a run of ten thousand sheets would go on. Between a file
that is written and the note of it, it would leave a file that nobody knows. What
ends a process politely (SIGTERM) is heard in the same way.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Self

_Handler = Callable[[int, FrameType | None], object] | signal.Handlers

_USUAL: Mapping[signal.Signals, _Handler] = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
"""What is done about each where nobody has a handler of their own."""


class Interrupts(AbstractContextManager["Interrupts"]):
    """Raises an interruption again that came while this was open. Only the main thread is interrupted."""

    def __init__(self) -> None:
        self._came = False
        self._held = False
        self._ours: list[signal.Signals] = []

    def __enter__(self) -> Self:
        # Whoever has a handler of their own knows why.
        self._ours = [each for each in _USUAL if _in_main_thread() and signal.getsignal(each) is _USUAL[each]]
        for each in self._ours:
            signal.signal(each, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._ours:
            signal.signal(each, _USUAL[each])

    def look(self) -> None:
        """Raise a `KeyboardInterrupt` if there was one, and whoever was to hear of it did not."""
        if self._came:
            self._came = False
            raise KeyboardInterrupt

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nothing interrupt what is done meanwhile; what comes is raised after it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        self.look()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True
        if not self._held:
            raise KeyboardInterrupt


def _in_main_thread() -> bool:
    # Python lets no other set a handler.
    return threading.current_thread() is threading.main_thread()
