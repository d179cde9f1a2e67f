"""PO text <-> `Catalog`, without loss.

:func:`parse` reads what gettext's own tools accept and refuses damage with
path and line; :func:`serialize` writes what ``msgcat --no-wrap`` writes, byte
for byte. Both are ours and not polib's because polib passes over some damage
(an unclosed msgstr becomes empty), drops the previous msgids of obsolete
entries, and gives no line for a string; the tests compare the two on whatever
both can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from handbill.catalogs.header import check_plurals, decode
from handbill.catalogs.lexer import Piece, pieces
from handbill.catalogs.serializer import FLAGS, ISOLATES, in_utf8, serialize
from handbill.errors import CatalogError
from handbill.model import Catalog, Key, Message, Previous, Unit

__all__ = ["parse", "serialize"]

_REFERENCE = re.compile(
    rf"(?:{ISOLATES[0]}([^{ISOLATES[1]}]*){ISOLATES[1]}|([^ \t]+?))(?:[ \t]*:[ \t]*0*([0-9]+))?(?=[ \t]|$)"
)

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
    header: Unit | None = None
    units: list[Unit] = []
    seen: dict[Key, int] = {}
    closing: list[str] = []
    for draft in _drafts(pieces(decode(data, path), path), path):
        if not draft.strings:
            closing = _closing_comments(draft, path)
            continue
        unit = _unit(draft)
        if unit.key in seen:
            raise CatalogError(
                f"this message stands twice, first on line {seen[unit.key]}",
                path=path,
                line=unit.line,
                hint="Keep the better translation and delete the other entry.",
            )
        seen[unit.key] = draft.first_string_line
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
        draft.references.extend(_reference(*each) for each in _REFERENCE.findall(rest))
    elif kind in {",", "!"}:
        draft.flags.extend(_flags(rest))
    else:
        draft.comments.append(piece.text.removeprefix(" "))


def _reference(isolated: str, name: str, line: str) -> str:
    return f"{isolated or name}:{line}" if line else isolated or name


def _flags(rest: str) -> Iterator[str]:
    for part in rest.split(","):
        words = part.split()
        # For gettext a space separates flags too; what others invented may have spaces inside.
        yield from words if FLAGS.keys() >= set(words) else [part.strip()]


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
