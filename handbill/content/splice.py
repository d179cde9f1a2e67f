"""Translated Markdown out: translations are put into the untouched lines of the source.

The parser's source map tells which lines each text stands on; only its own
characters are replaced. So a document in which nothing is translated comes
back byte for byte, and what is no text (layout, link definitions, code,
comments) stays as its author typed it.

What a translation must not become (a list, a heading, a rule ...) is escaped
where it begins. The result is parsed once more and compared with the document
translated directly: a translation that would read otherwise is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from handbill.content.document import Kind
from handbill.content.lines import on_few_lines
from handbill.content.parser import inline_children
from handbill.content.rawhtml import has_tag
from handbill.content.walk import Found

# What begins a block where it stands at the beginning of a line.
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_DEFINITION = re.compile(r"\[[^\]]*\](?=:)")
_MARK = re.compile(r"#{1,6}(?:\s|$)|[>|]|[-+*:~](?:\s|$)|(?:[-_*][ \t]*){3,}$|=+\s*$|-+\s*$|`{3,}[^`]*$|~{3,}")
_CLOSING = re.compile(r"(?:^|(?<=\s))#+$")
_CELL_BAR = re.compile(r"(\\*)\|")
_SPACES = r"[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
_LEADING = re.compile(rf"^{_SPACES}")
_TRAILING = re.compile(rf"{_SPACES}$")
_QUOTE = re.compile(r"[ \t]*>")
_NO_MARK = re.compile(r"")
_CONTAINER = {
    "list_item_open": re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]"),
    "footnote_reference_open": re.compile(r"[ \t]*\[\^[^\]]+\]:"),
    "dd_open": re.compile(r"[ \t]*[:~][ \t]"),
}
"""What a list item, a footnote or a definition begins with; on its further lines there is white space instead."""
_ATX = re.compile(r"#{1,6}[ \t]\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in the source: a piece of each of its lines."""

    line: int
    """The first of its lines, counted from 0."""
    pieces: tuple[tuple[int, int], ...]
    """Where its characters begin and end, in each line."""
    several: bool
    """Whether it may have several lines; cells, headings with # and terms have one."""
    cell: bool
    """Whether it is a table cell, which a bar would end."""
    atx: bool = False
    """Whether it is a heading with #, in whose line nothing begins a block."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A text of the source and what to put in its place."""

    found: Found
    place: Place
    text: str
    """The translation."""


def split_lines(text: str) -> list[str]:
    """Give the lines of a text as Markdown counts them, each with its end."""
    return re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z", text)


def apply(lines: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """Give the text's pieces with the edits made, from the last to the first, so that places stay true."""
    made = list(lines)
    for edit in sorted(edits, key=lambda each: (each.place.line, each.place.pieces[0]), reverse=True):
        place = edit.place
        last = place.line + len(place.pieces) - 1
        (start, _), (_, end) = place.pieces[0], place.pieces[-1]
        head, tail = made[place.line][:start], made[last][end:]
        more = made[place.line + 1][: place.pieces[1][0]] if len(place.pieces) > 1 else continuation(head)
        line_end = made[place.line][len(made[place.line].rstrip("\r\n")) :] or "\n"
        # The number of lines stays, some of them empty: to move the rest for each edit would take forever.
        text = head + f"{line_end}{more}".join(written(edit)) + tail
        made[place.line : last + 1] = [text, *[""] * (last - place.line)]
    return made


def written(edit: Edit) -> list[str]:
    """Give a translation as lines of Markdown that stay one text."""
    if edit.found.text.kind is Kind.HTML:
        return [on_few_lines(edit.text)]
    lines = on_few_lines(_without_added_html(edit.text, edit.found.raw)).split("\\\n")
    if not edit.place.several:
        lines = ["<br>".join(lines)]
    lines = [line.strip(" \t") for line in lines]
    # Markdown drops white space of every kind at the ends of a text; in a translation it was meant.
    lines[0] = _LEADING.sub(_as_entities, lines[0])
    lines[-1] = _TRAILING.sub(_as_entities, lines[-1])
    escaped = [_safe(line, edit.place) for line in lines]
    return [f"{line}\\" for line in escaped[:-1]] + escaped[-1:]


def _as_entities(spaces: re.Match[str]) -> str:
    return "".join("&nbsp;" if each == "\u00a0" else f"&#x{ord(each):x};" for each in spaces[0])


def _without_added_html(text: str, source: str) -> str:
    """Escape raw HTML that the source has not; it is shown as the text that it is."""
    if "<" not in text:
        return text
    raw = [each.content for each in inline_children(text) if each.type == "html_inline"]
    added = [tag for tag in raw if not has_tag(source, tag)]
    for tag in dict.fromkeys(added):
        text = text.replace(tag, f"\\{tag}")
    return text


def _safe(line: str, place: Place) -> str:
    if place.cell:
        # An odd number of backslashes before a bar already keeps it in its cell.
        return _CELL_BAR.sub(lambda found: found[0] if len(found[1]) % 2 else f"{found[1]}\\|", line)
    if place.atx:
        return _CLOSING.sub(lambda found: f"\\{found[0]}", line)
    if found := _NUMBER.match(line) or _DEFINITION.match(line):
        return f"{found[0]}\\{line[found.end() :]}"
    return f"\\{line}" if _MARK.match(line) else line


def continuation(head: str) -> str:
    """Give what a further line begins with: the marks of quotations stay, those of lists become an indent."""
    return re.sub(r"[^>\s]", " ", head)


def find_place(found: Found, lines: Sequence[str]) -> Place | None:
    """Give where a text stands; nothing where the source does not have it as it was parsed (NUL characters)."""
    token = found.token
    if token.map is None:
        return None
    first = token.map[0]
    if found.span:
        return _find_html(found, found.span, lines, first)
    around = found.around[-1].type if found.around else ""
    if around in {"td_open", "th_open"}:
        return _find_cell(found, lines[first], first)
    if around == "heading_open" and found.around[-1].markup.startswith("#"):
        return _find_atx(found, lines[first], first)
    return _find_lines(found, lines, first, several=around != "dt_open")


def _find_lines(found: Found, lines: Sequence[str], first: int, *, several: bool) -> Place | None:
    pieces = []
    contents = found.raw.rstrip("\n").split("\n")
    for number, (line, content) in enumerate(zip(lines[first : first + len(contents)], contents, strict=False), 1):
        # At the end of a text white space of every kind has been dropped.
        wanted, whole = content.strip(" \t"), line.rstrip(" \t\r\n" if number < len(contents) else None)
        if not whole.endswith(wanted):
            return None
        pieces.append((len(whole) - len(wanted), len(whole)))
    return Place(first, tuple(pieces), several=several, cell=False)


def _find_html(found: Found, span: tuple[int, int], lines: Sequence[str], first: int) -> Place | None:
    content, (start, end) = found.token.content, span
    number = content.count("\n", 0, start)
    column = start - (content.rfind("\n", 0, start) + 1)
    pieces = []
    for offset, piece in enumerate(content[start:end].split("\n")):
        line = lines[first + number + offset].rstrip("\r\n")
        # Lists and quotations around it have been taken off the content's lines.
        begin = len(line) - len(content.split("\n")[number + offset]) + (column if offset == 0 else 0)
        if begin < 0 or line[begin : begin + len(piece)] != piece:
            return None
        pieces.append((begin, begin + len(piece)))
    return Place(first + number, tuple(pieces), several=True, cell=False)


def _find_atx(found: Found, line: str, number: int) -> Place | None:
    for mark in _ATX.finditer(line):
        if line.startswith(found.raw, mark.end()):
            return Place(number, ((mark.end(), mark.end() + len(found.raw)),), several=False, cell=False, atx=True)
    return None


def _find_cell(found: Found, line: str, number: int) -> Place | None:
    line = line.rstrip("\r\n")
    row = _row_start(found.around, line, number)
    cells = [] if row is None else _cells(line, row)
    column = int(found.token.meta["column"])
    if column > len(cells):
        return None
    start, end = cells[column - 1]
    text = line[start:end]
    stripped = text.strip()
    if stripped.replace("\\|", "|") != found.raw:
        return None
    begin = start + text.index(stripped)
    return Place(number, ((begin, begin + len(stripped)),), several=False, cell=True)


def _row_start(around: Sequence[Token], line: str, number: int) -> int | None:
    """Give where a table's row begins in its line: behind the marks of the containers that the table stands in."""
    start = 0
    for container in around:
        if container.type == "blockquote_open":
            mark = _QUOTE.match(line, start)
            if mark is None:
                return None
        else:
            begins = container.map is None or container.map[0] == number
            mark = _CONTAINER.get(container.type, _NO_MARK).match(line, start) if begins else None
        start = mark.end() if mark else start
    return start


def _cells(line: str, row: int) -> list[tuple[int, int]]:
    """Give where the cells of a table row begin and end."""
    bars = [found.end() - 1 for found in _CELL_BAR.finditer(line, row) if len(found[1]) % 2 == 0]
    edges = [row - 1, *bars, len(line)]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    if cells and not line[slice(*cells[0])].strip():
        cells = cells[1:]
    return cells


Check = Callable[[Sequence[str], Sequence[Edit]], bool]


def settle(lines: Sequence[str], edits: Sequence[Edit], good: Check) -> tuple[list[str], list[Edit]]:
    """Give the lines with all edits that read as they should, and the edits that had to be left out.

    `good` says whether lines with some edits made read as they should. All are
    tried together; only where that fails, halves of them.
    """
    made = apply(lines, edits)
    if good(made, edits):
        return made, []
    left_out = _faulty(lines, list(edits), good)
    kept = [edit for edit in edits if edit not in left_out]
    return apply(lines, kept), left_out


def _faulty(lines: Sequence[str], edits: list[Edit], good: Check) -> list[Edit]:
    if not edits or good(apply(lines, edits), edits):
        return []
    if len(edits) == 1:
        return edits
    half = len(edits) // 2
    return _faulty(lines, edits[:half], good) + _faulty(lines, edits[half:], good)
