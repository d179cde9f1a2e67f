"""``glossary.csv`` <-> `Glossary`; every mistake is one message with the line it stands on.

Spreadsheet programs write commas, semicolons or tabs between the cells, a byte
order mark, and rows without their last cells: all of that is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from handbill.errors import GlossaryError
from handbill.glossary.model import EVERY, Glossary, Term
from handbill.languages import is_known
from handbill.safe_xml import printable
from handbill.tags import is_tag, normalize_tag

TERM, PART, NOTE, FIXED, FORBIDDEN = "term", "part of speech", "note", "do not translate", "forbidden"
COLUMNS = (TERM, PART, NOTE, FIXED, FORBIDDEN)
"""The columns beside those of languages: ``es``, ``es forbidden``."""

_OTHER_NAMES = {"pos": PART, "notes": NOTE, "dnt": FIXED}
_YES = frozenset({"yes", "y", "x", "true", "1", "✓", "✔"})
_NO = frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class _Column:
    """What one column holds."""

    name: str
    """One of `COLUMNS`, or nothing for translations."""
    tag: str = EVERY


def parse_glossary(text: str, path: str, *, source: str, known: Iterable[str] = ()) -> Glossary:
    """Read a glossary. `known` are the tags of the campaign; those that CLDR knows can be named too.

    Columns may stand in any order, their names in small or capital letters. A
    cell can hold several translations with ``|`` or ``;`` between them.
    """
    rows = _rows(text, path)
    if not rows:
        return Glossary(source=source)
    line, header = rows[0]
    columns = _columns(header, _Place(path, line), source, frozenset(known))
    terms: dict[tuple[str, str], Term] = {}
    for line, cells in rows[1:]:
        term = _term(cells, columns, _Place(path, line))
        if first := terms.get(term.key):
            raise GlossaryError(
                f"“{term.text}” stands on line {first.line} already",
                path=path,
                line=line,
                hint="Join the two rows, or tell them apart by their part of speech.",
            )
        terms[term.key] = term
    return Glossary(tuple(terms.values()), source)


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    line: int

    def error(self, message: str, hint: str) -> GlossaryError:
        return GlossaryError(message, path=self.path, line=self.line, hint=hint)


def _rows(text: str, path: str) -> list[tuple[int, list[str]]]:
    """Give the rows that are not empty, each with its line."""
    lines = text.removeprefix("\ufeff")
    first = 0
    if said := re.match(r"sep=([,;\t])\r?\n", lines):
        # Excel's way to name the separator.
        lines, first = lines[said.end() :], 1
        return [(line + first, cells) for line, cells in _cells(lines, said[1], path) if any(cells)]
    return [(line, cells) for line, cells in _cells(lines, _separator(lines), path) if any(cells)]


def _separator(text: str) -> str:
    """Give what stands between the cells: what the first line has most of."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(",;\t", key=first.count)


def _cells(text: str, separator: str, path: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            f"is not a table: {error}",
            path=path,
            line=line,
            hint='A cell with a quotation mark in it stands between quotation marks, and has the mark twice: "".',
        ) from error
    return rows


def _columns(header: Sequence[str], place: _Place, source: str, known: frozenset[str]) -> list[_Column | None]:
    columns = [_column(name, place, source, known) if name else None for name in header]
    if _Column(TERM) not in columns:
        raise place.error(
            "there is no column “term”", f"Name the columns in the first row: {', '.join(COLUMNS)}, es ..."
        )
    for column in columns:
        if column is not None and columns.count(column) > 1:
            raise place.error(f"two columns are named “{_title(column)}”", "Join them, or delete one.")
    return columns


def _column(name: str, place: _Place, source: str, known: frozenset[str]) -> _Column:
    plain = " ".join(name.replace("_", " ").casefold().split())
    plain = _OTHER_NAMES.get(plain, plain)
    if plain in COLUMNS:
        return _Column(plain)
    words = name.split()
    forbidden = len(words) == 2 and FORBIDDEN in plain.split()
    tag = normalize_tag(next((word for word in words if word.casefold() != FORBIDDEN), ""))
    if len(words) > 1 + forbidden or not is_tag(tag):
        close = get_close_matches(plain, COLUMNS, n=1)
        raise place.error(
            f"the column “{name}” means nothing here",
            f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(COLUMNS)}, and tags: es, es forbidden.",
        )
    if tag == source:
        raise place.error(f"the column “{name}” is in the source language", "The column “term” holds that.")
    if tag not in known and not is_known(tag):
        raise place.error(
            f"the campaign has no language “{tag}”, and CLDR knows none",
            f"Correct the column's name, or start the language: handbill locale add {tag}",
        )
    return _Column(FORBIDDEN if forbidden else "", tag)


def _term(cells: Sequence[str], columns: Sequence[_Column | None], place: _Place) -> Term:
    if any(cells[len(columns) :]) or any(cell for cell, column in zip(cells, columns, strict=False) if column is None):
        raise place.error("a cell stands under no column", "Name its column in the first row, or delete it.")
    _refuse_controls(cells, place)
    values = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
    text = " ".join(values.get(_Column(TERM), "").split())
    if not text:
        raise place.error("the row has no term", "Write the term, or delete the row.")
    fixed = values.get(_Column(FIXED), "").casefold()
    if fixed not in _YES | _NO:
        raise place.error(f"“do not translate” is “{fixed}”", "Write yes, or leave it empty.")
    term = Term(
        text,
        " ".join(values.get(_Column(PART), "").split()),
        values.get(_Column(NOTE), ""),
        fixed in _YES,
        {column.tag: split(cell) for column, cell in values.items() if not column.name},
        {column.tag: split(cell) for column, cell in values.items() if column.name == FORBIDDEN},
        place.line,
    )
    _refuse_contradiction(term, place)
    return term


def _refuse_contradiction(term: Term, place: _Place) -> None:
    for tag in dict.fromkeys((*term.translations, *term.forbidden)):
        if both := [word for word in term.unwanted(tag) if word in term.accepted(tag)]:
            raise place.error(
                f"“{both[0]}” is to be used for “{term.text}”, and forbidden too",
                f"Delete it under one of “{tag or FIXED}” and “{_title(_Column(FORBIDDEN, tag))}”.",
            )


def _refuse_controls(cells: Iterable[str], place: _Place) -> None:
    for each in "".join(cells):
        if not printable(each):
            raise place.error(f"has the invisible character U+{ord(each):04X}", "Delete it, or type the cell anew.")


def split(cell: str) -> tuple[str, ...]:
    r"""Give the expressions of a cell, between ``|``, ``;`` or line ends; ``\|`` and ``\;`` are signs of the text."""
    parts = re.findall(r"(?:\\.|[^|;\n\\]|\\$)+", cell)
    plain = (" ".join(re.sub(r"\\([|;\\])", r"\1", part).split()) for part in parts)
    return tuple(dict.fromkeys(part for part in plain if part))


def joined(expressions: Iterable[str]) -> str:
    """Give the cell for some expressions, which `split` takes apart again."""
    return " | ".join(re.sub(r"([|;\\])", r"\\\1", each) for each in expressions)


def serialize_glossary(glossary: Glossary, tags: Sequence[str] = ()) -> str:
    """Write a glossary, terms in their order, languages in that of `tags` and then as they come."""
    columns = _used_columns(glossary, tags)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_title(column) for column in columns])
    writer.writerows([[_cell(term, column) for column in columns] for term in glossary.terms])
    return stream.getvalue()


def _used_columns(glossary: Glossary, tags: Sequence[str]) -> list[_Column]:
    named = dict.fromkeys(tag for term in glossary.terms for tag in (*term.translations, *term.forbidden) if tag)
    forbidden = {tag for term in glossary.terms for tag in term.forbidden}
    columns = [_Column(name) for name in COLUMNS if name != FORBIDDEN or EVERY in forbidden]
    for tag in dict.fromkeys((*tags, *named)):
        columns += [_Column("", tag), *([_Column(FORBIDDEN, tag)] if tag in forbidden else [])]
    return columns


def _title(column: _Column) -> str:
    return " ".join(part for part in (column.tag, column.name) if part)


def _cell(term: Term, column: _Column) -> str:
    own: Mapping[str, str] = {
        TERM: term.text,
        PART: term.part_of_speech,
        NOTE: term.note,
        FIXED: "yes" if term.fixed else "",
        "": joined(term.translations.get(column.tag, ())),
        FORBIDDEN: joined(term.forbidden.get(column.tag, ())),
    }
    return own[column.name]
