"""What office programs do to a text on the way, undone where it is certain; each repair is told.

Nothing here judges a translation. What may be meant is left as it is: the
checks tell what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handbill.languages import Language
from handbill.placeholders import placeholders

_ADDRESS = re.compile(
    r"https?://[^\s<>()\"“”]+[^\s<>()\"“”.,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d()]*(?:[ .-]\(?\d[\d()]*){2,}"
)
"""Addresses and phone numbers, which are written alike in every language. (A range, 2011–12, has one dash.)"""
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_QUOTES = '"“”„‟″＂«»'
_APOSTROPHES = "'‘’‚‛′＇"
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
_SPACES = " \u00a0\u2007\u202f"
_BRACE = re.compile(r"(?<![{｛])[{｛]([^{}｛｝:：]{1,60})(?:[:：]([^{}｛｝]*))?[}｝](?![}｝])")
_TITLE = re.compile(rf"(\]\(\S+)\s+[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]\)")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#39|#160);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'", "nbsp": " ", "#160": " "}
_WITHOUT_ZERO_WIDTH_SPACE = frozenset({"Latn", "Cyrl", "Grek"})


@dataclass(frozen=True, slots=True)
class Given:
    """A text that came back, and what it is for."""

    source: str
    known: str
    """What the catalog has now."""
    language: Language


def repaired(text: str, given: Given) -> tuple[str, tuple[str, ...]]:
    """Give a text without what programs did to it, and what was repaired, a phrase each."""
    told: list[str] = []
    for name, repair in _REPAIRS:
        before, text = text, repair(text, given)
        if text != before:
            told.append(name)
    return text, tuple(told)


def _has(given: Given, characters: str) -> bool:
    return any(each in given.source or each in given.known for each in characters)


def _line_ends(text: str, given: Given) -> str:
    text = text.replace("\0", "")
    if _has(given, "\r"):
        return text
    return re.sub(r"_x000D_\n?|\r\n?", "\n", text)


def _junk(text: str, given: Given) -> str:
    unwanted = "\ufeff\ufffc"
    if given.language.script in _WITHOUT_ZERO_WIDTH_SPACE:
        unwanted += "\u200b"
    return "".join(each for each in text if each not in unwanted or _has(given, each))


def _entities(text: str, given: Given) -> str:
    if _ENTITY.search(given.source) or _ENTITY.search(given.known):
        return text

    def meant(found: re.Match[str]) -> str:
        meaning = _MEANT[found[1]]
        # An author who escapes one of these may mean it: only what the source itself has is certain.
        return found[0] if meaning in "<>&" and meaning not in given.source else meaning

    return _ENTITY.sub(meant, text)


def _placeholders(text: str, given: Given) -> str:
    wanted = {_bare(found[1]): found for found in placeholders(given.source)}
    known = {found[0] for found in placeholders(given.source)} | {found[0] for found in placeholders(given.known)}

    def meant(found: re.Match[str]) -> str:
        right = wanted.get(_bare(found[1]))
        if right is None or found[0] in known:
            return found[0]
        style = found[2].strip(_SPACES + _UNSEEN) if found[2] else ""
        return f"{{{right[1]}:{style}}}" if style else f"{{{right[1]}}}"

    return _BRACE.sub(meant, text)


def _bare(name: str) -> str:
    """Give a placeholder's name without what an autocorrection or a hurried hand changes."""
    return re.sub(rf"[\s\\_{_UNSEEN}{re.escape(_DASHES)}]", "", name).casefold()


def _addresses(text: str, given: Given) -> str:
    for right in dict.fromkeys(found[0] for found in _ADDRESS.finditer(given.source)):
        if right not in text:
            pieces = _variant(right).split(text, maxsplit=1)
            text = right.join(pieces)
    return text


def _variant(right: str) -> re.Pattern[str]:
    """Give what an autocorrection can make of an address: other dashes and quotation marks, unseen marks between."""
    alike = (_DASHES, _QUOTES, _APOSTROPHES)
    letters = (next((f"[{re.escape(group)}]" for group in alike if each in group), re.escape(each)) for each in right)
    return re.compile(f"[{_UNSEEN}]*".join(letters))


def _markup(text: str, given: Given) -> str:
    if '"' not in given.source:
        return text
    text = _TITLE.sub(lambda found: f'{found[1]} "{found[2]}")', text)
    return _TAG.sub(lambda found: re.sub(rf"=\s*[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]", r'="\1"', found[0]), text)


def _no_break_spaces(text: str, given: Given) -> str:
    if _has(given, "\u00a0"):
        return text
    return re.sub("\u00a0", lambda found: "\u00a0" if _is_typography(text, found.start(), given) else " ", text)


def _is_typography(text: str, at: int, given: Given) -> bool:
    """Say whether a no-break space can be meant: French before signs, numbers with their units, short words, dashes."""
    before, after = text[:at], text[at + 1 :]
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    if given.language.tag.split("-")[0] == "fr" and (after[0] in ":;!?»" or before[-1] == "«"):
        return True
    last = re.split(r"\s", before)[-1]
    return before[-1].isdigit() or after[0].isdigit() or after[0] in "–—%" or before[-1] in "–—№§" or len(last) <= 2


def _ends(text: str, given: Given) -> str:
    """Give a text the white space at its ends that its source asks for: programs drop it, and hands add it."""
    for strip, end in ((str.lstrip, slice(1)), (str.rstrip, slice(-1, None))):
        wanted, known = given.source[end].isspace(), given.known[end].isspace()
        if not wanted and not known:
            text = strip(text)
        elif wanted and known and not text[end].isspace():
            kept = given.known[: len(given.known) - len(strip(given.known))]
            text = kept + text if strip is str.lstrip else text + given.known[len(strip(given.known)) :]
    return text


_REPAIRS: Sequence[tuple[str, Callable[[str, Given], str]]] = (
    ("line ends", _line_ends),
    ("invisible characters", _junk),
    ("entities (&amp;)", _entities),
    ("no-break spaces", _no_break_spaces),
    ("placeholders", _placeholders),
    ("quotation marks in markup", _markup),
    ("addresses and numbers", _addresses),
    ("spaces at the ends", _ends),
)
