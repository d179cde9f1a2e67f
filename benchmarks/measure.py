"""Running processes: how long, how much memory, in turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Timer

from benchmarks.frame import HANDBILL, Command, Contender, Measured, Place, Results, Sample, Scenario

KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""The unit of ru_maxrss in bytes."""

Say = Callable[[str], None]


class FailedError(Exception):
    """A process that did not do what it should."""


def run(command: Command, limit: float) -> Sample:
    """Run one process to its end and give its time and the peak of its memory; not longer than `limit` seconds."""
    log = command.folder / "benchmark.log"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(each) for each in command.arguments],
            cwd=command.folder,
            env={**os.environ, **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        timer = Timer(limit, process.kill)
        timer.start()
        # Not process.wait(): this alone tells what the process, and no other one, used.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if seconds >= limit:
        raise FailedError(f"over the limit of {limit:.0f} s")
    if process.returncode != 0:
        said = log.read_text("utf-8", "replace").strip().split("\n")[-1]
        raise FailedError(f"failed with status {process.returncode}: {said[:120]}")
    return Sample(seconds, usage.ru_maxrss * KILOBYTE)


def once(contender: Contender, limit: float) -> Sample:
    """Do a contender's task once."""
    contender.before()
    if contender.reported:
        contender.reported.unlink(missing_ok=True)
    samples = [run(command, limit) for command in contender.commands]
    for path in contender.made:
        if not path.is_file() or path.stat().st_size == 0:
            raise FailedError(f"wrote no {path.name}")
    seconds = _reported(contender.reported) if contender.reported else sum(sample.seconds for sample in samples)
    return Sample(seconds * contender.times, max(sample.memory for sample in samples))


def _reported(path: Path) -> float:
    if not path.is_file():
        raise FailedError("did not say how long it took")
    return float(path.read_text("utf-8"))


def measure(
    scenario: Scenario,
    folder: Path,
    peers: Mapping[str, str],
    *,
    runs: int,
    limit: float,
    say: Say,
    warm: bool = True,
) -> Results:
    """Measure a scenario's contenders at each of its sizes; who fails at one size is not asked at larger ones.

    With `warm` there is a first round that does not count, but not where growth is measured.
    """
    results: Results = {}
    out: dict[str, str] = {}
    for size in scenario.sizes:
        place = Place(folder / scenario.name / str(size), peers, size)
        place.folder.mkdir(parents=True)
        contenders = [each for each in scenario.lay_out(place) if each.name not in out]
        results[size] = {name: Measured(failure=reason) for name, reason in out.items()}
        results[size] |= _in_turns(
            contenders, runs=runs, limit=max(limit, scenario.limit or 0), warm=warm and scenario.growth is None
        )
        out |= {name: each.failure for name, each in results[size].items() if each.failure}
        shutil.rmtree(place.folder)
        said = (f"{name} {each.failure or f'{each.seconds:.2f} s'}" for name, each in results[size].items())
        say(f"{scenario.name} {size}: {', '.join(said)}")
    return results


def _in_turns(contenders: list[Contender], *, runs: int, limit: float, warm: bool) -> dict[str, Measured]:
    measured = {each.name: Measured() for each in contenders}
    # The first round fills the caches of the disk and of Python, and does not count.
    for number in range(0 if warm else 1, runs + 1):
        for contender in contenders:
            result = measured[contender.name]
            if result.failure:
                continue
            try:
                sample = once(contender, limit)
            except FailedError as error:
                # A mistake of ours must not pass for a slow tool.
                if contender.name == HANDBILL:
                    raise
                measured[contender.name] = Measured(failure=str(error))
            else:
                if number:
                    result.samples.append(sample)
    return measured


def shortened(scenario: Scenario) -> Scenario:
    """Give a scenario at one small size, to see that it works."""
    return replace(scenario, sizes=(scenario.trial,))
