"""How each script is set: one table, by script and, where languages of a script differ, by language.

A font that is not named would be chosen by the engine without a word, and with
another region's shapes: so each row names its families. docs/typography.md
says why each row is as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fontTools.unicodedata import script_name

from handbill.languages import Language

NOTO, CJK = "fonts-noto-core", "fonts-noto-cjk"
"""The Debian packages that cover every script tried."""

Quotes = tuple[str, str, str, str]
"""Quotation marks: the outer two, the inner two."""

CURLY: Quotes = ("“", "”", "‘", "’")
LOW: Quotes = ("„", "“", "‚", "‘")
GUILLEMETS: Quotes = ("«", "»", "‹", "›")
CORNERS: Quotes = ("「", "」", "『", "』")


@dataclass(frozen=True, slots=True)
class Typography:
    """How a script is set."""

    families: tuple[str, ...]
    top: float
    """From the baseline to the top of a line, in em: below it, lines collide."""
    bottom: float
    """From the baseline to the bottom of a line, in em."""
    package: str = NOTO
    leading: float = 0.18
    """Between lines, in em."""
    tight: float = 0.08
    """Between the lines of a heading, in em: large type wants less air."""
    slants: bool = False
    """Whether it has italics."""
    spaced: bool = True
    """Whether spaces stand between its words, so that lines end there."""
    full_width: bool = False
    """Whether each letter is as wide as it is high."""
    justified: bool = False
    """Whether running text is set with two straight edges."""
    quotes: Quotes = CURLY
    marker: str = "•"
    """What stands before an entry of a list."""
    number: str = "{}."
    """What stands before an entry of a numbered list."""


_LATIN = Typography(("Noto Sans",), 0.95, 0.24, leading=0.26, slants=True)
_ARABIC = Typography(("Noto Naskh Arabic", "Noto Sans Arabic"), 1.0, 0.43, leading=0.14, quotes=GUILLEMETS)
_HAN = Typography(
    ("Noto Sans CJK SC",), 0.95, 0.2, CJK, 0.42, 0.12, spaced=False, full_width=True, justified=True
)  # fmt: skip

SCRIPTS: Mapping[str, Typography] = {
    "Latn": _LATIN,
    "Cyrl": replace(_LATIN, quotes=("«", "»", "„", "“")),
    "Grek": replace(_LATIN, quotes=("«", "»", "“", "”")),
    "Arab": _ARABIC,
    "Aran": Typography(("Noto Nastaliq Urdu",), 1.55, 0.6, leading=0.2, tight=0.2, quotes=CURLY),
    "Hebr": Typography(("Noto Sans Hebrew",), 0.95, 0.26, quotes=("”", "”", "’", "’")),
    "Khmr": Typography(("Noto Sans Khmer", "Khmer Mondulkiri"), 1.0, 0.5, tight=0.13, spaced=False),
    "Mymr": Typography(("Noto Sans Myanmar",), 1.0, 0.54, spaced=False, number="{}။"),
    "Laoo": Typography(("Noto Sans Lao",), 1.11, 0.28, spaced=False),
    "Thai": Typography(("Noto Sans Thai",), 1.02, 0.28, spaced=False),
    "Ethi": Typography(("Noto Sans Ethiopic",), 0.92, 0.26, leading=0.22, quotes=GUILLEMETS),
    "Deva": Typography(("Noto Sans Devanagari",), 0.95, 0.4),
    "Beng": Typography(("Noto Sans Bengali",), 0.95, 0.34),
    "Guru": Typography(("Noto Sans Gurmukhi",), 0.95, 0.34),
    "Gujr": Typography(("Noto Sans Gujarati",), 0.95, 0.4),
    "Orya": Typography(("Noto Sans Oriya",), 1.0, 0.32),
    "Taml": Typography(("Noto Sans Tamil",), 0.92, 0.34),
    "Telu": Typography(("Noto Sans Telugu",), 0.92, 0.5),
    "Knda": Typography(("Noto Sans Kannada",), 0.92, 0.53),
    "Mlym": Typography(("Noto Sans Malayalam",), 0.92, 0.36),
    "Sinh": Typography(("Noto Sans Sinhala",), 1.0, 0.3),
    "Tibt": Typography(("Noto Serif Tibetan",), 1.1, 0.75, spaced=False, number="{}།"),
    "Armn": Typography(("Noto Sans Armenian",), 0.92, 0.26, leading=0.24, quotes=("«", "»", "“", "”")),
    "Geor": Typography(("Noto Sans Georgian",), 0.92, 0.26, leading=0.24, quotes=LOW),
    "Cher": Typography(("Noto Sans Cherokee",), 0.92, 0.24, leading=0.24),
    "Adlm": Typography(("Noto Sans Adlam",), 1.09, 0.24),
    "Nkoo": Typography(("Noto Sans NKo",), 1.05, 0.24, quotes=GUILLEMETS),
    "Syrc": Typography(("Noto Sans Syriac",), 1.05, 0.24),
    "Hans": _HAN,
    "Hant": replace(_HAN, families=("Noto Sans CJK TC",), quotes=CORNERS),
    "Jpan": replace(_HAN, families=("Noto Sans CJK JP",), quotes=CORNERS, marker="・"),
    "Kore": Typography(("Noto Sans CJK KR",), 0.95, 0.2, CJK, 0.35, 0.12, full_width=True),
}
"""Edges as measured on set pages: tests/render/test_lines.py looks that no two lines collide."""

_HONG_KONG = replace(SCRIPTS["Hant"], families=("Noto Sans CJK HK",))

VARIANTS: Mapping[str, Typography] = {
    # Readers of Urdu, Kashmiri and Punjabi in Arabic letters read newspapers and schoolbooks in Nastaliq.
    "ur-Arab": SCRIPTS["Aran"],
    "ks-Arab": SCRIPTS["Aran"],
    "pa-Arab": SCRIPTS["Aran"],
    # A ring beneath ښ and two dots beneath ې reach deeper than Arabic; vowel signs are not written.
    "ps-Arab": replace(_ARABIC, top=0.88, bottom=0.54, leading=0.18),
    # Two marks above a capital: Ẩ.
    "vi-Latn": replace(_LATIN, top=1.05, leading=0.16),
    "yue-Hant": _HONG_KONG,
    "Hant-HK": _HONG_KONG,
    "Hant-MO": _HONG_KONG,
}
"""Where languages (``ur-Arab``) or regions (``Hant-HK``) are set in another way than their script."""

QUOTES: Mapping[str, Quotes] = {
    **dict.fromkeys(("bg", "cs", "de", "lt", "mk", "sk", "sl", "sr"), LOW),
    **dict.fromkeys(("fi", "sv"), ("”", "”", "’", "’")),
    **dict.fromkeys(("nb", "nn", "no"), ("«", "»", "‘", "’")),
    **dict.fromkeys(("pl", "ro"), ("„", "”", "«", "»")),
    "bs": ("„", "”", "‘", "’"),
    "et": ("„", "“", "«", "»"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "hr": ("„", "“", "‚", "‘"),
    "hu": ("„", "”", "»", "«"),
    "it": ("«", "»", "“", "”"),
}
"""Quotation marks of languages whose script has others (CLDR's delimiters, which Babel does not carry)."""

HYPHENATED = frozenset({"da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "sv"})
"""Languages that write many words as one, and whose patterns Typst has: without hyphens their lines are ragged."""

_EXCEPTIONS = {"Phag": ("Noto Sans PhagsPa",), "Rohg": ("Noto Sans Hanifi Rohingya",)}
"""Noto families that are not named as Unicode names the script."""


def typography(spoken: Language) -> Typography:
    """Give how a language is set; a script that the table lacks by the Noto family that is named for it.

    Where the campaign names a font of the script's row for a language that has a
    row of its own, the script's it is: Urdu in Naskh.
    """
    rows = [*_variants(spoken), SCRIPTS.get(spoken.script) or by_name(spoken.script)]
    return next((row for row in rows if spoken.fonts and spoken.fonts[0] in row.families), rows[0])


def _variants(spoken: Language) -> list[Typography]:
    parts = spoken.tag.split("-")
    keys = (f"{parts[0]}-{spoken.script}", f"{spoken.script}-{parts[-1]}")
    return [VARIANTS[key] for key in keys if key in VARIANTS]


def by_name(code: str) -> Typography:
    """Give how a script that the table lacks is set: in the families that bear its name, with much room."""
    name = script_name(code, default="")
    if not name:
        return _LATIN
    spelled = name.replace("_", " ")
    return Typography((f"Noto Sans {spelled}", f"Noto Serif {spelled}", *_EXCEPTIONS.get(code, ())), 1.05, 0.5)


def font_stack(spoken: Language) -> tuple[str, ...]:
    """Give the families for a language, best first: its own, its script's, then Latin for what stands between."""
    return tuple(dict.fromkeys((*spoken.fonts, *typography(spoken).families, *_LATIN.families)))


def quotation_marks(spoken: Language) -> Quotes:
    """Give the quotation marks of a language: its own, else its script's."""
    return QUOTES.get(spoken.tag.split("-")[0]) or typography(spoken).quotes


def hyphenated(spoken: Language) -> bool:
    """Say whether running text in a language is hyphenated. Headings never are."""
    return spoken.script == "Latn" and spoken.tag.split("-")[0] in HYPHENATED


def template_data(spoken: Language, families: Sequence[str]) -> dict[str, Any]:
    """Give what a print template is told of a language, as JSON; `families` are those of its stack that are there."""
    set_as = typography(spoken)
    parts = spoken.tag.split("-")
    region = next((part for part in parts[1:] if len(part) == 2), None)
    return {
        "name": spoken.name,
        "endonym": spoken.endonym,
        "lang": parts[0],
        "region": region,
        "script": spoken.script.lower(),
        "dir": spoken.direction,
        "fonts": list(families),
        "edges": {"top": set_as.top, "bottom": set_as.bottom, "leading": set_as.leading, "tight": set_as.tight},
        "slants": set_as.slants,
        "spaced": set_as.spaced,
        "full-width": set_as.full_width,
        "justified": set_as.justified,
        "hyphenated": hyphenated(spoken),
        "quotes": quotation_marks(spoken),
        "list": {"marker": set_as.marker, "number": set_as.number},
        "digits": list(spoken.digits),
    }
