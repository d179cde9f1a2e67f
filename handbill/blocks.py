"""A document's blocks in reading order, flat: what print, JSON and Markdown are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from handbill.content.document import Kind, Text
from handbill.content.parser import inline_html
from handbill.content.rules import LANGUAGE
from handbill.languages import Language


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands, all counted from 1."""

    table: int
    row: int
    column: int
    columns: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document in one language."""

    id: str
    kind: Kind
    language: Language
    tokens: Sequence[Token]
    """Its inline tokens; none for code, raw HTML and rules."""
    text: Text | None = None
    """The message that it shows, where it shows one."""
    level: int = 0
    """A heading's level, 1 to 6."""
    depth: int = 0
    """How many lists it stands in."""
    quoted: int = 0
    """How many quotations it stands in."""
    marker: str = ""
    """What its list puts before it: ``•``, ``1.``; nothing where it continues an item."""
    cell: Cell | None = None
    content: str = ""
    """The text of code, or raw HTML."""
    note: int | None = None
    """The number of the footnote that it belongs to."""

    @property
    def html(self) -> str:
        """The block's inner HTML."""
        if self.kind is Kind.CODE:
            return self.content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return inline_html(self.tokens) or self.content


def blocks_of(tokens: Sequence[Token], spoken: Language) -> tuple[Block, ...]:
    """Give the blocks of a document's tokens."""
    return tuple(_Blocks(spoken).walk(tokens))


class _Blocks:
    """One walk over the tokens, which knows the lists, tables and notes around it."""

    def __init__(self, spoken: Language) -> None:
        self.spoken = spoken
        self.lists: list[int | None] = []
        self.markers: list[str] = []
        self.quoted = 0
        self.level = 0
        self.table = 0
        self.columns = 0
        self.row = 0
        self.column = 0
        self.heading = False
        self.note: int | None = None
        self.others = 0

    def walk(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for index, token in enumerate(tokens):
            self._enter(token)
            if token.type == "table_open":
                self.columns = _columns(tokens, index)
            if token.type == "inline" and token.children:
                yield self._inline(token)
            elif token.type in {"fence", "code_block", "html_block", "hr"}:
                yield self._other(token)

    def _enter(self, token: Token) -> None:
        self._enter_list(token)
        self._enter_table(token)
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quoted += token.nesting
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = 0
            case "footnote_open":
                self.note = token.meta["id"] + 1
            case "footnote_close":
                self.note = None

    def _enter_list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append(None)
                self.markers.append("")
            case "ordered_list_open":
                self.lists.append(_first_number(token))
                self.markers.append("")
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self.markers.pop()
            case "list_item_open":
                self._next_item()

    def _enter_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self.table, self.row = self.table + 1, 0
            case "tr_open":
                self.row, self.column = self.row + 1, 0
            case "th_open" | "td_open":
                self.column, self.heading = self.column + 1, token.type == "th_open"
            case "tr_close":
                self.column, self.heading = 0, False

    def _next_item(self) -> None:
        number = self.lists[-1]
        self.markers[-1] = "•" if number is None else f"{number}."
        if number is not None:
            self.lists[-1] = number + 1

    def _take_marker(self) -> str:
        """Give what stands before this block; only the first block of an item has it."""
        marker = self.markers[-1] if self.markers else ""
        if self.markers:
            self.markers[-1] = ""
        return marker

    def _inline(self, token: Token) -> Block:
        cell = Cell(self.table, self.row, self.column, self.columns, self.heading) if self.column else None
        return Block(
            token.meta["id"],
            token.meta["kind"],
            token.meta.get(LANGUAGE) or self.spoken,
            token.children or (),
            token.meta.get("text"),
            level=self.level,
            depth=len(self.lists),
            quoted=self.quoted,
            marker=self._take_marker(),
            cell=cell,
            note=self.note,
        )

    def _other(self, token: Token) -> Block:
        self.others += 1
        kind = {"hr": Kind.RULE, "html_block": Kind.HTML}.get(token.type, Kind.CODE)
        return Block(
            token.meta.get("id") or f"{kind.value}-{self.others}",
            kind,
            token.meta.get(LANGUAGE) or self.spoken,
            (),
            token.meta.get("text"),
            depth=len(self.lists),
            quoted=self.quoted,
            marker=self._take_marker(),
            content=token.content,
            note=self.note,
        )


def _first_number(token: Token) -> int:
    start = token.attrGet("start")
    return 1 if start is None else int(start)


def _columns(tokens: Sequence[Token], start: int) -> int:
    count = 0
    for token in tokens[start:]:
        if token.type == "tr_close":
            break
        count += token.type in {"th_open", "td_open"}
    return count


def with_languages(tokens: Iterable[Token], spoken: Language) -> list[Token]:
    """Give the tokens with a ``lang`` and a ``dir`` of its own for every text that is not in the page's language."""
    made: list[Token] = []
    around: list[int] = []
    for token in tokens:
        own: Language = token.meta.get(LANGUAGE) or spoken
        made.append(token)
        if token.nesting == 1:
            around.append(len(made) - 1)
        elif token.nesting == -1:
            around.pop()
        elif token.type != "inline" or own == spoken:
            continue
        elif around and not made[around[-1]].hidden:
            made[around[-1]] = _marked(made[around[-1]], own)
        else:
            made[-1] = _in_span(token, own)
    return made


def _marked(token: Token, own: Language) -> Token:
    return replace(token, attrs={**token.attrs, "lang": own.tag, "dir": own.direction})


def _in_span(token: Token, own: Language) -> Token:
    # The paragraph of a tight list item has no element of its own to carry the language.
    opening = Token("html_inline", "", 0, content=f'<span lang="{own.tag}" dir="{own.direction}">')
    closing = Token("html_inline", "", 0, content="</span>")
    return replace(token, children=[opening, *(token.children or ()), closing])
