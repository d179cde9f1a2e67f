"""Every product of this repository's campaign, read back from the files that were made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from PIL import Image

from handbill.errors import CampaignError, RenderError
from handbill.products import SIZES, Option, Profile, Size
from handbill.project import open_project
from handbill.render.imposition import BLEED, Imposition, imposition
from handbill.render.options import check_options
from tests.conftest import REPOSITORY, copied
from tests.render.test_print import Glyph, closed, edited, glyphs, halves, lines, printed, seen

TAGS = ("en", "ar", "km", "zh-Hans")
LETTER = (612.0, 792.0)
CARD = (252.0, 144.0)
PAPER = {
    "flyer": [LETTER],
    "flyer-shop": [LETTER],
    "flyer-office-bw": [LETTER],
    "flyer-a4": [(595.3, 841.9)],
    "flyer-tabloid": [(792.0, 1224.0)],
    "half-sheet": [(792.0, 612.0)],
    "half-sheet-shop": [(396.0, 612.0)],
    "half-sheet-office-bw": [(792.0, 612.0)],
    "quarter-sheet": [LETTER],
    "quarter-sheet-office-bw": [LETTER],
    "wallet-card": [LETTER, LETTER],
    "wallet-card-shop": [CARD, CARD],
    "wallet-card-shop-bw": [CARD, CARD],
    "tear-off": [LETTER],
    "bilingual-flyer": [LETTER],
    "bilingual-flyer-office-bw": [LETTER],
    "tri-fold": [(792.0, 612.0), (792.0, 612.0)],
    "tri-fold-shop": [(792.0, 612.0), (792.0, 612.0)],
}
"""The pages of what has as many in every language, without bleed; where there is no second language a card has one."""
SHOP = ["flyer-shop", "flyer-tabloid", "half-sheet-shop", "tri-fold-shop", "wallet-card-shop", "wallet-card-shop-bw"]
BLACK = ["flyer-office-bw", "half-sheet-office-bw", "quarter-sheet-office-bw", "wallet-card-shop-bw"]
COPIES = {"half-sheet": 2, "quarter-sheet": 4, "wallet-card": 10}
PICTURES = {"square": (1080, 1080), "portrait": (1080, 1350), "story": (1080, 1920), "wide": (1200, 630)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("products") / "campaign")
    edited(folder / "handbill.toml", "floor = 12", 'profiles = ["office", "shop", "office-bw"]\nfloor = 12')
    report = printed(folder, *open_project(folder).campaign.products, tags=TAGS)
    assert report.errors == []
    return folder


def expected(stem: str, tag: str) -> list[tuple[float, float]]:
    return PAPER[stem][:1] if stem.startswith("wallet-card") and tag == "en" else PAPER[stem]


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(each) for each in page.obj[name]]


@cache
def drawn(path: Path, scale: float = 1) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


# Paper


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("stem", PAPER)
def test_every_sheet_has_its_pages_and_their_size(out: Path, stem: str, tag: str) -> None:
    bleed = BLEED if stem in SHOP else 0
    with pikepdf.open(out / tag / f"{stem}.pdf") as pdf:
        found = [box(page, "/MediaBox") for page in pdf.pages]
    assert [each[:2] for each in found] == [[0, 0]] * len(found)
    wanted = [(width + 2 * bleed, height + 2 * bleed) for width, height in expected(stem, tag)]
    assert [tuple(each[2:]) for each in found] == [pytest.approx(each, abs=0.1) for each in wanted]


@pytest.mark.parametrize("stem", SHOP)
def test_a_shop_gets_trim_and_bleed(out: Path, stem: str) -> None:
    for tag in TAGS:
        with pikepdf.open(out / tag / f"{stem}.pdf") as pdf:
            for page in pdf.pages:
                left, bottom, right, top = media = box(page, "/MediaBox")
                assert box(page, "/TrimBox") == pytest.approx(
                    [left + BLEED, bottom + BLEED, right - BLEED, top - BLEED], abs=0.01
                )
                assert box(page, "/BleedBox") == media
            assert pdf.Root.MarkInfo.Marked


def test_colour_goes_on_into_the_bleed_and_stops_before_the_edge_of_office_paper(out: Path) -> None:
    blue = (18, 53, 91)
    (shop,), (office,) = drawn(out / "en/flyer-shop.pdf"), drawn(out / "en/flyer.pdf")
    assert shop.getpixel((1, 1)) == blue
    assert shop.getpixel((shop.width - 2, 1)) == blue
    border = [office.getpixel((x, 3)) for x in range(office.width)]
    assert set(border) == {(255, 255, 255)}


@pytest.mark.parametrize("stem", ["half-sheet", "quarter-sheet", "wallet-card"])
@pytest.mark.parametrize("tag", TAGS)
def test_copies_stand_one_trim_apart_with_their_text_inside(out: Path, stem: str, tag: str) -> None:
    size = SIZES[{"half-sheet": "half-letter", "quarter-sheet": "quarter-letter", "wallet-card": "card"}[stem]]
    copies = imposition(size, SIZES["us-letter"], Profile.OFFICE)
    assert copies.copies == COPIES[stem]
    for page in glyphs(out / tag / f"{stem}.pdf"):
        found = Counter(_cell(each, copies, size) for each in page)
        assert len(found) == copies.copies
        # The same letters in each.
        assert len(set(found.values())) == 1


def _cell(each: Glyph, copies: Imposition, size: Size) -> tuple[int, int]:
    """Give column and row of the copy that a character stands in, not nearer to its edges than a tenth of an inch."""
    across, x = divmod((each.left + each.right) / 2 - copies.left, size.width)
    down, y = divmod(copies.paper.height - (each.top + each.bottom) / 2 - copies.top, size.height)
    assert 7 < x < size.width - 7
    assert 7 < y < size.height - 7
    return int(across), int(down)


@pytest.mark.parametrize(
    ("stem", "upright", "across"),
    [
        ("half-sheet", [396], []),
        ("quarter-sheet", [306], [396]),
        ("wallet-card", [54, 306, 558], [36, 180, 324, 468, 612, 756]),
        ("flyer", [], []),
        ("half-sheet-shop", [], []),
        ("wallet-card-shop", [], []),
    ],
)
def test_cut_lines_run_over_the_whole_paper_where_it_is_cut(
    out: Path, stem: str, upright: list[float], across: list[float]
) -> None:
    with pypdfium2.PdfDocument(out / f"ar/{stem}.pdf") as document:
        for page in document:
            width, height = page.get_size()
            bounds = [each.get_bounds() for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
            long = [each for each in bounds if each[2] - each[0] < 2 and each[3] - each[1] > height - 20]
            flat = [each for each in bounds if each[3] - each[1] < 2 and each[2] - each[0] > width - 20]
            assert sorted((left + right) / 2 for left, _, right, _ in long) == pytest.approx(upright, abs=0.6)
            assert sorted((low + high) / 2 for _, low, _, high in flat) == pytest.approx(across, abs=0.6)


def test_the_backs_of_cards_meet_their_fronts_when_the_paper_is_turned_on_its_long_edge(out: Path) -> None:
    front, back = drawn(out / "ar/wallet-card.pdf", 3)
    codes = [
        sorted((each.position.top_left.y // 60, each.position.top_left.x) for each in zxingcpp.read_barcodes(page))
        for page in (front, back)
    ]
    assert [len(each) for each in codes] == [10, 10]
    texts = [{each.text for each in zxingcpp.read_barcodes(page)} for page in (front, back)]
    assert [{text.split("/")[-3] for text in each} for each in texts] == [{"ar"}, {"en"}]
    cells = [{(int(x / 3 - 54) // 252, int(y * 20 - 36) // 144) for y, x in each} for each in codes]
    assert {(1 - column, row) for column, row in cells[0]} == cells[1]


@pytest.mark.parametrize("stem", COPIES)
def test_a_screen_reader_hears_one_copy(out: Path, stem: str) -> None:
    with pikepdf.open(out / "ar" / f"{stem}.pdf") as pdf:
        elements = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and {"/S", "/P"} <= each.keys()
        ]
        names = Counter(str(each.S) for each in elements)
    # A card is two sheets: one for each side.
    assert names["/H1"] == (2 if stem == "wallet-card" else 1)


# Ink


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("stem", BLACK)
def test_black_and_white_has_no_colour_and_no_filled_areas(out: Path, stem: str, tag: str) -> None:
    path = out / tag / f"{stem}.pdf"
    with pikepdf.open(path) as pdf:
        assert all(len(set(values)) <= 1 for page in pdf.pages for values in _colours(page))
    for page in drawn(path, 2):
        grey = page.convert("L")
        assert grey.convert("RGB").tobytes() == page.tobytes()
        dark = sum(grey.histogram()[:128]) / (page.width * page.height)
        # Words and the code; filled areas are a fifth of a flyer in colour.
        assert dark < 0.13


def _colours(page: pikepdf.Page) -> Iterator[list[float]]:
    for each in pikepdf.parse_content_stream(page):
        if str(each.operator) in {"rg", "RG", "g", "G", "k", "K", "sc", "SC", "scn", "SCN"}:
            yield [round(float(value), 4) for value in each.operands if not isinstance(value, pikepdf.Name)]


def test_the_layout_in_black_is_that_in_colour(out: Path) -> None:
    for stem in ("half-sheet", "quarter-sheet"):
        colour, black = (glyphs(out / "km" / f"{stem}{suffix}.pdf") for suffix in ("", "-office-bw"))
        places = [[(each.left, each.bottom) for each in page if each.bottom > 60] for page in (*colour, *black)]
        assert len(places[0]) > 100
        # The foot differs: each has a version of its own.
        assert len(set(places[0]) & set(places[1])) > 0.9 * len(set(places[0]))


# Codes


def products(out: Path, tag: str) -> list[str]:
    return sorted(path.stem for path in (out / tag).glob("*.pdf") if not path.stem.startswith("letter"))


@pytest.mark.parametrize("tag", TAGS)
def test_every_product_has_a_code_that_leads_to_its_page(out: Path, tag: str) -> None:
    assert products(out, tag) == sorted([*PAPER, "faq-handout", "large-print"])
    for stem in products(out, tag):
        document = "faq" if stem == "faq-handout" else "petition"
        found = [each for page in drawn(out / tag / f"{stem}.pdf", 3) for each in zxingcpp.read_barcodes(page)]
        wanted = {f"https://example.org/protect-philly/{tag}/{document}/"}
        if stem.startswith(("wallet", "bilingual")):
            wanted.add(f"https://example.org/protect-philly/en/{document}/")
        assert {each.text for each in found} == wanted, stem
        for each in found:
            modules = 37 if "zh" in each.text else 33
            width = (each.position.top_right.x - each.position.top_left.x) / 3
            # With the white around it, four modules in all, it is 0.8in wide.
            assert width * modules / (modules - 4) > 0.8 * 72 - 2, stem


# Languages


@pytest.mark.parametrize("tag", TAGS)
def test_every_sheet_names_its_language_and_its_version(folder: Path, tag: str) -> None:
    manifest = json.loads((folder / "build/manifest.json").read_bytes())
    name = open_project(folder).campaign.by_tag[tag].name
    entries = [each for each in manifest["artifacts"] if each["locale"] == tag and each["format"] == "pdf"]
    assert {Path(each["path"]).stem for each in entries} == {*PAPER, "faq-handout", "large-print", "letter"}
    for entry in entries:
        text = seen(folder / "build" / entry["path"])
        assert entry["version"] in text, entry["path"]
        assert closed(name) in text, entry["path"]


def test_each_profile_is_in_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "build/manifest.json").read_bytes())
    found = {Path(each["path"]).name: each["profile"] for each in manifest["artifacts"]}
    assert found["flyer.pdf"] == found["flyer.png"] == "office"
    assert (found["flyer-shop.pdf"], found["wallet-card-shop-bw.pdf"]) == ("shop", "shop-bw")
    assert "flyer-shop.png" not in found


def test_a_tri_fold_is_mirrored_for_who_reads_from_right_to_left(out: Path) -> None:
    english, arabic = (glyphs(out / tag / "tri-fold.pdf") for tag in ("en", "ar"))
    big = [max(page[0], key=lambda each: each.top - each.bottom) for page in (english, arabic)]
    # The cover is where the sheet opens: on the right, or on the left; the heading inside begins on the other side.
    assert [each.left > 528 for each in big] == [True, False]
    assert big[1].right < 264
    heading = [max(page[1], key=lambda each: each.top - each.bottom) for page in (english, arabic)]
    assert heading[0].right < 264
    assert heading[1].left > 528


def test_the_folds_leave_a_narrower_panel_where_it_is_folded_in(out: Path) -> None:
    def folds(tag: str) -> list[list[float]]:
        with pypdfium2.PdfDocument(out / tag / "tri-fold.pdf") as document:
            return [sorted(set(_ticks(page))) for page in document]

    narrow, wide = (792 - 9) / 3, (792 - 9) / 3 + 4.5
    outside, inside = [narrow, narrow + wide], [wide, 2 * wide]
    assert [pytest.approx(each, abs=0.6) for each in (outside, inside)] == folds("en")
    mirrored = [[wide, 2 * wide], [narrow, narrow + wide]]
    assert [pytest.approx(each, abs=0.6) for each in mirrored] == folds("ar")


def _ticks(page: pypdfium2.PdfPage) -> Iterator[float]:
    for each in page.get_objects():
        if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = each.get_bounds()
            if right - left < 2 and 12 < top - bottom < 18:
                yield round((left + right) / 2, 1)


def test_the_bilingual_flyer_begins_with_the_readers_language(out: Path) -> None:
    (arabic,), (chinese,) = (glyphs(out / tag / "bilingual-flyer.pdf") for tag in ("ar", "zh-Hans"))
    for page, half in ((arabic, 0), (chinese, 1)):
        texts = ["".join(line.text for line in lines(part)) for part in halves(page)]
        assert ["Anarrestshouldnot" in text for text in texts] == [half == 0, half == 1]


@pytest.mark.parametrize("product", ["bilingual-flyer", "letter"])
def test_any_language_can_be_the_second(fresh: Path, product: str) -> None:
    text = (fresh / "handbill.toml").read_text("utf-8")
    head, tail = text.split(f"[products.{product}]")
    tail = tail.replace("bilingual = true", 'second = "es"', 1)
    (fresh / "handbill.toml").write_text(f"{head}[products.{product}]{tail}", "utf-8")
    assert printed(fresh, product, tags=("ar", "en", "es")).errors == []
    assert "Español" in seen(fresh / f"build/print/ar/{product}.pdf")
    assert "English" not in seen(fresh / f"build/print/ar/{product}.pdf").split("Español")[0][:9]
    assert "Español" in seen(fresh / f"build/print/en/{product}.pdf")


def test_a_second_language_that_is_held_back_stops_the_sheets_that_need_it(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "minimum = 0.25", "minimum = 0.9")
    text = (fresh / "handbill.toml").read_text("utf-8")
    (fresh / "handbill.toml").write_text(
        text + '\n[products.two]\ntemplate = "templates/bilingual-flyer.typ"\ndocument = "petition"\nsecond = "ru"\n'
    )
    (error,) = printed(fresh, "two").errors
    assert isinstance(error, RenderError)
    assert "petition does not go out in Russian, which stands beside English" in error.message


def test_a_product_is_made_in_its_languages_alone(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "floor = 12", 'images = false\nlocales = ["es"]\nfloor = 12')
    assert printed(fresh, "flyer", tags=("en", "es")).made == ["print/es/flyer.pdf"]


def test_no_line_begins_with_the_full_stop_after_a_date(out: Path) -> None:
    for stem in products(out, "km"):
        for page in glyphs(out / "km" / f"{stem}.pdf"):
            assert "។" not in {line.text for line in lines(page)}, stem


# Texts of several pages


@pytest.mark.parametrize("tag", TAGS)
def test_large_print_is_large_on_short_lines(out: Path, tag: str) -> None:
    with pypdfium2.PdfDocument(out / tag / "large-print.pdf") as document:
        for page in document:
            text = page.get_textpage()
            sizes = Counter(
                round(pypdfium2.raw.FPDFText_GetFontSize(text, index), 1) for index in range(text.count_chars())
            )
            assert set(sizes) <= {1.0, 12.0, 18.0, 20.0, 22.0}
    for found in glyphs(out / tag / "large-print.pdf"):
        body = [each for each in found if each.bottom > 72]
        assert max(each.right for each in body) - min(each.left for each in body) <= 6.5 * 72


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_handout_has_running_heads_and_numbers(out: Path, tag: str) -> None:
    pages = glyphs(out / tag / "faq-handout.pdf")
    assert len(pages) > 1
    endonym = {"en": "English", "ar": ""}[tag]
    for number, page in enumerate(pages, start=1):
        found = lines(page)
        assert f"{number}/{len(pages)}" in found[-1].text
        if number > 1:
            assert found[0].baseline > 792 - 60
            assert endonym in found[0].text
            if tag == "en":
                assert found[0].text.startswith("QuestionsandanswersaboutPARS")


def test_a_question_stays_with_its_answer(out: Path) -> None:
    for page in glyphs(out / "en" / "faq-handout.pdf"):
        found = [line for line in lines(page) if line.baseline > 60]
        assert not found[-1].text.endswith("?")
        assert found[1].text.endswith("?") or found[0].text.endswith("PARS")


# Pictures


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_its_pixels_and_its_words_as_text(out: Path, name: str, tag: str) -> None:
    with Image.open(out / tag / f"social-{name}.png") as image:
        assert image.size == PICTURES[name]
    words = (out / tag / f"social-{name}.txt").read_text("utf-8").splitlines()
    assert words[0] == "Protect Philly"
    assert words[-1] == f"example.org/protect-philly/{tag}/petition"
    assert len(words) == (9 if name in {"portrait", "story"} else 5)
    if tag == "en":
        assert words[1] == "An arrest should not mean deportation"
        assert words[-2] == "Sign by August 31, 2011"
    assert not (out / tag / f"social-{name}.pdf").exists()


def test_a_phone_number_in_the_words_of_a_picture_keeps_its_order_in_right_to_left_text(fresh: Path) -> None:
    edited(
        fresh / "templates/social.typ",
        "block(text(size: 0.9em",
        'block(tr("Questions?") + [ ] + fact("hotline"))\n      block(text(size: 0.9em',
    )
    done = printed(fresh, "social-wide", tags=("en", "ar"))
    assert done.errors == []
    words = {
        tag: (fresh / f"build/print/{tag}/social-wide.txt").read_text("utf-8").splitlines() for tag in ("en", "ar")
    }
    assert words["en"][-2] == "Questions? (215) 555-0142"
    assert words["ar"][-2].endswith(" \u2066(215) 555-0142\u2069")


# What is refused


def test_an_option_that_no_template_asks_for_is_refused_with_its_line(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "options = { tabs = 9 }", "[products.tear-off.options]\ntab = 9")
    (error,) = printed(fresh, "tear-off").errors
    assert isinstance(error, CampaignError)
    assert "products.tear-off.options.tab: templates/tear-off.typ has no such option" in error.message
    toml = (fresh / "handbill.toml").read_text("utf-8").split("\n")
    line = toml.index("tab = 9") + 1
    assert (error.place, error.hint) == (f"handbill.toml:{line}", "Did you mean “tabs”?")


@pytest.mark.parametrize(
    ("value", "shown", "wanted"),
    [
        ("0", "0", "a whole number of 1 or more"),
        ("-3", "-3", "a whole number of 1 or more"),
        ('"nine"', "“nine”", "a whole number of 1 or more"),
        ("2.5", "2.5", "a whole number of 1 or more"),
        ("true", "true", "a whole number of 1 or more"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_with_its_line(
    fresh: Path, value: str, shown: str, wanted: str
) -> None:
    edited(fresh / "handbill.toml", "options = { tabs = 9 }", f"[products.tear-off.options]\ntabs = {value}")
    (error,) = printed(fresh, "tear-off").errors
    assert isinstance(error, CampaignError)
    line = (fresh / "handbill.toml").read_text("utf-8").split("\n").index(f"tabs = {value}") + 1
    assert error.place == f"handbill.toml:{line}"
    assert f"products.tear-off.options.tabs: templates/tear-off.typ can do nothing with {shown}" in error.message
    assert error.hint == f"Write {wanted}."


@pytest.mark.parametrize(
    ("asked", "value", "wanted"),
    [
        ("default: false", 1, "true or false"),
        ("default: false", True, ""),
        ("default: 2.5", 3, ""),
        ("default: 2.5", "3", "a number"),
        ('default: "left"', 3, "a text"),
        ('default: "left"', "right", ""),
        ("default: 2em, least: 1", "3em", ""),
        ("default: 9 + 1", "nine", ""),
    ],
)
def test_a_value_is_of_the_kind_of_its_default(asked: str, value: Option, wanted: str) -> None:
    settings = replace(open_project(REPOSITORY).campaign.products["flyer"], options={"key": value})
    source = f'#let it = option("key", {asked})'
    if not wanted:
        check_options(settings, [source])
        return
    with pytest.raises(CampaignError) as caught:
        check_options(settings, [source])
    assert caught.value.hint == f"Write {wanted}."


def test_a_card_does_without_what_its_document_does_not_say(fresh: Path) -> None:
    edited(fresh / "source/petition.md", "call_to_action: Sign the petition and share it\n", "")
    text = (fresh / "handbill.toml").read_text("utf-8")
    (fresh / "handbill.toml").write_text(
        "\n".join(line for line in text.split("\n") if not line.startswith(("hotline", "call_to_action"))), "utf-8"
    )
    edited(fresh / "source/petition.md", "call {hotline} or ", "")
    assert printed(fresh, "wallet-card", "social-wide", tags=("en", "es")).errors == []
