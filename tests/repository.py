"""A campaign kept in git, for tests of what is read from its history and of what merges."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str, day: str = "2011-07-01") -> str:
    """Call git as somebody, on some day; what it refuses fails the test."""
    when = f"{day}T12:00:00Z"
    nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(folder)}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin:/usr/local/bin"}
    who = ("-c", "user.name=Rosa", "-c", "user.email=rosa@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=nobody | dates, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, day: str = "2011-07-01") -> None:
    """Commit everything."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "work", day=day)
