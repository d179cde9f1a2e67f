"""Tables: their columns, their cells, and what a row has in each as it goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from handbill.exchange.characters import carried
from handbill.exchange.parcel import STATES, Row


class Column(Enum):
    """A column; the value is its title."""

    NUMBER = "No."
    SOURCE = "Source text"
    TRANSLATION = "Translation"
    STATE = "State"
    NOTE = "Your note"
    FORM = "Plural form"
    LIMIT = "At most"
    COMMENT = "About this text"
    FACTS = "What stands for {…}"
    PREVIOUS = "Source before"
    CONTEXT = "Context"
    DOCUMENT = "Document"
    REFERENCE = "Reference"

    @property
    def machine_name(self) -> str:
        """The name that nobody translates or corrects."""
        return f"handbill.{self.name.lower()}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    text: str = ""
    """Of a cell with paragraphs the first."""
    below: str = ""
    """The other paragraphs, a line each."""
    formula: bool = False
    remark: str = ""
    """What is odd about it: it is a number, a date."""
    note: str = ""
    """What somebody wrote in its margin."""

    @property
    def whole(self) -> str:
        """All that stands in it."""
        return f"{self.text}\n{self.below}" if self.below else self.text


def cells(row: Row, domain: str) -> dict[Column, str]:
    """Give what a row has in each column, as it travels."""
    texts = {
        Column.NUMBER: str(row.number),
        Column.SOURCE: row.source,
        Column.TRANSLATION: row.translation,
        Column.STATE: STATES[row.state],
        Column.NOTE: row.note,
        Column.FORM: row.form,
        Column.LIMIT: "" if row.limit is None else str(row.limit),
        Column.COMMENT: row.comment,
        Column.FACTS: row.facts,
        Column.PREVIOUS: row.previous,
        Column.CONTEXT: row.context,
        Column.DOCUMENT: domain,
        Column.REFERENCE: str(row.reference),
    }
    return {column: carried(text) for column, text in texts.items()}


_GUARDED = re.compile(r"'*[=+\-@\t\r\n＝＋－＠|%]")


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula when it opens a CSV file."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Take the guard off again."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
