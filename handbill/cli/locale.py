"""``handbill locale``"""

from __future__ import annotations

from pathlib import Path

import click

from handbill.cli.options import campaign_option, fail_if, opened, print_errors, quiet_option, say_waiting
from handbill.errors import UsageError
from handbill.locale import add_locales
from handbill.tags import normalize_tag


@click.group("locale")
def command() -> None:
    """Start a language."""


@command.command("add")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@campaign_option
@quiet_option
def add(tags: tuple[str, ...], folder: Path | None, quiet: bool) -> None:
    """Start languages: add them to handbill.toml and write their catalogs.

    A TAG is BCP 47: es, zh-Hans, pt-BR. A language that CLDR lacks needs a table
    [languages.TAG] in handbill.toml first. Strings of the templates that come
    with Handbill are there already in the languages that Handbill knows. en-XA and
    ar-XB are no languages but tests of the layouts.
    """
    project = opened(folder)
    source = project.campaign.source
    if source.tag in map(normalize_tag, tags):
        raise UsageError(f"“{source.tag}” is the source language: it has no catalogs", hint="Name the others alone.")
    report = add_locales(project, tags, say_waiting)
    print_errors(report.errors)
    if not quiet:
        for each in report.catalogs:
            click.echo(f"{each.path}: {len(each.update.catalog.by_key)} messages")
    fail_if(bool(report.errors))
