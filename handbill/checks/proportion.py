"""The check of how long a translation is for its source."""

from __future__ import annotations

import math
from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.checks.surroundings import proportion
from handbill.model import Severity

_TIMES = 2.2
"""How many times longer or shorter than usual is far from usual, whatever the language."""
_SPREADS = 3.0
"""How many spreads it must be besides."""


class Proportion:
    """The translation is not much longer or much shorter than translations into its language are.

    A sentence may have been left out, or the text of another message pasted.
    What is usual is learnt from the campaign's own catalogs of the language; as
    long as there are few, from how its script usually compares. Short texts
    tell nothing and are left alone.
    """

    id = "proportion"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        usual = subject.surroundings.proportion
        if usual is None or subject.unit.message.plural is not None:
            return
        form = subject.unit.msgstr[0]
        measured = proportion(subject.unit.message.msgid, form)
        if measured is None:
            return
        distance = measured - usual.mean
        if abs(distance) > max(math.log(_TIMES), _SPREADS * usual.spread):
            how, what = ("longer", "something was added") if distance > 0 else ("shorter", "something is missing")
            yield Problem(
                f"the translation is {math.exp(abs(distance)):.1f} times {how} than usual in {subject.language.name}",
                f"Look whether {what}.",
                form,
            )
