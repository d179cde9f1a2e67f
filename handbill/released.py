"""What the register says of a sheet: its words, its facts, its layout, each by itself."""

from __future__ import annotations

from collections.abc import Sequence

from handbill.campaign import INTERFACE, Campaign
from handbill.fact_values import as_text
from handbill.localize import Lexicon, LocalizedDocument
from handbill.model import Message
from handbill.register import Entry, Words, layout_of
from handbill.render.print import Sheet

SECOND_TEXT = "beside: "
"""Before the place of a text of the second language, on a sheet in two languages."""
TEMPLATE_TEXT = "template: "
"""Before a string of the template."""


def words_of(
    document: LocalizedDocument, second: LocalizedDocument | None, lexicon: Lexicon, strings: Sequence[Message]
) -> Words:
    """Give the texts of a sheet as they are translated, facts still as ``{deadline}``; `second` where it shows both."""
    words = _texts(document, "")
    if second is not None:
        words |= _texts(second, SECOND_TEXT)
    for message in strings:
        words[f"{TEMPLATE_TEXT}{message.msgid}"] = lexicon.find(INTERFACE, message).text
    return words


def _texts(document: LocalizedDocument, prefix: str) -> dict[str, str]:
    found = zip(document.document.all_texts, document.localized, strict=True)
    return {f"{prefix}{text.id}": localized.text for text, localized in found}


def entry_of(each: Sheet, campaign: Campaign, *, words: str, day: str, own: Sequence[str] = ()) -> Entry:
    """Give the register's entry of a sheet that is released on some day.

    `words` is the digest of its words; `own` names the facts that are not the
    campaign's but of a row of a print run.
    """
    return Entry(
        code=each.version,
        product=each.product.name,
        profile=each.profile.value,
        locale=each.language.tag,
        documents=(each.document.document.domain, INTERFACE),
        state=each.data["state"],
        coverage=round(each.data["coverage"], 4),
        origin=each.data["origin"],
        released=day,
        words=words,
        layout=layout_of(each.layout, each.data),
        link=each.data["link"]["url"],
        facts={name: as_text(fact) for name, fact in sorted(campaign.facts.items())},
        own=tuple(sorted(own)),
    )
