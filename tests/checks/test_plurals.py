from __future__ import annotations

import pytest

from handbill.checks import CHECKS, PluralRule, Plurals, check_catalog
from handbill.languages import language
from handbill.model import Catalog, Message, Unit
from tests.checks.subjects import found, subject

ENGLISH_RULE = "nplurals=2; plural=(n != 1);"
POLISH = (
    "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : "
    "n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
)


@pytest.mark.parametrize(
    ("tag", "count", "rule"),
    [
        ("es", 2, ENGLISH_RULE),
        ("es", 3, "nplurals=3; plural=n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2;"),
        ("fr", 2, "nplurals=2; plural=(n > 1);"),
        ("ht", 2, "nplurals=2; plural=n>1;"),
        ("pl", 4, POLISH),
        ("tr", 2, ENGLISH_RULE),
        ("tr", 1, "nplurals=1; plural=0;"),
        ("cy", 4, "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"),
        ("ar", 6, language("ar").plural),
        ("my", 1, "nplurals=1; plural=0;"),
        ("mam", 2, ENGLISH_RULE),
        ("ru", 3, language("ru").plural.removesuffix(";")),
        ("ru", 3, None),
    ],
)
def test_a_valid_header_is_no_error(tag: str, count: int, rule: str | None) -> None:
    assert found(Plurals(), subject("a", *"x" * count, tag=tag, plural="as", rule=rule)) == []


@pytest.mark.parametrize(
    ("tag", "forms", "rule", "message"),
    [
        ("ru", "xxx", "", "the catalog's header has no plural rule that can be read"),
        ("ru", "xxx", "nplurals=3; plural=n +;", "the catalog's header has no plural rule that can be read"),
        ("es", "xx", "nplurals=2; plural=n;", "the catalog's header has no plural rule that can be read"),
        ("ru", "xx", ENGLISH_RULE, "the catalog's header knows 2 plural forms, and Russian has 3"),
        ("ar", "xxxxx", language("ar").plural, "there are 5 plural forms, and must be 6"),
        ("es", "xxx", None, "there are 3 plural forms, and must be 2"),
        ("es", ("x", " "), ENGLISH_RULE, "msgstr[1] of the plural forms is empty"),
        ("ru", ("", "x", "\u200f"), None, "msgstr[0] and msgstr[2] of the plural forms is empty"),
    ],
)
def test_what_gives_readers_the_wrong_form_is_an_error(tag: str, forms: str, rule: str | None, message: str) -> None:
    assert found(Plurals(), subject("a", *forms, tag=tag, plural="as", rule=rule)) == [(message, None)]


def test_what_counts_nothing_needs_no_rule() -> None:
    assert found(Plurals(), subject("a", "x", tag="ru", rule="")) == []


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("es", "nplurals=2; plural=n!=1"),
        ("es", " nplurals=2;  plural=(n < 1 || n > 1);"),
        ("ar", "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"),
        ("ja", "nplurals=1; plural=0;"),
        ("ru", None),
        ("ru", "nonsense"),
        ("ru", POLISH.replace("n==1", "(n%10==1 && n%100!=11)", 1)),
        ("pl", POLISH),
        ("tr", "nplurals=2; plural=(n > 1);"),
        ("es", "nplurals=3; plural=n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2;"),
    ],
)
def test_a_rule_may_be_written_otherwise_or_tell_more_numbers_apart(tag: str, rule: str | None) -> None:
    assert found(PluralRule(), subject("", "", tag=tag, rule=rule)) == []


@pytest.mark.parametrize(
    ("tag", "rule", "message"),
    [
        ("ht", "nplurals=2; plural=(n > 1);",
         "the plural rule has one form for 0 and 1, which Haitian Creole usually tells apart"),
        ("ru", ENGLISH_RULE, "the plural rule has one form for 0 and 2, which Russian usually tells apart"),
        ("mam", "nplurals=1; plural=0;", "the plural rule has one form for 0 and 1, which Mam usually tells apart"),
    ],
)  # fmt: skip
def test_another_rule_is_told(tag: str, rule: str, message: str) -> None:
    assert found(PluralRule(), subject("", "", tag=tag, rule=rule)) == [(message, None)]


def test_the_rule_is_told_once_for_a_catalog_and_only_where_something_is_counted() -> None:
    header = Unit(Message(""), (f"Plural-Forms: {ENGLISH_RULE}\n",), line=1)
    counted = Unit(Message("One page", plural="Pages"), ("", ""), line=5)
    plain = Unit(Message("Page"), ("Paj",), line=9)
    for units, lines in (((counted, counted), [1]), ((plain,), [])):
        found = check_catalog(
            Catalog(header, units), CHECKS, path="a", domain="a", language=language("ga"), facts={}, limits={}
        )
        assert [each.line for each in found if each.check == "plural-rule"] == lines


def test_where_no_rule_is_known_none_is_expected() -> None:
    assert not language("dsb").plural_known
    assert found(PluralRule(), subject("", "", tag="dsb", rule="nplurals=2; plural=(n > 1);")) == []
