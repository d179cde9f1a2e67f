"""``handbill extract``"""

from __future__ import annotations

from pathlib import Path

import click

from handbill.cli.options import campaign_option, fail_if, opened, print_errors, quiet_option, say_waiting
from handbill.steps import extract


@click.command("extract")
@campaign_option
@quiet_option
def command(folder: Path | None, quiet: bool) -> None:
    """Collect the texts to translate into locales/*.pot, a file for each document and one for the templates."""
    project = opened(folder)
    with project.locked(say_waiting):
        report = extract(project)
    print_errors(report.errors)
    if not quiet:
        for domain, messages in report.messages.items():
            click.echo(f"{domain}: {len(messages)} messages")
        click.echo(f"{len(report.written)} templates changed")
    fail_if(bool(report.errors))
