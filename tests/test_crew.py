"""Jobs done several at once, each within a time limit."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from handbill import allowance
from handbill.crew import Crew, Exhausted, Late


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a job without end waits for; opened at the end of the test, so that no thread is left."""
    gate = threading.Event()
    yield gate
    gate.set()


def crew(gate: threading.Event, *, size: int = 2, limit: float = 0.3) -> Crew[str, str]:
    def work(job: str) -> str:
        if job.startswith("endless"):
            gate.wait()
        if job.startswith("bad"):
            raise ValueError(job)
        return job.upper()

    return Crew(work, lambda job: job.split()[0], size=size, limit=limit)


def test_every_job_is_given_once_with_its_result(gate: threading.Event) -> None:
    jobs = [f"job {number}" for number in range(50)]
    found = list(crew(gate).carry_out(jobs))
    assert sorted(found) == sorted((job, job.upper()) for job in jobs)


def test_no_jobs_give_nothing(gate: threading.Event) -> None:
    assert list(crew(gate).carry_out([])) == []


def test_an_exception_is_handed_on_and_the_others_are_done(gate: threading.Event) -> None:
    found = dict(crew(gate).carry_out(["bad 1", "good 1", "good 2"]))
    assert isinstance(found["bad 1"], ValueError)
    assert (found["good 1"], found["good 2"]) == ("GOOD 1", "GOOD 2")


@pytest.mark.parametrize("size", [1, 2])
def test_a_job_without_end_is_late_and_so_are_those_of_its_kind_while_the_others_are_done(
    gate: threading.Event, size: int
) -> None:
    jobs = [*(f"endless {number}" for number in range(6)), *(f"good {number}" for number in range(6))]
    begun = time.monotonic()
    found = dict(crew(gate, size=size).carry_out(jobs))
    assert time.monotonic() - begun < 3
    assert {job for job, result in found.items() if isinstance(result, Late)} == set(jobs[:6])
    assert {job for job, result in found.items() if isinstance(result, str)} == set(jobs[6:])


def test_what_comes_too_late_is_thrown_away(gate: threading.Event) -> None:
    found = crew(gate, size=1, limit=0.2).carry_out(["endless 1", "good 1"])
    first = next(found)
    gate.set()
    assert isinstance(first[1], Late)
    assert list(found) == [("good 1", "GOOD 1")]


def test_who_stops_taking_results_stops_the_work(gate: threading.Event) -> None:
    done = []

    def work(job: int) -> None:
        time.sleep(0.01)
        done.append(job)

    found = Crew(work, lambda job: job, size=1, limit=5.0).carry_out(range(1000))
    next(found)
    found.close()  # type: ignore[attr-defined]
    time.sleep(0.2)
    assert len(done) < 100


def test_where_memory_runs_out_all_work_ends_and_what_was_under_way_is_told(
    gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [0]
    monkeypatch.setattr(allowance, "taken", lambda: held[0])
    found = crew(gate, size=2, limit=60.0).carry_out(["good 1", "endless 1", "endless 2", "good 2"])
    assert next(found) == ("good 1", "GOOD 1")
    held[0] = 1 << 50
    begun = time.monotonic()
    with pytest.raises(Exhausted) as ended:
        list(found)
    assert time.monotonic() - begun < 5
    assert set(ended.value.jobs) == {"endless 1", "endless 2"}
