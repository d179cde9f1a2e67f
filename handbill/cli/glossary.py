"""``handbill glossary``"""

from __future__ import annotations

from pathlib import Path

import click

from handbill.cli.options import (
    campaign_option,
    chosen,
    locale_option,
    opened,
    output_option,
    put_out,
    quiet_option,
    say_waiting,
)
from handbill.glossary.files import Import, as_table, import_terms
from handbill.glossary.tbx import serialize_tbx


@click.group("glossary")
def command() -> None:
    """Exchange the glossary with other programs."""


@command.command("export")
@campaign_option
@locale_option
@click.option(
    "--format", "shape", type=click.Choice(["tbx", "csv"]), default="tbx", show_default=True, help="What to write."
)
@output_option
def export(folder: Path | None, locales: tuple[str, ...], shape: str, target: Path | None) -> None:
    """Write the glossary as TBX, for other programs, or as a table."""
    project = opened(folder)
    tags = [spoken.tag for spoken in chosen(project.campaign, locales, with_source=False)] if locales else None
    if shape == "tbx":
        put_out(serialize_tbx(project.glossary, tags), target)
    else:
        every = [spoken.tag for spoken in project.campaign.languages]
        named = [tag for term in project.glossary.terms for tag in (*term.translations, *term.forbidden) if tag]
        put_out(as_table(project, tags or list(dict.fromkeys((*every, *named)))), target)


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@campaign_option
@quiet_option
def import_(path: Path, folder: Path | None, quiet: bool) -> None:
    """Merge a TBX file or a table into the glossary.

    New terms go to its end; a language that a term lacks is filled in. Where
    the two differ the glossary's own stays, and the difference is printed.
    """
    project = opened(folder)
    with project.locked(say_waiting):
        report = import_terms(project, path)
    if not quiet:
        _print(report, project.shown(project.glossary_path))


def _print(report: Import, name: str) -> None:
    for each in report.merge.conflicts:
        click.echo(f"kept: {each.term} [{each.what}]: “{each.ours}”, not “{each.theirs}”")
    for tag, count in report.unknown.items():
        click.echo(f"left out: {count} in “{tag}”, which is no language that Handbill knows")
    if report.left_out:
        click.echo(f"left out: {report.left_out} without a term in the source language")
    click.echo(f"{name}: {report.merge.added} terms added, {report.merge.changed} completed")
