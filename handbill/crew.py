"""Carrying out jobs several at once, each within a time limit, and all within their memory.

Typst leaves Python's lock while it works, so threads serve; but nothing can end
a thread. One that runs over its limit is left behind: another takes its place,
what comes of it is thrown away, and it goes when the process does. That costs
nothing where all is well, as a process for each sheet would. Memory that a
thread takes is lost until the process ends: then all work ends at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Generic, TypeVar

from handbill.allowance import ExhaustedError, Watch, allowance

Job = TypeVar("Job")
Result = TypeVar("Result")

TICK = 0.05
"""How often, in seconds, the limits are looked at: a thread can take a gigabyte a second."""

LEAVE = 10.0
"""How long, in seconds, an early end waits for threads: Python crashes where Typst comes back to it too late."""


def leave(threads: Iterable[threading.Thread]) -> None:
    """Wait for threads to finish what they are at, but not for ever: one that loops goes when the process does."""
    last = monotonic() + LEAVE
    for each in threads:
        each.join(max(last - monotonic(), 0))


AT_WORK = "handbill-at-work"
"""The name of threads that nothing can end."""


class Late(Exception):  # noqa: N818 - nothing failed: it is not known to end
    """A job ran over its time limit, or one of its kind did before it was begun."""


@dataclass(eq=False)
class _Worker(Generic[Job]):
    """One thread and what it is at."""

    job: Job | None = None
    started: float = 0.0
    left: bool = False
    """Whether nobody waits for it any more."""
    thread: threading.Thread | None = None


class Exhausted(ExhaustedError, Generic[Job]):  # noqa: N818 - as `Late`
    """The jobs that were under way took more memory than they may: one of them is too much."""

    def __init__(self, jobs: Sequence[Job], allowed: int) -> None:
        super().__init__(allowed)
        self.jobs = jobs


class Crew(Generic[Job, Result]):
    """Some threads that do jobs. After one that is `Late` no other of its `kind` is begun."""

    def __init__(
        self, work: Callable[[Job], Result], kind: Callable[[Job], object], *, size: int, limit: float
    ) -> None:
        self.work = work
        self.kind = kind
        self.size = size
        self.limit = limit
        self._jobs: deque[Job] = deque()
        self._done: SimpleQueue[tuple[Job, Result | Exception]] = SimpleQueue()
        self._workers: list[_Worker[Job]] = []
        self._late: set[object] = set()
        self._lock = threading.Lock()
        self._exhausted = False

    def carry_out(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result | Exception]]:
        """Give each job with its result, or with the exception that it ended with, as they come.

        Where all of them together take too much memory, an `Exhausted` ends it.
        """
        self._jobs.extend(jobs)
        pending = len(self._jobs)
        watch = Watch(allowance(self.size))
        self._workers = [self._hired() for _ in range(min(self.size, pending))]
        try:
            while pending:
                self._look(watch)
                for found in (*self._finished(), *self._overdue()):
                    pending -= 1
                    yield found
        finally:
            # Whoever takes the results may stop before the end.
            self._jobs.clear()
            if not self._exhausted:
                leave(each.thread for each in self._workers if each.thread)

    def _look(self, watch: Watch) -> None:
        try:
            watch.look()
        except ExhaustedError as error:
            self._exhausted = True
            with self._lock:
                self._jobs.clear()
                jobs = [worker.job for worker in self._workers if worker.job is not None]
            raise Exhausted(jobs, error.allowed) from error

    def _hired(self) -> _Worker[Job]:
        worker: _Worker[Job] = _Worker()
        worker.thread = threading.Thread(target=self._run, args=(worker,), name=AT_WORK, daemon=True)
        worker.thread.start()
        return worker

    def _run(self, worker: _Worker[Job]) -> None:
        while (job := self._taken(worker)) is not None:
            result: Result | Exception
            try:
                result = Late() if self.kind(job) in self._late else self.work(job)
            except Exception as error:  # noqa: BLE001 - it is handed on to who takes the results
                result = error
            with self._lock:
                worker.job = None
                if not worker.left:
                    self._done.put((job, result))

    def _taken(self, worker: _Worker[Job]) -> Job | None:
        with self._lock:
            if worker.left or not self._jobs:
                return None
            worker.job, worker.started = self._jobs.popleft(), monotonic()
            return worker.job

    def _finished(self) -> Iterator[tuple[Job, Result | Exception]]:
        try:
            yield self._done.get(timeout=TICK)
        except Empty:
            return

    def _overdue(self) -> Iterator[tuple[Job, Late]]:
        with self._lock:
            found = [
                (place, worker.job)
                for place, worker in enumerate(self._workers)
                if worker.job is not None and monotonic() - worker.started > self.limit
            ]
            for place, job in found:
                self._workers[place].left = True
                self._late.add(self.kind(job))
        for place, job in found:
            self._workers[place] = self._hired()
            yield job, Late()
