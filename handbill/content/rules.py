"""Facts as a part of Markdown: a rule that is added to markdown-it, and how their tokens are shown.

The inline rule ``fact`` makes a token of every ``{name}`` that the campaign
defines; what it says is written when the text is otherwise parsed
(:mod:`handbill.content.unfilled`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from handbill.isolates import between_isolates
from handbill.placeholders import DOUBLED, PLACEHOLDER

if TYPE_CHECKING:
    from handbill.facts import Fact

FACTS = "handbill_facts"
"""In markdown-it's env: the campaign's facts by name."""
LANGUAGE = "handbill_language"
"""In an inline token's meta: the language of the text, where it is known."""
BACK_TO_TEXT = "handbill_back_to_text"
"""In markdown-it's env, while rendering: the name of the way back from a footnote, for who cannot see the arrow."""


def facts_plugin(parser: MarkdownIt) -> None:
    """Teach a parser to see the facts whose names its env carries under `FACTS`."""
    parser.inline.ruler.before("escape", "fact", _fact_rule)
    parser.add_render_rule("fact", _render_fact)
    parser.add_render_rule("image", _render_image)
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


def _render_fact(_renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: EnvType) -> str:
    from handbill.content.written import fact_html

    return fact_html(tokens[index].meta["fact"])


def _render_image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    # An attribute has no markup: its text carries the isolates themselves.
    image = copy(tokens[index])
    image.children = list(_with_marks(image.children or ()))
    return renderer.image([image], 0, options, env)


def _with_marks(tokens: Sequence[Token]) -> Iterator[Token]:
    typed = False
    for token in tokens:
        if token.type in {"typed_open", "typed_close"}:
            typed = token.nesting == 1
        else:
            text = between_isolates(token.content, "ltr") if typed else token.content
            yield token if text == token.content else Token("text", "", 0, content=text)


def _render_way_back(_renderer: object, tokens: Sequence[Token], index: int, _options: object, env: EnvType) -> str:
    meta = tokens[index].meta
    place = f"fnref{meta['id'] + 1}" + (f":{meta['subId']}" if meta["subId"] > 0 else "")
    label = Markup(' aria-label="{}"').format(env[BACK_TO_TEXT]) if env.get(BACK_TO_TEXT) else ""
    return f' <a href="#{place}" class="footnote-backref"{label}>↩\N{VARIATION SELECTOR-15}</a>'


def _render_caption(_renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: EnvType) -> str:
    # The same number each time that a footnote is called.
    return f"[{tokens[index].meta['id'] + 1}]"
