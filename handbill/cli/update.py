"""``handbill update``"""

from __future__ import annotations

from pathlib import Path

import click

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
from handbill.steps import CatalogUpdate, extract, update_catalogs


@click.command("update")
@campaign_option
@locale_option
@quiet_option
def command(folder: Path | None, locales: tuple[str, ...], quiet: bool) -> None:
    """Bring the translators' catalogs up to date with the sources.

    Translations are kept; where the source changed a little, the old one stays,
    marked fuzzy, with the source that it was made from; where the source is
    gone, it stays at the end of the file and comes back if the source does.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    with project.locked(say_waiting):
        extraction = extract(project)
        report = update_catalogs(project, extraction.messages, languages)
    print_errors([*extraction.errors, *report.errors])
    if not quiet:
        for each in report.catalogs:
            if each.written:
                click.echo(f"{each.path}: {describe(each)}")
        click.echo(f"{sum(each.written for each in report.catalogs)} of {len(report.catalogs)} catalogs changed")
    fail_if(bool(extraction.errors or report.errors))


def describe(each: CatalogUpdate) -> str:
    """Give what an update did to a catalog in a few words."""
    update = each.update
    counts = {
        "new": len(update.added),
        "fuzzy": len(update.guessed),
        "back": len(update.revived),
        "obsolete": len(update.retired),
    }
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return said or "places and comments only"
