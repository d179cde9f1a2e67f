"""Badges: a small SVG for each language and one for all, to be shown in a README or on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from wcwidth import wcswidth

from handbill.model import State
from handbill.progress.count import Tally
from handbill.progress.report import Progress

HEIGHT, SIZE, CELL, MARGIN = 20, 11, 6.4, 6
"""Pixels: of a badge, its letters, the column that a letter takes on a terminal, and the space beside a text."""
TOTAL = "total"
"""The name of the badge for all languages."""
GREY = "#4a4a4a"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a badge says in colour; each has a contrast of 4.5:1 with white letters, or more."""

    colour: str
    word: str


WRONG = Standing("#b3261e", "with errors")
REVIEWED = Standing("#1d6f42", "reviewed")
COMPLETE = Standing("#3a6b1a", "translated")
ON_THE_WAY = Standing("#8a5a00", "on the way")
BEGUN = Standing("#a3480f", "begun")


def badges(progress: Progress) -> dict[str, bytes]:
    """Give the badges by file name: one for each language that is spoken, and one for all where these are all."""
    made = {
        f"{each.language.tag}.svg": badge(
            each.language.endonym,
            each.percent,
            each.total,
            lang=each.language.tag,
            direction=each.language.direction,
        )
        for each in progress.spoken
    }
    if progress.whole:
        made[f"{TOTAL}.svg"] = badge("Translations", progress.percent, progress.total, lang="en", direction="ltr")
    return {name: text.encode() for name, text in made.items()}


def standing(percent: str, tally: Tally) -> Standing:
    """Give what the colour says. What is wrong outweighs what is done."""
    if tally.errors or percent == "?":
        return WRONG
    if tally.complete:
        reviewed = tally.messages.get(State.REVIEWED, 0) == tally.total
        return REVIEWED if reviewed else COMPLETE
    return ON_THE_WAY if tally.percent >= 50 else BEGUN


def badge(name: str, percent: str, tally: Tally, *, lang: str, direction: str) -> str:
    """Give a badge: the language's name in itself, and how much is done; errors by their number."""
    wrong = f", {tally.errors} {'error' if tally.errors == 1 else 'errors'}" if tally.errors else ""
    said, seen = f"{percent}{wrong}", standing(percent, tally)
    left, right = _length(name), _length(said)
    width = left + right + 4 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}"'
        f' role="img" aria-label={quoteattr(f"{name}: {said}, {seen.word}")}>'
        f"<title>{escape(f'{name}: {said}, {seen.word}')}</title>"
        f'<clipPath id="r"><rect width="{width}" height="{HEIGHT}" rx="3"/></clipPath>'
        f'<g clip-path="url(#r)"><rect width="{width}" height="{HEIGHT}" fill="{GREY}"/>'
        f'<rect x="{left + 2 * MARGIN}" width="{right + 2 * MARGIN}" height="{HEIGHT}" fill="{seen.colour}"/></g>'
        f'<g fill="#fff" font-family="Verdana, \'DejaVu Sans\', \'Noto Sans\', sans-serif" font-size="{SIZE}"'
        f' text-anchor="middle">'
        f"{_text(name, MARGIN + left / 2, left, {'xml:lang': lang, 'direction': direction})}"
        f"{_text(said, left + 3 * MARGIN + right / 2, right, {})}</g></svg>\n"
    )


def _text(text: str, middle: float, length: int, attributes: Mapping[str, str]) -> str:
    more = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return (
        f'<text x="{middle:g}" y="14" textLength="{length}" lengthAdjust="spacingAndGlyphs"{more}>{escape(text)}</text>'
    )


def _length(text: str) -> int:
    """Give how long a text is drawn, whatever font there is: by the columns that it takes on a terminal."""
    # A percent sign is as wide as two letters.
    return round((max(1, wcswidth(text)) + text.count("%")) * CELL)
