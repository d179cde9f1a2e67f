from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handbill.languages import language
from handbill.model import Origin
from handbill.progress.markdown import as_markdown, escaped
from handbill.progress.report import DocumentProgress, LocaleProgress, Progress
from tests.progress.sample import AT, HOSTILE, counted, progress

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def cells(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    for token in MARKDOWN.parse(text):
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline" and token.level > 3:
            found[-1].append(token.content)
    return found


def test_it_is_a_table_with_a_row_of_totals() -> None:
    found = cells(as_markdown(progress()))
    assert {len(row) for row in found} == {9}
    assert [row[0] for row in found] == ["Language", "Spanish (es)", "Arabic (ar)", "Khmer (km)", "**Total**"]
    assert found[1] == ["Spanish (es)", "95%", "10", "0", "1", "10", "9", "1", "0"]


def test_what_cannot_be_read_has_no_percentage_and_neither_has_the_total() -> None:
    found = cells(as_markdown(progress()))
    assert [row[1] for row in found[3:]] == ["?", "?"]
    assert "- **Khmer**: **petition cannot be read**" in as_markdown(progress())


def test_it_says_what_is_left_and_what_changed() -> None:
    text = as_markdown(progress())
    assert "- **Arabic**: petition 250 words left." in text
    assert "- **Arabic** since 2011-06-04: +50 words done, +0 reviewed; the source +0." in text


def test_what_a_machine_wrote_is_told_apart() -> None:
    tally = replace(counted(0, 0, 5, 0), origins={Origin.MACHINE: 30, Origin.HUMAN: 20})
    spoken = LocaleProgress(language("es"), (DocumentProgress("faq", tally),))
    text = as_markdown(Progress("x", language("en"), AT, (spoken,)))
    assert "- 30 words were translated by a machine and not reviewed: es." in text
    assert "machine" not in as_markdown(progress())


def test_a_campaigns_name_is_shown_as_it_is() -> None:
    html = MARKDOWN.render(as_markdown(progress(HOSTILE)))
    assert "<script" not in html
    assert "<em>" not in html
    assert "<code>" not in html
    assert "@team" not in html


@given(st.text())
@pytest.mark.parametrize("frame", ["### {}", "| {} | b |\n| - | - |\n| {} | d |", "- **{}**"])
def test_any_text_is_on_one_line_and_no_markup(frame: str, text: str) -> None:
    shown = MARKDOWN.render(frame.replace("{}", f"a{escaped(text)}z"))
    plain = MARKDOWN.render(frame.replace("{}", "az"))
    assert re.findall("<[^>]*>", shown) == re.findall("<[^>]*>", plain)
