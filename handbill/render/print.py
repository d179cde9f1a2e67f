"""Print: one product in one language, as a value for its Typst template, and as pages.

What a template gets is data alone (see docs/templates.md); the layout is the
template's business. Before anything is set, every character is looked up in
the fonts of its language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbill import workspace
from handbill.campaign import Campaign
from handbill.languages import Language
from handbill.localize import Lexicon, LocalizedDocument
from handbill.model import Message
from handbill.products import ProductSettings, Profile
from handbill.render.boxes import with_bleed_box
from handbill.render.fitting import Fit, fit_of
from handbill.render.fonts import Coverage
from handbill.render.imposition import BLEED, imposition
from handbill.render.typography import template_data
from handbill.render.words import Data, Words
from handbill.typesetter import Fonts, Pages, Typesetter

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
    second: LocalizedDocument | None
    """The document in the language that stands beside the reader's."""
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
    made = Words(campaign, lexicon)
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
        beside = Words(campaign, second[1])
        data["second"] = beside.document(second[0], strings)
        made.take(beside)
    made.note(campaign.name, campaign.source, workspace.CAMPAIGN_FILE)
    data["languages"] = {each.tag: template_data(each, coverage.stack(each)) for each in made.used.values()}
    data["version"] = _version(data, layout)
    return Sheet(product, profile, document.language, data, layout, document, second and second[0], tuple(made.texts))


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


def _version(data: Data, layout: str) -> str:
    """Give the code of a sheet's words, facts and layout: one for all profiles, which are the same sheet on other
    paper, so that nobody takes the shop's for older than the office's.
    """
    page = {name: data["page"][name] for name in ("width", "height", "pixels")}
    text = json.dumps([{**data, "page": page}, layout], ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return "".join(VERSION_LETTERS[number >> (5 * place) & 31] for place in range(6))


def make(each: Sheet, typesetter: Typesetter, coverage: Coverage, *, timestamp: int, images: bool = True) -> Made:
    """Set a sheet. What cannot be shown or does not fit is a `RenderError`; so is what Typst refuses."""
    coverage.check(each.words)
    pages = typesetter.pages(each.data, timestamp)
    stem = each.product.stem(each.profile)
    # The PDF first, also where only the image is asked for: its rules refuse what an image would show as an empty box.
    pdf = pages.pdf()
    documents = [document for document in (each.document, each.second) if document]
    fit = fit_of(pages.published("handbill-fit"), each.product, documents, each.words)
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
