"""Which fonts set which script, how its lines are spaced, and whether every character has a glyph.

A font that is not named would be chosen by the engine without a word, and with
another region's shapes: so each script names its families, and what none of
them covers is an error before anything is set.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.unicodedata import script, script_name

from handbill.errors import RenderError
from handbill.languages import Language
from handbill.model import Severity
from handbill.typesetter import Fonts

NOTO, CJK = "fonts-noto-core", "fonts-noto-cjk"
"""The Debian packages that cover every script tried."""

INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories that need no glyph (U+200B, joiners, isolates, spaces)."""


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
    slants: bool = False
    """Whether it has italics."""


_LATIN = Typography(("Noto Sans",), 0.95, 0.24, leading=0.26, slants=True)

SCRIPTS: Mapping[str, Typography] = {
    "Latn": _LATIN,
    "Cyrl": _LATIN,
    "Grek": _LATIN,
    "Arab": Typography(("Noto Naskh Arabic", "Noto Sans Arabic"), 0.95, 0.42),
    "Aran": Typography(("Noto Nastaliq Urdu",), 1.32, 0.60),
    "Hebr": Typography(("Noto Sans Hebrew",), 0.95, 0.24),
    "Khmr": Typography(("Noto Sans Khmer", "Khmer Mondulkiri"), 1.0, 0.5),
    "Mymr": Typography(("Noto Sans Myanmar",), 1.0, 0.54),
    "Laoo": Typography(("Noto Sans Lao",), 1.11, 0.28),
    "Thai": Typography(("Noto Sans Thai",), 1.02, 0.28),
    "Ethi": Typography(("Noto Sans Ethiopic",), 0.95, 0.26),
    "Deva": Typography(("Noto Sans Devanagari",), 1.0, 0.42),
    "Beng": Typography(("Noto Sans Bengali",), 1.0, 0.42),
    "Guru": Typography(("Noto Sans Gurmukhi",), 1.0, 0.42),
    "Gujr": Typography(("Noto Sans Gujarati",), 1.0, 0.42),
    "Taml": Typography(("Noto Sans Tamil",), 1.0, 0.42),
    "Telu": Typography(("Noto Sans Telugu",), 1.0, 0.5),
    "Armn": Typography(("Noto Sans Armenian",), 0.95, 0.26),
    "Geor": Typography(("Noto Sans Georgian",), 0.95, 0.26),
    "Hans": Typography(("Noto Sans CJK SC",), 0.95, 0.2, CJK, 0.42),
    "Hant": Typography(("Noto Sans CJK TC",), 0.95, 0.2, CJK, 0.42),
    "Jpan": Typography(("Noto Sans CJK JP",), 0.95, 0.2, CJK, 0.42),
    "Kore": Typography(("Noto Sans CJK KR",), 0.95, 0.2, CJK, 0.35),
}
"""Edges as measured on set pages; see docs/print.md."""

_EXCEPTIONS = {"Nkoo": ("Noto Sans NKo",), "Phag": ("Noto Sans PhagsPa",), "Rohg": ("Noto Sans Hanifi Rohingya",)}
"""Noto families that are not named as Unicode names the script."""


def typography(spoken: Language) -> Typography:
    """Give how a language is set; a script that the table lacks by the Noto family that is named for it."""
    return SCRIPTS.get(spoken.script) or _by_name(spoken.script)


def _by_name(code: str) -> Typography:
    name = script_name(code, default="")
    if not name:
        return _LATIN
    spelled = name.replace("_", " ")
    return Typography((f"Noto Sans {spelled}", f"Noto Serif {spelled}", *_EXCEPTIONS.get(code, ())), 1.05, 0.5)


def font_stack(spoken: Language) -> tuple[str, ...]:
    """Give the families for a language, best first: its own, its script's, then Latin for what stands between."""
    return tuple(dict.fromkeys((*spoken.fonts, *typography(spoken).families, *_LATIN.families)))


@dataclass(frozen=True)
class Coverage:
    """Tells which characters the fonts of a language lack."""

    fonts: Fonts

    def missing_families(self, spoken: Language) -> tuple[str, ...]:
        """Give the families of a language when not one that covers its script is there."""
        wanted = spoken.fonts + typography(spoken).families
        return () if any(name in self.fonts.families for name in wanted) else wanted

    def here(self, spoken: Language) -> tuple[str, ...]:
        """Give the families of a language that are there, best first."""
        return tuple(name for name in font_stack(spoken) if name in self.fonts.families)

    def stack(self, spoken: Language) -> tuple[str, ...]:
        """Give the families of a language that are there, best first.

        None at all is a `RenderError`; so is a file in the campaign's own
        folder that cannot be used, because another font would take its place.
        """
        for trouble in self.fonts.troubles:
            if trouble.severity is Severity.ERROR:
                raise RenderError(trouble.message, hint=trouble.hint, path=trouble.path)
        found = self.here(spoken)
        if not found or self.missing_families(spoken):
            sources = self.fonts.sources
            where = "" if sources.system else f" in {sources.shown}/, and no other may be used"
            raise RenderError(
                f"there is no font for {spoken.name}{where}: {' or '.join(spoken.fonts + typography(spoken).families)}",
                hint=self.install_hint(typography(spoken).package),
            )
        return found

    def install_hint(self, package: str) -> str:
        """Give the way to a font package, or into the campaign's folder where that is the only source."""
        if self.fonts.sources.system:
            return install_hint(package)
        return (
            f"handbill fonts copy puts there what this machine has, and handbill fonts install what PyPI has;"
            f" in Debian they are in {package}."
        )

    def missing(self, text: str, spoken: Language) -> str:
        """Give the characters of a text that no font of the language covers, each once."""
        covered = self.fonts.memory.union(tuple(self.fonts.files[family][0] for family in self.here(spoken)))
        return "".join(
            dict.fromkeys(
                each for each in text if ord(each) not in covered and unicodedata.category(each) not in INVISIBLE
            )
        )

    def check(self, texts: Iterable[tuple[str, Language, str | None]]) -> None:
        """Raise a `RenderError` for the first character without a glyph.

        With each text comes its language and where its source stands (``path:line``), if anywhere.
        """
        for text, spoken, reference in texts:
            for each in self.missing(text, spoken):
                shown = text if len(text) <= 60 else f"{text[:57]}..."
                name = unicodedata.name(each, "an unnamed character")
                raise RenderError(
                    f"{spoken.name}: no font covers “{each}” (U+{ord(each):04X}, {name.lower()}) in “{shown}”",
                    hint=self._way_out(each, spoken),
                    path=reference,
                )

    def _way_out(self, character: str, spoken: Language) -> str:
        """Say how a character gets a font: one of its own script, installed, and named for the language."""
        code = script(character)
        wanted = SCRIPTS.get({"Hani": "Hans", "Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore"}.get(code, code))
        if wanted is None and code in {"Zyyy", "Zinh"}:
            return f"Write the text without it: emoji and pictographs are in no font of {NOTO}, which texts are set in."
        wanted = wanted or _by_name(code)
        if wanted.families == typography(spoken).families:
            return f"{self.install_hint(wanted.package)} Or write the text without it."
        family = next((name for name in wanted.families if name in self.fonts.families), None)
        need = "" if family else f"{self.install_hint(wanted.package)} Then: "
        stack = '", "'.join((*typography(spoken).families, family or wanted.families[0]))
        return f'{need}[languages.{spoken.tag}] fonts = ["{stack}"]. Or write the text without it.'

    def fingerprint(self, languages: Iterable[Language]) -> list[tuple[str, str]]:
        """Give name and digest of each font file of some languages, to notice that one was exchanged."""
        families = {family for spoken in languages for family in self.stack(spoken)}
        paths = {path for family in families for path, _ in self.fonts.files[family]}
        return sorted((Path(path).name, self.fonts.memory.digest(path)) for path in paths)


def install_hint(package: str) -> str:
    """Give the way to a font package."""
    return f"Install the fonts: apt-get install {package} (or handbill fonts install)."
