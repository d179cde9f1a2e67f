"""``handbill origin``"""

from __future__ import annotations

from pathlib import Path

import click

from handbill.cli.options import (
    campaign_option,
    chosen,
    chosen_domains,
    fail_if,
    locale_option,
    opened,
    print_errors,
    quiet_option,
    say_waiting,
)
from handbill.errors import HandbillError, UsageError
from handbill.review import mark_origin


@click.command("origin")
@click.argument("who", type=click.Choice(["human", "machine"]))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@campaign_option
@locale_option
@click.option("--by", "engine", metavar="NAME", help="The machine's name, to be written beside each translation.")
@quiet_option
def command(
    *,
    who: str,
    documents: tuple[str, ...],
    folder: Path | None,
    locales: tuple[str, ...],
    engine: str | None,
    quiet: bool,
) -> None:
    """Record who wrote the translations that are in the catalogs now: people, or a machine.

    A machine's translation that anyone edits afterwards, in whatever editor, is
    a person's; one that is signed off is told as reviewed.
    """
    if engine is not None and (who == "human" or not engine.strip() or not engine.isprintable()):
        raise UsageError("--by names a machine", hint="People are named by handbill review --by NAME, if they want to.")
    project = opened(folder)
    domains = chosen_domains(project.campaign, documents)
    errors: list[HandbillError] = []
    with project.locked(say_waiting):
        for spoken in chosen(project.campaign, locales, with_source=False):
            for domain in domains:
                try:
                    count, _ = mark_origin(project, spoken, domain, machine=who == "machine", engine=engine)
                except HandbillError as error:
                    errors.append(error)
                    continue
                if not quiet and count:
                    click.echo(f"{domain} in {spoken.name}: {count} translations are recorded as of {who} origin")
    print_errors(errors)
    fail_if(bool(errors))
