"""Who makes the sheets: threads of this process, or the workers of a cluster; and never more at a time than they need.

Typst leaves Python's lock while it works, so threads serve on one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from typing import Protocol, Self

from handbill.errors import RenderError, WorkspaceError
from handbill.runs.kit import Outcome, Press, print_row
from handbill.runs.table import Job

AHEAD = 4
"""How many rows for each worker are under way: enough that none waits, few enough that memory does not grow."""


class Crew(AbstractContextManager["Crew"], Protocol):
    """What a run needs of who makes the sheets."""

    lost: tuple[type[Exception], ...]
    """What a task's future raises when its workers were lost too often."""

    @property
    def window(self) -> int:
        """How many rows may be under way."""

    def submit(self, job: Job, inputs: bytes) -> Future[Outcome]:
        """Begin a sheet."""


class Threads:
    """Some threads of this process."""

    lost: tuple[type[Exception], ...] = ()

    def __init__(self, press: Press, count: int) -> None:
        self.press = press
        self.window = AHEAD * count
        self.pool = ThreadPoolExecutor(max_workers=count)

    def submit(self, job: Job, inputs: bytes) -> Future[Outcome]:
        """Begin a sheet."""
        return self.pool.submit(print_row, self.press, job, inputs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)


def carried_out(crew: Crew, tasks: Iterable[tuple[Job, bytes]]) -> Iterator[Outcome]:
    """Give what came of each task, as they are done. A task is taken when there is room for it, not before."""
    waiting = iter(tasks)
    under_way: dict[Future[Outcome], tuple[Job, bytes]] = {}
    try:
        while True:
            while len(under_way) < crew.window and (task := next(waiting, None)):
                under_way[crew.submit(*task)] = task
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                yield _outcome(crew, future, under_way.pop(future))
    finally:
        for future in under_way:
            future.cancel()


def _outcome(crew: Crew, future: Future[Outcome], task: tuple[Job, bytes]) -> Outcome:
    try:
        return future.result()
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


def connection_lost() -> WorkspaceError:
    """Give what to say where a cluster is gone."""
    return WorkspaceError(
        "the connection to the scheduler was lost",
        hint="Call the same command again when it is back: what is made is kept.",
    )
