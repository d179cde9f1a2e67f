"""The check of spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import UNSPACED, WIDE_SPACES
from handbill.checks.prose import prose
from handbill.model import Severity

_DOUBLE = re.compile(r"(?<=\S)[ \u00a0\u202f]{2,}(?=[^\s])")
_LEADING = re.compile(r"\A\s+")
_TRAILING = re.compile(r"\s+\Z")


class Spaces:
    """The translation begins and ends with a space where the source does, and has no two in a row.

    Spaces before and inside punctuation are the language's own affair, and the
    wide spaces between sentences of Thai, Lao, Khmer and Burmese are right.
    """

    id = "spaces"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in subject.forms:
            yield from _edge(_LEADING, "begins", subject, form)
            yield from _edge(_TRAILING, "ends", subject, form)
            if subject.language.script in WIDE_SPACES or any(_DOUBLE.search(prose(each)) for each in subject.sources):
                continue
            if found := _DOUBLE.search(prose(form)):
                yield Problem("the translation has two spaces in a row", "Leave one.", form, found.span())


def _edge(pattern: re.Pattern[str], verb: str, subject: Subject, form: str) -> Iterator[Problem]:
    wanted = [pattern.search(each) is not None for each in subject.sources]
    found = pattern.search(form)
    if found and not any(wanted):
        yield Problem(f"the translation {verb} with a space, the source does not", "Delete it.", form, found.span())
    # A wide colon or full stop of Chinese brings its own space.
    elif not found and all(wanted) and subject.language.script not in UNSPACED:
        yield Problem(f"the source {verb} with a space, the translation does not", "Add one there.", form)
