from __future__ import annotations

import subprocess
import sys

import pytest

from handbill import __version__
from handbill.cli import COMMANDS
from tests.conftest import REPOSITORY, Run


def test_the_help_lists_every_command_in_the_order_of_work(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    names = [line.split()[0] for line in result.stdout.split("Commands:")[1].split("\n") if line.startswith("  ")]
    assert [name for name in names if name in COMMANDS] == list(COMMANDS)
    assert "Exit status: 0 good, 1 findings or failure, 2 wrong usage." in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(command, "-h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: handbill {command}")


@pytest.mark.parametrize("arguments", [["flyer"], ["build", "--colour"], ["progress", "--format", "xml"], ["init"]])
def test_wrong_usage_is_exit_status_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_the_version_is_told(run: Run) -> None:
    assert __version__ in run("--version").stdout


def test_the_tool_runs_from_a_checkout() -> None:
    command = [sys.executable, "cli.py", "--help"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: handbill")
