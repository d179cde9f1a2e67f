"""Every kind of bad input: one clear message with its place and a way out, and everything else still made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from handbill import tasks
from handbill.typesetter import find_fonts
from tests.conftest import Run
from tests.translated import MARK, edit, translate

Change = Callable[[Path], object]
GARBAGE = bytes(range(128, 256)) + bytes(range(128))
FAQ = "locales/es/LC_MESSAGES/faq.po"


@pytest.fixture
def leaflet(starter: Path) -> Path:
    """The small campaign in Spanish and French, both done, without print, which takes the time."""
    edit(starter / "handbill.toml", '["es"]', '["es", "fr"]')
    translate(starter, "es", "fr")
    path = starter / "handbill.toml"
    path.write_text(path.read_text("utf-8").split("[products.flyer]")[0], "utf-8")
    return starter


def replaced(name: str, old: str, new: str) -> Change:
    return lambda folder: edit(folder / name, old, new)


def written(name: str, data: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    return change


def added(name: str, data: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + data)


def is_one_clear_message(result: Result, status: int = 1) -> bool:
    """No traceback; one error, with a way out on the line below."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert result.stderr.count("error: ") == 1, result.stderr
    assert "\n  " in result.stderr[result.stderr.index("error: ") :], result.stderr
    return result.exit_code == status


def litter(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced("handbill.toml", "country =", "contry ="), "handbill.toml:6: contry: means nothing here"),
        (replaced("handbill.toml", "minimum =", "minimun ="), "handbill.toml:10: release.minimun: means nothing here"),
        (replaced("handbill.toml", '["es", "fr"]', '["es", "xx"]'), "handbill.toml:5: locales: “xx” is not a language"),
        (replaced("handbill.toml", '["es", "fr"]', '"es"'), "handbill.toml:5: locales: is not a list of texts"),
        (replaced("handbill.toml", 'locales = ["es", "fr"]', ""), "handbill.toml: locales: is missing"),
        (replaced("handbill.toml", "2030-05-15", '"soon"\n= 3'), "handbill.toml:15: is not TOML"),
        (written("handbill.toml", b""), "handbill.toml: locales: is missing"),
        (written("handbill.toml", b'name = "x"\nlocales = []\n'), "handbill.toml: the campaign has no document"),
        (written("handbill.toml", GARBAGE), "handbill.toml:1: is not UTF-8"),
        (written("handbill.toml", b"\0\0\0"), "handbill.toml:1: is not TOML"),
    ],
)
@pytest.mark.parametrize("command", ["build", "progress"])
def test_a_mistake_in_handbill_toml_stops_everything_before_anything_is_written(
    run: Run, leaflet: Path, change: Change, said: str, command: str
) -> None:
    change(leaflet)
    before = {path: path.read_bytes() for path in leaflet.rglob("*") if path.is_file()}
    result = run(command, "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert f"error: {leaflet}/{said}" in result.stderr
    assert {path: path.read_bytes() for path in leaflet.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced("source/faq.md", "{hotline}", "{hotlin}"), "source/faq.md:22: "),
        (written("source/faq.md", GARBAGE), "source/faq.md:1: is not UTF-8"),
        (written("source/faq.md", b"---\ntitle: [\n---\n"), "source/faq.md:"),
        (lambda folder: (folder / "source/faq.md").unlink(), "source/faq.md: there is no such file"),
    ],
)
def test_a_source_that_cannot_be_used_stops_its_own_document(
    run: Run, leaflet: Path, change: Change, said: str
) -> None:
    change(leaflet)
    catalogs = {path: path.read_bytes() for path in leaflet.rglob("*.po")}
    result = run("build", "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert f"error: {said}" in result.stderr
    assert {path: path.read_bytes() for path in leaflet.rglob("*.po")} == catalogs
    for tag in ("en", "es", "fr"):
        assert (leaflet / "build" / "web" / tag / "letter" / "index.html").exists()
        assert not (leaflet / "build" / "web" / tag / "faq").exists()
    assert litter(leaflet) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (written("templates/page.html", b"\n{% if %}"), "templates/page.html:2: Jinja2"),
        (written("templates/flyer.typ", b"\n#let ("), "templates/flyer.typ:2: "),
        (written("templates/page.html", GARBAGE), "templates/page.html:1: is not UTF-8"),
    ],
)
def test_a_template_that_cannot_be_used_changes_no_catalog(run: Run, leaflet: Path, change: Change, said: str) -> None:
    change(leaflet)
    catalogs = {path: path.read_bytes() for path in leaflet.rglob("*.po")}
    result = run("build", "--campaign", leaflet)
    assert (result.exit_code, result.stderr.count("error: ")) == (1, 1)
    assert f"error: {said}" in result.stderr
    assert {path: path.read_bytes() for path in leaflet.rglob("*.po")} == catalogs
    assert (leaflet / "build" / "locale" / "fr" / "LC_MESSAGES" / "letter.mo").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced(FAQ, f'"{MARK}Who may sign?"', f'"{MARK}Who may sign?'), "this string is not closed"),
        (added(FAQ, b'\nmsgid "Who may sign?"\nmsgstr "x"\n'), "this message stands twice"),
        (added(FAQ, "\n# café\n".encode("latin-1")), "is not UTF-8"),
        (added(FAQ, b"<<<<<<< HEAD\n=======\n>>>>>>> theirs\n"), "a conflict of two versions"),
        (added(FAQ, b'\nmsgid "x"\nmsgstr "\\q"\n'), "means nothing in a PO file"),
        (added(FAQ, b'\nmsgid "x"\nmsgid_plural "y"\nmsgstr[0] "x"\n'), "1 plural forms"),
        (added(FAQ, b"\nDear all, here is my work.\n"), "neither a comment nor a keyword"),
        (added(FAQ, b'\nmsgid "x"\nmsgid "y"\nmsgstr ""\n'), "two msgid"),
        (written(FAQ, GARBAGE), "is not UTF-8"),
        (written(FAQ, b"PK\x03\x04 a spreadsheet"), "neither a comment nor a keyword"),
    ],
)
def test_a_damaged_catalog_is_left_untouched_and_every_other_document_is_made(
    run: Run, leaflet: Path, change: Change, said: str
) -> None:
    change(leaflet)
    damaged = (leaflet / FAQ).read_bytes()
    result = run("build", "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert f"error: {FAQ}:" in result.stderr
    assert said in result.stderr
    assert (leaflet / FAQ).read_bytes() == damaged
    assert not (leaflet / "build/web/es/faq").exists()
    for page in ("es/letter", "es/petition", "fr/faq", "en/faq"):
        assert (leaflet / "build" / "web" / page / "index.html").exists()


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("¡Hasta mayo.", "the translation lost {deadline}"),
        ("¡Hasta {deadlin:full}.", "{deadlin:full} is not a placeholder; the source has {deadline}"),
        ("¡Hasta {deadline:full}: {hotline}.", "the translation has {hotline}, which the source has not"),
    ],
)
def test_a_translation_with_wrong_placeholders_falls_back_and_is_reported(
    run: Run, leaflet: Path, translation: str, said: str
) -> None:
    edit(leaflet / FAQ, f'msgstr "{MARK}Until {{deadline:full}}."', f'msgstr "{translation}"')
    line = (leaflet / FAQ).read_text("utf-8").split("\n").index('msgid "Until {deadline:full}."') + 1
    result = run("build", "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert f"error: {FAQ}:{line}: {said}" in result.stderr
    page = (leaflet / "build/web/es/faq/index.html").read_text("utf-8")
    assert "Hasta" not in page
    assert re.search(r'<p lang="en"[^>]*>Until ', page)
    assert MARK in page
    assert "labelled: faq in Spanish: 10 of 11 texts are in Spanish, the rest in English\n" in result.stdout


def test_a_missing_templates_folder_is_named_file_by_file(run: Run, starter: Path) -> None:
    shutil.rmtree(starter / "templates")
    result = run("build", "--campaign", starter)
    assert result.exit_code == 1
    assert "error: templates/flyer.typ: there is no such template, and products.flyer needs it\n  " in result.stderr
    assert (starter / "build" / "copy" / "en.json").exists()


def test_a_missing_template_stops_its_own_product(run: Run, starter: Path) -> None:
    (starter / "templates" / "flyer.typ").unlink()
    result = run("render", "flyer", "copy", "-l", "en", "--campaign", starter)
    assert is_one_clear_message(result)
    assert result.stderr.split("error: ")[1].startswith("templates/flyer.typ: there is no such template")
    assert (starter / "build" / "copy" / "en.json").exists()


def test_a_campaign_without_other_languages_is_none_the_worse(run: Run, leaflet: Path) -> None:
    edit(leaflet / "handbill.toml", '["es", "fr"]', "[]")
    for command in ("build", "update", "compile", "progress", "extract"):
        assert run(command, "--campaign", leaflet).exit_code == 0
    assert (leaflet / "build" / "copy" / "en.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "-l", "xx"],
        ["render", "copy", "-l", "vi"],
        ["progress", "-l", "english"],
        ["update", "-l", ""],
        ["compile", "-l", "es/../fr"],
        ["doctor", "-l", "xx"],
        ["locale", "add", "xx"],
        ["locale", "add", "fr", "spanish"],
    ],
)
def test_an_unknown_language_on_the_command_line_is_wrong_usage(run: Run, leaflet: Path, arguments: list[str]) -> None:
    before = (leaflet / "handbill.toml").read_bytes()
    assert is_one_clear_message(run(*arguments, "--campaign", leaflet), status=2)
    assert (leaflet / "handbill.toml").read_bytes() == before
    assert not (leaflet / "build").exists()


@pytest.mark.parametrize("command", ["build", "render", "compile"])
def test_an_output_folder_that_cannot_be_written_is_one_message(run: Run, leaflet: Path, command: str) -> None:
    (leaflet / "build").write_bytes(b"mine")
    result = run(command, "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert f"error: {leaflet}/build: cannot be written: " in result.stderr
    assert (leaflet / "build").read_bytes() == b"mine"


@pytest.mark.parametrize("command", ["build", "render", "compile", "update", "extract"])
def test_a_full_disk_is_one_message_and_leaves_no_litter(
    run: Run, leaflet: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in [*leaflet.rglob("*.pot"), *leaflet.rglob("letter.po")]:
        path.unlink()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run(command, "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert "cannot be written: no space left on device" in result.stderr
    assert litter(leaflet) == []
    assert not (leaflet / "build" / "manifest.json").exists()


def test_text_that_does_not_fit_is_told_where_it_is_to_be_shortened_and_the_other_flyer_made(
    run: Run, starter: Path
) -> None:
    edit(starter / "handbill.toml", "points = { limit = 150,", "points = {")
    translate(starter, "es")
    catalog = starter / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    edit(catalog, f'msgstr "{MARK}Every signature counts', f'msgstr "{"palabra " * 900}')
    result = run("render", "flyer", "--campaign", starter)
    assert is_one_clear_message(result)
    assert "error: locales/es/LC_MESSAGES/petition.po:" in result.stderr
    assert ": flyer in Spanish: the text does not fit the page at 9pt" in result.stderr
    assert (starter / "build/print/en/flyer.pdf").exists()
    assert not (starter / "build/print/es").exists()


def test_a_missing_font_stops_one_language_and_names_the_package(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(starter / "handbill.toml", "[release]", '[languages.es]\nscript = "Khmr"\n\n[release]')
    translate(starter, "es")
    fonts = find_fonts()
    fewer = tuple(face for face in fonts.faces if "Khmer" not in face.family)
    monkeypatch.setattr(tasks, "find_fonts", lambda _folders: replace(fonts, faces=fewer))
    result = run("render", "flyer", "--campaign", starter)
    assert is_one_clear_message(result)
    assert "there is no font for Spanish: Noto Sans Khmer" in result.stderr
    assert "apt-get install fonts-noto-core" in result.stderr
    assert (starter / "build/print/en/flyer.pdf").exists()


def test_a_script_that_no_font_here_sets_is_an_error_and_no_empty_boxes(run: Run, starter: Path) -> None:
    table = '[languages.khb]\nendonym = "ᦑᦺ"\nname = "Lü"\nscript = "Talu"\n\n[release]'
    edit(starter / "handbill.toml", "[release]", table)
    edit(starter / "handbill.toml", '["es"]', '["khb"]')
    translate(starter, "khb")
    result = run("render", "flyer", "--campaign", starter)
    assert is_one_clear_message(result)
    assert "there is no font for Lü: Noto Sans New Tai Lue" in result.stderr
    assert not (starter / "build/print/khb").exists()
    assert (starter / "build/print/en/flyer.pdf").exists()


def test_a_typst_error_at_work_is_told_with_its_line(run: Run, starter: Path) -> None:
    edit(starter / "templates" / "flyer.typ", "// The flyer", "#nonsense()\n// The flyer")
    result = run("render", "flyer", "-l", "en", "--campaign", starter)
    assert result.exit_code == 1
    assert "templates/flyer.typ:1: unknown variable: nonsense" in result.stderr


def test_the_same_mistake_in_every_language_is_told_once(run: Run, leaflet: Path) -> None:
    edit(leaflet / "templates" / "page.html", "<body", "{{ nonsense.more }}<body")
    result = run("render", "web", "--campaign", leaflet)
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 1
    assert "templates/page.html:" in result.stderr


def _outputs(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / "build").rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("change", "said", "stay"),
    [
        (
            written("templates/notes.typ", b"// caf\xe9\n"),
            "templates/notes.typ:1: is not UTF-8",
            ("print", "web", "copy"),
        ),
        (written("templates/notes.typ", b"#let ("), "templates/notes.typ:1: ", ("print", "web", "copy")),
        (written("templates/notes.html", b"caf\xe9\n"), "templates/notes.html:1: is not UTF-8", ("print", "copy")),
        (
            lambda folder: (folder / "templates/pw.data").symlink_to("/etc/hostname"),
            "templates/pw.data: is a link to a place outside the campaign",
            ("web", "copy"),
        ),
    ],
)
def test_a_file_among_the_templates_that_cannot_be_used_stops_what_is_made_with_it_alone(
    run: Run, starter: Path, change: Change, said: str, stay: tuple[str, ...]
) -> None:
    edit(starter / "handbill.toml", 'locales = ["es"]', "locales = []")
    path = starter / "handbill.toml"
    start, card = path.read_text("utf-8").split("[products.flyer]")
    path.write_text(f"{start}[products.flyer]{card.partition('[products.')[0]}", "utf-8")
    assert run("build", "--campaign", starter).exit_code == 0
    before = _outputs(starter)
    change(starter)
    result = run("build", "--campaign", starter)
    assert is_one_clear_message(result)
    assert f"error: {said}" in result.stderr
    kept = _outputs(starter)
    for folder in ("print", "web", "copy", "markdown", "locale"):
        here = {each for each in before if each.startswith(f"build/{folder}/")}
        assert here <= kept if folder in {*stay, "markdown", "locale"} else not here & kept, folder


@pytest.mark.parametrize("name", ["templates/loop", "templates/loop.typ"])
def test_a_link_that_leads_to_itself_among_the_templates_is_told(run: Run, leaflet: Path, name: str) -> None:
    (leaflet / name).symlink_to(Path(name).name)
    with (leaflet / "handbill.toml").open("a", encoding="utf-8") as campaign:
        campaign.write('\n[products.flyer]\ndocument = "petition"\n')
    result = run("build", "-l", "en", "--campaign", leaflet)
    assert is_one_clear_message(result)
    assert f"error: {name}: is a link that leads to itself" in result.stderr
    assert (leaflet / "build/web/en/faq/index.html").exists()


def test_a_template_that_is_a_link_to_elsewhere_in_the_campaign_is_told(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", 'locales = ["es"]', "locales = []")
    (starter / "shared").mkdir()
    (starter / "templates/flyer.typ").rename(starter / "shared/flyer.typ")
    (starter / "templates/flyer.typ").symlink_to("../shared/flyer.typ")
    result = run("render", "flyer", "--campaign", starter)
    assert is_one_clear_message(result)
    assert "error: templates/flyer.typ: is a link to a place outside the folder of templates" in result.stderr
