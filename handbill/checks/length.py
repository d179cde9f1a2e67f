"""The check of length limits."""

from __future__ import annotations

from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.content.texts import visible_length
from handbill.model import Severity


class Length:
    """The translation is not longer than its place allows.

    Letters are counted as readers see them: placeholders, combining marks and
    invisible characters do not count.
    """

    id = "length"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        if subject.limit is None:
            return
        for form in subject.unit.msgstr:
            length = visible_length(form)
            if length > subject.limit:
                yield Problem(
                    f"the translation has {length} characters, and its place has room for {subject.limit}",
                    f"Shorten it by {length - subject.limit}.",
                    form,
                    (_room(form, subject.limit), len(form)),
                )


def _room(text: str, limit: int) -> int:
    """Give where a text leaves its place."""
    return next((end for end in range(len(text)) if visible_length(text[: end + 1]) > limit), len(text))
