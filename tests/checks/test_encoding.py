"""Texts that were decoded twice."""

from __future__ import annotations

import pytest

from handbill.checks import Encoding
from handbill.checks.encoding import ENCODINGS
from tests.checks.subjects import found, subject
from tests.checks.test_honest_sentences import HONEST

SENTENCES = [(tag, text) for tag, texts in HONEST.items() for text in texts.values()]


def said(text: str, tag: str, msgid: str = "Our children") -> list[tuple[str, str | None]]:
    return found(Encoding(), subject(msgid, text, tag=tag))


@pytest.mark.parametrize(
    ("tag", "text", "mark", "meant"),
    [
        ("es", "Que los niÃ±os crucen", "niÃ±os", "niños"),
        ("es", "Un semÃ¡foro y mÃ¡s", "semÃ¡foro", "semáforo"),
        ("es", "SeÃ±or, ¿dónde está?", "SeÃ±or", "Señor"),
        ("fr", "LÃ  oÃ¹ l’on passe, dÃ©jÃ ", "oÃ¹", "où"),
        ("en", "We donâ€™t", "donâ€™t", "don’t"),
        ("de", "GrÃ¶ÃŸe", "GrÃ¶ÃŸe", "Größe"),
        ("vi", "trÆ°á»\x9dng há»\x8dc", "trÆ°á»\x9dng", "trường"),
        ("pl", "prawda, sÅ‚owo", "sÅ‚owo", "słowo"),
        ("ru", "Ð”ÐµÑ‚Ð¸", "Ð”ÐµÑ‚Ð¸", "Дети"),
        ("ru", "Р”РµС‚Рё", "Р”РµС‚Рё", "Дети"),
        ("es", "ni√±os", "ni√±os", "niños"),
        ("de", "Ãœber die StraÃŸe", "Ãœber", "Über"),
        ("de", "Die StraÃŸe ist groÃŸ", "StraÃŸe", "Straße"),
        ("de", "Im MÃ¤rz", "MÃ¤rz", "März"),
        ("es", "Â¿Cuando? Â¡Firma ahora!", "Â¿Cuando", "¿Cuando"),
        ("it", "CittÃ\u00a0 di", "CittÃ\u00a0", "Città"),
        ("fr", "Ã\u00a0 midi", "Ã\u00a0", "à"),
        ("fr", "MaintenantÂ\u00a0: gratuit", "MaintenantÂ\u00a0", "Maintenant\u00a0"),
        ("fr", "Un cÅ“ur", "cÅ“ur", "cœur"),
        ("fr", "La fÃªte", "fÃªte", "fête"),
        ("pl", "petycjÄ™", "petycjÄ™", "petycję"),
        ("pl", "siÄ™ dziĹ›", "siÄ™", "się"),
        ("cs", "PodepiĹˇte", "PodepiĹˇte", "Podepište"),
        ("hu", "ĂŤrd alĂˇ", "ĂŤrd", "Írd"),
        ("tr", "ÅŸimdi", "ÅŸimdi", "şimdi"),
        ("vi", "KÃ½ tÃªn", "KÃ½", "Ký"),
        ("es", "ni├▒os", "ni├▒os", "niños"),
    ],
)
def test_a_text_that_was_decoded_twice_is_found_with_what_it_was(tag: str, text: str, mark: str, meant: str) -> None:
    assert said(text, tag) == [(f"“{mark}” looks like “{meant}”, read in another encoding than UTF-8", mark)]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(("tag", "text"), [each for each in SENTENCES if sum(map(str.isalpha, each[1])) > 25])
def test_any_sentence_in_any_language_is_found(encoding: str, tag: str, text: str) -> None:
    try:
        twice = text.encode().decode(encoding)
    except UnicodeDecodeError:
        # The encoding leaves bytes out: such a text could not have been read.
        return
    assert said(twice, tag) != [] or sum(each > "\x7f" for each in text) < 3


@pytest.mark.parametrize(("tag", "text"), SENTENCES)
def test_an_honest_sentence_is_not_found(tag: str, text: str) -> None:
    assert said(text, tag) == []
    assert said(text.upper(), tag) == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "Le « café » est là…"), ("fr", "« DÉJÀ VU »"), ("fr", "CAFÉ… ÉTÉ – À « L’ÎLE »"), ("es", "«¿Ya está»…"),
        ("de", "„Spaß“, GROẞ, SPAß…"), ("de", "ÄÖÜ“"), ("pt", "IRMÃ… e IRMÃ”, MAÇÃ—"), ("pt", "a MANHÃ»"), ("pt", "Ã"),
        ("en", "NESTLÉ®, CITROËN™"), ("sv", "SÅ…"), ("vi", "“CÂU”… LÂ–N"), ("ru", "«МИР»—ВОЙНА: Р«А» С–Т"),
        ("uk", "Рівне"), ("uk", "в’єтнамська, тай-в’єт"), ("uk", "Рі Сі"),
        ("el", "«Ό,τι»… ΝΞ—Ο"), ("tr", "ÂŞIK… Ş”"), ("es", "5 × 3 = 15 ± 2 °C"),
        ("fr", "25 €» 1/2 ½"), ("ro", "ŢARĂ» Â»"), ("is", "Ð…"), ("ar", "قال: «نعم»…"), ("my", "ည်။"), ("et", "JÄ…ÄR"),
        ("gn", "Ñande ha’e pyahuÃ“"), ("vi", "chữ Ã ® này"), ("ga", "Â°"), ("cy", "Â£"), ("fr", "CHÂ°"), ("sv", "5 kÅ"),
        ("ro", "Ăştia sunt vecinii"), ("ro", "„SFÂNTĂ”"), ("sk", "DĹŽKA, dĺžka"), ("cs", "Úžasné"), ("pt", "NAÇÃO® já"),
        ("de", "Die ÄrztInnen… ÖPNV–Ä"), ("nb", "Å «leve», Å…"), ("ru", "20 мкР… и мкР»"), ("sv", "”Å” är en ort"),
        ("zh-Hans", "“中文”——《书》…"), ("es", "qué¿¡Hola!?"),
    ],
)  # fmt: skip
def test_capitals_with_marks_behind_them_are_honest(tag: str, text: str) -> None:
    assert said(text, tag) == []


def test_what_the_source_shows_too_is_meant() -> None:
    assert said("Escribe niÃ±os", "es", "It writes niÃ±os") == []
