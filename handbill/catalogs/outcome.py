"""What an update did: the fate of each message and of each translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from handbill.catalogs.minor import Refusal
from handbill.model import Catalog, Unit


class Fate(Enum):
    """What became of a message or of a translation; the value is its word in reports."""

    NEW = "new"
    """Untranslated."""
    FUZZY = "fuzzy"
    """With the translation of an earlier text, or of the same text in another context, as a suggestion."""
    REUSED = "reused"
    """With the translation that this very text has elsewhere in the campaign."""
    BACK = "back"
    """It had been obsolete."""
    KEPT = "kept"
    """White space or typography changed, or the text is again as it was translated: translation and state stay."""
    MINOR = "minor"
    """The change was accepted as one of no consequence: translation and state stay."""
    OBSOLETE = "obsolete"
    """A translation whose message is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did to one unit."""

    fate: Fate
    unit: Unit
    """As it is now."""
    before: str | None = None
    """The text that its translation was made from, where that is another."""


@dataclass(frozen=True, slots=True)
class Update:
    """A catalog brought up to date, and what that changed."""

    catalog: Catalog
    changes: tuple[Change, ...] = ()
    """In the order of the catalog; places and comments that changed are not listed."""
    refusals: tuple[Refusal, ...] = ()
    """The changes that were to be accepted as minor and cannot be."""

    @property
    def changed(self) -> bool:
        """Whether any message came, went or changed; places and comments may change all the same."""
        return bool(self.changes)

    def units(self, fate: Fate) -> tuple[Unit, ...]:
        """Give the units of one fate."""
        return tuple(change.unit for change in self.changes if change.fate is fate)

    def count(self) -> Mapping[Fate, int]:
        """Give how many there are of each fate that occurs, in the order of `Fate`."""
        counted = Counter(change.fate for change in self.changes)
        return {fate: counted[fate] for fate in Fate if counted[fate]}
