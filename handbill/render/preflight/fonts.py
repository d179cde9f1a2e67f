"""Questions about glyphs and fonts."""

from __future__ import annotations

from collections.abc import Iterator

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.reading import Reading


class MissingGlyphs:
    """No character is drawn as an empty box."""

    id = "glyphs"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the pages with such boxes."""
        for page, count in enumerate(reading.tags.missing, start=1):
            if count:
                what = "a character is an empty box" if count == 1 else f"{count} characters are empty boxes"
                yield Problem(
                    f"{what}: there is no glyph for it", "handbill doctor tells which fonts are missing.", page
                )


class OtherFonts:
    """Every font in the file is one that is meant for its languages."""

    id = "fonts"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the fonts that nobody named."""
        if not intended.fonts:
            return
        for name in sorted(reading.tags.fonts):
            if not any(name == face or name.startswith(f"{face}-") for face in intended.fonts):
                yield Problem(
                    f"it is set in {name}; meant for its languages are {', '.join(intended.families)}",
                    f"Take the other font out of the template, or name its family in"
                    f" [languages.{intended.language.tag}] fonts.",
                )
