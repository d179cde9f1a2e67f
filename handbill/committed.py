"""When translations were last committed, where a campaign is kept in git.

An update changes catalogs too (places, new messages), so the date of a file's
last commit says nothing of its translators. What counts is the newest commit
that wrote a translation or a sign-off into it. One call of git answers for all
catalogs, newest commit first, and is ended when each has its answer.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 20.0
"""Seconds after which git is no longer listened to: a date less is no reason to wait."""
_COMMIT = "\0"
_LOG = (
    "-c", "core.quotePath=false", "-c", "log.showSignature=false", "log", "--format=%x00%cI", "--patch", "--unified=0",
    "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--relative", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_WRITTEN = re.compile(r'\+(msgstr(?:\[\d\])? ".+"|# handbill: reviewed .*)')
_BEGUN = re.compile(r'(?:[+-]|@@ .* @@ )msgstr(?:\[\d\])? "')
_CONTINUED = re.compile(r'\+".+"')
_FIELD = re.compile(
    r'\+"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team'
    r'|Language|MIME-Version|Content-Type|Content-Transfer-Encoding|Plural-Forms|Generated-By|X-[\w-]+):'
)  # fmt: skip


def translations_committed(root: Path, paths: Collection[str]) -> dict[str, dt.datetime]:
    """Give for each catalog (a path relative to `root`) when a commit last wrote a translation into it.

    Nothing is given where git does not know: outside a checkout, for files that
    were never committed, and in a shallow clone, where all seem to be of one day.
    """
    git = shutil.which("git")
    if not paths or git is None or _answer(git, root, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    with _lines(git, root, [*_LOG, "--", *sorted(paths)]) as lines:
        return _newest(lines, frozenset(paths))


def _answer(git: str, root: Path, *arguments: str) -> str:
    try:
        call = [git, "-C", str(root), *arguments]
        return subprocess.run(call, capture_output=True, text=True, check=False, timeout=PATIENCE).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


@contextmanager
def _lines(git: str, root: Path, arguments: Iterable[str]) -> Iterator[Iterator[str]]:
    process = subprocess.Popen(
        [git, "-C", str(root), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None
    end = time.monotonic() + PATIENCE
    try:
        yield (line.rstrip("\n") for line in process.stdout if time.monotonic() < end)
    finally:
        process.stdout.close()
        process.kill()
        process.wait()


def _newest(lines: Iterable[str], wanted: frozenset[str]) -> dict[str, dt.datetime]:
    found: dict[str, dt.datetime] = {}
    at, path, inside = None, "", False
    for line in lines:
        if line.startswith(_COMMIT):
            at = dt.datetime.fromisoformat(line[1:])
        elif line.startswith("+++ "):
            path, inside = line.removeprefix("+++ b/").rstrip("\t"), False
        elif at and path in wanted and path not in found and _writes(line, inside=inside):
            found[path] = at
            if len(found) == len(wanted):
                break
        inside = bool(_BEGUN.match(line)) or (inside and line.startswith(('+"', '-"')))
    return found


def _writes(line: str, *, inside: bool) -> bool:
    """Say whether a line of a difference writes a translation, `inside` one or at its beginning."""
    if _WRITTEN.fullmatch(line):
        return True
    return inside and _CONTINUED.fullmatch(line) is not None and _FIELD.match(line) is None
