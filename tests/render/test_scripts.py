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
#words((lang: data.language, runs: (data.run,)))
"""


def is_as_at_home(run: dict[str, str], tag: str, around: str, family: str) -> bool:
    """Say whether a run looks in one language as it does in another, whose font both name."""
    readers = [replace(spoken, fonts=(family, *spoken.fonts)) for spoken in (language(tag), language(around))]
    first, second = (picture(SET, reader, run=run) for reader in readers)
    return first.crop(ink(first)).tobytes() == second.crop(ink(second)).tobytes()


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize("around", ["es", "km", "zh-Hans"])
def test_a_word_in_another_script_looks_as_it_does_at_home(tag: str, around: str) -> None:
    said, family = WORDS[tag]
    assert is_as_at_home({"text": said}, tag, around, family)


@pytest.mark.parametrize(
    ("tag", "said", "family"), [("he", "בית", "Noto Sans Hebrew"), ("ar", "كنيسة", "Noto Naskh Arabic")]
)
def test_a_fact_from_right_to_left_is_set_in_the_fonts_that_the_reader_has_for_it(
    tag: str, said: str, family: str
) -> None:
    assert is_as_at_home({"text": said, "dir": "rtl", "fact": "place"}, tag, "es", family)
