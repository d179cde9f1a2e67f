from __future__ import annotations

import pytest

from handbill.checks import Unchanged
from handbill.languages import language
from tests.checks.subjects import found, subject

MESSAGE = ("the translation is the source itself", None)


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr"),
    [
        ("es", "Sign the petition", "Firme la petición"),
        ("km", "Michael Nutter", "Michael Nutter"),
        ("ru", "Illinois, Massachusetts, New York", "Illinois, Massachusetts, New York"),
        ("ar", "PARS", "PARS"),
        ("fr", "Signature", "Signature"),
        ("fr", "Questions ?", "Questions ?"),
        ("de", "Name", "Name"),
        ("es", "Juan de la Cruz", "Juan de la Cruz"),
        ("es", "{hotline} · {contact_email}", "{hotline} · {contact_email}"),
        ("es", "Call hello@example.org", "Call hello@example.org"),
        ("es", "2011", "2011"),
        ("en-GB", "Sign the petition today", "Sign the petition today"),
        ("mam", "Protect Philly", "Protect Philly"),
        ("quc-Latn", "ICE", "ICE"),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgid: str, msgstr: str) -> None:
    from handbill.languages import LanguageSettings

    told = language(tag, LanguageSettings(endonym="K'iche'", name="K'iche'") if tag == "quc-Latn" else None)
    assert found(Unchanged(), subject(msgid, msgstr, tag=told)) == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("es", "Sign the petition"),
        ("ar", "Scan to sign"),
        ("km", "Sign the **petition** by {deadline}."),
        ("zh-Hans", "Do not renew the PARS agreement."),
        ("mam", "At a glance"),
    ],
)
def test_a_text_that_was_not_translated_is_found(tag: str, text: str) -> None:
    assert found(Unchanged(), subject(text, text, tag=tag)) == [MESSAGE]


def test_typography_is_no_translation() -> None:
    assert found(Unchanged(), subject("It’s the city’s choice", "It's  the city's choice", tag="es")) == [MESSAGE]


def test_without_capitals_the_script_tells() -> None:
    chinese = language("zh-Hans")
    assert found(Unchanged(), subject("人人平等", "人人平等", tag="zh-Hant", source=language("ja"))) == []
    assert found(Unchanged(), subject("人人平等", "人人平等", tag="es", source=chinese)) == [MESSAGE]
