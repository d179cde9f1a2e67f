"""What is known of every language's progress at one time: what all formats are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from handbill.languages import Language
from handbill.model import Finding, Origin, Severity, State
from handbill.progress.count import Tally
from handbill.progress.history import Entry


@dataclass(frozen=True, slots=True)
class Left:
    """One message that needs work."""

    msgid: str
    state: State
    """Untranslated or fuzzy."""
    place: str
    """``path:line`` in the catalog; in the source where the catalog does not have the message yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since an entry was recorded, in words of the source."""

    at: dt.datetime
    """When that entry was recorded."""
    words: int
    """Words that the source has more, or fewer."""
    done: int
    """Words translated or reviewed: more, or fewer."""
    reviewed: int


def change(entry: Entry, then: Tally, now: Tally) -> Change:
    """Give what changed between two tallies."""
    reviewed = now.words.get(State.REVIEWED, 0) - then.words.get(State.REVIEWED, 0)
    return Change(entry.at, now.total_words - then.total_words, now.words_done - then.words_done, reviewed)


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """One document in one language."""

    domain: str
    tally: Tally
    last_change: dt.date | None = None
    """When a translator was last at work on it, as far as that is known."""
    credited: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    """In the order of the source."""
    findings: tuple[Finding, ...] = ()
    """Errors first."""
    since: Change | None = None


@dataclass(frozen=True)
class LocaleProgress:
    """One language."""

    language: Language
    documents: tuple[DocumentProgress, ...]
    """Those of which both source and catalog can be read."""
    unread: tuple[str, ...] = ()
    """The domains that cannot be read: what is said of the whole language is said without them."""
    history: tuple[Entry, ...] = ()
    """What was recorded, oldest first."""
    since: Change | None = None

    @cached_property
    def total(self) -> Tally:
        """All documents together."""
        return sum((each.tally for each in self.documents), Tally())

    @property
    def percent(self) -> str:
        """How much is done, ``87%``; a question mark where that cannot be told, as something cannot be read."""
        return "?" if self.unread else f"{self.total.percent}%"

    @property
    def last_change(self) -> dt.date | None:
        """When a translator was last at work on any document."""
        return max((each.last_change for each in self.documents if each.last_change), default=None)

    @property
    def credited(self) -> tuple[str, ...]:
        """All who are credited, each once."""
        names = {name.casefold(): name for each in self.documents for name in each.credited}
        return tuple(names.values())

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """By domain."""
        return {each.domain: each.tally for each in self.documents}


@dataclass(frozen=True)
class Progress:
    """All languages that were asked for."""

    campaign: str
    source: Language
    at: dt.datetime
    """When it was looked at, UTC."""
    locales: tuple[LocaleProgress, ...]
    since: dt.date | None = None
    """The date since which changes are told."""
    whole: bool = field(default=True)
    """Whether these are all languages of the campaign."""

    @property
    def spoken(self) -> tuple[LocaleProgress, ...]:
        """The languages without the pseudo-locales, which nobody translates: what is counted together."""
        return tuple(each for each in self.locales if not each.language.is_pseudo)

    @cached_property
    def total(self) -> Tally:
        """All languages together: a word that two of them owe counts twice."""
        return sum((each.total for each in self.spoken), Tally())

    @property
    def percent(self) -> str:
        """How much is done of all, as `LocaleProgress.percent`."""
        return "?" if any(each.unread for each in self.spoken) else f"{self.total.percent}%"


def by_severity(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give findings with the errors first, else in their order."""
    return tuple(sorted(findings, key=lambda each: each.severity is not Severity.ERROR))


def unreviewed_machine(progress: Progress) -> dict[str, int]:
    """Give by tag how many words go out that a machine translated and no person has signed off."""
    words = {each.language.tag: each.total.origins.get(Origin.MACHINE, 0) for each in progress.spoken}
    return {tag: number for tag, number in words.items() if number}


def owed_since_update(progress: Progress) -> dict[int, list[str]]:
    """Give by number of words which languages owe so many for what changed since their catalogs were updated."""
    owed: dict[int, list[str]] = {}
    for each in progress.spoken:
        if each.total.changed:
            owed.setdefault(each.total.changed, []).append(each.language.tag)
    return owed
