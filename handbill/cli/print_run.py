"""``handbill print-run``"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from handbill.build import present_day
from handbill.campaign import Campaign
from handbill.cli.build import Meter
from handbill.cli.options import (
    campaign_option,
    chosen,
    chosen_profile,
    counted,
    fail_if,
    opened,
    print_errors,
    quiet_option,
    say_waiting,
    timestamp,
)
from handbill.errors import SourceError, UsageError
from handbill.keyed import one_of
from handbill.products import ProductSettings, Profile
from handbill.register import Register
from handbill.runs.cluster import Cluster
from handbill.runs.crew import Crew, Threads
from handbill.runs.journal import Names
from handbill.runs.kit import Press
from handbill.runs.prepare import Preparation
from handbill.runs.rows import RowFile
from handbill.runs.run import Report, Run
from handbill.runs.table import Checked, Table
from handbill.runs.trial import trial


@click.command("print-run")
@click.argument("rows", type=click.Path(path_type=Path), metavar="ROWS.csv")
@click.option("--product", "name", required=True, metavar="NAME", help="The printed product to make for each row.")
@click.option("--profile", "purpose", metavar="NAME", help="What for: office, shop ...  [default: its first]")
@click.option("-l", "--locale", "locale", metavar="TAG", help="The language of rows that name none.")
@click.option("--folder", "target", type=click.Path(path_type=Path), metavar="DIR", help="Where the files go.")
@click.option("--merged", type=click.Path(path_type=Path), metavar="FILE.pdf", help="Put all pages into one file too.")
@click.option("--encoding", metavar="NAME", help="What the rows are in, if not UTF-8: windows-1252.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many at once.  [default: one a processor]")
@click.option("--scheduler", metavar="ADDRESS", help="Make them on a Dask cluster: tcp://127.0.0.1:8786.")
@click.option("--shared", is_flag=True, help="Let the workers write the files: all machines have the folder.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Take this for the present day.")
@click.option("--clean", is_flag=True, help="Remove the files of rows that are gone.")
@click.option("--dry-run", is_flag=True, help="Check the rows and make nothing.")
@campaign_option
@quiet_option
def command(
    *,
    rows: Path,
    name: str,
    purpose: str | None,
    locale: str | None,
    target: Path | None,
    merged: Path | None,
    encoding: str | None,
    jobs: int | None,
    scheduler: str | None,
    shared: bool,
    today: dt.datetime | None,
    clean: bool,
    dry_run: bool,
    folder: Path | None,
    quiet: bool,
) -> None:
    """Make one sheet for each row of a CSV file, with the row's own facts.

    The first row names the columns: locale, file, and facts of the campaign as
    handbill.toml names them. An empty cell leaves the campaign's own fact. All rows
    are checked before anything is made. A call that was interrupted goes on where
    it was.
    """
    project = opened(folder)
    product = _product(project.campaign, name)
    if shared and not scheduler:
        raise UsageError("--shared is for the workers of a cluster", hint="Give --scheduler ADDRESS too.")
    profile = _profile(product, purpose)
    default = chosen(project.campaign, [locale], with_source=True)[0] if locale else None
    day = (today.date() if today else project.campaign.today or present_day()).isoformat()
    target = target or project.output / "runs" / f"{product.stem(profile)}-{rows.stem}"
    how = _How(target, merged, clean, jobs or os.cpu_count() or 1, scheduler, shared, dry_run, quiet)
    preparation = Preparation(project, product, timestamp(), day, profile)
    with tempfile.TemporaryDirectory(prefix="handbill-") as copies:
        table = Table(RowFile(rows, encoding).copied(Path(copies)), project.campaign, default=default)
        _carry_out(table, preparation, how)


def _carry_out(table: Table, preparation: Preparation, how: _How) -> None:
    """Look through the rows, and make their sheets."""
    preparation.look_at_product()
    checked = _checked(table, preparation)
    _try_out(preparation.press(checked.by_tag), how.jobs, checked, table)
    if how.dry_run:
        _print_plan(checked, preparation.project.campaign, how.target)
        return
    report = _made(table, preparation, checked, how)
    changed = [_changed(table.file)] if table.file.changed() else []
    print_errors([*report.errors, *changed])
    if not how.quiet:
        for line in summary(report, how.target, preparation.product.floor, merging=how.merged is not None):
            click.echo(line)
    fail_if(bool(report.failed or changed))


def _changed(file: RowFile) -> SourceError:
    said = "was changed while the run went on: its sheets are those of the table as it was when it began"
    return file.error(said, "To print what it says now, call the same command again.")


@dataclass(frozen=True, slots=True)
class _How:
    """How the sheets are to be made."""

    target: Path
    merged: Path | None
    clean: bool
    jobs: int
    scheduler: str | None
    shared: bool
    dry_run: bool
    quiet: bool


def _made(table: Table, preparation: Preparation, checked: Checked, how: _How) -> Report:
    """Make the sheets."""
    project, product = preparation.project, preparation.product
    press = preparation.press(checked.by_tag)
    with Meter(quiet=how.quiet, noun="rows").shown() as meter:
        crew = _crew(press, preparation, checked, how)
        meter.total(checked.rows)
        register = Register(project.root / project.campaign.register)
        run = Run(table, press, crew, how.target, register, lambda: meter.advance(""), say_waiting)
        title = f"{project.campaign.name}: {product.name}"
        return run.carry_out(merged=how.merged, title=title, clean=how.clean)


def _crew(press: Press, preparation: Preparation, checked: Checked, how: _How) -> Crew:
    if how.scheduler is None:
        return Threads(press, how.jobs)
    kit = preparation.kit(checked.by_tag, portable=True)
    return Cluster(how.scheduler, kit, secrets.token_hex(8), how.target if how.shared else None, _say_alone)


def _say_alone() -> None:
    click.echo("All workers are gone; waiting for one. Ctrl-C ends the run: what is made is kept.", err=True)


def _product(campaign: Campaign, name: str) -> ProductSettings:
    if name not in campaign.products:
        raise UsageError(f"the campaign has no printed product “{name}”", hint=one_of(campaign.products))
    product = campaign.products[name]
    if product.size.pixels:
        printed = [each for each, settings in campaign.products.items() if not settings.size.pixels]
        raise UsageError(
            f"the product “{name}” is a picture in pixels, and a print run makes sheets", hint=one_of(printed)
        )
    return product


def _profile(product: ProductSettings, name: str | None) -> Profile:
    """Give the profile of a name, the product's first where none is said."""
    profile = chosen_profile(name) if name else product.profiles[0]
    if profile not in product.profiles:
        raise UsageError(
            f"the product “{product.name}” has no profile “{profile.value}”",
            hint=one_of([each.value for each in product.profiles]),
        )
    return profile


def _checked(table: Table, preparation: Preparation) -> Checked:
    """Look through all rows; with any mistake nothing is made."""
    with closing(Names()) as names:
        checked = table.check(preparation, preparation.plan.coverage, names, preparation.plan.today)
    print_errors(checked.mistakes)
    if checked.mistaken:
        more = checked.mistaken - len(checked.mistakes)
        if more:
            click.echo(f"error: and {counted(more, 'more mistake')}", err=True)
        found = f"{counted(checked.mistaken, 'mistake')} in {counted(checked.rows, 'row')}"
        click.echo(f"Nothing was made: {found}.", err=True)
        sys.exit(1)
    return checked


def _try_out(press: Press, workers: int, checked: Checked, table: Table) -> None:
    """Set a sheet of each kind of rows; with anything wrong that they have in common nothing is made."""
    tried = trial(press, Threads(press, workers), checked, table.file)
    for warning in tried.warnings:
        click.echo(f"warning: {warning}", err=True)
    print_errors(tried.errors)
    if tried.errors:
        click.echo("Nothing was made.", err=True)
        sys.exit(1)


def _print_plan(checked: Checked, campaign: Campaign, target: Path) -> None:
    for tag, spoken in campaign.by_tag.items():
        if tag in checked.by_tag:
            click.echo(f"{checked.by_tag[tag]:>7}  {tag}  {spoken.name}")
    click.echo(f"{checked.rows:>7}  rows without a mistake; they would go to {target}/")


def _listed(names: Sequence[str], count: int) -> str:
    """Give the first of some names, and say whether there are more."""
    return ", ".join(names[:5]) + (" ..." if count > 5 else "")


def summary(report: Report, target: Path, floor: float | None, *, merging: bool) -> Iterator[str]:
    """Give what people must know of a run, a line each."""
    if report.set_aside:
        yield f"damaged: the journal of this run; it is now {report.set_aside}"
    if report.small and floor:
        named = _listed(report.named_small, report.small)
        yield f"small: {report.small} below {floor:g} points, which is easy to read: {named}"
    yield from (f"merged: {path}" for path in report.merged)
    if merging and report.failed:
        yield "not merged: sheets are missing"
    if report.removed:
        yield f"removed: {report.removed} files of rows that are gone"
    if report.left_over:
        named = _listed(report.named_left_over, report.left_over)
        yield f"left over from rows that are gone: {report.left_over} files ({named}); --clean removes them"
    failed = f", {report.failed} refused" if report.failed else ""
    copied = f", {report.copied} equal to another row's" if report.copied else ""
    yield f"{report.made} made, {report.unchanged} up to date{copied}{failed} in {target}/"
