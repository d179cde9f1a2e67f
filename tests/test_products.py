"""What ``[products.NAME]`` may say, and what is refused with its key and line."""

from __future__ import annotations

import pytest

from handbill.campaign import Campaign, parse_campaign
from handbill.errors import CampaignError
from handbill.products import SIZES, ProductSettings, Profile, Size
from tests.mistakes import refused

TOP = """name = "Philly"
site = "https://example.org"
locales = ["es", "ar"]
[documents.petition]
[products.p]
document = "petition"
"""


def read(more: str) -> Campaign:
    return parse_campaign(TOP + more, "handbill.toml")


def product(more: str) -> ProductSettings:
    return read(more).products["p"]


def test_a_product_that_says_nothing_more_is_letter_for_an_office_in_every_language() -> None:
    made = product("")
    assert (made.size, made.paper) == (Size(612, 792), Size(612, 792))
    assert (made.profiles, made.images, made.locales, made.second) == ((Profile.OFFICE,), True, None, None)
    assert made.options == {}


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('"half-letter"', Size(396, 612)),
        ('"card"', Size(252, 144)),
        ("[11, 8.5]", Size(792, 612)),
        ("[5.5, 4]", Size(396, 288)),
        ('"1080x1350"', Size(540, 675, pixels=True)),
        ('"1201x631"', Size(600.5, 315.5, pixels=True)),
    ],
)
def test_a_size_is_a_name_or_inches_or_pixels(said: str, size: Size) -> None:
    assert product(f"size = {said}").size == size


def test_every_size_has_the_proportions_of_its_name() -> None:
    for name in ("a3", "a4", "a5", "a6"):
        assert SIZES[name].height / SIZES[name].width == pytest.approx(2**0.5, rel=0.01)
    assert SIZES["a4"].turned.width == SIZES["a4"].height


def test_options_reach_the_template_as_json_has_them() -> None:
    made = product("[products.p.options]\ntabs = 9\nshare = 0.5\nyes = true\nlist = [1, 'a']\ntable = { a = 1.5 }")
    assert made.options == {"tabs": 9, "share": 0.5, "yes": True, "list": [1, "a"], "table": {"a": 1.5}}
    assert isinstance(made.options["share"], float)


def test_the_largest_and_the_smallest_number_that_typst_has_are_options() -> None:
    largest = 2**63 - 1
    made = product(f"[products.p.options]\nlargest = {largest}\nsmallest = {-largest - 1}")
    assert made.options == {"largest": largest, "smallest": -largest - 1}


def test_the_first_profile_has_the_name_of_the_product_and_others_a_suffix() -> None:
    made = product('profiles = ["shop", "office", "shop-bw"]')
    assert [made.stem(each) for each in made.profiles] == ["p", "p-office", "p-shop-bw"]


@pytest.mark.parametrize(
    ("more", "reader", "second"),
    [
        ("", "es", None),
        ("bilingual = true", "es", "en"),
        ("bilingual = true", "en", None),
        ('second = "ar"', "es", "ar"),
        ('second = "ar"', "en", "ar"),
        ('second = "ar"', "ar", None),
        ('second = "en"\nbilingual = true', "ar", "en"),
    ],
)
def test_the_second_language_is_the_source_or_the_one_that_is_named(more: str, reader: str, second: str | None) -> None:
    campaign = read(more)
    found = campaign.second_language(campaign.products["p"], campaign.by_tag[reader])
    assert (found.tag if found else None) == second


@pytest.mark.parametrize(
    ("more", "line", "message", "hint"),
    [
        ('size = "leter"', 7, "products.p.size: “leter” is not a size", "us-letter"),
        ('paper = "1080x1080"', 7, "products.p.paper: “1080x1080” is not a size", "a4"),
        ("size = [8.5]", 7, "products.p.size: is neither a size's name nor two numbers", "[5.5, 8.5]"),
        ("size = [0.5, 8]", 7, "products.p.size: is neither", ""),
        ("size = [8.5, 100]", 7, "products.p.size: is neither", ""),
        ("size = [true, 8]", 7, "products.p.size: is neither", ""),
        ("size = 8", 7, "products.p.size: is neither", ""),
        ('profiles = ["office", "bw"]', 7, "products.p.profiles: “bw” is not a profile", "office-bw"),
        ('profiles = ["shop", "shop"]', 7, "products.p.profiles: “shop” stands there twice", "Delete"),
        ("profiles = []", 7, "products.p.profiles: is empty", "shop"),
        ('profiles = "shop"', 7, "products.p.profiles: is not a list of texts", ""),
        ('size = "1080x1080"\nprofiles = ["shop"]', 8, "products.p.profiles: a picture in pixels is not", "Delete"),
        ('second = "fr"', 7, "products.p.second: “fr” is none of the languages", "ar, en, es"),
        ('second = "1"', 7, "products.p.second: “1” is not a BCP 47 tag", ""),
        ('bilingual = true\nsecond = "es"', 8, "products.p.second: the source language is the second", "bilingual"),
        ('locales = ["es", "fr"]', 7, "products.p.locales: “fr” is none of the languages", "ar, en, es"),
        ("locales = 3", 7, "products.p.locales: is not a list of texts", ""),
        ('images = "no"', 7, "products.p.images: is neither true nor false", ""),
        ("options = 3", 7, "products.p.options: is not a table", "Write [products.p.options]"),
        ("[products.p.options]\nday = 2011-08-31", 8, "products.p.options.day: is neither a text, a number", ""),
        ("[products.p.options]\nx = nan", 8, "products.p.options.x: is neither a text, a number", ""),
        (
            "[products.p.options]\nx = 9223372036854775808",
            8,
            "products.p.options.x: is too large a number",
            "9223",
        ),
        ("[products.p.options]\nx = [1, -9223372036854775809]", 8, "products.p.options.x: is too large a number", ""),
        ('sise = "a4"', 7, "products.p.sise: means nothing here", "“size”"),
    ],
)
def test_a_mistake_is_reported_with_its_key_and_line(more: str, line: int, message: str, hint: str) -> None:
    with refused(CampaignError, message, path="handbill.toml", line=line, hint=hint):
        read(more)


def test_two_products_cannot_make_the_same_file() -> None:
    with pytest.raises(CampaignError, match=r"its files would have the names of those of products\.p") as caught:
        read('profiles = ["office", "shop"]\n[products.p-shop]\ndocument = "petition"\n')
    assert caught.value.line == 8
