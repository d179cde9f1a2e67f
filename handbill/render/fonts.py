"""Whether the fonts of a language are there, and whether every character of its texts has a glyph.

What no font covers is an error before anything is set.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

from handbill.errors import RenderError
from handbill.languages import Language
from handbill.render.typography import NOTO, SCRIPTS, by_name, font_stack, typography
from handbill.typesetter import Fonts

INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories that need no glyph (U+200B, joiners, isolates, spaces)."""


@dataclass(frozen=True)
class Coverage:
    """Tells which characters the fonts of a language lack."""

    fonts: Fonts

    def missing_families(self, spoken: Language) -> tuple[str, ...]:
        """Give the families of a language when not one that covers its script is there."""
        wanted = spoken.fonts + typography(spoken).families
        return () if any(name in self.fonts.families for name in wanted) else wanted

    def stack(self, spoken: Language) -> tuple[str, ...]:
        """Give the families of a language that are there. None at all is a `RenderError`."""
        found = tuple(name for name in font_stack(spoken) if name in self.fonts.families)
        if not found or self.missing_families(spoken):
            raise RenderError(
                f"there is no font for {spoken.name}: {' or '.join(spoken.fonts + typography(spoken).families)}",
                hint=install_hint(typography(spoken).package),
            )
        return found

    def missing(self, text: str, spoken: Language) -> str:
        """Give the characters of a text that no font of the language covers, each once."""
        covered = self._covered(self.stack(spoken))
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
        wanted = wanted or by_name(code)
        if wanted.families == typography(spoken).families:
            return f"{install_hint(wanted.package)} Or write the text without it."
        family = next((name for name in wanted.families if name in self.fonts.families), None)
        need = "" if family else f"{install_hint(wanted.package)} Then: "
        stack = '", "'.join((*typography(spoken).families, family or wanted.families[0]))
        return f'{need}[languages.{spoken.tag}] fonts = ["{stack}"]. Or write the text without it.'

    def _covered(self, families: Sequence[str]) -> frozenset[int]:
        return _cover_of(tuple(self.fonts.files[family][0] for family in families))

    def fingerprint(self, languages: Iterable[Language]) -> list[tuple[str, int]]:
        """Give name and size of each font file of some languages: enough to notice that a font was exchanged."""
        families = {family for spoken in languages for family in self.stack(spoken)}
        paths = {path for family in families for path, _ in self.fonts.files[family]}
        return sorted((Path(path).name, Path(path).stat().st_size) for path in paths)


@lru_cache(maxsize=64)
def _cover_of(files: tuple[tuple[str, int], ...]) -> frozenset[int]:
    return frozenset().union(*(_cmap(path, index) for path, index in files))


@lru_cache(maxsize=64)
def _cmap(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def install_hint(package: str) -> str:
    """Give the way to a font package."""
    return f"Install the fonts: apt-get install {package} (or handbill doctor --install)."
