from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from handbill.errors import UsageError
from handbill.locale import add_locales
from handbill.project import open_project
from handbill.steps import Updating
from tests.translated import edit


def added(folder: Path, *tags: str) -> Updating:
    return add_locales(open_project(folder), tags, lambda: None)


def locales(folder: Path) -> list[str]:
    found = tomllib.loads((folder / "handbill.toml").read_text("utf-8-sig"))["locales"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('locales = ["es"]', 'locales = ["es", "vi"]'),
        ('locales = ["es"] # first', 'locales = ["es", "vi"] # first'),
        ("locales = []", 'locales = ["vi"]'),
        ('locales = [\n  "es",\n]', 'locales = [\n  "es",\n  "vi",\n]'),
        ('locales = [\n  "es"\n]', 'locales = [\n  "es",\n  "vi"\n]'),
        ('locales = [\n  "es",  # Spanish\n]', 'locales = [\n  "es",  # Spanish\n  "vi",\n]'),
    ],
)
def test_a_language_is_added_in_the_layout_that_is_there(starter: Path, before: str, after: str) -> None:
    path = starter / "handbill.toml"
    edit(path, 'locales = ["es"]', before)
    rest = path.read_text("utf-8").replace(before, "")
    added(starter, "vi")
    assert after in path.read_text("utf-8")
    assert path.read_text("utf-8").replace(after, "") == rest


@pytest.mark.parametrize("array", ['["es", # Spanish\n "km" # Khmer\n]', "[\n  # none yet\n]", '[ "es" , ]'])
def test_comments_in_the_list_survive(starter: Path, array: str) -> None:
    edit(starter / "handbill.toml", '["es"]', array)
    before = locales(starter)
    added(starter, "vi")
    assert locales(starter) == [*before, "vi"]
    text = (starter / "handbill.toml").read_text("utf-8")
    assert all(comment in text for comment in ("# Spanish", "# Khmer", "# none yet") if comment in array)


@pytest.mark.parametrize("array", [b'["es"]', b'[\r\n  "es",\r\n]'])
def test_windows_line_ends_and_a_byte_order_mark_are_kept(starter: Path, array: bytes) -> None:
    path = starter / "handbill.toml"
    data = path.read_bytes().replace(b"\n", b"\r\n").replace(b'["es"]', array)
    path.write_bytes(b"\xef\xbb\xbf" + data)
    added(starter, "vi")
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert locales(starter) == ["es", "vi"]


def test_the_catalogs_of_the_new_language_are_written_and_no_others(starter: Path) -> None:
    before = {path: path.read_bytes() for path in (starter / "locales" / "es").rglob("*.po")}
    report = added(starter, "zh_hans")
    assert [each.path for each in report.catalogs] == [
        f"locales/zh_Hans/LC_MESSAGES/{domain}.po" for domain in ("petition", "letter", "faq", "interface")
    ]
    assert locales(starter) == ["es", "zh-Hans"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_language_that_is_there_is_left_as_it_is(starter: Path) -> None:
    added(starter, "vi", "vi")
    (starter / "locales" / "vi" / "LC_MESSAGES" / "faq.po").touch()
    before = {path: path.read_bytes() for path in starter.rglob("*") if path.is_file()}
    report = added(starter, "vi", "VI")
    assert locales(starter) == ["es", "vi"]
    assert {path: path.read_bytes() for path in starter.rglob("*") if path.is_file()} == before
    assert not any(each.written for each in report.catalogs)


def test_the_source_language_needs_no_catalogs(starter: Path) -> None:
    assert added(starter, "en").catalogs == []
    assert locales(starter) == ["es"]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("xx", "endonym, name and script"),
        ("hac", "endonym, name and script"),
        ("spanish", "Its tag is es."),
        ("es_XXXXX", "A tag is language, script and region"),
        ("../es", "A tag is language, script and region"),
        ('e"s', "A tag is language, script and region"),
        ("", "A tag is language, script and region"),
    ],
)
def test_an_unknown_language_is_wrong_usage_and_nothing_is_written(starter: Path, tag: str, hint: str) -> None:
    before = {path: path.read_bytes() for path in starter.rglob("*.*") if path.is_file() and path.name != ".lock"}
    with pytest.raises(UsageError, match="is not a language") as caught:
        added(starter, "vi", tag)
    assert hint in str(caught.value.hint)
    after = {path: path.read_bytes() for path in starter.rglob("*.*") if path.is_file() and path.name != ".lock"}
    assert after == before


def test_a_language_outside_cldr_is_started_once_its_table_is_there(starter: Path) -> None:
    table = '[languages.hac]\nendonym = "گۆرانی"\nname = "Gorani"\nscript = "Arab"\n\n[release]'
    edit(starter / "handbill.toml", "[release]", table)
    assert len(added(starter, "hac").catalogs) == 4
    assert open_project(starter).campaign.by_tag["hac"].direction == "rtl"


def test_a_language_that_another_run_added_meanwhile_is_not_lost(starter: Path) -> None:
    stale = open_project(starter)
    added(starter, "vi")
    add_locales(stale, ["km", "vi"], lambda: None)
    assert locales(starter) == ["es", "vi", "km"]


def test_a_broken_source_is_told_and_the_other_catalogs_are_there(starter: Path) -> None:
    (starter / "source" / "letter.md").write_text("{nothing}\n")
    report = added(starter, "vi")
    assert [error.place for error in report.errors] == ["source/letter.md:1"]
    assert [each.domain for each in report.catalogs] == ["petition", "faq", "interface"]
