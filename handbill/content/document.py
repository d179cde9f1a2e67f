"""A source document: its texts in reading order, each of them one message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from handbill.model import Message


class Kind(Enum):
    """What a text is, in words that a translator knows."""

    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    QUOTATION = "quotation"
    CELL = "table cell"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    CODE = "code"
    HTML = "html"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What the campaign says of one front-matter key that is translated."""

    limit: int | None = None
    """The most characters its text may have, combining marks not counted."""
    note: str = ""
    """What the translator should know: "very large on the flyer"."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document."""

    id: str
    """Stable and the same in every language: ``points.2``, ``what-pars-is.paragraph-1``."""
    kind: Kind
    message: Message
    """What its translators get."""
    line: int
    """Where it begins in the source file, from 1."""
    limit: int | None = None
    """The most characters that it may have, where it is front matter with such a rule."""


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown source, parsed."""

    domain: str
    path: str
    """Relative to the campaign's folder, with forward slashes."""
    source: str
    """The whole file as it lies there: with front matter, byte order mark and line ends."""
    fields: tuple[Text, ...]
    """The front-matter values that are translated, in order."""
    texts: tuple[Text, ...]
    """The texts of the body, in order."""
    metadata: Mapping[str, object]
    """The front matter as YAML reads it, untranslated keys included."""

    @property
    def all_texts(self) -> tuple[Text, ...]:
        """Fields, then body."""
        return self.fields + self.texts
