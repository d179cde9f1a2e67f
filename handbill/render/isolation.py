"""Phone numbers and addresses in Markdown that others will render: isolated by characters, for want of markup.

What is to be isolated is seen as on pages and sheets (:mod:`handbill.content.typed`);
here it is only written otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from handbill.content.reading import same_but_for_marks
from handbill.content.typed import bare_spans, reads_so
from handbill.isolates import OPENING, between_isolates

LITERAL = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\]\([^)]*\)|<[^>]*>", re.DOTALL)
"""Code, link targets and tags, which hold nothing but themselves."""

_TITLE = re.compile(r"(?<=\s)([\"'])(.+)\1(?=\)\Z)", re.DOTALL)
"""A link's title, in its target."""
_ADDRESS = re.compile(r"\A<([A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*|[^\s<>@\"]+@[^\s<>]+)>\Z")
"""A link that shows where it leads."""
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def isolated_markdown(text: str, env: Mapping[str, Any]) -> str:
    """Give a Markdown text of a right-to-left language with isolates around what must read from left to right.

    They stand outside code and outside the angle brackets of an address, and in
    no link's target: there they would be copied, or lead astray. A bare web
    address gets angle brackets, because many renderers make a link of it, which
    would otherwise take the isolate in. Where the text would not read as before,
    because the brackets around a number refer to a definition by that name, it is left as it is.
    """
    pieces, end = [], 0
    for found in LITERAL.finditer(text):
        pieces += [_in_text(text[end : found.start()]), _literal(found[0], after=text[: found.start()])]
        end = found.end()
    made = "".join([*pieces, _in_text(text[end:])])
    return made if made == text or same_but_for_marks(text, made, env) else text


def _literal(literal: str, *, after: str) -> str:
    if literal.startswith("]"):
        return _TITLE.sub(lambda found: f"{found[1]}{_in_text(found[2])}{found[1]}", literal)
    shown = literal.strip("`") if literal.startswith("`") else _ADDRESS.sub(r"\1", literal)
    whole = shown != literal and reads_so(shown) and not after.endswith(OPENING)
    return between_isolates(literal, "ltr") if whole else literal


def _in_text(text: str) -> str:
    # Numbers are looked for as a reader sees them; where each character stands in the text is kept beside.
    lengths = [0, *(len(part) for part in re.findall(rf"{_ESCAPE.pattern}.|.", text, re.DOTALL))]
    places, shown = list(accumulate(lengths)), _ESCAPE.sub("", text)
    made, end = [], 0
    for first, last in bare_spans(shown):
        start, stop = places[first], places[last]
        made += [text[end:start], between_isolates(_written(shown[first:last], text[start:stop], text[:start]), "ltr")]
        end = stop
    return "".join([*made, text[end:]])


def _written(shown: str, text: str, before: str) -> str:
    in_brackets = before.rfind("[") > before.rfind("]")
    return f"<{shown}>" if shown.startswith(("https://", "http://")) and not in_brackets else text
