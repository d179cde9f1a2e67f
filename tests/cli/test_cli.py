from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbill import __version__
from handbill.cli import COMMANDS, main
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


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["progress"], ["progress", "--format", "json"], ["check"], ["build"]]
)
def test_an_output_that_cannot_be_written_is_told_in_one_sentence(starter: Path, arguments: list[str]) -> None:
    command = [sys.executable, str(REPOSITORY / "cli.py"), *arguments]
    with FULL.open("w") as full:
        done = subprocess.run(command, cwd=starter, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "error: standard output cannot be written: no space left on device\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
def test_where_errors_cannot_be_told_either_the_exit_status_says_so(starter: Path) -> None:
    with FULL.open("w") as full:
        command = [sys.executable, str(REPOSITORY / "cli.py"), "progress"]
        assert subprocess.run(command, cwd=starter, stdout=full, stderr=full, check=False).returncode == 1


def test_what_the_system_refuses_is_told_without_a_traceback(
    starter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), "a/file")

    monkeypatch.setattr("handbill.cli.cli", refuse)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    assert capsys.readouterr().err.startswith("error: a/file: too many open files\n")
