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

from handbill import workspace
from handbill.blocks import Block
from handbill.campaign import INTERFACE, Campaign
from handbill.content.document import Kind
from handbill.content.inline import Run, runs
from handbill.content.parser import inline_tokens
from handbill.content.typed import isolated
from handbill.errors import RenderError
from handbill.facts import bare_url, format_fact
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, Lexicon, LocalizedDocument
from handbill.model import Message
from handbill.products import ProductSettings, Profile
from handbill.render.boxes import with_bleed_box
from handbill.render.fitting import Fit, fit_of
from handbill.render.fonts import Coverage, typography
from handbill.render.imposition import BLEED, imposition
from handbill.typesetter import Fonts, Pages, Typesetter

Data = dict[str, Any]
"""JSON."""

VERSION_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""For version codes: none that can be read as another."""


@dataclass(frozen=True)
class Sheet:
    """One product in one language, ready to be set."""

    product: ProductSettings
    profile: Profile
    language: Language
    data: Data
    """What the template gets."""
    layout: str
    """A digest of the sources of its template and of the library."""
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
    fit: Fit | None
    """The text size that was found, where the template fits its text to the page."""
    facts: frozenset[str] = frozenset()
    """The names of the facts that the template has set."""
    pdf: bytes = b""
    """The sheet as a PDF, also where that is none of its files."""


def sheet(
    product: ProductSettings,
    profile: Profile,
    *,
    document: LocalizedDocument,
    second: tuple[LocalizedDocument, Lexicon] | None,
    lexicon: Lexicon,
    campaign: Campaign,
    strings: Sequence[Message],
    coverage: Coverage,
    layout: str,
) -> Sheet:
    """Gather what one product in one language is made of.

    `second` is the document in the language that stands beside the reader's.
    `strings` are the messages of its template; `layout` is a digest of the
    template's and the library's sources.
    """
    made = _Words(campaign, lexicon, coverage)
    data: Data = {
        "format": 1,
        "product": product.name,
        "campaign": campaign.name,
        **made.document(document, strings),
        "source": campaign.source.tag,
        "bilingual": second is not None,
        "second": None,
        "floor": product.floor,
        "smallest": product.smallest,
        "page": _page(product, profile),
        "options": product.options,
    }
    if second is not None:
        beside = _Words(campaign, second[1], coverage)
        data["second"] = beside.document(second[0], strings)
        made.take(beside)
    made.note(campaign.name, campaign.source, workspace.CAMPAIGN_FILE)
    data["languages"] = {each.tag: _language_data(each, coverage) for each in made.used.values()}
    data["version"] = _version(data, layout)
    return Sheet(product, profile, document.language, data, layout, document, tuple(made.texts))


def _page(product: ProductSettings, profile: Profile) -> Data:
    """Give how a sheet is put on paper, in points."""
    copies = imposition(product.size, product.paper, profile)
    return {
        "width": product.size.width,
        "height": product.size.height,
        "pixels": product.size.pixels,
        "profile": profile.value,
        "black": profile.black,
        "bleed": BLEED if profile.for_shop and not product.size.pixels else 0,
        "paper": [copies.paper.width, copies.paper.height],
        "columns": copies.columns,
        "rows": copies.rows,
        "left": copies.left,
        "top": copies.top,
    }


class _Words:
    """Turns texts into data, and remembers every text with its language."""

    def __init__(self, campaign: Campaign, lexicon: Lexicon, coverage: Coverage) -> None:
        self.campaign = campaign
        self.lexicon = lexicon
        self.coverage = coverage
        self.texts: list[tuple[str, Language, str | None]] = []
        self.used = {each.tag: each for each in (lexicon.language, campaign.source)}

    def note(self, text: str, spoken: Language, place: str | None = None) -> None:
        self.texts.append((text, spoken, place))
        self.used[spoken.tag] = spoken

    def place(self, domain: str, message: Message, spoken: Language) -> str | None:
        """Give where to correct a text: in its source, or in the catalog of the language that it is in."""
        if spoken == self.campaign.source:
            return message.references[0] if message.references else None
        path = f"{self.campaign.locales}/{spoken.locale}/LC_MESSAGES/{domain}.po"
        line = self.lexicon.line(spoken, domain, message)
        return f"{path}:{line}" if line else path

    def take(self, other: _Words) -> None:
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
            "heading": self.words([Run(document.title)], document.title_language),
            "state": str(document.state) if document.state is not None else SOURCE_STATE,
            "coverage": document.coverage,
            "origin": document.origin.value if document.origin else None,
            "strings": {_string_key(message): self.string(message) for message in strings},
            "fields": self.fields(document),
            "facts": {name: _run_data(self.fact(name)) for name in self.campaign.facts},
            "blocks": self.blocks(document),
            "link": {"url": url, "shown": bare_url(url), "alt": url, "qr": _qr(url)},
        }

    def words(self, found: Sequence[Run], spoken: Language, place: str | None = None) -> Data:
        self.note("".join(run.text for run in found), spoken, place)
        shown = isolated(found) if spoken.direction == "rtl" else found
        return {"lang": spoken.tag, "runs": [_run_data(run) for run in shown]}

    def string(self, message: Message) -> Data:
        found = self.lexicon.find(INTERFACE, message)
        self.note(message.msgid, self.campaign.source)
        tokens = inline_tokens(found.text, found.language, self.campaign.facts, msgid=message.msgid)
        return self.words(runs(tokens), found.language, self.place(INTERFACE, message, found.language))

    def fields(self, document: LocalizedDocument) -> dict[str, Data | list[Data]]:
        made: dict[str, Data | list[Data]] = {}
        for field in document.fields:
            spoken = field.localized.language
            words = self.words(
                runs(field.tokens), spoken, self.place(document.document.domain, field.text.message, spoken)
            )
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
        self.note(fact.text, self.lexicon.language, self.campaign.facts[name].place)
        return Run(fact.text, direction=fact.direction, href=fact.href, fact=name)

    def blocks(self, document: LocalizedDocument) -> list[Data]:
        # PDF/UA wants an outline without gaps that begins at 1; a source may begin with ## or leave out a level.
        above: list[int] = []
        made = []
        for block in document.blocks:
            if block.level:
                above = [*(level for level in above if level < block.level), block.level]
            message = block.text.message if block.text else None
            place = self.place(document.document.domain, message, block.language) if message else None
            made.append(self.block(block, place, level=len(above) if block.level else 0))
        return made

    def block(self, block: Block, place: str | None, *, level: int) -> Data:
        cell = block.cell
        if block.kind is Kind.CODE:
            self.note(block.content, self.campaign.source)
        return {
            **self.words(runs(block.tokens), block.language, place),
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
    try:
        code = segno.make(url, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise RenderError(
            f"the address of the page has {len(url)} characters, and no code to scan holds so many",
            path=workspace.CAMPAIGN_FILE,
            hint="Shorten “site”.",
        ) from error
    return str(code.svg_inline(border=2, dark="#000", light="#fff"))


def _version(data: Data, layout: str) -> str:
    text = json.dumps([data, layout], ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return "".join(VERSION_LETTERS[number >> (5 * place) & 31] for place in range(6))


def make(each: Sheet, typesetter: Typesetter, coverage: Coverage, *, timestamp: int, images: bool = True) -> Made:
    """Set a sheet. What cannot be shown or does not fit is a `RenderError`; so is what Typst refuses."""
    coverage.check(each.words)
    pages = typesetter.pages(each.data, timestamp)
    stem = each.product.stem(each.profile)
    # The PDF first, also where only the image is asked for: its rules refuse what an image would show as an empty box.
    pdf = pages.pdf()
    fit = fit_of(pages.published("handbill-fit"), each.product, each.document)
    if each.product.size.pixels:
        words = "\n\n".join(str(found) for found in pages.published("handbill-words"))
        return Made({**_images(pages, stem), f"{stem}.txt": f"{words}\n".encode()}, fit, facts_on(pages), pdf)
    pdf = with_bleed_box(pdf) if each.profile.for_shop else pdf
    files = {f"{stem}.pdf": pdf}
    if images and each.product.images and each.profile is each.product.profiles[0]:
        files |= _images(pages, stem)
    return Made(files, fit, facts_on(pages), pdf)


def facts_on(pages: Pages) -> frozenset[str]:
    """Give the names of the facts that a template has set."""
    return frozenset(name for name in pages.published("handbill-fact") if isinstance(name, str))


def _images(pages: Pages, stem: str) -> dict[str, bytes]:
    drawn = pages.images()
    return {
        f"{stem}.png" if len(drawn) == 1 else f"{stem}-{number}.png": image
        for number, image in enumerate(drawn, start=1)
    }


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
