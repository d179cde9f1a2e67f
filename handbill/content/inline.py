"""What a parsed text is made of: runs of one look and one direction, or its plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markdown_it.token import Token

from handbill.facts import FormattedFact


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
        if last and not run.line_break and run.note is None and replace(last, text="") == replace(run, text=""):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


_LOOKS = {"strong": "bold", "em": "italic", "s": "strike"}


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    look = Run("")
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in _LOOKS:
            look = replace(look, **{_LOOKS[name]: end == "open"})  # type: ignore[arg-type]
        elif name == "link":
            look = replace(look, href=str(token.attrGet("href")) if end == "open" else None)
        else:
            yield from _leaf(token, look)


def _leaf(token: Token, look: Run) -> Iterator[Run]:
    match token.type:
        case "text" | "text_special" if token.content:
            yield replace(look, text=token.content)
        case "typed":
            yield replace(look, text=token.content, direction="ltr")
        case "softbreak":
            yield replace(look, text=" ")
        case "hardbreak":
            yield Run("", line_break=True)
        case "code_inline":
            yield replace(look, text=token.content, code=True)
        case "image":
            yield replace(look, text=plain(token.children or ()))
        case "footnote_ref":
            yield Run("", note=token.meta["id"] + 1)
        case "fact":
            fact: FormattedFact = token.meta["fact"]
            name = token.content[1:-1].partition(":")[0]
            yield replace(look, text=fact.text, direction=fact.direction, href=look.href or fact.href, fact=name)
        case "html_inline" if re.fullmatch(r"<br\s*/?>", token.content):
            yield Run("", line_break=True)
        case _:
            # Other raw HTML has no text; a footnote's way back is the page's business.
            return


def plain(tokens: Iterable[Token], *, isolate: bool = False) -> str:
    """Give a parsed text without markup; facts between Unicode isolates if asked for."""
    return "".join(_plain(run, isolate=isolate) for run in runs(tokens))


def _plain(run: Run, *, isolate: bool) -> str:
    if run.line_break:
        return "\n"
    if isolate and run.direction:
        return FormattedFact(run.text, run.direction).isolated
    return run.text
