"""Whether the fonts of a language are there, and whether every character of its texts has a glyph.

What no font covers is an error before anything is set.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.unicodedata import script

from handbill.errors import RenderError
from handbill.hidden import PRIVATE, TYPE_ANEW
from handbill.languages import Language
from handbill.model import Severity
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
                raise RenderError(
                    f"{spoken.name}: no font covers {_named(each)} in “{_shown(text)}”",
                    hint=self._way_out(each, spoken),
                    path=reference,
                )

    def _way_out(self, character: str, spoken: Language) -> str:
        """Say how a character gets a font: one of its own script, installed, and named for the language."""
        if unicodedata.category(character) == PRIVATE:
            return TYPE_ANEW
        code = script(character)
        wanted = SCRIPTS.get({"Hani": "Hans", "Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore"}.get(code, code))
        if wanted is None and code in {"Zyyy", "Zinh"}:
            return self._way_out_of_no_script(character, spoken)
        wanted = wanted or by_name(code)
        if wanted.families == typography(spoken).families:
            return f"{self.install_hint(wanted.package)} Or write the text without it."
        family = next((name for name in wanted.families if name in self.fonts.families), None)
        need = "" if family else f"{self.install_hint(wanted.package)} Then: "
        return f"{need}{_fonts_of(spoken, family or wanted.families[0])} Or write the text without it."

    def _way_out_of_no_script(self, character: str, spoken: Language) -> str:
        """Say the same of a sign that all scripts share: another form of it, or a family that has it."""
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and not self.missing(plain, spoken):
            return f"Type “{plain}” in its place, which this language's fonts have."
        cover = self.fonts.memory.union
        family = next((name for name in self._by_use() if ord(character) in cover(self._face(name))), None)
        if family:
            return f"{_fonts_of(spoken, family)} Or write the text without it."
        what = "emoji and pictographs are" if unicodedata.category(character) == "So" else "it is"
        return f"Write the text without it: {what} in no font of {NOTO}, which texts are set in."

    def _by_use(self) -> list[str]:
        """Give the Noto families that are there, those that texts are set in first."""
        used = {name for each in SCRIPTS.values() for name in each.families}
        noto = (name for name in self.fonts.families if name.startswith("Noto ") and "Emoji" not in name)
        return sorted(noto, key=lambda name: (name not in used, name))

    def _face(self, family: str) -> tuple[tuple[str, int], ...]:
        return (self.fonts.files[family][0],)

    def fingerprint(self, languages: Iterable[Language]) -> list[tuple[str, str]]:
        """Give name and digest of each font file of some languages, to notice that one was exchanged."""
        families = {family for spoken in languages for family in self.stack(spoken)}
        paths = {path for family in families for path, _ in self.fonts.files[family]}
        return sorted((Path(path).name, self.fonts.memory.digest(path)) for path in paths)


def _named(character: str) -> str:
    """Name a character, and show it where it has a look."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) == PRIVATE:
        return f"{code}, a character of private use,"
    return f"“{character}” ({code}, {unicodedata.name(character, 'an unnamed character').lower()})"


def _shown(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    return "".join(f"[U+{ord(each):04X}]" if unicodedata.category(each) == PRIVATE else each for each in shown)


def _fonts_of(spoken: Language, family: str) -> str:
    stack = '", "'.join((*typography(spoken).families, family))
    return f'[languages.{spoken.tag}] fonts = ["{stack}"].'


def install_hint(package: str) -> str:
    """Give the way to a font package."""
    return f"Install the fonts: apt-get install {package} (or handbill fonts install)."
