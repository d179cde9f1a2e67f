"""Translated Markdown, with its front matter, for sites that Hugo, Astro or Eleventy build.

Everything but the texts is the source's, byte for byte. Facts are written out
as the language writes them, in right-to-left languages between Unicode
isolates, because plain Markdown has no other way to keep a phone number whole;
so are phone numbers and addresses that were typed (:mod:`handbill.render.isolation`).
What the manifest says of a translation stands in its front matter too, so that
a site can tell its readers. Bold and italics that other programs would not see
get what makes them plain (:mod:`handbill.content.portable`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from handbill.campaign import Campaign
from handbill.content.document import Document
from handbill.content.document import Kind as TextKind
from handbill.content.parser import BYTE_ORDER_MARK
from handbill.content.portable import portable
from handbill.content.source import MarkdownSource, Report
from handbill.content.typed import isolated_html
from handbill.facts import Fact, FormattedFact, Kind, fill, format_fact
from handbill.languages import Language
from handbill.localize import Lexicon
from handbill.model import Message, origin_of
from handbill.placeholders import placeholders
from handbill.render.isolation import LITERAL, isolated_markdown

_FRONT = re.compile(r"\A(---[^\n]*\n)(.*?)(?=^---)", re.DOTALL | re.MULTILINE)


def translated_markdown(document: Document, lexicon: Lexicon, campaign: Campaign, report: Report) -> bytes:
    """Give a document in the lexicon's language as Markdown, in UTF-8.

    `report` is told of each translation that cannot be written as Markdown.
    """
    source = MarkdownSource(document.source, document.path, [text.id.split(".")[0] for text in document.fields])
    facts, domain = campaign.facts, document.domain

    def shown(message: Message, kind: TextKind = TextKind.FIELD) -> str:
        found = lexicon.find(domain, message)
        return text_written(found.text, facts, found.language, kind, source.env)

    wanted = {found.text.id: shown(found.text.message, found.text.kind) for found in source.found}
    wanted |= {
        found.text.id: text_written(found.text.message.msgid, facts, lexicon.language, found.text.kind, source.env)
        for found in source.bare
    }
    values = [(value, shown(Message(value.text, f"{domain}:{value.key}"))) for value, _ in source.values]
    made = source.markdown(wanted, [each for each in values if each[1] != each[0].text], report)
    return with_keys(made, _about(document, lexicon), has_front=source.front is not None).encode()


def _about(document: Document, lexicon: Lexicon) -> dict[str, str | float]:
    """Give what is said of a translation, by front-matter key; nothing in the source language."""
    found = [lexicon.find(document.domain, text.message) for text in document.all_texts]
    states = [each.state for each in found if each.state is not None]
    if not states:
        return {}
    own = sum(each.language == lexicon.language for each in found)
    origin = origin_of(each.origin for each in found)
    said: dict[str, str | float] = {"lang": lexicon.language.tag, "translation_state": str(min(states))}
    said |= {"translation_origin": origin.value} if origin else {}
    return said | {"translation_coverage": round(own / len(found), 4)}


def with_keys(text: str, keys: Mapping[str, str | float], *, has_front: bool) -> str:
    """Give a Markdown text with some front-matter keys set, in their place or at the end, and else as it was."""
    line_end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    if not keys:
        return text
    if text.startswith(BYTE_ORDER_MARK):
        return BYTE_ORDER_MARK + with_keys(text.removeprefix(BYTE_ORDER_MARK), keys, has_front=has_front)
    if not has_front:
        text = f"---{line_end}---{line_end}{line_end}{text}"
    front = _FRONT.match(text)
    if front is None:
        return text
    inner = front[2]
    for key, value in keys.items():
        inner = _with_key(inner, key, value, line_end)
    return f"{front[1]}{inner}{text[front.end() :]}"


def _with_key(front: str, key: str, value: str | float, line_end: str) -> str:
    """Set a key where YAML then reads just that; front matter that is written otherwise stays as it is."""
    line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
    try:
        before = yaml.safe_load(front) or {}
        there = re.compile(rf"^{key}[ \t]*:[^\r\n]*", re.MULTILINE)
        made = there.sub(lambda _: line, front, count=1) if key in before else f"{front}{line}{line_end}"
        return made if yaml.safe_load(made) == before | {key: value} else front
    except (yaml.YAMLError, ValueError, TypeError):
        return front


def text_written(text: str, facts: Mapping[str, Fact], spoken: Language, kind: TextKind, env: Mapping[str, Any]) -> str:
    """Give a text as its language writes it: facts written out, and what must read from left to right isolated.

    `env` is what the parser knows of the document.
    """
    if kind is TextKind.HTML:
        return isolated_html(facts_written(text, facts, spoken), spoken)
    written = portable(text, env, lambda joined: facts_written(joined, facts, spoken))
    return isolated_markdown(written, env) if spoken.direction == "rtl" else written


def facts_written(text: str, facts: Mapping[str, Fact], spoken: Language) -> str:
    """Give a text with its facts written out."""
    pieces, end = [], 0
    for found in LITERAL.finditer(text):
        pieces.append(_in_text(text[end : found.start()], facts, spoken))
        pieces.append(fill(found[0], facts, spoken))
        end = found.end()
    return "".join([*pieces, _in_text(text[end:], facts, spoken)])


def _in_text(text: str, facts: Mapping[str, Fact], spoken: Language) -> str:
    pieces, end = [], 0
    for found in placeholders(text):
        if fact := facts.get(found[1]):
            pieces += [text[end : found.start()], _written(fact, format_fact(fact, spoken, found[2]), spoken)]
            end = found.end()
    # Doubled braces around a name are single ones.
    return fill("".join([*pieces, text[end:]]), facts, spoken)


def _written(fact: Fact, formatted: FormattedFact, spoken: Language) -> str:
    if fact.kind in {Kind.URL, Kind.EMAIL} and formatted.text == str(fact.value):
        return f"<{formatted.text}>"
    return formatted.isolated if spoken.direction == "rtl" else formatted.text
