"""Translated Markdown, with its front matter, for sites that Hugo, Astro or Eleventy build.

Everything but the texts is the source's, byte for byte. Facts are written out
as the language writes them, in right-to-left languages between Unicode
isolates, because plain Markdown has no other way to keep a phone number whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handbill.campaign import Campaign
from handbill.content.document import Document
from handbill.content.source import MarkdownSource, Report
from handbill.facts import Fact, FormattedFact, Kind, fill, format_fact, placeholders
from handbill.languages import Language
from handbill.localize import Lexicon
from handbill.model import Message

_LITERAL = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\]\([^)]*\)|<[^>]*>", re.DOTALL)
"""Code, link targets and tags, where facts are written without any markup of their own."""


def translated_markdown(document: Document, lexicon: Lexicon, campaign: Campaign, report: Report) -> bytes:
    """Give a document in the lexicon's language as Markdown, in UTF-8.

    `report` is told of each translation that cannot be written as Markdown.
    """
    source = MarkdownSource(document.source, document.path, [text.id.split(".")[0] for text in document.fields])
    facts, domain = campaign.facts, document.domain

    def shown(message: Message) -> str:
        found = lexicon.find(domain, message)
        return facts_written(found.text, facts, found.language)

    wanted = {found.text.id: shown(found.text.message) for found in source.found}
    wanted |= {found.text.id: facts_written(found.text.message.msgid, facts, lexicon.language) for found in source.bare}
    values = [(value, shown(Message(value.text, f"{domain}:{value.key}"))) for value, _ in source.values]
    return source.markdown(wanted, [each for each in values if each[1] != each[0].text], report).encode()


def facts_written(text: str, facts: Mapping[str, Fact], spoken: Language) -> str:
    """Give a text with its facts written out."""
    pieces, end = [], 0
    for found in _LITERAL.finditer(text):
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
