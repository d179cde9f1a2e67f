"""Flyers one after the other in one process, as a print run makes them; how long one takes is written to a file.

``HOW CAMPAIGN TAG COUNT FILE``, where HOW is what is done for each: ``whole``
gathers the words, checks glyphs, fits, writes the PDF and reads it back;
``fitted`` leaves out the reading back, ``plain`` also the fit: the size is
known before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks import flyers
from handbill.render.print import make, typesetter_of
from handbill.runs.kit import Press, print_row
from handbill.runs.table import Job

_FITTED = "largest: trim.height / 30,"
_START = "#show: sheet\n"
PLAIN = "templates/plain.typ"


def whole(press: Press, tag: str) -> Callable[[int], None]:
    """Make a flyer as a print run does."""

    def one(number: int) -> None:
        made = print_row(press, Job(number, number, tag, flyers.facts(press, number), "flyer.pdf"), b"")
        if made.error:
            raise made.error

    return one


def fitted(press: Press, tag: str) -> Callable[[int], None]:
    """Make a flyer without reading it back."""
    typesetter = typesetter_of(press.kit.product, press.root, press.kit.campaign.templates, press.fonts)

    def one(number: int) -> None:
        sheet = press.sheet(tag, flyers.facts(press, number))
        make(sheet, typesetter, press.coverage, timestamp=0, images=False)

    return one


def plain(press: Press, tag: str) -> Callable[[int], None]:
    """Make a flyer of the same layout in the size that a fit finds, without looking for it."""
    product = press.kit.product
    typesetter = typesetter_of(product, press.root, press.kit.campaign.templates, press.fonts)
    found = make(press.sheet(tag, {}), typesetter, press.coverage, timestamp=0, images=False).fit
    template = (press.root / product.template).read_text("utf-8")
    if found is None or _FITTED not in template or _START not in template:
        raise SystemExit("the flyer's template is another one: benchmarks/with_press.py does not know where it fits")
    template = template.replace(_FITTED, "largest: none,").replace(_START, f"{_START}#set text(size: {found.size}pt)\n")
    (press.root / PLAIN).write_text(template, "utf-8")
    return fitted(Press(replace(press.kit, product=replace(product, template=PLAIN)), press.root, press.fonts), tag)


def main(how: str, campaign: str, tag: str, count: int, result: Path) -> None:
    """Make the flyers; the first one, which is not counted, reads fonts and template."""
    one = {"whole": whole, "fitted": fitted, "plain": plain}[how](flyers.press(Path(campaign), tag), tag)
    one(count)
    began = time.perf_counter()
    for number in range(count):
        one(number)
    result.write_text(str((time.perf_counter() - began) / count), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), Path(sys.argv[5]))
