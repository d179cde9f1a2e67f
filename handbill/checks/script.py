"""The check of letters of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.catalogs.changes import fold
from handbill.checks.base import Problem, Span, Subject
from handbill.checks.conventions import ARABIC_LETTERS, LOOK_ALIKES, ONLY_SIMPLIFIED, ONLY_TRADITIONAL, primary
from handbill.checks.prose import prose, words
from handbill.checks.scripts import in_script, script_of
from handbill.model import Severity

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_ALONE = re.compile(r"(?<=[\u0400-\u04ff] )[aceopxyi](?= [\u0400-\u04ff])")
"""A preposition or conjunction of Cyrillic text typed on a Latin keyboard: "c 1 июля", "и a также"."""

_ENOUGH = 12
"""Letters without one of the language's own script that are more than a name."""

_LETTERS = {
    "zh-Hans": dict(zip(ONLY_TRADITIONAL, ONLY_SIMPLIFIED, strict=True)),
    "zh-Hant": dict(zip(ONLY_SIMPLIFIED, ONLY_TRADITIONAL, strict=True)),
    **ARABIC_LETTERS,
}


class Script:
    """The translation is in the script of its language, and no letter is one of another that only looks the same.

    A Latin "c" in a Russian word looks right and is not found by who searches,
    nor read aloud; an Arabic yeh in Persian joins otherwise and sorts elsewhere.
    Names and words of other languages may be in their own scripts.
    """

    id = "script"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in subject.forms:
            yield from _look_alikes(subject.language.script, form)
            yield from _letters_of_another_language(subject, form)
            yield from _not_one_letter(subject, form)


def _look_alikes(script: str, form: str) -> Iterator[Problem]:
    names = ("Latn", *LOOK_ALIKES) if script == "Latn" else ("Latn", script)
    if not any(name in LOOK_ALIKES for name in names):
        return
    plain = prose(form)
    for word in _WORD.finditer(plain):
        scripts = {script_of(each) for each in word[0]} - {"Zyyy", "Zinh"}
        if len(scripts) > 1 and scripts <= {*names}:
            yield from _foreign(word, scripts, script, form)
    if script == "Cyrl" and (found := _LATIN_ALONE.search(plain)):
        right = {latin: each for each, latin in LOOK_ALIKES["Cyrl"].items()}[found[0]]
        yield _problem(found[0], right, form, found.span())


def _foreign(word: re.Match[str], scripts: set[str], script: str, form: str) -> Iterator[Problem]:
    """Give the letters that look as if they belonged to the word, if they are all that is foreign in it."""
    other = next((each for each in scripts if each != "Latn"), "Latn")
    own = script if script in scripts else "Latn"
    table = LOOK_ALIKES.get(other, {})
    table = {latin: each for each, latin in table.items()} if own != "Latn" else dict(table)
    foreign = [index for index, each in enumerate(word[0]) if script_of(each) not in {own, "Zyyy", "Zinh"}]
    if all(word[0][index] in table for index in foreign) and 2 * len(foreign) <= len(word[0]):
        start = word.start() + foreign[0]
        yield _problem(word[0][foreign[0]], table[word[0][foreign[0]]], form, (start, start + 1))


def _letters_of_another_language(subject: Subject, form: str) -> Iterator[Problem]:
    tag = subject.language.tag
    table = _LETTERS.get(f"{primary(tag)}-{subject.language.script}") or _LETTERS.get(primary(tag))
    if table is None:
        return
    foreign = [index for index, each in enumerate(prose(form)) if each in table]
    for each in dict.fromkeys(form[index] for index in foreign):
        place = form.index(each)
        yield _problem(each, table[each], form, (place, place + 1))


def _problem(found: str, right: str, form: str, span: Span) -> Problem:
    message = f"“{found}” (U+{ord(found):04X}) is a letter of another script or language"
    return Problem(message, f"Type “{right}” (U+{ord(right):04X}) with the keyboard of the language.", form, span)


def _not_one_letter(subject: Subject, form: str) -> Iterator[Problem]:
    letters = [each for each in prose(form) if each.isalpha()]
    if len(letters) < _ENOUGH or any(in_script(each, subject.language.script) for each in letters):
        return
    # Names may stay; the source itself is found by another check.
    found = (each[0] for each in words(form))
    small = [each for each in found if not each[0].isupper() and sum(map(str.isalpha, each)) > 2]
    # Where nothing sets words apart, a long one is several.
    several = len(small) >= 2 or any(len(each) >= _ENOUGH and each.upper() == each.lower() for each in small)
    if several and fold(form) not in map(fold, subject.sources):
        yield Problem(f"not one letter is of the script of {subject.language.name}", "Put the translation here.", form)
