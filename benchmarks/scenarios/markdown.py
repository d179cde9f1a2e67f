"""From Markdown to a template, and by way of a translated catalog back to Markdown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polib

from benchmarks import handbill, inputs, words
from benchmarks.frame import HANDBILL, Command, Contender, Place, Scenario, Target
from benchmarks.measure import once

LOCALE = "es"
PATIENCE = 600.0
"""Seconds that laying out may take."""


Call = Callable[[Path], Command]


@dataclass(frozen=True, slots=True)
class Tool:
    """What turns Markdown into a catalog and back, in a folder with ``source.md`` and ``translated.po``."""

    extract: Call
    """Writes ``made.pot``."""
    round_trip: tuple[Call, ...]
    """Write ``made.pot`` and ``translated.md``."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What it needs in its folder."""
    wrapped: bool = True
    """Whether the tool wraps the lines of a catalog."""


def _call(*arguments: str) -> Call:
    return lambda folder: Command(arguments, folder)


def _script(*arguments: str) -> Call:
    return lambda folder: handbill.script(folder, *arguments)


_EXTRACT = _script("extract", "source.md", "made.pot")
_TRANSLATE = _script("translate", "source.md", "translated.po", "translated.md")
_BOTH = _script("both", "source.md", "made.pot", "translated.po", "translated.md")
COMMAND = f"{HANDBILL}: `handbill extract`"
COMMANDS = f"{HANDBILL}: `handbill extract`, `handbill render`"
SCRIPTS = f"{HANDBILL}: a script for each way"
PO4A = "po4a"
PO4A_CONFIGURATION = f"""[po4a_langs] {LOCALE}
[po4a_paths] made.pot {LOCALE}:translated.po
[options] opt:"--master-charset UTF-8 --localized-charset UTF-8 --keep 0"
[type: text] source.md {LOCALE}:translated.md opt:"-o markdown"
"""


def _peers(programs: Mapping[str, str]) -> dict[str, Tool]:
    found = _po4a(programs) if {"po4a", "po4a-updatepo", "po4a-translate"} <= programs.keys() else {}
    if python := programs.get("mdpo"):
        extract = _call(python, "-m", "mdpo.md2po", "source.md", "-q", "-s", "-p", "made.pot")
        back = ("source.md", "-q", "-p", "translated.po", "-s", "translated.md")
        found["mdpo"] = Tool(extract, (extract, _call(python, "-m", "mdpo.po2md", *back)))
    if python := programs.get("translate-toolkit"):
        quietly, back = "--progress=none", ("-t", "source.md", "-i", "translated.po", "-o", "translated.md")
        extract = _call(python, "-m", "translate.convert.md2po", quietly, "-P", "-i", "source.md", "-o", "made.pot")
        found["Translate Toolkit"] = Tool(
            extract, (extract, _call(python, "-m", "translate.convert.po2md", quietly, *back))
        )
    if python := programs.get("markdown-gettext"):
        program = str(Path(python).with_name("md-gettext"))
        extract = _call(program, "extract", "source.md", "made.pot")
        back = ("generate", "-l", LOCALE, "source.md", "translated.po", "translated.md")
        found["markdown-gettext"] = Tool(extract, (extract, _call(program, *back)))
    return found


def _po4a(programs: Mapping[str, str]) -> dict[str, Tool]:
    options = ("-f", "text", "-o", "markdown", "-M", "UTF-8", "-m", "source.md")
    extract = _call(programs["po4a-updatepo"], *options, "-p", "made.pot")
    back = ("-k", "0", "-p", "translated.po", "-l", "translated.md")
    whole = _call(programs["po4a"], "-q", "po4a.cfg")
    return {
        PO4A: Tool(extract, (whole,), {"po4a.cfg": PO4A_CONFIGURATION}),
        "po4a: `po4a-updatepo`, `po4a-translate`": Tool(
            extract, (extract, _call(programs["po4a-translate"], *options, *back))
        ),
    }


def extraction(place: Place) -> Sequence[Contender]:
    """Extract a document of `place.size` bytes."""
    return extractions(place, inputs.document(place.size))


def extractions(place: Place, text: str) -> Sequence[Contender]:
    """Give all that can extract a text, each in a folder of its own."""
    tools = {HANDBILL: Tool(_EXTRACT, ()), **_peers(place.peers)}
    folders = {name: _folder(place, number, tool, text) for number, (name, tool) in enumerate(tools.items())}
    contenders = [_extracting(name, tool, folders[name]) for name, tool in tools.items() if ":" not in name]
    campaign = place.folder / "campaign"
    handbill.campaign(campaign, text, [LOCALE])
    template = handbill.template_path(campaign)
    command = handbill.command(campaign, "extract", "-q")
    return [*contenders, Contender(COMMAND, (command,), partial(template.unlink, missing_ok=True), (template,))]


def _folder(place: Place, number: int, tool: Tool, text: str) -> Path:
    folder = place.folder / str(number)
    for name, content in {"source.md": text, **tool.files}.items():
        inputs.write(folder / name, content)
    return folder


def _extracting(name: str, tool: Tool, folder: Path) -> Contender:
    made = folder / "made.pot"
    return Contender(name, (tool.extract(folder),), partial(made.unlink, missing_ok=True), (made,))


def round_trip(place: Place) -> Sequence[Contender]:
    """Extract a document of `place.size` bytes, and write it translated from a catalog."""
    text = inputs.document(place.size)
    ours = {
        HANDBILL: Tool(_EXTRACT, (_BOTH,), wrapped=False),
        SCRIPTS: Tool(_EXTRACT, (_EXTRACT, _TRANSLATE), wrapped=False),
    }
    tools = enumerate({**ours, **_peers(place.peers)}.items())
    contenders = [_round_trip(name, tool, _folder(place, number, tool, text)) for number, (name, tool) in tools]
    return [*contenders, _round_trip_of_campaign(place.folder / "campaign", text)]


def _round_trip(name: str, tool: Tool, folder: Path) -> Contender:
    extracting = _extracting(name, tool, folder)
    catalog, result = folder / "translated.po", folder / "translated.md"

    def before() -> None:
        if not catalog.exists():
            # Each tool has its own idea of what a message is.
            once(extracting, PATIENCE)
            _translate(folder / "made.pot", catalog, wrapped=tool.wrapped)
        extracting.before()
        result.unlink(missing_ok=True)

    return Contender(name, tuple(each(folder) for each in tool.round_trip), before, (*extracting.made, result))


def _round_trip_of_campaign(folder: Path, text: str) -> Contender:
    handbill.campaign(folder, text, [LOCALE])
    once(Contender(HANDBILL, (handbill.command(folder, "update", "-q"),)), PATIENCE)
    catalog, template = handbill.catalog_path(folder, LOCALE), handbill.template_path(folder)
    _translate(catalog, catalog, wrapped=False)

    def before() -> None:
        template.unlink(missing_ok=True)
        shutil.rmtree(folder / "build", ignore_errors=True)

    commands = (
        handbill.command(folder, "extract", "-q"),
        handbill.command(folder, "render", "markdown", "-l", LOCALE, "-q"),
    )
    return Contender(COMMANDS, commands, before, (template, folder / f"build/markdown/{LOCALE}/{handbill.DOMAIN}.md"))


def _translate(template: Path, catalog: Path, *, wrapped: bool) -> None:
    """Write a catalog with a stand-in for a translation of every message of a template."""
    file = polib.pofile(str(template), wrapwidth=78 if wrapped else 0)
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
        "A script that calls `handbill.extract_markdown` and writes the template, and `handbill extract` on a campaign "
        "of one document; `po4a-updatepo`, mdpo’s `md2po`, Translate Toolkit’s `md2po`, `md-gettext extract`.",
        (200_000,),
        extraction,
    ),
    Scenario(
        "round-trip",
        "The round trip of 200 KB of Markdown",
        "From the source its template, and from the source and a fully translated catalog the translated Markdown. "
        "Tools that can do both in one process do: `po4a` with its configuration, and Handbill by its functions, in a "
        "script of two steps (`benchmarks/with_functions.py`). The others have a command for each way: `md2po` and "
        "`po2md`, `md-gettext extract` and `generate`. Handbill and po4a are measured in two processes as well, and so "
        "are Handbill’s commands on a campaign, which also check the translations and read layouts, fonts and facts.",
        (200_000,),
        round_trip,
        targets=(Target("po4a", 0.5), Target("mdpo", 0.5), Target("markdown-gettext", 1.0)),
    ),
)
