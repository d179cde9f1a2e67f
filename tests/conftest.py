"""What several tests need: campaigns to work on, and the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from handbill.cli import cli
from handbill.starter import write_starter

# The same examples in every run: a change that was not made must not turn the tests red.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")

REPOSITORY = Path(__file__).parent.parent

needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
"""For tests that compare with gettext's own tools."""

Run = Callable[..., Result]


def copied(folder: Path) -> Path:
    """Copy the campaign of this repository, without output and glossary, into a folder that is not there yet."""
    folder.mkdir()
    shutil.copy(REPOSITORY / "handbill.toml", folder)
    for name in ("source", "templates", "locales"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns(".lock"))
    return folder


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A copy of the campaign in this repository, without its output."""
    folder = copied(tmp_path / "campaign")
    shutil.copy(REPOSITORY / "glossary.csv", folder)
    return folder


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The small campaign of ``handbill init``."""
    folder = tmp_path / "starter"
    write_starter(folder)
    return folder


@pytest.fixture
def run() -> Run:
    """Call the command line in this process: ``run("build", "--campaign", folder)``."""

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="handbill")

    return call
