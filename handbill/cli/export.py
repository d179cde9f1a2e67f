"""``handbill export``"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from handbill import workspace
from handbill.campaign import Campaign
from handbill.cli.options import campaign_option, chosen, fail_if, locale_option, opened, print_errors, quiet_option
from handbill.errors import UsageError
from handbill.exchange.desk import Only, pack
from handbill.exchange.formats import Format, format_of, write
from handbill.keyed import one_of
from handbill.languages import Language
from handbill.steps import collect


@click.command("export")
@campaign_option
@locale_option
@click.option(
    "--format",
    "shape",
    type=click.Choice([each.value for each in Format]),
    help="The file's format.  [default: what the file's name says, else xlsx]",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file, or the folder for it.  [default: CAMPAIGN-TAG.xlsx]",
)
@click.option(
    "--only",
    type=click.Choice([each.value for each in Only]),
    default=Only.ALL.value,
    show_default=True,
    help="Which texts.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@quiet_option
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
def command(
    *,
    folder: Path | None,
    locales: tuple[str, ...],
    shape: str | None,
    target: Path | None,
    only: str,
    force: bool,
    quiet: bool,
    documents: tuple[str, ...],
) -> None:
    """Write translations as files for people who translate without a catalog.

    A spreadsheet (xlsx), a table for a word processor or paper (docx), a file
    for CAT tools (xliff, xliff2), or a plain table (csv): one file a language,
    of all documents or of those that are named. handbill import takes it back.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    domains = _documents(project.campaign, documents)
    wanted = Format(shape) if shape else _format(target)
    paths = _paths(project.campaign, languages, wanted, target)
    _refuse_to_overwrite(paths, force=force)
    extraction = collect(project)
    errors = list(extraction.errors)
    for spoken, path in zip(languages, paths, strict=True):
        packed = pack(project, extraction.messages, spoken, domains, Only(only))
        errors += packed.errors
        count = sum(len(sheet.rows) for sheet in packed.parcel.sheets)
        if count:
            workspace.write(path, write(packed.parcel, wanted))
        if not quiet:
            click.echo(f"{path}: {count} texts" if count else f"{spoken.name}: there is nothing to write")
    print_errors(errors)
    fail_if(bool(errors))


def _format(target: Path | None) -> Format:
    """Give the format that a file's name asks for, or the usual one where there is no name, or no ending."""
    if target is None or target.is_dir() or not target.suffix:
        return Format.XLSX
    if (wanted := format_of(str(target))) is None:
        raise UsageError(
            f"{target}: “{target.suffix}” is not the ending of a format that is known",
            hint=f"Name the format with --format: {', '.join(each.value for each in Format)}.",
        )
    return wanted


def _documents(campaign: Campaign, named: Sequence[str]) -> Sequence[str]:
    if unknown := [name for name in named if name not in campaign.domains]:
        raise UsageError(f"the campaign has no document “{unknown[0]}”", hint=one_of(campaign.domains))
    return named or campaign.domains


def _paths(campaign: Campaign, languages: Sequence[Language], wanted: Format, target: Path | None) -> list[Path]:
    """Give the file for each language."""
    names = [f"{campaign.slug.replace('/', '-')}-{spoken.tag}{wanted.suffix}" for spoken in languages]
    if target is None or target.is_dir() or not target.suffix:
        return [(target or Path()) / name for name in names]
    if len(languages) > 1:
        raise UsageError(
            f"{len(languages)} languages do not go into one file, {target}",
            hint="Name one language with -l TAG, or a folder with -o.",
        )
    return [target]


def _refuse_to_overwrite(paths: Sequence[Path], *, force: bool) -> None:
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise UsageError(
            f"{', '.join(map(str, there))}: already there, and somebody may have filled it in",
            hint="Import it first (handbill import), name another file with -o, or write over it with --force.",
        )
