"""Print: what stands on the made sheets, read back from the PDF and the PNG themselves."""

from __future__ import annotations

import ctypes
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import mode

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from PIL import Image

from handbill import tasks
from handbill.build import Build
from handbill.catalogs.po import parse, serialize
from handbill.errors import RenderError, TemplateError
from handbill.fonts.faces import FontSources
from handbill.model import Unit
from handbill.output import Report
from handbill.project import open_project
from handbill.render.layout import imported
from handbill.render.preflight.reading import Reading
from handbill.shelf import read_catalogs
from handbill.typesetter import Fonts, find_fonts
from tests.conftest import copied

TAGS = ("en", "es", "zh-Hans", "vi", "km", "ar", "ht", "ru")
PRODUCTS = ("flyer", "letter")
WIDTH, HEIGHT = 612, 792
"""US Letter in points."""


@dataclass(frozen=True)
class Glyph:
    """A character on a page, in points from its lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float


@dataclass(frozen=True)
class Line:
    """Characters on one baseline in the order in which they stand, from left to right."""

    baseline: float
    text: str
    left: float
    right: float


def glyphs(path: Path) -> list[list[Glyph]]:
    """Give what can be seen on each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [list(_glyphs(page.get_textpage())) for page in document]


def _glyphs(page: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        text = chr(pypdfium2.raw.FPDFText_GetUnicode(page, index))
        if not text.isspace() and unicodedata.category(text) not in {"Cc", "Cf", "Mn"}:
            pypdfium2.raw.FPDFText_GetCharOrigin(page, index, ctypes.byref(x), ctypes.byref(y))
            left, bottom, right, top = page.get_charbox(index)
            yield Glyph(text, left, bottom, right, top, y.value)


def lines(found: list[Glyph]) -> list[Line]:
    """Put characters together into lines, from the top down, without spaces."""
    rows: list[list[Glyph]] = []
    for each in sorted(found, key=lambda each: -each.baseline):
        # Some letters hang above or below the line that they belong to.
        if rows and rows[-1][-1].baseline - each.baseline < 5:
            rows[-1].append(each)
        else:
            rows.append([each])
    return [_line(sorted(row, key=lambda each: each.left)) for row in rows]


def _line(row: list[Glyph]) -> Line:
    baseline = mode(round(each.baseline, 1) for each in row)
    return Line(baseline, "".join(each.text for each in row), row[0].left, row[-1].right)


def halves(page: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Give what stands left and what stands right of the middle."""
    return [each for each in page if each.right < WIDTH / 2], [each for each in page if each.left > WIDTH / 2]


def seen(path: Path) -> str:
    """Give all lines of a file, each as it is seen, without spaces."""
    return "\n".join(line.text for page in glyphs(path) for line in lines(page))


def closed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def begun(folder: Path, products: tuple[str, ...], tags: tuple[str, ...]) -> Build:
    project = open_project(folder)
    shelf = read_catalogs(project, project.campaign.languages)
    languages = [project.campaign.by_tag[tag] for tag in tags]
    return Build(project, shelf, languages=languages, products=products)


def printed(folder: Path, *products: str, tags: tuple[str, ...] = ("en",)) -> Report:
    return begun(folder, products, tags).run(lambda _: None, lambda _: None)


def versions(folder: Path, products: tuple[str, ...] = PRODUCTS, tags: tuple[str, ...] = TAGS) -> dict[str, str]:
    """Give the version code of every sheet without setting it: ``flyer en``."""
    build = begun(folder, products, tags)
    return {task.label: task.version for task in build.plan.tasks(build.wants)}


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def translated(folder: Path, tag: str, domain: str, changed: dict[str, str]) -> None:
    """Write other translations of some msgids into a catalog."""
    path = folder / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"
    catalog = parse(path.read_bytes(), str(path))
    assert set(changed) <= {unit.message.msgid for unit in catalog.units}

    def with_change(unit: Unit) -> Unit:
        text = changed.get(unit.message.msgid)
        return unit if text is None else replace(unit, msgstr=(text,))

    path.write_bytes(serialize(replace(catalog, units=tuple(map(with_change, catalog.units)))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign of this repository, with the phone number in its letter too, and its sheets made."""
    folder = copied(tmp_path_factory.mktemp("print") / "campaign")
    edited(folder / "source/letter.md", "Sincerely,", "Call {hotline} at any time.\n\nSincerely,")
    with (folder / "locales/ar/LC_MESSAGES/letter.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "Call {hotline} at any time."\nmsgstr "اتصلوا بالرقم {hotline} في أي وقت."\n')
    report = printed(folder, *PRODUCTS, tags=TAGS)
    assert report.errors == []
    return folder


# The file


@pytest.mark.parametrize("tag", TAGS)
def test_the_flyer_is_one_letter_page_and_its_image_too(out: Path, tag: str) -> None:
    with pikepdf.open(out / tag / "flyer.pdf") as pdf:
        assert [[float(each) for each in page.mediabox] for page in pdf.pages] == [[0, 0, WIDTH, HEIGHT]]
    with Image.open(out / tag / "flyer.png") as image:
        assert image.size == (2 * WIDTH, 2 * HEIGHT)
    assert not (out / tag / "flyer-1.png").exists()


@pytest.mark.parametrize("tag", TAGS)
def test_there_is_one_image_per_page_of_the_letter(out: Path, tag: str) -> None:
    with pikepdf.open(out / tag / "letter.pdf") as pdf:
        count = len(pdf.pages)
    # In one language it fits on a page; beside English it does not, and its lines to sign stand with its end.
    assert count == (1 if tag == "en" else 2)
    assert len(list((out / tag).glob("letter*.png"))) == count


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_sheet_is_a_tagged_pdf_ua_with_title_and_language(out: Path, tag: str, product: str) -> None:
    with pikepdf.open(out / tag / f"{product}.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == tag.split("-", maxsplit=1)[0]
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert str(metadata["dc:title"]).strip()


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize(
    ("tag", "families"),
    [
        ("en", {"NotoSans"}), ("es", {"NotoSans"}), ("vi", {"NotoSans"}), ("ht", {"NotoSans"}), ("ru", {"NotoSans"}),
        ("km", {"NotoSansKhmer", "NotoSans"}), ("ar", {"NotoNaskhArabic", "NotoSans"}),
        ("zh-Hans", {"NotoSansCJKsc", "NotoSans"}),
    ],
)  # fmt: skip
def test_the_fonts_in_a_file_are_those_of_its_scripts(out: Path, tag: str, families: set[str], product: str) -> None:
    with pikepdf.open(out / tag / f"{product}.pdf") as pdf:
        names = {
            str(each.FontName)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }
    assert {name.partition("+")[2].partition("-")[0] for name in names} == families


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("tag", TAGS)
def test_all_text_lies_inside_the_page(out: Path, tag: str, product: str) -> None:
    quarter_inch = 18
    for page in glyphs(out / tag / f"{product}.pdf"):
        assert page
        assert min(each.left for each in page) >= quarter_inch
        assert min(each.bottom for each in page) >= quarter_inch
        assert max(each.right for each in page) <= WIDTH - quarter_inch
        assert max(each.top for each in page) <= HEIGHT - quarter_inch


# What a reader must find


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_phone_number_reads_from_left_to_right(out: Path, tag: str, product: str) -> None:
    pages = glyphs(out / tag / f"{product}.pdf")
    # In the letter another column may have it on the same line.
    found = [line for page in pages for part in (page, *halves(page)) for line in lines(part)]
    assert "2155550142" in [re.sub(r"\D", "", line.text) for line in found]


@pytest.mark.parametrize("tag", TAGS)
def test_the_code_leads_to_the_page_in_the_readers_language(out: Path, tag: str) -> None:
    with Image.open(out / tag / "flyer.png") as image:
        (code,) = zxingcpp.read_barcodes(image)
        middle = (code.position.top_left.x + code.position.bottom_right.x) / 2
        half = "right" if middle > image.width / 2 else "left"
    assert code.text == f"https://example.org/protect-philly/{tag}/petition/"
    assert half == ("right" if tag == "ar" else "left")


@pytest.mark.parametrize("tag", TAGS)
def test_the_address_of_the_page_stands_there_in_words(out: Path, tag: str) -> None:
    # Where the line is too short for it, the address goes on in the next one.
    assert f"example.org/protect-philly/{tag}/petition" in seen(out / tag / "flyer.pdf").replace("\n", "")


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("en", "August 31, 2011"),
        ("es", "31 de agosto de 2011"),
        ("zh-Hans", "2011 年 8 月 31 日"),
        ("ht", "31 out 2011"),
        ("vi", "31 tháng 8, 2011"),
    ],
)
def test_the_deadline_stands_on_a_line_of_its_own(out: Path, tag: str, date: str) -> None:
    assert closed(date) in seen(out / tag / "flyer.pdf").split("\n")


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("en", ["English"]),
        ("es", ["Spanish", "Español"]),
        ("zh-Hans", ["Simplified Chinese", "简体中文", "尚未由母语人士审阅"]),
        ("ru", ["Russian", "Русский"]),
    ],
)
@pytest.mark.parametrize("product", PRODUCTS)
def test_the_foot_names_language_review_and_version(folder: Path, tag: str, parts: list[str], product: str) -> None:
    project = open_project(folder)
    spoken = project.campaign.by_tag[tag]
    version = versions(folder)[f"{product} {tag}"]
    strings = [part for part in parts if part]
    if tag != "en":
        catalog = project.catalog(spoken, "interface")
        assert catalog is not None
        strings.append(catalog.by_key[None, "Not yet reviewed by a native speaker"].msgstr[0])
    for page in glyphs(folder / f"build/print/{tag}/{product}.pdf"):
        foot = lines(page)[-1]
        assert foot.baseline < 0.75 * 72
        for each in (*strings, version):
            assert closed(each) in foot.text


def test_a_partly_translated_sheet_says_so_at_its_foot(folder: Path) -> None:
    project = open_project(folder)
    catalog = project.catalog(project.campaign.by_tag["ru"], "interface")
    assert catalog is not None
    words = closed(catalog.by_key[None, "Partly in another language"].msgstr[0])
    assert words in seen(folder / "build/print/ru/flyer.pdf")


@pytest.mark.parametrize("tag", ["he", "ur"])
def test_an_untranslated_word_stands_before_the_code_that_it_names(fresh: Path, tag: str) -> None:
    edited(fresh / "handbill.toml", 'locales = ["es",', f'locales = ["{tag}", "es",')
    edited(fresh / "handbill.toml", "minimum = 0.25", "minimum = 0")
    assert printed(fresh, "letter", tags=(tag,)).errors == []
    found = [line.text for line in Reading((fresh / f"build/print/{tag}/letter.pdf").read_bytes()).lines]
    version = versions(fresh, ("letter",), (tag,))[f"letter {tag}"]
    assert any(f"Version {version}" in text for text in found), found


# The letter


def starts(found: list[Line]) -> list[float]:
    """Give the baselines of first lines: those with more room above than lines of a paragraph have."""
    pitch = min(
        above.baseline - below.baseline for above, below in pairwise(found) if above.baseline - below.baseline > 8
    )
    return [found[0].baseline] + [
        below.baseline for above, below in pairwise(found) if above.baseline - below.baseline > pitch + 2.5
    ]


def columns(page: list[Glyph]) -> tuple[list[Line], list[Line]]:
    """Give the lines of the left and of the right column, as far down as the text goes."""
    left, right = map(lines, halves([each for each in page if each.baseline > 60]))
    last = next((line.baseline for line in (*left, *right) if line.text == "Sincerely,"), 0)
    return [line for line in left if line.baseline >= last - 2], [line for line in right if line.baseline >= last - 2]


@pytest.mark.parametrize("tag", ["es", "vi", "ar", "zh-Hans"])
def test_each_paragraph_of_the_letter_begins_beside_its_own(out: Path, tag: str) -> None:
    count = 0
    for page in glyphs(out / tag / "letter.pdf"):
        left, right = map(starts, columns(page))
        assert len(left) == len(right)
        assert left == pytest.approx(right, abs=1.5)
        count += len(left)
    # The languages' names and eleven blocks.
    assert count == 12


@pytest.mark.parametrize(("tag", "english"), [("es", 1), ("ar", 0), ("zh-Hans", 1)])
def test_the_letter_begins_with_the_readers_column(out: Path, tag: str, english: int) -> None:
    found = columns(glyphs(out / tag / "letter.pdf")[0])
    assert found[english][0].text == "English"
    assert "MayorMichaelNutter" in [line.text for line in found[english]]


def test_the_letter_in_the_source_language_stands_alone(out: Path) -> None:
    widest = max(lines(glyphs(out / "en/letter.pdf")[0]), key=lambda line: line.right - line.left)
    assert widest.right - widest.left > WIDTH / 2


EVERY_KIND = """
## A heading that skips the first level

#### And one that skips more

> A quotation,
> - with an item
>   1. and another in it.

- first

  and more of it
- second

```
x = 1 < 2
```

---

Term
: Its definition.[^note]

| One | Two |
| --- | --- |
| three | four |

<div>raw</div>

Some ~~struck~~, *slanted*, **bold** and `code` words.

[^note]: A note.
"""


def test_a_letter_may_hold_every_kind_of_block(fresh: Path) -> None:
    with (fresh / "source/letter.md").open("a", encoding="utf-8") as source:
        source.write(EVERY_KIND)
    report = printed(fresh, "letter", tags=("en", "ar"))
    assert report.errors == []
    for tag in ("en", "ar"):
        text = seen(fresh / f"build/print/{tag}/letter.pdf")
        for words in ("A quotation,", "with an item", "second", "x = 1 < 2", "Its definition.", "three", "A note."):
            assert closed(words) in text


def test_a_character_without_a_glyph_in_code_is_found_too(fresh: Path) -> None:
    with (fresh / "source/letter.md").open("a", encoding="utf-8") as source:
        source.write("\n```\nx = \N{GRINNING FACE}\n```\n")
    (error,) = printed(fresh, "letter").errors
    assert isinstance(error, RenderError)
    assert "GRINNING".lower() in error.message


# Fallback


def test_what_is_not_translated_is_set_in_its_own_language_and_direction(fresh: Path) -> None:
    catalog = open_project(fresh).catalog(open_project(fresh).campaign.by_tag["ar"], "letter")
    assert catalog is not None
    texts = [unit.message.msgid for unit in catalog.units]
    translated(fresh, "ar", "letter", dict.fromkeys(texts[len(texts) // 2 :], ""))
    report = printed(fresh, "letter", tags=("en", "ar"))
    assert report.errors == []
    found = [line for page in glyphs(fresh / "build/print/ar/letter.pdf") for line in columns(page)[1]]
    first = next(line for line in found if line.text.startswith("Immigrantshavehelped"))
    # It begins at the left edge of the column on the right, and ends with its full stop.
    assert first.left == pytest.approx(min(line.left for line in found), abs=1.5)
    assert any(line.text.endswith("policies.") for line in found)
    assert next(line for line in found if line.text == "Sincerely,").left == pytest.approx(first.left, abs=1.5)
    with pikepdf.open(fresh / "build/print/ar/letter.pdf") as pdf:
        tagged = [str(each.Lang) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each]
    assert "en" in tagged


# What is refused


def test_a_missing_glyph_stops_its_sheet_alone_with_one_message(fresh: Path) -> None:
    translated(fresh, "es", "petition", {"Sign the petition and share it": "Firme \N{GRINNING FACE}"})
    report = printed(fresh, "flyer", tags=("en", "es"))
    (error,) = report.errors
    assert isinstance(error, RenderError)
    for each in ("Spanish", "\N{GRINNING FACE}", "U+1F600", "Firme"):
        assert each in error.message
    assert "fonts-noto-core" in str(error.hint)
    assert sorted(report.made) == ["print/en/flyer.pdf", "print/en/flyer.png"]


def test_a_script_without_a_font_stops_its_sheets_alone(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def poor(sources: FontSources) -> Fonts:
        fonts = find_fonts(sources)
        return replace(fonts, faces=tuple(face for face in fonts.faces if "Khmer" not in face.family))

    monkeypatch.setattr(tasks, "find_fonts", poor)
    report = printed(fresh, "flyer", tags=("en", "km"))
    (error,) = report.errors
    assert "there is no font for Khmer" in error.message
    assert "fonts-noto-core" in str(error.hint)
    assert sorted(report.made) == ["print/en/flyer.pdf", "print/en/flyer.png"]


def test_a_text_that_fits_at_no_legible_size_is_refused_with_the_text_to_shorten(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "smallest = 9", "smallest = 22")
    (error,) = printed(fresh, "flyer").errors
    assert isinstance(error, RenderError)
    assert "does not fit the page at 22pt" in error.message
    assert error.path == "source/petition.md"
    assert "points.2 in source/petition.md:" in str(error.hint)
    assert not (fresh / "build/print").exists()


def test_a_second_text_that_does_not_fit_is_refused_too(fresh: Path) -> None:
    with (fresh / "templates/flyer.typ").open("a", encoding="utf-8") as template:
        template.write('\n#block(height: 1pt, fit(fields("points").join()))')
    (error,) = printed(fresh, "flyer").errors
    assert "does not fit" in error.message


def test_a_text_below_the_floor_is_reported(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "floor = 12", "floor = 25")
    report = printed(fresh, "flyer")
    assert report.errors == []
    (finding,) = report.findings
    assert "25pt" in finding.message


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("#let x = (", "templates/flyer.typ:{}", "unclosed delimiter"),
        ("#panic(1)", "templates/flyer.typ:{}", "panicked"),
        ('#field("slogan")', "templates/flyer.typ:{}", "the front matter has no text for “slogan”"),
        ('#tr("x", scope: 1)', "templates/flyer.typ:{}", "tr() needs a text"),
        ('#import "@preview/cetz:0.3.0"', "templates/flyer.typ:{}", "network"),
        ('#read("../handbill.toml")', "templates/flyer.typ:{}", "escape"),
        ('#import "parts/box.typ": box', "templates/parts/box.typ:2", "panicked"),
        ('#import "/parts/net.typ"', "templates/parts/net.typ:1", "network"),
    ],
)
def test_what_is_wrong_with_a_template_names_its_path_and_line(
    fresh: Path, line: str, place: str, message: str
) -> None:
    (fresh / "templates/parts").mkdir()
    if "box" in line:
        (fresh / "templates/parts/box.typ").write_text("\n#panic(1)")
    if "net" in line:
        (fresh / "templates/parts/net.typ").write_text('#import "@preview/cetz:0.3.0"')
    path = fresh / "templates/flyer.typ"
    text = path.read_text("utf-8") + "\n"
    path.write_text(text + line, "utf-8")
    errors = printed(fresh, "flyer").errors
    assert len(errors) == 1
    assert isinstance(errors[0], TemplateError)
    assert errors[0].place == place.format(text.count("\n") + 1)
    assert message in errors[0].message


def test_what_is_wrong_in_a_linked_folder_is_named_as_people_know_it(fresh: Path) -> None:
    (fresh / "templates").rename(fresh / "design")
    (fresh / "templates").symlink_to("design")
    with (fresh / "templates/flyer.typ").open("a", encoding="utf-8") as template:
        template.write('\n#field("slogan")')
    (error,) = printed(fresh, "flyer").errors
    assert str(error.path) == "templates/flyer.typ"


def test_a_template_that_is_a_link_out_of_the_campaign_is_refused(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.typ").write_text("#let x = 1")
    (fresh / "templates/inside.typ").symlink_to(tmp_path / "outside.typ")
    (error,) = printed(fresh, "flyer").errors
    assert error.path == "templates/inside.typ"
    assert "outside the campaign" in error.message


def test_code_in_a_text_stands_there_as_it_was_typed(fresh: Path) -> None:
    # Checks find braces and tags that the source has not; where a campaign switches them off, they are text.
    with (fresh / "handbill.toml").open("a", encoding="utf-8") as campaign:
        campaign.write('\n[checks]\noff = ["markup", "placeholders"]\n')
    code = '#read("/etc/passwd") $x$ @a 2 * 3 #{1/0} <label> // -- a\\b'
    translated(fresh, "es", "petition", {"Sign the petition and share it": code.replace("\\", "\\\\")})
    translated(fresh, "es", "interface", {"Sign by": code.replace("\\", "\\\\")})
    report = printed(fresh, "flyer", tags=("es",))
    assert report.errors == []
    assert seen(fresh / "build/print/es/flyer.pdf").replace("\n", "").count(closed(code)) == 2


# The same, and not the same


def test_the_same_campaign_gives_the_same_bytes(folder: Path, out: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(folder, again, ignore=shutil.ignore_patterns("build", ".lock"))
    made = printed(again, *PRODUCTS, tags=("en", "ar")).made
    assert len(made) >= 8
    assert all((again / "build" / path).read_bytes() == (out.parent / path).read_bytes() for path in made)


def test_all_profiles_of_a_sheet_have_one_version(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "floor = 12", 'profiles = ["office", "shop", "office-bw"]\nfloor = 12')
    found = versions(fresh)
    assert found["flyer en"] == found["flyer-shop en"] == found["flyer-office-bw en"]
    assert found["flyer en"] != found["flyer es"]


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        ("locales/es/LC_MESSAGES/petition.po", "no debe terminar", "no ha de terminar", {"flyer es"}),
        ("locales/es/LC_MESSAGES/interface.po", 'msgstr "Fecha', 'msgstr "La fecha', {"letter es"}),
        ("source/letter.md", "Sincerely,", "Yours sincerely,", {f"letter {tag}" for tag in TAGS}),
        ("handbill.toml", "2011-08-31", "2011-09-30", {f"{product} {tag}" for product in PRODUCTS for tag in TAGS}),
        ("templates/flyer.typ", "0.6in", "0.61in", {f"flyer {tag}" for tag in TAGS}),
        ("templates/page.html", "<footer>", "<footer >", set()),
        ("source/faq.md", "## Is it fair?", "## Is that fair?", set()),
        ("locales/es/LC_MESSAGES/petition.po", 'msgid ""', '# A note to myself.\nmsgid ""', set()),
    ],
)
def test_the_version_changes_with_words_facts_and_layout_alone(
    fresh: Path, path: str, old: str, new: str, changed: set[str]
) -> None:
    before = versions(fresh)
    assert all(re.fullmatch("[2-9A-HJ-NP-Z]{6}", version) for version in before.values())
    edited(fresh / path, old, new)
    after = versions(fresh)
    assert {label for label in before if before[label] != after[label]} == changed


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("parts.typ", "templates/parts.typ"),
        ("./parts.typ", "templates/parts.typ"),
        ("sub/../parts.typ", "templates/parts.typ"),
        ("sub/box.typ", "templates/sub/box.typ"),
        ("/sub/box.typ", "templates/sub/box.typ"),
    ],
)
def test_what_a_template_imports_belongs_to_its_layout(name: str, found: str) -> None:
    sources = {"templates/a.typ": f'#import "{name}": *', found: '#include "/a.typ"', "templates/other.typ": ""}
    assert list(imported("templates/a.typ", sources)) == ["templates/a.typ", found]
