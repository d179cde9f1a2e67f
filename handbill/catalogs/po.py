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
from dataclasses import dataclass, field

from handbill.catalogs.serializer import ESCAPES, ISOLATES, serialize
from handbill.errors import CatalogError
from handbill.model import Catalog, Key, Message, Previous, Unit

__all__ = ["parse", "serialize"]

_CHARSET = re.compile(rb'Content-Type:[^"\\\n]*charset=([A-Za-z0-9_.:-]+)')
_CONFLICT = re.compile(r"<{7}( |$)|={7}\s*$|>{7}( |$)|\|{7}( |$)")
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?)?\s*(".*)')
_BYTE = re.compile(r"\\(?:([0-3]?[0-7]{1,2})|x([0-9a-fA-F]{1,2}))")
_ESCAPE = re.compile(r"((?:\\[0-3]?[0-7]{1,2}|\\x[0-9a-fA-F]{1,2})+)|\\(.)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_REFERENCE = re.compile(rf"{ISOLATES[0]}([^{ISOLATES[1]}]*){ISOLATES[1]}([^ \t]*)|([^ \t]+)")

_Strings = dict[str, str]


@dataclass(slots=True)
class _Draft:
    """A unit as far as it has been read."""

    line: int
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: _Strings = field(default_factory=dict)
    previous: _Strings = field(default_factory=dict)
    obsolete: bool | None = None
    """Nothing before the first string."""
    first_string_line: int | None = None


def parse(data: bytes, path: str) -> Catalog:
    """Read a PO file's bytes. Damage is a `CatalogError` with path and line."""
    text = _decode(data, path)
    header: Unit | None = None
    units: list[Unit] = []
    seen: dict[Key, int] = {}
    for draft in _drafts(text, path):
        unit = _unit(draft, path)
        first = seen.setdefault(unit.key, draft.first_string_line or draft.line)
        if first != (draft.first_string_line or draft.line):
            raise CatalogError(
                f"this message stands twice, first on line {first}",
                path=path,
                line=draft.first_string_line,
                hint="Keep the better translation and delete the other entry.",
            )
        if unit.key == (None, "") and not unit.obsolete:
            header = unit
        else:
            units.append(unit)
    if header is None and not units:
        raise CatalogError("is empty", path=path, line=1, hint="Bring back an older version, or delete the file.")
    catalog = Catalog(header or Unit(Message(""), ("",)), tuple(units))
    _check_plurals(catalog, path)
    return _in_utf8(catalog)


def _decode(data: bytes, path: str) -> str:
    data = data.removeprefix(b"\xef\xbb\xbf")
    found = _CHARSET.search(data)
    charset = found[1].decode() if found else "UTF-8"
    if charset.upper() == "CHARSET":
        charset = "UTF-8"
    try:
        text = data.decode(charset)
    except LookupError as error:
        raise CatalogError(f"its header names a charset that does not exist: {charset}", path=path, line=1) from error
    except UnicodeDecodeError as error:
        raise CatalogError(
            f"is not {charset}, although its header says so",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="Open it with the encoding that it was saved in, and save it as UTF-8.",
        ) from error
    if "\0" in text:
        raise CatalogError(
            "has NUL characters, which no text has",
            path=path,
            line=text[: text.index("\0")].count("\n") + 1,
            hint="It was damaged, or saved as UTF-16: bring back an older version, or save it as UTF-8.",
        )
    return text


def _in_utf8(catalog: Catalog) -> Catalog:
    # The charset is that of the bytes, which are written as UTF-8 whatever they were.
    if re.search(r"charset=UTF-8\b", catalog.fields.get("Content-Type", ""), re.IGNORECASE):
        return catalog
    return catalog.with_field("Content-Type", "text/plain; charset=UTF-8")


def _drafts(text: str, path: str) -> Iterator[_Draft]:
    draft: _Draft | None = None
    target: tuple[_Strings, str] | None = None
    # Not splitlines(): U+2028 and the like stand inside strings.
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip("\r").lstrip(" \t")
        if _CONFLICT.match(line):
            raise CatalogError(
                "a conflict of two versions (git) was left in the file",
                path=path,
                line=number,
                hint="Choose between the two versions and delete the lines <<<<<<<, ======= and >>>>>>>.",
            )
        line, obsolete, previous = _unmark(line)
        if not line.strip():
            continue
        keyword = None if line.startswith("#") else _LINE.fullmatch(line)
        starts = line.startswith("#") or (keyword and keyword[1] in {"msgctxt", "msgid"}) or previous
        if draft and starts and "msgstr" in "".join(draft.strings):
            yield draft
            draft, target = None, None
        draft = draft or _Draft(number)
        if line.startswith("#"):
            _comment(draft, line)
            target = None
            continue
        if keyword is None:
            raise CatalogError(
                f"this line is neither a comment nor a keyword with a string: {line[:40]}", path=path, line=number,
                hint="Comments begin with #, strings stand between straight quotation marks.",
            )  # fmt: skip
        if draft.obsolete not in {None, obsolete}:
            raise CatalogError("only a part of this entry is marked as obsolete (#~)", path=path, line=number)
        draft.obsolete = obsolete
        if not previous:
            draft.first_string_line = draft.first_string_line or number
        target = _string(draft, keyword, target, previous=previous, path=path, number=number)
    if draft:
        yield draft


def _unmark(line: str) -> tuple[str, bool, bool]:
    """Give a line without the marks of obsolete and previous strings, and which of them it had."""
    if line.startswith("#~|"):
        return line[3:].strip(), True, True
    if line.startswith("#|"):
        return line[2:].strip(), False, True
    if line.startswith("#~"):
        return line[2:].strip(), True, False
    return line, False, False


def _comment(draft: _Draft, line: str) -> None:
    kind, rest = line[1:2], line[2:]
    if kind == ".":
        draft.extracted.append(rest.removeprefix(" "))
    elif kind == ":":
        draft.references.extend("".join(found) for found in _REFERENCE.findall(rest))
    elif kind in {",", "!"}:
        draft.flags.extend(flag.strip() for flag in rest.split(",") if flag.strip())
    else:
        draft.comments.append(line[1:].removeprefix(" "))


def _string(
    draft: _Draft,
    found: re.Match[str],
    target: tuple[_Strings, str] | None,
    *,
    previous: bool,
    path: str,
    number: int,
) -> tuple[_Strings, str]:
    value = _unquote(found[3], path, number)
    if found[1] is None:
        if target is None:
            raise CatalogError("this string belongs to no msgid or msgstr", path=path, line=number)
        strings, name = target
        strings[name] += value
        return target
    name = found[1] if found[2] is None else f"{found[1]}[{found[2]}]"
    strings = draft.previous if previous else draft.strings
    if previous and name.startswith("msgstr"):
        raise CatalogError("what stands behind #| is a previous msgid, not a msgstr", path=path, line=number)
    if name in strings:
        raise CatalogError(
            f"this entry has two {name}", path=path, line=number, hint="Each entry has one msgid and one msgstr."
        )
    strings[name] = value
    return strings, name


def _unquote(quoted: str, path: str, number: int) -> str:
    found = _STRING.fullmatch(quoted)
    if found is None:
        raise CatalogError(
            "this string is not closed, or has a quotation mark inside",
            path=path,
            line=number,
            hint='A string begins and ends with ", and a " inside it is written \\".',
        )
    return _ESCAPE.sub(lambda escape: _unescape(escape, path, number), found[1])


def _unescape(escape: re.Match[str], path: str, number: int) -> str:
    numbers, letter = escape.groups()
    if numbers:
        return _from_bytes(numbers, path, number)
    if letter not in ESCAPES:
        raise CatalogError(
            f"“\\{letter}” means nothing in a PO file", path=path, line=number, hint="A backslash is written \\\\."
        )
    return ESCAPES[letter]


def _from_bytes(numbers: str, path: str, number: int) -> str:
    """Give the text of octal and hexadecimal escapes: each is a byte, several together are a letter."""
    data = bytes(int(octal, 8) if octal else int(hexadecimal, 16) for octal, hexadecimal in _BYTE.findall(numbers))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise CatalogError(f"“{numbers}” is not UTF-8", path=path, line=number) from error
    if "\0" in text:
        raise CatalogError(f"“{numbers}” has a NUL character, which no text has", path=path, line=number)
    return text


def _unit(draft: _Draft, path: str) -> Unit:
    strings, previous = draft.strings, draft.previous
    line = draft.first_string_line or draft.line
    if "msgid" not in strings:
        if strings:
            raise CatalogError("this entry has no msgid", path=path, line=line)
        raise CatalogError(
            "these comments belong to no message", path=path, line=line, hint="Delete them, or move them to a message."
        )
    plural = strings.get("msgid_plural")
    forms = _forms(strings, path, line, counted=plural is not None)
    message = Message(
        strings["msgid"],
        strings.get("msgctxt"),
        plural,
        references=tuple(draft.references),
        comments=tuple(draft.extracted),
        flags=tuple(flag for flag in draft.flags if flag != "fuzzy"),
    )
    return Unit(
        message,
        forms,
        comments=tuple(draft.comments),
        fuzzy="fuzzy" in draft.flags,
        obsolete=bool(draft.obsolete),
        previous=_previous(previous),
        line=line,
    )


def _previous(strings: _Strings) -> Previous | None:
    if not strings:
        return None
    return Previous(strings.get("msgid", ""), strings.get("msgctxt"), strings.get("msgid_plural"))


def _forms(strings: _Strings, path: str, line: int, *, counted: bool) -> tuple[str, ...]:
    names = [name for name in strings if name.startswith("msgstr")]
    wanted = [f"msgstr[{number}]" for number in range(len(names))] if counted else ["msgstr"]
    if not names:
        raise CatalogError("this entry has no msgstr", path=path, line=line)
    if set(names) != set(wanted):
        raise CatalogError(
            "this entry has a msgid_plural, but not msgstr[0], msgstr[1] ... without a gap"
            if counted
            else "this entry has no msgid_plural, but other strings than one msgstr",
            path=path,
            line=line,
        )
    return tuple(strings[name] for name in wanted)


def _check_plurals(catalog: Catalog, path: str) -> None:
    found = re.search(r"nplurals\s*=\s*(\d+)", catalog.fields.get("Plural-Forms", ""))
    if found is None:
        return
    for unit in catalog.units:
        if unit.message.plural is not None and not unit.obsolete and len(unit.msgstr) != int(found[1]):
            raise CatalogError(
                f"this entry has {len(unit.msgstr)} plural forms, but the header says nplurals={found[1]}",
                path=path,
                line=unit.line,
                hint=f"Give it msgstr[0] to msgstr[{int(found[1]) - 1}], or correct Plural-Forms in the header.",
            )
