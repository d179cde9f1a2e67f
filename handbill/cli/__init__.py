"""The command line: one module per command, loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from handbill import __version__
from handbill.crew import AT_WORK
from handbill.errors import HandbillError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("init", "Start a campaign of your own in a new folder."),
    "build": ("build", "Make everything that is out of date: catalogs, flyers, letters, pages, copy."),
    "extract": ("extract", "Collect the texts to translate into locales/*.pot."),
    "update": ("update", "Bring the translators' catalogs up to date with the sources."),
    "compile": ("compile", "Write the catalogs as .mo files for programs."),
    "locale": ("locale", "Start a language."),
    "check": ("check", "Tell what is wrong with the translations."),
    "review": ("review", "Look at translations and sign them off."),
    "origin": ("origin", "Record who wrote translations: people, or a machine."),
    "export": ("export", "Write translations as files for people who translate without a catalog."),
    "import": ("take", "Take what came back in such files into the catalogs."),
    "glossary": ("glossary", "Exchange the glossary with other programs."),
    "memory": ("memory", "What was translated before: suggestions, TMX in and out."),
    "progress": ("progress", "Show how far each language is."),
    "render": ("render", "Make some products in some languages."),
    "preflight": ("preflight", "Look at the printed sheets before they go to the printer."),
    "print-run": ("print_run", "Make one sheet for each row of a table."),
    "which": ("which", "Tell what a printed sheet is, and whether it is out of date."),
    "fonts": ("fonts", "Tell which fonts set each language and what is missing, and get it."),
    "doctor": ("doctor", "Tell what is missing on this machine, and get it."),
}
"""The commands in the order of the help: module and one line of help."""


class _Commands(click.Group):
    """Commands that are imported when they are called, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"handbill.cli.{COMMANDS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except HandbillError as error:
            click.echo(f"error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 good, 1 findings or failure, 2 wrong usage.",
)
@click.version_option(__version__, package_name="handbill")
def cli() -> None:
    """Write a campaign once; every community reads it in its own language."""


def main() -> None:
    """Run the command line."""
    # Languages are named in themselves; a terminal that cannot show them must not stop the work.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    end = _called()
    _leave_at_once(end)
    raise end


def _called() -> SystemExit:
    """Call the command, and give how it ended. What the system refuses, whatever it is, is told in one sentence."""
    code: object = None
    refused = None
    try:
        cli(prog_name="handbill")
    except SystemExit as end:
        code = end.code
    except OSError as error:
        refused = error
    refused = _unflushed(sys.stdout) or refused
    if refused:
        code = 1
        # Files have names, and what they say is told where they are written: what has none is what we print to.
        said = refused.filename or "standard output cannot be written"
        with suppress(OSError):
            click.echo(f"error: {said}: {(refused.strerror or str(refused)).lower()}", err=True)
    _unflushed(sys.stderr)
    return SystemExit(code)


def _unflushed(stream: TextIO | None) -> OSError | None:
    """Write what a stream still holds; give what the system says where it cannot be written, and let go of it."""
    if stream is None:
        return None
    try:
        stream.flush()
    except OSError as error:
        # Python would try it once more as it ends, and tell of it with a traceback.
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        return error
    return None


def _leave_at_once(end: SystemExit) -> None:
    """End the process now where a thread is still at a sheet, which nothing else can end.

    It may take more memory every moment; and Python crashes where Typst comes back to it while it is being taken down.
    """
    if any(each.name == AT_WORK for each in threading.enumerate()):
        os._exit(end.code if isinstance(end.code, int) else end.code is not None)
