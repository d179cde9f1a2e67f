"""Small parcels, and what comes back of them, for the tests of exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from handbill.catalogs.new import new_catalog
from handbill.exchange.packing import rows
from handbill.exchange.parcel import Label, Parcel, Returned, ReturnedRow, Row, Sheet
from handbill.languages import language
from handbill.model import Catalog, Message, Previous, Unit

BEGUN = dt.datetime(2011, 6, 1, tzinfo=dt.UTC)
ENGLISH = language("en")

TRICKY = (
    "=1+1", "+1 215", "-x", "@SUM(A1)", "\tx", "'x", "'=x", "''", "007", "1e5", "TRUE", "#N/A", "2011-08-31",
    " x ", "a\nb", "a\r\nb", "a\rb", "\x07", "\x0b", "\x85", "_x000D_", "x005F_", "⟦U+000D⟧", "⟦",
    "a\u2028b", "\ufeffx", "\ufffc", "\ufffe", "a\u00a0b", "a\u00adb", "a\u2011b", "a\u200bb",
    "\u200f(\u2066x\u2069)", "👩‍👩‍👧", "<b>&amp;</b>", "]]>", "“x”", "a\tb", "a  b", "x\n",
    "\nx", "{deadline}", "សួស្តី", "مرحبا", "\U0010ffff",
    "h1.0123456789abcdef.0.0123456789ab.u.0123456789ab",
)  # fmt: skip
"""Texts that some program somewhere changes."""

anybodys_text = st.one_of(
    st.sampled_from(TRICKY),
    st.lists(st.sampled_from(TRICKY), max_size=3).map("".join),
    # What no PO file can hold is no text of a catalog.
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
)
"""A translation, a source or a comment as anybody may have typed it."""


def catalog(*units: Unit, tag: str = "es") -> Catalog:
    """A catalog of a language."""
    return replace(new_catalog("petition", "test", language(tag), begun=BEGUN), units=units)


def unit(msgid: str, *msgstr: str, plural: str | None = None, context: str | None = None, fuzzy: bool = False,
         comments: Sequence[str] = (), previous: str | None = None, obsolete: bool = False) -> Unit:  # fmt: skip
    """A message with its translation."""
    return Unit(
        Message(msgid, context, plural),
        msgstr or ("",),
        comments=tuple(comments),
        fuzzy=fuzzy,
        previous=Previous(previous) if previous else None,
        obsolete=obsolete,
    )


def parcel(found: Catalog, tag: str = "es", domain: str = "petition") -> Parcel:
    """What goes out of a catalog."""
    spoken = language(tag)
    packed = rows(domain, found, source=ENGLISH, spoken=spoken, facts={}, limits={})
    return Parcel(Label(tag, "test"), "Test", ENGLISH, spoken, (Sheet(domain, tuple(packed)),))


def out(found: Catalog, domain: str = "petition") -> list[Row]:
    """The rows that go out of a catalog."""
    return list(parcel(found, domain=domain).sheets[0].rows)


def back(row: Row, **changed: object) -> ReturnedRow:
    """A row that comes back as it went out, but for what was changed in it."""
    returned = ReturnedRow(
        place=f"petition, row {row.number}",
        reference=row.reference,
        domain="petition",
        source=row.source,
        context=row.context,
        translation=row.translation,
        state=None,
        note=row.note,
    )
    return replace(returned, **changed)  # type: ignore[arg-type]


def returned(*found: ReturnedRow, name: str = "es.xlsx", states_count: bool = True) -> Returned:
    """A file that came back."""
    return Returned(name, Label("es", "test"), list(found), states_count=states_count)
