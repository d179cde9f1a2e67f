"""``handbill progress``"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from wcwidth import wcswidth

from handbill.campaign import Campaign
from handbill.cli.options import campaign_option, chosen, fail_if, locale_option, opened, print_errors
from handbill.model import State
from handbill.progress.count import Tally, as_json
from handbill.steps import collect, progress, read_catalogs

BAR = 16


@click.command("progress")
@campaign_option
@locale_option
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True, help="What to print."
)
def command(folder: Path | None, locales: tuple[str, ...], shape: str) -> None:
    """Show how far each language is, for each document and in total.

    Messages and words are those of the source. Words count as done when they
    are translated or reviewed; fuzzy ones need work and are not published, and
    neither are those that an error was found in, which are counted with them.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    extraction = collect(project)
    shelf = read_catalogs(project, languages)
    tallies = progress(extraction, shelf, languages)
    errors = [*extraction.errors, *shelf.errors.values()]
    print_errors(errors)
    if shape == "json":
        click.echo(json.dumps(as_json(tallies), ensure_ascii=False, indent=2))
    else:
        for line in table(tallies, project.campaign):
            click.echo(line)
    fail_if(bool(errors))


def table(tallies: Mapping[str, Mapping[str, Tally]], campaign: Campaign) -> Iterator[str]:
    """Give the lines of the table, columns aligned by the width that characters take on a terminal."""
    header = ["", "", "done", "messages", "untranslated", "fuzzy", "translated", "reviewed", "words left"]
    rows = [header]
    for tag, by_domain in tallies.items():
        language = campaign.by_tag[tag]
        total = sum(by_domain.values(), Tally())
        rows.append([f"{tag}  {language.name}", bar(total.done), *_numbers(total)])
        rows.extend([f"  {domain}", bar(each.done), *_numbers(each)] for domain, each in by_domain.items())
    widths = [max(wcswidth(row[column]) for row in rows) for column in range(len(header))]
    for row in rows:
        cells = [
            _padded(text, width, right=column > 1) for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _numbers(each: Tally) -> list[str]:
    states = [str(each.messages.get(state, 0)) for state in State]
    left = each.total_words - each.words.get(State.TRANSLATED, 0) - each.words.get(State.REVIEWED, 0)
    return [f"{int(each.done * 100)}%", str(each.total), *states, str(left)]


def bar(done: float) -> str:
    """Give a bar: full only when everything is done."""
    filled = int(done * BAR)
    full, empty = ("█", "░") if (sys.stdout.encoding or "").lower().startswith("utf") else ("#", ".")
    return full * filled + empty * (BAR - filled)


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - wcswidth(text))
    return space + text if right else text + space
