"""What programs do to texts is undone where it is certain; what may be meant stays."""

from __future__ import annotations

import pytest

from handbill.exchange.repair import Given, repaired
from handbill.languages import language

SOURCE = 'Sign by {deadline}: call +1-215-555-0142, or [see](https://example.org/a-b "the page").'


def repair(text: str, source: str, tag: str = "es", known: str = "") -> str:
    return repaired(text, Given(source, known, language(tag)))[0]


@pytest.mark.parametrize(
    ("written", "source", "meant"),
    [
        ("Firme: {Deadline}", "Sign: {deadline}", "Firme: {deadline}"),
        ("Firme: { deadline }", "Sign: {deadline}", "Firme: {deadline}"),
        ("Firme: {\u00a0deadline}", "Sign: {deadline}", "Firme: {deadline}"),
        ("签署：｛deadline｝", "Sign: {deadline}", "签署：{deadline}"),
        ("签署：{deadline：full}", "Sign: {deadline:full}", "签署：{deadline:full}"),
        ("Firme: {Deadline: full }", "Sign: {deadline:full}", "Firme: {deadline:full}"),
        ("{petition url}", "{petition_url}", "{petition_url}"),
        ("{petition\\_url}", "{petition_url}", "{petition_url}"),
        ("{dead\u200bline}", "{deadline}", "{deadline}"),
        ("Llame al +1–215–555–0142", "Call +1-215-555-0142", "Llame al +1-215-555-0142"),
        ("Llame al +1\u2011215\u2011555\u20110142", "Call +1-215-555-0142", "Llame al +1-215-555-0142"),
        ("https://example.org/a–b", "https://example.org/a-b", "https://example.org/a-b"),
        ("https://example.org/it’s", "https://example.org/it's", "https://example.org/it's"),
        ("[ver](u “la página”)", '[see](u "the page")', '[ver](u "la página")'),
        ("<a href=“u”>ver</a>", '<a href="u">see</a>', '<a href="u">ver</a>'),
        ("uno\u00a0doscientos tres", "one", "uno doscientos tres"),
        ("\ufeffhola", "hello", "hola"),
        ("ho\u200bla", "hello", "hola"),
        ("hola\ufffc", "hello", "hola"),
        ("uno\r\ndos", "one\ntwo", "uno\ndos"),
        ("uno_x000D_\ndos", "one\ntwo", "uno\ndos"),
        ("uno\rdos", "one\ntwo", "uno\ndos"),
        ("  hola \n", "hello", "hola"),
        ("Salud &amp; paz", "Health & peace", "Salud & paz"),
        ("&quot;sí&quot;", "“yes”", '"sí"'),
        ("uno&nbsp;doscientos", "one two", "uno doscientos"),
        ("ho\0la", "hello", "hola"),
    ],
)
def test_what_is_certain_is_repaired(written: str, source: str, meant: str) -> None:
    assert repair(written, source) == meant


@pytest.mark.parametrize(
    ("written", "source", "tag"),
    [
        ("Qui ? « Nous » : oui !".replace(" ", "\u00a0", 1), "Who?", "fr"),
        ("«\u00a0Nous\u00a0»", "“We”", "fr"),
        ("10\u00a0%", "10%", "de"),
        ("в\u00a0Филадельфии", "in Philadelphia", "ru"),
        ("Филадельфия\u00a0— город", "Philadelphia is a city", "ru"),
        ("ដែល\u200bបាន", "which", "km"),
        ("می\u200cخواهیم", "we want", "fa"),
        ("{{deadline}}", "{deadline} and {{deadline}}", "es"),
        ("{otra cosa}", "{deadline}", "es"),
        ("“Hola”, dijo", '"Hello", she said', "es"),
        ("de 2011–12", "from 2011-12", "es"),
        ("&lt;b&gt;", "bold", "es"),
        (" hola", " hello", "es"),
        ("a\u00a0banderas", "a\u00a0flag", "es"),
        ("AT&amp;T", "AT&amp;T", "es"),
    ],
)
def test_what_may_be_meant_is_left_as_it_is(written: str, source: str, tag: str) -> None:
    assert repair(written, source, tag) == written


def test_what_the_catalog_has_already_is_left_as_it_is() -> None:
    assert repair("uno\u00a0doscientos", "one", known="tres\u00a0cuatrocientos") == "uno\u00a0doscientos"


def test_white_space_at_the_ends_that_a_program_dropped_comes_back() -> None:
    assert repair("hola", " hello \n", known=" ¡hola! \n") == " hola \n"
    assert repair("hola", "hello", known="hola ") == "hola"


def test_each_repair_is_told() -> None:
    text = "\ufeffFirme antes del {Deadline}: +1–215–555–0142, o [vea](https://example.org/a–b “la página”).\r\n"
    meant = 'Firme antes del {deadline}: +1-215-555-0142, o [vea](https://example.org/a-b "la página").'
    assert repaired(text, Given(SOURCE, "", language("es"))) == (
        meant,
        ("line ends", "invisible characters", "placeholders", "quotation marks in markup", "addresses and numbers",
         "spaces at the ends"),
    )  # fmt: skip


def test_a_good_translation_needs_no_repair() -> None:
    text = 'Firme antes del {deadline}: llame al +1-215-555-0142, o [vea](https://example.org/a-b "la página").'
    assert repaired(text, Given(SOURCE, "", language("es"))) == (text, ())
