"""Draws the pictures of docs/print.md and README.md from what ``handbill build`` made: ``make sheets``."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

REPOSITORY = Path(__file__).parent.parent
TAGS = ("en", "es", "ar", "km", "zh-Hans")
OVERVIEW = ("en", "es", "ar", "km", "zh-Hans", "vi")
GAP = 12
SIDES = 2
"""How many pages of a product are shown."""
STEMS = (
    "flyer", "half-sheet", "quarter-sheet-office-bw", "wallet-card-shop", "wallet-card", "tear-off", "bilingual-flyer",
    "tri-fold", "large-print", "letter", "faq-handout", "social-square", "social-portrait", "social-story",
    "social-wide",
)  # fmt: skip


def pages(stem: str, tag: str, width: int) -> list[Image.Image]:
    """Give the first pages of a product, or its picture."""
    path = REPOSITORY / "build" / "print" / tag / f"{stem}.pdf"
    if not path.is_file():
        with Image.open(path.with_suffix(".png")) as image:
            return [image.convert("RGB").resize((width, width * image.height // image.width))]
    with pypdfium2.PdfDocument(path) as document:
        shown = [document[number] for number in range(min(SIDES, len(document)))]
        return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in shown]


def sheet(stem: str, width: int) -> Image.Image:
    """Give one picture of a product: a column for each language, its pages from the top down."""
    columns = [pages(stem, tag, width) for tag in TAGS]
    height = max(sum(page.height + GAP for page in column) for column in columns) + GAP
    made = Image.new("RGB", (len(columns) * (width + GAP) + GAP, height), "#8a8f98")
    for number, column in enumerate(columns):
        top = GAP
        for page in column:
            made.paste(page, (GAP + number * (width + GAP), top))
            top += page.height + GAP
    return made


def overview() -> Image.Image:
    """Give the flyers that the README shows, three in a row."""
    width, gap = 560, 21
    flyers = [pages("flyer", tag, width)[0] for tag in OVERVIEW]
    height = flyers[0].height
    made = Image.new("RGB", (3 * (width + gap) + gap, 2 * (height + gap) + gap), "#d8dce2")
    for number, flyer in enumerate(flyers):
        made.paste(flyer, (gap + number % 3 * (width + gap), gap + number // 3 * (height + gap)))
    return made


def main() -> int:
    """Write every contact sheet, and the picture of the README."""
    folder = Path(__file__).parent / "sheets"
    folder.mkdir(exist_ok=True)
    for stem in STEMS:
        made = sheet(stem, 230 if stem.startswith("social") else 300)
        made.quantize(64, dither=Image.Dither.NONE).save(folder / f"{stem}.png", optimize=True)
    overview().quantize(64, dither=Image.Dither.NONE).save(folder.parent / "flyers.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
