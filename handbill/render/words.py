"""The words of a sheet as data for its template: texts in runs, each with its language, and how that is set.

What is in it is told in docs/templates.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

import segno

from handbill import workspace
from handbill.blocks import Block
from handbill.campaign import INTERFACE, Campaign
from handbill.content.document import Kind
from handbill.content.inline import Run, runs
from handbill.content.unfilled import inline_tokens
from handbill.errors import RenderError
from handbill.facts import bare_url, format_fact
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, Lexicon, LocalizedDocument, LocalizedField
from handbill.model import Message

Data = dict[str, Any]
"""JSON."""


class Words:
    """Turns texts into data, and remembers every text with its language."""

    def __init__(self, campaign: Campaign, lexicon: Lexicon) -> None:
        self.campaign = campaign
        self.lexicon = lexicon
        self.texts: list[tuple[str, Language, str | None]] = []
        self.used = {each.tag: each for each in (lexicon.language, campaign.source)}

    def note(self, text: str, spoken: Language, place: str | None = None) -> None:
        """Remember a text that stands on the sheet, and where it is to be corrected."""
        self.texts.append((text, spoken, place))
        self.used[spoken.tag] = spoken

    def _place(self, domain: str, message: Message, spoken: Language) -> str | None:
        """Give where to correct a text: in its source, or in the catalog of the language that it is in."""
        if spoken == self.campaign.source:
            return message.references[0] if message.references else None
        path = f"{self.campaign.locales}/{spoken.locale}/LC_MESSAGES/{domain}.po"
        line = self.lexicon.line(spoken, domain, message)
        return f"{path}:{line}" if line else path

    def take(self, other: Words) -> None:
        """Take over another language's texts."""
        self.texts += other.texts
        self.used |= other.used

    def document(self, document: LocalizedDocument, strings: Sequence[Message]) -> Data:
        """Give everything that a sheet can show of a document in one language."""
        spoken, source = document.language, self.campaign.source
        url = self.campaign.page_url(spoken, document.document.domain)
        self.note(spoken.name, source)
        self.note(spoken.endonym, spoken)
        return {
            "language": spoken.tag,
            "title": f"{document.title} ({spoken.name})" if spoken != source else document.title,
            "heading": self._words(_unadorned(runs(document.title_tokens)), document.title_language),
            "state": str(document.state) if document.state is not None else SOURCE_STATE,
            "coverage": document.coverage,
            "origin": document.origin.value if document.origin else None,
            "strings": {_string_key(message): self._string(message) for message in strings},
            "fields": document.fields_by_key(partial(self._field, document.document.domain)),
            "facts": {name: _run_data(self._fact(name)) for name in self.campaign.facts},
            "blocks": self._blocks(document),
            "link": {"url": url, "shown": bare_url(url), "alt": url, "qr": _qr(url)},
        }

    def _words(self, found: Sequence[Run], spoken: Language, place: str | None = None) -> Data:
        self.note("".join(run.text for run in found), spoken, place)
        return {"lang": spoken.tag, "runs": [_run_data(run) for run in found]}

    def _string(self, message: Message) -> Data:
        found = self.lexicon.find(INTERFACE, message)
        self.note(message.msgid, self.campaign.source)
        tokens = inline_tokens(found.text, found.language, self.campaign.facts, msgid=message.msgid)
        return self._words(runs(tokens), found.language, self._place(INTERFACE, message, found.language))

    def _field(self, domain: str, field: LocalizedField) -> Data:
        spoken = field.localized.language
        return self._words(runs(field.tokens), spoken, self._place(domain, field.text.message, spoken))

    def _fact(self, name: str) -> Run:
        fact = format_fact(self.campaign.facts[name], self.lexicon.language)
        self.note(fact.text, self.lexicon.language, self.campaign.facts[name].place)
        return Run(fact.text, direction=fact.direction, href=fact.href, fact=name)

    def _blocks(self, document: LocalizedDocument) -> list[Data]:
        # PDF/UA wants an outline without gaps that begins at 1; a source may begin with ## or leave out a level.
        above: list[int] = []
        made = []
        for block in document.blocks:
            if block.level:
                above = [*(level for level in above if level < block.level), block.level]
            message = block.text.message if block.text else None
            place = self._place(document.document.domain, message, block.language) if message else None
            made.append(self._block(block, place, level=len(above) if block.level else 0))
        return made

    def _block(self, block: Block, place: str | None, *, level: int) -> Data:
        cell = block.cell
        if block.kind is Kind.CODE:
            self.note(block.content, self.campaign.source)
        return {
            **self._words(runs(block.tokens), block.language, place),
            "id": block.id,
            "kind": block.kind.value,
            "level": level,
            "depth": block.depth,
            "quoted": block.quoted,
            "marker": block.marker,
            "content": block.content,
            "note": block.note,
            "cell": cell and {"table": cell.table, "row": cell.row, "columns": cell.columns, "heading": cell.heading},
        }


def _unadorned(found: Sequence[Run]) -> list[Run]:
    """Give a title's runs as words alone: where it is shown decides how it looks, and it leads nowhere."""
    kept = (run for run in found if run.note is None)
    return [Run(run.text, direction=run.direction, fact=run.fact, line_break=run.line_break) for run in kept]


def _string_key(message: Message) -> str:
    return message.msgid if message.context is None else f"{message.context}\u0004{message.msgid}"


def _run_data(run: Run) -> Data:
    if run.line_break:
        return {"break": True}
    if run.note is not None:
        return {"note": run.note}
    data: Data = {"text": run.text}
    data |= {name: True for name in ("bold", "italic", "strike", "code") if getattr(run, name)}
    if run.direction:
        data["dir"] = run.direction
    if run.href:
        data["href"] = run.href
    if run.fact:
        data["fact"] = run.fact
    return data


@lru_cache(maxsize=256)
def _qr(url: str) -> str:
    # Making one takes as long as all the rest of a sheet's data, and the sheets of a print run lead to the same pages.
    try:
        code = segno.make(url, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise RenderError(
            f"the address of the page has {len(url)} characters, and no code to scan holds so many",
            path=workspace.CAMPAIGN_FILE,
            hint="Shorten “site”.",
        ) from error
    return str(code.svg_inline(border=2, dark="#000", light="#fff"))
