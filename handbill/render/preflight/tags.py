"""What a PDF says of itself: fonts, tags, title, language, and characters drawn without a glyph."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from handbill.errors import RenderError

_UNIVERSAL = re.compile(rb"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=[\"']1[\"']")


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says of itself."""

    marked: bool
    """Whether it has a tree of headings, paragraphs and figures, and says that everything is in it."""
    language: str
    title: str
    title_shown: bool
    """Whether the title stands in the window's head instead of the file's name."""
    universal: bool
    """Whether it says that it is PDF/UA-1."""
    figures: tuple[str, ...]
    """The alternative text of each figure, empty where it has none."""
    fonts: frozenset[str]
    """The PostScript names of its fonts, without the marks of subsets."""
    missing: tuple[int, ...]
    """For each page, how many characters are drawn as the box that stands for a missing glyph."""


def read_tags(data: bytes) -> Tags:
    """Read a PDF's tags. What is no PDF at all is a `RenderError`."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _tags(pdf)
    except pikepdf.PdfError as error:
        raise RenderError("is not a PDF that can be read", hint="Make it again: handbill build.") from error


def _tags(pdf: pikepdf.Pdf) -> Tags:
    root = pdf.Root
    empty = pikepdf.Dictionary()
    dictionaries = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    metadata = root.get("/Metadata")
    return Tags(
        marked=bool(root.get("/MarkInfo", empty).get("/Marked", False)) and "/K" in root.get("/StructTreeRoot", empty),
        language=str(root.get("/Lang", "")),
        title=str(pdf.docinfo.get("/Title", "")),
        title_shown=bool(root.get("/ViewerPreferences", empty).get("/DisplayDocTitle", False)),
        universal=metadata is not None and _UNIVERSAL.search(metadata.read_bytes()) is not None,
        figures=tuple(str(each.get("/Alt", "")) for each in dictionaries if each.get("/S") == "/Figure"),
        fonts=frozenset(
            _plain_name(str(each["/BaseFont"]))
            for each in dictionaries
            if each.get("/Type") == "/Font" and "/BaseFont" in each
        ),
        missing=tuple(_missing(page.obj) for page in pdf.pages),
    )


def _plain_name(name: str) -> str:
    """Take the mark of a subset off, and what a composite font adds: ``/SWOECL+NotoSans-Bold``."""
    return re.sub(r"^/(?:[A-Z]{6}\+)?|-Identity-[HV]$", "", name)


def _missing(shown: pikepdf.Object) -> int:
    """Count the characters of a page, or of a form that is drawn on one, whose glyph is the first of its font."""
    resources = shown.get("/Resources", pikepdf.Dictionary())
    composite = {
        name for name, font in resources.get("/Font", pikepdf.Dictionary()).items() if font.get("/Subtype") == "/Type0"
    }
    count = _drawn_missing(shown, composite)
    for form in resources.get("/XObject", pikepdf.Dictionary()).values():
        if form.get("/Subtype") == "/Form":
            count += _missing(form)
    return count


def _drawn_missing(shown: pikepdf.Object, composite: set[str]) -> int:
    count, two_bytes = 0, False
    for step in pikepdf.parse_content_stream(shown, operators="Tf Tj TJ"):
        operand = step.operands[0]
        if str(step.operator) == "Tf":
            two_bytes = str(operand) in composite
        elif two_bytes:
            count += sum(_zeros(text) for text in _strings(operand))
    return count


def _strings(operand: pikepdf.Object) -> Iterator[bytes]:
    for each in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(each, pikepdf.String):
            yield bytes(each)


def _zeros(text: bytes) -> int:
    return sum(text[at : at + 2] == b"\0\0" for at in range(0, len(text), 2))
