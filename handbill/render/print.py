"""Print: one product in one language, as a value for its Typst template, and as pages.

What a template gets is data alone (see docs/templates.md); the layout is the
template's business. Before anything is set, every character is looked up in
the fonts of its language.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from posixpath import normpath
from typing import Any

import segno

from handbill.blocks import Block
from handbill.campaign import INTERFACE, Campaign, ProductSettings
from handbill.content.document import Kind
from handbill.content.inline import Run, plain, runs
from handbill.content.markdown import inline_tokens
from handbill.errors import RenderError
from handbill.facts import bare_url, format_fact
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, Lexicon, LocalizedDocument
from handbill.model import Message
from handbill.render.fonts import Coverage, typography
from handbill.typesetter import Fonts, Pages, Typesetter

Data = dict[str, Any]
"""JSON."""

VERSION_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""For version codes: none that can be read as another."""


@dataclass(frozen=True)
class Sheet:
    """One product in one language, ready to be set."""

    product: ProductSettings
    language: Language
    data: Data
    """What the template gets."""
    document: LocalizedDocument
    words: tuple[tuple[str, Language, str | None], ...]
    """Every text on the sheet with its language and where its source stands, for the coverage check."""

    @property
    def version(self) -> str:
        """Six letters and digits that stand for the sheet's words, facts and layout."""
        return str(self.data["version"])


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a sheet."""

    files: Mapping[str, bytes]
    """By file name: ``flyer.pdf``, ``flyer.png`` or ``letter-1.png`` ..."""
    size: float | None
    """The text size that was found, in points, where the template fits its text to the page."""
    pages: int
    facts: frozenset[str] = frozenset()
    """The names of the facts that the template has set."""


def sheet(
    product: ProductSettings,
    *,
    document: LocalizedDocument,
    source: LocalizedDocument,
    lexicon: Lexicon,
    campaign: Campaign,
    strings: Sequence[Message],
    coverage: Coverage,
    layout: str,
) -> Sheet:
    """Gather what one product in one language is made of.

    `strings` are the messages of its template; `layout` is a digest of the
    template's and the library's sources.
    """
    made = _Words(campaign, lexicon, coverage)
    spoken = document.language
    url = campaign.page_url(spoken, product.document)
    data: Data = {
        "format": 1,
        "product": product.name,
        "campaign": campaign.name,
        "title": f"{document.title} ({spoken.name})" if spoken != campaign.source else document.title,
        "language": spoken.tag,
        "source": campaign.source.tag,
        "bilingual": product.bilingual and spoken != campaign.source,
        "state": str(document.state) if document.state is not None else SOURCE_STATE,
        "coverage": document.coverage,
        "origin": document.origin.value if document.origin else None,
        "smallest": product.smallest,
        "strings": {_string_key(message): made.string(message) for message in strings},
        "fields": made.fields(document),
        "facts": {name: _run_data(made.fact(name)) for name in campaign.facts},
        "blocks": made.blocks(document.blocks),
        "source-blocks": made.blocks(source.blocks) if product.bilingual else [],
        "link": {"url": url, "shown": bare_url(url), "alt": url, "qr": _qr(url)},
    }
    made.note(campaign.name, campaign.source)
    made.note(spoken.name, campaign.source)
    made.note(spoken.endonym, spoken)
    data["languages"] = {each.tag: _language_data(each, coverage) for each in made.used.values()}
    data["version"] = _version(data, layout)
    return Sheet(product, spoken, data, document, tuple(made.texts))


class _Words:
    """Turns texts into data, and remembers every text with its language."""

    def __init__(self, campaign: Campaign, lexicon: Lexicon, coverage: Coverage) -> None:
        self.campaign = campaign
        self.lexicon = lexicon
        self.coverage = coverage
        self.texts: list[tuple[str, Language, str | None]] = []
        self.used = {each.tag: each for each in (lexicon.language, campaign.source)}

    def note(self, text: str, spoken: Language, message: Message | None = None) -> None:
        reference = message.references[0] if message and message.references else None
        self.texts.append((text, spoken, reference))
        self.used[spoken.tag] = spoken

    def words(self, found: Sequence[Run], spoken: Language, message: Message | None = None) -> Data:
        self.note("".join(run.text for run in found), spoken, message)
        return {"lang": spoken.tag, "runs": [_run_data(run) for run in found]}

    def string(self, message: Message) -> Data:
        found = self.lexicon.find(INTERFACE, message)
        self.note(message.msgid, self.campaign.source)
        tokens = inline_tokens(found.text, found.language, self.campaign.facts, msgid=message.msgid)
        return self.words(runs(tokens), found.language, message)

    def fields(self, document: LocalizedDocument) -> dict[str, Data | list[Data]]:
        made: dict[str, Data | list[Data]] = {}
        for field in document.fields:
            words = self.words(runs(field.tokens), field.localized.language, field.text.message)
            key, _, index = field.text.id.partition(".")
            if not index:
                made[key] = words
            else:
                listed = made.setdefault(key, [])
                assert isinstance(listed, list)
                listed.append(words)
        return made

    def fact(self, name: str) -> Run:
        fact = format_fact(self.campaign.facts[name], self.lexicon.language)
        self.note(fact.text, self.lexicon.language)
        return Run(fact.text, direction=fact.direction, href=fact.href, fact=name)

    def blocks(self, found: Sequence[Block]) -> list[Data]:
        # PDF/UA wants an outline without gaps that begins at 1; a source may begin with ## or leave out a level.
        above: list[int] = []
        made = []
        for block in found:
            if block.level:
                above = [*(level for level in above if level < block.level), block.level]
            made.append(self.block(block, level=len(above) if block.level else 0))
        return made

    def block(self, block: Block, *, level: int) -> Data:
        cell = block.cell
        if block.kind is Kind.CODE:
            self.note(block.content, self.campaign.source)
        return {
            **self.words(runs(block.tokens), block.language, block.text.message if block.text else None),
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


def _language_data(spoken: Language, coverage: Coverage) -> Data:
    set_as = typography(spoken)
    parts = spoken.tag.split("-")
    region = next((part for part in parts[1:] if len(part) == 2), None)
    return {
        "name": spoken.name,
        "endonym": spoken.endonym,
        "lang": parts[0],
        "region": region,
        "script": spoken.script.lower(),
        "dir": spoken.direction,
        "fonts": list(coverage.stack(spoken)),
        "edges": {"top": set_as.top, "bottom": set_as.bottom, "leading": set_as.leading},
        "slants": set_as.slants,
    }


@lru_cache(maxsize=256)
def _qr(url: str) -> str:
    # Making one takes as long as all the rest of a sheet's data, and the sheets of a print run lead to the same pages.
    return str(segno.make(url, error="m", micro=False).svg_inline(border=2, dark="#000", light="#fff"))


def _version(data: Data, layout: str) -> str:
    text = json.dumps([data, layout], ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return "".join(VERSION_LETTERS[number >> (5 * place) & 31] for place in range(6))


def make(each: Sheet, typesetter: Typesetter, coverage: Coverage, *, images: bool, timestamp: int) -> Made:
    """Set a sheet. What cannot be shown or does not fit is a `RenderError`; so is what Typst refuses."""
    coverage.check(each.words)
    pages = typesetter.pages(each.data, timestamp)
    name = each.product.name
    # The PDF first, also where only the image is asked for: its rules refuse what an image would show as an empty box.
    files = {f"{name}.pdf": pages.pdf()}
    size = _fitted(each, pages.published("handbill-fit"))
    drawn = pages.images() if images else []
    for number, image in enumerate(drawn, start=1):
        files[f"{name}.png" if len(drawn) == 1 else f"{name}-{number}.png"] = image
    return Made(files, size, len(drawn), facts_on(pages))


def facts_on(pages: Pages) -> frozenset[str]:
    """Give the names of the facts that a template has set."""
    return frozenset(name for name in pages.published("handbill-fact") if isinstance(name, str))


def _fitted(each: Sheet, published: Sequence[object]) -> float | None:
    """Give the smallest size that the template's fits came to; what fits at none is a `RenderError`."""
    fits = [found for found in published if isinstance(found, dict)]
    if not all(found["fits"] for found in fits):
        longest = max(each.document.fields, key=lambda field: len(plain(field.tokens)), default=None)
        where = f" The longest text is {longest.text.id} in {longest.text.message.references[0]}." if longest else ""
        raise RenderError(
            f"{each.product.name} in {each.language.name}: the text does not fit the page at"
            f" {each.product.smallest:g}pt, the smallest size that people can read",
            path=each.document.document.path,
            hint=f"Shorten the texts of the {each.product.name}.{where}",
        )
    return min((float(found["size"]) for found in fits), default=None)


def typesetter_of(product: ProductSettings, root: Path, templates: str, fonts: Fonts) -> Typesetter:
    """Give the typesetter of a product's template; it can read the templates' folder and nothing else."""
    return Typesetter(root / product.template, root / templates, product.template, fonts)


def imported(path: str, sources: Mapping[str, str]) -> Iterator[str]:
    """Give a template's path and those of the templates that it imports or includes, each once."""
    seen: list[str] = []
    queue = [path]
    while queue:
        current = queue.pop(0)
        if current in seen or current not in sources:
            continue
        seen.append(current)
        for found in re.finditer(r'(?:import|include)\s*\(?\s*"([^"@]+\.typ)"', sources[current]):
            queue.extend(_named(found[1], current, sources))
    yield from seen


def _named(name: str, current: str, sources: Mapping[str, str]) -> Iterator[str]:
    # A path that begins with a slash counts from the templates' folder, which every source's path begins with.
    if name.startswith("/"):
        yield from (each for each in sources if each.endswith(name))
    else:
        yield normpath(f"{current.rpartition('/')[0]}/{name}").removeprefix("/")


def layout_digest(
    path: str, sources: Mapping[str, str], library: str, assets: Mapping[str, bytes], check: Callable[[str, str], None]
) -> str:
    """Give a digest of everything that a product's layout is made of; `check` is called with each source and path."""
    digest = hashlib.sha256(library.encode())
    for name, data in assets.items():
        # Which of them a template reads is known to Typst alone: a change of any counts.
        digest.update(name.encode() + data)
    for each in imported(path, sources):
        check(sources[each], each)
        digest.update(sources[each].encode())
    return digest.hexdigest()
