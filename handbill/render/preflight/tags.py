"""What a PDF says of itself: fonts, tags, title, language, and characters drawn without a glyph."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

from handbill.errors import RenderError
from handbill.render.preflight.missing import missing_glyphs

_PROFILE = re.compile(rb"\[\s*/ICCBased\s+(\d+)\s+(\d+)\s+R\s*\]")
_PLAIN = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
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
    patterns: tuple[bool, ...]
    """For each page, whether it has gradients or tilings to fill something with."""
    missing: tuple[int, ...]
    """For each page, how many characters are drawn as the box that stands for a missing glyph."""


def read_tags(data: bytes) -> tuple[Tags, bytes]:
    """Give a PDF's tags, and the file as it is read fastest. What is no PDF at all is a `RenderError`."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _tags(pdf), _plainly_coloured(pdf, data)
    except pikepdf.PdfError as error:
        raise RenderError("is not a PDF that can be read", hint="Make it again: handbill build.") from error


def _plainly_coloured(pdf: pikepdf.Pdf, data: bytes) -> bytes:
    """Give a file whose colours have no profile: to make one ready takes PDFium longer than all the rest of a page.

    To the eye the colours are the same. What stands in a profile's place is as long, so that nothing else moves.
    """

    def plain(found: re.Match[bytes]) -> bytes:
        profile = pdf.get_object(int(found[1]), int(found[2]))
        components = int(profile.get("/N", 0)) if isinstance(profile, pikepdf.Stream) else 0
        return _PLAIN.get(components, found[0]).ljust(len(found[0]))

    return _PROFILE.sub(plain, data)


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
        patterns=tuple("/Pattern" in page.resources for page in pdf.pages),
        missing=tuple(missing_glyphs(page.obj) for page in pdf.pages),
    )


def _plain_name(name: str) -> str:
    """Take the mark of a subset off, and what a composite font adds: ``/SWOECL+NotoSans-Bold``."""
    return re.sub(r"^/(?:[A-Z]{6}\+)?|-Identity-[HV]$", "", name)
