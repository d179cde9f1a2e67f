"""``handbill check``"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from handbill.checks import ASKED_FOR, CHECKS, Check, explanation, spelling, title
from handbill.checks.formats import Place, as_github, as_json, as_sarif
from handbill.checks.run import IGNORE
from handbill.checks.switches import named_check
from handbill.cli.options import (
    campaign_option,
    chosen,
    counted,
    fail_if,
    finding_lines,
    locale_option,
    opened,
    print_errors,
)
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.model import Finding, Severity
from handbill.shelf import read_catalogs
from handbill.steps import collect

RANKS = {"warning": 0, "error": 1}
"""What ``--fail-on`` compares."""


def _explain(context: click.Context, _parameter: click.Parameter, name: str | None) -> None:
    # Before any campaign is looked for: the question can be asked anywhere.
    if name is None or context.resilient_parsing:
        return
    check = named_check(name)
    click.echo(f"{check.id} ({check.severity.value})\n{title(check)}\n")
    if told := explanation(check):
        click.echo(f"{click.wrap_text(told, width=78, preserve_paragraphs=True)}\n")
    click.echo(f"To switch it off for one message, give that the flag: #, {IGNORE}{check.id}")
    context.exit()


@click.command("check")
@campaign_option
@locale_option
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(RANKS)),
    default="error",
    show_default=True,
    help="End with exit status 1 from this severity on.",
)
@click.option("--spelling", "spelt", is_flag=True, help="Look up every word, where a dictionary is installed.")
@click.option(
    "--explain",
    metavar="ID",
    callback=_explain,
    is_eager=True,
    expose_value=False,
    help="Tell what a check asks for, and end.",
)
def command(*, folder: Path | None, locales: tuple[str, ...], shape: str, fail_on: str, spelt: bool) -> None:
    """Tell what is wrong with the translations.

    An error keeps its message from being released, a warning does not. Only
    what is translated is looked at: untranslated and fuzzy messages are not
    shown to readers anyway. Sources and catalogs that cannot be read are told too.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    checks = [*CHECKS, *_spelling(languages)] if spelt else CHECKS
    shelf = read_catalogs(project, languages, checks)
    errors = [*collect(project).errors, *shelf.errors.values()]
    PRINT[shape](shelf.findings, errors, partial(_from_here, project.root))
    reached = any(RANKS[finding.severity.value] >= RANKS[fail_on] for finding in shelf.findings)
    fail_if(bool(errors) or reached)


def _spelling(languages: Sequence[Language]) -> list[Check]:
    check, without = spelling(languages)
    for language in without:
        click.echo(
            f"{language.name}: no dictionary is here; install one for Hunspell (Debian's are called hunspell-...)",
            err=True,
        )
    return [check]


def _from_here(root: Path, path: str) -> str:
    """Give a path as code scanning and GitHub look for it: from the working folder, which is the repository's."""
    try:
        return Path(os.path.relpath(root / path)).as_posix()
    except ValueError:
        # Windows knows no way from one drive to another.
        return (root / path).as_posix()


def _print_text(findings: Sequence[Finding], errors: Sequence[HandbillError], _place: Place) -> None:
    print_errors(errors)
    for finding in findings:
        for line in finding_lines(finding):
            click.echo(line)
    counts = {each: sum(finding.severity is each for finding in findings) for each in Severity}
    click.echo(", ".join(counted(count, each.value) for each, count in counts.items()))


def _print_json(findings: Sequence[Finding], errors: Sequence[HandbillError], _place: Place) -> None:
    click.echo(json.dumps(as_json(findings, errors), ensure_ascii=False, indent=2))


def _print_github(findings: Sequence[Finding], errors: Sequence[HandbillError], place: Place) -> None:
    for line in as_github(findings, errors, place):
        click.echo(line)


def _print_sarif(findings: Sequence[Finding], errors: Sequence[HandbillError], place: Place) -> None:
    click.echo(json.dumps(as_sarif(findings, errors, (*CHECKS, *ASKED_FOR), place), ensure_ascii=False, indent=2))


PRINT: dict[str, Callable[[Sequence[Finding], Sequence[HandbillError], Place], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
    "sarif": _print_sarif,
}
