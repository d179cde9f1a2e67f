"""What goes out and what comes back, whatever the file format.

A *parcel* is what one translator gets: a sheet for each document, a row for
each text (for each plural form, where a text has several). What comes back are
*returned* rows. A row knows by its *reference* which text it is and what stood
in it when it went out: the base of the three-way merge. The base travels as
digests, because a Replace All in a spreadsheet changes hidden columns too: a
base that could be changed together with the translation would hide the change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from handbill.languages import Language
from handbill.model import Key, Message, State

VERSION = "1"
"""Of what files carry about themselves."""

STATES = {
    State.UNTRANSLATED: "untranslated",
    State.FUZZY: "needs work",
    State.TRANSLATED: "translated",
    State.REVIEWED: "reviewed",
}
"""The states in words that a translator knows."""

_LETTERS = {State.UNTRANSLATED: "u", State.FUZZY: "f", State.TRANSLATED: "t", State.REVIEWED: "r"}
_REFERENCE = re.compile(
    r"h1\.([0-9a-f]{16})\.([0-9]{1,2})\.([0-9a-f]{12})\.([uftr])\.([0-9a-f]{12})(?:\.s([0-9a-f]*))?"
)
_LABEL = re.compile(r"handbill (\S+) (\S+) (.+)", re.DOTALL)


_SEAL = 4
"""Hexadecimal digits of what tells a line that was typed from one that went out: enough against slips."""


def digest(text: str, length: int = 12) -> str:
    """Give some hexadecimal digits that tell a text from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def seals(texts: Iterable[str]) -> str:
    """Give four hexadecimal digits for each line of some texts, however it is spaced."""
    return "".join(dict.fromkeys(_seal(line) for text in texts for line in text.splitlines() if line.strip()))


def _seal(line: str) -> str:
    return digest(" ".join(line.split()), _SEAL)


def text_id(domain: str, key: Key, plural: str | None) -> str:
    """Give what identifies a text in the whole campaign, as long as its source does not change."""
    return digest("\0".join((domain, key[0] or "", key[1], plural or "")), 16)


def message_id(domain: str, message: Message) -> str:
    """Give the id of a message."""
    return text_id(domain, message.key, message.plural)


@dataclass(frozen=True, slots=True)
class Reference:
    """Which text a row is, and what stood in it when it went out."""

    id: str
    """16 hexadecimal digits of domain, context, msgid and plural."""
    form: int
    """Which plural form, from 0."""
    text: str
    """The digest of the translation that went out."""
    state: State
    """The state that went out."""
    note: str
    """The digest of the note that went out."""
    seals: str | None = None
    """What tells the lines that went out beside the text, to be read and not to be changed; nothing where unknown."""

    def __str__(self) -> str:
        sealed = "" if self.seals is None else f".s{self.seals}"
        return f"h1.{self.id}.{self.form}.{self.text}.{_LETTERS[self.state]}.{self.note}{sealed}"

    def added_to(self, text: str) -> str:
        """Give the lines of a text beside the translation that did not go out with it."""
        if self.seals is None:
            return ""
        known = {self.seals[start : start + _SEAL] for start in range(0, len(self.seals), _SEAL)}
        return "\n".join(line for line in text.splitlines() if line.strip() and _seal(line) not in known)


def parse_reference(text: str) -> Reference | None:
    """Read a reference, whatever white space a narrow column put into it; nothing where it is none."""
    found = _REFERENCE.fullmatch("".join(text.split()))
    if found is None:
        return None
    state = next(state for state, letter in _LETTERS.items() if letter == found[4])
    return Reference(found[1], int(found[2]), found[3], state, found[5], found[6])


@dataclass(frozen=True, slots=True)
class Label:
    """Which campaign and language a file belongs to."""

    tag: str
    slug: str

    def __str__(self) -> str:
        return f"handbill {VERSION} {self.tag} {self.slug}"


def parse_label(text: str) -> Label | None:
    """Read a label; nothing where it is none, or one of another version."""
    found = _LABEL.fullmatch(" ".join(text.split()))
    return Label(found[2], found[3]) if found and found[1] == VERSION else None


@dataclass(frozen=True, slots=True)
class Row:
    """One text to translate, with all that a translator should know."""

    reference: Reference
    number: int
    """Its place in the document, from 1."""
    source: str
    translation: str
    state: State
    note: str = ""
    """The translators' comments, a line each."""
    form: str = ""
    """Which numbers it is for, where the text counts something."""
    context: str = ""
    comment: str = ""
    facts: str = ""
    """What stands for its placeholders, a line each."""
    limit: int | None = None
    previous: str = ""
    """The source that the translation was made from, where that has changed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one document."""

    domain: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one translator gets."""

    label: Label
    campaign: str
    source: Language
    language: Language
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row that came back. Nothing may be as it was."""

    place: str
    """Where it stands in the file: ``petition, row 7``."""
    reference: Reference | None = None
    domain: str = ""
    """The sheet that it stands on, where the file has sheets."""
    source: str = ""
    context: str = ""
    translation: str = ""
    state: str | None = None
    """What the file says of the state; nothing where it says nothing."""
    note: str | None = None
    remarks: tuple[str, ...] = ()
    """What was written in the margin of the row, in comments of the program."""
    formula: bool = False
    """Whether the translation is a formula, which is not evaluated."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A text that somebody wrote where nothing is read."""

    place: str
    text: str
    may_be_a_heading: bool = False
    """Whether Handbill writes the names of documents there."""


@dataclass(slots=True)
class Returned:
    """What came back in one file."""

    name: str
    """The file's name, as reports and comments give it."""
    label: Label | None = None
    rows: list[ReturnedRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What the reader of the file should know: columns that are not known, sheets that were passed over."""
    problems: list[str] = field(default_factory=list)
    """What of it could not be used."""
    strays: list[Stray] = field(default_factory=list)
    """What somebody wrote where nothing is read."""
    states_count: bool = True
    """Whether a state that was left as it was is a statement. Who has a CAT tool often cannot change it."""


def one_label(labels: Iterable[Label]) -> Label | None:
    """Give the label of a file whose parts each have one; nothing where they have none."""
    return next(iter(dict.fromkeys(labels)), None)
