"""What a translator finds in a row."""

from __future__ import annotations

import pytest

from handbill.exchange.packing import rows
from handbill.languages import language
from handbill.memory import Entry, Place, TranslationMemory
from handbill.model import Unit
from tests.exchange.parcels import ENGLISH, catalog, unit

MEMORY = TranslationMemory((Entry("Sign the petition today", "Firme la petición hoy", Place.OBSOLETE, domain="faq"),))


def comment(found: Unit) -> str:
    (row,) = rows("petition", catalog(found), source=ENGLISH, spoken=language("es"), facts={}, limits={}, memory=MEMORY)
    return row.comment


@pytest.mark.parametrize("found", [unit("Sign the petition"), unit("Sign the petition", "Firme", fuzzy=True)])
def test_what_was_translated_before_stands_beside_what_is_not_finished(found: Unit) -> None:
    assert comment(found).startswith("Translated before (faq, ")
    assert comment(found).endswith("% alike): Firme la petición hoy")


def test_what_is_finished_needs_no_suggestion() -> None:
    assert comment(unit("Sign the petition", "Firme la petición")) == ""


def test_what_is_quite_another_text_is_not_suggested() -> None:
    assert comment(unit("Who pays for the crossing guards?")) == ""
