"""What was measured, as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.frame import HANDBILL, Measured, Results, Scenario, Target

MEGABYTE = 1_000_000
_HOW_TO_READ = (
    "How to read it: each figure is the median of several runs, the contenders taking turns. Every run is a process",
    "of its own (or several, one after the other), start-up included. *Beside Handbill* is how many times as long a",
    "tool takes as Handbill for the same task; that holds on other machines too, where the seconds do not. The spread",
    "is how far the slowest and the fastest run lie apart, in percent of the median. Memory is the peak of the",
    "largest process; what the benchmark itself holds is a floor under it. The texts of catalogs and Markdown are made",
    "up, those of flyers are this campaign’s; they are the same for all.",
    "",
    "Handbill’s commands put every file that they write on the disk before it takes the old one’s place (fsync), and",
    "read a catalog back before that; the other tools do neither. Where growth is shown, × is the time of each message",
    "beside that in the smallest input (of each row, of a print run).",
)


def page(measured: Sequence[tuple[Scenario, Results]], about: Mapping[str, str], missing: Sequence[str]) -> str:
    """Give the whole page; `about` tells of the machine and the versions."""
    lines = [
        "# Benchmarks",
        "",
        "`make benchmark` writes this page: Handbill beside the tools that people use, on the same input in one run.",
        "",
        *(f"- {name}: {value}" for name, value in about.items()),
        *([f"- Not on this machine, and left out: {', '.join(missing)}"] if missing else []),
        "",
        *_HOW_TO_READ,
        "",
    ]
    for scenario, results in measured:
        lines += [
            f"## {scenario.title}",
            "",
            scenario.note,
            "",
            *_table(scenario, results),
            "",
            *_reached(scenario, results),
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(scenario: Scenario, results: Results) -> Iterator[str]:
    if len(results) == 1:
        yield from _beside(next(iter(results.values())))
    else:
        yield from _growth(results, scenario.unit)


def _beside(measured: Mapping[str, Measured]) -> Iterator[str]:
    yield "| tool | beside Handbill | median | spread | memory |"
    yield "|---|--:|--:|--:|--:|"
    ours = measured[HANDBILL].seconds
    for name, each in measured.items():
        if each.failure:
            yield f"| {name} | | {each.failure} | | |"
        else:
            ratio = "1" if name == HANDBILL else f"× {_short(each.seconds / ours)}"
            yield (
                f"| {name} | {ratio} | {_short(each.seconds)} s | {each.spread:.0%} | {each.memory / MEGABYTE:.0f} MB |"
            )


def _growth(results: Results, unit: str) -> Iterator[str]:
    """Give the time of each one beside that in the smallest input, and the time of all and the memory."""
    smallest = min(results)
    yield f"| tool | {' | '.join(f'{size:,} {unit}' for size in results)} |"
    yield f"|---|{'--:|' * len(results)}"
    for name in results[smallest]:
        first = results[smallest][name]
        cells = []
        for size in results:
            each = results[size][name]
            if each.failure or first.failure:
                cells.append(each.failure or "")
            else:
                relative = (each.seconds / size) / (first.seconds / smallest)
                cells.append(f"× {_short(relative)} ({_short(each.seconds)} s, {each.memory / MEGABYTE:.0f} MB)")
        yield f"| {name} | {' | '.join(cells)} |"


def _reached(scenario: Scenario, results: Results) -> list[str]:
    said = [*_targets(scenario.targets, results), *_grown(scenario, results)]
    return [*(f"- {line}" for line in said), ""] if said else []


def _targets(targets: Sequence[Target], results: Results) -> Iterator[str]:
    measured = next(iter(results.values()))
    for target in targets:
        other = measured.get(target.beside)
        if other and not other.failure:
            part = measured[target.of].seconds / other.seconds
            who = "it takes" if target.of == HANDBILL else f"{target.of} takes"
            yield (
                f"{_verdict(part <= target.most)}: at most {_short(target.most)} of the time of {target.beside}; "
                f"{who} {_short(part)}."
            )
        elif other:
            yield f"Not compared with {target.beside}: {other.failure}."


def _grown(scenario: Scenario, results: Results) -> Iterator[str]:
    growth = scenario.growth
    if growth is None or not {growth.smaller, growth.larger} <= results.keys():
        return
    small, large = results[growth.smaller][HANDBILL], results[growth.larger][HANDBILL]
    factor = (large.seconds / growth.larger) / (small.seconds / growth.smaller)
    yield (
        f"{_verdict(factor <= growth.most)}: with {growth.larger:,} {scenario.unit} each takes at most "
        f"{_short(growth.most)} times as long as with {growth.smaller:,}; it takes {_short(factor)}."
    )
    if growth.more is not None:
        more = (large.memory - small.memory) / MEGABYTE
        yield f"{_verdict(more <= growth.more)}: at most {growth.more} MB more memory; it takes {more:.0f} MB more."
    if growth.memory:
        peak = large.memory / MEGABYTE
        yield f"{_verdict(peak < growth.memory)}: less than {growth.memory} MB of memory; it takes {peak:.0f} MB."


def _verdict(reached: bool) -> str:  # noqa: FBT001 - it says just that
    return "Reached" if reached else "**Not reached**"


def _short(number: float) -> str:
    """Give a number with about three figures."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"
