"""The walk over a document's blocks, between the parser's two phases: texts are collected, or replaced.

Here it is known where each text stands (its headings, its list, its table),
what it is called in every language, and what its author told the translators.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from sys import intern
from typing import TYPE_CHECKING

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from handbill.content.document import Kind, Text
from handbill.content.lines import on_few_lines, unwrap
from handbill.content.rawhtml import has_tag, same_tags, texts_in_html
from handbill.content.rules import LANGUAGE
from handbill.content.texts import bare_text, brace_flags, slugify, translatable
from handbill.content.typed import isolated_html
from handbill.errors import SourceError
from handbill.model import Message

if TYPE_CHECKING:
    from handbill.facts import Fact
    from handbill.languages import Language

SESSION = "handbill_session"
"""In markdown-it's env: what the walk over the blocks reads and fills."""

MSGID = "handbill_msgid"
"""In markdown-it's env: the source of a text that is parsed alone."""

DIRECTIVE = re.compile(r"\s*<!--\s*(translators|handbill):\s*(.*?)\s*-->\s*", re.DOTALL)

Localize = Callable[[Text], tuple[str, "Language"]]
"""Gives what to show for a text, and the language that it is in."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text, the token that holds it, and the tokens that are open around it, outermost first."""

    text: Text
    token: Token
    around: tuple[Token, ...]
    raw: str
    """The text as the source has it, line ends included."""
    span: tuple[int, int] | None = None
    """Where it stands in the token's content, where that is more than the text: in raw HTML."""


@dataclass(slots=True)
class Session:
    """One reading of a document: what it is read for, and what was found."""

    path: str
    domain: str
    facts: Mapping[str, Fact]
    localize: Localize | None = None
    source: Language | None = None
    anchors: bool = True
    """Whether headings get an id."""
    found: list[Found] = field(default_factory=list)
    bare: list[Found] = field(default_factory=list)
    """What is no message: there is nothing to translate in it."""
    written: list[tuple[int, str]] = field(default_factory=list)
    """Every text of the body with its line, those that are no message included."""
    blocks: Sequence[Token] = ()
    """All tokens of the body, before any is left out; the texts know their `Text.id` by their meta."""


def words_rule(state: StateCore) -> None:
    """Collect the texts of a document, or put their translations in their place; a rule of markdown-it's core."""
    session: Session | None = state.env.get(SESSION)
    if session is not None:
        session.blocks = state.tokens
        state.tokens = list(_Walk(state, session).tokens())


_CONTAINERS = {
    "bullet_list": None, "ordered_list": None, "list_item": Kind.ITEM, "blockquote": Kind.QUOTATION,
    "th": Kind.CELL, "td": Kind.CELL, "dt": Kind.TERM, "dd": Kind.DEFINITION, "footnote_reference": Kind.FOOTNOTE,
}  # fmt: skip


class _Walk:
    """One walk over a document's blocks, which knows where in the text it is."""

    def __init__(self, state: StateCore, session: Session) -> None:
        self.state = state
        self.session = session
        self.open: list[Token] = []
        self.headings: list[tuple[int, str]] = []
        self.section = "start"
        self.sections: set[str] = set()
        # The number behind the last section of each name; from the second on it is written.
        self.named: Counter[str] = Counter()
        self.counts: Counter[tuple[str, Kind]] = Counter()
        self.note: list[str] = []
        self.column = 0

    def tokens(self) -> Iterator[Token]:
        """Give the tokens to go on with: directives left out, texts replaced."""
        skip_level: int | None = None
        for token in self.state.tokens:
            if skip_level is not None and token.level < skip_level:
                # Nothing followed where the directive stands.
                skip_level = None
            directive = self._directive(token) if token.type == "html_block" else None
            if directive and directive[1] == "translators":
                self.note.append(" ".join(directive[2].split()))
                continue
            if directive:
                skip_level = token.level
                continue
            self._enter(token)
            if token.type == "inline" and token.content:
                self._inline(token, skip=skip_level is not None)
            elif token.type == "html_block" and skip_level is None:
                self._raw_html(token)
            if skip_level is not None and token.level == skip_level and token.nesting <= 0:
                skip_level = None
                self.note = []
            self._leave(token)
            yield token

    def _directive(self, token: Token) -> re.Match[str] | None:
        found = DIRECTIVE.match(token.content)
        if found and (found.end() < len(token.content) or (found[1] == "handbill" and found[2] != "skip")):
            raise SourceError(
                f"this comment cannot be followed: {token.content.strip()}",
                path=self.session.path,
                line=self._line(token),
                hint="Write <!-- handbill: skip --> or <!-- translators: ... -->, on a line of its own.",
            )
        return found

    def _enter(self, token: Token) -> None:
        if token.nesting == 1:
            self.open.append(token)
        if token.type == "tr_open":
            self.column = 0
        elif token.type in {"th_open", "td_open"}:
            self.column += 1

    def _leave(self, token: Token) -> None:
        if token.nesting == -1:
            self.open.pop()

    def _inline(self, token: Token, *, skip: bool) -> None:
        kind = self._kind()
        msgid = unwrap(token.content, self.state)
        if kind is Kind.HEADING:
            self._start_section(int(self.open[-1].tag[1]), msgid)
        identity, line = self._identity(kind), self._line(token)
        self.session.written.append((line, token.content))
        token.meta.update(id=identity, kind=kind, column=self.column)
        if skip and self.session.source:
            token.meta[LANGUAGE] = self.session.source
        elif not translatable(token.content):
            text = Text(identity, kind, Message(msgid), line)
            self.session.bare.append(Found(text, token, tuple(self.open), token.content))
        elif not skip:
            text = Text(identity, kind, self._message(kind, msgid, line), line)
            self.session.found.append(Found(text, token, tuple(self.open), token.content))
            if self.session.localize:
                shown, spoken = self.session.localize(text)
                token.meta.update({"text": text, "source": token.content, LANGUAGE: spoken})
                token.content = on_few_lines(shown) if shown != msgid else token.content

    def _raw_html(self, token: Token) -> None:
        content = made = token.content
        # From the last to the first, so that places stay true; the texts are then told in order.
        texts = [self._html_text(token, content, span) for span in texts_in_html(content)]
        for found in reversed(texts):
            if self.session.localize and found.span:
                shown, spoken = self.session.localize(found.text)
                usable = shown != found.text.message.msgid and same_tags(found.raw, shown)
                start, end = found.span
                made = made[:start] + (isolated_html(on_few_lines(shown), spoken) if usable else found.raw) + made[end:]
        self.session.found.extend(texts)
        token.content = made

    def _html_text(self, token: Token, content: str, span: tuple[int, int]) -> Found:
        raw = content[slice(*span)]
        line = self._line(token) + content.count("\n", 0, span[0])
        message = self._message(Kind.HTML, re.sub(r"\s*\n\s*", " ", raw), line)
        return Found(Text(self._identity(Kind.HTML), Kind.HTML, message, line), token, tuple(self.open), raw, span)

    def _identity(self, kind: Kind) -> str:
        self.counts[self.section, kind] += 1
        return f"{self.section}.{kind.value.replace(' ', '-')}-{self.counts[self.section, kind]}"

    def _kind(self) -> Kind:
        if self.open and self.open[-1].type == "heading_open":
            return Kind.HEADING
        for token in reversed(self.open):
            if kind := _CONTAINERS.get(token.type.removesuffix("_open")):
                return kind
        return Kind.PARAGRAPH

    def _line(self, token: Token) -> int:
        for each in (token, *reversed(self.open)):
            if each.map:
                return each.map[0] + 1
        return 1

    def _start_section(self, level: int, msgid: str) -> None:
        self.headings = [each for each in self.headings if each[0] < level]
        self.headings.append((level, bare_text(msgid)))
        slug = slugify(msgid)
        # From where the last one of this name left off: a guide may have thousands of headings “Documents”.
        numbers = count(self.named[slug] + 1)
        names = ((number, slug if number == 1 else f"{slug}-{number}") for number in numbers)
        self.named[slug], self.section = next(each for each in names if each[1] not in self.sections)
        self.sections.add(self.section)
        if self.session.anchors:
            self.open[-1].attrSet("id", self.section)

    def _message(self, kind: Kind, msgid: str, line: int) -> Message:
        above = [title for _, title in self.headings]
        place = " › ".join((above[:-1] if kind is Kind.HEADING else above) + [kind.value])
        comments = (intern(place), *self.note)
        self.note = []
        return Message(
            intern(msgid),
            references=(intern(f"{self.session.path}:{line}"),),
            comments=comments,
            flags=brace_flags(msgid, self.session.facts),
        )


def raw_html_rule(state: StateCore) -> None:
    """Show raw HTML that a translation added as the text that it is: markup comes from sources alone."""
    for token in state.tokens:
        source = token.meta.get("source", state.env.get(MSGID))
        if token.type != "inline" or source is None or token.content == source:
            continue
        for child in token.children or ():
            if child.type == "html_inline" and not has_tag(source, child.content):
                child.type = "text"
