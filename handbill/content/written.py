"""Facts in a parsed text, written as its language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.token import Token
from markupsafe import Markup, escape

from handbill.facts import Fact, FormattedFact, fill, format_fact
from handbill.isolates import runs_backwards
from handbill.languages import Language
from handbill.placeholders import PLACEHOLDER


def write_facts(tokens: Sequence[Token], facts: Mapping[str, Fact], spoken: Language) -> None:
    """Write the facts of a parsed text in its language, link targets included."""
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
            write_facts(token.children, facts, spoken)
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


def fact_html(fact: FormattedFact) -> Markup:
    """Give a fact as HTML: isolated, dates as ``<time>``, phones and addresses as links."""
    inner = escape(fact.text)
    if fact.machine:
        inner = Markup('<time datetime="{}">{}</time>').format(fact.machine, inner)
    tag = "bdo" if fact.direction == "ltr" and runs_backwards(fact.text) else "bdi"
    isolated = Markup('<{0} dir="{1}">{2}</{0}>').format(tag, fact.direction, inner)
    return Markup('<a href="{}">{}</a>').format(fact.href, isolated) if fact.href else isolated
