from __future__ import annotations

import pytest

from handbill.checks import Addresses
from tests.checks.subjects import found, subject

CALL = "Call (215) 555-0142 or +44 20 7946 0958."
VISIT = "Visit https://example.org/help, or write to hello@example.org."


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr"),
    [
        ("es", VISIT, "Escriba a hello@example.org o visite https://example.org/help."),
        ("ar", VISIT, "زوروا https://example.org/help، أو اكتبوا إلى hello@example.org؟"),
        ("ar", VISIT, "زوروا \u2066https://example.org/help\u2069 أو \u2066hello@example.org\u2069"),
        ("zh-Hans", VISIT, "请访问https://example.org/help。或写信给hello@example.org。"),
        ("ja", VISIT, "https://example.org/helpをご覧になるか、hello@example.orgまで"),
        ("km", VISIT, "ចូល\u200bhttps://example.org/help\u200bឬ\u200bhello@example.org។"),
        ("my", VISIT, "https://example.org/help သို့မဟုတ် hello@example.org။"),
        ("am", VISIT, "https://example.org/help ወይም በhello@example.org።"),
        ("ne", VISIT, "https://example.org/help वा hello@example.org।"),
        ("fr", VISIT, "Visitez «\u00a0https://example.org/help\u00a0» ou HELLO@example.org\u00a0!"),
        ("es", "Go to www.example.org (see https://e.org/a_(b)).", "Vaya a www.example.org (vea https://e.org/a_(b))."),
        ("es", "[https://e.org](https://e.org)", "[aquí](https://e.org)"),
        ("es", "[here](https://e.org)", "[https://e.org](https://e.org)"),
        ("es", "<https://e.org>", "<https://e.org>"),
        ("es", "At https://e.org/{deadline:full}", "En https://e.org/{deadline:long}"),
        ("es", CALL, "Llame al 215-555-0142 o al 020 7946 0958."),
        ("ru", CALL, "Звоните: +1 215 555-01-42, +44 (0)20 7946-09-58."),
        ("ar", CALL, "اتصلوا بالرقم ٢١٥-٥٥٥-٠١٤٢ أو ٠٢٠ ٧٩٤٦ ٠٩٥٨"),
        ("ne", CALL, "फोन: (२१५) ५५५-०१४२ वा +४४ २० ७९४६ ०९५८"),
        ("quc", "Don't call", "K'o ta kach'awik"),
        ("fr", "1,234,567,890 people", "1 234 567 890 personnes"),
        ("kk", "It starts with 'http://'.", "'http://'-мен басталады."),
        ("es", "On 08/31/2011 at 10.30", "El 31.08.2011, 10:30"),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgid: str, msgstr: str) -> None:
    from handbill.languages import LanguageSettings, language

    told = language(tag, LanguageSettings(endonym="K'iche'", name="K'iche'", script="Latn") if tag == "quc" else None)
    assert found(Addresses(), subject(msgid, msgstr, tag=told)) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "message", "marked"),
    [
        (VISIT, "Visite https://example.org/ayuda, hello@example.org",
         "https://example.org/ayuda is not the address of the source, https://example.org/help",
         "https://example.org/ayuda"),
        (VISIT, "Visite https://example.org/help", "the translation lost hello@example.org", None),
        (VISIT, "https://example.org/help hola@example.org",
         "hola@example.org is not the address of the source, hello@example.org", "hola@example.org"),
        (VISIT, "https://example.org/Help hello@example.org",
         "https://example.org/Help is not the address of the source, https://example.org/help",
         "https://example.org/Help"),
        ("Sign", "Firme en https://evil.example", "the translation has https://evil.example, which the source has not",
         "https://evil.example"),
        ("请访问https://example.org。", "请访问https://example.com。",
         "https://example.com is not the address of the source, https://example.org", "https://example.com"),
        ("Call (215) 555-0142", "Llame al (215) 555-0124",
         "the translation lost the phone number (215) 555-0142", None),
        ("Call (215) 555-0142", "اتصلوا ٠١٤٢-٥٥٥-٢١٥", "the translation lost the phone number (215) 555-0142", None),
        ("Call us", "Llame al +1 215 555 0199",
         "the translation has the phone number +1 215 555 0199, which the source has not", "+1 215 555 0199"),
    ],
)  # fmt: skip
def test_changed_addresses_are_found(msgid: str, msgstr: str, message: str, marked: str | None) -> None:
    assert found(Addresses(), subject(msgid, msgstr, tag="es")) == [(message, marked)]


def test_an_address_may_be_in_one_plural_form_of_the_source_alone() -> None:
    asked = subject("A page", "Una página", "Páginas: https://e.org", tag="es", plural="Pages: https://e.org")
    assert found(Addresses(), asked) == []
