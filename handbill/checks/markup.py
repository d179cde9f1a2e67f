"""The check of inline markup."""

from __future__ import annotations

from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.content.markup import broken_markup
from handbill.model import Severity


class Markup:
    """The translation's links, pictures and footnotes are those of the source, and no markup shows as its own signs.

    Bold and italics may be moved or left out. A link may stand elsewhere in the
    sentence, with other words, but leads to the same place.
    """

    id = "markup"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in dict.fromkeys(subject.unit.msgstr):
            if broken := broken_markup(subject.unit.message.msgid, form):
                message = f"the translation's markup is broken: {broken}"
                yield Problem(message, "Compare its signs with the source's.", form)
