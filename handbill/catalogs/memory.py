"""What has been translated into one language, anywhere in the campaign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbill.model import Catalog, Key, Message, Unit


@dataclass(frozen=True)
class Memory:
    """The catalogs of one language, by domain, as they were before any of them was updated."""

    catalogs: Mapping[str, Catalog]
    messages: Mapping[str, Sequence[Message]]
    """What each domain says now, as far as its source could be read."""

    def find(self, message: Message, domain: str) -> tuple[str, Unit] | None:
        """Give the best translation of just this text, and the domain that it comes from.

        One of the same context and plural is better than others, a finished one
        than a fuzzy one, one from this domain than one from elsewhere, one in
        use than an obsolete one; then the order of domains and files decides.
        """

        def rank(found: tuple[str, Unit]) -> tuple[bool, ...]:
            unit = found[1]
            same = unit.message.context == message.context and unit.message.plural == message.plural
            return (not same, unit.fuzzy, found[0] != domain, unit.obsolete)

        return min(self._by_text.get(message.msgid, ()), key=rank, default=None)

    def moved(self, domain: str, unit: Unit) -> bool:
        """Say whether a unit's message has left its domain."""
        return unit.obsolete or (domain in self._wanted and unit.key not in self._wanted[domain])

    @cached_property
    def _by_text(self) -> Mapping[str, Sequence[tuple[str, Unit]]]:
        found: dict[str, list[tuple[str, Unit]]] = defaultdict(list)
        asked = self._asked
        for domain, catalog in self.catalogs.items():
            for unit in catalog.units:
                if unit.message.msgid in asked and all(unit.msgstr):
                    found[unit.message.msgid].append((domain, unit))
        return found

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The texts that a domain has no unit in use for: few, where a catalog is brought up to date."""
        nothing = Catalog(Unit(Message("")))
        return frozenset(
            message.msgid
            for domain, messages in self.messages.items()
            for message in messages
            if message.key not in self.catalogs.get(domain, nothing).by_key
        )

    @cached_property
    def _wanted(self) -> Mapping[str, frozenset[Key]]:
        return {domain: frozenset(each.key for each in messages) for domain, messages in self.messages.items()}
