"""PO text piece by piece: comments, keywords with their strings, and strings that go on.

Pieces may share a line or spread over several, as gettext allows: ``msgid``
alone, its strings below it, or several strings on one line. A backslash at a
line's end, which joins lines for gettext, and ``domain`` are refused: no tool
writes them, and the first is what is left of a damaged string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handbill.catalogs.serializer import ESCAPES
from handbill.errors import CatalogError

_SPACES = " \t\r\f\v\n"
_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_PIECE = re.compile(
    r"(?:(#~\|?|#\|)[ \t\r\f\v]*)?"
    rf"(?:(msgctxt|msgid_plural|msgid|msgstr)(?:[{_SPACES}]*\[[{_SPACES}]*([0-9]+)[{_SPACES}]*\])?[{_SPACES}]*)?"
    rf"(?:((?:{_STRING}[{_SPACES}]*)+)|#(?![~|])([^\n]*))?[{_SPACES}]*"
)
"""A mark, a keyword, its number, strings or a comment, as many of them as there are."""

_ESCAPE_OR_SEAM = re.compile(rf'((?:\\(?:[0-7]{{1,3}}|x[0-9a-fA-F]+))+)|\\.|"[{_SPACES}]*"')
"""An escape, or the end of a string and the beginning of the next."""
_SIMPLE = {f"\\{letter}": character for letter, character in ESCAPES.items()} | {'"\n"': ""}
_BYTE = re.compile(r"\\(?:([0-7]+)|x([0-9a-fA-F]+))")
_CONFLICT = re.compile(r"<{7}( |$)|={7}\s*$|>{7}( |$)|\|{7}( |$)")


class Piece(NamedTuple):
    """A comment, or a string with or without its keyword."""

    line: int
    keyword: str | None
    """``msgid``; ``#| msgid`` where it is a previous one; nothing where a string goes on."""
    number: int | None
    """Which plural form, for ``msgstr[0]``."""
    text: str
    """The string's meaning; the comment as it is written, without its ``#``."""
    is_comment: bool
    obsolete: bool
    previous: bool


def pieces(text: str, path: str) -> Iterator[Piece]:
    """Give the pieces of a PO text in order; what is none is a `CatalogError` with path and line."""
    begin = len(text) - len(text.lstrip(_SPACES))
    line = 1 + text.count("\n", 0, begin)
    obsolete, previous, waiting = False, False, None
    for found in _PIECE.finditer(text, begin):
        if found.lastindex is None:
            if found.end() < len(text):
                raise _damage(text, found.end(), path, line)
            break
        if mark := found[1]:
            obsolete, previous = obsolete or "~" in mark, previous or "|" in mark
        if (obsolete or previous) and "\n" in found[0].rstrip(_SPACES):
            raise CatalogError("only a part of this entry is marked (#~ or #|)", path=path, line=line + 1)
        if found.lastindex > 1:
            if waiting and (found[2] or not found[4]):
                raise CatalogError(f"this {waiting} has no string", path=path, line=line)
            yield _piece(found, path, line, obsolete=obsolete, previous=previous)
            waiting = None if found[4] else found[2]
        if lines := text.count("\n", found.start(), found.end()):
            line, obsolete, previous = line + lines, False, False
    if waiting:
        raise CatalogError(f"this {waiting} has no string", path=path, line=line)


def _piece(found: re.Match[str], path: str, line: int, *, obsolete: bool, previous: bool) -> Piece:
    _, keyword, number, strings, comment = found.groups()
    if comment is None:
        named = f"#| {keyword}" if previous and keyword else keyword
        text = _meaning(strings, path, line) if strings else ""
        return Piece(
            line, named, int(number) if number else None, text, is_comment=False, obsolete=obsolete, previous=previous
        )
    if keyword:
        raise CatalogError(f"a comment stands between {keyword} and its string", path=path, line=line)
    return Piece(line, None, None, comment.rstrip("\r"), is_comment=True, obsolete=obsolete, previous=previous)


def _meaning(strings: str, path: str, line: int) -> str:
    """Give what one or more strings say together."""
    text = strings.rstrip(_SPACES)[1:-1]
    if "\\" not in text and '"' not in text:
        return text

    def meaning(found: re.Match[str]) -> str:
        simple = _SIMPLE.get(found[0])
        if simple is not None:
            return simple
        here = line + text.count("\n", 0, found.start())
        if found[1]:
            return _from_bytes(found[1], path, here)
        if found[0].startswith('"'):
            return ""
        raise CatalogError(
            f"“{found[0]}” means nothing in a PO file", path=path, line=here, hint="A backslash is written \\\\."
        )

    return _ESCAPE_OR_SEAM.sub(meaning, text)


def _damage(text: str, at: int, path: str, line: int) -> CatalogError:
    start = text.rfind("\n", 0, at) + 1
    whole = text[start:].split("\n", 1)[0].strip()
    if _CONFLICT.match(whole):
        return CatalogError(
            "a conflict of two versions (git) was left in the file",
            path=path,
            line=line,
            hint="Choose between the two versions and delete the lines <<<<<<<, ======= and >>>>>>>.",
        )
    if '"' in text[start : at + 1]:
        return CatalogError(
            "this string is not closed, or has a quotation mark inside",
            path=path,
            line=line,
            hint='A string begins and ends with ", and a " inside it is written \\".',
        )
    return CatalogError(
        f"this line is neither a comment nor a keyword with a string: {whole[:40]}",
        path=path,
        line=line,
        hint="Comments begin with #, strings stand between straight quotation marks.",
    )


def _from_bytes(numbers: str, path: str, line: int) -> str:
    """Give the text of octal and hexadecimal escapes: each is a byte, several together are a letter."""
    values = (int(octal, 8) if octal else int(hexadecimal, 16) for octal, hexadecimal in _BYTE.findall(numbers))
    # Of a number too large for a byte gettext takes the lowest eight bits.
    data = bytes(value & 0xFF for value in values)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise CatalogError(f"“{numbers}” is not UTF-8", path=path, line=line) from error
    if "\0" in text:
        raise CatalogError(f"“{numbers}” has a NUL character, which no text has", path=path, line=line)
    return text
