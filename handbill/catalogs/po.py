"""PO text <-> `Catalog`, without loss.

:func:`parse` reads what gettext's own tools accept and refuses damage with
path and line; :func:`serialize` writes what ``msgcat --no-wrap`` writes, byte
for byte. Both are ours and not polib's because polib passes over some damage
(an unclosed msgstr becomes empty), drops the previous msgids of obsolete
entries, and gives no line for a string; the tests compare the two on whatever
both can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import AnyStr

from handbill.catalogs.comments import flags, references
from handbill.catalogs.header import check_plurals, decode, says_utf_8
from handbill.catalogs.lexer import Piece, pieces
from handbill.catalogs.plain import plain_unit
from handbill.catalogs.serializer import in_utf8, serialize
from handbill.collector import paused
from handbill.errors import CatalogError
from handbill.model import Catalog, Key, Message, Previous, Unit

__all__ = ["parse", "serialize"]


_FORM = "msgstr[]"
"""Any of the numbered forms."""
_PREVIOUS = ("#| msgid", "#| msgid_plural")
_MAY_FOLLOW: dict[str, tuple[str, ...]] = {
    "#| msgctxt": ("",),
    "#| msgid": ("", "#| msgctxt"),
    "#| msgid_plural": ("#| msgid",),
    "msgctxt": ("", *_PREVIOUS),
    "msgid": ("", *_PREVIOUS, "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    _FORM: ("msgid_plural", _FORM),
}
"""gettext's grammar of an entry: what each keyword stands behind. An entry begins with nothing, or its comments."""


@dataclass(slots=True)
class _Draft:
    """An entry as far as it has been read."""

    line: int
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    """The pieces of each string, by keyword."""
    forms: list[list[str]] = field(default_factory=list)
    last: str = ""
    """The keyword read last."""
    open: list[str] | None = None
    """Where a string without a keyword belongs."""
    obsolete: bool = False
    first_string_line: int = 0

    @property
    def is_whole(self) -> bool:
        return bool(self.forms)

    def string(self, name: str) -> str | None:
        """Give one of the strings; nothing where the entry has none of that name."""
        return "".join(self.strings[name]) if name in self.strings else None


def parse(data: bytes, path: str) -> Catalog:
    """Read a PO file's bytes. Damage is a `CatalogError` with path and line."""
    with paused():
        found, closing = _entries(decode(data, path), path)
    return _catalog(found, closing, path)


def is_read_as(data: bytes, catalog: Catalog, path: str) -> bool:
    """Say whether `parse` gives just this catalog; of a large one, without holding it a second time."""
    if not says_utf_8(data) or b"\0" in data:
        return parse(data, path) == catalog
    wanted = (catalog.header, *catalog.units)
    for unit, block in zip_longest(wanted, _blocks(data, b"\n")):
        if unit is None or block is None or _entry(block.decode(), 1, path) != unit:
            return parse(data, path) == catalog
    # Entry by entry it is the catalog; that leaves what is wrong with entries beside each other.
    return _catalog(wanted, [], path) == catalog


def _catalog(found: Iterable[Unit], closing: list[str], path: str) -> Catalog:
    """Give the catalog of some entries. Those that cannot stand in one file are a `CatalogError`."""
    header: Unit | None = None
    units: list[Unit] = []
    seen: dict[Key, int | None] = {}
    for unit in found:
        if unit.key in seen:
            raise CatalogError(
                f"this message stands twice, first on line {seen[unit.key]}",
                path=path,
                line=unit.line,
                hint="Keep the better translation and delete the other entry.",
            )
        seen[unit.key] = unit.line
        if unit.key == (None, "") and not unit.obsolete:
            header = unit
        else:
            units.append(unit)
    if header is None and not units:
        raise CatalogError("is empty", path=path, line=1, hint="Bring back an older version, or delete the file.")
    header = header or Unit(Message(""))
    if closing:
        header = replace(header, comments=(*header.comments, *closing))
    catalog = Catalog(header, tuple(units))
    check_plurals(catalog, path)
    return in_utf8(catalog)


def _entries(text: str, path: str) -> tuple[list[Unit], list[str]]:
    """Give the entries of a PO text, and the comments behind the last one."""
    units: list[Unit] = []
    line = 1
    # Mostly each entry stands between empty lines and is in the plain layout; then it is read at one go.
    for block in _blocks(text, "\n"):
        unit = _entry(block, line, path)
        if unit is None:
            return _entries_anywhere(text, path)
        units.append(unit)
        line += block.count("\n") + 2
    return units, []


def _blocks(text: AnyStr, line_end: AnyStr) -> Iterator[AnyStr]:
    """Give what stands between empty lines, one after the other: all together would take as much memory again."""
    start = 0
    while (end := text.find(line_end + line_end, start)) >= 0:
        yield text[start:end]
        start = end + 2
    yield text[start:].removesuffix(line_end)


def _entry(block: str, line: int, path: str) -> Unit | None:
    """Give the entry that a block of lines is, of which the first is `line`; nothing where it is not just one."""
    if unit := plain_unit(block, line):
        return unit
    try:
        drafts = list(_drafts(pieces(block, path), path))
    except CatalogError:
        # What is wrong is found again, and told, when the whole file is read.
        return None
    if len(drafts) != 1 or not drafts[0].is_whole:
        return None
    unit = _unit(drafts[0])
    return replace(unit, line=drafts[0].first_string_line + line - 1)


def _entries_anywhere(text: str, path: str) -> tuple[list[Unit], list[str]]:
    """Give the same of a text in whatever layout. Damage is a `CatalogError`."""
    units: list[Unit] = []
    for draft in _drafts(pieces(text, path), path):
        if not draft.strings:
            return units, _closing_comments(draft, path)
        units.append(_unit(draft))
    return units, []


def _drafts(found: Iterator[Piece], path: str) -> Iterator[_Draft]:
    """Give the entries, whole; the last one may be comments alone."""
    draft: _Draft | None = None
    for piece in found:
        if draft and draft.is_whole and (piece.is_comment or "" in _MAY_FOLLOW.get(piece.keyword or "", ())):
            yield draft
            draft = None
        draft = draft or _Draft(piece.line)
        if piece.is_comment:
            _comment(draft, piece, path)
        elif piece.keyword:
            _keyword(draft, piece, piece.keyword, path)
        else:
            _continuation(draft, piece, path)
    if draft and draft.strings and not draft.is_whole:
        raise CatalogError("this entry has no msgstr", path=path, line=draft.first_string_line)
    if draft:
        yield draft


def _comment(draft: _Draft, piece: Piece, path: str) -> None:
    if draft.strings:
        raise CatalogError(
            f"a comment stands inside this entry, behind its {draft.last}",
            path=path,
            line=piece.line,
            hint="Comments stand above an entry. If it lost its msgstr, give it one.",
        )
    kind, rest = piece.text[:1], piece.text[1:]
    if kind == ".":
        draft.extracted.append(rest.removeprefix(" "))
    elif kind == ":":
        draft.references.extend(references(rest))
    elif kind in {",", "!"}:
        draft.flags.extend(flags(rest))
    else:
        draft.comments.append(piece.text.removeprefix(" "))


def _keyword(draft: _Draft, piece: Piece, keyword: str, path: str) -> None:
    kind = keyword if piece.number is None else f"{keyword}[]"
    fits = draft.last in _MAY_FOLLOW.get(kind, ()) and (piece.number is None or piece.number == len(draft.forms))
    if not fits:
        raise _misplaced(draft, piece, kind, path)
    if draft.last == "":
        draft.obsolete = piece.obsolete
    if not piece.previous:
        draft.first_string_line = draft.first_string_line or piece.line
    draft.last = kind
    draft.open = draft.strings[kind] = []
    if keyword == "msgstr":
        draft.forms.append(draft.open)
    _continuation(draft, piece, path)


def _continuation(draft: _Draft, piece: Piece, path: str) -> None:
    if draft.open is None:
        raise CatalogError("this string belongs to no msgid or msgstr", path=path, line=piece.line)
    if piece.obsolete != draft.obsolete or piece.previous != draft.last.startswith("#|"):
        raise CatalogError("only a part of this entry is marked (#~ or #|)", path=path, line=piece.line)
    draft.open.append(piece.text)


def _misplaced(draft: _Draft, piece: Piece, kind: str, path: str) -> CatalogError:
    """Say what is wrong with a keyword that cannot stand where it does."""
    name = kind if piece.number is None else f"msgstr[{piece.number}]"
    counted = "msgid_plural" in draft.strings
    hint = None
    if name.startswith("#|") and name not in _MAY_FOLLOW:
        said = "what stands behind #| is a previous msgid, not a msgstr"
    elif kind != _FORM and kind in draft.strings:
        said, hint = f"this entry has two {name}", "Each entry has one msgid and one msgstr."
    elif name.startswith("msgstr") and "msgid" not in draft.strings:
        said = "this entry has no msgid"
    elif name.startswith("msgstr") and counted:
        said = "this entry has a msgid_plural, but not msgstr[0], msgstr[1] ... without a gap"
    elif name.startswith("msgstr"):
        said = "this entry has no msgid_plural, but other strings than one msgstr"
    else:
        said = f"{name} cannot stand behind {draft.last or 'nothing'}"
        hint = "An entry has msgctxt, msgid, msgid_plural and msgstr in this order, the first and the third if need be."
    return CatalogError(said, path=path, line=piece.line, hint=hint)


def _closing_comments(draft: _Draft, path: str) -> list[str]:
    """Give the comments behind the last entry: what editors note there about the file belongs to its header."""
    if draft.extracted or draft.references or draft.flags:
        raise CatalogError(
            "these comments belong to no message",
            path=path,
            line=draft.line,
            hint="Delete them, or bring back the rest of the file if it was cut off.",
        )
    return draft.comments


def _unit(draft: _Draft) -> Unit:
    message = Message(
        draft.string("msgid") or "",
        draft.string("msgctxt"),
        draft.string("msgid_plural"),
        references=tuple(draft.references),
        comments=tuple(draft.extracted),
        flags=tuple(dict.fromkeys(flag for flag in draft.flags if flag and flag != "fuzzy")),
    )
    return Unit(
        message,
        tuple("".join(form) for form in draft.forms),
        comments=tuple(draft.comments),
        fuzzy="fuzzy" in draft.flags,
        obsolete=draft.obsolete,
        previous=_previous(draft),
        line=draft.first_string_line,
    )


def _previous(draft: _Draft) -> Previous | None:
    msgid = draft.string("#| msgid")
    if msgid is None:
        return None
    return Previous(msgid, draft.string("#| msgctxt"), draft.string("#| msgid_plural"))
