"""Compiled catalogs, as gettext and Python read them."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess

import pytest

from handbill.catalogs.mo import compile_catalog
from handbill.catalogs.po import parse

needs_gettext = pytest.mark.skipif(shutil.which("msgunfmt") is None, reason="gettext is not installed")

CATALOG = """
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && n/10%10!=1 ? 1 : 2);\\n"

msgid "Sign"
msgstr "Подпишите"

msgctxt "flyer"
msgid "Sign"
msgstr "Подпись"

msgid "%(n)s page"
msgid_plural "%(n)s pages"
msgstr[0] "%(n)s страница"
msgstr[1] "%(n)s страницы"
msgstr[2] "%(n)s страниц"

#, fuzzy
msgid "Share"
msgstr "Делитесь"

msgid "One fear"
msgid_plural "Some fears"
msgstr[0] "Страх"
msgstr[1] ""
msgstr[2] ""

msgid "Call"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Ушло"
"""


def compiled(text: str = CATALOG) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compile_catalog(parse(text.encode(), "ru.po"))))


def test_what_is_translated_is_found() -> None:
    russian = compiled()
    assert russian.gettext("Sign") == "Подпишите"
    assert russian.pgettext("flyer", "Sign") == "Подпись"


@pytest.mark.parametrize(("number", "form"), [(1, "страница"), (3, "страницы"), (5, "страниц"), (21, "страница")])
def test_each_number_gets_its_plural_form(number: int, form: str) -> None:
    assert compiled().ngettext("%(n)s page", "%(n)s pages", number) == f"%(n)s {form}"


@pytest.mark.parametrize("msgid", ["Share", "One fear", "Call", "Gone"])
def test_what_is_fuzzy_obsolete_or_not_finished_is_left_out(msgid: str) -> None:
    assert compiled().gettext(msgid) == msgid


def test_a_catalog_of_another_charset_is_compiled_to_what_its_header_says() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n\nmsgid "Sign"\nmsgstr "Подпишите"\n'
    catalog = parse(text.encode("koi8-r"), "ru.po")
    assert gettext.GNUTranslations(io.BytesIO(compile_catalog(catalog))).gettext("Sign") == "Подпишите"


def test_a_catalog_without_a_header_is_compiled_to_utf_8() -> None:
    assert compiled('msgid "Sign"\nmsgstr "Подпишите"\n').gettext("Sign") == "Подпишите"


@needs_gettext
def test_msgunfmt_gives_back_what_was_compiled() -> None:
    data = compile_catalog(parse(CATALOG.encode(), "ru.po"))
    given = subprocess.run(["msgunfmt", "--no-wrap", "-"], input=data, capture_output=True, check=True).stdout
    units = parse(given, "back.po").by_key
    assert {key: unit.msgstr for key, unit in units.items()} == {
        (None, "Sign"): ("Подпишите",),
        ("flyer", "Sign"): ("Подпись",),
        (None, "%(n)s page"): ("%(n)s страница", "%(n)s страницы", "%(n)s страниц"),
    }


def test_the_same_catalog_gives_the_same_bytes() -> None:
    assert compile_catalog(parse(CATALOG.encode(), "a.po")) == compile_catalog(parse(CATALOG.encode(), "b.po"))
