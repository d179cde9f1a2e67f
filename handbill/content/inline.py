"""What a parsed text is made of: runs of one look and one direction, or its plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from markdown_it.token import Token

from handbill.facts import FormattedFact
from handbill.isolates import between_isolates
from handbill.languages import Language


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look and one direction."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    direction: str | None = None
    """Set where the run must be isolated: a phone number, an address, a date."""
    href: str | None = None
    fact: str | None = None
    """The name of the fact that it is."""
    line_break: bool = False
    """A hard line break; the text is then empty."""
    note: int | None = None
    """The number of the footnote that is called here; the text is then empty."""


def runs(tokens: Iterable[Token]) -> tuple[Run, ...]:
    """Give the runs of a parsed text, neighbours of the same look joined."""
    joined: list[Run] = []
    for run in _runs(tokens):
        last = joined[-1] if joined else None
        if last and not run.line_break and run.note is None and _look(last) == _look(run):
            joined[-1] = _with_text(last, last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


_look = attrgetter(*(each.name for each in fields(Run)[1:]))
"""Everything of a run but its text."""


def _with_text(run: Run, text: str) -> Run:
    return Run(text, *_look(run))


_LOOKS = {"strong": "bold", "em": "italic", "s": "strike"}


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    look: dict[str, Any] = {}
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in _LOOKS:
            look[_LOOKS[name]] = end == "open"
        elif name == "typed":
            look["direction"] = "ltr" if end == "open" else None
        elif name == "link":
            look["href"] = str(token.attrGet("href")) if end == "open" else None
        else:
            yield from _leaf(token, look)


def _leaf(token: Token, look: Mapping[str, Any]) -> Iterator[Run]:
    match token.type:
        case "text" | "text_special" if token.content:
            yield Run(token.content, **look)
        case "softbreak":
            yield Run(" ", **look)
        case "hardbreak":
            yield Run("", line_break=True)
        case "code_inline":
            yield Run(token.content, **{**look, "code": True})
        case "image":
            for run in _runs(token.children or ()):
                yield Run(_plain(run), **{**look, "direction": run.direction})
        case "footnote_ref":
            yield Run("", note=token.meta["id"] + 1)
        case "fact":
            fact: FormattedFact = token.meta["fact"]
            name = token.content[1:-1].partition(":")[0]
            own = {"direction": fact.direction, "href": look.get("href") or fact.href, "fact": name}
            yield Run(fact.text, **{**look, **own})
        case "html_inline" if re.fullmatch(r"<br\s*/?>", token.content):
            yield Run("", line_break=True)
        case _:
            # Other raw HTML has no text; a footnote's way back is the page's business.
            return


def plain(tokens: Iterable[Token], spoken: Language | None = None) -> str:
    """Give a parsed text without markup.

    For readers of a language from right to left, whatever has a direction of
    its own stands between Unicode isolates; nothing does where no language is named.
    """
    isolates = spoken is not None and spoken.direction == "rtl"
    return "".join(
        between_isolates(run.text, run.direction) if isolates and run.direction else _plain(run) for run in runs(tokens)
    )


def _plain(run: Run) -> str:
    return "\n" if run.line_break else run.text
