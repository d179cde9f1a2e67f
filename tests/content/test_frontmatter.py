"""Front matter: which values are texts, and where each stands."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.content.document import Document, FieldRule, Kind
from handbill.content.frontmatter import Value, put_values, read_front_matter
from handbill.content.markdown import parse
from handbill.errors import SourceError
from tests.mistakes import refused

SCHEMA = {"title": FieldRule(), "points": FieldRule(limit=10, note="a point"), "headline": FieldRule(limit=5)}


def read(source: str) -> Document:
    return parse(source, path="source/p.md", domain="p", schema=SCHEMA)


def values(text: str) -> tuple[Value, ...]:
    return read_front_matter(text, SCHEMA, path="p.md", first_line=2)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A", [("title", "A", 2)]),
        ("slug: a\nother: b\n\n# comment\ntitle: A", [("title", "A", 6)]),
        ("points:\n  - a\n  - b", [("points.1", "a", 3), ("points.2", "b", 4)]),
        ("points:\n- a\n\n- b", [("points.1", "a", 3), ("points.2", "b", 5)]),
        ("points: [a, 'b c']", [("points.1", "a", 2), ("points.2", "b c", 2)]),
        ("points: [\n  a,\n  b\n]", [("points.1", "a", 3), ("points.2", "b", 4)]),
        ("title: >\n  folded\n  text\n", [("title", "folded text", 2)]),
        ("title: |\n  kept\n  lines\n", [("title", "kept lines", 2)]),
        ("title: plain\n  goes on", [("title", "plain goes on", 2)]),
        ('title: "By {deadline}: \\u2014 #1"', [("title", "By {deadline}: — #1", 2)]),
        ("title: 2011-08-31", [("title", "2011-08-31", 2)]),
        ("title: yes", [("title", "yes", 2)]),
        ("points: a", [("points", "a", 2)]),
        ("points: [a, ~, '', b]", [("points.1", "a", 2), ("points.4", "b", 2)]),
        ("title:\nheadline: ~", []),
        ("nested: {title: A}", []),
        ("", []),
        ("# only a comment", []),
    ],
)
def test_the_keys_of_the_schema_are_texts_and_no_others(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(value.id, value.text, value.line) for value in values(text)] == expected


def test_a_comment_behind_a_text_is_one() -> None:
    read("---\ntitle: A # our title\nheadline: 'b' #c\n---\n")


@pytest.mark.parametrize(
    "source",
    [
        "title: # to be written",
        "title: #",
        "slug: #c\ntitle: A",
        "title:\n#c\n  A",
        "points:\n  # see: #3\n  - a # b - #c\n  #d\n  - b",
        "points: #c\n  - a",
        "title: a#b",
    ],
)
def test_a_comment_in_place_of_a_text_or_between_texts_is_one(source: str) -> None:
    read(f"---\n{source}\n---\n")


def test_the_rest_is_kept_as_yaml_reads_it() -> None:
    document = read("---\nslug: a\nflag: true\ntitle: A\n---\n")
    assert document.metadata == {"slug": "a", "flag": True, "title": "A"}


def test_a_field_is_a_message_with_context_place_note_and_limit() -> None:
    (text,) = read("---\nslug: a\npoints:\n  - one\n---\n# H\n").fields
    assert (text.id, text.kind, text.line, text.limit) == ("points.1", Kind.FIELD, 4, 10)
    assert text.message.context == "p:points"
    assert text.message.references == ("source/p.md:4",)
    assert text.message.comments == ("front matter › points, 1 in a list", "a point", "at most 10 characters")


def test_the_lines_of_the_body_count_from_the_top_of_the_file() -> None:
    assert [text.line for text in read("---\ntitle: A\n---\n\n# H\n\nx\n").all_texts] == [2, 5, 7]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("---\ntitle: A\npoints: [a\n---\n", 3, "the front matter is not YAML"),
        ("---\ntitle: A: B\n---\n", 2, "the front matter is not YAML: mapping values are not allowed here"),
        ("---\nslug: x\ntitle: {deadline} it is\n---\n", 3, "the front matter is not YAML"),
        ("---\ntitle: {deadline}\n---\n", 2, "“title” holds neither a text nor a list of texts"),
        ("---\nslug: x\npoints:\n  - a\n  - [b]\n---\n", 5, "“points” holds neither a text nor a list of texts"),
        ("---\ntitle: A\n\ttab: b\n---\n", 3, "the front matter is not YAML"),
        ("---\ndate: 2011-13-45\n---\n", 2, "the front matter is not YAML: month must be in 1..12"),
        ("---\ntitle: !!python/name:os.system x\n---\n", 2, "the front matter is not YAML"),
        ("---\nslug: x #y\ntitle: Cross #Safely now\n---\n", 3, "“#Safely” would be left out: after a space, # begins"),
        ("---\npoints:\n  - a\n  - b #c\n---\n", 4, "“#c” would be left out"),
        ("---\ntitle: #SafeCrossing\n---\n", 2, "“#SafeCrossing” would be left out"),
        ("---\nslug: a\npoints:\n  - a\n  - #SignNow, all\n  - b\n---\n", 5, "“#SignNow,” would be left out"),
        ("---\ntitle: !!str #Safe\n---\n", 2, "“#Safe” would be left out"),
        ("---\ntitle: &a #Safe\n---\n", 2, "“#Safe” would be left out"),
        ("---\ntitle: #Safe\n  crossing\n---\n", 2, "“#Safe” would be left out"),
        ("---\npoints:\n  - #Safe\n    crossing\n---\n", 3, "“#Safe” would be left out"),
        ("---\njust words\n---\n", 2, "the front matter is not a list of “key: value”"),
        ("---\ntitle: A\nslug: b\ntitle: C\n---\n", 4, "“title” stands there twice"),
        ("---\nheadline: abcdéf\n---\n", 2, "“headline” has 6 characters; its limit is 5"),
        ("---\npoints:\n- ok\n- far too long a point\n---\n", 4, "“points” has 20 characters; its limit is 10"),
        ("---\ntitle: A\n\n# H\n", 1, "the front matter does not begin on the first line, or has no end"),
        ("+++\ntitle = 'A'\n+++\n", 1, "the front matter is TOML (+++), which is not understood"),
        ("\ufeff+++\r\ntitle = 'A'\r\n+++\r\n", 1, "the front matter is TOML (+++), which is not understood"),
        ("---\r\ntitle: A\r\n\r\n# H\r\n", 1, "the front matter does not begin on the first line, or has no end"),
        ("\n---\ntitle: A\n---\n", 1, "the front matter does not begin on the first line, or has no end"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_line(source: str, line: int, message: str) -> None:
    with refused(SourceError, message, path="source/p.md", line=line, begins=True):
        read(source)


@pytest.mark.parametrize("source", ["---\n\nwords\n", "***\ntitle: A\n", "---\n---\n# H\n", "# H\n\n---\n\nnote: x\n"])
def test_a_rule_across_the_page_is_no_front_matter(source: str) -> None:
    assert read(source).fields == ()


@pytest.mark.parametrize("text", ["abcde", "{deadline}abcde", "abcdé", "abcde\u200b"])
def test_placeholders_and_marks_do_not_count_towards_a_limit(text: str) -> None:
    assert read(f'---\nheadline: "{text}"\n---\n').fields[0].limit == 5


def written(text: str, **wanted: str) -> tuple[str, list[str]]:
    """Put texts into front matter, by the ids of values; a dot in an id is a double underscore."""
    edits = [(value, new) for value in values(text) if (new := wanted.get(value.id.replace(".", "__")))]
    made, left_out = put_values(text, edits)
    return made, [value.id for value in left_out]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("title: &t A letter\nheadline: *t", {"title": "Una"}, "title: &t Una\nheadline: A letter"),
        ("title: &t A letter\nheadline: *t", {"headline": "Una"}, "title: &t A letter\nheadline: Una"),
        ("title: &t A\nheadline: *t", {"title": "B: b", "headline": "*C"}, 'title: &t "B: b"\nheadline: "*C"'),
        ("title: &t A letter\nslug: *t", {"title": "Una"}, "title: &t Una\nslug: A letter"),
        ("title: !!str A", {"title": "B"}, "title: !!str B"),
        ("title: &t !!str 'A'", {"title": "it's"}, "title: &t !!str 'it''s'"),
        ("points: [&a x, *a]", {"points__1": "y", "points__2": "z"}, "points: [&a y, z]"),
        ("title: &t |\n  A\nheadline: *t\n", {"title": "B"}, 'title: &t |\n  B\nheadline: "A\\n"\n'),
        ("title: |\n  A\nslug: b\n", {"title": "a\n\nb"}, "title: |\n  a\n\n  b\nslug: b\n"),
        ("title: >\n  A\nslug: b\n", {"title": "a\n\nb"}, 'title: "a\\n\\nb"\nslug: b\n'),
        ("title: |\n\n  A\nslug: b\n", {"title": "B"}, "title: |\n  B\nslug: b\n"),
        ("title: |-\n  A\n# c\nslug: b\n", {"title": "B"}, "title: |-\n  B\n# c\nslug: b\n"),
        ("title: |\n  A\n", {"title": "a\n---\nb"}, 'title: "a\\n---\\nb"\n'),
        ("title: 'A'", {"title": "a\n\nb"}, 'title: "a\\n\\nb"'),
        ("title: A", {"title": "a\0\x7f\x85\u2028b"}, 'title: "a\\u0000\\u007f\\u0085\\u2028b"'),
        ("title: A", {"title": "\u00a0a\U0001f6b2"}, "title: \u00a0a\U0001f6b2"),
    ],
)
def test_values_are_replaced_and_everything_else_stays(text: str, wanted: dict[str, str], expected: str) -> None:
    assert written(text, **wanted) == (expected, [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: !!int 5", {"title": "five"}),
        ("points: &p [a, b]\nslug: *p", {"points__1": "x"}),
        ("points: &p [a, b]\ntitle: c\nslug: *p", {"points__1": "x"}),
    ],
)
def test_a_value_that_cannot_be_written_is_left_as_it_was_and_told(text: str, wanted: dict[str, str]) -> None:
    assert written(text, **wanted) == (text, [key.replace("__", ".") for key in wanted])


def test_one_value_that_cannot_be_written_keeps_no_other_from_it() -> None:
    assert written("title: !!int 5\nheadline: A", title="five", headline="B") == (
        "title: !!int 5\nheadline: B",
        ["title"],
    )


STYLES = ["A", "'A'", '"A"', "|\n  A", ">-\n  A", "|+\n  A\n\n", "&t A", "!!str A", "A\n  b"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(STYLES))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_back_from_every_style(new: str, style: str) -> None:
    text = f"slug: s\ntitle: {style}\nother: 1.0\n"
    made, left_out = written(text, title=new)
    assert left_out == []
    read = yaml.safe_load(made)
    assert read.pop("title").rstrip("\n") == new.rstrip("\n")
    assert read == {"slug": "s", "other": 1.0}


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_only_the_white_space_of_layout_is_collapsed(space: str) -> None:
    (value,) = values(f"title: 'Q1{space}:\n  now{space}'")
    assert value.text == f"Q1{space}: now{space}"
