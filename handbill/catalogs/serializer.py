"""A `Catalog` as PO text, byte for byte what ``msgcat --no-wrap`` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import SEEK_END, BytesIO

from handbill.model import Catalog, Unit

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
"""What stands behind a backslash in a string, and what it means."""

ISOLATES = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""What a file name with spaces stands between in a reference."""

_LANGUAGES = (
    "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk lua "
    "object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal gfc-internal ycp"
)
_KNOWN = [f"{no}{name}-format" for name in _LANGUAGES.split() for no in ("", "no-")]

FLAGS = {flag: place for place, flag in enumerate(["fuzzy", *_KNOWN, "range:", "no-wrap"])}
"""gettext's own flags and the order that it writes them in; others stand behind them, as they came."""

_TO_ESCAPE = re.compile(r'[\n\t\r\a\b\f\v"\\]')
_ESCAPED = {character: f"\\{letter}" for letter, character in ESCAPES.items()}
_FILE_AND_LINE = re.compile(r"(.*?)((?::\d+)?)")


def serialize(catalog: Catalog) -> bytes:
    """Write a catalog as UTF-8, unwrapped, obsolete units last."""
    catalog = in_order(catalog)
    # Unit by unit: one text with a single character outside ASCII in it would take twice the memory.
    written = BytesIO("".join(_lines(catalog.header)).encode())
    written.seek(0, SEEK_END)
    written.writelines(f"\n{''.join(_lines(unit))}".encode() for unit in catalog.units)
    return written.getvalue()


def in_order(catalog: Catalog) -> Catalog:
    """Give a catalog as it is read back once it is written.

    Obsolete units stand last, flags in gettext's order, each line of a comment
    is a comment, and the header says UTF-8.
    """
    current = [_in_order(unit) for unit in catalog.units if not unit.obsolete]
    obsolete = [_in_order(unit) for unit in catalog.units if unit.obsolete]
    return in_utf8(Catalog(_in_order(catalog.header), (*current, *obsolete)))


def _in_order(unit: Unit) -> Unit:
    message = unit.message
    if len(message.flags) > 1:
        flags = sorted(dict.fromkeys(message.flags), key=lambda flag: FLAGS.get(flag.split(" ")[0], len(FLAGS)))
        unit = replace(unit, message=replace(message, flags=tuple(flags)))
    if any("\n" in comment for comment in (*unit.comments, *message.comments)):
        extracted = replace(unit.message, comments=_lines_of(message.comments))
        unit = replace(unit, message=extracted, comments=_lines_of(unit.comments))
    return unit


def _lines_of(comments: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for comment in comments for line in comment.split("\n"))


def in_utf8(catalog: Catalog) -> Catalog:
    """Give a catalog whose header says UTF-8, which it is written in, whatever it was read from."""
    if re.search(r"charset=UTF-8\b", catalog.fields.get("Content-Type", ""), re.IGNORECASE):
        return catalog
    return catalog.with_field("Content-Type", "text/plain; charset=UTF-8")


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
    if " " not in reference and "\t" not in reference:
        return reference
    found = _FILE_AND_LINE.fullmatch(reference)
    if found is None or not re.search(r"[ \t]", found[1]):
        return reference
    return f"{ISOLATES[0]}{found[1]}{ISOLATES[1]}{found[2]}"


def _keyword(name: str, value: str | None, mark: str) -> Iterator[str]:
    """Give one keyword's lines: a string with line ends inside stands on a line for each."""
    if value is None:
        return
    if "\n" in value and len(pieces := re.findall(r"[^\n]*\n|[^\n]+", value)) > 1:
        yield f'{mark}{name} ""\n'
        for piece in pieces:
            yield f"{mark}{quote(piece)}\n"
    else:
        yield f"{mark}{name} {quote(value)}\n"


def quote(text: str) -> str:
    """Give a text as one string of a PO file, its quotation marks included."""
    return f'"{_TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)}"'


def unquote(string: str) -> str:
    """Give the text of a string that `quote` made."""
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), string[1:-1])
