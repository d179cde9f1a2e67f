"""Typst: what it may read, what it says when something is wrong, and that equal input gives equal bytes."""

from __future__ import annotations

import json
import socket
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handbill.errors import TemplateError, WorkspaceError
from handbill.fonts.faces import FontSources
from handbill.languages import language
from handbill.typesetter import Fonts, Pages, Typesetter, check_imports, check_syntax, find_fonts
from tests.render.paragraphs import sheet_data

HEAD = '#set document(title: "A sheet")\n#set text(font: "Noto Sans", fallback: false)\n'
SHEET = '#import "@local/handbill:1.0.0": *\n#show: sheet\n'
"""The head of a template that says what there is in its value."""


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return find_fonts()


def pages(folder: Path, fonts: Fonts, template: str, value: object = (), **others: str) -> Pages:
    """Set a template that lies in ``templates/`` of a campaign, with others beside it."""
    templates = folder / "my campaign" / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    for name, text in {"sheet": template, **others}.items():
        (templates / f"{name}.typ").write_text(text)
    return Typesetter(templates / "sheet.typ", templates, "templates/sheet.typ", fonts).pages(value, 0)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("#let x = (", 1),
        ("Sign\n\nthe *petition", 3),
        ("#let f() = {\n  1\n", 1),
        ("]", 1),
        ('Sign\n#text("by', 2),
        ("= Sign\n#let = 3", 2),
    ],
)
def test_a_source_that_does_not_parse_is_refused_with_its_line(source: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        check_syntax(source, "templates/flyer.typ")
    assert caught.value.place == f"templates/flyer.typ:{line}"


@pytest.mark.parametrize(
    "source", ["", "= Heading", "#panic(1)", "#nosuch()", "[text]", "/* open", '#read("nosuch")', "#while true {}"]
)
def test_checking_the_syntax_runs_nothing(source: str) -> None:
    check_syntax(source, "templates/flyer.typ")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('#import "@preview/cetz:0.3.0": *', 1),
        ('\n  #include "@preview/cetz:0.3.0"', 2),
        ('\n\n#let name = "@preview/cetz:0.3.0"\n#import name', 3),
        ('#import "@local/mine:0.1.0"', 1),
    ],
)
def test_a_package_from_elsewhere_is_refused_with_its_line_and_a_way_out(source: str, line: int) -> None:
    with pytest.raises(TemplateError, match="network") as caught:
        check_imports(source, "templates/flyer.typ")
    assert caught.value.place == f"templates/flyer.typ:{line}"
    assert caught.value.hint


@pytest.mark.parametrize(
    "source",
    [
        '#import "@local/handbill:1.0.0": *',
        '#import "parts.typ": *',
        '#tr("@protectphilly")',
        '#latin("hello@example.org")',
        '#tr("@ours/theirs, write to us")',
    ],
)
def test_the_library_and_words_with_an_at_sign_are_let_through(source: str) -> None:
    check_imports(source, "templates/flyer.typ")


def test_a_package_that_slips_through_is_not_downloaded(
    tmp_path: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = HEAD + '#let name = "@pre" + "view/handbill-has-no-such-package:0.0.1"\n#import name: *'
    # Whoever has a way to the network has it for other programs.
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.1)
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        with pytest.raises(TemplateError, match="would come from the network") as caught:
            pages(tmp_path, fonts, template).pdf()
        with pytest.raises(TimeoutError):
            proxy.accept()
    assert caught.value.place == "templates/sheet.typ:4"
    assert "templates/ folder" in str(caught.value.hint)


def test_a_package_that_others_left_in_the_folder_for_temporary_files_is_not_taken(
    tmp_path: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "handbill-has-no-package-cache/preview/left/0.0.1"
    package.mkdir(parents=True)
    (package / "typst.toml").write_text('[package]\nname = "left"\nversion = "0.0.1"\nentrypoint = "a.typ"')
    (package / "a.typ").write_text("#let a = 1")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(TemplateError, match="network"):
        pages(tmp_path, fonts, HEAD + '#import "@pre" + "view/left:0.0.1": *').pdf()


@pytest.mark.parametrize(
    ("template", "way"),
    [
        ('#read("../secret.txt")', "nothing else: put the file there"),
        ('#image("gone.png", alt: "x")', "put the file there, or correct its name"),
        ('#panic("handbill: there is none | Write one.")', "Write one."),
    ],
)
def test_the_way_out_is_one_that_there_is(tmp_path: Path, fonts: Fonts, template: str, way: str) -> None:
    with pytest.raises(TemplateError) as caught:
        pages(tmp_path, fonts, HEAD + template).pdf()
    assert way in str(caught.value.hint)
    assert "|" not in caught.value.message


@pytest.mark.parametrize(
    ("template", "place", "message"),
    [
        ("#let x = 1\n#x.foo", "templates/sheet.typ:4", "cannot access fields"),
        ('\n#panic("stop")', "templates/sheet.typ:4", "panicked with: stop"),
        ('#import "parts.typ": broken\n#broken()', "templates/parts.typ:2", "divide by zero"),
        ('#import "@local/handbill:1.0.0": *\n\n#tr("x")', "templates/sheet.typ:3", "type array"),
    ],
)
def test_what_goes_wrong_in_a_template_names_its_path_and_line(
    tmp_path: Path, fonts: Fonts, template: str, place: str, message: str
) -> None:
    with pytest.raises(TemplateError, match=message) as caught:
        pages(tmp_path, fonts, HEAD + template, parts="#let broken() = {\n  1 / 0\n}").pdf()
    assert caught.value.place == place


@pytest.mark.parametrize("folder", [".", "my campaign", "my campaign/templates"])
def test_the_path_is_the_same_wherever_the_command_is_called(
    tmp_path: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    # Typst names files relative to the current folder.
    made = pages(tmp_path, fonts, f"{HEAD}#panic(1)")
    monkeypatch.chdir(tmp_path / folder)
    with pytest.raises(TemplateError) as caught:
        made.pdf()
    assert caught.value.place == "templates/sheet.typ:3"


@pytest.mark.parametrize("path", ["../secret.txt", "/../secret.txt", "/etc/hostname", "../../secret.txt"])
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, fonts: Fonts, path: str) -> None:
    (tmp_path / "my campaign").mkdir()
    (tmp_path / "my campaign/secret.txt").write_text("secret")
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(TemplateError) as caught:
        pages(tmp_path, fonts, f'{HEAD}#read("{path}")').pdf()
    assert caught.value.place == "templates/sheet.typ:3"


def test_a_character_without_a_glyph_is_refused_never_left_empty(tmp_path: Path, fonts: Fonts) -> None:
    with pytest.raises(TemplateError, match="中") as caught:
        pages(tmp_path, fonts, f"{HEAD}中").pdf()
    assert caught.value.place == "templates/sheet.typ:3"


def test_a_sheet_without_a_title_is_refused(tmp_path: Path, fonts: Fonts) -> None:
    with pytest.raises(TemplateError, match="title"):
        pages(tmp_path, fonts, "words").pdf()


def value(**more: object) -> object:
    return json.loads(sheet_data(language("es"), **more))


def test_strings_of_the_value_are_never_evaluated(tmp_path: Path, fonts: Fonts) -> None:
    words = '#panic("run") *a* $x$ @a <b> \\ // /* `c` #{1/0}'
    made = pages(tmp_path, fonts, f"{SHEET}#data.words\n#metadata(data.words) <seen>", value(words=words))
    assert made.pdf().startswith(b"%PDF")
    assert made.published("seen") == [words]


def test_sheets_that_are_set_by_turns_keep_their_own_words(tmp_path: Path, fonts: Fonts) -> None:
    template = f"{SHEET}#metadata(data.words) <seen>"
    one, other = (pages(tmp_path, fonts, template, value(words=words)) for words in ("one", "other"))
    for _ in range(2):
        assert one.published("seen") == ["one"]
        assert other.published("seen") == ["other"]


def test_sheets_that_are_set_at_once_keep_their_own_words(tmp_path: Path, fonts: Fonts) -> None:
    template = f"{SHEET}#metadata(data.words) <seen>"
    each = [pages(tmp_path, fonts, template, value(words=str(number))) for number in range(60)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda made: made.published("seen"), each)) == [[str(number)] for number in range(60)]


def test_a_folder_for_temporary_files_that_cannot_be_written_is_told_with_a_way_out(
    tmp_path: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    made = pages(tmp_path, fonts, f"{HEAD}words")
    with ThreadPoolExecutor(1) as pool, pytest.raises(WorkspaceError, match="No such file") as caught:
        pool.submit(made.pdf).result()
    assert caught.value.path == str(tmp_path / "nowhere")
    assert "TMPDIR" in str(caught.value.hint)


def test_what_a_template_published_is_given_in_order(tmp_path: Path, fonts: Fonts) -> None:
    made = pages(tmp_path, fonts, f"{HEAD}#metadata((size: 9.5)) <fit>\n#metadata(2) <fit>")
    assert made.published("fit") == [{"size": 9.5}, 2]
    assert made.published("nothing") == []


def test_there_is_one_image_per_page(tmp_path: Path, fonts: Fonts) -> None:
    images = pages(tmp_path, fonts, f"{HEAD}one\n#pagebreak()\ntwo").images()
    assert len(images) == 2
    assert all(image.startswith(b"\x89PNG") for image in images)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, fonts: Fonts) -> None:
    first, second = (pages(tmp_path / name, fonts, f"{HEAD}words") for name in ("a", "b"))
    assert first.pdf() == second.pdf()
    assert first.images() == second.images()


def test_the_regular_face_of_a_family_comes_first(fonts: Fonts) -> None:
    path, _ = fonts.files["Noto Sans"][0]
    assert Path(path).stem == "NotoSans-Regular"
    assert "Noto Sans" in fonts.families


def test_fonts_of_a_folder_are_found(tmp_path: Path, fonts: Fonts) -> None:
    path, _ = fonts.files["Noto Sans"][0]
    (tmp_path / "Own.ttf").write_bytes(Path(path).read_bytes())
    found = find_fonts(FontSources(tmp_path)).files["Noto Sans"]
    assert Path(found[0][0]) == tmp_path / "Own.ttf"
