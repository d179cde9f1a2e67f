"""The boxes of a page that a print shop reads."""

from __future__ import annotations

import io

import pikepdf


def with_bleed_box(pdf: bytes) -> bytes:
    """Give a PDF whose pages say where their bleed ends.

    Typst writes where the cut is (TrimBox) and makes the page as large as the
    bleed; some shops' programs want to be told so. Equal input gives equal bytes.
    """
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.obj.BleedBox = pikepdf.Array(list(page.mediabox))
        opened.save(made, deterministic_id=True)
    return made.getvalue()
