"""Characters that are drawn as the empty box that stands for a missing glyph: those of code 0."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_ZEROS = (
    re.compile(rb"\\(?:000|00?(?![0-7]))\\(?:000|00?(?![0-7]))"),
    re.compile(rb"<(?!FEFF)[0-9A-Fa-f\s]*?0\s*0\s*0\s*[0>]"),
)
"""What the code 0, two bytes, looks like in a string in brackets, and in one of digits; a text in Unicode is none."""


def missing_glyphs(shown: pikepdf.Object) -> int:
    """Count the characters of a page, or of a form that is drawn on one, whose glyph is the first of its font."""
    resources = shown.get("/Resources", pikepdf.Dictionary())
    composite = {
        name for name, font in resources.get("/Font", pikepdf.Dictionary()).items() if font.get("/Subtype") == "/Type0"
    }
    count = _drawn_missing(shown, composite)
    for form in resources.get("/XObject", pikepdf.Dictionary()).values():
        if form.get("/Subtype") == "/Form":
            count += missing_glyphs(form)
    return count


def _drawn_missing(shown: pikepdf.Object, composite: set[str]) -> int:
    if not _may_be_missing(_contents(shown)):
        return 0
    count, two_bytes = 0, False
    for step in pikepdf.parse_content_stream(shown, operators="Tf Tj TJ"):
        operand = step.operands[0]
        if str(step.operator) == "Tf":
            two_bytes = str(operand) in composite
        elif two_bytes:
            count += sum(_zeros(text) for text in _strings(operand))
    return count


def _may_be_missing(contents: bytes) -> bool:
    """Say whether a code 0 may stand in what draws a page: reading that step by step takes long, and is hardly ever
    needed.
    """
    return b"\0" in contents or any(each.search(contents) for each in _ZEROS)


def _contents(shown: pikepdf.Object) -> bytes:
    """Give what draws a page or a form."""
    if isinstance(shown, pikepdf.Stream):
        return shown.read_bytes()
    contents = shown.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(each.read_bytes() for each in streams)


def _strings(operand: pikepdf.Object) -> Iterator[bytes]:
    for each in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(each, pikepdf.String):
            yield bytes(each)


def _zeros(text: bytes) -> int:
    return sum(text[at : at + 2] == b"\0\0" for at in range(0, len(text), 2))
