"""The check of texts that stand in several places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handbill.catalogs.changes import fold
from handbill.checks.base import Problem, Subject
from handbill.checks.prose import words
from handbill.checks.surroundings import Rendering, same_text
from handbill.model import Severity


class Consistency:
    """The same text is translated the same way in every document.

    Titles are compared with titles, and running text with running text: a
    headline may be shorter than the sentence. A word alone may mean two things
    and is left alone. What stands most often, or first, is taken for the rule.
    """

    id = "consistency"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        unit = subject.unit
        if unit.message.plural is not None or len(words(unit.message.msgid)) < 2:
            return
        form = unit.msgstr[0]
        usual = _usual(subject.surroundings.renderings.get(same_text(unit), ()))
        if usual and fold(usual.text) != fold(form):
            yield Problem(
                f"the same text is translated otherwise at {usual.place}: “{usual.text}”",
                "Choose one of them for both places.",
                form,
            )


def _usual(renderings: Sequence[Rendering]) -> Rendering | None:
    if not renderings:
        return None
    counted = Counter(fold(each.text) for each in renderings)
    # The first of those that are equally common.
    text, _ = counted.most_common(1)[0]
    return next(each for each in renderings if fold(each.text) == text)
