"""Words in the script of another language: a name in Arabic letters may stand in a Spanish text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbill.languages import language
from tests.render.paragraphs import ink, picture

WORDS = {
    "ar": ("كنيسة النور", "Noto Naskh Arabic"),
    "hi": ("मंदिर की बैठक", "Noto Sans Devanagari"),
    "km": ("ប្រជុំសាធារណៈ", "Noto Sans Khmer"),
    "my": ("မြို့တော်ခန်းမ", "Noto Sans Myanmar"),
}
SET = """
#set text(size: 40pt, top-edge: 1.5em, bottom-edge: -1em)
#words((lang: data.language, runs: ((text: data.said),)))
"""


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize("around", ["es", "km", "zh-Hans"])
def test_a_word_in_another_script_looks_as_it_does_at_home(tag: str, around: str) -> None:
    said, family = WORDS[tag]
    reader = language(around)
    pictures = [
        picture(SET, replace(spoken, fonts=(family, *spoken.fonts)), said=said) for spoken in (language(tag), reader)
    ]
    shown = [each.crop(ink(each)) for each in pictures]
    assert shown[0].size == shown[1].size
    assert shown[0].tobytes() == shown[1].tobytes()
