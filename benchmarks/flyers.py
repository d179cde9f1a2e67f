"""The flyers that all contenders make: the words of this campaign's, one after the other with another phone number."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.handbill import ROOT
from benchmarks.inputs import write
from handbill.fact_values import with_text
from handbill.facts import Fact
from handbill.products import Profile
from handbill.project import open_project
from handbill.runs.kit import Press
from handbill.runs.prepare import Preparation

PRODUCT = "flyer"
DAY = "2011-07-15"
SIZE = "@SIZE@"
"""Stands in a page where the text size goes, in points."""
SMALLEST, LARGEST = 9.0, 26.25
"""The sizes that a fit looks at, in points, as the campaign's template does."""

_STYLE = """
@page { size: 8.5in 11in; margin: 0.4in 0.6in }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { font-size: @SIZE@pt; color: #1b1b1b }
main { width: 7.3in }
header { background: #12355b; color: #fff; padding: 0.8em 0.9em; margin-bottom: 1em }
header p { font-size: 0.9em; font-weight: 600; margin-bottom: 0.4em }
h1 { font-size: 1.5em; line-height: 1.2 }
ul { list-style: none }
li { margin: 0 0 0.7em; padding-inline-start: 1.1em; position: relative }
li::before { content: ""; position: absolute; inset-inline-start: 0; top: 0.45em; width: 0.5em; height: 0.5em;
  background: #12355b }
.deadline { border: 2pt solid #12355b; border-radius: 0.3em; padding: 0.7em; text-align: center; margin: 0.9em 0 }
.deadline p { font-size: 1.1em }
.deadline strong { font-size: 1.8em; color: #12355b; display: block }
table { border-collapse: collapse }
td { vertical-align: middle }
svg { width: 8.2em; height: 8.2em; display: block; margin-inline-end: 1.2em }
h2 { font-size: 1.3em; color: #12355b; line-height: 1.2; margin-bottom: 0.5em }
td p { margin-bottom: 0.4em }
footer { font-size: 7.5pt; text-align: center; color: #4d4d4d; padding-top: 2em }
"""


def campaign(folder: Path) -> Path:
    """Write a copy of the campaign in this repository."""
    for name in ("handbill.toml", "glossary.csv"):
        write(folder / name, (ROOT / name).read_text("utf-8"))
    for name in ("source", "templates", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".lock"))
    return folder


def press(folder: Path, tag: str, product: str = PRODUCT) -> Press:
    """Give what sets a product of a campaign in one language."""
    project = open_project(folder)
    return Preparation(project, project.campaign.products[product], 0, DAY, Profile.OFFICE).press([tag])


def facts(made: Press, number: int) -> Mapping[str, Fact]:
    """Give what the flyer of a number has of its own: a phone number that no other one has."""
    return {"hotline": with_text(made.kit.campaign.facts["hotline"], f"+1-215-555-{100 + number:04}")}


def pages(folder: Path, tag: str, count: int) -> Iterator[str]:
    """Give the same flyers as pages of HTML, without their text size."""
    made = press(folder, tag)
    for number in range(count):
        yield page(made.sheet(tag, facts(made, number)).data)


def write_pages(folder: Path, campaign_: Path, tag: str, count: int) -> Path:
    """Write the pages, and what a fit must know, for the programs that make them."""
    data = {"smallest": SMALLEST, "largest": LARGEST, "mark": SIZE, "pages": list(pages(campaign_, tag, count))}
    return write(folder / "flyers.json", json.dumps(data, ensure_ascii=False))


def page(data: Mapping[str, Any]) -> str:
    """Give one flyer as a page of HTML from what a template would get."""
    spoken = data["languages"][data["language"]]
    fonts = ", ".join(f'"{name}"' for name in spoken["fonts"])
    strings = {key: _words(value["runs"]) for key, value in data["strings"].items()}
    fields, known, link = data["fields"], data["facts"], data["link"]
    points = "".join(f"<li>{_words(each['runs'])}</li>" for each in fields["points"])
    leading = 1.25 if spoken["script"] in {"latn", "cyrl"} else 1.5
    return f"""<!doctype html>
<html lang="{data["language"]}" dir="{spoken["dir"]}"><head><meta charset="utf-8">
<title>{html.escape(data["title"])}</title>
<style>{_STYLE} html {{ font-family: {fonts}; line-height: {leading} }}</style></head><body><main>
<header><p>{html.escape(data["campaign"])}</p><h1>{_words(fields["headline"]["runs"])}</h1></header>
<ul>{points}</ul>
<div class="deadline"><p>{strings["Sign by"]}</p><strong>{_words([known["deadline"]])}</strong></div>
<table><tr><td>{_scalable(link["qr"])}</td><td><h2>{_words(fields["call_to_action"]["runs"])}</h2>
<p>{strings["Scan the code or type the address"]}</p><p><b><bdi dir="ltr">{html.escape(link["shown"])}</bdi></b></p>
<p>{strings["Questions?"]} <b>{_words([known["hotline"]])}</b></p><p>{_words([known["contact_email"]])}</p>
</td></tr></table>
<footer>{html.escape(spoken["name"])} · {html.escape(spoken["endonym"])} · {data["version"]}</footer>
</main></body></html>
"""


def _scalable(svg: str) -> str:
    """Give a picture that fills the room that a browser gives it."""
    return re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2"', svg)


def _words(runs: Sequence[Mapping[str, Any]]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Mapping[str, Any]) -> str:
    text = html.escape(str(run.get("text", "")))
    text = f"<b>{text}</b>" if run.get("bold") else text
    return f'<bdi dir="{run["dir"]}">{text}</bdi>' if "dir" in run else text
