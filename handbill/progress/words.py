"""Counting the words and characters of a source, in any script.

Words are what spaces and punctuation set apart. Scripts that set no words
apart (Chinese and Japanese, Thai, Lao, Khmer, Burmese ...) are counted by their
letters: each counts as a word, its marks count with it. Numbers and Latin
words among them are words as everywhere.
"""

from __future__ import annotations

import re
import unicodedata

from handbill.placeholders import PLACEHOLDER

_TOGETHER = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"  # Thai, Lao, Burmese, Khmer, Tai
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b-\u312f\u31a0-\u31ff"  # Kana, Bopomofo, iteration marks
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48f\uf900-\ufaff\uff66-\uff9f"  # Han, Yi, half-width Kana
    "\ua980-\ua9ff\uaa60-\uaadf\U00020000-\U0003ffff"  # Javanese, more Burmese, Tai Viet, more Han
)
"""The letters of scripts whose words stand together. (Korean sets its words apart.)"""

_LETTER = rf"(?:\d|(?![{_TOGETHER}])\w)"
_WORD = re.compile(rf"(?!\d)[{_TOGETHER}]|{_LETTER}+(?:['’·\u2010\u2011\u05f3\u05f4-]{_LETTER}+)*")
_ADDRESS = re.compile(r"\]\([^)]*\)")


def count_words(text: str) -> int:
    """Count the words of a source text. A placeholder is one word; the addresses of links are none."""
    return len(_WORD.findall(_letters(PLACEHOLDER.sub(" x ", _ADDRESS.sub("]", text)))))


def count_characters(text: str) -> int:
    """Count the characters of a source text as a reader sees them: letters with their marks, signs, single spaces.

    The addresses of links are left out, as they are among the words.
    """
    return len(" ".join(_letters(_ADDRESS.sub("]", text)).split()))


def _letters(text: str) -> str:
    """Leave out what belongs to the letter before it (vowel signs, accents, joiners), so that no word falls apart."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if unicodedata.category(each) not in {"Mn", "Mc", "Me", "Cf"})
