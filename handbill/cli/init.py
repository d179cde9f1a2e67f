"""``handbill init``"""

from __future__ import annotations

from pathlib import Path

import click

from handbill.starter import write_starter


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Start a campaign of your own in the new folder DIR.

    It has a petition, a letter and questions and answers in English and
    Spanish, and the templates of flyer, letter and pages; handbill build makes
    them all at once.
    """
    for path in write_starter(folder):
        click.echo(f"{folder}/{path}")
    click.echo(f"\nNow: cd {folder}, edit handbill.toml and source/, and call handbill build.")
