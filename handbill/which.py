"""What a sheet in somebody's hand is, by the code at its foot; and whether it is out of date, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product as combinations

from handbill.campaign import Campaign
from handbill.catalogs.word_difference import word_difference
from handbill.errors import HandbillError
from handbill.fact_values import ValueMistake, with_text
from handbill.facts import Fact, format_fact
from handbill.products import Profile
from handbill.project import Project
from handbill.register import Entry, Register, Words
from handbill.render.print import VERSION_LETTERS
from handbill.runs.kit import print_row
from handbill.runs.prepare import Preparation
from handbill.runs.table import Job

ALIKE: Mapping[str, str] = {"0": "QD", "O": "QD", "1": "L7J", "I": "L7J"}
"""Signs that no code has, and what somebody who reads one has seen."""
LENGTH = 6
NEAR = 5
"""How many codes that are nearly the same are named."""
TEXTS = 10
"""How many changed texts are told one by one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one released version is."""

    entry: Entry
    reasons: tuple[str, ...]
    """Why it is out of date; none where it is current."""
    registered: bool = True
    """Whether the register has it; else it is only what would be made now."""

    @property
    def current(self) -> bool:
        """Whether the same sheet would be made today."""
        return not self.reasons


@dataclass(slots=True)
class Answer:
    """What is known of a code."""

    code: str
    """As it was understood."""
    verdicts: list[Verdict] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    """Codes that differ in one sign, where there is none like it."""

    @property
    def current(self) -> bool:
        """Whether there is such a sheet, and none of them is out of date."""
        return bool(self.verdicts) and all(verdict.current for verdict in self.verdicts)


def readings(written: str) -> list[str]:
    """Give the codes that somebody can mean: capitals or not, with spaces, with O for Q and I for L.

    Words before it, as at the foot of a sheet, and a full stop after it are passed over. Nothing where it cannot be a
    code.
    """
    words = written.strip().rstrip(".·").split()
    signs = next((each for each in (_signs(written), *map(_signs, words[-1:])) if len(each) == LENGTH), "")
    if not signs:
        return []
    choices = [ALIKE.get(sign, sign) for sign in signs]
    found = ["".join(each) for each in combinations(*choices)]
    return [each for each in found if set(each) <= set(VERSION_LETTERS)]


def _signs(written: str) -> str:
    return re.sub(r"[\s-]", "", written).upper()


def which(project: Project, written: str, *, timestamp: int, day: str) -> Answer:
    """Look a code up in the register, and among the sheets as they would be made now."""
    codes = readings(written)
    answer = Answer(" or ".join(codes[:3]) or written)
    now = Now(project, timestamp, day)
    register = Register(project.root / project.campaign.register)
    found, answer.near = _found(register, codes)
    answer.verdicts = [Verdict(entry, tuple(now.reasons(entry, register))) for entry in found]
    if not found:
        # A register that was lost, or is on another machine: what is made now is known all the same.
        same = [entry for entry in now.entries() if entry.code in codes]
        answer.verdicts = [Verdict(entry, tuple(now.reasons(entry, register)), registered=False) for entry in same]
    if answer.verdicts:
        answer.code = answer.verdicts[0].entry.code
        answer.near = []
    return answer


def _found(register: Register, codes: Sequence[str]) -> tuple[list[Entry], list[str]]:
    """Give the versions with one of the codes, the latest first, and codes that are nearly one."""
    found: dict[int, Entry] = {}
    near: list[str] = []
    for entry in register.entries():
        if entry.code in codes:
            found.setdefault(entry.identity, entry)
        elif len(near) < NEAR and entry.code not in near and any(_nearly(entry.code, code) for code in codes):
            near.append(entry.code)
    return sorted(found.values(), key=lambda entry: entry.released, reverse=True), near


def _nearly(one: str, other: str) -> bool:
    """Say whether two codes differ in one sign, or have two neighbours the other way round."""
    different = [place for place in range(LENGTH) if one[place : place + 1] != other[place]]
    if len(different) == 2 and different[1] == different[0] + 1:
        first, second = different
        return one[first] == other[second] and one[second] == other[first]
    return len(different) == 1


class Now:
    """The sheets as they would be made now."""

    def __init__(self, project: Project, timestamp: int, day: str) -> None:
        self.project = project
        self.timestamp = timestamp
        self.day = day
        self._preparations: dict[str, Preparation] = {}

    @property
    def campaign(self) -> Campaign:
        """The campaign as it is now."""
        return self.project.campaign

    def entries(self) -> Iterator[Entry]:
        """Give the entry of every sheet that goes out."""
        for name in self.campaign.products:
            for tag in self.campaign.by_tag:
                if self._preparation(name).withheld(tag) is None:
                    for profile in self.campaign.products[name].profiles:
                        yield self._entry(name, tag, {}, profile)[0]

    def _preparation(self, name: str) -> Preparation:
        if name not in self._preparations:
            product = self.campaign.products[name]
            self._preparations[name] = Preparation(self.project, product, self.timestamp, self.day)
        return self._preparations[name]

    def _entry(self, name: str, tag: str, facts: Mapping[str, Fact], profile: Profile) -> tuple[Entry, Words]:
        press = self._preparation(name).press([tag])
        return press.entry(press.sheet(tag, facts, profile), facts), press.words(tag)

    def reasons(self, entry: Entry, register: Register) -> Iterator[str]:
        """Say why a version is out of date; nothing where the same would be made now."""
        gone = self._gone(entry)
        if gone:
            yield gone
            return
        own, refused = self._own(entry)
        if refused:
            yield refused
            return
        current, words = self._entry(entry.product, entry.locale, own, Profile(entry.profile))
        if current.code == entry.code:
            yield from self._refused(entry, own)
            return
        found = [
            *self._changed_words(entry, current, words, register),
            *self._changed_facts(entry, current),
            *_changed_standing(entry, current),
        ]
        yield from found or ["the names of languages, or how they are set, changed"]

    def _refused(self, entry: Entry, own: Mapping[str, Fact]) -> Iterator[str]:
        """Say why a sheet that has not changed would be refused: above all, that a date on it has passed."""
        press = self._preparation(entry.product).press([entry.locale])
        outcome = print_row(press, Job(0, 0, entry.locale, own, ""), b"")
        if outcome.error is not None:
            yield f"it would be refused now: {outcome.error.message}"

    def _gone(self, entry: Entry) -> str | None:
        if entry.product not in self.campaign.products:
            return f"the campaign has no product “{entry.product}” any more"
        if entry.profile not in {profile.value for profile in self.campaign.products[entry.product].profiles}:
            return f"the product “{entry.product}” has no profile “{entry.profile}” any more"
        if entry.locale not in self.campaign.by_tag:
            return f"the campaign has no language “{entry.locale}” any more"
        try:
            withheld = self._preparation(entry.product).withheld(entry.locale)
        except HandbillError as error:
            withheld = error.message
        return f"it is not made any more: {withheld}" if withheld else None

    def _own(self, entry: Entry) -> tuple[dict[str, Fact], str | None]:
        """Give the facts that its row had, as far as the campaign still has facts of that name."""
        own = {}
        for name in entry.own:
            if name not in self.campaign.facts:
                return {}, f"the campaign has no fact “{name}” any more, which its row gave"
            try:
                own[name] = with_text(self.campaign.facts[name], entry.facts.get(name, ""))
            except ValueMistake as mistake:
                return {}, f"its row's {name}, “{entry.facts.get(name, '')}”, {mistake.message}"
        return own, None

    def _changed_words(self, entry: Entry, current: Entry, words: Words, register: Register) -> Iterator[str]:
        if entry.words == current.words:
            return
        before = register.words(entry.words)
        if before is None:
            yield "its words changed; the register has not the old ones"
            return
        changes = list(_changed_texts(before, words))
        yield from changes[:TEXTS]
        if len(changes) > TEXTS:
            yield f"and {len(changes) - TEXTS} more texts changed"

    def _changed_facts(self, entry: Entry, current: Entry) -> Iterator[str]:
        for name in sorted({*entry.facts, *current.facts}):
            was, now = entry.facts.get(name), current.facts.get(name)
            if was is None:
                yield f"fact {name} is new: {self._shown(name, now, entry)}"
            elif now is None:
                yield f"fact {name} is gone: it was {was}"
            elif was != now:
                yield f"{name} was {self._shown(name, was, entry)}, is {self._shown(name, now, entry)}"

    def _shown(self, name: str, written: str | None, entry: Entry) -> str:
        """Give a fact as the sheet shows it; as it was typed, where it is of another kind now."""
        try:
            fact = with_text(self.campaign.facts[name], written or "")
        except (KeyError, ValueMistake):
            return written or ""
        shown = format_fact(fact, self.campaign.by_tag[entry.locale]).text
        return shown if shown == written else f"{shown} ({written})"


def _changed_texts(before: Words, after: Words) -> Iterator[str]:
    moved = set(before.values()) & set(after.values())
    for place in dict.fromkeys((*before, *after)):
        was, now = before.get(place), after.get(place)
        if was is None and now not in moved:
            yield f"new, {place}: {now}"
        elif now is None and was not in moved:
            yield f"gone, {place}: {was}"
        elif was is not None and now is not None and was != now:
            yield f"changed, {place}: {word_difference(was, now)}"


def _changed_standing(entry: Entry, current: Entry) -> Iterator[str]:
    if entry.layout != current.layout:
        yield "its layout changed"
    if entry.link != current.link:
        yield f"its code to scan led to {entry.link}; now it leads to {current.link}"
    if entry.state != current.state:
        yield f"its translation was {entry.state}, is {current.state}"
    if entry.coverage != current.coverage:
        yield f"it was translated to {entry.coverage:.0%}, is to {current.coverage:.0%}"
    if entry.origin != current.origin:
        yield f"its translation was written by {entry.origin or 'nobody'}, is by {current.origin or 'nobody'}"
