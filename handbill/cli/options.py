"""What several commands share: options, opening the campaign, printing findings and errors."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from handbill import workspace
from handbill.campaign import Campaign
from handbill.checks.marked import marked
from handbill.errors import HandbillError, UsageError
from handbill.keyed import one_of
from handbill.languages import Language
from handbill.model import Finding, Severity
from handbill.products import Profile
from handbill.project import Project, open_project
from handbill.tags import normalize_tag

LATEST = 253_402_300_799
"""The last second of the year 9999."""

Command = TypeVar("Command", bound=Callable[..., Any])


def campaign_option(command: Command) -> Command:
    """Add ``--campaign``."""
    return click.option(
        "--campaign",
        "folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The campaign's folder.  [default: the nearest one upwards with a handbill.toml]",
    )(command)


def locale_option(command: Command) -> Command:
    """Add ``-l/--locale``."""
    return click.option(
        "-l", "--locale", "locales", multiple=True, metavar="TAG", help="Only this language; may be repeated."
    )(command)


def quiet_option(command: Command) -> Command:
    """Add ``-q/--quiet``."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")(command)


def output_option(command: Command) -> Command:
    """Add ``-o/--output``."""
    kind: click.Path[Path] = click.Path(path_type=Path, dir_okay=False)
    text = "The file to write.  [default: standard output]"
    return click.option("-o", "--output", "target", type=kind, metavar="FILE", help=text)(command)


def put_out(data: bytes, target: Path | None) -> None:
    """Write what a command gives to a file, or to standard output."""
    if target is None:
        click.echo(data, nl=False)
    else:
        workspace.write(target, data)


def today_option(command: Command) -> Command:
    """Add ``--today``."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="Look at deadlines from this day.  [default: “today” in handbill.toml, else the present day]",
    )(command)


def day(today: dt.datetime | None) -> dt.date | None:
    """Give the day of ``--today``, if one was named."""
    return today.date() if today else None


def opened(folder: Path | None) -> Project:
    """Open the campaign that was named, or the one that the user stands in."""
    if folder is not None and not (folder / workspace.CAMPAIGN_FILE).is_file():
        raise UsageError(
            f"there is no {workspace.CAMPAIGN_FILE} in {folder}", hint="Name a campaign's folder with --campaign DIR."
        )
    return open_project(folder or _relative(workspace.find_campaign(Path.cwd())))


def _relative(folder: Path) -> Path:
    """Give the folder as a user would type it, so that messages name paths that can be clicked."""
    return Path(os.path.relpath(folder))


def chosen(campaign: Campaign, locales: Sequence[str], *, with_source: bool) -> list[Language]:
    """Give the languages that were asked for, all where none was. An unknown tag is wrong usage."""
    if not locales:
        return list(campaign.by_tag.values())[0 if with_source else 1 :]
    found = []
    for text in locales:
        language = campaign.by_tag.get(normalize_tag(text))
        if language is None:
            raise UsageError(
                f"the campaign has no language “{text}”",
                hint=f"{one_of(campaign.by_tag)} To start one: handbill locale add {text.strip() or 'TAG'}",
            )
        if language == campaign.source and not with_source:
            raise UsageError(f"“{text}” is the source language: it has no catalogs")
        found.append(language)
    return list({each.tag: each for each in found}.values())


def chosen_domains(campaign: Campaign, documents: Sequence[str]) -> list[str]:
    """Give the documents that were asked for, all and the strings of templates where none was."""
    for name in documents:
        if name not in campaign.domains:
            raise UsageError(f"the campaign has no document “{name}”", hint=one_of(campaign.domains))
    return [domain for domain in campaign.domains if not documents or domain in documents]


def chosen_profile(name: str) -> Profile:
    """Give the profile of a name. One that there is not is wrong usage."""
    known = {profile.value: profile for profile in Profile}
    if name not in known:
        raise UsageError(f"there is no profile “{name}”", hint=one_of(known))
    return known[name]


def timestamp() -> int:
    """Give the time that artifacts carry, in Unix seconds: SOURCE_DATE_EPOCH, or 0 for equal bytes everywhere."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not said.isdecimal() or int(said) > LATEST:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is not a number of seconds since 1970: “{said}”",
            hint="Set it to what date +%s gives, or unset it.",
        )
    return int(said)


def say_waiting() -> None:
    """Say that another run holds the campaign."""
    click.echo("Another handbill is at work here; waiting for it to end ...", err=True)


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: ``1 sheet``, ``2 sheets``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_errors(errors: Iterable[HandbillError]) -> None:
    """Print each error with its place and way out, once: several things may not go for the same reason."""
    for said in dict.fromkeys(map(str, errors)):
        click.echo(f"error: {said}", err=True)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print the errors of translations, and how many warnings there are."""
    warnings = 0
    for finding in findings:
        if finding.severity is Severity.WARNING:
            warnings += 1
            continue
        for line in finding_lines(finding):
            click.echo(line, err=True)
    if warnings:
        said = counted(warnings, "warning")
        click.echo(f"{said} about translations: handbill check shows {'it' if warnings == 1 else 'them'}", err=True)


def finding_lines(finding: Finding) -> Iterator[str]:
    """Give what is wrong with a translation, what to do, and the place in its text."""
    msgid = " ".join(finding.key[1].split()) or "the header"
    msgid = msgid if len(msgid) <= 60 else f"{msgid[:57]}..."
    yield f"{finding.severity.value}: {finding.place}: {finding.message} [{finding.check}]"
    held = " Until then the text appears in another language." if finding.severity is Severity.ERROR else ""
    yield f"  {finding.domain} in {finding.locale}, “{msgid}”. {finding.hint}{held}"
    yield from (f"    {line}" for line in marked(finding.text, finding.span))


def fail_if(failed: bool) -> None:
    """End with exit status 1 if anything went wrong."""
    if failed:
        sys.exit(1)
