"""Markdown in: a source file becomes a `Document` of texts; each block is one message.

CommonMark with tables, strikethrough, footnotes, definition lists and front
matter, parsed by markdown-it. Between its block and its inline phase every
block's text is known and untouched: there the texts are collected
(:func:`parse`) or replaced by their translations (:func:`localized_tokens`).
So a translation is only ever parsed as inline text and cannot change the
structure around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from handbill.content.document import Document, FieldRule, Kind, Text
from handbill.content.frontmatter import read_front_matter
from handbill.content.inline import BACK_TO_TEXT, FACTS, LANGUAGE, facts_plugin
from handbill.errors import SourceError
from handbill.facts import PLACEHOLDER, Fact, format_fact, placeholders, undefined
from handbill.languages import Language, language
from handbill.model import Message

SESSION = "handbill_session"
"""In markdown-it's env: what the walk over the blocks reads and fills."""

DIRECTIVE = re.compile(r"\s*<!--\s*(translators|handbill):\s*(.*?)\s*-->\s*", re.DOTALL)

Localize = Callable[[Text], tuple[str, Language]]
"""Gives what to show for a text, and the language that it is in."""


@cache
def parser() -> MarkdownIt:
    """Give the one parser, which is stateless: what varies travels in the env."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin).use(facts_plugin)
    markdown.core.ruler.before("inline", "words", _words_rule)
    markdown.core.ruler.after("inline", "raw_html", _raw_html_rule)
    return markdown


def parse(
    source: str,
    *,
    path: str,
    domain: str,
    schema: Mapping[str, FieldRule] | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> Document:
    """Give the texts of a Markdown source.

    `schema` names the front-matter keys that are translated; `facts` are those
    that its placeholders may name. A placeholder that no fact defines, a format
    that a fact does not have, and a field over its limit are a `SourceError`.
    """
    schema, facts = schema or {}, facts or {}
    session = _Session(path=path, domain=domain, facts=facts)
    tokens = parser().parse(source, {SESSION: session})
    fields, metadata = _fields(tokens, schema, session)
    document = Document(domain, path, source, fields, tuple(session.texts), metadata)
    for text in document.all_texts:
        _check_facts(text, source, path, facts)
    return document


def localized_tokens(
    document: Document, localize: Localize, facts: Mapping[str, Fact], *, spoken: Language, source: Language
) -> Sequence[Token]:
    """Give the document's tokens in the language `spoken`.

    Each inline token's meta holds its ``id``, its ``kind``, its ``text`` (nothing
    where it is no message) and, where that is known, its language under `LANGUAGE`.
    """
    session = _Session(document.path, document.domain, facts, localize=localize, source=source)
    tokens = parser().parse(document.source, {SESSION: session, FACTS: facts, LANGUAGE: spoken})
    return [token for token in tokens if token.type != "front_matter"]


def inline_tokens(text: str, spoken: Language, facts: Mapping[str, Fact]) -> Sequence[Token]:
    """Parse one text that stands alone, such as a headline."""
    tokens = parser().parseInline(text, {FACTS: facts, LANGUAGE: spoken})
    return tokens[0].children or ()


def html(tokens: Sequence[Token], back_to_text: str = "") -> str:
    """Give a document's tokens as HTML; `back_to_text` names the way back from a footnote."""
    return _renderer().render(tokens, parser().options, {BACK_TO_TEXT: back_to_text})


def inline_html(tokens: Sequence[Token]) -> str:
    """Give one parsed text as HTML."""
    return _renderer().renderInline(tokens, parser().options, {})


def _renderer() -> RendererHTML:
    renderer = parser().renderer
    assert isinstance(renderer, RendererHTML)
    return renderer


@dataclass(slots=True)
class _Session:
    path: str
    domain: str
    facts: Mapping[str, Fact]
    localize: Localize | None = None
    source: Language | None = None
    texts: list[Text] = field(default_factory=list)


def _words_rule(state: StateCore) -> None:
    session: _Session | None = state.env.get(SESSION)
    if session is not None:
        state.tokens = list(_Walk(state, session).tokens())


_CONTAINERS = {
    "bullet_list": None, "ordered_list": None, "list_item": Kind.ITEM, "blockquote": Kind.QUOTATION,
    "th": Kind.CELL, "td": Kind.CELL, "dt": Kind.TERM, "dd": Kind.DEFINITION, "footnote_reference": Kind.FOOTNOTE,
}  # fmt: skip


class _Walk:
    """One walk over a document's blocks, which knows where in the text it is."""

    def __init__(self, state: StateCore, session: _Session) -> None:
        self.state = state
        self.session = session
        self.open: list[Token] = []
        self.headings: list[tuple[int, str]] = []
        self.section = "start"
        self.sections: Counter[str] = Counter()
        self.counts: Counter[tuple[str, Kind]] = Counter()
        self.note: list[str] = []

    def tokens(self) -> Iterator[Token]:
        """Give the tokens to go on with: directives left out, texts replaced."""
        skip_level: int | None = None
        for token in self.state.tokens:
            directive = DIRECTIVE.fullmatch(token.content) if token.type == "html_block" else None
            if directive and directive[1] == "translators":
                self.note.append(" ".join(directive[2].split()))
                continue
            if directive and directive[2] == "skip":
                skip_level = token.level
                continue
            self._enter(token)
            if token.type == "inline" and token.content:
                self._inline(token, skip=skip_level is not None)
            if skip_level is not None and token.level == skip_level and token.nesting <= 0:
                skip_level = None
            self._leave(token)
            yield token

    def _enter(self, token: Token) -> None:
        if token.nesting == 1:
            self.open.append(token)

    def _leave(self, token: Token) -> None:
        if token.nesting == -1:
            self.open.pop()

    def _inline(self, token: Token, *, skip: bool) -> None:
        kind = self._kind()
        msgid = unwrap(token.content, self.state)
        if kind is Kind.HEADING:
            self._start_section(int(self.open[-1].tag[1]), msgid)
        self.counts[self.section, kind] += 1
        name = kind.value.replace(" ", "-")
        identity = f"{self.section}.{name}-{self.counts[self.section, kind]}"
        token.meta.update(id=identity, kind=kind)
        if skip and self.session.source:
            token.meta[LANGUAGE] = self.session.source
        elif not skip and translatable(token.content):
            self._text(token, Text(identity, kind, self._message(kind, msgid, self._line(token)), self._line(token)))

    def _text(self, token: Token, text: Text) -> None:
        self.session.texts.append(text)
        if self.session.localize:
            shown, spoken = self.session.localize(text)
            token.meta.update({"text": text, "source": token.content, LANGUAGE: spoken})
            if shown != text.message.msgid:
                token.content = shown

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
        self.sections[slug] += 1
        self.section = slug if self.sections[slug] == 1 else f"{slug}-{self.sections[slug]}"
        self.open[-1].attrSet("id", self.section)

    def _message(self, kind: Kind, msgid: str, line: int) -> Message:
        above = [title for _, title in self.headings]
        place = " › ".join((above[:-1] if kind is Kind.HEADING else above) + [kind.value])
        comments = (place, *self.note)
        self.note = []
        return Message(
            msgid,
            references=(f"{self.session.path}:{line}",),
            comments=comments,
            flags=brace_flags(msgid, self.session.facts),
        )


def _fields(
    tokens: Sequence[Token], schema: Mapping[str, FieldRule], session: _Session
) -> tuple[tuple[Text, ...], Mapping[str, object]]:
    front = next((token for token in tokens if token.type == "front_matter"), None)
    if front is None or front.map is None:
        return (), {}
    values, metadata = read_front_matter(str(front.content), schema, path=session.path, first_line=front.map[0] + 2)
    made = []
    for value in values:
        rule = schema[value.key]
        if rule.limit is not None and visible_length(value.text) > rule.limit:
            raise SourceError(
                f"“{value.key}” has {visible_length(value.text)} characters; its limit is {rule.limit}",
                path=session.path,
                line=value.line,
                hint="Shorten it, or raise the limit in handbill.toml if the layout has the room.",
            )
        place = f"front matter › {value.key}" + (f", {value.index} in a list" if value.index else "")
        limit = f"at most {rule.limit} characters" if rule.limit else ""
        message = Message(
            value.text,
            context=f"{session.domain}:{value.key}",
            references=(f"{session.path}:{value.line}",),
            comments=tuple(each for each in (place, rule.note, limit) if each),
            flags=brace_flags(value.text, session.facts),
        )
        made.append(Text(value.id, Kind.FIELD, message, value.line, rule.limit))
    return tuple(made), metadata


def brace_flags(msgid: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Give the flag that makes msgfmt, Poedit and Weblate check the placeholders, where a text has any."""
    return ("python-brace-format",) if any(found[1] in facts for found in placeholders(msgid)) else ()


def translatable(text: str) -> bool:
    """Say whether there is anything to translate: a letter outside placeholders."""
    return any(each.isalpha() for each in PLACEHOLDER.sub("", text))


def visible_length(text: str) -> int:
    """Count characters as a reader does: placeholders, combining marks and invisible ones not counted."""
    return sum(unicodedata.category(each) not in {"Mn", "Me", "Cf"} for each in PLACEHOLDER.sub("", text))


def slugify(text: str) -> str:
    """Give a name for links: letters and digits of any script in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", bare_text(text).casefold().replace("'", "").replace("’", ""))) or "section"


def bare_text(text: str) -> str:
    """Give a text without its inline markup, for a place in a comment."""
    return re.sub(r"[*`~]+|\[\^[^\]]*\]|\]\([^)]*\)|\[", "", text).strip()


def unwrap(content: str, state: StateCore) -> str:
    """Give a block's text on one line; hard line breaks stay, each as a backslash at the end of a line.

    Where a line end means something (inside raw HTML), unwrapping would change
    the text, and it is left as it is.
    """
    if "\n" not in content:
        return content
    unwrapped = re.sub(r"(\\| {2,})?[ \t]*\n[ \t]*", lambda found: "\\\n" if found[1] else " ", content)
    return unwrapped if _rendered(unwrapped, state) == _rendered(content, state) else content


def _rendered(content: str, state: StateCore) -> str:
    # A scratch env: parsing a footnote reference counts it.
    env = {"references": state.env.get("references", {})}
    tokens: list[Token] = []
    state.md.inline.parse(content, state.md, env, tokens)
    return re.sub(r"(?<!>)\n", " ", inline_html(tokens))


def _raw_html_rule(state: StateCore) -> None:
    """Show raw HTML that a translation added as the text that it is: markup comes from sources alone."""
    for token in state.tokens:
        if token.type != "inline" or "source" not in token.meta or token.content == token.meta["source"]:
            continue
        added = [child for child in token.children or () if child.type == "html_inline"]
        for child in added:
            if child.content not in token.meta["source"]:
                child.type = "text"


def _check_facts(text: Text, source: str, path: str, facts: Mapping[str, Fact]) -> None:
    msgid = text.message.msgid
    if not facts:
        return
    for found in undefined(msgid, facts):
        raise SourceError(
            f"no fact is named “{found[1]}”",
            path=path,
            line=_line_of(found[0], source, text.line),
            hint=_fact_hint(found[1], facts),
        )
    for found in placeholders(msgid):
        try:
            format_fact(facts[found[1]], language("en"), found[2])
        except ValueError as error:
            raise SourceError(
                f"{found[0]} cannot be written: {error}", path=path, line=_line_of(found[0], source, text.line)
            ) from error


def _line_of(placeholder: str, source: str, first: int) -> int:
    lines = source.split("\n")
    return next((number for number in range(first, len(lines) + 1) if placeholder in lines[number - 1]), first)


def _fact_hint(name: str, facts: Mapping[str, Fact]) -> str:
    close = get_close_matches(name, facts, n=1)
    guess = f"Did you mean {{{close[0]}}}? " if close else f"There are: {', '.join(sorted(facts))}. "
    return f"{guess}For the braces themselves, double them: {{{{{name}}}}}."
