"""``handbill update``"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path

import click

from handbill.catalogs.outcome import Change, Fate
from handbill.catalogs.word_difference import word_difference
from handbill.cli.options import (
    campaign_option,
    chosen,
    fail_if,
    locale_option,
    opened,
    print_errors,
    quiet_option,
    say_waiting,
)
from handbill.steps import CatalogUpdate, Updating, collect, extract, minor_changes, update_catalogs

SHOWN = 100
"""How many characters of a text without changes are shown."""


@click.command("update")
@campaign_option
@locale_option
@click.option("--minor", "every", is_flag=True, help="What changed is of no consequence: translations stay.")
@click.option(
    "--minor-message",
    "texts",
    multiple=True,
    metavar="TEXT",
    help="The same for the message that has this text now, whenever it changed; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Print what would change, word by word; write nothing.")
@quiet_option
def command(
    *, folder: Path | None, locales: tuple[str, ...], every: bool, texts: tuple[str, ...], dry_run: bool, quiet: bool
) -> None:
    """Bring the translators' catalogs up to date with the sources.

    Translations are kept; where the source changed a little, the old one stays,
    marked fuzzy, with the source that it was made from; where the source is
    gone, it stays at the end of the file and comes back if the source does.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    # The lock is a file too; what is only read needs none.
    with nullcontext() if dry_run else project.locked(say_waiting):
        found = collect(project)
        minor = minor_changes(project, found.messages, every=every, texts=texts) if every or texts else None
        extraction = found if dry_run else extract(project)
        report = update_catalogs(project, extraction.messages, languages, minor=minor, write=not dry_run)
    print_errors([*extraction.errors, *report.errors])
    if not quiet:
        for path in report.orphans:
            click.echo(
                f"{path} belongs to no document any more; its translations are reused;"
                " delete it when you need it no longer"
            )
        _print_changes(report) if dry_run else _print_summary(report)
    for line in stray_lines(report):
        click.echo(line, err=True)
    fail_if(bool(extraction.errors or report.errors))


def stray_lines(report: Updating) -> Iterator[str]:
    """Give a warning for each folder of catalogs that are of no language of the campaign."""
    for path in report.strays:
        name = path.rpartition("/")[2]
        yield (
            f"warning: {path}: no language of this campaign has its catalogs there, and nothing reads them. Give the"
            f" folder gettext's name of the language that it is, or begin that one: handbill locale add {name}"
        )


def describe(each: CatalogUpdate) -> str:
    """Give what an update did to a catalog in a few words."""
    said = ", ".join(f"{count} {fate.value}" for fate, count in each.update.count().items())
    return said or "places and comments only"


def _print_summary(report: Updating) -> None:
    for each in report.catalogs:
        if each.written:
            click.echo(f"{each.path}: {describe(each)}")
    click.echo(f"{sum(each.written for each in report.catalogs)} of {len(report.catalogs)} catalogs changed")


def _print_changes(report: Updating) -> None:
    for language, catalogs in groupby(report.catalogs, key=lambda each: each.language):
        click.echo(f"{language.name} ({language.tag})")
        for line in _lines(catalogs):
            click.echo(f"  {line}")
    click.echo(f"{sum(each.written for each in report.catalogs)} of {len(report.catalogs)} catalogs would change")


def _lines(catalogs: Iterable[CatalogUpdate]) -> Iterator[str]:
    changing = [each for each in catalogs if each.written]
    if not changing:
        yield "nothing would change"
    for each in changing:
        yield f"{each.path}: {describe(each)}"
        # In a catalog that is not there yet all is new.
        shown = [change for change in each.update.changes if not (each.created and change.fate is Fate.NEW)]
        yield from (f"  {line}" for line in map(_line, shown))


def _line(change: Change) -> str:
    place = f"{change.unit.message.references[0]}: " if change.unit.message.references else ""
    return f"{change.fate.value:<8} {place}{_difference(change)}"


def _difference(change: Change) -> str:
    text = change.unit.message.msgid
    if change.before is not None and change.before != text:
        return word_difference(change.before, text, context=None)
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
