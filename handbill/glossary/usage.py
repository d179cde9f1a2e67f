"""Whether a translation uses a word, in whatever form its language gives it.

Of no language is its grammar known, only in which manner it inflects. A word
counts as used where a word of the translation begins like it or has most of it,
since languages decline and conjugate at the ends of words, or before them; in
scripts without spaces, where it stands anywhere. The words of a term may stand in another
order, close together. A false alarm does more harm than a word that is
overlooked, so whatever is in doubt counts as used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from math import ceil

from rapidfuzz.distance import Prefix

from handbill.catalogs.prose import prose
from handbill.glossary.model import Term
from handbill.languages import Language

BEGINNING = 0.6
"""The share of a word that another must begin with to be a form of it."""
BEGINNING_OF_VERB = 0.4
"""The same for verbs, whose stems change: *vencer*, *venza*."""
MIDDLE = 0.65
"""The share of a word that another must have anywhere to be a form of it."""
SHORT = 3
"""Words of no more letters have no ending to lose, and may be missing among longer ones (*de*, *la*)."""
ENDING = 3
"""The most letters that are an ending behind a short word, or behind one that must stand as it is."""
NEAR = 3
"""How many other words may stand among those of a term."""

UNSPACED = frozenset({"Hans", "Hant", "Hani", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
"""Scripts that do not set words apart."""
SYLLABIC = frozenset({"Cans", "Cher", "Ethi", "Vaii"})
"""Scripts of syllables: two of them say as much as four letters."""
UNINFLECTED = frozenset({"vi"})
"""Languages whose words never change and are told apart by marks that may be accents elsewhere."""
COMPOUNDING = frozenset({"af", "da", "de", "et", "fi", "fo", "fy", "hu", "is", "lb", "nb", "nl", "nn", "no", "sv"})
"""Languages that write several words as one, so that a short word may stand within another: *fil, loggfilen*."""
ALTERNATING = frozenset({"be", "bg", "bs", "cs", "hr", "lt", "lv", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})
"""Languages whose vowels change or vanish as an ending comes: *błąd, błędem*; *день, дня*."""
GATHERING = frozenset({"Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Taml", "Telu"})
"""Scripts of languages that write many endings, of many signs, behind a short word: ಕಡತ, ಕಡತವನ್ನು."""
ROOTS = {"Arab": "اويةهء", "Hebr": "אויה"}
"""Scripts of languages that inflect within the word, around its consonants, and the letters that come and go."""

# What is left out at will or comes with inflection: accents, vowel points, the stroke that lengthens Arabic words, the
# dots beneath letters of India.
_LOOSE = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]"
)
_VOWELS = re.compile("[aeiouyаеиоуыэюяєіїьъ]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Letters of one alphabet that keyboards of another write differently, and forms at the end of words.
_SAME = {
    "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ı": "i",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "\N{MODIFIER LETTER APOSTROPHE}": "'", "\N{MODIFIER LETTER TURNED COMMA}": "'",
    "\N{LATIN SMALL LETTER SALTILLO}": "'",
}  # fmt: skip
_FOLDED = str.maketrans(_SAME)
_ARTICLE = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=...)")
"""The Arabic article, with the words that are written as one with it."""


def uses(term: Term, translation: str, language: Language) -> bool:
    """Say whether a translation uses a term as the glossary wants it, inflected or not.

    That is one of its translations, or the term itself in its own letters where
    it is left as it is. Where the glossary says nothing for the language, all is well.
    """
    accepted = term.accepted(language.tag)
    if not accepted:
        return True
    text, verb = prose(translation), term.part_of_speech.casefold() == "verb"
    return any(
        stands(each, text) if term.fixed and each == term.text else says(each, text, language, verb=verb)
        for each in accepted
    )


def forbidden_words(term: Term, translation: str, language: Language) -> tuple[str, ...]:
    """Give the forbidden words that a translation uses for a term; of those, what an approved one has is allowed."""
    unwanted = term.unwanted(language.tag)
    if not unwanted:
        return ()
    text = prose(translation)
    allowed = [each for each in term.accepted(language.tag) if says(each, text, language)]
    return tuple(
        each
        for each in unwanted
        if has_word(each, text, language) and not any(has_word(each, good, language) for good in allowed)
    )


def stands(text: str, within: str) -> bool:
    """Say whether a text stands as it is in another, whatever script is around it; an ending may follow."""
    words = r"\s+".join(map(re.escape, text.split()))
    return re.search(rf"(?<![A-Za-z0-9]){words}(?![A-Z0-9])(?![a-z]{{{ENDING + 2},}})", within) is not None


def says(wanted: str, text: str, language: Language, *, verb: bool = False) -> bool:
    """Say whether a text has a word, or the words of an expression, in any form."""
    if language.script in UNSPACED:
        return _core(wanted, language) in _joined(text)
    words, found = _words(wanted, language.tag), _words(text, language.tag)
    if language.tag in UNINFLECTED:
        return _in_a_row(words, found, lambda word, other: word == other)
    short = 1 if language.script in SYLLABIC else SHORT
    needed = [word for word in words if len(word) > short] or words
    room = len(words) + NEAR
    beginning = BEGINNING_OF_VERB if verb and len(needed) == 1 else BEGINNING
    family = language.tag.partition("-")[0]

    def fits(word: str, other: str) -> bool:
        return is_form(word, other, language.script, family, beginning)

    return any(_all_among(needed, found[start : start + room], fits) for start in range(max(1, len(found))))


def has_word(wanted: str, text: str, language: Language) -> bool:
    """Say whether a text has just this word or expression, no more than an ending added."""
    if language.script in UNSPACED:
        return _joined(wanted) in _joined(text)
    words, found = _words(wanted, language.tag), _words(text, language.tag)
    if language.tag in UNINFLECTED:
        return _in_a_row(words, found, lambda word, other: word == other)
    return _in_a_row(words, found, lambda word, other: other.startswith(word) and len(other) - len(word) <= ENDING)


def _in_a_row(words: Sequence[str], found: Sequence[str], fits: Callable[[str, str], bool]) -> bool:
    rows = (found[start : start + len(words)] for start in range(len(found) - len(words) + 1))
    return bool(words) and any(all(map(fits, words, row)) for row in rows)


def _all_among(words: Sequence[str], found: Sequence[str], fits: Callable[[str, str], bool]) -> bool:
    """Say whether each word has a form of its own among some others."""
    left = list(found)
    for word in words:
        form = next((each for each in left if fits(word, each)), None)
        if form is None:
            return False
        left.remove(form)
    return True


@lru_cache(maxsize=65536)
def is_form(word: str, other: str, script: str, family: str, beginning: float) -> bool:
    """Say whether `other` may be a form of `word`, both as `_words` gives them; `family` is the tag without region."""
    if script == "Arab":
        word, other = _ARTICLE.sub("", word), _ARTICLE.sub("", other)
    if word == other or (family in ALTERNATING and _is_alternation(word, other)):
        return True
    syllabic = script in SYLLABIC
    if len(word) <= (1 if syllabic else SHORT):
        return _is_short_form(word, other, script, family)
    least = 2 if syllabic else SHORT
    if Prefix.similarity(word, other) >= max(least, ceil(beginning * len(word))):
        return True
    matcher = SequenceMatcher(None, word, other, autojunk=False)
    if matcher.find_longest_match().size >= max(least if syllabic else least + 1, ceil(MIDDLE * len(word))):
        return True
    return script in ROOTS and _same_root(word, other, ROOTS[script])


def _is_short_form(word: str, other: str, script: str, family: str) -> bool:
    if len(word) == SHORT and (family in COMPOUNDING or (script in ROOTS and len(other) - SHORT <= ENDING)):
        return word in other
    ending = 3 * ENDING if script in GATHERING else ENDING
    return len(word) > 1 and other.startswith(word) and len(other) - len(word) <= ending


def _is_alternation(word: str, other: str) -> bool:
    """Say whether a word differs from another in its vowels and its ending alone."""
    one, two = (_VOWELS.sub("", each) for each in (word, other))
    room = ENDING if len(one) >= 3 else 1
    return word[0] == other[0] and len(one) >= 2 and two.startswith(one) and len(other) - len(word) <= room


def _same_root(word: str, other: str, weak: str) -> bool:
    """Say whether a word has the consonants of another, with a few before and behind: عريضة, والعرائض."""
    root, around = (re.sub(f"[{weak}]", "", each) for each in (word, other))
    # Nouns of action and of place put a letter before the root: تجديد, يجدد.
    roots = [root, root[1:]] if len(root) > 3 and root[0] in "تمנתמ" else [root]
    return any(len(each) >= 3 and each in around and len(around) - len(each) <= ENDING for each in roots)


@lru_cache(maxsize=16384)
def _words(text: str, tag: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)
    found = "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in _visible(decomposed)).split()
    if tag in UNINFLECTED:
        # A tone is written over one vowel or over its neighbour: hòa, hoà.
        return tuple(_TONES.sub("", word) + "".join(sorted(_TONES.findall(word))) for word in found)
    return tuple(word for each in found if (word := _LOOSE.sub("", each)))


def _visible(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each) != "Cf")


@lru_cache(maxsize=16384)
def _joined(text: str) -> str:
    """Give a text of a script without spaces as it is compared."""
    return "".join(_visible(unicodedata.normalize("NFKC", text)).casefold().split())


def _core(wanted: str, language: Language) -> str:
    """Give what does not change of a word in a script without spaces: in Japanese, without its last kana."""
    joined = _joined(wanted)
    return (re.sub("[\u3041-\u309f]+$", "", joined) or joined) if language.script == "Jpan" else joined
