"""Phone numbers and addresses that stand in a text as they were typed, and not as facts.

A fact knows its direction. Of what somebody typed it has to be seen, or
`1-800-354-0365` is shown as `0365-354-800-1` after Arabic. Parsed texts have it
seen once, as they are parsed in their language (`isolated_tokens`), and pages,
sheets and copy are all made of those; what is never parsed (strings of page
templates, raw HTML) has the same found by `isolated` and `isolated_html`.

What a reader copies stays as it was typed: no mark stands in a link's target,
nor between the signs of code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.token import Token

from handbill.content.rawhtml import TAG
from handbill.isolates import OPENING, between_isolates, runs_backwards

if TYPE_CHECKING:
    from handbill.languages import Language

FEWEST_DIGITS = 7
"""Of a phone number; shorter ones (9-5, 6:30-8:30) are ranges, which are read in the direction of the text."""

_ADDRESS = (
    r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/]"
    r"|(?<![\w@])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![\w@.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:/(?:[!-~]*[A-Za-z0-9/])?)?(?![\w@])"
)
_GROUP = r"(?:\(\d+\)|\d+)"
_NUMBER = rf"(?<![\w.,:/+-])\+?{_GROUP}(?:[ .-]{_GROUP}|(?<=\))\d+|\(\d+\))*(?![\w/]|[.,:-]\d)"
_TYPED = re.compile(f"{_ADDRESS}|{_NUMBER}")


def isolated_tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give the tokens of a right-to-left text with tokens ``typed_open`` and ``typed_close`` around what must read so.

    Alternative texts of pictures are told apart in the same way; titles of
    links, which have no markup, get isolates. Code is isolated as a whole.
    """
    for token in tokens:
        if title := token.attrGet("title"):
            token.attrSet("title", _isolated(str(title)))
        if token.type == "text":
            yield from _told_apart(token)
        elif token.type == "code_inline" and reads_so(token.content):
            yield from _between(token)
        else:
            token.children = list(isolated_tokens(token.children)) if token.children else token.children
            yield token


def _told_apart(token: Token) -> Iterator[Token]:
    for text, typed in _stretches(token.content):
        part = Token("text", "", 0, content=text, level=token.level)
        yield from _between(part) if typed else (part,)


def _between(token: Token) -> Iterator[Token]:
    tag = "bdo" if runs_backwards(token.content) else "bdi"
    yield Token("typed_open", tag, 1, attrs={"dir": "ltr"}, level=token.level)
    yield token
    yield Token("typed_close", tag, -1, level=token.level)


def isolated(text: str, spoken: Language) -> str:
    """Give a text without markup, in right-to-left languages with Unicode isolates around whatever must read so."""
    return _isolated(text) if spoken.direction == "rtl" else text


def isolated_html(text: str, spoken: Language) -> str:
    """Give raw HTML with the same isolates in its text, and none in its tags."""
    if spoken.direction != "rtl":
        return text
    edges = [0, *(edge for tag in TAG.finditer(text) for edge in tag.span()), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    return "".join(part if number % 2 else _isolated(part) for number, part in enumerate(parts))


def _isolated(text: str) -> str:
    made, end = [], 0
    for start, stop in bare_spans(text):
        made += [text[end:start], between_isolates(text[start:stop], "ltr")]
        end = stop
    return "".join([*made, text[end:]])


def reads_so(code: str) -> bool:
    """Say whether a piece of code must be read from left to right as a whole."""
    return bool(typed_in(code)) and not any(unicodedata.bidirectional(each) in {"R", "AL"} for each in code)


def typed_in(text: str) -> tuple[str, ...]:
    """Give the phone numbers and addresses of a text, each as often as it stands there."""
    return tuple(text[start:end] for start, end in typed_spans(text))


def numbers_in(source: str) -> tuple[str, ...]:
    """Give the phone numbers of a template's source, where much looks like an address that is none."""
    return tuple(text for text in typed_in(source) if not any(each.isalpha() for each in text))


def typed_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where the phone numbers and addresses of a text begin and end."""
    return (found.span() for found in _TYPED.finditer(text) if _must_read_so(found[0]))


def bare_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where those are that do not stand between isolates already, as a careful translator may have typed them."""
    return ((start, end) for start, end in typed_spans(text) if text[max(start - 1, 0) : start] not in OPENING)


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for start, stop in typed_spans(text):
        if start > end:
            yield text[end:start], False
        yield text[start:stop], True
        end = stop
    if end < len(text):
        yield text[end:], False


def _must_read_so(text: str) -> bool:
    """Say whether what looks like an address or a phone number is one: a range of years or sums is none."""
    if any(each.isalpha() for each in text):
        return True
    groups = re.findall(r"\d+", text)
    marked = text.startswith(("+", "("))
    if len("".join(groups)) < FEWEST_DIGITS or (len(groups) == 1 and not marked):
        return False
    signs = set(re.findall(r"[.-]", text))
    return marked or (len(signs) < 2 and not (len(groups) == 2 and ("." in signs or len(groups[0]) == len(groups[1]))))
