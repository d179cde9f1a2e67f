"""Flyers beside other tools, a whole campaign, an edit that becomes a flyer, and print runs."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import flyers, handbill
from benchmarks.frame import HANDBILL, Command, Contender, Growth, Place, Scenario, Target
from benchmarks.measure import once

LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "ru": "Russian",
    "ar": "Arabic",
    "zh-Hans": "Simplified Chinese",
    "km": "Khmer",
    "vi": "Vietnamese",
}
FITTED = f"{HANDBILL}: not read back"
PLAIN = f"{HANDBILL}: one plain layout, not read back"
WEASYPRINT = "WeasyPrint"
BROWSER = "Chromium: one browser, one tab"
BROWSERS = "Chromium: a process for each"
COLD = f"{HANDBILL}: `handbill render flyer`, cold"
PATIENCE = 600.0
_PEER = handbill.ROOT / "benchmarks" / "peer"


def fitted(tag: str, place: Place) -> Sequence[Contender]:
    """Make `place.size` flyers of one language."""
    campaign = flyers.campaign(place.folder / "campaign")
    data = flyers.write_pages(place.folder, campaign, tag, place.size)
    ways = {HANDBILL: "whole", FITTED: "fitted", PLAIN: "plain"}
    ours = [_ours(place, name, how, campaign, tag) for name, how in ways.items()]
    return [*ours, *_weasyprint(place, data), *_chromium(place, data)]


def _ours(place: Place, name: str, how: str, campaign: Path, tag: str) -> Contender:
    result = place.folder / f"{how}.seconds"
    call = (sys.executable, "-m", "benchmarks.with_press", how, campaign, tag, str(place.size), result)
    return Contender(name, (_at_root(place.folder, call),), reported=result)


def _at_root(folder: Path, call: tuple[str | Path, ...]) -> Command:
    return Command(call, folder, {"PYTHONPATH": str(handbill.ROOT)})


def _weasyprint(place: Place, data: Path) -> Iterator[Contender]:
    if python := place.peers.get("weasyprint"):
        yield _peer(place, WEASYPRINT, "weasyprint", (python, _PEER / "with_weasyprint.py"), data)


def _chromium(place: Place, data: Path) -> Iterator[Contender]:
    python, program = place.peers.get("websockets"), place.peers.get("chromium")
    if python and program:
        for name, how in ((BROWSER, "kept"), (BROWSERS, "each")):
            yield _peer(place, name, how, (python, _PEER / "with_chromium.py", how, program), data)


def _peer(place: Place, name: str, stem: str, call: tuple[str | Path, ...], data: Path) -> Contender:
    folder, result = place.folder / stem, place.folder / f"{stem}.seconds"
    folder.mkdir()
    made = tuple(folder / f"{number}.pdf" for number in range(place.size))
    return Contender(name, (Command((*call, data, result, folder), place.folder),), made=made, reported=result)


def campaign(place: Place) -> Sequence[Contender]:
    """Make all products in `place.size` languages."""
    folder = flyers.campaign(place.folder / "campaign")
    tags = ("en", "ht", *(tag for tag in LANGUAGES if tag != "en"))[: place.size]
    call = ("build", "-q", *(each for tag in tags for each in ("-l", tag)))
    command = handbill.command(folder, *call)
    fresh = partial(shutil.rmtree, folder / "build", ignore_errors=True)
    again = flyers.campaign(place.folder / "again")
    once(Contender(HANDBILL, (handbill.command(again, *call),)), PATIENCE)
    manifest = folder / "build" / "manifest.json"
    return [
        Contender(HANDBILL, (command,), fresh, (manifest,)),
        Contender(f"{HANDBILL}: with nothing changed", (handbill.command(again, *call),)),
    ]


def edit(tag: str, place: Place) -> Sequence[Contender]:
    """Make one flyer anew after an edit, `place.size` times in one process; and once in a process of its own."""
    folder = flyers.campaign(place.folder / "campaign")
    result = place.folder / "edit.seconds"
    call = (sys.executable, "-m", "benchmarks.with_workshop", folder, tag, str(place.size), result)
    cold = flyers.campaign(place.folder / "cold")
    return [
        Contender(HANDBILL, (_at_root(place.folder, call),), reported=result),
        Contender(
            COLD,
            (handbill.command(cold, "render", flyers.PRODUCT, "-l", tag, "-q"),),
            partial(shutil.rmtree, cold / "build", ignore_errors=True),
            (cold / "build" / "print" / tag / f"{flyers.PRODUCT}.pdf",),
        ),
    ]


def print_run(place: Place) -> Sequence[Contender]:
    """Make a flyer for each of `place.size` rows, in all languages of the campaign."""
    folder = flyers.campaign(place.folder / "campaign")
    tags = list(LANGUAGES)
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["locale", "file", "hotline"])
        for number in range(place.size):
            writer.writerow(
                [tags[number % len(tags)], f"{number}", f"+1-215-{200 + number // 10_000}-{number % 10_000:04}"]
            )
    command = handbill.command(folder, "print-run", "rows.csv", "--product", flyers.PRODUCT, "-q")
    made = (folder / "build" / "runs" / f"{flyers.PRODUCT}-rows" / "index.csv",)
    return [Contender(HANDBILL, (command,), partial(shutil.rmtree, folder / "build", ignore_errors=True), made)]


_SAME = (
    "The words of this campaign’s flyer, each time with another phone number, in the largest text size that fits one "
    "Letter page; the time is that of one flyer, one after the other in one process, start-up and a first flyer "
    "aside. Handbill gathers the words from the catalogs, looks up every glyph, fits, writes a tagged PDF/UA, and "
    "reads it back (preflight); as in a print run, Typst remembers the paragraphs that it laid out before. "
    "The others get the same words in HTML and CSS of a like layout: WeasyPrint in a "
    "bisection over quarter points until there is one page, Chromium with the same bisection in JavaScript, once with "
    "a browser that is kept running and told what to print over its DevTools protocol, and once as `chromium "
    "--headless --print-to-pdf`. Neither checks glyphs or reads its PDF back; WeasyPrint’s is not tagged."
)


def _flyer(tag: str, name: str) -> Scenario:
    targets = (
        Target(WEASYPRINT, 1 / 10),
        Target(BROWSERS, 1 / 20),
        Target(BROWSER, 1 / 20),
        Target(PLAIN, 3.0, FITTED),
    )
    lay_out: Callable[[Place], Sequence[Contender]] = partial(fitted, tag)
    note = _SAME if tag == "en" else "As above."
    return Scenario(
        f"flyer-{tag}", f"A fitted flyer in {name}", note, (10,), lay_out, runs=3, targets=targets, limit=120
    )


SCENARIOS = (
    *(_flyer(tag, name) for tag, name in LANGUAGES.items()),
    Scenario(
        "edit",
        "From one edit of a catalog to the flyer",
        "In one process that keeps the campaign open (`handbill.workshop`): the catalog is read and checked, the flyer "
        "set, read back and written with its picture; beside `handbill render flyer -l es` in a process of its own.",
        (20,),
        partial(edit, "es"),
        trial=2,
        targets=(Target(COLD, 0.2),),
    ),
    Scenario(
        "campaign",
        "All products in all eight languages",
        "`handbill build` of the campaign in this repository without its output folder; and where all is there.",
        (8,),
        campaign,
        runs=3,
        limit=300,
        trial=1,
    ),
    Scenario(
        "print-run",
        "A print run of flyers, from 100 to 10,000 rows",
        "`handbill print-run` with a phone number of its own for each row, in seven languages in turn, one flyer for "
        "each processor at a time.",
        (100, 1_000, 10_000),
        print_run,
        runs=1,
        trial=7,
        unit="rows",
        limit=1800,
        growth=Growth(100, 10_000, 1.1, more=50),
    ),
)
