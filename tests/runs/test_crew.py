from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from typing import Self

import pytest

from handbill.errors import WorkspaceError
from handbill.runs.crew import Crew, carried_out
from handbill.runs.kit import Outcome
from handbill.runs.table import Job


class WorkerLostError(Exception):
    """As Dask says it."""


class Odd:
    """Makes a sheet of even rows at once; of the others what `failure` does."""

    lost: tuple[type[Exception], ...] = (WorkerLostError,)
    limit: float | None = None
    window = 3

    def __init__(self, failure: Exception | None) -> None:
        self.failure = failure
        self.begun: list[int] = []

    def submit(self, job: Job, inputs: bytes) -> Future[Outcome]:
        self.begun.append(job.number)
        future: Future[Outcome] = Future()
        if job.number % 2 == 0:
            future.set_result(Outcome(job, inputs))
        elif self.failure:
            future.set_exception(self.failure)
        else:
            future.cancel()
            future.set_running_or_notify_cancel()
        return future

    def look(self) -> None:
        """It takes no memory."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""


def tasks(count: int) -> Iterator[tuple[Job, bytes]]:
    for number in range(count):
        yield Job(number, number, "en", {}, f"{number}.pdf"), b""


def test_a_sheet_whose_workers_were_lost_too_often_is_told_and_the_others_go_on() -> None:
    crew: Crew = Odd(WorkerLostError())
    found = {outcome.job.number: outcome.error for outcome in carried_out(crew, tasks(6))}
    assert [number for number, error in sorted(found.items()) if error is None] == [0, 2, 4]
    assert "the workers that were at this sheet were lost" in str(found[1])


def test_a_lost_scheduler_ends_the_run_with_a_way_to_go_on() -> None:
    with pytest.raises(WorkspaceError, match="the connection to the scheduler was lost") as found:
        list(carried_out(Odd(None), tasks(6)))
    assert "what is made is kept" in str(found.value.hint)


def test_what_is_no_loss_of_a_worker_is_no_secret() -> None:
    with pytest.raises(ZeroDivisionError):
        list(carried_out(Odd(ZeroDivisionError()), tasks(6)))


def test_a_task_is_taken_when_there_is_room_for_it_and_not_before() -> None:
    crew = Odd(WorkerLostError())
    outcomes = carried_out(crew, tasks(100))
    next(outcomes)
    assert crew.begun == [0, 1, 2]
