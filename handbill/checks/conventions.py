"""How scripts and languages write: tables, and where they come from.

Scripts are ISO 15924, languages the first part of a tag. A language that no
table names goes by its script, so that Mam or S'gaw Karen need nothing here.
Sources: the Unicode Character Database (Sentence_Terminal, Scripts,
confusables.txt), the Unicode Standard's chapters on scripts, CLDR's delimiters
(which Babel leaves out), and the orthographies of the languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Ending(Enum):
    """What kind of sign a text ends with; the words are those of findings."""

    NONE = "no punctuation"
    STOP = "a full stop"
    QUESTION = "a question mark"
    EXCLAMATION = "an exclamation mark"
    COLON = "a colon"
    ELLIPSIS = "an ellipsis"
    PAUSE = "a comma or semicolon"


ENDINGS: Mapping[str, Ending] = {
    # Latin ..., CJK, Devanagari and its neighbours, Urdu, Burmese, Ethiopic, Khmer, Armenian, Tibetan, N'Ko, Santali.
    **dict.fromkeys(".․。．｡।॥۔။።។៕։།༎᱾᙮", Ending.STOP),
    **dict.fromkeys("?？؟፧⁇߹", Ending.QUESTION),
    **dict.fromkeys("!！‼߸", Ending.EXCLAMATION),
    **dict.fromkeys("⁉⁈", Ending.QUESTION),
    **dict.fromkeys(":：៖፦፥", Ending.COLON),
    **dict.fromkeys("…⋯", Ending.ELLIPSIS),
    **dict.fromkeys(",;，；、،؛၊፣፤՝–—-−", Ending.PAUSE),
}
"""The signs that end a sentence or a part of one (Unicode's Sentence_Terminal; chapters 6 to 18)."""

ENDINGS_BY_LANGUAGE: Mapping[str, Mapping[str, Ending]] = {
    "el": {";": Ending.QUESTION, "\u037e": Ending.QUESTION, "\u00b7": Ending.PAUSE},
    # The paragraph sign of Amharic stands for a colon too, and so does a word space before a hyphen.
    "am": {"፡": Ending.COLON},
    "ti": {"፡": Ending.COLON},
}
"""Signs that mean something else in one language."""

WITHIN_THE_WORD: Mapping[str, Ending] = {"՞": Ending.QUESTION, "՜": Ending.EXCLAMATION}
"""Signs that stand on the stressed vowel of the last word, and not at the end of it (Armenian)."""

CLOSING = frozenset("\"'”’»›“‘«‹„」』）)]】〉》〕〟〞״׳*")
"""What may stand behind the sign that ends a sentence; which quotation marks close depends on the language."""

FREE_ENDINGS = frozenset({"Thai", "Laoo"})
"""Scripts that end a sentence with a space or with nothing."""

QUESTIONS_WITHOUT_MARK = frozenset({"Mymr", "Khmr", "Ethi", "Jpan", "Tibt"})
"""Scripts of languages that mark a question by a word, so that a full stop will do."""

STOPS_LIKE_COLONS = frozenset({"Armn", "Ethi"})
"""Scripts whose full stop is often typed with colons or word spaces (։ as :, ። as ፡፡), and the colon with a dot."""

STOPS_LEFT_OUT = frozenset({"Jpan", "Tibt"})
"""Scripts whose lists, captions and slogans have no full stop even where they are sentences."""

WIDE_SPACES = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts without spaces between words, where a wider space sets sentences apart."""

UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts without spaces between words."""

ORDINAL_STOP = frozenset(
    {
        "az", "bs", "cs", "da", "de", "dsb", "et", "eu", "fi", "fo", "gsw", "hr", "hsb", "hu", "is", "lb", "lt", "lv",
        "mk", "nb", "nds", "nn", "no", "pl", "se", "sk", "sl", "sr", "tr",
    }
)  # fmt: skip
"""Languages that write “first” as 1. with a full stop (their orthographies; CLDR's formats of dates)."""

USUAL_PROPORTION: Mapping[str, float] = {
    "Hans": 0.33, "Hant": 0.33, "Jpan": 0.5, "Kore": 0.55, "Ethi": 0.65, "Hebr": 0.8, "Arab": 0.85, "Deva": 0.85,
    "Beng": 0.85, "Thai": 0.9, "Laoo": 0.9, "Khmr": 1.0, "Mymr": 1.05, "Cyrl": 1.1, "Latn": 1.15, "Grek": 1.15,
}  # fmt: skip
"""How many characters a translation has for each of the English, marks not counted: a first guess, until the
campaign's own catalogs tell."""

_ENGLISH = (("“", "”"),)
_GUILLEMETS = (("«", "»"),)
_INWARD = (("»", "«"),)
_LOW_HIGH = (("„", "“"),)
_LOW_RIGHT = (("„", "”"),)
_RIGHT = (("”", "”"),)
_CORNERS = (("「", "」"), ("『", "』"))
TITLES = (("《", "》"), ("〈", "〉"))
"""The marks of titles of books, which stand beside quotation marks without being any."""

QUOTES: Mapping[str, tuple[tuple[str, str], ...]] = {
    **dict.fromkeys(
        ("en", "vi", "hi", "ne", "mr", "bn", "ta", "te", "ml", "kn", "gu", "pa", "si", "th", "lo", "id", "ms", "fil",
         "tl", "sw", "so", "yo", "ig", "ha", "zu", "xh", "ga", "cy", "my"),
        _ENGLISH,
    ),
    **dict.fromkeys(
        ("es", "ca", "gl", "pt", "it", "fr", "eu", "ht", "el", "tr", "am", "ti", "fa", "ps", "km", "uk", "hy", "mn"),
        _GUILLEMETS + _ENGLISH,
    ),
    **dict.fromkeys(("ru", "be"), _GUILLEMETS + _LOW_HIGH),
    **dict.fromkeys(("bg", "mk", "lt", "is", "ka", "kk", "ky", "uz", "az", "sq"), _LOW_HIGH + _GUILLEMETS + _ENGLISH),
    **dict.fromkeys(("de", "cs", "sk", "sl"), _LOW_HIGH + _INWARD + _GUILLEMETS),
    **dict.fromkeys(("sr", "hr", "bs", "et"), _LOW_HIGH + _LOW_RIGHT + _INWARD + _GUILLEMETS),
    **dict.fromkeys(("pl", "hu", "ro"), _LOW_RIGHT + _GUILLEMETS + _INWARD),
    "lv": _GUILLEMETS + _LOW_RIGHT + _LOW_HIGH + _ENGLISH,
    "nl": _ENGLISH + _LOW_RIGHT,
    **dict.fromkeys(("sv", "fi"), (*_RIGHT, ("»", "»"))),
    **dict.fromkeys(("nb", "nn", "no"), _GUILLEMETS + _ENGLISH),
    "da": _INWARD + _ENGLISH + _RIGHT + _LOW_HIGH,
    # CLDR has ”...“ for Arabic, as keyboards give; both orders are in print, in Urdu too.
    "ar": _GUILLEMETS + _ENGLISH + (("”", "“"),),
    "ur": (*_ENGLISH, ("”", "“")),
    "he": _RIGHT + _ENGLISH + _LOW_RIGHT + (("”", "“"),),
    **dict.fromkeys(("zh", "ja", "ko", "yue"), _ENGLISH + _CORNERS + (("〝", "〟"), ("〝", "〞"))),
}  # fmt: skip
"""The pairs of double quotation marks that a language uses, the commonest first (CLDR's quotationStart to
alternateQuotationEnd, and what its printers use beside them)."""

ANY_QUOTES = tuple(
    dict.fromkeys(_ENGLISH + _GUILLEMETS + _LOW_HIGH + _LOW_RIGHT + _CORNERS + _RIGHT + _INWARD + (("”", "“"),))
)
"""For languages that no table names."""

DOUBLED_ON_PURPOSE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("ca", "cs", "da", "el", "gl", "hr", "nb", "pl", "ro", "sk", "sl", "sr", "sv", "uk"), frozenset[str]()
    ),
    "de": frozenset({"das", "dem", "den", "der", "die", "ihr", "sie", "sich"}),
    "en": frozenset({"had", "that", "very", "bye", "no", "her", "is", "do"}),
    "es": frozenset({"muy", "no", "sí", "ya", "casi", "todos", "nada"}),
    "fr": frozenset({"nous", "vous", "non", "oui", "très"}),
    "it": frozenset({"via", "piano", "così", "molto", "no", "sì"}),
    "nl": frozenset({"die", "dat", "haar", "ze", "heel"}),
    "pt": frozenset({"não", "sim", "muito", "logo", "quase"}),
    "ru": frozenset({"да", "нет", "очень", "едва", "еле", "чуть"}),
    "ar": frozenset({"جدا", "جدًا", "جداً", "رويدا", "رويدًا", "شيئا", "خطوة", "يوما", "صفا", "لا", "نعم"}),
}
"""The languages in which a word said twice is most likely a slip, and the words that are not. Most languages double
words to mean something (Vietnamese "xa xa", Hindi "धीरे धीरे", Amharic "ልዩ ልዩ", Kreyòl "piti piti")."""

ARABIC_LETTERS: Mapping[str, Mapping[str, str]] = {
    "ar": {"ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ے": "ي"},
    "fa": {"ك": "ک", "ي": "ی", "ى": "ی", "ہ": "ه", "ے": "ی", "ە": "ه"},
    "prs": {"ك": "ک", "ي": "ی", "ى": "ی", "ہ": "ه", "ے": "ی", "ە": "ه"},
    "ur": {"ك": "ک", "ي": "ی", "ى": "ی", "ه": "ہ", "ە": "ہ"},
    "ckb": {"ك": "ک", "ي": "ی", "ى": "ی", "ہ": "ه", "ة": "ە"},
}
"""Letters of another language of the Arabic script that look alike or nearly so, and the language's own. Pashto and
Sindhi use several of them and stand aside."""

LOOK_ALIKES: Mapping[str, Mapping[str, str]] = {
    "Cyrl": dict(
        zip("АВЕЅІЈКМНОРСТУХаеіјоорсухѕ", "ABESIJKMHOPCTYXaeijoopcyxs", strict=True),
    ),
    "Grek": dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι", "ABEZHIKMNOPTYXovi", strict=True)),
}
"""Letters that look like Latin ones (Unicode's confusables.txt), with the Latin ones."""

ONLY_SIMPLIFIED = (
    "这们说时对没还请让应为问间关门开书车东见头长发过进运边达远连选统给级纪纸线组织经结约权机构杀条来两严"
    "丧个临举义乐习乡买乱争亚产亲亿仅从仓众优会伞伟传伤伦伪侨债倾偿储儿兑党兰兴养兽"
)
"""Characters that Traditional Chinese does not use."""

ONLY_TRADITIONAL = (
    "這們說時對沒還請讓應為問間關門開書車東見頭長發過進運邊達遠連選統給級紀紙線組織經結約權機構殺條來兩嚴"
    "喪個臨舉義樂習鄉買亂爭亞產親億僅從倉眾優會傘偉傳傷倫偽僑債傾償儲兒兌黨蘭興養獸"
)
"""The same in Traditional Chinese, in the same order."""

OTHER_CALENDARS: Mapping[str, frozenset[int]] = {
    "th": frozenset({543}),
    "lo": frozenset({543}),
    "km": frozenset({543, 544}),
    "my": frozenset({-638, -639, 543, 544}),
    "fa": frozenset({-621, -622}),
    "prs": frozenset({-621, -622}),
    "ps": frozenset({-621, -622}),
    "am": frozenset({-7, -8}),
    "ti": frozenset({-7, -8}),
    "om": frozenset({-7, -8}),
    "ne": frozenset({56, 57}),
    "he": frozenset({3760, 3761}),
    "ja": frozenset({-1867, -1911, -1925, -1988, -2018}),
    "zh": frozenset({-1911}),
}
"""What to add to a year for the year in a calendar that the language's readers also use; eras in Japan and Taiwan."""

TWELVE_HOURS_OTHERWISE = frozenset({"am", "ti", "om", "so", "sw"})
"""Languages whose day begins at sunrise: five o'clock in the afternoon is eleven."""

SCALES: Mapping[str, frozenset[str]] = {
    "Hans": frozenset("十百千万亿"),
    "Hant": frozenset("十百千萬億"),
    "Jpan": frozenset("十百千万億兆"),
    "Kore": frozenset("십백천만억"),
}
"""Signs behind digits that stand for zeros: 3万 is 30,000."""

HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億两兩廿")
"""Chinese numerals; two and more in a row are a number in words."""


def primary(tag: str) -> str:
    """Give the language of a tag: ``zh`` for ``zh-Hans``."""
    return tag.partition("-")[0]
