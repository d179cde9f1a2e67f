"""What a document must be before it goes out in a language, and what becomes of it until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from handbill.keyed import Table
from handbill.model import State


class Publish(Enum):
    """How far every text of a document is to be."""

    REVIEWED = "reviewed"
    TRANSLATED = "translated"
    ANY = "any"
    """As far as it happens to be."""


class Below(Enum):
    """What happens to a document that is not so far."""

    HOLD_BACK = "hold back"
    LABEL = "label"
    """It goes out and says, in the reader's language, what it is."""


@dataclass(frozen=True, slots=True)
class Policy:
    """When a document goes out: ``[release]``, or ``publish``, ``below`` and ``minimum`` of one document."""

    publish: Publish = Publish.TRANSLATED
    below: Below = Below.LABEL
    minimum: float = 0.25
    """The share of its texts that must be translated in any case; not asked for where anything may be published."""

    def verdict(self, states: Sequence[State], name: str) -> Verdict:
        """Decide on a document whose texts are in some states; `name` is the language's, for the reason."""
        total = len(states)
        translated = sum(state >= State.TRANSLATED for state in states)
        reviewed = sum(state is State.REVIEWED for state in states)
        texts = f"{translated} of {total} texts are in {name}"
        if self.publish is Publish.ANY:
            return Verdict(goes_out=True, reason=texts if translated < total else "")
        if total and translated < self.minimum * total:
            return Verdict(goes_out=False, reason=f"{texts}; {self.minimum:.0%} must be")
        if self.publish is Publish.REVIEWED and reviewed < total:
            return self._below(f"{reviewed} of {total} texts are reviewed")
        return self._below(texts) if translated < total else Verdict(goes_out=True)

    def _below(self, reason: str) -> Verdict:
        held = self.below is Below.HOLD_BACK
        return Verdict(goes_out=not held, reason=f"{reason}; all must be" if held else reason)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document goes out, and what is to be told of it; nothing where all is well."""

    goes_out: bool
    reason: str = ""
    """``24 of 33 texts are in Russian``."""


def policy_of(table: Table, default: Policy) -> Policy:
    """Read a policy from a table of ``handbill.toml``; where it is silent the default holds."""
    return Policy(
        Publish(table.choice("publish", [each.value for each in Publish], default.publish.value)),
        Below(table.choice("below", [each.value for each in Below], default.below.value)),
        float(table.number("minimum", Decimal(str(default.minimum)), low=0, high=1)),
    )
