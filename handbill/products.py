"""Printed products: what ``[products.NAME]`` of ``handbill.toml`` says.

A product is a template, a document, a size, and the profiles that it is made
in. Everything else that a template can be told stands in ``options`` and
reaches it as data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from handbill.keyed import Table, one_of
from handbill.tags import is_tag, normalize_tag

POINTS = 72
"""In an inch."""
PIXELS_PER_POINT = 2
"""Pictures are drawn at 144 pixels an inch."""

Option = str | int | float | bool | list["Option"] | dict[str, "Option"]
"""What an option may be: what JSON has."""

_NUMBERS = 2**63
"""From here on a template would be given another number: whole numbers of TOML and Typst have 64 bits."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a sheet is after cutting, in points."""

    width: float
    height: float
    pixels: bool = False
    """Whether it is a picture to be shown, not a sheet to be printed."""

    @property
    def turned(self) -> Size:
        """The same size lying on its side."""
        return Size(self.height, self.width, self.pixels)


def _inches(width: float, height: float) -> Size:
    return Size(width * POINTS, height * POINTS)


SIZES: Mapping[str, Size] = {
    "us-letter": _inches(8.5, 11),
    "us-legal": _inches(8.5, 14),
    "us-tabloid": _inches(11, 17),
    "half-letter": _inches(5.5, 8.5),
    "quarter-letter": _inches(4.25, 5.5),
    "a3": _inches(11.693, 16.535),
    "a4": _inches(8.268, 11.693),
    "a5": _inches(5.827, 8.268),
    "a6": _inches(4.134, 5.827),
    "card": _inches(3.5, 2),
}
"""By the names that ``size`` and ``paper`` understand."""


class Profile(Enum):
    """What a sheet is made for."""

    OFFICE = "office"
    """A printer at hand: as many copies on the paper as fit, with lines to cut along, and no bleed."""
    SHOP = "shop"
    """A print shop: one copy a page, of the size after cutting, with bleed and without marks."""
    OFFICE_BW = "office-bw"
    SHOP_BW = "shop-bw"
    """The same in black alone, without filled areas."""

    @property
    def for_shop(self) -> bool:
        """Whether a print shop cuts it."""
        return self in {Profile.SHOP, Profile.SHOP_BW}

    @property
    def black(self) -> bool:
        """Whether black is the only ink."""
        return self in {Profile.OFFICE_BW, Profile.SHOP_BW}


@dataclass(frozen=True, slots=True)
class ProductSettings:
    """One printed product: ``[products.NAME]``."""

    name: str
    template: str
    document: str
    bilingual: bool
    """Whether the source language stands beside the reader's."""
    floor: float | None
    """Text size in points below which the report says that the text is long."""
    smallest: float
    """Text size in points below which the product is refused."""
    second: str | None = None
    """The tag of the language that stands beside the reader's, where it is not the source language."""
    size: Size = SIZES["us-letter"]
    paper: Size = SIZES["us-letter"]
    """The paper that the office's copies are set on."""
    profiles: tuple[Profile, ...] = (Profile.OFFICE,)
    """What it is made for; the first one's files have no suffix."""
    images: bool = True
    """Whether there is a picture of the first profile's pages too."""
    locales: tuple[str, ...] | None = None
    """The tags of the languages that it is made in; nothing where that is all of them."""
    options: Mapping[str, Option] = field(default_factory=dict)
    """What its template is told."""
    lines: Mapping[str, int | None] = field(default_factory=dict, compare=False)
    """Where each option stands in ``handbill.toml``."""

    def stem(self, profile: Profile) -> str:
        """Give the name of a profile's files, without what they end on."""
        return self.name if profile is self.profiles[0] else f"{self.name}-{profile.value}"


def parse_product(name: str, table: Table, *, source: str) -> ProductSettings:
    """Read ``[products.NAME]``; `source` is the tag of the campaign's source language."""
    size = _size(table, "size", pixels=True)
    options = table.table("options")
    made = ProductSettings(
        name,
        table.folder("template", f"templates/{name}.typ"),
        table.text("document"),
        bilingual=table.flag("bilingual", default=False),
        floor=float(table.number("floor", Decimal(0), low=0, high=72)) or None,
        smallest=float(table.number("smallest", Decimal(9), low=4, high=72)),
        second=_second(table, source),
        size=size,
        paper=_size(table, "paper", pixels=False),
        profiles=_profiles(table, size),
        images=table.flag("images", default=True),
        locales=_tags(table, "locales"),
        options={key: _option(options, key, value) for key, value in options.data.items()},
        lines={key: options.error(key, "").line for key in options.data},
    )
    table.finish()
    return made


def _second(table: Table, source: str) -> str | None:
    said = normalize_tag(table.text("second", ""))
    if said and not is_tag(said):
        raise table.error("second", f"“{said}” is not a BCP 47 tag", "A tag is language, script and region.")
    if said and table.data.get("bilingual") is True and said != source:
        raise table.error("second", "the source language is the second already", "Delete the key “bilingual”.")
    return said or None


def _tags(table: Table, key: str) -> tuple[str, ...] | None:
    return tuple(map(normalize_tag, table.texts(key))) if key in table.data else table.texts(key, ()) or None


def _size(table: Table, key: str, *, pixels: bool) -> Size:
    value = table.take(key, "us-letter")
    if isinstance(value, str):
        found = re.fullmatch(r"(\d{2,4})x(\d{2,4})", value)
        if pixels and found:
            return Size(int(found[1]) / PIXELS_PER_POINT, int(found[2]) / PIXELS_PER_POINT, pixels=True)
        if value in SIZES:
            return SIZES[value]
        raise table.error(
            key, f"“{value}” is not a size", f"{one_of(SIZES)} Or write two numbers of inches: [5.5, 8.5]"
        )
    match value:
        case [int() | Decimal() as width, int() | Decimal() as height] if _is_side(width) and _is_side(height):
            return _inches(float(width), float(height))
    raise table.error(key, "is neither a size's name nor two numbers of inches from 1 to 60", "Write [5.5, 8.5]")


def _is_side(inches: int | Decimal) -> bool:
    return not isinstance(inches, bool) and Decimal(inches).is_finite() and 1 <= inches <= 60


def _profiles(table: Table, size: Size) -> tuple[Profile, ...]:
    known = {each.value: each for each in Profile}
    said = table.texts("profiles", ("office",))
    for each in said:
        if each not in known:
            raise table.error("profiles", f"“{each}” is not a profile", one_of(known))
        if said.count(each) > 1:
            raise table.error("profiles", f"“{each}” stands there twice", "Delete one of them.")
    if not said:
        raise table.error("profiles", "is empty", one_of(known))
    if size.pixels and "profiles" in table.data:
        raise table.error("profiles", "a picture in pixels is not printed", "Delete the key.")
    return tuple(known[each] for each in said)


def _option(table: Table, key: str, value: object) -> Option:
    match value:
        case int() if not -_NUMBERS <= value < _NUMBERS:
            raise table.error(key, "is too large a number", f"Write one of up to {_NUMBERS - 1}.")
        case bool() | str() | int():
            return value
        case Decimal() if value.is_finite():
            return float(value)
        case list():
            return [_option(table, key, each) for each in value]
        case dict():
            return {str(name): _option(table, key, each) for name, each in value.items()}
    raise table.error(key, "is neither a text, a number, true, false, nor a list or table of those")
