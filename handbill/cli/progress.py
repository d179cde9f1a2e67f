"""``handbill progress``"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import click

from handbill import workspace
from handbill.cli.options import campaign_option, chosen, fail_if, locale_option, opened, print_errors
from handbill.cli.progress_table import PLAIN_SHADES, SHADES, Layout, table
from handbill.errors import UsageError
from handbill.progress.badges import badges
from handbill.progress.data import as_csv, as_json
from handbill.progress.gates import stale, under
from handbill.progress.markdown import as_markdown
from handbill.progress.page import as_page
from handbill.progress.report import Progress
from handbill.project import Project
from handbill.recording import record
from handbill.survey import survey

TEXTS = {"json": as_json, "csv": as_csv, "markdown": as_markdown, "html": as_page}
DAY = click.DateTime(["%Y-%m-%d"])


@click.command("progress")
@campaign_option
@locale_option
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", *TEXTS, "badges"]),
    default="table",
    show_default=True,
    help="What to give.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file to write instead of standard output; for badges the folder, progress/ in the output folder if none.",
)
@click.option("--since", type=DAY, metavar="DATE", help="Tell what changed since a day, as far as that was recorded.")
@click.option("--record", "recording", is_flag=True, help="Add how far each language is to the recorded history.")
@click.option(
    "--fail-under", type=click.IntRange(0, 100), metavar="N", help="Fail if a language is done to less than N%."
)
@click.option(
    "--fail-on-stale",
    type=click.IntRange(0),
    metavar="DAYS",
    help="Fail if a language has words left and nobody has worked on it for more than so many days.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    metavar="DATE",
    help="Take this for the present day.",
)
def command(
    *,
    folder: Path | None,
    locales: tuple[str, ...],
    shape: str,
    output: Path | None,
    since: dt.datetime | None,
    recording: bool,
    fail_under: int | None,
    fail_on_stale: int | None,
    today: dt.datetime | None,
) -> None:
    """Show how far each language is, for each document and in total.

    Messages and words are those of the source as it is now. Words count as done
    when they are translated or reviewed; fuzzy ones need work and are not
    published, and neither are those that an error was found in, which are
    counted with them.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    at = today.replace(tzinfo=dt.UTC) if today else dt.datetime.now(dt.UTC)
    found = survey(project, languages, at=at, since=since.date() if since else None)
    print_errors(found.errors)
    if recording:
        _record(project, found.progress)
    _give(project, found.progress, shape, output)
    failures = [
        *(under(found.progress, fail_under) if fail_under is not None else ()),
        *(stale(found.progress, fail_on_stale) if fail_on_stale is not None else ()),
    ]
    for failure in failures:
        click.echo(f"error: {failure}", err=True)
    fail_if(bool(found.errors or failures))


def _record(project: Project, progress: Progress) -> None:
    path, entries = record(project, progress)
    tags = ", ".join(each.locale for each in entries)
    click.echo(f"recorded in {path}: {tags}" if entries else "nothing to record: all is as it was", err=True)


def _give(project: Project, progress: Progress, shape: str, output: Path | None) -> None:
    if shape == "badges":
        folder = output or project.output / "progress"
        _refuse(folder, folder=True)
        for name, data in badges(progress).items():
            workspace.write(folder / name, data)
        click.echo(f"{len(badges(progress))} badges in {folder}/")
    elif output:
        _refuse(output, folder=False)
        text = TEXTS[shape](progress) if shape in TEXTS else click.unstyle(_table(progress, colour=False))
        workspace.write(output, text.encode())
    elif shape in TEXTS:
        click.echo(TEXTS[shape](progress), nl=False)
    else:
        click.echo(_table(progress, colour=True), nl=False, color=_colour())


def _refuse(path: Path, *, folder: bool) -> None:
    """Refuse a path of the wrong kind before anything is written."""
    if path.exists() and path.is_dir() is not folder:
        kind = ("a file", "a folder")
        raise UsageError(f"{path} is {kind[not folder]}", hint=f"--output names {kind[folder]} for this format.")


def _table(progress: Progress, *, colour: bool) -> str:
    writes_unicode = not colour or (sys.stdout.encoding or "").lower().startswith("utf")
    layout = Layout(shutil.get_terminal_size().columns, SHADES if writes_unicode else PLAIN_SHADES)
    return "".join(f"{line}\n" for line in table(progress, layout))


def _colour() -> bool | None:
    """Say whether to colour: as NO_COLOR or FORCE_COLOR ask, else (nothing) only a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None
