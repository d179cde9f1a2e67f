"""What a sheet's fits came to, and what to say where a text is too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbill.content.inline import plain
from handbill.errors import RenderError
from handbill.localize import LocalizedDocument
from handbill.products import ProductSettings


@dataclass(frozen=True, slots=True)
class Fit:
    """What the fits of one sheet came to, the tightest of them."""

    size: float
    """The largest text size at which it fits, in points."""
    excess: int
    """About how many characters it has too many for the product's floor; 0 where it is not below that."""
    measures: tuple[int, ...]
    """How often each text was laid out to find its size."""


def fit_of(published: Sequence[object], product: ProductSettings, document: LocalizedDocument) -> Fit | None:
    """Read what a template's fits published; what fits at no legible size is a `RenderError`."""
    fits = [found for found in published if isinstance(found, dict)]
    if not fits:
        return None
    tight = [found for found in fits if not found["fits"]]
    if tight:
        raise _too_long(product, document, max(int(found["excess"]) for found in tight))
    return Fit(
        min(float(found["size"]) for found in fits),
        max(int(found["excess"]) for found in fits),
        tuple(int(found["measures"]) for found in fits),
    )


def _too_long(product: ProductSettings, document: LocalizedDocument, excess: int) -> RenderError:
    longest = max(document.fields, key=lambda field: len(plain(field.tokens)), default=None)
    where = f" The longest text is {longest.text.id} in {longest.text.message.references[0]}." if longest else ""
    return RenderError(
        f"{product.name} in {document.language.name}: the text does not fit the page at {product.smallest:g}pt, the"
        f" smallest size that people can read; it is about {max(excess, 1)} characters too long",
        path=document.document.path,
        hint=f"Shorten the texts of the {product.name}.{where}",
    )
