"""Markdown sources become messages, and messages a document in another language."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.blocks import blocks_of
from handbill.content.document import Document, FieldRule, Text
from handbill.content.markdown import localized_tokens, parse
from handbill.content.parser import html, parser
from handbill.content.texts import slugify, visible_length
from handbill.errors import SourceError
from handbill.facts import Fact, Kind
from handbill.languages import Language, language
from tests.mistakes import refused

CASES = Path(__file__).parent.parent / "cases" / "extract"
ENGLISH, SPANISH = language("en"), language("es")
FACTS = {
    "deadline": Fact("deadline", Kind.DATE, dt.date(2011, 8, 31)),
    "hotline": Fact("hotline", Kind.PHONE, "+1-215-555-0142"),
    "petition_url": Fact("petition_url", Kind.URL, "https://example.org/p?a=1&b=2"),
}


def cases() -> Iterator[tuple[str, str, str]]:
    """Give title, source and expected messages of every case: each part ends with a line that holds a dot."""
    for path in sorted(CASES.glob("*.md")):
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        for title, source, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield f"{path.stem}: {title.strip()}", source, expected


def read(source: str, schema: dict[str, FieldRule] | None = None) -> Document:
    return parse(source, path="source/p.md", domain="p", schema=schema, facts=FACTS)


def shown(source: str, translate: Callable[[str], str | None], spoken: Language = SPANISH) -> str:
    """Give the HTML with each msgid translated; nothing stands for a text that is not translated."""

    def localize(text: Text) -> tuple[str, Language]:
        translated = translate(text.message.msgid)
        return (text.message.msgid, ENGLISH) if translated is None else (translated, spoken)

    return html(localized_tokens(read(source), localize, FACTS, spoken=spoken, source=ENGLISH).filled(FACTS))


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_each_block_is_one_message_that_says_where_and_what_it_is(source: str, expected: str) -> None:
    found = [
        f"{text.line}: {' / '.join(text.message.comments)} = {text.message.msgid}".replace("\\\n", "\\n")
        for text in read(source).texts
    ]
    assert found == expected.splitlines()


def test_references_are_path_and_line() -> None:
    assert [text.message.references for text in read("# A\n\nb").texts] == [("source/p.md:1",), ("source/p.md:3",)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One two three.", "One\ntwo\n   three."),
        ("- one two\n- b", "- one\n  two\n- b"),
        ("- one two", "- one\ntwo"),
        ("> one two", "> one\n> two"),
        ("**one two** [three four](u)", "**one\ntwo** [three\nfour](u)"),
        ("One\\\ntwo three", "One  \ntwo\nthree"),
        ("by {deadline:d MMMM} now", "by {deadline:d\nMMMM} now"),
        ("`a b` c", "`a\nb`\nc"),
        ("[^1]\n\n[^1]: one two", "[^1]\n\n[^1]: one\n    two"),
        ("A\n: one two", "A\n: one\n  two"),
    ],
)
def test_rewrapping_changes_no_msgid(before: str, after: str) -> None:
    assert [text.message.msgid for text in read(before).texts] == [text.message.msgid for text in read(after).texts]


WORDS = st.lists(
    st.sampled_from(["word", "**bold**", "[a b](u)", "{deadline}", "«ici»", "字", "don't", "x_y"]), min_size=1
)


@given(WORDS, st.data())
@settings(max_examples=100, deadline=None)
def test_rewrapping_any_words_changes_no_msgid(words: list[str], data: st.DataObject) -> None:
    ends = [data.draw(st.sampled_from([" ", "\n", " \n", "\n  "])) for _ in words]
    wrapped = "A " + "".join(word + end for word, end in zip(words, ends, strict=True))
    assert [text.message.msgid for text in read(wrapped).texts] == ["A " + " ".join(words)]


def test_line_ends_of_windows_change_nothing() -> None:
    source = "---\ntitle: A\n---\n# B\n\nc\nd\n"
    one, other = (read(each, {"title": FieldRule()}) for each in (source, source.replace("\n", "\r\n")))
    assert one.all_texts == other.all_texts


@pytest.mark.parametrize("source", ["City Hall  \nRoom 215", "City Hall\\\nRoom 215"])
def test_hard_line_breaks_survive_in_translations(source: str) -> None:
    assert shown(source, lambda text: text.replace("City Hall", "Alcaldía")) == "<p>Alcaldía<br />\nRoom 215</p>\n"


def test_raw_html_whose_line_ends_mean_something_is_not_unwrapped() -> None:
    assert read('a <b\ntitle="x\ny">c</b>').texts[0].message.msgid == 'a <b\ntitle="x\ny">c</b>'


# Facts


@pytest.mark.parametrize(
    ("source", "flagged"),
    [
        ("By {deadline}", True),
        ("By {deadline:full}", True),
        ("Call [us]({petition_url})", True),
        ("By {{deadline}}", False),
        ("A set {x, y} of { braces }", False),
        ("Nothing", False),
    ],
)
def test_texts_with_facts_and_no_others_are_python_brace_format(source: str, *, flagged: bool) -> None:
    assert read(source).texts[0].message.flags == (("python-brace-format",) if flagged else ())


def test_without_facts_braces_are_braces() -> None:
    assert parse("Hi {name}", path="p", domain="p").texts[0].message.flags == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{deadline}}", "{deadline}"),
        ("{x, y} and { z }", "{x, y} and { z }"),
        ("{{x, y}}", "{{x, y}}"),
        ("`{{deadline}}`", "<code>{deadline}</code>"),
        ("`{deadline:yMMMd}`", "<code>31 ago 2011</code>"),
        ('<a href="{petition_url}">x</a>', '<a href="https://example.org/p?a=1&amp;b=2">x</a>'),
        ("<https://example.org/{deadline:y}>", '<a href="https://example.org/2011">https://example.org/2011</a>'),
        ("[x]({petition_url})", '<a href="https://example.org/p?a=1&amp;b=2">x</a>'),
        ("[x][y]\n\n[y]: {petition_url}", '<a href="https://example.org/p?a=1&amp;b=2">x</a>'),
        ("[a%7Bb](https://example.org/%7Bb)", '<a href="https://example.org/%7Bb">a%7Bb</a>'),
        (
            "[call {hotline}](/call)",
            '<a href="/call">call <bdi dir="ltr">(215) 555-0142</bdi></a>',
        ),
        ("{hotline}", '<a href="tel:+1-215-555-0142"><bdi dir="ltr">(215) 555-0142</bdi></a>'),
        ("{deadline}", '<bdi dir="ltr"><time datetime="2011-08-31">31 de agosto de 2011</time></bdi>'),
    ],
)
def test_facts_are_written_wherever_they_stand(source: str, expected: str) -> None:
    assert shown(source, lambda text: text) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    ("source", "line", "message", "hint"),
    [
        ("a\n\nb\nby {dedline} c", 4, "no fact is named “dedline”", "Did you mean {deadline}? For the braces"),
        ("{zebra}", 1, "no fact is named “zebra”", "There are: deadline, hotline, petition_url. For the braces"),
        ("- a\n\n  {dedline}", 3, "no fact is named “dedline”", "Did you mean {deadline}?"),
        ("| a |\n|---|\n| b |\n| {dedline} |", 4, "no fact is named “dedline”", "Did you mean"),
        ("[a][b]\n\nc\n\n[b]: {petiton_url}", 5, "no fact is named “petiton_url”", "Did you mean {petition_url}?"),
        (
            "---\nslug: p\npoints:\n- a\n- by {dedline}\n---",
            5,
            "no fact is named “dedline”",
            "Did you mean {deadline}?",
        ),
        ("a\nby {deadline:HH:mm}", 2, "{deadline:HH:mm} cannot be written: a date has no part “H”", ""),
        ("{hotline:short}", 1, "{hotline:short} cannot be written: a phone has the formats", ""),
        ("a `{dedline}`", 1, "no fact is named “dedline”", "double them: {{dedline}}."),
        ("# By {dedline}", 1, "no fact is named “dedline”", "Did you mean"),
    ],
)
def test_a_placeholder_that_cannot_be_written_is_an_error_with_its_line(
    source: str, line: int, message: str, hint: str
) -> None:
    with refused(SourceError, message, path="source/p.md", line=line, hint=hint, begins=True):
        read(source, {"points": FieldRule()})


# Directives


@pytest.mark.parametrize(
    "comment", ["<!-- handbill: skp -->", "<!-- handbill: skip --> Words.", "<!-- translators: x --> Words."]
)
def test_a_comment_that_cannot_be_followed_is_an_error(comment: str) -> None:
    with pytest.raises(SourceError, match="cannot be followed") as caught:
        read(f"a\n\n{comment}\n")
    assert caught.value.line == 3
    assert "on a line of its own" in (caught.value.hint or "")


def test_directives_are_not_shown() -> None:
    source = "<!-- translators: x -->\nA\n\n<!-- handbill: skip -->\nB\n"
    assert shown(source, lambda _: "T") == "<p>T</p>\n<p>B</p>\n"


# Names of places


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What PARS *is*", "what-pars-is"),
        ("Don’t [sign](u) `it`", "dont-sign-it"),
        ("By {deadline}", "by-deadline"),
        ("ភាសាខ្មែរ ២", "ភាសាខ្មែរ-២"),
        ("مُحَمَّد؟", "مُحَمَّد"),
        ("हिन्दी में", "हिन्दी-में"),
        ("!?", "section"),
    ],
)
def test_headings_of_any_script_have_readable_names(heading: str, name: str) -> None:
    assert slugify(heading) == name


@given(st.lists(st.sampled_from(["# Foo", "# Foo 2", "# Foo-2", "# Start", "## !", "# Section", "words"]), max_size=9))
@settings(max_examples=100, deadline=None)
def test_ids_are_unique(blocks: list[str]) -> None:
    source = "\n\n".join(blocks)
    ids = [text.id for text in read(source).texts]
    anchors = re.findall(r'id="([^"]*)"', shown(source, lambda text: text))
    assert len(set(ids)) == len(ids)
    assert len(set(anchors)) == len(anchors) == sum(each.startswith("#") for each in blocks)


# Translations

MENAGERIE = """\
---
title: Title
---

# Heading

Setext
------

A paragraph with **bold**, `code`, [a link](https://example.org), ![an image](x.png) and <b>HTML</b>,
on two lines\\
and a third, by {deadline}. A note[^1], again[^1].

- tight
- list
  1. nested

- loose

  of two paragraphs

> quotation
>
> - in it

| cell | cell |
|------|------|
| a    |      |

Term
: Definition

: Another

<div>

inside

</div>

<!-- handbill: skip -->
Left alone.

    code

***

[link][ref]

[ref]: https://example.org/ref "Ref"
[^1]: Footnote
"""


def untranslated(source: str) -> str:
    """Give what a plain parser makes of a source, facts left out of account."""
    return html([token for token in parser().parse(source, {}) if token.type != "front_matter"])


def test_identity_translations_give_the_html_of_the_source() -> None:
    plain = MENAGERIE.replace("<!-- handbill: skip -->\n", "").replace(", by {deadline}", "")
    found = shown(plain, lambda text: text)
    assert re.sub(r'(<h\d) id="[^"]*"', r"\1", found) == untranslated(plain)


def without_words(page: str) -> list[str]:
    """Give the tags of blocks alone, in order: the structure that translations stand in."""
    names = [
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "dl",
        "dt",
        "dd",
        "div",
        "pre",
        "hr",
        "section",
        "script",
        "img",
    ]
    return [tag for tag in re.findall(r"</?([a-z0-9]+)", page) if tag in names and tag != "img"]


HOSTILE = (
    "1. a", "1) a", "# a", "> a", "- a", "* a", "+ a", "| a | b |", "a | b", "a\n\nb", "a\n---", "a\n===", "```\na",
    "    a",
    "<script>alert(1)</script>", "<div>", "</p><p>", "<!-- x -->", "[^2]: a", "[x]: https://example.org", ": a", "^[a]",
    "---", "***", "a\\", "a  ", "\ta", "\x00", "&lt;script&gt;", "![](javascript:alert)", "<style>", "~~~", "{nofact}",
    "{", "}}", "{{deadline}}", "{deadline}", " ", "\n", "[", "](", "`", "**", "\u202e", "\u2028", "\ufeff",
)  # fmt: skip
WITHOUT_NOTES = MENAGERIE.replace(" A note[^1], again[^1].", "").replace("[^1]: Footnote\n", "")


@pytest.mark.parametrize("translation", HOSTILE)
def test_a_translation_cannot_change_the_structure_around_it(translation: str) -> None:
    found = shown(WITHOUT_NOTES, lambda _: translation)
    assert without_words(found) == without_words(shown(WITHOUT_NOTES, lambda _: "T"))
    assert "<script" not in found


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=6).map("".join))
@settings(max_examples=100, deadline=None)
def test_no_translation_at_all_can_change_the_structure_around_it(translation: str) -> None:
    found = shown(WITHOUT_NOTES, lambda _: translation)
    assert without_words(found) == without_words(shown(WITHOUT_NOTES, lambda _: "T"))
    allowed = {"b", "a", "img", "em", "strong", "code", "s", "br", "bdi", "time"}
    assert set(re.findall(r"<([a-z0-9]+)", found)) <= allowed | set(without_words(found))


@given(st.lists(st.one_of(st.sampled_from(("[^1]", "[^2]", *HOSTILE)), st.text(max_size=8)), max_size=6).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_translation_of_a_document_with_notes_can_be_shown(translation: str) -> None:
    document = read(MENAGERIE)
    words = localized_tokens(document, lambda _: (translation, SPANISH), FACTS, spoken=SPANISH, source=ENGLISH)
    tokens = words.filled(FACTS)
    assert html(tokens).startswith("<h1")
    assert [block.html for block in blocks_of(tokens, SPANISH)]


def test_raw_html_of_the_source_survives_and_that_of_a_translation_is_shown_as_text() -> None:
    found = shown('A <b class="x">b</b>', lambda _: 'Un <b class="x">b</b> <b onclick="x">c</b>')
    assert found == '<p>Un <b class="x">b</b> &lt;b onclick=&quot;x&quot;&gt;c</b></p>\n'


def test_notes_called_twice_have_one_number_and_two_ways_back() -> None:
    found = shown("A[^n] b[^n]\n\n[^n]: Note", lambda text: text)
    assert found.count("[1]</a>") == 2
    assert 'href="#fnref1"' in found
    assert 'href="#fnref1:1"' in found


def test_reference_links_and_images_lead_where_the_source_says() -> None:
    found = shown("[here][a] ![face][b]\n\n[a]: /a 'T'\n[b]: /b.png", lambda _: "[aquí][a] ![cara][b]")
    assert found == '<p><a href="/a" title="T">aquí</a> <img src="/b.png" alt="cara" /></p>\n'


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize(
    ("text", "lost", "status"),
    [
        ("By {deadline}", "", 0),
        ("By {deadline} {{hotline}}", "", 0),
        ("By {deadline:d MMMM}", "", 0),
        ("By {deadline}", "deadline", 1),
        ("By {deadline} {{hotline}}", "deadline", 1),
    ],
)
def test_msgfmt_too_finds_a_lost_placeholder(text: str, lost: str, status: int, tmp_path: Path) -> None:
    (message,) = (each.message for each in read(text).texts)
    translated = re.sub(rf"\{{{lost}.*?\}}", "", message.msgid) if lost else message.msgid
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    unit = f'#, {message.flags[0]}\nmsgid "{message.msgid}"\nmsgstr "{translated}"\n'
    (tmp_path / "p.po").write_text(f"{header}\n{unit}", "utf-8")
    done = subprocess.run(
        ["msgfmt", "--check-format", "-o", "p.mo", "p.po"], cwd=tmp_path, check=False, capture_output=True
    )
    assert done.returncode == status, done.stderr


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("By {deadline}", 3), ("ភា", 2), ("\u200bx", 1)]
)
def test_length_is_what_a_reader_sees(text: str, length: int) -> None:
    assert visible_length(text) == length


def test_what_is_nested_deep_is_a_message_too() -> None:
    document = parse(f"{'> ' * 60}word\n", path="a.md", domain="a")
    assert [text.message.msgid for text in document.texts] == ["word"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("# A\n\nSigned\0 here\n", 3),
        ("# A\n\nText\n\0", 4),
        ("---\ntitle: a\0b\n---\nText\n", 2),
        ("# A\n\n    co\0de\n", 3),
    ],
)
def test_a_nul_is_refused_wherever_it_stands_with_its_line(source: str, line: int) -> None:
    with refused(SourceError, "the text has the invisible character U+0000", path="a.md", line=line, hint="Delete it"):
        parse(source, path="a.md", domain="a", schema={"title": FieldRule()})


def test_what_stands_where_a_character_was_lost_is_refused() -> None:
    with refused(SourceError, "the text has U+FFFD, which stands where a character was lost", path="a.md", line=3):
        parse("# A\n\nni\ufffdos\n", path="a.md", domain="a")
