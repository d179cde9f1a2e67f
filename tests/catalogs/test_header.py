"""A catalog in the folder of another language."""

from __future__ import annotations

import pytest

from handbill.catalogs.header import check_language
from handbill.errors import CatalogError
from handbill.languages import LanguageSettings, language
from handbill.model import Catalog, Message, Unit


def headed(said: str) -> Catalog:
    return Catalog(Unit(Message(""), (f"Language: {said}\n",), line=1))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("es", ""), ("es", "es"), ("es", "es_MX"), ("es", "ES-mx"), ("es", "spa"), ("es", "es_ES.UTF-8"),
        ("es", "Spanish"), ("es", "LANGUAGE"), ("he", "iw"), ("fil", "tl"), ("nb", "no"), ("id", "in"),
        ("zh-Hans", "zh_CN"), ("zh-Hans", "zh"), ("zh-Hant", "zh_TW"), ("zh-Hans", "zh_Hans_CN"), ("sr", "sr@latin"),
        ("ur", "ur_PK"), ("mam", "mam"), ("ksw", "ksw"), ("pt-BR", "pt"), ("pt-BR", "pt_PT"),
    ],
)  # fmt: skip
def test_names_of_the_same_language_are_taken_for_it(tag: str, said: str) -> None:
    check_language(headed(said), language(tag), "x.po")


@pytest.mark.parametrize(
    ("tag", "said"),
    [("es", "pt"), ("es", "fr_FR"), ("zh-Hans", "zh_TW"), ("zh-Hans", "zh_Hant"), ("zh-Hant", "zh_CN"), ("ht", "fr"),
     ("mam", "es"), ("sr", "sr_Latn"), ("ru", "uk"), ("fa", "ar")],
)  # fmt: skip
def test_another_language_is_refused_with_a_way_out(tag: str, said: str) -> None:
    spoken = language(tag)
    with pytest.raises(CatalogError, match=f"says that it is in “{said}”") as caught:
        check_language(headed(said), spoken, "x.po")
    assert caught.value.place == "x.po:1"
    assert spoken.locale in str(caught.value.hint)


def test_nastaliq_is_the_arabic_script() -> None:
    check_language(headed("ur_PK"), language("ur", LanguageSettings(script="Aran")), "x.po")
