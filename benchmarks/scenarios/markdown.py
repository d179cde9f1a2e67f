"""From Markdown to a template, and by way of a translated catalog back to Markdown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polib

from benchmarks import handbill, inputs, words
from benchmarks.frame import HANDBILL, Command, Contender, Place, Scenario, Target
from benchmarks.measure import once

LOCALE = "es"
PATIENCE = 600.0
"""Seconds that laying out may take."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A command-line tool that turns Markdown into a catalog and back."""

    extract: Callable[[Path], Command]
    translate: Callable[[Path], Command]


# In each folder: source.md -> made.pot; source.md and translated.po -> translated.md.
def _peers(programs: Mapping[str, str]) -> Mapping[str, Tool]:
    def call(*arguments: str) -> Callable[[Path], Command]:
        return lambda folder: Command(arguments, folder)

    found = {}
    if "po4a-updatepo" in programs and "po4a-translate" in programs:
        options = ("-f", "text", "-o", "markdown", "-M", "UTF-8", "-m", "source.md")
        found["po4a"] = Tool(
            call(programs["po4a-updatepo"], *options, "-p", "made.pot"),
            call(programs["po4a-translate"], *options, "-k", "0", "-p", "translated.po", "-l", "translated.md"),
        )
    if python := programs.get("mdpo"):
        found["mdpo"] = Tool(
            call(python, "-m", "mdpo.md2po", "source.md", "-q", "-s", "-p", "made.pot"),
            call(python, "-m", "mdpo.po2md", "source.md", "-q", "-p", "translated.po", "-s", "translated.md"),
        )
    if python := programs.get("translate-toolkit"):
        quietly = ("--progress=none",)
        back = ("-t", "source.md", "-i", "translated.po", "-o", "translated.md")
        found["Translate Toolkit"] = Tool(
            call(python, "-m", "translate.convert.md2po", *quietly, "-P", "-i", "source.md", "-o", "made.pot"),
            call(python, "-m", "translate.convert.po2md", *quietly, *back),
        )
    if python := programs.get("markdown-gettext"):
        program = str(Path(python).with_name("md-gettext"))
        found["markdown-gettext"] = Tool(
            call(program, "extract", "source.md", "made.pot"),
            call(program, "generate", "-l", LOCALE, "source.md", "translated.po", "translated.md"),
        )
    return found


def _functions() -> Tool:
    return Tool(
        lambda folder: handbill.script(folder, "extract", "source.md", "made.pot"),
        lambda folder: handbill.script(folder, "translate", "source.md", "translated.po", "translated.md"),
    )


FUNCTIONS = f"{HANDBILL} (functions)"


def extraction(place: Place) -> Sequence[Contender]:
    """Extract a document of `place.size` bytes."""
    return extractions(place, inputs.document(place.size))


def extractions(place: Place, text: str) -> Sequence[Contender]:
    """Give all that can extract a text, each in a folder of its own."""
    folder = place.folder / "campaign"
    handbill.campaign(folder, text, [LOCALE])
    template = handbill.template_path(folder)
    contenders = [
        Contender(
            HANDBILL, (handbill.command(folder, "extract", "-q"),), partial(template.unlink, missing_ok=True), (template,)
        )
    ]
    for name, tool in {FUNCTIONS: _functions(), **_peers(place.peers)}.items():
        source = inputs.write(place.folder / name / "source.md", text)
        contenders.append(_extracting(name, tool, source.parent))
    return contenders


def _extracting(name: str, tool: Tool, folder: Path) -> Contender:
    made = folder / "made.pot"
    return Contender(name, (tool.extract(folder),), partial(made.unlink, missing_ok=True), (made,))


def round_trip(place: Place) -> Sequence[Contender]:
    """Extract a document of `place.size` bytes, and write it translated from a catalog."""
    text = inputs.document(place.size)
    contenders = [_round_trip_of_campaign(place.folder / "campaign", text)]
    for name, tool in {FUNCTIONS: _functions(), **_peers(place.peers)}.items():
        folder = inputs.write(place.folder / name / "source.md", text).parent
        contenders.append(_round_trip_of_tool(name, tool, folder))
    return contenders


def _round_trip_of_tool(name: str, tool: Tool, folder: Path) -> Contender:
    extracting = _extracting(name, tool, folder)
    catalog, result = folder / "translated.po", folder / "translated.md"

    def before() -> None:
        if not catalog.exists():
            # Each tool has its own idea of what a message is.
            once(extracting, PATIENCE)
            _translate(folder / "made.pot", catalog)
        extracting.before()
        result.unlink(missing_ok=True)

    return Contender(name, (*extracting.commands, tool.translate(folder)), before, (*extracting.made, result))


def _round_trip_of_campaign(folder: Path, text: str) -> Contender:
    handbill.campaign(folder, text, [LOCALE])
    once(Contender(HANDBILL, (handbill.command(folder, "update", "-q"),)), PATIENCE)
    catalog, template = handbill.catalog_path(folder, LOCALE), handbill.template_path(folder)
    _translate(catalog, catalog)

    def before() -> None:
        template.unlink(missing_ok=True)
        shutil.rmtree(folder / "build", ignore_errors=True)

    commands = (
        handbill.command(folder, "extract", "-q"),
        handbill.command(folder, "render", "markdown", "-l", LOCALE, "-q"),
    )
    return Contender(HANDBILL, commands, before, (template, folder / f"build/markdown/{LOCALE}/{handbill.DOMAIN}.md"))


def _translate(template: Path, catalog: Path) -> None:
    """Write a catalog with a stand-in for a translation of every message of a template."""
    file = polib.pofile(str(template))
    file.metadata |= {"Language": LOCALE, "Content-Type": "text/plain; charset=UTF-8"}
    for entry in file:
        entry.msgstr = words.translated(entry.msgid)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    file.metadata_is_fuzzy = False
    file.save(str(catalog))


SCENARIOS = (
    Scenario(
        "extraction",
        "Extracting 200 KB of Markdown",
        "`handbill extract` on a campaign of one document, and the same by Handbill’s functions in a script; "
        "`po4a-updatepo`, mdpo’s `md2po`, Translate Toolkit’s `md2po`, `md-gettext extract`.",
        (200_000,),
        extraction,
    ),
    Scenario(
        "round-trip",
        "The round trip of 200 KB of Markdown",
        "Source → template, then source and a fully translated catalog → translated Markdown, two processes each: "
        "`handbill extract` and `handbill render markdown`; `po4a-updatepo` and `po4a-translate`; `md2po` and `po2md`; "
        "`md-gettext extract` and `generate`.",
        (200_000,),
        round_trip,
        targets=(Target("po4a", 0.5), Target("mdpo", 0.5), Target("markdown-gettext", 1.0)),
    ),
)
