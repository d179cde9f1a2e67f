"""Small sheets for tests: Typst sources set as they are, good ones and ones that are wrong in one way."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import segno
import typst

from handbill.facts import Fact
from handbill.languages import language
from handbill.render.preflight import Flaw, Intended, preflight
from handbill.render.preflight.intended import postscript_names
from handbill.typesetter import Fonts, find_fonts

PHONE = "(215) 555-0142"
MAIL = "hello@example.org"
PAGE = "https://example.org/ar/petition/"
FAMILIES = ("Noto Sans", "Noto Naskh Arabic")

INTENDED = Intended(
    product="flyer",
    language=language("ar"),
    title="A title",
    written={"hotline": (PHONE,), "mail": (MAIL,)},
    left_to_right=(PHONE, MAIL),
    codes=(PAGE,),
    families=FAMILIES,
)
"""What `sheet` sets."""

_HEAD = """
#set document(title: "A title")
#set page(width: 300pt, height: 400pt, margin: 30pt)
#set text(lang: "ar", dir: rtl, font: ("Noto Sans", "Noto Naskh Arabic"), fallback: false, size: 12pt,
  top-edge: 1em, bottom-edge: -0.42em)
"""


PICTURE = (
    'rect(width: 100%, height: 3em, fill: gradient.linear(black, luma(30%), rgb("#7a1f1f"), angle: 20deg),'
    ' line(length: 90%, stroke: 3pt + rgb("#444")))'
)
"""Something that is no plain area."""


@cache
def fonts() -> Fonts:
    return find_fonts()


def pdf(body: str, head: str = _HEAD, *, universal: bool = True) -> bytes:
    """Set a source."""
    made = typst.compile(
        f"{head}\n{body}".encode(),
        font_paths=fonts().handle,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"] if universal else [],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def code(address: str, width: str = "100pt", *, alt: str = PAGE, dark: str = "#000") -> str:
    """Give the source of a code to scan."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, dark=dark, light="#fff")
    text = out.getvalue().decode().replace("\\", "\\\\").replace('"', '\\"').replace("\n", "")
    return f'#image(bytes("{text}"), format: "svg", width: {width}, alt: "{alt}")'


def flaws(data: bytes, **changed: object) -> list[Flaw]:
    """Ask every question of a PDF; `changed` is what it should be, where that is not as in `INTENDED`."""
    meant = replace(INTENDED, fonts=postscript_names(FAMILIES, fonts()))
    return preflight(data, replace(meant, **changed))  # type: ignore[arg-type]


def found(data: bytes, **changed: object) -> set[str]:
    """Give the ids of the questions with a bad answer."""
    return {flaw.question for flaw in flaws(data, **changed)}


def facts(*found: Fact) -> dict[str, Fact]:
    return {fact.name: fact for fact in found}
