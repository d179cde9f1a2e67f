"""``handbill import``"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from handbill import workspace
from handbill.catalogs.word_difference import word_difference
from handbill.cli.options import (
    campaign_option,
    chosen,
    counted,
    fail_if,
    finding_lines,
    opened,
    print_errors,
    quiet_option,
    say_waiting,
)
from handbill.errors import HandbillError
from handbill.exchange.desk import FileReport, Taking, put_away, take
from handbill.exchange.formats import read
from handbill.exchange.outcome import Fate, Outcome
from handbill.exchange.parcel import Returned
from handbill.model import Origin, Severity
from handbill.steps import collect

_SHOWN = {Fate.TAKEN, Fate.STATE, Fate.NOTE}
"""What is shown in a dry run alone; everything else is always told."""
_NOUNS = {Fate.STATE, Fate.NOTE, Fate.REMARK, Fate.CONFLICT, Fate.FORMULA, Fate.STRAY}
"""Those whose word is counted; the others say what was done."""


@click.command("import")
@campaign_option
@click.option(
    "-l", "--locale", "tag", metavar="TAG", help="The language of files that do not say it.  [default: what they say]"
)
@click.option("--dry-run", is_flag=True, help="Print what would change, word by word; write nothing.")
@click.option(
    "--origin",
    type=click.Choice([Origin.HUMAN.value, Origin.MACHINE.value]),
    default=Origin.HUMAN.value,
    show_default=True,
    help="Who made the translations in the files.",
)
@click.option("--force", is_flag=True, help="Take documents of which a column seems to have been sorted alone.")
@quiet_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def command(
    *,
    folder: Path | None,
    tag: str | None,
    dry_run: bool,
    origin: str,
    force: bool,
    quiet: bool,
    files: tuple[Path, ...],
) -> None:
    """Take what came back in files of handbill export into the catalogs.

    What was changed in the file is taken; what was changed in the catalog
    meanwhile stays; where both changed, the catalog stays, and the other text is
    kept as a suggestion and listed. Nothing is dropped.
    """
    project = opened(folder)
    spoken = chosen(project.campaign, [tag], with_source=False)[0] if tag else None
    returned, errors = _read(files)
    with nullcontext() if dry_run else project.locked(say_waiting):
        extraction = collect(project)
        machine = origin == Origin.MACHINE.value
        taking = take(project, extraction.messages, returned, spoken=spoken, machine=machine, force=force)
        errors += [*extraction.errors, *taking.errors]
        _report(taking, dry_run=dry_run, quiet=quiet)
        for line in (line for finding in taking.findings for line in finding_lines(finding)):
            click.echo(line, err=True)
        written = [] if dry_run else put_away(project, taking)
    print_errors(errors)
    if not quiet:
        _conclude(taking, written, dry_run=dry_run)
    fail_if(bool(errors) or _is_unsettled(taking))


def _read(files: Sequence[Path]) -> tuple[list[Returned], list[HandbillError]]:
    """Read the files; one that cannot be used does not keep the others out."""
    returned, errors = [], []
    for path in files:
        try:
            returned.append(read(workspace.read_bytes(path), path.name))
        except HandbillError as error:
            errors.append(error)
    return returned, errors


def _is_unsettled(taking: Taking) -> bool:
    outcomes = (each for report in taking.files for each in report.outcomes)
    return (
        any(each.fate.needs_a_look for each in outcomes)
        or any(report.problems for report in taking.files)
        or any(finding.severity is Severity.ERROR for finding in taking.findings)
    )


def _report(taking: Taking, *, dry_run: bool, quiet: bool) -> None:
    """Print what became of each file: what needs a look to standard error, the rest to standard output."""
    for report in taking.files:
        for problem in report.problems:
            click.echo(f"error: {report.name}: {problem}", err=True)
        if not quiet:
            for remark in report.remarks:
                click.echo(f"{report.name}: {remark}")
        for each in report.outcomes:
            wanted = dry_run or each.fate not in _SHOWN
            if each.fate.needs_a_look or (wanted and not quiet):
                for line in _lines(report, each):
                    click.echo(line, err=each.fate.needs_a_look)


def _lines(report: FileReport, each: Outcome) -> Iterator[str]:
    said = f": {each.said}" if each.said else ""
    yield f"{report.name}: {each.place}: {each.fate.value}{said}"
    if each.fate in {Fate.CONFLICT, Fate.FORMULA, Fate.EMPTIED}:
        yield f"  the catalog has: {each.before}"
        if each.after:
            yield f"  the file has:    {each.after}"
    elif each.before or each.after:
        yield f"  {word_difference(each.before, each.after, context=None)}"


def _conclude(taking: Taking, written: Sequence[str], *, dry_run: bool) -> None:
    for report in taking.files:
        number: dict[Fate, int] = {}
        for each in report.outcomes:
            number[each.fate] = number.get(each.fate, 0) + 1
        told = ", ".join(_told(number[fate], fate) for fate in Fate if fate in number) or "nothing changed in it"
        click.echo(f"{report.name}: {report.language.name}: {told}")
    if dry_run:
        click.echo(f"{counted(len(taking.catalogs), 'catalog')} would change")
    else:
        click.echo(f"{counted(len(written), 'catalog')} changed{': ' if written else ''}{', '.join(written)}")


def _told(count: int, fate: Fate) -> str:
    return f"{count} {fate.value}{'s' if fate in _NOUNS and count != 1 else ''}"
