"""The check of inline markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.content.markup import broken_markup
from handbill.model import Severity

_NAMES = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|ruby|rt|s|small|"
    "span|strike|strong|sub|sup|table|td|th|tr|tt|u|ul|wbr"
)
_TAG = re.compile(rf"</?({_NAMES})(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))*\s*/?>", re.IGNORECASE)
"""A tag of HTML, whole: what only begins like one is a sign of less than."""
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


class Markup:
    """The translation's links, pictures and footnotes are those of the source, and no markup shows as its own signs.

    Bold and italics may be moved or left out. A link may stand elsewhere in the
    sentence, with other words, but leads to the same place. Tags of HTML that the
    source has not are signs too: readers would see them.
    """

    id = "markup"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in dict.fromkeys(subject.unit.msgstr):
            if broken := broken_markup(subject.unit.message.msgid, form):
                message = f"the translation's markup is broken: {broken}"
                yield Problem(message, "Compare its signs with the source's.", form)
            yield from _added_tags(subject, form)


def _added_tags(subject: Subject, form: str) -> Iterator[Problem]:
    known = {found[1].casefold() for text in subject.sources for found in _TAG.finditer(text)}
    plain = _CODE.sub(lambda found: " " * len(found[0]), form)
    for found in _TAG.finditer(plain):
        if found[1].casefold() not in known:
            message = f"the tag {found[0]} shows as its own signs"
            yield Problem(message, "Leave it out, or write **bold** and *italics* so.", form, found.span())
            return
