"""The question whether all text can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.drawing import CLEAR, Faint
from handbill.render.preflight.quoting import quoted
from handbill.render.preflight.reading import Page, Reading

HIDDEN = 2.0
"""The contrast below which text is taken for hidden: on office paper, in a dim corridor, nobody finds it."""


class Unseen:
    """All text can be seen: it stands out from its background, and nothing covers it.

    Each page is drawn with its text and without; what differs where a text lies
    is what can be seen of it. So it does not matter whether it has the colour of
    its background, is invisible, or lies beneath a picture.
    """

    id = "unseen"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the pages with text that is hidden or, as a warning, hardly stands out."""
        for page in reading.pages:
            if hidden := [each for each in page.faint if each.contrast < HIDDEN]:
                yield Problem(
                    f"text cannot be seen: {_text(page, hidden, intended)} has a contrast of {_least(hidden)}",
                    "Give it another colour in the template, or take away what covers it.",
                    page.number,
                )
            if pale := [each for each in page.faint if each.contrast >= HIDDEN]:
                yield Problem(
                    f"text hardly stands out: {_text(page, pale, intended)} has a contrast of {_least(pale)};"
                    f" {CLEAR:g} is legible",
                    "Give it a darker colour in the template, or a lighter one on dark ground.",
                    page.number,
                    severity=Severity.WARNING,
                )


def _text(page: Page, faint: Sequence[Faint], intended: Intended) -> str:
    return quoted(page, [glyph for each in faint for glyph in each.glyphs], intended)


def _least(faint: Sequence[Faint]) -> str:
    return f"{min(each.contrast for each in faint):.1f}"
