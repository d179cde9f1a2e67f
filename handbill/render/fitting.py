"""What a sheet's fits came to, and what to say of a text that is too long for its page, or small on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbill.content.document import Text
from handbill.content.inline import plain
from handbill.errors import RenderError
from handbill.languages import Language
from handbill.localize import LocalizedDocument
from handbill.model import Catalog, Finding, Message, Severity
from handbill.products import ProductSettings

SMALL = "small"
"""The id of the finding that a text came out smaller than its product's floor."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What the fits of one sheet came to, the tightest of them."""

    size: float
    """The largest text size at which it fits, in points."""
    excess: int
    """About how many characters it has too many for the product's floor; 0 where it is not below that."""
    measures: tuple[int, ...]
    """How often each text was laid out to find its size."""
    words: str = ""
    """The text of those fits that came out at that size."""


def fit_of(
    published: Sequence[object],
    product: ProductSettings,
    documents: Sequence[LocalizedDocument],
    texts: Sequence[tuple[str, Language, str | None]],
) -> Fit | None:
    """Read what a template's fits published; what fits at no legible size is a `RenderError`.

    `documents` are the sheet's, in the reader's language and in the second one;
    `texts` are those on the sheet with their language and where they are to be corrected.
    """
    fits = [found for found in published if isinstance(found, dict)]
    if not fits:
        return None
    tight = [found for found in fits if not found["fits"]]
    if tight:
        raise _too_long(product, documents, texts, max(int(found["excess"]) for found in tight), _words(tight))
    size = min(float(found["size"]) for found in fits)
    return Fit(
        size,
        max(int(found["excess"]) for found in fits),
        tuple(int(found["measures"]) for found in fits),
        _words([found for found in fits if float(found["size"]) == size]),
    )


def _words(fits: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(str(found["words"]) for found in fits)


def small(
    found: Fit | None,
    product: ProductSettings,
    document: LocalizedDocument,
    path: str,
    catalog: Catalog | None = None,
) -> list[Finding]:
    """Warn of a text that came out smaller than the product's floor; nothing where it did not.

    The finding stands at the longest text of those that it shows: in the catalog,
    whose file `path` is, or where there is none in the source.
    """
    if found is None or not product.floor or found.size >= product.floor:
        return []
    longest, _ = _longest(document, found.words)
    message = longest.message if longest else None
    unit = catalog.by_key.get(message.key) if catalog and message else None
    return [
        Finding(
            check=SMALL,
            severity=Severity.WARNING,
            message=f"{product.name}: the text came out at {found.size:g}pt; {product.floor:g}pt is easy to read."
            f" It is about {found.excess} characters too long",
            hint=f"Shorten the texts of the {product.name}{'; this is the longest' if longest else ''}.",
            path=path,
            line=unit.line if unit else _line(message) if catalog is None else None,
            locale=document.language.tag,
            domain=document.document.domain,
            key=message.key if message else (None, ""),
        )
    ]


def _line(message: Message | None) -> int | None:
    """Give the line of the source on which a message stands."""
    line = message.references[0].rpartition(":")[2] if message and message.references else ""
    return int(line) if line.isdecimal() else None


def _longest(document: LocalizedDocument, words: str) -> tuple[Text | None, str]:
    """Give the longest text of a document that stands in some words, as a template has set them, with its letters."""
    texts = [(field.text, plain(field.tokens)) for field in document.fields]
    texts += [(block.text, plain(block.tokens)) for block in document.blocks if block.text]
    shown = _letters(words)
    found = [(text, letters) for text, said in texts if (letters := _letters(said)) and letters in shown]
    return max(found, key=lambda each: len(each[1]), default=(None, ""))


def _letters(text: str) -> str:
    """Leave out spaces and signs: the library puts others in their places, so that lines end where they should."""
    return "".join(each for each in text if each.isalnum())


def _too_long(
    product: ProductSettings,
    documents: Sequence[LocalizedDocument],
    texts: Sequence[tuple[str, Language, str | None]],
    excess: int,
    words: str,
) -> RenderError:
    found = {each.language.name: _longest(each, words) for each in documents}
    shown = {name: (text, letters) for name, (text, letters) in found.items() if text}
    longest, letters = max(shown.values(), key=lambda each: len(each[1]), default=(None, ""))
    place = next((place for text, _, place in texts if place and letters and _letters(text) == letters), None)
    path, _, line = (place or documents[0].document.path).partition(":")
    # Each side of a card has a fit of its own: its language is the one to shorten, whoever the card is for.
    tongue = f" in {' and '.join(shown)}" if len(documents) > 1 and shown else ""
    return RenderError(
        f"{product.name} in {documents[0].language.name}: the text{tongue} does not fit the page at"
        f" {product.smallest:g}pt, the smallest size that people can read; it is about {max(excess, 1)} characters"
        " too long",
        path=path,
        line=int(line) if line else None,
        hint=f"Shorten the texts of the {product.name}."
        + (f" The longest text is {longest.id} in {place}." if longest and place else ""),
    )
