"""The question whether those who hear a sheet instead of seeing it get all of it."""

from __future__ import annotations

from collections.abc import Iterator

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.reading import Reading


class Tagging:
    """The file is a tagged PDF/UA with title, language, and words for every figure."""

    id = "tagging"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give what it lacks."""
        if not intended.tagged:
            return
        tags = reading.tags
        if not tags.marked:
            yield Problem("it has no tags, so that nothing can be read aloud", "Make it with handbill build.")
        if not tags.universal:
            yield Problem("it does not say that it is PDF/UA", "Make it with handbill build.")
        if tags.title != intended.title or not tags.title_shown:
            yield Problem(
                f"its title is “{tags.title}”, not “{intended.title}”" if tags.title else "it has no title",
                "Begin the template with #show: sheet.",
            )
        wanted = intended.language.tag.split("-")[0]
        if tags.language.split("-")[0] != wanted:
            yield Problem(
                f"it says that it is in “{tags.language}”, not in {intended.language.name} ({wanted})",
                "Begin the template with #show: sheet.",
            )
        if "" in tags.figures:
            yield Problem("a figure has no alternative text", "Give the image an alt: in the template.")
