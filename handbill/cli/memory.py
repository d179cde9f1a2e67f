"""``handbill memory``"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from handbill.cli.options import (
    campaign_option,
    chosen,
    fail_if,
    locale_option,
    opened,
    output_option,
    print_errors,
    put_out,
    quiet_option,
    say_waiting,
)
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.memory import Suggestion, TranslationMemory
from handbill.memory.files import Import, exported, import_pairs, memory_path, translation_memory
from handbill.model import Message, State
from handbill.project import Project

SHOWN = 200
"""How many characters of a text are shown."""


@click.group("memory")
def command() -> None:
    """What was translated before: suggestions, TMX in and out."""


@command.command("suggest")
@click.argument("text", required=False, metavar="[TEXT|DOCUMENT]")
@campaign_option
@locale_option
def suggest(text: str | None, folder: Path | None, locales: tuple[str, ...]) -> None:
    """Show what was translated before for a TEXT, or for what is to be done in a DOCUMENT, or in all.

    The very same text comes first, then texts like it; a percentage says how
    much alike they are. Nothing is written: translators decide.
    """
    project = opened(folder)
    errors: list[HandbillError] = []
    for spoken in chosen(project.campaign, locales, with_source=False):
        memory = translation_memory(project, spoken, errors)
        click.echo(f"{spoken.name} ({spoken.tag})")
        for line in _asked(project, spoken, memory, text, errors):
            click.echo(f"  {line}")
    shown = list({str(error): error for error in errors}.values())
    print_errors(shown)
    fail_if(bool(shown))


def _asked(
    project: Project, spoken: Language, memory: TranslationMemory, text: str | None, errors: list[HandbillError]
) -> Iterator[str]:
    found = False
    if text is None or text in project.campaign.domains:
        for domain in [text] if text else project.campaign.domains:
            for message in _to_do(project, spoken, domain, errors):
                suggestions = memory.suggestions(message, domain=domain)
                found = found or bool(suggestions)
                yield from _lines(message, suggestions)
    else:
        suggestions = memory.suggestions(Message(text))
        found = bool(suggestions)
        yield from _lines(Message(text), suggestions)
    if not found:
        yield "nothing like it was translated before" if text else "nothing to suggest"


def _to_do(project: Project, spoken: Language, domain: str, errors: list[HandbillError]) -> Iterator[Message]:
    """Give the messages of a document that wait for a translator."""
    try:
        messages, catalog = project.messages(domain), project.catalog(spoken, domain)
    except HandbillError as error:
        errors.append(error)
        return
    for message in messages:
        unit = catalog.by_key.get(message.key) if catalog else None
        if unit is None or unit.state < State.TRANSLATED:
            yield message


def _lines(message: Message, suggestions: tuple[Suggestion, ...]) -> Iterator[str]:
    if suggestions:
        place = f"{message.references[0]}: " if message.references else ""
        yield f"{place}{_short(message.msgid)}"
    for each in suggestions:
        yield f"  {each.score:5.1f}%  {_short(each.target)}"
        same = each.source == message.msgid
        yield f"          ({each.where})" if same else f"          ({each.where}: {_short(each.source)})"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@command.command("export")
@campaign_option
@locale_option
@output_option
def export(folder: Path | None, locales: tuple[str, ...], target: Path | None) -> None:
    """Write what was translated into some languages, all where none is named, as TMX."""
    project = opened(folder)
    errors: list[HandbillError] = []
    data, _ = exported(project, chosen(project.campaign, locales, with_source=False), errors)
    put_out(data, target)
    print_errors(errors)
    fail_if(bool(errors))


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@campaign_option
@locale_option
@click.option("--names", is_flag=True, help="Keep the names of who made the translations, where the file has them.")
@quiet_option
def import_(path: Path, folder: Path | None, locales: tuple[str, ...], names: bool, quiet: bool) -> None:
    """Merge a TMX file into the memory, for suggestions.

    It goes to locales/LOCALE/memory.tmx. Nothing of it becomes a translation
    by itself, and nothing that is there is dropped.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    with project.locked(say_waiting):
        report = import_pairs(project, path, languages, names=names)
    if not quiet:
        _print(report, project)


def _print(report: Import, project: Project) -> None:
    for tag, count in report.added.items():
        path = project.shown(memory_path(project, project.campaign.by_tag[tag]))
        click.echo(f"{path}: {count} added, {report.known[tag]} there already")
    for tag, count in report.left_out.items():
        click.echo(f"left out: {count} {f'in “{tag}”' if tag else 'without a text in the source language'}")
    if not report.added:
        click.echo("nothing was taken in")
