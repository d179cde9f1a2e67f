"""The check of inline markup."""

from __future__ import annotations

from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.checks.typed_signs import added_tags, block_marks, fullwidth_signs
from handbill.content.markup import broken
from handbill.model import Severity


class Markup:
    """The translation's links, pictures and footnotes are those of the source, and no markup shows as its own signs.

    Bold and italics may be moved or left out. A link may stand elsewhere in the
    sentence, with other words, but leads to the same place. Tags of HTML that the
    source has not are signs too: readers would see them; so are marks of headings,
    quotations and lists at the beginning, and full-width asterisks.

    A sign that is meant as itself has a backslash before it, or stands in the
    source too. One asterisk within a word (Nachbar*innen), behind one (Frauen*),
    between spaces or between digits is a sign of its own; so are others where
    the source stresses nothing (Hotel****).
    """

    id = "markup"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        msgid, sources = subject.unit.message.msgid, subject.sources
        for form in subject.forms:
            if fault := broken(msgid, form):
                yield Problem(f"the translation's markup is broken: {fault.message}", fault.hint, form, fault.span)
            for fault in (
                *added_tags(sources, form),
                *block_marks(sources, form, subject.language),
                *fullwidth_signs(msgid, form),
            ):
                yield Problem(fault.message, fault.hint, form, fault.span)
