"""What stands in the comments of an entry: references and flags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.catalogs.serializer import FLAGS, ISOLATES

_REFERENCE = re.compile(
    rf"(?:{ISOLATES[0]}([^{ISOLATES[1]}]*){ISOLATES[1]}|([^ \t]+?))(?:[ \t]*:[ \t]*0*([0-9]+))?(?=[ \t]|$)"
)


def references(rest: str) -> list[str]:
    """Give the references of a line, without its ``#:``."""
    return [_reference(*each) for each in _REFERENCE.findall(rest)]


def _reference(isolated: str, name: str, line: str) -> str:
    return f"{isolated or name}:{line}" if line else isolated or name


def flags(rest: str) -> Iterator[str]:
    """Give the flags of a line, without its ``#,``."""
    for part in rest.split(","):
        words = part.split()
        # For gettext a space separates flags too; what others invented may have spaces inside.
        yield from words if FLAGS.keys() >= set(words) else [part.strip()]
