"""Phone numbers and addresses that stand in a text as they were typed, and not as facts.

A fact knows its direction. Of what somebody typed it has to be seen, or
`1-800-354-0365` prints as `0365-354-800-1` after Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it.token import Token

from handbill.content.inline import Run

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


def isolated(found: Iterable[Run]) -> Iterator[Run]:
    """Give the runs of a right-to-left text with a run of its own, left to right, for whatever must read so."""
    for run in found:
        if run.direction or not run.text:
            yield run
            continue
        for text, typed in _stretches(run.text):
            yield replace(run, text=text, direction="ltr") if typed else replace(run, text=text)


def isolated_tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give the tokens of a right-to-left text with a token ``typed`` for whatever must read from left to right."""
    for token in tokens:
        if token.type != "text" or not token.content:
            yield token
            continue
        for text, typed in _stretches(token.content):
            yield Token("typed" if typed else "text", "", 0, content=text, level=token.level)


def typed_in(text: str) -> tuple[str, ...]:
    """Give the phone numbers and addresses of a text, each as often as it stands there."""
    return tuple(part for part, typed in _stretches(text) if typed)


def numbers_in(source: str) -> tuple[str, ...]:
    """Give the phone numbers of a template's source, where much looks like an address that is none."""
    return tuple(text for text in typed_in(source) if not any(each.isalpha() for each in text))


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for found in _TYPED.finditer(text):
        if _must_read_so(found[0]):
            if found.start() > end:
                yield text[end : found.start()], False
            yield found[0], True
            end = found.end()
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
