"""What is left out to read a file faster changes nothing that is read."""

from __future__ import annotations

import io

import pikepdf
import pytest

from handbill.render.preflight.reading import Reading
from handbill.render.preflight.tags import read_tags
from tests.render.preflight.sheets import PAGE, code, pdf

COLOURED = pdf('#text(fill: rgb("#12355b"))[Blue] #text(fill: luma(20%))[grey]')


def drawing(contents: bytes) -> bytes:
    """Give a page in the font of a sheet, with other contents."""
    with pikepdf.open(io.BytesIO(pdf("A"))) as file:
        page = file.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        page.Contents = file.make_stream(b"BT %s 12 Tf 50 50 Td %s ET" % (font.encode(), contents))
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("contents", "count"),
    [
        (rb"(\000\000)Tj", 1),
        (rb"(\000\001\000\000)Tj", 1),
        (rb"(\0\0\000\001)Tj", 1),
        (b"(\0\0\0\1)Tj", 1),
        (b"<0000> Tj", 1),
        (b"<0001 00 00> Tj", 1),
        (b"[<0001>-20<000100000000>]TJ", 2),
        (b"<000> Tj", 1),
        (rb"(\000\001\000\002)Tj", 0),
        (b"<00010100> Tj 0 0 0 rg 0.0000 w", 0),
        (b"<01000001> Tj", 0),
    ],
)
def test_missing_glyphs_are_counted_however_they_are_written(contents: bytes, count: int) -> None:
    assert Reading(drawing(contents)).tags.missing == (count,)


def test_colours_are_read_without_their_profiles_and_nothing_moves() -> None:
    _, data = read_tags(COLOURED)
    assert b"/ICCBased" in COLOURED
    assert b"/ICCBased" not in data
    assert len(data) == len(COLOURED)


@pytest.mark.parametrize(
    "body",
    [
        code(PAGE),
        f"#rotate(30deg, reflow: true)[{code(PAGE)}]",
        f"#rotate(90deg, reflow: true)[{code(PAGE)}]",
        f"#place(dx: -20pt, dy: -20pt)[{code(PAGE)}]",
        f"#rect(fill: yellow, inset: (x: 60pt, y: 20pt))[{code(PAGE)}]",
        code(PAGE, "30pt"),
        code(PAGE, "240pt"),
    ],
)
def test_a_code_is_found_wherever_and_however_it_stands(body: str) -> None:
    (found,) = Reading(pdf(body)).codes
    assert found.text == PAGE


def test_every_copy_of_a_code_is_found() -> None:
    found = Reading(pdf(f"{code(PAGE, '80pt')} #pagebreak() {code(PAGE, '80pt')} {code(PAGE, '90pt')}")).codes
    assert [each.page for each in found] == [1, 2, 2]


def test_a_hyphen_at_the_end_of_a_line_is_read() -> None:
    lines = Reading(pdf("#set text(dir: ltr)\n#block(width: 60pt)[over the well-known hill]")).lines
    assert any(line.text.endswith("well-") for line in lines)


def test_a_narrow_space_is_a_space() -> None:
    lines = Reading(pdf("#set text(dir: ltr, spacing: 50%)\nCall (215) 555-0142 at it")).lines
    assert [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in lines] == ["Call (215) 555-0142 at it"]
