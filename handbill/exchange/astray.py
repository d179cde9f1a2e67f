"""What somebody wrote into a table where nothing is read: it is told, so that it does not disappear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter

from handbill.exchange.characters import restored
from handbill.exchange.grid import Cell, Column
from handbill.exchange.parcel import Reference, Stray

MOST_TOLD = 20
"""How many rows of a table that is none of Handbill's are told one by one."""

_SEALED = frozenset({Column.FORM, Column.LIMIT, Column.COMMENT, Column.FACTS, Column.PREVIOUS, Column.DOCUMENT})
_TAKEN = frozenset({Column.TRANSLATION, Column.STATE, Column.NOTE})
_READ = _TAKEN | {Column.CONTEXT, Column.REFERENCE}
_OURS = re.compile(r"^(?:The translation was made from:|Note:|NEEDS WORK)(?: |$)")
"""What begins the lines below a source in a text document, before what is sealed."""


def in_row(
    columns: Mapping[int, Column], titles: Mapping[int, str], line: Sequence[Cell], place: str, reference: Reference
) -> Iterator[Stray]:
    """Give what was written into a row beside what is taken from it. `columns` and `titles` go by place.

    Whether source and context were changed is seen where their message is known.
    """
    for number, cell in enumerate(line):
        column = columns.get(number)
        text = restored(cell.below if column is Column.SOURCE else cell.whole).strip()
        if column is Column.SOURCE or column in _SEALED:
            text = _added(reference, text)
        elif column in _READ or (column is Column.NUMBER and text.isdigit()):
            text = ""
        if text:
            yield Stray(f"{place}, {_named(number, column, titles)}", text)


def in_row_without_reference(
    columns: Mapping[int, Column], titles: Mapping[int, str], line: Sequence[Cell], place: str, *, taken: bool
) -> Iterator[Stray]:
    """Give what is lost of a row that has no reference.

    Where the whole column is gone nobody can tell what was written from what
    went out: only columns that are none of Handbill's are told then.
    """
    expected = Column.REFERENCE in columns.values()
    for number, cell in enumerate(line):
        column = columns.get(number)
        text = restored(cell.whole).strip()
        is_read = column in _TAKEN or column in {Column.SOURCE, Column.CONTEXT, Column.DOCUMENT}
        known = column is not None and (not expected or (taken and (is_read or column in _SEALED)))
        if text and not known and not (column is Column.NUMBER and text.isdigit()):
            yield Stray(f"{place}, {_named(number, column, titles)}", text)


def notes_of(line: Iterable[Cell], place: str) -> Iterator[Stray]:
    """Give the comments in the margin of a row that is no text's."""
    return (Stray(f"{place}, in the margin", cell.note) for cell in line if cell.note.strip())


def whole_table(lines: Sequence[tuple[int, Sequence[Cell]]], where: str) -> Iterator[Stray]:
    """Give what stands in a table that is none of Handbill's."""
    written = [(number, text) for number, line in lines if (text := _in_one(line))]
    yield from (Stray(f"{where}row {number}", text) for number, text in written[:MOST_TOLD])
    if len(written) > MOST_TOLD:
        yield Stray(f"{where}row {written[MOST_TOLD][0]} and below", f"{len(written) - MOST_TOLD} rows more")


def _in_one(line: Iterable[Cell]) -> str:
    texts = (part.strip() for cell in line for part in (cell.whole, cell.note))
    return " | ".join(text for text in texts if text)


def _named(number: int, column: Column | None, titles: Mapping[int, str]) -> str:
    title = column.value if column is not None else titles.get(number, "")
    return f"column “{title}”" if title else f"column {get_column_letter(number + 1)}"


def _added(reference: Reference, text: str) -> str:
    """Give the lines that did not go out, without what Handbill itself puts before some."""
    return reference.added_to("\n".join(_OURS.sub("", line, count=1) for line in text.splitlines()))
