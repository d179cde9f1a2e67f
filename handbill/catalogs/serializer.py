"""A `Catalog` as PO text, byte for byte what ``msgcat --no-wrap`` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.model import Catalog, Unit

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
"""What stands behind a backslash in a string, and what it means."""

ISOLATES = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""What a file name with spaces stands between in a reference."""

_TO_ESCAPE = re.compile(r'[\n\t\r\a\b\f\v"\\]')
_ESCAPED = {character: f"\\{letter}" for letter, character in ESCAPES.items()}
_FILE_AND_LINE = re.compile(r"(.*?)((?::\d+)?)")


def serialize(catalog: Catalog) -> bytes:
    """Write a catalog as UTF-8, unwrapped, obsolete units last."""
    current = [unit for unit in catalog.units if not unit.obsolete]
    obsolete = [unit for unit in catalog.units if unit.obsolete]
    return "\n".join("".join(_lines(unit)) for unit in (catalog.header, *current, *obsolete)).encode()


def _lines(unit: Unit) -> Iterator[str]:
    message = unit.message
    mark = "#~ " if unit.obsolete else ""
    for comment in unit.comments:
        yield f"# {comment}\n" if comment else "#\n"
    for comment in message.comments:
        yield f"#. {comment}\n" if comment else "#.\n"
    yield from _references(message.references)
    if flags := (("fuzzy",) if unit.fuzzy else ()) + message.flags:
        yield f"#, {', '.join(flags)}\n"
    if before := unit.previous:
        yield from _keyword("msgctxt", before.context, "#~| " if unit.obsolete else "#| ")
        yield from _keyword("msgid", before.msgid, "#~| " if unit.obsolete else "#| ")
        yield from _keyword("msgid_plural", before.plural, "#~| " if unit.obsolete else "#| ")
    yield from _keyword("msgctxt", message.context, mark)
    yield from _keyword("msgid", message.msgid, mark)
    yield from _keyword("msgid_plural", message.plural, mark)
    for number, form in enumerate(unit.msgstr):
        yield from _keyword("msgstr" if message.plural is None else f"msgstr[{number}]", form, mark)


def _references(references: tuple[str, ...]) -> Iterator[str]:
    """Give the lines of references. Those alone msgcat wraps even so, at 79 bytes."""
    line = "#:"
    for reference in map(_isolated, references):
        if line != "#:" and len(f"{line} {reference}".encode()) > 79:
            yield f"{line}\n"
            line = "#:"
        line += f" {reference}"
    if references:
        yield f"{line}\n"


def _isolated(reference: str) -> str:
    """Give a reference as it is written: the name of a file stands between isolates where it has spaces."""
    found = _FILE_AND_LINE.fullmatch(reference)
    if found is None or not re.search(r"[ \t]", found[1]):
        return reference
    return f"{ISOLATES[0]}{found[1]}{ISOLATES[1]}{found[2]}"


def _keyword(name: str, value: str | None, mark: str) -> Iterator[str]:
    """Give one keyword's lines: a string with line ends inside stands on a line for each."""
    if value is None:
        return
    pieces = re.findall(r"[^\n]*\n|[^\n]+", value)
    if len(pieces) > 1:
        yield f'{mark}{name} ""\n'
        for piece in pieces:
            yield f"{mark}{quote(piece)}\n"
    else:
        yield f"{mark}{name} {quote(value)}\n"


def quote(text: str) -> str:
    """Give a text as one string of a PO file, its quotation marks included."""
    return f'"{_TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)}"'
