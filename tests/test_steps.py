from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handbill.catalogs.new import new_catalog
from handbill.catalogs.po import parse
from handbill.model import State
from handbill.project import Project, open_project
from handbill.shelf import read_catalogs
from handbill.steps import Updating, collect, compiled_path, extract, plural_count, progress, update_catalogs
from tests.translated import MARK, edit, translate

DOMAINS = ["petition", "letter", "faq", "interface"]


def updated(folder: Path) -> tuple[Project, Updating]:
    project = open_project(folder)
    return project, update_catalogs(project, extract(project).messages, project.campaign.languages)


def test_each_document_gets_a_template_and_the_layouts_one(starter: Path) -> None:
    extraction = extract(open_project(starter))
    assert list(extraction.messages) == DOMAINS
    assert extraction.written == [f"locales/{domain}.pot" for domain in DOMAINS]
    for domain in DOMAINS:
        keys = list(parse((starter / f"locales/{domain}.pot").read_bytes(), domain).by_key)
        assert keys == [message.key for message in extraction.messages[domain]]


def test_extracting_again_changes_no_byte(starter: Path) -> None:
    extract(open_project(starter))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (starter / "locales").rglob("*.po*")}
    assert extract(open_project(starter)).written == []
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_collecting_writes_nothing(starter: Path) -> None:
    before = sorted(starter.rglob("*"))
    assert list(collect(open_project(starter)).messages) == DOMAINS
    assert sorted(starter.rglob("*")) == before


def test_a_source_that_cannot_be_used_stops_its_own_domain_alone(starter: Path) -> None:
    (starter / "source" / "letter.md").write_bytes(b"\xff\xfe")
    extraction = extract(open_project(starter))
    assert list(extraction.messages) == ["petition", "faq", "interface"]
    assert [error.path for error in extraction.errors] == ["source/letter.md"]
    assert not (starter / "locales" / "letter.pot").exists()


@pytest.mark.parametrize(("name", "data"), [("page.html", b"{% if %}"), ("flyer.typ", b"#let ("), ("a.html", b"\xff")])
def test_a_template_that_cannot_be_used_is_an_error_and_never_no_messages(
    starter: Path, name: str, data: bytes
) -> None:
    extract(open_project(starter))
    before = (starter / "locales" / "interface.pot").read_bytes()
    (starter / "templates" / name).write_bytes(data)
    extraction = extract(open_project(starter))
    assert list(extraction.messages) == ["petition", "letter", "faq"]
    assert [error.place for error in extraction.errors] == [f"templates/{name}:1"]
    assert "handbill.toml" not in str(extraction.errors[0])
    assert (starter / "locales" / "interface.pot").read_bytes() == before


def test_catalogs_that_are_missing_are_created(starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi"]')
    _, report = updated(starter)
    assert [(each.path, each.created, each.written) for each in report.catalogs] == [
        (f"locales/vi/LC_MESSAGES/{domain}.po", True, True) for domain in DOMAINS
    ]


def test_an_update_that_changes_nothing_writes_nothing(starter: Path) -> None:
    updated(starter)
    _, report = updated(starter)
    assert [each.domain for each in report.catalogs if each.written or each.created or each.update.changed] == []


def test_strings_of_the_shipped_templates_start_translated(starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi"]')
    project, _ = updated(starter)
    catalog = project.catalog(project.campaign.by_tag["vi"], "interface")
    assert catalog is not None
    assert {unit.state for unit in catalog.by_key.values()} == {State.TRANSLATED}


def test_shipped_strings_that_no_template_uses_are_not_taken_over(starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi"]')
    (starter / "templates" / "page.html").unlink()
    project, _ = updated(starter)
    catalog = project.catalog(project.campaign.by_tag["vi"], "interface")
    assert catalog is not None
    assert not any(unit.obsolete for unit in catalog.units)
    assert set(catalog.by_key) == {message.key for message in project.interface}


def test_a_plural_rule_of_the_campaigns_own_goes_with_the_shipped_strings(starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi"]')
    edit(starter / "handbill.toml", "[release]", '[languages.vi]\nplural = "nplurals=3; plural=n>1;"\n\n[release]')
    project, report = updated(starter)
    assert report.errors == []
    assert read_catalogs(project, project.campaign.languages).errors == {}


def test_a_deleted_catalog_comes_back(starter: Path) -> None:
    updated(starter)
    path = starter / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    path.unlink()
    _, report = updated(starter)
    assert [each.domain for each in report.catalogs if each.created] == ["faq"]
    assert path.exists()


def test_a_damaged_catalog_is_left_as_it_is_and_the_others_are_updated(starter: Path) -> None:
    updated(starter)
    damaged = starter / "locales" / "es" / "LC_MESSAGES" / "letter.po"
    damaged.write_bytes(b'msgid "a\n')
    (starter / "source" / "faq.md").write_text("# New\n")
    _, report = updated(starter)
    assert damaged.read_bytes() == b'msgid "a\n'
    assert [error.place for error in report.errors] == ["locales/es/LC_MESSAGES/letter.po:1"]
    assert [each.domain for each in report.catalogs if each.written] == ["faq"]


def test_no_person_stands_in_a_catalog_that_nobody_gave_a_name(starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi"]')
    updated(starter)
    for path in [*(starter / "locales").glob("*.pot"), *(starter / "locales" / "vi").rglob("*.po")]:
        header = parse(path.read_bytes(), path.name).header.msgstr[0]
        assert "@" not in header
        assert "FULL NAME" not in header


@pytest.mark.parametrize(
    ("header", "count"),
    [
        ("nplurals=6; plural=0;", 6),
        ("nplurals = 3; plural=n>1;", 3),
        ("nplurals=1", 1),
        ("nplurals=INTEGER; plural=EXPRESSION;", 2),
        ("nplurals=0; plural=0;", 2),
        ("", 2),
    ],
)
def test_a_catalogs_own_plural_count_wins_where_it_makes_sense(starter: Path, header: str, count: int) -> None:
    spanish = open_project(starter).campaign.by_tag["es"]
    catalog = new_catalog("petition", "safe-crossing", spanish, begun=dt.datetime.now(dt.UTC)).with_field(
        "Plural-Forms", header
    )
    assert plural_count(catalog, spanish) == count


def test_what_is_wrong_with_a_catalog_stands_on_the_shelf_beside_the_others(starter: Path) -> None:
    translate(starter, "es")
    (starter / "locales" / "es" / "LC_MESSAGES" / "faq.po").write_bytes(b"\xff")
    project = open_project(starter)
    shelf = read_catalogs(project, project.campaign.languages)
    assert list(shelf.errors) == [("es", "faq")]
    assert [domain for _, domain in shelf.catalogs] == ["petition", "letter", "interface"]
    assert shelf.findings == []


def test_a_translation_with_an_error_is_refused_and_the_source_is_read_instead(starter: Path) -> None:
    translate(starter, "es")
    path = starter / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    edit(path, f'msgstr "{MARK}Until {{deadline:full}}."', f'msgstr "{MARK}Until tomorrow."')
    project = open_project(starter)
    spanish = project.campaign.by_tag["es"]
    shelf = read_catalogs(project, [spanish])
    assert shelf.refused() == {("es", "faq", (None, "Until {deadline:full}."))}
    message = next(each for each in project.messages("faq") if each.msgid.startswith("Until {"))
    found = shelf.lexicon(project, spanish).find("faq", message)
    assert (found.text, found.language, found.state) == (message.msgid, project.campaign.source, State.FUZZY)


def test_a_translation_longer_than_its_place_is_found_with_its_line(starter: Path) -> None:
    translate(starter, "es")
    path = starter / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    edit(path, f'msgstr "{MARK}Sign the petition today"', f'msgstr "{"ñ" * 61}"')
    project = open_project(starter)
    findings = read_catalogs(project, project.campaign.languages).findings
    assert [finding.check for finding in findings] == ["length"]
    lines = path.read_text("utf-8").split("\n")
    assert findings[0].line is not None
    assert lines[findings[0].line - 1].startswith(("msgctxt", "msgid"))
    assert findings[0].place.startswith("locales/es/LC_MESSAGES/petition.po:")


def test_compiled_catalogs_lie_under_gettexts_name(campaign: Path) -> None:
    chinese = open_project(campaign).campaign.by_tag["zh-Hans"]
    assert compiled_path(chinese, "faq") == "locale/zh_Hans/LC_MESSAGES/faq.mo"


def test_progress_counts_what_the_source_says_now(starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    project = open_project(starter)
    counted = progress(collect(project), read_catalogs(project, project.campaign.languages), project.campaign.languages)
    assert list(counted["es"]) == DOMAINS
    assert counted["es"]["faq"].messages[State.UNTRANSLATED] == 1
    assert counted["es"]["letter"].done == 1.0


def test_what_cannot_be_read_is_not_counted(starter: Path) -> None:
    translate(starter, "es")
    (starter / "source" / "faq.md").unlink()
    (starter / "locales" / "es" / "LC_MESSAGES" / "letter.po").write_bytes(b"garbage")
    project = open_project(starter)
    counted = progress(collect(project), read_catalogs(project, project.campaign.languages), project.campaign.languages)
    assert list(counted["es"]) == ["petition", "interface"]
