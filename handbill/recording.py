"""Recording progress, and reading what was recorded. Files are only ever added, so branches merge without conflict."""

from __future__ import annotations

from handbill import workspace
from handbill.errors import HandbillError
from handbill.progress.history import (
    Entry,
    entry,
    in_order,
    next_moment,
    parse_entries,
    serialize_entries,
    unlike_newest,
)
from handbill.progress.report import Progress
from handbill.project import Project


def read_history(project: Project) -> tuple[dict[str, tuple[Entry, ...]], list[HandbillError]]:
    """Give what was recorded by tag, oldest first. A line or file that cannot be read is an error; the rest counts."""
    entries: list[Entry] = []
    errors: list[HandbillError] = []
    for path in sorted((project.root / project.campaign.history).glob("*.jsonl")):
        shown = project.shown(path)
        try:
            text = workspace.read_bytes(path, shown).decode("utf-8-sig", "surrogateescape")
            read, damaged = parse_entries(text, shown)
        except HandbillError as error:
            errors.append(error)
            continue
        entries += read
        errors += damaged
    return in_order(entries), errors


def record(project: Project, progress: Progress) -> tuple[str, list[Entry]]:
    """Write the languages that are not as they were last recorded to a new file; give its path, and what is in it.

    A language of which anything cannot be read is left out: its numbers would
    be too low. Where nothing is new, nothing is written.
    """
    whole = [each for each in progress.spoken if not each.unread]
    at = next_moment(progress.at, (known.at for each in whole for known in each.history))
    entries = [entry(at, each.language.tag, each.tallies) for each in whole]
    new = unlike_newest(entries, {each.language.tag: each.history for each in whole})
    if not new:
        return "", []
    name, data = serialize_entries(new)
    path = project.root / project.campaign.history / name
    workspace.write(path, data)
    return project.shown(path), new
