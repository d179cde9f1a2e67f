"""The largest size that fits: found with few measures, and what is said where nothing fits."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from statistics import mean

import pytest
import typst

from handbill.desk import LIBRARY
from handbill.errors import RenderError, TemplateError
from handbill.project import open_project
from handbill.render.fitting import fit_of
from handbill.render.print import typesetter_of
from tests.conftest import REPOSITORY, copied
from tests.render.test_print import begun, edited, printed, seen, translated

SMALLEST, LARGEST = 24, 120
EVERY_SEARCH = """
#import "/fitting.typ": plain-lines, search
#let cases = json(bytes(sys.inputs.cases))
#metadata(cases.map(case => search(24, 120, case.guess, size => case.shares.at(size - 24)))) <found>
"""


def queried(source: str, label: str, **inputs: str) -> list[object]:
    compiler = typst.Compiler(input=source.encode(), root=str(LIBRARY.parent), sys_inputs=inputs)
    return list(json.loads(compiler.query(f"<{label}>", field="value")))


def text_of(shrunk: float, chance: random.Random) -> list[float]:
    """Give the share of the room that a text takes at each size: it grows with the size, and by whole lines."""
    lines = chance.uniform(2, 30)
    heading, width = chance.uniform(0.2, 1), chance.uniform(0.5, 1.5)
    sizes = range(SMALLEST, LARGEST + 1)
    return [
        size / 60 * (heading + shrunk * (int(lines * width * size / 60) + 1) / lines * 0.8) for size in sizes
    ]  # fmt: skip


def test_the_search_finds_what_trying_every_size_finds_with_few_measures() -> None:
    chance = random.Random(2011)
    texts = [text_of(chance.uniform(0.3, 6), chance) for _ in range(300)]
    cases = [{"guess": chance.randint(10, 150), "shares": shares} for shares in texts]
    (found,) = queried(EVERY_SEARCH, "found", cases=json.dumps(cases))
    assert isinstance(found, list)
    for shares, result in zip(texts, found, strict=True):
        fitting = [size for size, share in enumerate(shares, SMALLEST) if share <= 1]
        assert result["fits"] == bool(fitting)
        assert result["size"] == max(fitting, default=SMALLEST)
        assert result["measures"] <= 9
    assert {result["fits"] for result in found} == {True, False}
    assert mean(result["measures"] for result in found) < 5


def test_a_text_that_fits_at_the_largest_size_needs_little() -> None:
    cases = [{"guess": 120, "shares": [0.1] * 97}, {"guess": 24, "shares": [0.1] * 97}]
    (found,) = queried(EVERY_SEARCH, "found", cases=json.dumps(cases))
    assert [(each["size"], each["measures"]) for each in found] == [(120, 1), (120, 3)]  # type: ignore[attr-defined]


def test_this_campaign_takes_fewer_than_four_measures_a_text_in_every_language(tmp_path: Path) -> None:
    folder = copied(tmp_path / "campaign")
    project = open_project(folder)
    build = begun(folder, tuple(project.campaign.products), tuple(project.campaign.by_tag))
    counted: list[int] = []
    for product in project.campaign.products.values():
        typesetter = typesetter_of(product, folder, "templates", build.plan.fonts)
        for each in (planned.sheet for planned in build.plan.sheets(product)):
            if each.profile is product.profiles[0]:
                fits = typesetter.pages(each.data, 0).published("handbill-fit")
                counted += [int(found["measures"]) for found in fits]  # type: ignore[index]
    assert len(counted) > 100
    assert mean(counted) < 4


# What is said


def test_a_text_below_the_floor_is_told_with_the_characters_to_take_away(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "floor = 12", "floor = 20")
    report = printed(fresh, "flyer")
    found = re.fullmatch(
        r"flyer: the text came out at 17\.\d+pt; 20pt is easy to read\. It is about (\d+) characters too long",
        report.findings[0].message,
    )
    assert found
    # Its letters take a third more room at 20pt than at 17.5pt, and there are about 550 of them.
    assert 100 < int(found[1]) < 300


def test_taking_away_that_much_is_about_enough(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "floor = 12", "floor = 19")
    (said,) = printed(fresh, "flyer").findings
    excess = int(said.message.split("about ")[1].split()[0])
    path = fresh / "source/petition.md"
    text = path.read_text("utf-8")
    points = re.findall(r"^  - (.{60,})$", text, re.MULTILINE)
    for point in points:
        text = text.replace(point, point[: len(point) - excess // len(points)].replace("{deadline", "on that day"))
    path.write_text(text, "utf-8")
    assert printed(fresh, "flyer").findings == []


def test_a_text_that_fits_at_no_size_is_refused_with_the_characters_to_take_away(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "smallest = 9", "smallest = 22")
    (error,) = printed(fresh, "flyer").errors
    assert isinstance(error, RenderError)
    assert re.search(r"does not fit the page at 22pt, .*; it is about \d\d+ characters too long", error.message)


def test_a_longer_text_has_more_characters_too_many(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "smallest = 9", "smallest = 22")
    edited(fresh / "handbill.toml", "points = { limit = 150,", "points = { limit = 450,")
    said = []
    for more in (
        "",
        " And so it goes on and on for a hundred characters more, because nobody wanted to shorten it at all.",
    ):
        edited(fresh / "source/petition.md", "Everyone is less safe.", f"Everyone is less safe.{more}")
        (error,) = printed(fresh, "flyer").errors
        said.append(int(re.findall(r"about (\d+) characters", error.message)[0]))
    assert 60 < said[1] - said[0] < 160


def _too_many(folder: Path, product: str, headline: str) -> int:
    """Give by how many characters a sheet with a headline is said to be too long; 0 where it fits."""
    path = folder / "source/petition.md"
    path.write_text(re.sub(r"(?m)^headline: .*$", f"headline: {headline}", path.read_text("utf-8")), "utf-8")
    found = [re.findall(r"about (\d+) characters too long", error.message) for error in printed(folder, product).errors]
    return int(found[0][0]) if found else 0


@pytest.mark.parametrize("product", ["social-square", "wallet-card"])
def test_a_headline_is_told_how_many_of_its_own_large_letters_are_too_many(fresh: Path, product: str) -> None:
    edited(fresh / "handbill.toml", "headline = { limit = 70,", "headline = { limit = 1100,")
    text = "let our children cross safely here " * 40
    for length in (300, 1000):
        said = _too_many(fresh, product, text[:length].strip())
        assert 0 < said < length
        # A tenth more or less than what is said is the difference between fitting and not.
        assert _too_many(fresh, product, text[: length - round(said * 1.1)].strip()) == 0
        assert _too_many(fresh, product, text[: length - round(said * 0.6)].strip()) > 0


def test_no_text_is_told_to_lose_more_characters_than_there_are(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "headline = { limit = 70,", "headline = { limit = 1100,")
    translated(fresh, "km", "petition", {"An arrest should not mean deportation": "ការចាប់ខ្លួនមិនគួរមានន័យថានិរទេស" * 12})
    (error,) = printed(fresh, "social-square", tags=("km",)).errors
    assert 0 < int(re.findall(r"about (\d+) characters", error.message)[0]) < 33 * 12


def test_a_smallest_size_above_the_largest_is_told_with_both_and_a_way_out(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "smallest = 9", "smallest = 40")
    (error,) = printed(fresh, "flyer").errors
    assert isinstance(error, TemplateError)
    assert error.path == "templates/flyer.typ"
    assert "26.4pt, is below the smallest that its product may have, 40pt" in error.message
    assert "smallest" in str(error.hint)


LONG = "Read only where the page is shared."


@pytest.mark.parametrize(
    ("product", "smallest", "longest"),
    [("flyer", 22, "points."), ("wallet-card", 11, "headline"), ("tri-fold", 12, "philadelphia-can-choose.")],
)
def test_the_longest_text_is_one_that_the_sheet_shows(fresh: Path, product: str, smallest: int, longest: str) -> None:
    edited(fresh / "source/petition.md", "summary: ", f"summary: {LONG} ")
    toml = (fresh / "handbill.toml").read_text("utf-8")
    start = toml.index(f"[products.{product}]")
    (fresh / "handbill.toml").write_text(
        toml[:start] + re.sub(r"smallest = .*", f"smallest = {smallest}", toml[start:], count=1), "utf-8"
    )
    (error,) = printed(fresh, product).errors
    said = re.findall(r"The longest text is (\S+) in source/petition.md:\d+", str(error.hint))
    assert len(said) == 1
    assert said[0].startswith(longest)
    assert said[0] != "summary"


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("en", "source/petition.md"),
        ("ar", "locales/ar/LC_MESSAGES/petition.po"),
        ("km", "locales/km/LC_MESSAGES/petition.po"),
        ("zh-Hans", "locales/zh_Hans/LC_MESSAGES/petition.po"),
    ],
)
def test_the_longest_text_is_found_in_every_script_and_where_it_is_to_be_corrected(
    fresh: Path, tag: str, file: str
) -> None:
    edited(fresh / "handbill.toml", "smallest = 9", "smallest = 24")
    (error,) = printed(fresh, "flyer", tags=(tag,)).errors
    assert error.path == file
    assert re.search(rf"The longest text is points\.\d in {file}:{error.line}\.", str(error.hint))
    written = (fresh / file).read_text("utf-8").split("\n")[(error.line or 0) - 1 :]
    assert len(" ".join(written[:3])) > 20


def test_a_two_language_sheet_names_the_language_that_is_too_long(fresh: Path) -> None:
    text = (fresh / "handbill.toml").read_text("utf-8")
    (fresh / "handbill.toml").write_text(text.replace("bilingual = true", 'second = "es"', 1), "utf-8")
    edited(fresh / "handbill.toml", "headline = { limit = 70,", "headline = { limit = 1100,")
    long = "Un arresto no debe terminar en deportación " * 12
    translated(fresh, "es", "petition", {"An arrest should not mean deportation": long})
    (error,) = printed(fresh, "wallet-card", tags=("zh-Hans",)).errors
    assert error.message.startswith("wallet-card in Simplified Chinese: the text in Spanish does not fit the page")
    assert error.path == "locales/es/LC_MESSAGES/petition.po"
    assert f"The longest text is headline in {error.path}:{error.line}" in str(error.hint)


def test_a_template_that_fits_nothing_has_no_size() -> None:
    product = open_project(REPOSITORY).campaign.products["flyer"]
    assert fit_of([], product, [], []) is None


def test_a_headline_whose_longest_word_is_too_wide_gets_smaller_alone(fresh: Path) -> None:
    long = "Internationalizing"
    edited(fresh / "source/petition.md", "An arrest should not mean deportation", f"{long} {long}")
    edited(fresh / "handbill.toml", "headline = { limit = 70,", "headline = { limit = 170,")
    report = printed(fresh, "tri-fold", "wallet-card", "flyer")
    assert report.errors == []
    for stem in ("tri-fold", "wallet-card", "flyer"):
        lines = seen(fresh / f"build/print/en/{stem}.pdf").split("\n")
        # Twice whole, on lines of their own; in the tri-fold other panels stand beside them.
        assert sum(line.count(long) for line in lines) >= 2, stem


# Words


def test_the_words_of_a_layout_are_read_block_by_block() -> None:
    source = """
    #import "/fitting.typ": hidden, plain-lines
    #let it = {
      block(text(size: 2em)[Sign #strong[now], it’s late])
      grid(columns: 2, [one], { [two]; linebreak(); [three] })
      list([first], [sec\\u{200b}ond])
      hidden(heading[Title])
      layout(room => [unseen])
      link("https://example.org", box[a link])
    }
    #metadata(plain-lines(it)) <found>
    """
    assert queried(source, "found") == [
        ["Sign now, it’s late", "one", "two", "three", "first", "second", "Title", "a link"]
    ]
