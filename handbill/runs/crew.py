"""Who makes the sheets: threads of this process, or the workers of a cluster; and never more at a time than they need.

Typst leaves Python's lock while it works, so threads serve on one machine.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import AbstractContextManager
from queue import SimpleQueue
from time import monotonic
from typing import Protocol, Self

from handbill.allowance import ExhaustedError, Watch, allowance
from handbill.crew import AT_WORK, TICK, leave
from handbill.errors import GreedyTemplateError, RenderError, WorkspaceError
from handbill.limits import TIME_LIMIT, endless, greedy
from handbill.runs.kit import Outcome, Press, made_with, print_row
from handbill.runs.table import Job

AHEAD = 4
"""How many rows for each worker are under way: enough that none waits, few enough that memory does not grow."""


class Crew(AbstractContextManager["Crew"], Protocol):
    """What a run needs of who makes the sheets."""

    lost: tuple[type[Exception], ...]
    """What a task's future raises when its workers were lost too often."""

    limit: float | None
    """After how many seconds in which no sheet is done the run ends; nothing where that is not known."""

    @property
    def window(self) -> int:
        """How many rows may be under way."""

    def submit(self, job: Job, inputs: bytes) -> Future[Outcome]:
        """Begin a sheet."""

    def look(self) -> None:
        """Raise an `ExhaustedError` where sheets take more memory of this machine than they may."""


class Threads:
    """Some threads of this process. One that does not come to an end goes when the process does."""

    lost: tuple[type[Exception], ...] = ()

    def __init__(self, press: Press, count: int, *, limit: float = TIME_LIMIT) -> None:
        self.press = press
        self.limit: float | None = limit
        self.window = AHEAD * count
        self._tasks: SimpleQueue[tuple[Future[Outcome], Job, bytes] | None] = SimpleQueue()
        self._watch = Watch(allowance(count))
        self._threads = [threading.Thread(target=self._work, name=AT_WORK, daemon=True) for _ in range(count)]
        for each in self._threads:
            each.start()

    def submit(self, job: Job, inputs: bytes) -> Future[Outcome]:
        """Begin a sheet."""
        future: Future[Outcome] = Future()
        self._tasks.put((future, job, inputs))
        return future

    def look(self) -> None:
        """Raise an `ExhaustedError` where memory has grown too much since the crew was made."""
        self._watch.look()

    def _work(self) -> None:
        while task := self._tasks.get():
            future, job, inputs = task
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(print_row(self.press, job, inputs))
                except Exception as error:  # noqa: BLE001 - it is handed on to who takes the results
                    future.set_exception(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for _thread in self._threads:
            self._tasks.put(None)
        if kind is None or not issubclass(kind, GreedyTemplateError):
            leave(self._threads)


def carried_out(crew: Crew, tasks: Iterable[tuple[Job, bytes]], template: str | None = None) -> Iterator[Outcome]:
    """Give what came of each task, as they are done. A task is taken when there is room for it, not before.

    `template` is what to name where none comes to an end, or they take too much memory.
    """
    waiting = iter(tasks)
    under_way: dict[Future[Outcome], tuple[Job, bytes]] = {}
    try:
        while True:
            while len(under_way) < crew.window and (task := next(waiting, None)):
                under_way[crew.submit(*task)] = task
            if not under_way:
                return
            done = _done(crew, under_way)
            if not done:
                raise endless("no sheet is set", crew.limit or 0, template)
            for future in done:
                outcome = _outcome(crew, future, under_way.pop(future))
                if outcome.error and outcome.hopeless:
                    raise outcome.error
                yield outcome
    except ExhaustedError as error:
        raise greedy("setting a sheet", error.allowed, template) from error
    finally:
        for future in under_way:
            future.cancel()


def _done(crew: Crew, under_way: Collection[Future[Outcome]]) -> set[Future[Outcome]]:
    """Wait for the next sheets that are done; none where that takes longer than it may."""
    begun = monotonic()
    while crew.limit is None or monotonic() - begun < crew.limit:
        crew.look()
        done, _ = wait(under_way, timeout=TICK, return_when=FIRST_COMPLETED)
        if done:
            return done
    return set()


def _outcome(crew: Crew, future: Future[Outcome], task: tuple[Job, bytes]) -> Outcome:
    try:
        outcome = future.result()
    except CancelledError as error:
        raise connection_lost() from error
    except crew.lost:
        return Outcome(
            *task,
            error=RenderError(
                "the workers that were at this sheet were lost, several times over",
                hint="Look at their memory and logs, and call the same command again.",
            ),
        )
    _refuse_others(outcome)
    return outcome


def _refuse_others(outcome: Outcome) -> None:
    """Raise a `WorkspaceError` for a sheet that another version made: on a cluster machines can come at any time."""
    theirs, ours = getattr(outcome, "made_with", "another version of Handbill"), made_with()
    if theirs != ours:
        raise WorkspaceError(
            f"a worker has {theirs}, and this machine has {ours}",
            hint="Install the same versions on both, or stop that worker; then call the same command again.",
        )


def connection_lost() -> WorkspaceError:
    """Give what to say where a cluster is gone."""
    return WorkspaceError(
        "the connection to the scheduler was lost",
        hint="Call the same command again when it is back: what is made is kept.",
    )
