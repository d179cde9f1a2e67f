"""The check of words written twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import DOUBLED_ON_PURPOSE, primary
from handbill.checks.prose import MARKUP, is_word, prose, words
from handbill.model import Severity


class DoubledWord:
    """No word stands twice in a row.

    Most languages of the world double words to mean something: "little by
    little", "each", "very". So only languages in which it is nearly always a
    slip are looked at, and what those double on purpose is left alone.
    """

    id = "doubled-word"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        meant = DOUBLED_ON_PURPOSE.get(primary(subject.language.tag))
        if meant is None or any(_doubled(each) for each in subject.sources):
            return
        for form in subject.forms:
            for word, start, end in _doubled(form):
                if word.casefold() not in meant:
                    yield Problem(f"“{word}” stands twice in a row", "Delete one of them.", form, (start, end))


def _doubled(text: str) -> Sequence[tuple[str, int, int]]:
    """Give each word that is the same as the one before it, and where the two stand."""
    plain = prose(text)
    return [
        (first[0], first.start(), second.end())
        for first, second in pairwise(words(text))
        if first[0].casefold() == second[0].casefold()
        and is_word(first[0])
        and plain[first.end() : second.start()].replace(MARKUP, "").isspace()
    ]
