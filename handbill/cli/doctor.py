"""``handbill doctor``"""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import click

from handbill import __version__
from handbill.cli.options import campaign_option, chosen, fail_if, locale_option, opened, quiet_option
from handbill.doctor import LanguageHealth, examine, needs_of, troubles
from handbill.fonts.managers import install
from handbill.model import Severity
from handbill.render.fonts import install_hint
from handbill.typesetter import ENGINE

TOOLS = {"msgfmt": "gettext, to check catalogs with the tools that others use (not needed to build)"}


@click.command("doctor")
@campaign_option
@locale_option
@click.option("--install", "installing", is_flag=True, help="Install missing fonts with the system's package manager.")
@quiet_option
def command(folder: Path | None, locales: tuple[str, ...], installing: bool, quiet: bool) -> None:
    """Tell what is missing on this machine for the campaign, and how to get it.

    For each language: the fonts that set it, and the characters of its texts
    that none of them covers.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    health = examine(project, languages)
    needed = needs_of(health)
    if needed and installing:
        packages = sorted({need.package for need in needed})
        click.echo(f"Installing {' '.join(packages)} ...", err=True)
        install(needed)
        health = examine(project, languages)
    if not quiet:
        click.echo(f"handbill {__version__}, {ENGINE}, Python {platform.python_version()}")
        for tool, use in TOOLS.items():
            click.echo(f"{tool}: {shutil.which(tool) or f'not here; part of {use}'}")
    for each in health:
        if not quiet or each.missing or each.uncovered:
            click.echo(_line(each))
    wrong = [each for each in troubles(project) if each.severity is Severity.ERROR]
    for trouble in wrong:
        click.echo(f"{trouble.path}: {trouble.message}. {trouble.hint}")
    fail_if(bool(wrong) or any(each.missing or each.uncovered for each in health))


def _line(each: LanguageHealth) -> str:
    name = f"{each.language.tag} ({each.language.name})"
    if each.missing:
        return f"{name}: no font. It needs {' or '.join(each.missing)}. {install_hint(each.package)}"
    if each.uncovered:
        return f"{name}: no font covers {' '.join(each.uncovered)}. {install_hint(each.package)}"
    return f"{name}: {', '.join(each.families)}"
