"""``python -m benchmarks``: measure, print the table, and write it to a file."""

from __future__ import annotations

import datetime as dt
import os
import platform
import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import click

from benchmarks import peers
from benchmarks.frame import Results, Scenario
from benchmarks.measure import measure, shortened
from benchmarks.report import page
from benchmarks.scenarios import ALL


@click.command()
@click.argument("names", nargs=-1, metavar="[SCENARIO]...")
@click.option("--output", type=click.Path(path_type=Path), help="Where the table is written to as Markdown.")
@click.option("--runs", type=click.IntRange(1), help="How often each contender runs, instead of what is usual.")
@click.option("--limit", default=60.0, show_default=True, help="Seconds after which a run is given up.")
@click.option("--most", type=int, help="Leave out sizes above this one.")
@click.option("--trial", is_flag=True, help="Tiny inputs, to see that all works.")
def main(
    *, names: tuple[str, ...], output: Path | None, runs: int | None, limit: float, most: int | None, trial: bool
) -> None:
    """Measure Handbill beside the tools that people use, in all scenarios where none is named."""
    if unknown := set(names) - {each.name for each in ALL}:
        raise click.BadParameter(
            f"there is no {', '.join(sorted(unknown))}; there are {', '.join(e.name for e in ALL)}"
        )
    chosen = [shortened(each) if trial else each for each in ALL if not names or each.name in names]
    if most:
        chosen = [replace(each, sizes=tuple(size for size in each.sizes if size <= most)) for each in chosen]
    found = peers.find()
    measured: list[tuple[Scenario, Results]] = []
    with tempfile.TemporaryDirectory(prefix="handbill-benchmark-") as folder:
        for each in chosen:
            times = runs or (1 if trial else each.runs)
            say = lambda line: click.echo(line, err=True)  # noqa: E731
            results = measure(each, Path(folder), found.programs, runs=times, limit=limit, say=say, warm=not trial)
            measured.append((each, results))
    text = page(measured, _about(found, limit), found.missing)
    click.echo(text)
    if output:
        output.write_text(text, "utf-8")


def _about(found: peers.Peers, limit: float) -> dict[str, str]:
    tools = ", ".join(f"{name} {number}" for name, number in found.versions.items())
    ours = ", ".join(f"{name} {version(name)}" for name in ("click", "markdown-it-py", "rapidfuzz", "typst"))
    return {
        "Measured on": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}",
        "Machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()}; {platform.system()} {platform.release()}",
        "Handbill": f"{version('handbill')} on Python {platform.python_version()} ({ours})",
        "Beside it": tools or "nothing",
        "A run is given up after": f"{limit:.0f} seconds",
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").split("\n") if info.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB of memory"


if __name__ == "__main__":
    main()
