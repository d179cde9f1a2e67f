"""``handbill fonts list``, ``install`` and ``copy``"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from handbill.cli.options import (
    campaign_option,
    chosen,
    counted,
    fail_if,
    locale_option,
    opened,
    print_errors,
    quiet_option,
)
from handbill.doctor import LanguageHealth, Look, look, needs_of, uses
from handbill.fonts.faces import sources_of
from handbill.fonts.getting import Getting, Origin, getting, refusal
from handbill.fonts.managers import install, manager_here
from handbill.fonts.placing import FontCopy, copied, copies, place
from handbill.fonts.wheels import download, download_call
from handbill.model import Severity
from handbill.project import Project
from handbill.render.fonts import Coverage
from handbill.typesetter import find_fonts


class _Listing(click.Group):
    """A group that lists where no command of its own is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("fonts", cls=_Listing)
def command() -> None:
    """Tell which fonts set each language and what is missing, and get it.

    Without a command of its own it lists.
    """


dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")


@command.command("list")
@campaign_option
@locale_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@quiet_option
def list_fonts(folder: Path | None, locales: tuple[str, ...], form: str, quiet: bool) -> None:
    """List the fonts of each language, their files, and what is missing."""
    project = opened(folder)
    found = look(project, chosen(project.campaign, locales, with_source=True))
    if form == "json":
        click.echo(json.dumps(_data(project, found), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, quiet=quiet):
            click.echo(line)
    fail_if(_is_ill(found))


def _is_ill(found: Look) -> bool:
    wrong = any(trouble.severity is Severity.ERROR for trouble in found.coverage.fonts.troubles)
    return wrong or any(each.missing or each.uncovered for each in found.health)


def _data(project: Project, found: Look) -> dict[str, object]:
    return {
        "format": 1,
        "folder": project.campaign.fonts,
        "system": project.campaign.system_fonts,
        "locales": {each.language.tag: _language_data(each, found.coverage) for each in found.health},
        "problems": [
            {**asdict(trouble), "severity": trouble.severity.value} for trouble in found.coverage.fonts.troubles
        ],
    }


def _language_data(each: LanguageHealth, coverage: Coverage) -> dict[str, object]:
    return {
        "name": each.language.name,
        "families": [asdict(use) for use in uses(coverage, each.language)],
        "missing": each.missing,
        "package": each.package,
        "uncovered": each.uncovered,
    }


def _lines(found: Look, *, quiet: bool) -> Iterator[str]:
    for each in found.health:
        if quiet and not each.missing and not each.uncovered:
            continue
        yield f"{each.language.tag} ({each.language.name})"
        if not quiet:
            rows = [(use.family, use.path or "not here") for use in uses(found.coverage, each.language)]
            width = max(len(family) for family, _ in rows)
            yield from (f"  {family:<{width}}  {path}" for family, path in rows)
        hint = found.coverage.install_hint(each.package)
        if each.missing:
            yield f"  missing: {' or '.join(each.missing)}. {hint}"
        if each.uncovered:
            yield f"  no font covers: {' '.join(each.uncovered)}. {hint}"
    for trouble in found.coverage.fonts.troubles:
        yield f"{trouble.severity.value}: {trouble.path}: {trouble.message}\n  {trouble.hint}"


@command.command("install")
@campaign_option
@locale_option
@click.option(
    "--from",
    "origin",
    type=click.Choice([each.value for each in Origin]),
    help="The system's package manager, or wheels on PyPI, whose fonts go into the campaign's folder."
    "  [default: the first where it can be used, else the second]",
)
@dry_run_option
@quiet_option
def install_fonts(
    folder: Path | None, locales: tuple[str, ...], origin: str | None, dry_run: bool, quiet: bool
) -> None:
    """Get the fonts that are missing."""
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    needs = needs_of(look(project, languages).health)
    if not needs:
        if not quiet:
            click.echo("No font is missing.")
        return
    system = project.campaign.system_fonts
    plan = getting(needs, Origin(origin) if origin else None, manager_here(), system=system)
    for line in _steps(plan, project.campaign.fonts) if dry_run or not quiet else ():
        click.echo(line)
    if not dry_run:
        _get(plan, project)
    print_errors(refusal(need, system=system) for need in plan.lacking)
    after = None if dry_run else look(project, languages)
    for line in _lines(after, quiet=True) if after else ():
        click.echo(line, err=True)
    fail_if(bool(plan.lacking) or (after is not None and _is_ill(after)))


def _steps(plan: Getting, folder: str) -> Iterator[str]:
    """Give the commands that are called and the files that are written."""
    yield from (" ".join(call) for call in plan.calls)
    if plan.wheels:
        yield " ".join(download_call(plan.wheels))
    for wheel in plan.wheels:
        yield from (f"{folder}/{name} ({wheel.licence}, from {wheel.requirement})" for name in wheel.names)


def _get(plan: Getting, project: Project) -> None:
    if plan.calls:
        install(plan.needs)
    if plan.wheels:
        place(project.root / project.campaign.fonts, project.campaign.fonts, download(plan.wheels))


@command.command("copy")
@campaign_option
@locale_option
@dry_run_option
@quiet_option
def copy_fonts(folder: Path | None, locales: tuple[str, ...], dry_run: bool, quiet: bool) -> None:
    """Copy the system's fonts that the campaign uses into its own folder.

    With fonts.system = false in handbill.toml, every machine then makes the same
    bytes. A font's licence must allow that it is given on; each is told.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    everywhere = replace(sources_of(project.root, project.campaign), system=True, memory=None)
    files = copies(Coverage(find_fonts(everywhere)), languages)
    if not dry_run:
        place(project.root / project.campaign.fonts, project.campaign.fonts, copied(files))
    if not quiet:
        for each in files:
            click.echo(_copy_line(each, project.campaign.fonts))
        click.echo(_copy_sum(files, dry_run=dry_run))


def _copy_line(each: FontCopy, folder: str) -> str:
    return f"{folder}/{each.path.name} ({each.family}; {each.licence or 'it says nothing of its licence'})"


def _copy_sum(files: list[FontCopy], *, dry_run: bool) -> str:
    size = sum(each.size for each in files) / 1e6
    return f"{counted(len(files), 'file')}, {size:.1f} MB{', not copied: this is a dry run' if dry_run else ''}"
