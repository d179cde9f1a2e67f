"""The values that everything else passes around. Imports nothing of the project.

Words, as gettext and translators use them: a *message* is what the source
says; a *unit* is a message with its translation in one catalog; a *catalog* is
one PO file; a *template* is the messages of one domain, before translation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from functools import cached_property

Key = tuple[str | None, str]
"""What identifies a message within its domain: its context and its msgid."""

REVIEWED = re.compile(r"handbill: reviewed ([0-9a-f]{16})(?: by (.+))?")
"""The translator comment that signs a unit off."""

MACHINE = re.compile(r"handbill: machine translation ([0-9a-f]{16})(?: by (.+))?")
"""The translator comment that tells that a machine wrote the translation, and perhaps which."""


class State(IntEnum):
    """How far a message is in one language, from worst to best."""

    UNTRANSLATED = 0
    FUZZY = 1
    TRANSLATED = 2
    REVIEWED = 3

    def __str__(self) -> str:
        return self.name.lower()


class Origin(Enum):
    """Who wrote a translation."""

    HUMAN = "human"
    MACHINE = "machine"
    MACHINE_REVIEWED = "machine reviewed"
    """A machine wrote it, and a person has signed it off."""


def origin_of(origins: Iterable[Origin | None]) -> Origin | None:
    """Say who wrote some translations together: a machine, if it wrote any that nobody has reviewed."""
    found = set(origins)
    return next((each for each in (Origin.MACHINE, Origin.MACHINE_REVIEWED, Origin.HUMAN) if each in found), None)


class Severity(Enum):
    """What a finding does: an error keeps the message from being released, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate: a whole block of a source, or one string of a template."""

    msgid: str
    """The text, unwrapped, inline Markdown and placeholders included."""
    context: str | None = None
    """gettext's msgctxt: ``petition:headline`` for front matter, nothing for prose."""
    plural: str | None = None
    """The msgid for more than one, where the text counts something."""
    references: tuple[str, ...] = ()
    """Where it stands: ``source/petition.md:12``."""
    comments: tuple[str, ...] = ()
    """Extracted comments: where it stands in the text, what it is, its length limit."""
    flags: tuple[str, ...] = ()
    """Flags without *fuzzy*: ``python-brace-format`` ..., unknown ones included."""

    @property
    def key(self) -> Key:
        """What identifies the message within its domain."""
        return (self.context, self.msgid)


@dataclass(frozen=True, slots=True)
class Previous:
    """What a fuzzy unit's translation was made from (``#|``)."""

    msgid: str
    context: str | None = None
    plural: str | None = None


def shows(text: str) -> bool:
    """Say whether a text has anything to see: spaces, joiners and marks of direction are nothing."""
    return any(unicodedata.category(each) not in {"Cc", "Cf", "Zs", "Zl", "Zp"} for each in text)


def _digest(parts: tuple[str, ...]) -> str:
    import hashlib

    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Unit:
    """A message with its translation in one catalog."""

    message: Message
    msgstr: tuple[str, ...] = ("",)
    """The translation; one string per plural form where the message has a plural."""
    comments: tuple[str, ...] = ()
    """Translators' comments, a line each, without the ``# ``."""
    fuzzy: bool = False
    obsolete: bool = False
    previous: Previous | None = None
    line: int | None = field(default=None, compare=False)
    """Where the unit begins in its file, from 1; nothing where it comes from no file."""

    @property
    def key(self) -> Key:
        """What identifies the message within its domain."""
        return self.message.key

    @property
    def state(self) -> State:
        """How far the unit is. A sign-off counts only while its digest fits."""
        if not all(map(shows, self.msgstr)):
            return State.UNTRANSLATED
        if self.fuzzy:
            return State.FUZZY
        signed = any(found[1] == self.digest for found in self._sign_offs)
        return State.REVIEWED if signed else State.TRANSLATED

    @property
    def digest(self) -> str:
        """16 hexadecimal digits of msgid and msgstr: what a sign-off is bound to."""
        parts = (self.message.context or "", self.message.msgid, self.message.plural or "", *self.msgstr)
        return _digest(parts)

    @property
    def origin(self) -> Origin | None:
        """Who wrote the translation, nothing where there is none. A machine's that anyone has edited is a person's."""
        if self.state is State.UNTRANSLATED:
            return None
        noted = (found for comment in self.comments if (found := MACHINE.fullmatch(comment.strip())))
        if all(found[1] != self.msgstr_digest for found in noted):
            return Origin.HUMAN
        return Origin.MACHINE_REVIEWED if self.state is State.REVIEWED else Origin.MACHINE

    @property
    def msgstr_digest(self) -> str:
        """16 hexadecimal digits of the translation alone: what its origin is bound to, whatever the source becomes."""
        return _digest(self.msgstr)

    @property
    def _sign_offs(self) -> list[re.Match[str]]:
        return [found for comment in self.comments if (found := REVIEWED.fullmatch(comment.strip()))]


@dataclass(frozen=True)
class Catalog:
    """One PO file: a header and units in the order of the source, obsolete ones last."""

    header: Unit
    """The unit with the empty msgid; its msgstr holds the header fields, its comments the header comments."""
    units: tuple[Unit, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, Unit]:
        """The units in use (not obsolete) by key."""
        return {unit.key: unit for unit in self.units if not unit.obsolete}

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The header fields by name: ``Language``, ``Plural-Forms`` ..."""
        pairs = (line.split(":", 1) for line in self.header.msgstr[0].split("\n") if ":" in line)
        return {name.strip(): value.strip() for name, value in pairs}

    def with_field(self, name: str, value: str) -> Catalog:
        """The same catalog with one header field set, in its place, or added at the end."""
        lines = self.header.msgstr[0].removesuffix("\n").split("\n") if self.header.msgstr[0] else []
        wanted = f"{name}: {value}"
        names = [line.split(":", 1)[0].strip() for line in lines]
        lines = [wanted if each == name else line for each, line in zip(names, lines, strict=True)]
        if name not in names:
            lines.append(wanted)
        return replace(self, header=replace(self.header, msgstr=("\n".join(lines) + "\n",)))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the content of one message."""

    check: str
    """The check's id: ``placeholders``."""
    severity: Severity
    message: str
    """What is wrong, a sentence."""
    hint: str
    """What to do, a sentence."""
    path: str
    line: int | None
    locale: str
    domain: str
    key: Key
    text: str = ""
    """The form of the translation that it is about."""
    span: tuple[int, int] | None = None
    """Where it begins and ends in that text, in characters from 0; nothing where it is about what is not there."""

    @property
    def place(self) -> str:
        """``path:line``, or the path alone."""
        return self.path if self.line is None else f"{self.path}:{self.line}"
