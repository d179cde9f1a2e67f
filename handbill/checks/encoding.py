"""The check of texts that were read in another encoding than they were written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from handbill.checks.base import Problem, Span, Subject
from handbill.checks.scripts import in_script, script_of
from handbill.content.stress import of_other_script
from handbill.languages import Language
from handbill.model import Severity

ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "cp1258", "mac_roman", "cp437", "cp850")
"""What programs take a file for that does not say what it is: those of Windows, of old Macs, of the command line."""

_ENOUGH = 3
"""Characters that a text must hold, and nothing else beyond ASCII, to be told by them alone."""

_LATIN = ((0xA0, 0x180), (0x1A0, 0x1B1), (0x218, 0x21C), (0x2B9, 0x2C8), (0x300, 0x330), (0x1E00, 0x1F00))
"""What languages in Latin script are written with. What is beyond it, a capital and a mark make more often."""
_SHARED = range(0x200B, 0x2123)
"""Joiners, dashes, quotation marks, signs of currencies, №."""
_CLOSING = frozenset("»«›‹”“’‘„‚…–—™®°\u00a0")
"""What may stand behind any word."""

_OPENING = frozenset("¿¡")
"""What stands behind no letter."""


class Encoding:
    """The translation was read in the encoding that it was written in.

    A file in UTF-8 that a program took for one in Windows-1252 shows niÃ±os for
    niños, and stays so when it is saved as UTF-8 again. Signs that no word has
    within it tell; else all of the text must make sense when read anew.
    """

    id = "encoding"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in subject.forms:
            if not form.isascii():
                yield from _first(subject, form)


def _first(subject: Subject, form: str) -> Iterator[Problem]:
    for encoding in ENCODINGS:
        places = _places(form, encoding, subject.language)
        if places and not any(form[start:end] in source for start, end in places for source in subject.sources):
            yield _problem(form, places, encoding)
            return


def _places(form: str, encoding: str, language: Language) -> list[Span]:
    """Give where several characters were one in UTF-8; nothing where there is doubt.

    What comes out must be of the language, and no honest text may look so.
    """
    found = [each.span() for each in _pattern(encoding).finditer(form) if _is_usual(_read(each[0], encoding), language)]
    # What a mark alone makes may be honest: in Ukrainian в’є.
    read = {span: _read(form[slice(*span)], encoding) for span in found}
    if any(_is_of_words(each, language) and _is_certain(form, span, each) for span, each in read.items()):
        return found
    if len(found) < _ENOUGH or sum(each > "\x7f" for each in form) > sum(end - start for start, end in found):
        return []
    return found


def _is_certain(form: str, span: Span, read: str) -> bool:
    """Say whether letters and marks stand together as they do in no language: niÃ±os, donâ€™t."""
    start, end = span
    before, after, marks = form[start - 1 : start], form[end : end + 1], form[start + 1 : end]
    if read in _OPENING or _is_capital_astray(form, span, read):
        return True
    if before.isupper() or all(map(str.isalpha, marks)):
        # In a headline of capitals quotation marks and dashes follow them: CAFÉ…
        return False
    odd = any(not each.isalpha() and each not in _CLOSING for each in marks)
    return (odd and len(marks) > 1) or ((odd or after.isalpha()) and (before.islower() or after.islower()))


def _is_capital_astray(form: str, span: Span, read: str) -> bool:
    """Say whether a capital with a sign behind it stands where a word has one small letter, or begins with another.

    What is read must be small within a word: StraÃŸe. At its beginning, with small
    letters behind it, the sign may be no small letter itself where a small one is
    read (ÅŸimdi), as in Romanian Ăştia.
    """
    start, end = span
    before, after, mark = form[start - 1 : start], form[end : end + 1], form[start + 1 : end]
    if len(mark) != 1 or not form[start].isupper() or of_other_script(form[start]):
        return False
    if before.islower():
        return read.islower() or read == "\u00a0"
    small = unicodedata.category(mark) == "Ll"
    if before.isupper():
        # The second letter: MÃ¤rz.
        return not form[start - 2 : start - 1].isalpha() and after.islower() and not small and mark not in _CLOSING
    if mark == "\u00a0":
        # The word à, with the space behind it: no other word is one letter with two spaces.
        return read == "à" and after == " "
    return mark.isalpha() and after.islower() and (read.isupper() or not small)


def _is_of_words(character: str, language: Language) -> bool:
    return language.script == "Latn" or ord(character) in _SHARED or in_script(character, language.script)


def _is_usual(character: str, language: Language) -> bool:
    if ord(character) in _SHARED:
        return True
    if language.script == "Latn":
        return any(ord(character) in range(*each) for each in _LATIN)
    return script_of(character) in {"Zyyy", "Zinh"} or in_script(character, language.script)


def _problem(form: str, places: list[Span], encoding: str) -> Problem:
    start, end = places[0]
    within = {place for first, last in places for place in range(first, last)}
    while start and (form[start - 1].isalpha() or start - 1 in within):
        start -= 1
    while end < len(form) and (form[end].isalpha() or end in within):
        end += 1
    meant = _pattern(encoding).sub(lambda found: _read(found[0], encoding), form[start:end])
    message = f"“{form[start:end]}” looks like “{meant}”, read in another encoding than UTF-8"
    return Problem(
        message, "Take the text anew from a file that is opened as UTF-8, or type it anew.", form, (start, end)
    )


def _read(characters: str, encoding: str) -> str:
    """Give the character that some bytes are in UTF-8; a replacement character where they are none."""
    return bytes(_bytes(encoding)[each] for each in characters).decode("utf-8", "replace")[:1]


@cache
def _bytes(encoding: str) -> Mapping[str, int]:
    """Give the byte of each character of an encoding beyond ASCII; what Windows' own leaves out is read as Latin-1."""
    of_latin = {chr(byte): byte for byte in range(0x80, 0xC0)} if encoding == "cp1252" else {}
    there = {bytes([byte]).decode(encoding, "ignore"): byte for byte in range(0x80, 0x100)}
    return {**of_latin, **{character: byte for character, byte in there.items() if character}}


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    """Give what a character of UTF-8 beyond ASCII looks like in an encoding: its first byte tells how many follow."""

    def some(first: int, last: int) -> str:
        return "".join(re.escape(each) for each, byte in _bytes(encoding).items() if first <= byte <= last)

    more = f"[{some(0x80, 0xBF)}]"
    heads = (some(0xC2, 0xDF), f"{more}"), (some(0xE0, 0xEF), f"{more}{{2}}"), (some(0xF0, 0xF4), f"{more}{{3}}")
    return re.compile("|".join(f"[{head}]{rest}" for head, rest in heads))
