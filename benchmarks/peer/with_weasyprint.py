"""Flyers with WeasyPrint, each laid out until it fits one page; how long one takes is written to a file.

``FLYERS.json FILE FOLDER``. A bisection over quarter points, as anybody would write it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration


def fitted(page: str, data: dict[str, object], fonts: FontConfiguration) -> bytes:
    """Give a PDF in the largest text size that fits one page."""
    low, high = round(float(str(data["smallest"])) * 4), round(float(str(data["largest"])) * 4)
    best: Document | None = None
    while low <= high:
        middle = (low + high) // 2
        html = page.replace(str(data["mark"]), str(middle / 4))
        document = HTML(string=html).render(font_config=fonts)
        if len(document.pages) == 1:
            best, low = document, middle + 1
        else:
            high = middle - 1
    if best is None:
        raise SystemExit("a flyer does not fit at any size")
    return bytes(best.write_pdf())


def main(flyers: Path, result: Path, folder: Path) -> None:
    """Make the flyers; the first one, which is not counted, reads the fonts."""
    data = json.loads(flyers.read_text("utf-8"))
    fonts = FontConfiguration()
    fitted(data["pages"][0], data, fonts)
    began = time.perf_counter()
    for number, page in enumerate(data["pages"]):
        (folder / f"{number}.pdf").write_bytes(fitted(page, data, fonts))
    result.write_text(str((time.perf_counter() - began) / len(data["pages"])), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
