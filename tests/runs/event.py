"""A small campaign for an event: what a print run is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from handbill.project import open_project
from handbill.steps import extract, update_catalogs
from tests.translated import translate

CAMPAIGN = """\
name = "Clark Park Assembly"
site = "https://example.org/assembly"
locales = ["es", "ar"]
today = 2011-07-04

[facts]
event = { kind = "text", value = "Assembly" }
place = { kind = "text", value = "Clark Park" }
date = 2011-08-31
time = 18:30:00
contact = { kind = "phone", value = "+1-215-555-0142" }
dues = { kind = "money", value = 5 }
page = { kind = "url", value = "https://example.org/assembly" }
mail = { kind = "email", value = "hello@example.org" }
seats = 120
opening = 2011-08-31T18:00:00

[documents.invitation]

[products.card]
document = "invitation"
smallest = 9
"""
SOURCE = """\
# {event} at {place}

We meet on {date} at {time}. Call {contact}.
"""
TEMPLATE = """\
#import "@local/handbill:1.0.0": *
#set page(width: 4in, height: 3in, margin: (x: 0.2in, top: 0.2in, bottom: 0.5in), footer: foot())
#show: sheet
#fit(largest: 14pt, {
  heading(level: 1, latin(data.campaign))
  for name in ("event", "place", "date", "time", "contact") [#fact(name) #linebreak()]
})
"""
HEADER = "locale,event,place,date,time,contact"


def write_campaign(folder: Path) -> Path:
    """Write the campaign, with all of its Spanish done and nothing of its Arabic."""
    for path, text in {
        "handbill.toml": CAMPAIGN, "source/invitation.md": SOURCE, "templates/card.typ": TEMPLATE,
    }.items():  # fmt: skip
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    project = open_project(folder)
    update_catalogs(project, extract(project).messages, project.campaign.languages)
    translate(folder, "es")
    return folder


def write_rows(folder: Path, rows: Sequence[str], header: str = HEADER, name: str = "rows.csv") -> Path:
    """Write a table."""
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in (header, *rows)), "utf-8")
    return path


def halls(count: int, tags: Sequence[str] = ("es", "en")) -> list[str]:
    """Give some rows that differ."""
    return [f"{tags[number % len(tags)]},,Hall {number},2011-09-{1 + number % 28:02},," for number in range(count)]


def pdfs(folder: Path) -> Mapping[str, bytes]:
    """Give the sheets of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}
