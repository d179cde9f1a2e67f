"""The check of the sign that a text ends with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.checks.base import Problem, Span, Subject
from handbill.checks.conventions import (
    CLOSING,
    ENDINGS,
    ENDINGS_BY_LANGUAGE,
    FREE_ENDINGS,
    QUESTIONS_WITHOUT_MARK,
    STOPS_LEFT_OUT,
    STOPS_LIKE_COLONS,
    WITHIN_THE_WORD,
    Ending,
    primary,
)
from handbill.checks.prose import FIXED, MARKUP, prose
from handbill.languages import Language
from handbill.model import Severity

_ABBREVIATION = re.compile(r"(?:^|[\s(\xa0])(?:\w{1,4}|(?:\w\.){1,3}\w|[^\s]*\d)\.$")
"""A last word whose full stop may be its own: etc., U.S., usw., г., 31."""

_SENTENCE_END = re.compile(r"[։:.․!?…][\"”»)\]]*\s+")
"""What stands between two sentences of Armenian, however its full stop was typed."""

_NOTES = re.compile(r"(?:\s*\[\^[^\]\s]*\])+\s*\Z")

_LOOSE = frozenset({Ending.NONE, Ending.STOP, Ending.PAUSE})
"""What a list may end with: its rules differ from language to language, with a semicolon more so than without."""


class EndPunctuation:
    """The translation ends as its source does: with a full stop, a question mark, a colon, or nothing.

    Each language has its own signs, and some have none: Thai and Lao end
    sentences with a space, Burmese asks with a word. Quotation marks and
    brackets behind the sign do not matter, nor does how loud a language is:
    an exclamation mark and a full stop count as the same.
    """

    id = "end-punctuation"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        language = subject.language
        if language.script in FREE_ENDINGS:
            return
        wanted = [_end(text, subject.surroundings.source) for text in subject.sources]
        for form in subject.forms:
            given = _end(form, language)
            if not any(_alike(each, given, language) for each in wanted):
                kind = wanted[0][0]
                yield Problem(
                    f"the source ends with {kind.value}, the translation with {given[0].value}",
                    f"End it with {kind.value}, as your language writes it."
                    if kind is not Ending.NONE
                    else "Leave out the sign at its end.",
                    form,
                    given[1],
                )


_End = tuple[Ending, Span, bool]
"""The kind, where it stands, and whether what stands before it leaves the choice: an abbreviation, an address."""


def _end(text: str, language: Language | None) -> _End:
    # The call of a footnote stands behind the sentence's sign.
    plain = prose(_NOTES.sub("", text))
    end = len(plain)
    while end and (plain[end - 1] in CLOSING or plain[end - 1] == MARKUP or _is_blank(plain[end - 1])):
        end -= 1
    span = (max(end - 1, 0), end)
    if not end:
        return Ending.NONE, span, True
    last = plain[end - 1]
    own = ENDINGS_BY_LANGUAGE.get(primary(language.tag), {}) if language else {}
    kind = own.get(last, ENDINGS.get(last, Ending.NONE))
    if plain[:end].endswith("..") or plain[max(end - 2, 0) : end - 1] == "…":
        kind = Ending.ELLIPSIS
    sentence = _SENTENCE_END.split(plain[:end])[-1]
    within = next((WITHIN_THE_WORD[each] for each in reversed(sentence) if each in WITHIN_THE_WORD), None)
    if within and language and language.script == "Armn":
        kind = within
    open_to_choice = last == FIXED or plain[max(end - 2, 0)] == FIXED or _ABBREVIATION.search(plain[:end]) is not None
    return kind, span, open_to_choice


def _is_blank(character: str) -> bool:
    return character.isspace() or character in "\u200b\u200c\u200d\u200e\u200f\u202c\u2060\u2069\ufeff"


def _alike(wanted: _End, given: _End, language: Language) -> bool:
    kinds = {wanted[0], given[0]}
    if len(kinds) == 1 or kinds == {Ending.STOP, Ending.EXCLAMATION}:
        return True
    if kinds <= _LOOSE and (wanted[2] or given[2] or Ending.PAUSE in kinds or language.script in STOPS_LEFT_OUT):
        return True
    if language.script in STOPS_LIKE_COLONS and kinds == {Ending.STOP, Ending.COLON}:
        return True
    match wanted[0]:
        case Ending.PAUSE:
            # A greeting or a salutation: each language has its own sign.
            return given[0] is not Ending.QUESTION
        case Ending.NONE:
            # What leads to a list.
            return given[0] is Ending.COLON
        case Ending.QUESTION:
            return given[0] is Ending.STOP and language.script in QUESTIONS_WITHOUT_MARK
        case Ending.COLON:
            # Where a script has no colon of its own, a dash stands for it.
            return given[0] is Ending.PAUSE
    return False
