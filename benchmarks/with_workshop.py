"""One edit of one catalog and the flyer made from it, again and again in one process; the median is written to a file.

``CAMPAIGN TAG COUNT FILE``. The time begins when the catalog has been written,
and ends when the new PDF and its picture are in the output folder.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from benchmarks import flyers
from handbill.project import open_project
from handbill.workshop import Order, Workshop

_ENTRY = 'msgid "Sign the petition and share it"\nmsgstr "'


def main(folder: Path, tag: str, count: int, result: Path) -> None:
    """Edit and render; the first order, which is not counted, makes everything."""
    workshop = Workshop(open_project(folder))
    spoken = workshop.project.campaign.by_tag[tag]
    catalog = workshop.project.catalog_path(spoken, "petition")
    text = catalog.read_text("utf-8")
    if _ENTRY not in text:
        raise SystemExit("the catalog has no such message: benchmarks/with_workshop.py does not know what to edit")
    order = Order([spoken], [flyers.PRODUCT])
    workshop.render(order)
    seconds = []
    for number in range(count):
        catalog.write_text(text.replace(_ENTRY, f"{_ENTRY}{number + 1} "), "utf-8")
        began = time.perf_counter()
        made = workshop.render(order).report.made
        seconds.append(time.perf_counter() - began)
        if f"print/{tag}/{flyers.PRODUCT}.pdf" not in made:
            raise SystemExit("the edit did not reach the flyer")
    catalog.write_text(text, "utf-8")
    result.write_text(str(median(seconds)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
