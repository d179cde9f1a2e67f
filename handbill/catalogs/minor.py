"""Changes of the source that its writer says are of no consequence, and why some cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from handbill.catalogs.carry import kept
from handbill.catalogs.changes import ADDRESS
from handbill.catalogs.notes import minor_change
from handbill.languages import Language
from handbill.model import Message, Unit
from handbill.placeholders import PLACEHOLDER

_PERCENT = re.compile(r"%\(\w+\)[a-z]")
_NUMBER = re.compile(r"[$€£¥₹+−-]?\d+(?:[.,:/'’\u00a0\u202f-]?\d+)*(?:\s?[%‰°$€£¥₹])?")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")

# CLDR has no list of number words that Babel gives; English is what most campaigns are written in.
_ENGLISH_NUMBER = re.compile(
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:hundred|thousand|[mb]illion|dozen)s?|half|once|twice|double"
    r"|first|second|third|fourth|fifth",
    re.IGNORECASE,
)
_ENGLISH_TIME = re.compile(r"today|tonight|tomorrow|yesterday|noon|midnight|[ap]\.?m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a change of a message is not a minor one."""

    message: Message
    reason: str
    """``the number “6” became “7”``."""


@dataclass(frozen=True)
class Minor:
    """Which changes to accept as minor."""

    source: Language
    every: bool = False
    """Whatever changed since the last update."""
    msgids: frozenset[str] = frozenset()
    """The texts, as they are now, whose change is minor, also where an update has met it before."""

    def wants(self, message: Message) -> bool:
        """Say whether a change of this message is to be accepted."""
        return self.every or message.msgid in self.msgids

    def refusal(self, before: Message, after: Message) -> str | None:
        """Say why the change is not minor; nothing where it can be."""
        if (before.plural is None) != (after.plural is None):
            return "the message began or ceased to count"
        pairs = [(before.msgid, after.msgid), (before.plural or "", after.plural or "")]
        return next((reason for old, new in pairs if (reason := self._refusal(old, new))), None)

    def _refusal(self, before: str, after: str) -> str | None:
        for (name, old), (_, new) in zip(self._facts(before), self._facts(after), strict=True):
            if old != new:
                return f"{name} changed: {_listed(old)} became {_listed(new)}"
        return None

    def _facts(self, text: str) -> Iterator[tuple[str, Sequence[str]]]:
        """Give what a translation must have just so, by kind, each in the order of the text."""
        yield "an address", [found[0].strip("<> ") for found in ADDRESS.finditer(text)]
        text = ADDRESS.sub(" ", text)
        yield "a placeholder", [found[0] for each in (PLACEHOLDER, _PERCENT) for found in each.finditer(text)]
        text = _PERCENT.sub(" ", PLACEHOLDER.sub(" ", text))
        words = _WORD.findall(text)
        english = self.source.tag.split("-")[0] == "en"
        yield "a number", [*_NUMBER.findall(text), *(each for each in words if english and _is_number(each))]
        yield "a date", [each for each in words if each in self._dates or (english and _ENGLISH_TIME.fullmatch(each))]

    @cached_property
    def _dates(self) -> frozenset[str]:
        if self.source.dates:
            return frozenset((*self.source.dates.months, *self.source.dates.weekdays))
        return _names_of_dates(self.source.cldr or "en")


def _is_number(word: str) -> bool:
    return _ENGLISH_NUMBER.fullmatch(word) is not None


@cache
def _names_of_dates(locale: str) -> frozenset[str]:
    from babel import Locale

    known = Locale.parse(locale)
    names = (
        table[context][width]
        for table in (known.months, known.days)
        for context in table
        for width in table[context]
        if width in {"wide", "abbreviated"}
    )
    return frozenset(name.strip(".") for each in names for name in each.values())


def _listed(found: Sequence[str]) -> str:
    return ", ".join(f"“{each}”" for each in found) or "nothing"


def accepted(unit: Unit, message: Message) -> Unit:
    """Give a message the translation and state of what it was before a minor change, with the change on record."""
    new = kept(unit, message)
    texts = [(unit.message.msgid, message.msgid), (unit.message.plural or "", message.plural or "")]
    records = [minor_change(old, now) for old, now in texts if old != now]
    return replace(new, comments=(*new.comments, *records))
