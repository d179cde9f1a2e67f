"""What a sheet should be, from what it is made of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from handbill.campaign import Campaign
from handbill.render.preflight.base import Intended
from handbill.render.print import Sheet
from handbill.typesetter import Fonts


def intended(
    sheet: Sheet,
    shown: Collection[str],
    campaign: Campaign,
    fonts: Fonts,
    today: dt.date,
    *,
    typed: Collection[str] = (),
) -> Intended:
    """Say what a sheet should be. `shown` are the facts that its template has set, by name, and `typed` the phone
    numbers and addresses that were written into it by hand.
    """
    data = sheet.data
    runs = list(_runs(data))
    families = tuple(dict.fromkeys(name for each in data["languages"].values() for name in each["fonts"]))
    written: dict[str, dict[str, None]] = defaultdict(dict)
    for run in runs:
        if "fact" in run:
            written[run["fact"]][run["text"]] = None
    return Intended(
        product=sheet.product.name,
        language=sheet.language,
        title=data["title"],
        texts=sheet.words,
        written={name: tuple(texts) for name, texts in written.items()},
        left_to_right=tuple(dict.fromkeys([*_left_to_right(runs), *typed])),
        shown=frozenset(shown),
        facts=campaign.facts,
        codes=tuple(dict.fromkeys(each["link"]["url"] for each in (data, data["second"]) if each)),
        fonts=postscript_names(families, fonts),
        families=families,
        floor=sheet.product.floor,
        smallest=sheet.product.smallest,
        policy=campaign.documents[sheet.product.document].policy,
        others=tuple(_others(sheet)),
        labelled=data["coverage"] < 1,
        version=sheet.version,
        printed=not sheet.product.size.pixels,
        template=sheet.product.template,
        today=today,
        stem=sheet.product.stem(sheet.profile),
    )


def _runs(value: object) -> Iterator[dict[str, Any]]:
    """Give every stretch of text in a sheet's data, wherever it stands."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _runs(each)


def _left_to_right(runs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (run["text"] for run in runs if run.get("dir") == "ltr" and _readable(run["text"]))


def _readable(text: str) -> bool:
    """Leave out what cannot be read back from a PDF letter by letter: words of shaped scripts."""
    return all(each.isascii() or each.isdecimal() for each in text)


def _others(sheet: Sheet) -> Iterator[str]:
    """Give the texts that should be in the reader's language and are in another."""
    data = sheet.data
    fields = [each for value in data["fields"].values() for each in (value if isinstance(value, list) else [value])]
    for words in (*data["strings"].values(), *fields, *data["blocks"]):
        if words["lang"] != sheet.language.tag and words["runs"]:
            yield "".join(run.get("text", "") for run in words["runs"])


def postscript_names(families: Collection[str], fonts: Fonts) -> frozenset[str]:
    """Give the names by which a PDF knows the faces of some families."""
    faces = (face for family in families for face in fonts.files.get(family, ()))
    return frozenset(name for path, index in faces for name in fonts.memory.names(path, index))
