"""How the units of a catalog go on under the messages of a new template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from handbill.catalogs import carry
from handbill.catalogs.changes import folded
from handbill.catalogs.matching import Documents, match
from handbill.catalogs.memory import Memory
from handbill.catalogs.minor import Minor, Refusal, accepted
from handbill.catalogs.notes import holds_work, left_out, without_passing, without_sign_offs, words_of_people
from handbill.catalogs.outcome import Change, Fate, Update
from handbill.catalogs.similarity import Similarity
from handbill.model import Catalog, Key, Message, State, Unit


@dataclass
class Succession:
    """One update while it goes on."""

    catalog: Catalog
    messages: Sequence[Message]
    plural_count: int
    domain: str
    memory: Memory
    minor: Minor | None
    match_fuzzy: bool
    done: dict[Key, Change | Unit] = field(default_factory=dict)
    """What became of each message; a unit alone where nothing did."""
    settled: dict[Key, Key] = field(default_factory=dict)
    """The new key of each old unit that went on under one."""
    carried: set[int] = field(default_factory=set)
    """The identities of old units whose translations stand elsewhere in full."""
    refusals: list[Refusal] = field(default_factory=list)

    def run(self, similarity: Similarity) -> Update:
        """Give the new catalog."""
        for message in self.messages:
            if known := self.catalog.by_key.get(message.key):
                self.done[message.key] = self._known(known, message)
        for message in self._open():
            if change := self._same_text(message):
                self.done[message.key] = change
        if self.match_fuzzy and self._movable and self._open():
            self._match(similarity)
        return self._result()

    def _open(self) -> list[Message]:
        return [message for message in self.messages if message.key not in self.done]

    @cached_property
    def _movable(self) -> Mapping[Key, Unit]:
        """The units whose message is gone, since now or for long; those in use first."""
        wanted = {message.key for message in self.messages}
        leaving = {key: unit for key, unit in self.catalog.by_key.items() if key not in wanted}
        return leaving | {unit.key: unit for unit in self.catalog.units if unit.obsolete}

    @cached_property
    def _by_fold(self) -> Mapping[tuple[str | None, str, str | None], Unit]:
        """The old units by what they say, typography aside; translated ones and those in use first."""
        found: dict[tuple[str | None, str, str | None], Unit] = {}
        for unit in sorted(self._movable.values(), key=lambda unit: (unit.obsolete, unit.fuzzy)):
            if any(unit.msgstr):
                found.setdefault(folded(unit.message), unit)
        return found

    @cached_property
    def _by_origin(self) -> Mapping[tuple[str | None, str, str | None], tuple[Unit, Unit]]:
        """The old units whose translation is still what it was for an earlier text, by that text, and as they were."""
        found: dict[tuple[str | None, str, str | None], tuple[Unit, Unit]] = {}
        for unit in self._movable.values():
            if was := carry.as_finished(unit):
                found.setdefault(folded(was.message), (unit, was))
        return found

    def _known(self, unit: Unit, message: Message) -> Change | Unit:
        """Take a message that stayed: its plural may have changed, and an earlier change may be called minor now."""
        if unit.fuzzy and (was := carry.as_finished(unit)):
            if folded(was.message) == folded(message):
                return Change(Fate.KEPT, carry.kept(was, message), unit.message.msgid)
            if self.minor and message.msgid in self.minor.msgids and (change := self._accepted(was, message)):
                return change
        new = carry.refreshed(unit, message, self.plural_count)
        return Change(Fate.FUZZY, new, unit.message.msgid) if new.fuzzy and not unit.fuzzy else new

    def _same_text(self, message: Message) -> Change | None:
        """Take a message whose text, or whose text but for typography, has a translation."""
        old = self._movable.get(message.key)
        if old and holds_work(old):
            return self._back(old, message)
        if old := self._by_fold.get(folded(message)):
            return self._take(old, Change(Fate.KEPT, carry.kept(old, message), old.message.msgid))
        if found := self._by_origin.get(folded(message)):
            old, was = found
            return self._take(old, Change(Fate.KEPT, carry.kept(was, message), old.message.msgid))
        return self._from_memory(message)

    def _back(self, old: Unit, message: Message) -> Change:
        unit = carry.refreshed(replace(old, obsolete=False, line=None), message, self.plural_count)
        self.carried.add(id(old))
        return Change(Fate.BACK, unit)

    def _from_memory(self, message: Message) -> Change | None:
        found = self.memory.find(message, self.domain)
        if found is None:
            return None
        origin, old = found
        same = (old.message.context, old.message.plural) == (message.context, message.plural)
        if origin != self.domain and not self.memory.moved(origin, old):
            # The other place keeps its own; nobody has looked at this one yet.
            old = replace(old, comments=without_sign_offs(without_passing(old.comments)))
        if same and not old.fuzzy and len(old.msgstr) == (self.plural_count if message.plural else 1):
            return Change(Fate.REUSED, replace(carry.kept(old, message), previous=None))
        if not self.match_fuzzy:
            return None
        change = Change(Fate.FUZZY, carry.suggestion(old, message, self.plural_count), old.message.msgid)
        return self._take(old, change) if self._movable.get(old.key) is old else change

    def _take(self, old: Unit, change: Change) -> Change:
        """Let a translation go on under another message."""
        self.settled.setdefault(old.key, change.unit.key)
        # What was finished for another text stays as it was: the suggestion will be written over, the text may return.
        finished = change.fate is Fate.FUZZY and old.state >= State.TRANSLATED
        if not finished and not any(left_out(old, change.unit)):
            self.carried.add(id(old))
        return change

    def _match(self, similarity: Similarity) -> None:
        by_key = {message.key: message for message in self.messages}
        for found in match(self._documents(), similarity):
            old = [self._movable[key] for key in found.old]
            if any(form for unit in old for form in unit.msgstr):
                for key in found.new:
                    self.done[key] = self._matched(old, by_key[key], split=len(found.new) > 1)

    def _documents(self) -> Documents:
        long_gone = (unit for unit in self._movable.values() if unit.obsolete and any(unit.msgstr))
        return Documents(
            tuple(unit.key for unit in self.catalog.units if not unit.obsolete),
            tuple(message.key for message in self.messages),
            frozenset(self.settled.items()),
            frozenset(self.done.keys() - self.catalog.by_key.keys()),
            frozenset(unit.key for unit in long_gone if id(unit) not in self.carried and unit.key not in self.settled),
        )

    def _matched(self, old: Sequence[Unit], message: Message, *, split: bool) -> Change:
        before = " ".join(unit.message.msgid for unit in old)
        if self._called_minor(message) and (split or len(old) > 1):
            self.refusals.append(Refusal(message, "the text was split in two or joined from two"))
        if len(old) > 1:
            # Its parts stay as they were too: the text may be split again.
            return Change(Fate.FUZZY, carry.joined_suggestion(old, message), before)
        change = None if split else self._minor(old[0], message)
        unit = carry.suggestion(old[0], message, self.plural_count)
        before = unit.previous.msgid if unit.previous else before
        return self._take(old[0], change or Change(Fate.FUZZY, unit, before))

    def _called_minor(self, message: Message) -> bool:
        return self.minor is not None and self.minor.wants(message)

    def _minor(self, old: Unit, message: Message) -> Change | None:
        """Accept a change that is called minor, where it can be."""
        if self.minor is None or not self._called_minor(message):
            return None
        # An earlier change that waits for a translator is accepted where it is named alone.
        earlier = carry.as_finished(old) if message.msgid in self.minor.msgids else None
        was = old if old.state >= State.TRANSLATED else earlier
        return self._accepted(was, message) if was else None

    def _accepted(self, was: Unit, message: Message) -> Change | None:
        assert self.minor is not None
        if reason := self.minor.refusal(was.message, message):
            self.refusals.append(Refusal(message, reason))
            return None
        return Change(Fate.MINOR, accepted(was, message), was.message.msgid)

    def _result(self) -> Update:
        units: list[Unit] = []
        changes: list[Change] = []
        for message in self.messages:
            done = self.done.get(message.key) or Change(Fate.NEW, carry.untranslated(message, self.plural_count))
            if isinstance(done, Change):
                changes.append(done)
            units.append(done.unit if isinstance(done, Change) else done)
        # A translation that is valid under another message need not be kept twice, nor a suggestion that nobody has
        # touched; everything else is.
        shown: dict[tuple[str, ...], list[Unit]] = {}
        for unit in units:
            shown.setdefault(unit.msgstr, []).append(unit)
        left = [unit for unit in self._movable.values() if self._is_left(unit, shown)]
        retired = {unit.key: carry.retired(unit) for unit in left if not unit.obsolete}
        units += [*(unit for unit in left if unit.obsolete), *retired.values()]
        changes += [Change(Fate.OBSOLETE, unit) for key, unit in retired.items() if key not in self.settled]
        return Update(replace(self.catalog, units=tuple(units)), tuple(changes), tuple(self.refusals))

    def _is_left(self, unit: Unit, shown: Mapping[tuple[str, ...], Sequence[Unit]]) -> bool:
        """Say whether an old unit holds what would be lost without it; `shown` are the units in use, by msgstr."""
        if id(unit) in self.carried or not holds_work(unit):
            return False
        if not unit.fuzzy or not any(unit.msgstr):
            return True
        notes = set(words_of_people(unit.comments))
        return not any(notes <= set(each.comments) for each in shown.get(unit.msgstr, ()))
