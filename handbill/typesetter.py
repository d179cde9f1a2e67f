"""Typst: the only module that imports it.

A `Typesetter` turns one template and one JSON value into pages. The value
travels in a file of its own (see `handbill.desk`), and the templates insert its
strings as strings, so nothing that a document or a catalog holds is ever
evaluated.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import typst

from handbill.desk import LIBRARY, Desk
from handbill.errors import TemplateError
from handbill.fonts.faces import ANY_SYSTEM, Face, FontSources, by_family
from handbill.fonts.memory import FontMemory
from handbill.fonts.places import files_stamp, system_stamp
from handbill.fonts.troubles import Trouble, troubles_of

PIXELS_PER_INCH = 144.0
ENGINE = f"typst {version('typst')}"

_KEPT = 32
"""How many compilers a thread keeps: a campaign has fewer templates."""
_STOP = "handbill-parsed"
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody is at: the port of the old discard service."""
_PLACE = re.compile(r"┌─ (?P<path>.+?):(?P<line>\d+):\d+")
_WHOLE_FONT = "put a whole one in its place; handbill fonts tells where it lies."
_PACKAGE = re.compile(r'"@(?!local/handbill:)[\w-]+/[^"]*:[^"]*"')


def library_source() -> str:
    """Give the sources of the whole print library, one after the other."""
    return "\n".join(path.read_text("utf-8") for path in sorted(LIBRARY.parent.glob("*.typ")))


class Engine:
    """The engine's own list of fonts, made when it is first asked for: that opens every font file (65 to 240 ms)."""

    def __init__(self, folders: Sequence[str] | None) -> None:
        """Take folders, the first of which comes first; without any, the system's."""
        self._folders = folders
        self._made: typst.Fonts | None = None
        self._making = threading.Lock()

    def fonts(self) -> typst.Fonts:
        """Give the fonts for a compiler."""
        with self._making:
            if self._made is None:
                system, paths = self._folders is None, list(self._folders or ())
                self._made = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths)
            return self._made

    def faces(self) -> tuple[Face, ...]:
        """Give the faces of the fonts, in the order in which the engine prefers them."""
        return tuple(
            Face(font.family, font.path, font.index, font.style, font.weight, font.stretch)
            for font in self.fonts().fonts()
            if font.path
        )


@dataclass(frozen=True)
class Fonts:
    """The fonts that texts are set in."""

    engine: Engine
    faces: tuple[Face, ...]
    """All faces, the campaign's own first."""
    sources: FontSources = ANY_SYSTEM
    memory: FontMemory = field(default_factory=FontMemory)
    troubles: tuple[Trouble, ...] = ()
    """What is wrong with the campaign's own folder."""

    @cached_property
    def files(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """By family: font files, each with the face's index in it, the regular face first."""
        return by_family(self.faces)

    @property
    def handle(self) -> typst.Fonts:
        """The same fonts for a compiler."""
        return self.engine.fonts()

    @property
    def families(self) -> frozenset[str]:
        """The names of all families."""
        return frozenset(self.files)


def find_fonts(sources: FontSources = ANY_SYSTEM) -> Fonts:
    """Give the fonts of a campaign's folder and, after them, of the system, if it is a source.

    What is remembered from an earlier run is not looked for again.
    """
    memory = FontMemory(sources.memory)
    # The engine tells paths as it was given them.
    folder = os.path.realpath(sources.folder) if sources.folder else None
    ours: Sequence[Face] = ()
    theirs: Sequence[Face] = ()
    own_files: Mapping[str, Sequence[int]] = {}
    engine = _engine((), "{}")
    if sources.folder and folder:
        own_files = files_stamp(sources.folder)
        engine = _engine((folder,), json.dumps(own_files))
        ours = memory.faces("scan-campaign", ENGINE, own_files, engine.faces)
    if sources.system:
        system_files = system_stamp()
        system = _engine(None, json.dumps(system_files))
        theirs = memory.faces("scan-system", ENGINE, system_files, system.faces)
        # Asked for both, the engine takes the system's fonts first: so it is given the system's folders by name.
        both = dict.fromkeys((str(folder), *(str(Path(face.path).parent) for face in theirs)))
        engine = _engine(tuple(both), json.dumps([own_files, system_files])) if ours else system
    return Fonts(engine, (*ours, *theirs), sources, memory, troubles_of(sources, ours, theirs))


@lru_cache(maxsize=4)
def _engine(folders: tuple[str, ...] | None, _files: str) -> Engine:
    """Give the same engine for the same files: each holds all fonts that it has opened, for as long as Typst remembers
    a sheet that was set with it.
    """
    return Engine(folders)


def check_syntax(source: str, path: str) -> None:
    """Raise a `TemplateError` with its line where a Typst source does not parse. Nothing in it is run."""
    # Typst reports every syntax error before it evaluates anything; a panic put first ends the evaluation at once.
    try:
        typst.Compiler(ignore_system_fonts=True).compile(input=f'#panic("{_STOP}");{source}'.encode(), format="pdf")
    except typst.TypstError as error:
        if _STOP not in error.message:
            place = _PLACE.search(error.diagnostic)
            raise _template_error(error, path, int(place["line"]) if place else None) from error


def check_imports(source: str, path: str) -> None:
    """Refuse imports from the network: a campaign builds from what is on this machine."""
    for number, line in enumerate(source.split("\n"), start=1):
        if found := _PACKAGE.search(line):
            raise TemplateError(
                f"the package {found[0]} would come from the network",
                path=path,
                line=number,
                hint="Put what you need of it into the campaign's templates/ folder.",
            )


@dataclass(frozen=True)
class Typesetter:
    """One template, ready to be set with many values."""

    template: Path
    root: Path
    """The folder above which no template can read."""
    shown: str
    """The template's path for messages."""
    fonts: Fonts

    def pages(self, value: object, timestamp: int) -> Pages:
        """Set one value; layout happens when an output is asked for. `timestamp` is in Unix seconds."""
        return Pages(self, json.dumps(value, ensure_ascii=False, sort_keys=True), timestamp)

    def place(self, diagnostic: str) -> tuple[str, int | None]:
        """Give path and line of the first place in the campaign's own templates that Typst names.

        What goes wrong inside the library is the doing of the template that calls it.
        """
        # The folder may be a link: then Typst names the file where it leads, and people know it by the link.
        folder = PurePosixPath(self.shown).parents[len(self.template.relative_to(self.root).parts) - 1]
        root = self.root.resolve()
        for place in _PLACE.finditer(diagnostic):
            found = Path(place["path"]).resolve()
            if not place["path"].startswith("@") and found.is_relative_to(root):
                return (folder / found.relative_to(root).as_posix()).as_posix(), int(place["line"])
        return self.shown, None


class _Bench:
    """What one thread sets sheets with. A compiler that is kept reads the library's files once."""

    def __init__(self) -> None:
        self.desk = Desk()
        self._fonts: typst.Fonts | None = None
        self._compilers: dict[tuple[Path, Path], typst.Compiler] = {}

    def compiler(self, typesetter: Typesetter, sheet: str) -> typst.Compiler:
        """Give the compiler of a template, with a sheet before it. It serves until the next is asked for."""
        self.desk.put(sheet)
        key, fonts = (typesetter.template, typesetter.root), typesetter.fonts.handle
        if fonts is not self._fonts or len(self._compilers) >= _KEPT:
            # Each holds on to the fonts that it has opened.
            self._compilers.clear()
            self._fonts = fonts
        if key not in self._compilers:
            self._compilers[key] = self._made(typesetter, fonts)
        return self._compilers[key]

    def _made(self, typesetter: Typesetter, fonts: typst.Fonts) -> typst.Compiler:
        _stay_offline()
        if not typesetter.template.resolve().is_relative_to(typesetter.root.resolve()):
            raise TemplateError(
                "is a link to a place outside the folder of templates, and nothing there is set",
                path=typesetter.shown,
                hint="Put the file itself there.",
            )
        return typst.Compiler(
            input=str(typesetter.template),
            root=str(typesetter.root),
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=str(self.desk.packages),
            # Nothing that was downloaded is found: beneath a file there is no folder.
            package_cache_path=str(LIBRARY / "cache"),
        )


class _Benches(threading.local):
    """The benches, one for each thread."""

    _bench: _Bench | None = None

    def mine(self) -> _Bench:
        """Give this thread's."""
        if self._bench is None or not self._bench.desk.own:
            self._bench = _Bench()
        return self._bench


_benches = _Benches()


@dataclass(frozen=True)
class Pages:
    """One value, set with one template."""

    typesetter: Typesetter
    data: str
    timestamp: int

    @property
    def _compiler(self) -> typst.Compiler:
        return _benches.mine().compiler(self.typesetter, self.data)

    def pdf(self) -> bytes:
        """Give a PDF/UA-1, whose rules also refuse a character without a glyph."""
        try:
            made = self._compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=self.timestamp)
        except typst.TypstError as error:
            raise _template_error(error, *self.typesetter.place(error.diagnostic)) from error
        assert isinstance(made, bytes)
        return made

    def images(self) -> list[bytes]:
        """Give a PNG of each page, at 144 pixels per inch."""
        made = self._compiler.compile(format="png", ppi=PIXELS_PER_INCH)
        assert made is not None
        return made if isinstance(made, list) else [made]

    def published(self, label: str) -> list[object]:
        """Give the values that the template published as ``metadata(...) <label>``, in order."""
        return list(json.loads(self._compiler.query(f"<{label}>", field="value")))


def _stay_offline() -> None:
    # A name that is put together while a template runs is seen by nobody before; Typst has no switch for the network,
    # but it goes through the proxy that it is told of.
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        os.environ[name] = _NOWHERE
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)


_WAYS_OUT = {
    r"would escape the project root|file not found": "A template reads what lies in the templates folder and nothing"
    " else: put the file there, or correct its name.",
    r"missing document title": "Begin the template with #show: sheet.",
    r"failed to download package": "Put what you need of it into the campaign's templates/ folder.",
}
"""What to do about what Typst says, where its own advice is for those who call it."""


def _template_error(error: typst.TypstError, path: str, line: int | None) -> TemplateError:
    own = next((way for said, way in _WAYS_OUT.items() if re.search(said, error.message)), None)
    hint = own or "; ".join(error.hints)
    found = re.search(r"hint: (.+)", error.diagnostic)
    # The library's own panics speak for themselves, and may have a way out.
    message, _, way = error.message.removeprefix("panicked with: handbill: ").partition(" | ")
    if message.startswith("failed to process font"):
        # No fault of the template.
        return TemplateError(message, path=path, hint=f"Its file is damaged: {_WHOLE_FONT}")
    if package := re.search(r"failed to download package .*/(\w+)/([\w-]+)-([\d.]+)\.tar", message):
        message = f"the package “@{package[1]}/{package[2]}:{package[3]}” would come from the network"
    way_out = (
        way or hint or (found[1] if found else "Correct the template; docs/templates.md lists what there is to use.")
    )
    return TemplateError(message, path=path, line=line, hint=way_out)
