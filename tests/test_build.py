from __future__ import annotations

import datetime as dt
import errno
import gettext
import json
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from handbill import workspace
from handbill.build import Build, CampaignReport, build_campaign
from handbill.errors import FullDiskError, RenderError, WorkspaceError
from handbill.fonts.faces import MEMORY
from handbill.manifest import digest
from handbill.output import Output, Report
from handbill.project import open_project
from handbill.register import Register
from handbill.review import Desk
from handbill.shelf import read_catalogs
from handbill.typesetter import find_fonts
from tests.translated import MARK, edit, translate

Snapshot = dict[str, tuple[bytes, int]]
FLYER = ["print/en/flyer.pdf", "print/en/flyer.png"]
ONE_PAGE = {
    "flyer.pdf", "flyer.png", "half-sheet.pdf", "half-sheet.png", "half-sheet-office-bw.pdf", "wallet-card.pdf",
    "social-square.png", "social-square.txt",
}  # fmt: skip
"""What the small campaign makes of its petition, apart from images of several pages."""


def built(
    folder: Path, *products: str, tags: Sequence[str] = (), timestamp: int = 0, done: list[str] | None = None
) -> Report:
    """Render some products, all where none is named, with the catalogs as they are."""
    project = open_project(folder)
    spoken = project.campaign.by_tag
    build = Build(
        project,
        read_catalogs(project, project.campaign.languages),
        languages=[spoken[tag] for tag in tags or spoken],
        products=products or None,
        timestamp=timestamp,
    )
    return build.run((done if done is not None else []).append, lambda _length: None)


def built_whole(folder: Path) -> CampaignReport:
    """Carry out every step, as ``handbill build`` does."""
    project = open_project(folder)
    return build_campaign(
        project,
        list(project.campaign.by_tag.values()),
        timestamp=0,
        advance=lambda _label: None,
        total=lambda _length: None,
        waiting=lambda: None,
        today=dt.date(2011, 7, 4),
    )


def snapshot(folder: Path) -> Snapshot:
    """Give every file's bytes and time, but for locks and what is remembered of this machine's fonts."""
    aside = {".lock", MEMORY}
    files = (path for path in folder.rglob("*") if path.is_file() and not aside & set(path.relative_to(folder).parts))
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def entries(folder: Path) -> dict[str, dict[str, object]]:
    """Give the manifest's entries by path."""
    data = json.loads((folder / "build" / "manifest.json").read_bytes())
    return {entry["path"]: entry for entry in data["artifacts"]}


@pytest.fixture
def spanish(starter: Path) -> Path:
    """The small campaign with all of its Spanish done."""
    translate(starter, "es")
    return starter


@pytest.fixture
def leaflet(spanish: Path) -> Path:
    """The same without print, which takes the time."""
    path = spanish / "handbill.toml"
    path.write_text(path.read_text("utf-8").split("[products.flyer]")[0], "utf-8")
    return spanish


def test_the_output_has_the_promised_layout(spanish: Path) -> None:
    report = built_whole(spanish)
    assert report.good
    documents = ("petition", "letter", "faq")
    printed = {f"print/{tag}/{name}" for tag in ("en", "es") for name in ONE_PAGE | {"letter.pdf"}}
    printed |= {"print/en/wallet-card.png", "print/es/wallet-card-1.png", "print/es/wallet-card-2.png"}
    pages = {f"web/{tag}/{domain}/index.html" for tag in ("en", "es") for domain in documents}
    copy = {"copy/en.json", "copy/es.json"}
    copy |= {f"markdown/{tag}/{domain}.md" for tag in ("en", "es") for domain in documents}
    compiled = {f"locale/es/LC_MESSAGES/{domain}.mo" for domain in (*documents, "interface")}
    expected = printed | pages | copy | compiled | {"web/index.html", "manifest.json", "register.jsonl"}
    found = set(snapshot(spanish / "build"))
    assert expected <= found
    assert all(path.rpartition("/")[2].startswith("letter") and path.endswith(".png") for path in found - expected)
    assert {path.split("/")[1] for path in found - expected} == {"en", "es"}


def test_the_manifest_is_true(spanish: Path) -> None:
    built_whole(spanish)
    found = snapshot(spanish / "build")
    manifest = entries(spanish)
    assert set(manifest) == set(found) - {"manifest.json", "register.jsonl"}
    for path, entry in manifest.items():
        data = found[path][0]
        assert (entry["sha256"], entry["size"]) == (digest(data), len(data))
        assert entry["format"] == path.rpartition(".")[2]
    page = manifest["web/es/petition/index.html"]
    assert (page["product"], page["locale"], page["state"], page["coverage"]) == ("web", "es", "translated", 1.0)
    assert "petition" in str(page["domains"])
    assert manifest["print/en/flyer.pdf"]["state"] == "source"
    assert manifest["web/index.html"]["locale"] == "mul"


def test_the_version_of_a_sheet_stands_in_the_manifest(spanish: Path) -> None:
    built(spanish, "flyer")
    versions = {entry["locale"]: entry["version"] for entry in entries(spanish).values()}
    assert len(set(versions.values())) == 2
    assert all(len(str(version)) == 6 for version in versions.values())


def test_tags_are_bcp_47_outside_and_gettexts_inside(leaflet: Path) -> None:
    edit(leaflet / "handbill.toml", '["es"]', '["zh-Hans"]')
    translate(leaflet, "zh-Hans")
    built(leaflet)
    found = snapshot(leaflet / "build")
    assert {"copy/zh-Hans.json", "web/zh-Hans/faq/index.html", "locale/zh_Hans/LC_MESSAGES/faq.mo"} <= set(found)
    assert entries(leaflet)["locale/zh_Hans/LC_MESSAGES/faq.mo"]["locale"] == "zh-Hans"


def test_a_rebuild_with_nothing_changed_makes_nothing_and_touches_nothing(spanish: Path) -> None:
    first = built_whole(spanish)
    before = snapshot(spanish)
    second = built_whole(spanish)
    assert (second.build.made, second.build.removed, second.extraction.written) == ([], [], [])
    assert second.build.unchanged == len(first.build.made)
    assert snapshot(spanish) == before


def test_two_builds_in_two_folders_give_the_same_bytes(spanish: Path, tmp_path: Path) -> None:
    other = tmp_path / "another folder"
    shutil.copytree(spanish, other)
    for folder in (spanish, other):
        built_whole(folder)
    first, second = ({path: data for path, (data, _) in snapshot(each).items()} for each in (spanish, other))
    assert first == second


def test_every_sheet_is_in_the_register_once_with_its_day_and_how_far_it_is(spanish: Path) -> None:
    built_whole(spanish)
    register = Register(spanish / "build/register.jsonl")
    released = {(entry.product, entry.locale): entry for entry in register.entries()}
    products = open_project(spanish).campaign.products
    assert set(released) == {(name, tag) for name in products for tag in ("en", "es")}
    made = entries(spanish)["print/es/flyer.pdf"]
    flyer = released["flyer", "es"]
    assert (flyer.code, flyer.state, flyer.coverage) == (made["version"], "translated", 1.0)
    assert (flyer.released, flyer.documents, flyer.own) == ("2011-07-04", ("petition", "interface"), ())
    words = register.words(flyer.words)
    assert words is not None
    assert words["headline"] == f"{MARK}Let our children cross safely"
    # The bilingual letter shows the source as well.
    letter = register.words(released["letter", "es"].words)
    assert letter is not None
    assert any(place.startswith("beside: ") for place in letter)


def test_a_changed_sheet_is_released_anew_and_the_old_one_stays_in_the_register(spanish: Path) -> None:
    built(spanish, "flyer")
    edit(spanish / "locales/es/LC_MESSAGES/petition.po", f'"{MARK}Let our children cross safely"', '"Que crucen"')
    built(spanish, "flyer")
    found = [entry for entry in Register(spanish / "build/register.jsonl").entries() if entry.locale == "es"]
    assert len({entry.code for entry in found}) == 2


def test_a_sheet_that_could_not_be_made_is_not_released(spanish: Path) -> None:
    edit(spanish / "templates/flyer.typ", "#show: sheet", '#panic("no")')
    assert built(spanish, "flyer").errors
    assert not (spanish / "build/register.jsonl").exists()


def test_the_register_can_be_kept_elsewhere(spanish: Path) -> None:
    path = spanish / "handbill.toml"
    path.write_text(f'register = "released/register.jsonl"\n{path.read_text("utf-8")}', "utf-8")
    built(spanish, "flyer", tags=["en"])
    assert len(list(Register(spanish / "released/register.jsonl").entries())) == 1
    assert not (spanish / "build/register.jsonl").exists()


def test_one_changed_catalog_makes_again_only_what_depends_on_it(spanish: Path) -> None:
    built(spanish)
    path = spanish / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    edit(path, f'msgstr "{MARK}Let our children cross safely"', 'msgstr "Que crucen"')
    assert set(built(spanish).made) == {f"print/es/{name}" for name in ONE_PAGE} | {
        "print/es/wallet-card-1.png",
        "print/es/wallet-card-2.png",
        "web/es/petition/index.html",
        "copy/es.json",
        "markdown/es/petition.md",
        "locale/es/LC_MESSAGES/petition.mo",
    } - _unchanged_pages(spanish)


def _unchanged_pages(folder: Path) -> set[str]:
    # The headline is for flyers; a template may show it on the page too.
    page = "web/es/petition/index.html"
    return set() if "Que crucen" in (folder / "build" / page).read_text("utf-8") else {page}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: edit(folder / "handbill.toml", "+1-215-555-0142", "+1-215-555-0143"), id="fact"),
        pytest.param(lambda folder: edit(folder / "handbill.toml", "Safe Crossing", "Safer Crossing"), id="name"),
        pytest.param(lambda folder: edit(folder / "templates/flyer.typ", "// The flyer", "// A flyer"), id="template"),
        pytest.param(lambda folder: edit(folder / "source/petition.md", "cross safely", "cross"), id="source"),
    ],
)
def test_a_change_makes_a_flyer_anew(starter: Path, change: Callable[[Path], None]) -> None:
    built(starter, "flyer", tags=["en"])
    change(starter)
    assert "print/en/flyer.pdf" in built(starter, "flyer", tags=["en"]).made


def test_a_font_in_the_campaigns_own_folder_makes_a_flyer_anew(starter: Path) -> None:
    built(starter, "flyer", tags=["en"])
    before = entries(starter)["print/en/flyer.pdf"]["inputs"]
    (starter / "fonts").mkdir()
    shutil.copy(find_fonts().files["Noto Sans"][0][0], starter / "fonts" / "Own.ttf")
    built(starter, "flyer", tags=["en"])
    assert entries(starter)["print/en/flyer.pdf"]["inputs"] != before


@pytest.mark.parametrize("path", ["source/faq.md", "source/letter.md", "templates/letter.typ", "templates/page.html"])
def test_a_change_elsewhere_leaves_a_flyer_alone(starter: Path, path: str) -> None:
    built(starter, "flyer", tags=["en"])
    with (starter / path).open("a") as file:
        file.write("\n")
    assert built(starter, "flyer", tags=["en"]).unchanged == 2


def test_the_time_of_a_pdf_is_the_one_that_was_given(starter: Path) -> None:
    path = starter / "build" / "print" / "en" / "flyer.pdf"
    built(starter, "flyer", tags=["en"])
    assert "print/en/flyer.pdf" in built(starter, "flyer", tags=["en"], timestamp=1_300_000_000).made
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20110313")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.unlink(), id="deleted"),
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"), id="same size"),
    ],
)
def test_an_artifact_that_was_deleted_or_damaged_is_made_again(starter: Path, damage: Callable[[Path], None]) -> None:
    built(starter, "flyer", tags=["en"])
    before = {path: data for path, (data, _) in snapshot(starter / "build").items()}
    damage(starter / "build" / "print" / "en" / "flyer.png")
    assert built(starter, "flyer", tags=["en"]).made == ["print/en/flyer.png"]
    assert {path: data for path, (data, _) in snapshot(starter / "build").items()} == before


def test_a_lost_manifest_is_written_again_over_the_same_files(leaflet: Path) -> None:
    built(leaflet)
    before = snapshot(leaflet / "build")
    (leaflet / "build" / "manifest.json").unlink()
    assert built(leaflet).made == []
    after = snapshot(leaflet / "build")
    assert after.pop("manifest.json")[0] == before.pop("manifest.json")[0]
    assert after == before


@pytest.mark.parametrize("state", ["fuzzy", "reviewed"])
def test_a_rebuild_says_in_the_manifest_what_a_first_build_would(leaflet: Path, tmp_path: Path, state: str) -> None:
    path = leaflet / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    edit(path, f'msgstr "{MARK}Who may sign?"', 'msgstr ""')
    built(leaflet)
    if state == "fuzzy":
        edit(path, 'msgid "Who may sign?"\nmsgstr ""', '#, fuzzy\nmsgid "Who may sign?"\nmsgstr "¿Quién?"')
    else:
        project = open_project(leaflet)
        catalog = project.catalog(project.campaign.by_tag["es"], "letter")
        assert catalog is not None
        for unit in catalog.units:
            context = f'msgctxt "{unit.message.context}"\n' if unit.message.context else ""
            first = f'{context}msgid "{unit.message.msgid}"'
            edit(path.parent / "letter.po", first, f"# handbill: reviewed {unit.digest}\n{first}")
    other = tmp_path / "other"
    shutil.copytree(leaflet, other, ignore=shutil.ignore_patterns("build"))
    for folder in (leaflet, other):
        built(folder)
    assert entries(leaflet) == entries(other)
    assert state in {entry["state"] for entry in entries(leaflet).values()}


def test_what_was_made_for_a_language_that_left_disappears(leaflet: Path) -> None:
    built(leaflet)
    edit(leaflet / "handbill.toml", '["es"]', "[]")
    report = built(leaflet)
    assert set(report.removed) == {
        "copy/es.json",
        *(f"web/es/{domain}/index.html" for domain in ("petition", "letter", "faq")),
        *(f"markdown/es/{domain}.md" for domain in ("petition", "letter", "faq")),
        *(f"locale/es/LC_MESSAGES/{domain}.mo" for domain in ("petition", "letter", "faq", "interface")),
    }
    assert not (leaflet / "build" / "web" / "es").exists()
    assert {entry["locale"] for entry in entries(leaflet).values()} == {"en", "mul"}


def test_what_was_made_of_a_product_that_is_refused_now_disappears(starter: Path) -> None:
    built(starter, "flyer", "copy", tags=["en"])
    edit(starter / "templates" / "flyer.typ", "// The flyer", "#nonsense()\n//")
    report = built(starter, "flyer", "copy", tags=["en"])
    assert sorted(report.removed) == FLYER
    assert [error.line for error in report.errors] == [1]
    assert list(entries(starter)) == ["copy/en.json"]


def test_rendering_a_part_keeps_the_rest_of_the_manifest(spanish: Path) -> None:
    built(spanish)
    before = entries(spanish)
    edit(spanish / "handbill.toml", "+1-215-555-0142", "+1-215-555-0143")
    report = built(spanish, "flyer", tags=["es"])
    assert set(report.made) == {"print/es/flyer.pdf", "print/es/flyer.png"}
    after = entries(spanish)
    assert set(after) == set(before)
    assert {path for path in after if after[path] != before[path]} == set(report.made)


def test_pages_follow_when_one_in_another_language_comes_or_goes(leaflet: Path) -> None:
    built(leaflet)
    page = leaflet / "build/web/en/faq/index.html"
    catalog = leaflet / "locales/es/LC_MESSAGES/faq.po"
    whole = catalog.read_bytes()
    assert 'hreflang="es"' in page.read_text("utf-8")
    catalog.unlink()
    report = built(leaflet, tags=("es",))
    assert "web/es/faq/index.html" in report.removed
    assert 'hreflang="es"' not in page.read_text("utf-8")
    catalog.write_bytes(whole)
    assert "web/en/faq/index.html" in built(leaflet, tags=("es",)).made
    assert 'hreflang="es"' in page.read_text("utf-8")


def test_pages_that_nobody_asked_for_are_not_made_and_no_page_leads_to_them(leaflet: Path) -> None:
    built(leaflet, tags=("es",))
    assert not (leaflet / "build/web/en").exists()
    for page in (leaflet / "build/web").rglob("index.html"):
        assert 'hreflang="en"' not in page.read_text("utf-8"), page
    built(leaflet, tags=("en",))
    assert 'hreflang="en"' in (leaflet / "build/web/es/faq/index.html").read_text("utf-8")


def test_a_document_below_the_threshold_is_held_back_with_its_reason(leaflet: Path) -> None:
    path = leaflet / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    path.unlink()
    report = built(leaflet)
    held = [(notice.locale, notice.domain, notice.reason) for notice in report.held_back]
    assert held == [("es", "faq", "0 of 11 texts are in Spanish; 25% must be")]
    assert not (leaflet / "build" / "web" / "es" / "faq").exists()
    assert (leaflet / "build" / "web" / "es" / "letter" / "index.html").exists()


def test_a_document_partly_translated_goes_out_and_says_so(leaflet: Path) -> None:
    edit(leaflet / "locales" / "es" / "LC_MESSAGES" / "faq.po", f'msgstr "{MARK}Who may sign?"', 'msgstr ""')
    report = built(leaflet)
    partly = [(notice.locale, notice.domain, notice.reason) for notice in report.labelled]
    assert partly == [("es", "faq", "10 of 11 texts are in Spanish, the rest in English")]
    page = entries(leaflet)["web/es/faq/index.html"]
    assert (page["state"], page["coverage"]) == ("untranslated", round(10 / 11, 4))


def test_what_must_be_reviewed_is_held_back_in_every_form_until_it_is(leaflet: Path) -> None:
    built(leaflet)
    edit(leaflet / "handbill.toml", "[release]", '[release]\npublish = "reviewed"\nbelow = "hold back"')
    report = built_whole(leaflet).build
    held = {(notice.domain, notice.reason) for notice in report.held_back}
    assert ("faq", "0 of 11 texts are reviewed; all must be") in held
    assert [path for path in entries(leaflet) if "/es/" in path] == ["locale/es/LC_MESSAGES/interface.mo"]
    project = open_project(leaflet)
    for domain in project.campaign.documents:
        Desk(project, "2011-07-04").accept_all(project.campaign.by_tag["es"], domain)
    assert built_whole(leaflet).build.held_back == []
    assert entries(leaflet)["web/es/faq/index.html"]["state"] == "reviewed"
    assert "locale/es/LC_MESSAGES/faq.mo" in entries(leaflet)


def test_what_should_be_reviewed_goes_out_labelled_where_the_campaign_says_so(leaflet: Path) -> None:
    edit(leaflet / "handbill.toml", "[release]", '[release]\npublish = "reviewed"')
    reasons = {(notice.domain, notice.reason) for notice in built_whole(leaflet).build.labelled}
    assert ("faq", "0 of 11 texts are reviewed") in reasons
    assert "web/es/faq/index.html" in entries(leaflet)


def test_what_an_error_was_found_in_is_not_in_the_compiled_catalog(leaflet: Path) -> None:
    edit(leaflet / "locales" / "es" / "LC_MESSAGES" / "faq.po", f'"{MARK}Who may sign?"', '"Who \u202emay sign?"')
    built_whole(leaflet)
    read = gettext.translation("faq", leaflet / "build" / "locale", ["es"])
    assert read.gettext("Who may sign?") == "Who may sign?"
    assert read.gettext("Until when?") == f"{MARK}Until when?"


def test_what_nobody_asked_for_is_not_held_back_aloud(starter: Path) -> None:
    shutil.rmtree(starter / "locales", ignore_errors=True)
    assert [notice.domain for notice in built(starter, "flyer", tags=["es"]).held_back] == ["petition"]
    assert built(starter, "flyer", tags=["en"]).held_back == []


def test_a_damaged_catalog_stops_its_own_document_and_nothing_else(leaflet: Path) -> None:
    built(leaflet)
    before = {path: data for path, (data, _) in snapshot(leaflet / "build").items()}
    damaged = leaflet / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    damaged.write_bytes(b"<<<<<<< HEAD\n")
    report = built_whole(leaflet)
    assert [error.place for error in report.errors] == ["locales/es/LC_MESSAGES/faq.po:1"]
    gone = {"web/es/faq/index.html", "markdown/es/faq.md", "locale/es/LC_MESSAGES/faq.mo"}
    assert set(report.build.removed) == gone
    assert damaged.read_bytes() == b"<<<<<<< HEAD\n"
    after = {path: data for path, (data, _) in snapshot(leaflet / "build").items()}
    assert after["copy/en.json"] == before["copy/en.json"]
    assert "web/en/faq/index.html" in after
    assert "web/es/letter/index.html" in after


def test_small_text_is_told(starter: Path) -> None:
    edit(starter / "handbill.toml", "floor = 12", "floor = 72")
    report = built(starter, "flyer", tags=["en"])
    (finding,) = report.findings
    assert finding.message.startswith("flyer: the text came out at ")
    assert "72pt is easy to read" in finding.message


def test_text_that_does_not_fit_stops_that_flyer_and_no_other(spanish: Path) -> None:
    settings = spanish / "handbill.toml"
    edit(settings, 'points = { limit = 150, note = "a point on the flyer" }', 'points = { note = "a point" }')
    path = spanish / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    edit(path, f'msgstr "{MARK}Every signature counts', f'msgstr "{"palabra " * 900}')
    report = built(spanish, "flyer")
    assert sorted(report.made) == FLYER
    assert len(report.errors) == 1
    assert "flyer in Spanish: the text does not fit the page at 9pt" in report.errors[0].message
    assert "Shorten" in str(report.errors[0].hint)


def test_a_character_without_a_font_stops_that_flyer_and_no_other(spanish: Path) -> None:
    path = spanish / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    edit(path, f'msgstr "{MARK}Sign the petition today"', 'msgstr "Firme ᦶ hoy"')
    report = built(spanish, "flyer")
    assert sorted(report.made) == FLYER
    assert "Spanish: no font covers “ᦶ” (U+19B6" in report.errors[0].message
    assert "apt-get install" in str(report.errors[0].hint)


def test_a_language_without_a_font_stops_its_own_print(spanish: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = '[languages.es]\nscript = "Khmr"\n\n[release]'
    edit(spanish / "handbill.toml", "[release]", table)
    fonts = find_fonts()
    fewer = tuple(face for face in fonts.faces if "Khmer" not in face.family)
    monkeypatch.setattr("handbill.tasks.find_fonts", lambda _folders: replace(fonts, faces=fewer))
    report = built(spanish, "flyer")
    assert sorted(report.made) == FLYER
    assert isinstance(report.errors[0], RenderError)
    assert "there is no font for Spanish: Noto Sans Khmer" in report.errors[0].message


@pytest.mark.parametrize("blocked", ["copy/es.json", "locale/es"])
def test_a_file_that_cannot_be_written_stops_nothing_else(leaflet: Path, blocked: str) -> None:
    wrong = leaflet / "build" / blocked
    if wrong.suffix:
        wrong.mkdir(parents=True)
    else:
        workspace.write(wrong, b"in the way")
    report = built(leaflet)
    assert report.errors
    assert all(isinstance(error, WorkspaceError) and blocked in error.place for error in report.errors)
    found = set(snapshot(leaflet / "build")) - {"manifest.json", blocked}
    assert set(entries(leaflet)) == found
    assert {"copy/en.json", "web/es/faq/index.html"} <= found


def test_what_cannot_be_written_is_named_once(leaflet: Path) -> None:
    built(leaflet)
    path = leaflet / "build" / "copy" / "es.json"
    path.unlink()
    path.mkdir()
    assert [error.path for error in built(leaflet).errors] == [path]


def test_a_killed_build_leaves_a_whole_manifest_and_the_next_one_finishes(
    leaflet: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built(leaflet)
    other = tmp_path / "other"
    shutil.copytree(leaflet, other)
    before = (leaflet / "build" / "manifest.json").read_bytes()
    for folder in (leaflet, other):
        edit(folder / "handbill.toml", "+1-215-555-0142", "+1-215-555-0143")
    written = workspace.write
    calls = iter(range(3))

    def killed(path: Path, data: bytes) -> bool:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return written(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(workspace, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            built(leaflet)
    assert (leaflet / "build" / "manifest.json").read_bytes() == before
    for folder in (leaflet, other):
        built(folder)
    finished, undisturbed = (
        {path: data for path, (data, _) in snapshot(folder / "build").items()} for folder in (leaflet, other)
    )
    assert finished == undisturbed


def test_a_manifest_cannot_have_other_files_removed(leaflet: Path) -> None:
    built(leaflet)
    path = leaflet / "build" / "manifest.json"
    edit(path, '"copy/es.json"', '"../source/faq.md"')
    built(leaflet)
    assert (leaflet / "source" / "faq.md").exists()


def test_files_of_others_in_the_output_folder_stay(leaflet: Path) -> None:
    workspace.write(leaflet / "build" / "web" / "robots.txt", b"mine")
    built(leaflet)
    edit(leaflet / "handbill.toml", '["es"]', "[]")
    built(leaflet)
    assert (leaflet / "build" / "web" / "robots.txt").read_bytes() == b"mine"


def test_each_task_is_told_when_it_is_done(starter: Path) -> None:
    done: list[str] = []
    built(starter, "flyer", "copy", tags=["en"], done=done)
    assert sorted(done) == ["copy en", "flyer en"]


def test_output_and_catalogs_can_share_a_folder(leaflet: Path) -> None:
    edit(leaflet / "handbill.toml", 'country = "US"', 'country = "US"\noutput = "locales"')
    assert built_whole(leaflet).good


def test_an_unreadable_template_is_one_error_and_what_needs_no_page_is_made_all_the_same(leaflet: Path) -> None:
    (leaflet / "templates" / "notes.txt").write_bytes(b"caf\xe9")
    report = built_whole(leaflet)
    assert [error.place for error in report.errors] == ["templates/notes.txt:1"]
    made = [path for path in report.build.made if not path.startswith("markdown/")]
    assert len([path for path in made if path.startswith("locale/")]) == 4
    assert {path.partition("/")[0] for path in made} == {"locale", "copy"}


def test_a_changed_picture_among_the_templates_makes_the_sheets_again(starter: Path) -> None:
    picture = starter / "templates" / "logo.svg"
    found = []
    for drawing in ("<svg/>", "<svg><g/></svg>"):
        picture.write_text(drawing)
        built(starter, "flyer")
        manifest = json.loads((starter / "build" / "manifest.json").read_text("utf-8"))
        found.append({entry["inputs"] for entry in manifest["artifacts"] if entry["format"] == "pdf"})
    assert found[0]
    assert not found[0] & found[1]


def test_pictures_beside_a_source_go_with_its_pages(leaflet: Path) -> None:
    edit(
        leaflet / "source" / "faq.md",
        "# Questions",
        "![The crossing](maps/the%20crossing.v2.png) ![x](https://e.org/x.png)\n\n# Questions",
    )
    report = built(leaflet)
    assert [error.place for error in report.errors] == ["source/faq.md"]
    assert "the picture “maps/the crossing.v2.png” is not there" in report.errors[0].message
    picture = leaflet / "source" / "maps" / "the crossing.v2.png"
    for data in (b"one", b"two"):
        workspace.write(picture, data)
        assert built(leaflet).errors == []
        assert (leaflet / "build/web/es/faq/maps/the crossing.v2.png").read_bytes() == data
        assert "web/en/faq/maps/the crossing.v2.png" in entries(leaflet)
    assert built(leaflet).made == []


def test_a_site_without_its_page_template_is_an_error(leaflet: Path) -> None:
    (leaflet / "templates" / "page.html").rename(leaflet / "templates" / "pgae.html")
    assert [error.place for error in built(leaflet).errors] == ["templates/page.html"]


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Call it with the number of files in the output that there is still room for."""

    def room_for(count: int) -> None:
        staged, written = workspace.staged, []

        def filling(path: Path, data: bytes, *, lasting: bool = True) -> AbstractContextManager[Path]:
            written.append(path)
            if len(written) > count:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return staged(path, data, lasting=lasting)

        monkeypatch.setattr(workspace, "staged", filling)

    return room_for


@pytest.mark.parametrize("room", range(6))
def test_a_full_disk_is_one_message_and_the_older_good_files_stay(
    starter: Path, small_disk: Callable[[int], None], room: int
) -> None:
    built(starter, "flyer", "letter")
    before, known = snapshot(starter / "build"), entries(starter).keys()
    edit(starter / "templates/flyer.typ", "banner\n", "banner // changed\n")
    with (starter / "templates/letter.typ").open("a", encoding="utf-8") as stream:
        stream.write("// changed\n")
    small_disk(room)
    report = built(starter, "flyer", "letter")
    assert [type(error) for error in report.errors] == [FullDiskError]
    assert report.stopped
    assert report.removed == []
    after = snapshot(starter / "build")
    assert before.keys() == after.keys()
    assert all(data for data, _ in after.values())
    assert known == entries(starter).keys()


def test_after_a_full_disk_the_next_build_makes_what_is_missing_and_no_more(
    leaflet: Path, small_disk: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context():
        small_disk(3)
        report = built(leaflet)
        assert len(report.made) == 3
        assert report.left > 1
    monkeypatch.undo()
    assert len(built(leaflet).made) == 19 - 3


@pytest.mark.parametrize("room", [0, 1])
def test_a_full_disk_ends_a_whole_build_at_the_first_file_and_catalogs_stay(
    leaflet: Path, small_disk: Callable[[int], None], room: int
) -> None:
    built_whole(leaflet)
    edit(leaflet / "source" / "faq.md", "Everyone who", "Anyone who")
    before = {path: path.read_bytes() for path in leaflet.rglob("*.po")}
    small_disk(room)
    with pytest.raises(FullDiskError):
        built_whole(leaflet)
    assert {path: path.read_bytes() for path in leaflet.rglob("*.po")} == before


def test_every_product_that_is_refused_for_one_reason_is_counted_and_the_reason_is_told_once(starter: Path) -> None:
    edit(starter / "handbill.toml", "deadline = 2030", "deadline = 2010")
    report = built(starter, "flyer", "half-sheet")
    assert len(report.errors) == 1
    # A flyer and two profiles of the half sheet, in two languages.
    assert report.refused == 6


class Impatient(list[str]):
    """Who presses Ctrl-C when so many products are done."""

    def __init__(self, patience: int) -> None:
        super().__init__()
        self.patience = patience

    def append(self, label: str) -> None:
        super().append(label)
        if len(self) == self.patience:
            raise KeyboardInterrupt


@pytest.mark.parametrize("patience", [1, 3])
def test_what_is_made_before_an_interruption_is_not_made_again_and_nothing_is_removed(
    starter: Path, patience: int
) -> None:
    built(starter, "flyer", "letter")
    before = set(snapshot(starter / "build"))
    edit(starter / "handbill.toml", "1-215-555-0142", "1-215-555-0143")
    with pytest.raises(KeyboardInterrupt):
        built(starter, "flyer", "letter", done=Impatient(patience))
    assert set(snapshot(starter / "build")) == before
    done: list[str] = []
    made = built(starter, "flyer", "letter", done=done)
    assert made.unchanged > 0
    assert set(snapshot(starter / "build")) == before
    assert len(done) == 4


@pytest.mark.parametrize("room", [1, 2, 3])
def test_a_product_of_which_one_file_alone_could_be_written_is_made_again(
    starter: Path, small_disk: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    (starter / "build").mkdir()
    with monkeypatch.context():
        small_disk(room)
        built(starter, "flyer", tags=["en"])
    monkeypatch.undo()
    built(starter, "flyer", tags=["en"])
    assert all((starter / "build" / path).is_file() for path in FLYER)
    assert entries(starter).keys() == set(FLYER)
    assert built(starter, "flyer", tags=["en"]).unchanged == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_while_a_build_writes_its_end_leaves_a_true_manifest(
    leaflet: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    written = Output.write_down

    def interrupted(output: Output, campaign: str) -> None:
        signal.raise_signal(number)
        written(output, campaign)

    monkeypatch.setattr(Output, "write_down", interrupted)
    with pytest.raises(KeyboardInterrupt):
        built(leaflet)
    found = entries(leaflet)
    assert len(found) > 10
    assert all(digest((leaflet / "build" / path).read_bytes()) == each["sha256"] for path, each in found.items())
