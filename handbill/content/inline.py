"""Inline Markdown: facts inside texts, and what a parsed text is made of.

Two rules are added to markdown-it. The inline rule ``fact`` makes a token of
every ``{name}`` that the campaign defines; the core rule ``facts`` then writes
each one in the language of the text that it stands in, link targets included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from markupsafe import Markup, escape

from handbill.facts import DOUBLED, PLACEHOLDER, Fact, FormattedFact, fill, format_fact
from handbill.languages import Language

FACTS = "handbill_facts"
"""In markdown-it's env: the campaign's facts by name."""
LANGUAGE = "handbill_language"
"""In markdown-it's env, or in an inline token's meta, where it wins: the language of the text."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look and one direction."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    direction: str | None = None
    """Set where the run must be isolated: a phone number, an address, a date."""
    href: str | None = None
    fact: str | None = None
    """The name of the fact that it is."""
    line_break: bool = False
    """A hard line break; the text is then empty."""
    note: int | None = None
    """The number of the footnote that is called here; the text is then empty."""


BACK_TO_TEXT = "handbill_back_to_text"
"""In markdown-it's env, while rendering: the name of the way back from a footnote, for who cannot see the arrow."""


def facts_plugin(parser: MarkdownIt) -> None:
    """Teach a parser the facts that its env carries under `FACTS`."""
    parser.inline.ruler.before("escape", "fact", _fact_rule)
    parser.core.ruler.after("inline", "facts", _write_facts)
    parser.add_render_rule("fact", _render_fact)
    parser.add_render_rule("footnote_anchor", _render_way_back)
    parser.add_render_rule("footnote_caption", _render_caption)


def _fact_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    facts: Mapping[str, Fact] | None = state.env.get(FACTS)
    if not facts or state.src[state.pos] != "{":
        return False
    if found := DOUBLED.match(state.src, state.pos):
        kind, content = "text_special", f"{{{found[1]}}}"
    elif (found := PLACEHOLDER.match(state.src, state.pos)) and found[1] in facts:
        kind, content = "fact", found[0]
    else:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
    state.pos = found.end()
    return True


def _write_facts(state: StateCore) -> None:
    facts: Mapping[str, Fact] = state.env.get(FACTS) or {}
    for token in state.tokens:
        if facts and token.type == "inline" and token.children:
            spoken = token.meta.get(LANGUAGE) or state.env[LANGUAGE]
            _write_into(token.children, facts, spoken)


def _write_into(tokens: Sequence[Token], facts: Mapping[str, Fact], spoken: Language) -> None:
    links = 0
    for token in tokens:
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "fact":
            found = PLACEHOLDER.fullmatch(token.content)
            assert found is not None
            formatted = format_fact(facts[found[1]], spoken, found[2])
            token.meta["fact"] = replace(formatted, href=None) if links else formatted
        elif token.type in {"text", "code_inline"}:
            # Where the inline rule does not come: code, and an address between angle brackets.
            token.content = fill(token.content, facts, spoken)
        elif token.type == "html_inline":
            token.content = fill(token.content, facts, spoken, write=escape)
        for name in ("href", "src", "title"):
            if value := token.attrGet(name):
                token.attrSet(name, _fill_attribute(name, str(value), facts, spoken))
        if token.children:
            _write_into(token.children, facts, spoken)
            _write_alternative(token)


def _write_alternative(image: Token) -> None:
    """Make plain text of the facts in an image's alternative text, which has no markup."""
    for child in image.children or ():
        if child.type == "fact":
            child.type, child.content = "text", child.meta["fact"].text


def _fill_attribute(name: str, value: str, facts: Mapping[str, Fact], spoken: Language) -> str:
    # markdown-it has percent-encoded the braces of a link target by now.
    readable = re.sub(r"%7B(.*?)%7D", lambda found: unquote(found[0]), value)
    alone = PLACEHOLDER.fullmatch(readable) if name == "href" else None
    if alone and alone[1] in facts:
        # A link to a phone number dials it, one to an e-mail address writes to it.
        formatted = format_fact(facts[alone[1]], spoken, alone[2])
        return formatted.href or formatted.text
    return fill(readable, facts, spoken) if "{" in readable else value


def _render_fact(_renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: EnvType) -> str:
    return fact_html(tokens[index].meta["fact"])


def _render_way_back(_renderer: object, tokens: Sequence[Token], index: int, _options: object, env: EnvType) -> str:
    meta = tokens[index].meta
    place = f"fnref{meta['id'] + 1}" + (f":{meta['subId']}" if meta["subId"] > 0 else "")
    label = Markup(' aria-label="{}"').format(env[BACK_TO_TEXT]) if env.get(BACK_TO_TEXT) else ""
    return f' <a href="#{place}" class="footnote-backref"{label}>↩\N{VARIATION SELECTOR-15}</a>'


def _render_caption(_renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: EnvType) -> str:
    # The same number each time that a footnote is called.
    return f"[{tokens[index].meta['id'] + 1}]"


def fact_html(fact: FormattedFact) -> Markup:
    """Give a fact as HTML: isolated, dates as ``<time>``, phones and addresses as links."""
    inner = escape(fact.text)
    if fact.machine:
        inner = Markup('<time datetime="{}">{}</time>').format(fact.machine, inner)
    isolated = Markup('<bdi dir="{}">{}</bdi>').format(fact.direction, inner)
    return Markup('<a href="{}">{}</a>').format(fact.href, isolated) if fact.href else isolated


def runs(tokens: Iterable[Token]) -> tuple[Run, ...]:
    """Give the runs of a parsed text, neighbours of the same look joined."""
    joined: list[Run] = []
    for run in _runs(tokens):
        last = joined[-1] if joined else None
        if last and not run.line_break and run.note is None and replace(last, text="") == replace(run, text=""):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


_LOOKS = {"strong": "bold", "em": "italic", "s": "strike"}


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    look = Run("")
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in _LOOKS:
            look = replace(look, **{_LOOKS[name]: end == "open"})  # type: ignore[arg-type]
        elif name == "link":
            look = replace(look, href=str(token.attrGet("href")) if end == "open" else None)
        else:
            yield from _leaf(token, look)


def _leaf(token: Token, look: Run) -> Iterator[Run]:
    match token.type:
        case "text" | "text_special" if token.content:
            yield replace(look, text=token.content)
        case "softbreak":
            yield replace(look, text=" ")
        case "hardbreak":
            yield Run("", line_break=True)
        case "code_inline":
            yield replace(look, text=token.content, code=True)
        case "image":
            yield replace(look, text=plain(token.children or ()))
        case "footnote_ref":
            yield Run("", note=token.meta["id"] + 1)
        case "fact":
            fact: FormattedFact = token.meta["fact"]
            name = token.content[1:-1].partition(":")[0]
            yield replace(look, text=fact.text, direction=fact.direction, href=look.href or fact.href, fact=name)
        case "html_inline" if re.fullmatch(r"<br\s*/?>", token.content):
            yield Run("", line_break=True)
        case _:
            # Other raw HTML has no text; a footnote's way back is the page's business.
            return


def plain(tokens: Iterable[Token], *, isolate: bool = False) -> str:
    """Give a parsed text without markup; facts between Unicode isolates if asked for."""
    return "".join(_plain(run, isolate=isolate) for run in runs(tokens))


def _plain(run: Run, *, isolate: bool) -> str:
    if run.line_break:
        return "\n"
    if isolate and run.direction:
        return FormattedFact(run.text, run.direction).isolated
    return run.text
