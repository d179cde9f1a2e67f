from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from handbill.content.document import Kind as TextKind
from handbill.content.markdown import parse
from handbill.facts import Fact, Kind
from handbill.languages import language
from handbill.model import Message
from handbill.project import open_project
from handbill.render.markdown import facts_written, text_written, translated_markdown, with_keys
from handbill.shelf import read_catalogs
from tests.conftest import REPOSITORY, Run
from tests.translated import translate

FACTS = {
    "hotline": Fact("hotline", Kind.PHONE, "+1-215-555-0142"),
    "page": Fact("page", Kind.URL, "https://example.org/p"),
    "mail": Fact("mail", Kind.EMAIL, "hello@example.org"),
}


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Call {hotline}", "en", "Call (215) 555-0142"),
        ("Call {hotline}", "ar", "Call \u2066(215) 555-0142\u2069"),
        ("At {page} or {mail}", "en", "At <https://example.org/p> or <hello@example.org>"),
        ("[Sign]({page}) now", "ar", "[Sign](https://example.org/p) now"),
        ('<a href="{page}">x</a>', "en", '<a href="https://example.org/p">x</a>'),
        ("`{hotline}` is {{hotline}} is {other}", "en", "`(215) 555-0142` is {hotline} is {other}"),
    ],
)
def test_facts_are_written_out(text: str, tag: str, expected: str) -> None:
    assert facts_written(text, FACTS, language(tag)) == expected


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("**{page}**ssa", "fi", "**<https://example.org/p>\u2060**ssa"),
        ("**{page}** on", "fi", "**<https://example.org/p>** on"),
        ("**{hotline}**까지", "ko", "**(215) 555-0142**까지"),
        ("**「い」**は", "ja", "**「い」\u2060**は"),
        ("ب**{hotline}**ها", "ar", "ب**\u2066(215) 555-0142\u2069**ها"),
    ],
)
def test_bold_is_bold_for_other_programs(text: str, tag: str, expected: str) -> None:
    written = text_written(text, FACTS, language(tag), TextKind.PARAGRAPH, {})
    assert written == expected
    assert "<strong>" in MarkdownIt("commonmark").renderInline(written)


@pytest.mark.parametrize("tag", ["en", "es", "zh-Hans", "vi", "km", "ar", "ht", "ru"])
@pytest.mark.parametrize("domain", ["petition", "letter", "faq"])
def test_a_document_keeps_its_structure_in_every_language(tag: str, domain: str) -> None:
    project = open_project(REPOSITORY)
    shelf = read_catalogs(project, project.campaign.languages)
    told: list[tuple[Message, str]] = []
    document = project.document(domain)
    lexicon = shelf.lexicon(project, project.campaign.by_tag[tag])
    made = translated_markdown(document, lexicon, project.campaign, lambda *refused: told.append(refused)).decode()
    assert told == []
    assert "{" not in made
    again = parse(made, path="made.md", domain=domain, schema=project.campaign.documents[domain].fields)
    assert [(text.kind, text.id.rpartition("-")[2]) for text in again.all_texts] == [
        (text.kind, text.id.rpartition("-")[2]) for text in document.all_texts
    ]
    assert again.metadata["slug"] == domain


def test_render_markdown_writes_a_file_for_each_language_and_document(starter: Path, run: Run) -> None:
    result = run("render", "markdown", "--campaign", starter)
    assert result.exit_code == 0
    files = sorted(path.relative_to(starter / "build").as_posix() for path in starter.glob("build/markdown/*/*"))
    assert files == [f"markdown/{tag}/{name}.md" for tag in ("en", "es") for name in ("faq", "letter", "petition")]


def test_a_translation_that_markdown_cannot_hold_is_left_out_and_told(starter: Path, run: Run) -> None:
    (starter / "source" / "faq.md").write_text("<i>a</i>\nb\n\n<ins>\n*foo*\n</ins>\n")
    assert run("update", "--campaign", starter, "-q").exit_code == 0
    path = starter / "locales/es/LC_MESSAGES/faq.po"
    text = path.read_text("utf-8")
    old = 'msgid "<ins> *foo* </ins>"\nmsgstr ""'
    assert old in text
    path.write_text(text.replace(old, old[:-1] + 'uno <ins> *foo* </ins>"'), "utf-8")
    result = run("render", "markdown", "--campaign", starter)
    assert result.exit_code == 1
    assert "the translation of “<ins> *foo* </ins>” is left out of the Markdown" in result.output


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_line_ends_and_a_byte_order_mark_are_those_of_the_source(
    starter: Path, run: Run, mark: bytes, line_end: bytes
) -> None:
    source = b"---\ntitle: Questions\nslug: faq\n---\n\n# A\n\nb\nc\n\n| d | e |\n|---|---|\n| f | g |\n"
    written = mark + source.replace(b"\n", line_end)
    (starter / "source" / "faq.md").write_bytes(written)
    assert run("render", "markdown", "--campaign", starter).exit_code == 0
    assert (starter / "build/markdown/en/faq.md").read_bytes() == written
    translate(starter, "es")
    run("render", "markdown", "--campaign", starter)
    expected = written.replace(b"b" + line_end + b"c", b"b c")
    for text in (b"Questions", b"A", b"b c", b"d", b"e", b"f", b"g"):
        expected = re.sub(rb"(?<=[ \n])" + text + rb"(?=[ \r\n])", "\u00a1".encode() + text, expected, count=1)
    made = (starter / "build/markdown/es/faq.md").read_bytes()
    # What is told of the translation is added to the front matter.
    assert re.sub(rb"(?m)^(?:lang|translation_\w+): .*?\n", b"", made) == expected
    assert b'lang: "es"' in made


def test_a_translation_says_what_it_is_and_the_source_stays_as_it_is(starter: Path, run: Run) -> None:
    translate(starter, "es")
    run("origin", "machine", "letter", "--campaign", starter)
    run("render", "markdown", "--campaign", starter)
    made = (starter / "build/markdown/es/letter.md").read_text("utf-8")
    front = yaml.safe_load(made.split("---\n")[1])
    assert front["lang"] == "es"
    assert front["translation_state"] == "translated"
    assert front["translation_origin"] == "machine"
    assert front["translation_coverage"] == 1
    assert "translation_" not in (starter / "build/markdown/en/letter.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text\n", '---\nlang: "no"\n---\n\nText\n'),
        ("---\ntitle: A\n---\nText\n", '---\ntitle: A\nlang: "no"\n---\nText\n'),
        ("---\r\ntitle: A\r\n---\r\nText\r\n", '---\r\ntitle: A\r\nlang: "no"\r\n---\r\nText\r\n'),
        ("---\nlang: en # ours\ntitle: A\n---\n", '---\nlang: "no"\ntitle: A\n---\n'),
        ("---\n{title: A}\n---\nText\n", "---\n{title: A}\n---\nText\n"),
        ("---\nlang:\n  - en\n---\nText\n", "---\nlang:\n  - en\n---\nText\n"),
        ("---\n---\nText\n", '---\nlang: "no"\n---\nText\n'),
    ],
)
def test_a_key_is_set_where_yaml_reads_it_and_nothing_else_changes(text: str, expected: str) -> None:
    assert with_keys(text, {"lang": "no"}, has_front=text.startswith("---")) == expected
