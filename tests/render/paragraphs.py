"""Words set by the print library alone, without a campaign: for tests of lines."""

from __future__ import annotations

import io
import json
from functools import cache
from typing import Any, Literal

import pypdfium2
import typst
from PIL import Image

from handbill.desk import Desk
from handbill.languages import Language, language
from handbill.render.fonts import Coverage
from handbill.render.preflight.reading import Reading
from handbill.render.typography import template_data
from handbill.typesetter import Fonts, find_fonts

_SET = """
#import "@local/handbill:1.0.0": *
#set page(width: auto, height: auto, margin: 60pt)
#show: sheet
"""


@cache
def fonts() -> Fonts:
    return find_fonts()


def sheet_data(spoken: Language, **more: Any) -> str:
    """Give the least that the library wants to know of a sheet, and `more`."""
    coverage = Coverage(fonts())
    both = {each.tag: template_data(each, coverage.stack(each)) for each in (language("en"), spoken)}
    data = {"language": spoken.tag, "source": "en", "second": None, "title": "T", "campaign": "C"}
    page = {"black": False, "bleed": 0, "width": 612, "height": 792}
    return json.dumps({**data, "smallest": 6, "floor": None, "languages": both, "page": page, **more})


def _compiler(desk: Desk, source: str, spoken: Language, **more: Any) -> typst.Compiler:
    desk.put(sheet_data(spoken, **more))
    return typst.Compiler(
        input=(_SET + source).encode(),
        font_paths=fonts().handle,
        ignore_system_fonts=True,
        package_path=str(desk.packages),
    )


def _compiled(source: str, spoken: Language, kind: Literal["png", "pdf"], **more: Any) -> list[bytes]:
    desk = Desk()
    made = _compiler(desk, source, spoken, **more).compile(format=kind, ppi=72)
    assert made
    return made if isinstance(made, list) else [made]


def picture(source: str, spoken: Language, **more: Any) -> Image.Image:
    """Give a page as a picture, at a pixel a point."""
    (made,) = pictures(source, spoken, **more)
    return made


def pictures(source: str, spoken: Language, **more: Any) -> list[Image.Image]:
    """Give all pages as pictures, at a pixel a point."""
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in _compiled(source, spoken, "png", **more)]


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of what is not white."""
    box = image.convert("L").point([255] * 128 + [0] * 128).getbbox()
    assert box is not None
    return box


def lines(source: str, spoken: Language, **more: Any) -> list[list[str]]:
    """Give the lines of each page, from the top down, as their characters stand from left to right."""
    (made,) = _compiled(source, spoken, "pdf", **more)
    with pypdfium2.PdfDocument(made) as document:
        return [_lines(page.get_textpage()) for page in document]


def placed(source: str, spoken: Language, **more: Any) -> list[list[str]]:
    """Give the lines of each page as they are seen: by the places of their characters, without what has no ink."""
    (made,) = _compiled(source, spoken, "pdf", **more)
    return [[line.text for line in page.lines] for page in Reading(made).pages]


def _lines(page: pypdfium2.PdfTextPage) -> list[str]:
    # PDFium breaks lines where the page does.
    return [line for line in page.get_text_range().replace("\ufffe", "").split("\r\n") if line.strip()]
