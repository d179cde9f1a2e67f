from __future__ import annotations

import pytest
from hypothesis import given

from handbill.exchange.characters import carried, restored
from tests.exchange.parcels import anybodys_text


@given(anybodys_text)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert restored(carried(text)) == text


@given(anybodys_text)
def test_what_travels_has_no_character_that_xml_or_excel_would_change(text: str) -> None:
    assert not any(ord(each) < 32 and each not in "\n\t" for each in carried(text))
    assert "\r" not in carried(text)
    assert "_x000D_" not in carried(text)
    assert "x005F_" not in carried(text)


def test_ordinary_text_travels_as_it_is() -> None:
    text = "Fecha: {deadline}\n\t“sí” [a](b) ⟦x⟧ សួស្តី"
    assert carried(text) == text


@pytest.mark.parametrize("written", ["⟦U+0000⟧", "⟦U+D800⟧", "⟦U+12⟧", "⟦u+000D⟧"])
def test_what_no_text_can_have_stays_as_it_is_written(written: str) -> None:
    assert restored(written) == written
