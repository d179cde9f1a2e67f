"""What kind of change it is from one source text to the next: how much of a translation it leaves valid.

A text is seen as what stands fixed in it (link targets, addresses, code,
placeholders), its inline markup, and its words. White space and typographic
quotation marks and dashes are no change at all, except where text is fixed.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from handbill.model import Message, Previous
from handbill.placeholders import PLACEHOLDER

ADDRESS = re.compile(
    r"(?<=\]\()\s*<?[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*>?"  # what a link leads to
    r"|<[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*>"
    r"|\b(?:[A-Za-z][A-Za-z0-9+.-]+://|www\.|mailto:|tel:)[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]*_~|]"
    r"|<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?"
)
"""A web or e-mail address in a text, link targets included."""

_CODE = r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
_TAG = r"</?[A-Za-z][^<>]*>"
_FIXED = re.compile(rf"{_CODE}|{ADDRESS.pattern}|{PLACEHOLDER.pattern}|{_TAG}", re.DOTALL)

_MARKUP = re.compile(
    rf"{_TAG}"
    r"|\[\^[^\]]*\]"  # the call of a footnote
    r"|\]\[[^\]]*\]|!?\[|\]"
    r"|[*`]|~~"
    r"|(?<!\w)_+|_+(?!\w)"
    r"|\\(?=[^\w\s])|\\(?=\n)"
)

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("‐‑‒–—―", "-"),
    }
)

REMEMBERED = 16384
"""How many answers are kept: each locale asks for the same ones."""

_SIGN = "\0"
"""Stands for an address, whichever it is."""


class Kind(Enum):
    """What changed; the words of each are those of the comment that tells it."""

    TYPOGRAPHY = "only white space, quotation marks or dashes"
    ADDRESS = "only an address"
    MARKUP = "only markup"
    WORDS = "words"


@lru_cache(maxsize=REMEMBERED)
def kind_of_change(before: str, after: str) -> Kind:
    """Say what kind of change it is from one text to another."""
    if fold(before) == fold(after):
        return Kind.TYPOGRAPHY
    if fold(ADDRESS.sub(_SIGN, before)) == fold(ADDRESS.sub(_SIGN, after)):
        return Kind.ADDRESS
    if _bare(before) == _bare(after):
        return Kind.MARKUP
    return Kind.WORDS


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Give what all texts share that differ in white space and typographic quotation marks and dashes alone.

    "It’s – well – *fine*" and "It's - well - *fine*" are one text. Addresses,
    code, placeholders and HTML tags are compared as they stand.
    """
    pieces: list[str] = []
    done = 0
    for fixed in _FIXED.finditer(text):
        pieces += (_plain(text[done : fixed.start()]), fixed[0])
        done = fixed.end()
    return "".join((*pieces, _plain(text[done:]))).strip()


def folded(message: Message | Previous) -> tuple[str | None, str, str | None]:
    """Give what all messages share that differ in white space and typography alone."""
    return (message.context, fold(message.msgid), None if message.plural is None else fold(message.plural))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_PLAIN))


def _bare(text: str) -> str:
    """Give the words of a text, folded, without markup; a link is what it says, an address by itself a sign."""
    without_targets = re.sub(rf"\]\((?:{ADDRESS.pattern})(?P<title>[^()]*)\)", r"]\g<title>", text)
    return " ".join(_MARKUP.sub("", ADDRESS.sub(_SIGN, fold(without_targets))).split())
