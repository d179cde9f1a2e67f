"""What became of each row that came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from handbill.model import Catalog, Key


class Fate(Enum):
    """What became of a row; the value is its word in reports. What stayed as it was is not told."""

    TAKEN = "taken"
    """The translation, or a text among those of a plural."""
    STATE = "state"
    """The state alone."""
    NOTE = "note"
    REPAIRED = "repaired"
    """What a program did to the text was undone."""
    REMARK = "remark"
    """Something in the row has no effect."""
    EMPTIED = "emptied"
    """The cell is empty, which deletes nothing."""
    ASIDE = "kept aside"
    """The message is gone, or says something else: the text is kept as an obsolete entry."""
    CONFLICT = "conflict"
    """Changed on both sides: the catalog's text stays, the other is kept as a suggestion."""
    FORMULA = "formula"
    """Not evaluated and not taken: its text is kept as a suggestion."""
    UNREAD = "not read"
    """A text in a place where nothing is read: it is told, and stays in the file alone."""
    STRAY = "stray"
    """A text that belongs to no source: kept in the header's comments."""

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody must decide something."""
        return self in {Fate.ASIDE, Fate.CONFLICT, Fate.FORMULA, Fate.UNREAD, Fate.STRAY}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row, or one thing about it."""

    fate: Fate
    place: str
    """Where the row stands in its file."""
    domain: str
    key: Key | None
    """Which message it is; nothing where it is none."""
    before: str = ""
    """What the catalog had."""
    after: str = ""
    """What the file had."""
    said: str = ""
    """What to know of it, a phrase."""


@dataclass(slots=True)
class Merged:
    """The catalogs with what a file brought."""

    catalogs: dict[str, Catalog]
    """By domain."""
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """What of the file was not taken at all."""

    def count(self) -> Mapping[Fate, int]:
        """Give how many there are of each fate that occurs, in the order of `Fate`."""
        counted = Counter(each.fate for each in self.outcomes)
        return {fate: counted[fate] for fate in Fate if counted[fate]}

    def keys(self, domain: str) -> frozenset[Key]:
        """Give the messages of a domain whose translation or state the file changed."""
        return changed_keys(self.outcomes, domain)


def changed_keys(outcomes: Iterable[Outcome], domain: str) -> frozenset[Key]:
    """Give the messages of a domain whose translation or state changed."""
    changes = (each for each in outcomes if each.fate in {Fate.TAKEN, Fate.STATE} and each.domain == domain)
    return frozenset(each.key for each in changes if each.key is not None)
