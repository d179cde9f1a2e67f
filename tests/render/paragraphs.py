"""Words set by the print library alone, without a campaign: for tests of lines."""

from __future__ import annotations

import io
import json
from functools import cache
from typing import Any

import pypdfium2
import typst
from PIL import Image

from handbill.languages import Language, language
from handbill.render.fonts import Coverage
from handbill.render.typography import template_data
from handbill.typesetter import LIBRARY, Fonts, find_fonts

_SET = """
#import "/lib.typ": *
#set page(width: auto, height: auto, margin: 60pt)
#show: sheet
"""


@cache
def fonts() -> Fonts:
    return find_fonts()


def _compiler(source: str, spoken: Language, **more: Any) -> typst.Compiler:
    coverage = Coverage(fonts())
    both = {each.tag: template_data(each, coverage.stack(each)) for each in (language("en"), spoken)}
    data = {"language": spoken.tag, "source": "en", "second": None, "title": "T", "campaign": "C"}
    page = {"black": False, "bleed": 0, "width": 612, "height": 792}
    return typst.Compiler(
        input=(_SET + source).encode(),
        root=str(LIBRARY.parent),
        font_paths=fonts().handle,
        ignore_system_fonts=True,
        sys_inputs={"handbill": json.dumps({**data, "languages": both, "page": page, **more})},
    )


def picture(source: str, spoken: Language, **more: Any) -> Image.Image:
    """Give a page as a picture, at a pixel a point."""
    (made,) = pictures(source, spoken, **more)
    return made


def pictures(source: str, spoken: Language, **more: Any) -> list[Image.Image]:
    """Give all pages as pictures, at a pixel a point."""
    made = _compiler(source, spoken, **more).compile(format="png", ppi=72)
    pages = made if isinstance(made, list) else [made]
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in pages if page]


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of what is not white."""
    box = image.convert("L").point([255] * 128 + [0] * 128).getbbox()
    assert box is not None
    return box


def lines(source: str, spoken: Language, **more: Any) -> list[list[str]]:
    """Give the lines of each page, from the top down, as their characters stand from left to right."""
    made = _compiler(source, spoken, **more).compile(format="pdf")
    assert isinstance(made, bytes)
    with pypdfium2.PdfDocument(made) as document:
        return [_lines(page.get_textpage()) for page in document]


def _lines(page: pypdfium2.PdfTextPage) -> list[str]:
    # PDFium breaks lines where the page does.
    return [line for line in page.get_text_range().replace("\ufffe", "").split("\r\n") if line.strip()]
