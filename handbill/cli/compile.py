"""``handbill compile``"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from handbill import workspace
from handbill.build import Build
from handbill.campaign import CATALOG_PRODUCT
from handbill.cli.build import notices
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
from handbill.shelf import read_catalogs


@click.command("compile")
@campaign_option
@locale_option
@quiet_option
def command(folder: Path | None, locales: tuple[str, ...], quiet: bool) -> None:
    """Write the catalogs as .mo files for programs; fuzzy translations are left out."""
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    with workspace.lock(project.output, say_waiting):
        shelf = read_catalogs(project, languages)
        report = Build(project, shelf, languages=languages, products=[CATALOG_PRODUCT]).run(
            lambda _label: None, lambda _length: None
        )
    errors = [*shelf.errors.values(), *report.errors]
    print_errors(errors)
    if not quiet:
        # Programs fall back message by message: no label is needed.
        for line in notices(replace(report, labelled=[]), project.campaign, str(project.output)):
            click.echo(line)
        click.echo(f"{len(report.made)} made, {report.unchanged} up to date in {project.output}/locale/")
    fail_if(bool(errors))
