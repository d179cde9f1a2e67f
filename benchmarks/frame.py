"""What a benchmark is made of: scenarios, contenders and their commands, samples, and targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HANDBILL = "Handbill"
"""What the contender is called that all others are compared with."""


def _nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """One process."""

    arguments: tuple[str | Path, ...]
    folder: Path
    """Where it is run."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What is set beside the benchmark's own environment."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do a scenario's task."""

    name: str
    commands: tuple[Command, ...]
    """One after the other; their times are added."""
    before: Callable[[], None] = _nothing
    """Brings the files back to how they were; not measured."""
    made: tuple[Path, ...] = ()
    """What must be there, and not be empty, afterwards."""
    times: int = 1
    """How often the task takes the commands: of equal runs one is measured, and its time multiplied."""
    reported: Path | None = None
    """A file in which its process says how many seconds the task itself took, start-up and a first round aside."""


@dataclass(frozen=True, slots=True)
class Target:
    """What Handbill is to reach beside another contender."""

    beside: str
    most: float
    """The largest part of the other's time that Handbill may take."""
    of: str = HANDBILL
    """The contender that is to reach it."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How Handbill is to grow with its input."""

    smaller: int
    larger: int
    most: float
    """How many times as long each message may take in the larger input as in the smaller one."""
    memory: int | None = None
    """The most memory that the largest input may take, in megabytes."""
    more: int | None = None
    """By how many megabytes the larger input may take more than the smaller one."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a scenario is laid out with."""

    folder: Path
    """An empty one."""
    peers: Mapping[str, str]
    """The programs of other tools that were found, by name: where each is."""
    size: int
    """How many messages, or bytes of Markdown: the scenario says which."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One task, at one size or at several."""

    name: str
    title: str
    note: str
    """What exactly is measured, a sentence or two of Markdown."""
    sizes: tuple[int, ...]
    lay_out: Callable[[Place], Sequence[Contender]]
    """Writes the input and gives the contenders that this machine has, Handbill first."""
    runs: int = 5
    trial: int = 60
    """A small size, to see that it works."""
    unit: str = "messages"
    """What the sizes count."""
    limit: float | None = None
    """Seconds that a run may take, where that is more than usual."""
    targets: tuple[Target, ...] = ()
    growth: Growth | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One run."""

    seconds: float
    memory: int
    """The most that any of its processes held, in bytes."""


@dataclass(slots=True)
class Measured:
    """All runs of a contender at one size."""

    samples: list[Sample] = field(default_factory=list)
    failure: str | None = None
    """Why there are none."""

    @property
    def seconds(self) -> float:
        """The median."""
        return median(sample.seconds for sample in self.samples)

    @property
    def spread(self) -> float:
        """How far the slowest and the fastest run lie apart, as a part of the median."""
        seconds = [sample.seconds for sample in self.samples]
        return (max(seconds) - min(seconds)) / self.seconds

    @property
    def memory(self) -> int:
        """The most that any run held, in bytes."""
        return max(sample.memory for sample in self.samples)


Results = dict[int, dict[str, Measured]]
"""What was measured of one scenario, by size and contender."""
