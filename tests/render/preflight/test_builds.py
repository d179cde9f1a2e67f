"""What a build does with what preflight finds: nothing wrong is written, and what was good before is taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from handbill import build
from handbill.render.preflight.reading import Reading
from tests.conftest import Run
from tests.native import translate_natively
from tests.render.preflight.test_questions import ZAWGYI
from tests.translated import edit

Change = Callable[[Path], object]
KHMER_FONTS = '[languages.en]\nfonts = ["Noto Sans", "Noto Sans Khmer"]\n[release]'
COVER = "place(top, rect(fill: white, width: 99%, height: 9em))"
KHMER = "ចូរចុះហត្ថលេខាលើញត្តិនេះដើម្បីឲ្យកុមាររបស់យើងឆ្លងថ្នល់ដោយសុវត្ថិភាពជារៀងរាល់ព្រឹក"
TAGS = (
    "am", "ar", "bn", "fa", "he", "hi", "hy", "ja", "ka", "km", "ko", "lo", "my", "ne", "ru", "ta", "th", "ti", "ur",
    "vi", "zh-Hans", "zh-Hant",
)  # fmt: skip


def sheets(folder: Path) -> set[str]:
    return {path.relative_to(folder / "build/print").as_posix() for path in (folder / "build/print").rglob("*.*")}


def listed(folder: Path) -> set[str]:
    data = json.loads((folder / "build/manifest.json").read_text("utf-8"))
    return {entry["path"].removeprefix("print/") for entry in data["artifacts"] if entry["path"].startswith("print/")}


def test_honest_sheets_in_many_scripts_have_no_flaw(run: Run, starter: Path) -> None:
    text = (starter / "handbill.toml").read_text("utf-8").replace('["es"]', json.dumps(["es", *TAGS]))
    (starter / "handbill.toml").write_text(re.sub(r"limit = \d+", "limit = 500", text), "utf-8")
    translate_natively(starter, "es", *TAGS)
    result = run("render", "flyer", "letter", "--campaign", starter)
    assert result.exit_code == 0, result.output
    assert "warning: " not in result.output
    assert len([name for name in sheets(starter) if name.endswith(".pdf")]) == 2 * (len(TAGS) + 2)


def replaced(name: str, old: str, new: str) -> Change:
    return lambda folder: edit(folder / name, old, new)


def all_of(*changes: Change) -> Change:
    def change(folder: Path) -> None:
        for each in changes:
            each(folder)

    return change


def template(line: str) -> Change:
    return replaced("templates/flyer.typ", "#let blue", f"{line}\n#let blue")


REFUSED: dict[str, tuple[Change, str]] = {
    "a number without direction": (
        replaced("templates/flyer.typ", "banner\n", 'banner\n  text(dir: ltr, data.facts.hotline.text.rev())\n'),
        "flyer en, page 1: “(215) 555-0142” stands there as “2410-555 )512(” [reversed]",
    ),
    "a number that was typed into the template": (
        replaced("templates/flyer.typ", "banner\n", 'banner\n  text(dir: ltr, "1-800-354-0365".rev())\n'),
        "flyer en, page 1: “1-800-354-0365” stands there as “5630-453-008-1” [reversed]",
    ),
    "text beside the page": (
        replaced("templates/flyer.typ", "banner\n", 'banner\n  place(dx: 9in, "gone")\n'),
        "flyer en, page 1: text lies outside the page: “gone” [outside]",
    ),
    "text upon text": (
        replaced("templates/flyer.typ", "banner\n", 'place(text(30pt, "Petition and more"))\n  banner\n'),
        "[overlapping]",
    ),
    "another font": (
        replaced("templates/flyer.typ", "banner\n", 'text(font: "Noto Serif", "Sign")\n  banner\n'),
        "flyer en: it is set in NotoSerif-Regular; meant for its languages are Noto Sans [fonts]",
    ),
    "a code that is hidden": (
        replaced("templates/flyer.typ", "qr(8.2em)", f"block({{ qr(8.2em); {COVER} }})"),
        "flyer en: its code to scan cannot be read [code]",
    ),
    "no version code": (
        replaced("templates/flyer.typ", "foot: foot(size: calc.min(7.5pt, trim.width / 55)), ", ""),
        "error: templates/flyer.typ: flyer en: its version code, ",
    ),
    "text of 4pt": (
        replaced("templates/flyer.typ", "banner\n", 'banner\n  text(4pt, "This is small")\n'),
        "flyer en, page 1: text is 4pt large: “This is small”; 9pt is the smallest size of this product [tiny]",
    ),
    "white text": (
        replaced("templates/flyer.typ", "banner\n", 'banner\n  text(fill: white, "This is white")\n'),
        "flyer en, page 1: text cannot be seen: “This is white” has a contrast of 1.0 [unseen]",
    ),
    "an emoji": (
        replaced("source/petition.md", "headline: Let", "headline: \N{GRINNING FACE} Let"),
        "source/petition.md:4: English: no font covers “😀”",
    ),
    "an emoji in a fact": (
        replaced("handbill.toml", "[facts]", '[facts]\nplace = { kind = "text", value = "Hall \N{PARTY POPPER}" }'),
        "handbill.toml:14: English: no font covers “🎉”",
    ),
    "an emoji in the campaign's name": (
        replaced("handbill.toml", "Safe Crossing", "Safe \N{PARTY POPPER} Crossing"),
        "handbill.toml: English: no font covers “🎉”",
    ),
    "a text that is missing": (
        replaced("source/petition.md", "headline: Let our children cross safely\n", ""),
        "the front matter has no text for “headline”\n  Write it at the top of the document's source",
    ),
    "an address that no code holds": (
        replaced("handbill.toml", 'safe-crossing"\nsource', f'{"a" * 3000}"\nsource'),
        "handbill.toml: the address of the page has ",
    ),
    "a text ten times too long": (
        all_of(
            replaced("handbill.toml", "limit = 150", "limit = 90000"),
            replaced("source/petition.md", "Every signature", "Every signature " * 900),
        ),
        "the text does not fit the page at 9pt",
    ),
    "a text over its limit": (
        replaced("source/petition.md", "Every signature", "Every signature " * 20),
        "source/petition.md:8: “points” has",
    ),
    "an import from the network": (
        template('#import "@preview/cetz:0.3.0"'),
        "templates/flyer.typ:4: the package \"@preview/cetz:0.3.0\" would come from the network",
    ),
    "a file that is a link": (
        lambda folder: (folder / "templates/x.typ").symlink_to("/etc/passwd"),
        "templates/x.typ: is a link to a place outside the campaign",
    ),
    "a hidden file that is a link": (
        lambda folder: (folder / "templates/.x").symlink_to("/etc/passwd"),
        "templates/.x: is a link to a place outside the campaign",
    ),
    "a folder that is a link": (
        lambda folder: (folder / "templates/parts").symlink_to("/etc"),
        "templates/parts: is a link to a place outside the campaign",
    ),
    "a file from elsewhere": (template('#let x = read("/etc/passwd")'), "templates/flyer.typ:4: file not found"),
    "a loop without end": (template("#while true {}"), "templates/flyer.typ:4: condition is always true"),
    "a call without end": (template("#let f() = f()\n#f()"), "maximum function call depth exceeded"),
    "a control character": (
        replaced("source/petition.md", "We ask", "We \u0007ask"),
        "source/petition.md:14: the text has the invisible character U+0007",
    ),
    "a control character in the front matter": (
        replaced("source/petition.md", "Let our", "Let \u0007our"),
        "source/petition.md:4: the text has the invisible character U+0007",
    ),
    "an override of direction": (
        replaced("source/petition.md", "We ask", "We \u202eask"),
        "source/petition.md:14: the text has the invisible character U+202E right-to-left override",
    ),
    "an open mark of direction": (
        replaced("source/petition.md", "We ask", "We \u2067ask"),
        "source/petition.md:14: the text opens a stretch of other direction",
    ),
    "an open mark in the campaign's name": (
        replaced("handbill.toml", "Safe Crossing", "Safe \u2067Crossing"),
        "handbill.toml:2: name: opens a stretch of other direction",
    ),
    "an override in a fact": (
        replaced("handbill.toml", "hello@", "hello\\u202E@"),
        "handbill.toml:16: facts.contact_email.value: has the invisible character U+202E",
    ),
    "an open mark in a template": (
        replaced("templates/flyer.typ", 'tr("Sign by")', 'tr("Sign \\u{2067}by")'),
        "templates/flyer.typ:23: a text opens a stretch of other direction",
    ),
    "a deadline that has passed": (
        replaced("handbill.toml", 'country = "US"', 'country = "US"\ntoday = 2030-06-01'),
        "handbill.toml:15: the deadline of May 15, 2030 has passed (today is June 1, 2030): what shows it is refused",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), REFUSED.values(), ids=REFUSED)
def test_bad_input_gets_one_clear_message_and_nothing_wrong_is_written(
    run: Run, starter: Path, change: Change, said: str
) -> None:
    change(starter)
    result = run("render", "flyer", "-l", "en", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 1, result.stderr
    assert said in result.stderr
    assert "\n  " in result.stderr[result.stderr.index("error: ") :]
    assert not (starter / "build/print").exists()


GOOD: dict[str, Change] = {
    "an address of 400 characters": replaced(
        "handbill.toml", 'safe-crossing"\nsource', f'{"/".join(["segment"] * 46)}"\nsource'
    ),
    "one without a place to break": replaced("handbill.toml", 'safe-crossing"\nsource', f'{"a" * 380}"\nsource'),
    "a headline of Typst code": replaced(
        "source/petition.md", "Let our children cross safely", "'#read(\"/etc/passwd\") $x$ *b* @a <l> // \\'"
    ),
    "a headline in Khmer without a space": all_of(
        replaced("handbill.toml", "[release]", KHMER_FONTS),
        replaced("handbill.toml", "limit = 70", "limit = 99"),
        replaced("source/petition.md", "Let our children cross safely", KHMER),
    ),
    "a name that never breaks": replaced("handbill.toml", "Safe Crossing", "Unbreakable" * 12),
    "a deadline that is meant to have passed": all_of(
        replaced("handbill.toml", 'country = "US"', 'country = "US"\ntoday = 2031-06-01'),
        replaced("handbill.toml", "2030-05-15", '{ kind = "date", value = 2030-05-15, expires = false }'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", GOOD.values(), ids=GOOD)
def test_unusual_input_is_set_and_passes(run: Run, starter: Path, change: Change) -> None:
    change(starter)
    result = run("render", "flyer", "-l", "en", "--campaign", starter)
    assert result.exit_code == 0, result.output
    assert sheets(starter) == {"en/flyer.pdf", "en/flyer.png"}


TYPED = ("1-800-354-0365", "(215) 555-0199", "https://ex-12.org/ab/", "hello@example.org", "2011-08-31")


@pytest.mark.parametrize("tag", ["ar", "ur", "he"])
def test_numbers_and_addresses_that_a_translator_typed_read_as_they_were_typed(
    run: Run, starter: Path, tag: str
) -> None:
    edit(starter / "handbill.toml", '["es"]', json.dumps([tag]))
    text = (starter / "handbill.toml").read_text("utf-8")
    (starter / "handbill.toml").write_text(re.sub(r"limit = \d+", "limit = 500", text), "utf-8")
    edit(starter / "source/petition.md", "Every signature", f"{' x '.join(TYPED)} every signature")
    translate_natively(starter, tag)
    path = starter / f"locales/{tag}/LC_MESSAGES/petition.po"
    word = {"he": "שלום"}.get(tag, "سلام")
    native = f" {word} ".join(("", *TYPED, ""))
    path.write_text(re.sub(r'(msgid "1-800.*\n)msgstr ".*"', rf'\1msgstr "{native}"', path.read_text("utf-8")), "utf-8")
    result = run("render", "flyer", "-l", tag, "--campaign", starter)
    assert result.exit_code == 0, result.output
    lines = [line.text for line in Reading((starter / f"build/print/{tag}/flyer.pdf").read_bytes()).lines]
    # PDFium gives one bracket for the other where it takes a text for right-to-left.
    blanks = str.maketrans("()", "||", " ")
    for typed in TYPED:
        assert any(typed.translate(blanks) in line.translate(blanks) for line in lines), typed


def test_the_code_for_an_address_of_400_characters_can_be_scanned(run: Run, starter: Path) -> None:
    GOOD["an address of 400 characters"](starter)
    run("render", "flyer", "-l", "en", "--campaign", starter)
    with pypdfium2.PdfDocument(starter / "build/print/en/flyer.pdf") as pdf:
        (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=2).to_pil())
    assert len(code.text) > 390
    assert code.text.endswith("/en/petition/")


def test_a_template_that_loops_for_long_stops_its_product_alone(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "TIME_LIMIT", 4.0)
    # Ten seconds of work on a fast machine, and an end, so that the thread that is left behind goes.
    template("#let n = 0\n#for i in range(9000) { for j in range(3000) { n += 1 } }")(starter)
    result = run("render", "flyer", "letter", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 1, result.stderr
    assert "error: templates/flyer.typ: flyer is not set after 4 seconds: its template loops" in result.stderr
    assert {name for name in sheets(starter) if name.endswith(".pdf")} == {"en/letter.pdf", "es/letter.pdf"}


def test_an_older_good_sheet_is_removed_when_the_new_one_is_refused(run: Run, starter: Path) -> None:
    assert run("render", "flyer", "letter", "--campaign", starter, "-q").exit_code == 0
    assert "en/flyer.pdf" in listed(starter)
    replaced("templates/flyer.typ", "banner\n", 'banner\n  place(dx: 9in, "gone")\n')(starter)
    result = run("render", "flyer", "letter", "--campaign", starter)
    assert result.exit_code == 1
    for tag in ("en", "es"):
        for name in ("flyer.pdf", "flyer.png"):
            assert f"removed: {starter}/build/print/{tag}/{name}" in result.stdout
            assert f"{tag}/{name}" not in sheets(starter) | listed(starter)
        assert f"{tag}/letter.pdf" in sheets(starter) & listed(starter)


def test_a_deadline_refuses_what_shows_it_on_the_day_after_although_nothing_else_changed(
    run: Run, starter: Path
) -> None:
    assert run("render", "flyer", "--campaign", starter, "--today", "2030-05-15").exit_code == 0
    same = run("render", "flyer", "--campaign", starter, "--today", "2030-05-15")
    assert "0 made, 4 up to date" in same.stdout
    late = run("render", "flyer", "--campaign", starter, "--today", "2030-05-16")
    assert late.exit_code == 1
    assert late.stderr.count("error: ") == 1
    assert sheets(starter) == set()
    assert run("render", "flyer", "--campaign", starter, "--today", "2030-05-01").exit_code == 0
    assert len(sheets(starter)) == 4


def test_a_date_that_a_sheet_does_not_show_does_not_refuse_it(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", "deadline = 2030-05-15", "deadline = 2030-05-15\nrally = 2011-07-04")
    assert run("render", "flyer", "letter", "--campaign", starter).exit_code == 0


def test_the_present_day_counts_where_nobody_names_another(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(starter / "handbill.toml", "2030-05-15", "2011-08-31")
    result = run("render", "flyer", "-l", "en", "--campaign", starter)
    assert "the deadline of August 31, 2011 has passed" in result.stderr


def test_a_small_code_is_a_warning_and_the_sheet_is_made(run: Run, starter: Path) -> None:
    edit(starter / "templates/flyer.typ", "qr(8.2em)", "scale(60%, qr(2.5em))")
    result = run("render", "flyer", "-l", "en", "--campaign", starter)
    assert result.exit_code == 0
    assert "warning: flyer en, page 1: the code is " in result.stdout
    assert "en/flyer.pdf" in sheets(starter)


def test_a_warning_of_several_profiles_is_told_once(run: Run, starter: Path) -> None:
    edit(starter / "templates/flyer.typ", "qr(8.2em)", "scale(60%, qr(2.5em))")
    result = run("render", "half-sheet", "-l", "en", "--campaign", starter)
    assert {"en/half-sheet.pdf", "en/half-sheet-office-bw.pdf"} <= set(sheets(starter))
    assert result.stdout.count("warning: half-sheet") == 1
    assert "warning: half-sheet en, page 1: the code is " in result.stdout


def test_burmese_in_zawgyi_is_refused_with_the_text(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["my"]')
    # The check of translations finds it first; where that is switched off, the sheet is refused all the same.
    edit(starter / "handbill.toml", "[release]", '[checks]\noff = ["zawgyi"]\n\n[release]')
    translate_natively(starter, "my")
    path = starter / "locales/my/LC_MESSAGES/petition.po"
    headline = 'msgid "Let our children cross safely"\nmsgstr "'
    text = path.read_text("utf-8")
    assert headline in text
    start = text.index(headline) + len(headline)
    path.write_text(text[:start] + ZAWGYI + text[text.index('"', start) :], "utf-8")
    result = run("render", "flyer", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 1
    assert f"flyer my: “{ZAWGYI}” is in Zawgyi" in result.stderr
    assert sheets(starter) == {"en/flyer.pdf", "en/flyer.png"}


def test_a_build_warns_of_small_text_where_none_is_fitted(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", "[products.letter]", "[products.letter]\nfloor = 14")
    result = run("render", "letter", "-l", "en", "--campaign", starter)
    assert result.exit_code == 0, result.output
    assert "letter en: most of its text is 11pt large; 14pt is easy to read [small]" in result.output


def test_a_template_that_forces_a_direction_is_refused_where_it_is_the_wrong_one(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["es", "ar"]')
    translate_natively(starter, "es", "ar")
    edit(starter / "templates/flyer.typ", "#show: sheet\n", "#show: sheet\n#set text(dir: ltr)\n")
    result = run("render", "flyer", "--campaign", starter)
    assert result.exit_code == 1
    assert "flyer ar, page 1: a line that is read from right to left is laid out from left to right" in result.stderr
    assert {"en/flyer.pdf", "es/flyer.pdf"} <= sheets(starter)
    assert "ar/flyer.pdf" not in sheets(starter)
