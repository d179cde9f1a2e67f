"""What was typed for a placeholder and is none, so that readers would see it: {Deadline}, {dead line}, ｛deadline｝."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from handbill.checks.base import Span
from handbill.checks.narrow import narrowed
from handbill.checks.prose import PERCENT
from handbill.placeholders import placeholders

_BRACED = re.compile(r"\$?\{\{?[^{}\n]*\}?\}|(?<![:;=])(?<![:;=]-)(?:\}[^{}\n]*\{|\})|\{")
"""Braces and what is between them, turned round too; or one brace alone that is no mouth :-}."""

_PERCENT = re.compile(r"%\([A-Za-z_]\w*\)[sdif](?!\w)")
"""A placeholder of a template, spelt as one; a percentage with something in brackets behind it is none."""
_PERCENT_LIKE = re.compile(
    r"(?<!\d)(?:%\([\w \t]*\)[sdif](?!\w)|%(?:\d+\$)?[sdif](?!\w)|%\w+%"
    r"|(?<!\d[ \u00a0\u202f])%(?:\([\w \t]*\)(?:[ \t]?[sdif](?!\w))?|[ \t]\([\w \t]*\)[ \t]?[sdif](?![\w'’])))"
)
"""What may be meant for one where the source has one; with a space before brackets, a letter must follow them."""


@dataclass(frozen=True, slots=True)
class Like:
    """What looks like a placeholder and is none."""

    text: str
    span: Span

    @property
    def full_width(self) -> bool:
        """Whether its braces are full-width, as those are that Chinese and Japanese put around a note."""
        return self.text[0] == "｛" and self.text[-1] == "｝"

    @property
    def name(self) -> str:
        """What it may be the name of, spelt as a fact's; nothing where it holds no word."""
        return _name(self.text)


def given(text: str, facts: Container[str]) -> set[str]:
    """Give the placeholders of a text, each without its format."""
    known = {f"{{{found[1]}}}" for found in placeholders(text) if found[1] in facts}
    return known | {found[0] for found in PERCENT.finditer(text)}


def likes(text: str, sources: Collection[str], facts: Container[str]) -> Iterator[Like]:
    """Give what looks like a placeholder in a translation and is none, in order.

    Where a source shows braces, a translation may show any; and without facts a brace is a brace.
    """
    known = set().union(*(given(source, facts) for source in sources))
    narrow = narrowed(text)
    if facts and not any(_braces(source, facts) for source in sources):
        yield from (Like(text[start:end], (start, end)) for start, end in _braces(text, facts))
    for found in (_PERCENT_LIKE if any(name[0] == "%" for name in known) else _PERCENT).finditer(narrow):
        written = text[slice(*found.span())]
        if written not in known and not any(written in source for source in sources):
            yield Like(written, found.span())


def _braces(text: str, facts: Container[str]) -> list[Span]:
    right = {found.span() for found in placeholders(text) if found[1] in facts}
    return [found.span() for found in _BRACED.finditer(narrowed(text)) if found.span() not in right]


def meant(like: Like, names: Collection[str]) -> str | None:
    """Give which of some placeholders is meant: the one of that name, or of one that is much like it."""
    by_name = {_name(each): each for each in names}
    close = get_close_matches(like.name, sorted(by_name), n=1) if like.name else []
    return by_name[close[0]] if close else None


def bare(name: str, text: str) -> Like | None:
    """Give where the name of a placeholder stands in other signs than braces: [deadline], <deadline>, $deadline."""
    word = re.escape(_name(name))
    found = re.search(rf"[\[<(«%$#@]{{1,2}}\s*{word}\s*[\]>)»%]{{0,2}}(?!\w)", narrowed(text), re.IGNORECASE)
    return Like(text[slice(*found.span())], found.span()) if found else None


def _name(written: str) -> str:
    kept = (each for each in narrowed(written) if unicodedata.category(each) != "Cf" and not each.isspace())
    inner = re.sub(r"^[\W]*|[\W]*$", "", "".join(kept).partition(":")[0])
    # The letter behind the bracket says how a template writes it.
    return re.sub(r"\).*$", "", inner).casefold()
