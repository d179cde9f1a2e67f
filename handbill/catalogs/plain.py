"""Entries in the layout that gettext's tools and Handbill write, each read at one go.

One context, one msgid and one translation, each on a line, with the comments
above them: so most entries are. Whatever else an entry has, the lexer reads.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from handbill.catalogs.comments import flags, references
from handbill.catalogs.serializer import ESCAPES
from handbill.model import Message, Previous, Unit

_STRING = r'"([^"\\\n]*(?:\\[ntrabfv"\\][^"\\\n]*)*)"'
_ENTRY = re.compile(
    r"((?:# [^\n\r]*\n)*)"
    r"((?:#\. [^\n\r]*\n)*(?:#: [^\n\r]*\n)*(?:#, [^\n\r]*\n)?)"
    rf"(?:#\| msgid {_STRING}\n)?"
    rf"(?:msgctxt {_STRING}\n)?msgid {_STRING}\nmsgstr {_STRING}"
)
_ESCAPE = re.compile(r"\\.")
_MEANING = {f"\\{letter}": character for letter, character in ESCAPES.items()}

REMEMBERED = 16384
"""How many messages are kept: the catalogs of all languages have the same ones."""


def plain_unit(block: str, line: int) -> Unit | None:
    """Give the unit of an entry's lines, of which the first is `line`; nothing where it is not so plain."""
    found = _ENTRY.fullmatch(block)
    if found is None:
        return None
    comments, above, previous, context, msgid, msgstr = found.groups()
    message, fuzzy = _message(above, context, msgid)
    return Unit(
        message,
        (_meaning(msgstr),),
        tuple(each[2:] for each in comments.split("\n")[:-1]),
        fuzzy=fuzzy,
        previous=None if previous is None else Previous(_meaning(previous)),
        line=line + comments.count("\n") + above.count("\n") + (previous is not None),
    )


@lru_cache(maxsize=REMEMBERED)
def _message(above: str, context: str | None, msgid: str) -> tuple[Message, bool]:
    """Give the message, and whether its translation is fuzzy."""
    extracted: list[str] = []
    places: list[str] = []
    flagged: list[str] = []
    for each in above.split("\n")[:-1]:
        kind, rest = each[1], each[3:]
        if kind == ".":
            extracted.append(intern(rest))
        elif kind == ":":
            places += map(intern, references(rest))
        else:
            flagged += flags(rest)
    # Sources and catalogs say the same over and over: in memory it is there once.
    message = Message(
        intern(_meaning(msgid)),
        None if context is None else _meaning(context),
        references=tuple(places),
        comments=tuple(extracted),
        flags=tuple(dict.fromkeys(flag for flag in flagged if flag and flag != "fuzzy")),
    )
    return message, "fuzzy" in flagged


def _meaning(string: str) -> str:
    return _ESCAPE.sub(lambda found: _MEANING[found[0]], string) if "\\" in string else string
