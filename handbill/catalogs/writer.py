"""The one place that catalogs are written from.

Under the lock of the campaign's catalogs, a catalog is serialized, read back
and compared, staged beside its file and on the disk, and takes the file's place
in one step. What another program (a translator's editor) wrote since the file
was read is merged first. A run that is killed leaves the old file or the new
one, and perhaps a staged one, which the next run removes. A catalog that is a
link stays one: the file that it leads to is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakValueDictionary

from handbill import workspace
from handbill.catalogs.po import is_read_as, parse, serialize
from handbill.catalogs.serializer import in_order
from handbill.catalogs.three_way import merge
from handbill.errors import CatalogError
from handbill.model import Catalog, Message, Unit

_NOTHING = Catalog(Unit(Message("")))


@dataclass(frozen=True, slots=True)
class CatalogFiles:
    """The catalogs of one campaign as files, each with the bytes that were read of it."""

    folder: Path
    """What the lock is on."""
    shown: Callable[[Path], str]
    """Gives a path as messages name it."""
    _known: dict[Path, bytes | None] = field(default_factory=dict)
    _parsed: WeakValueDictionary[Path, Catalog] = field(default_factory=WeakValueDictionary)
    """What was read of those bytes, as long as anybody else holds it."""

    def read(self, path: Path) -> Catalog | None:
        """Read a catalog; nothing where there is none yet. Of equal bytes the same catalog is given again."""
        data = self._bytes(path)
        parsed = self._parsed.get(path) if data is self._known.get(path) else None
        self._known[path] = data
        if data is None:
            self._parsed.pop(path, None)
            return None
        if parsed is None:
            parsed = self._parsed[path] = parse(data, self.shown(path))
        return parsed

    def write(self, path: Path, catalog: Catalog) -> bool:
        """Write a catalog, merged with what was written since it was read; say whether any byte changed."""
        with workspace.lock(self.folder), workspace.refusals(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            workspace.sweep(workspace.link_target(path, self.shown(path)))
            found = self._bytes(path)
            while not self._is_written(path, catalog, found):
                # Somebody wrote while ours was being staged: once more, with that.
                found = self._bytes(path)
        return self._known[path] != found

    def _is_written(self, path: Path, catalog: Catalog, found: bytes | None) -> bool:
        """Write a catalog over the bytes that were found; give up where they are no longer there."""
        wanted = self._merged(path, catalog, found)
        data = serialize(wanted)
        if data != found:
            self._refuse_loss(path, wanted, data)
            target = workspace.link_target(path, self.shown(path))
            with workspace.staged(target, data) as ready:
                if self._bytes(path) != found:
                    return False
                ready.replace(target)
            workspace.settle(target.parent)
        self._known[path] = data
        # Read back it would be the same catalog, but for the lines on which its units begin.
        self._parsed.pop(path, None)
        return True

    def _bytes(self, path: Path) -> bytes | None:
        # A link that leads nowhere is no missing catalog: it was meant to be one.
        shown = self.shown(path)
        target = workspace.link_target(path, shown)
        data = workspace.read_bytes(target, shown) if workspace.is_there(target, shown) else None
        known = self._known.get(path)
        return known if data == known else data

    def _merged(self, path: Path, ours: Catalog, found: bytes | None) -> Catalog:
        known = self._known.get(path)
        if found in {None, known}:
            return ours
        base = _NOTHING if known is None else parse(known, self.shown(path))
        return merge(base, ours, parse(found, self.shown(path)))

    def _refuse_loss(self, path: Path, catalog: Catalog, data: bytes) -> None:
        """See to it that bytes to be written are read back as the catalog that they are of."""
        try:
            is_whole = is_read_as(data, in_order(catalog), self.shown(path))
        except CatalogError:
            is_whole = False
        if not is_whole:
            raise CatalogError(
                "was not written: it would not be read back as it is",
                path=self.shown(path),
                hint="This is a mistake in Handbill. The file is as it was; please report it together with the file.",
            )
