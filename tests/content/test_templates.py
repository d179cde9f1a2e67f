"""The strings of Jinja2 and Typst templates become messages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.content.templates import merge_messages, messages_of_template
from handbill.errors import TemplateError
from handbill.model import Message
from tests.mistakes import refused

Found = tuple[str | None, str, str | None, int]


def found(source: str, path: str) -> list[Found]:
    """Give context, msgid, plural and line of each message."""
    return [
        (message.context, message.msgid, message.plural, int(message.references[0].removeprefix(f"{path}:")))
        for message in messages_of_template(source, path)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{ _("a") }}', [(None, "a", None, 1)]),
        ("\n{{ gettext('a') }}", [(None, "a", None, 2)]),
        ('{{ ngettext("a", "b", n) }}', [(None, "a", "b", 1)]),
        ('{{ pgettext("c", "a") }}', [("c", "a", None, 1)]),
        ('{{ npgettext("c", "a", "b", n) }}', [("c", "a", "b", 1)]),
        ("{% trans %}a {{ x }}{% endtrans %}", [(None, "a %(x)s", None, 1)]),
        ("{% trans %}\n  a\n  b\n{% endtrans %}", [(None, "a b", None, 1)]),
        ("{% trans n=n %}a{% pluralize %}{{ n }} b{% endtrans %}", [(None, "a", "%(n)s b", 1)]),
        ('{% trans "c" %}a{% endtrans %}', [("c", "a", None, 1)]),
        ('{% set x = _("a") %}{{ f(y, z=_("b")) }}', [(None, "a", None, 1), (None, "b", None, 1)]),
        (
            '{% if _("a") %}\n{% for x in [_("b")] %}{% endfor %}{% endif %}',
            [(None, "a", None, 1), (None, "b", None, 2)],
        ),
        ('<a title="{{ _("a \\"b\\"") }}">', [(None, 'a "b"', None, 1)]),
        ('{{ _("a" "b") }}', [(None, "ab", None, 1)]),
        ('{{ _("a %(n)s", n=1) }}', [(None, "a %(n)s", None, 1)]),
        ('{# _("a") #}{% raw %}{{ _("b") }}{% endraw %} _("c") {{ "_(d)" }}', []),
    ],
)
def test_jinja_strings_in_every_call_form(source: str, expected: list[Found]) -> None:
    assert found(source, "page.html") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('#tr("a")', [(None, "a", None, 1)]),
        ('#tr("a", scope: "c")', [("c", "a", None, 1)]),
        ('#tr("a", source: true)', [(None, "a", None, 1)]),
        ('#tr("a", lang: lang)', [(None, "a", None, 1)]),
        ('#tr("a", lang: it.language, scope: "c")', [("c", "a", None, 1)]),
        ('#tr("a", scope: "c", source: true)', [("c", "a", None, 1)]),
        ('#tr("a", source: true, scope: "c")', [("c", "a", None, 1)]),
        ('\n#tr(\n  // why\n  "a", /* so */\n)', [(None, "a", None, 2)]),
        ('#{ tr("a") + tr("b",) }', [(None, "a", None, 1), (None, "b", None, 1)]),
        ('#let x = (a: tr("a"), b: (tr("b"),))', [(None, "a", None, 1), (None, "b", None, 1)]),
        ('#import "x.typ" as h\n#h.tr("a")', [(None, "a", None, 2)]),
        ('#text(size: 1em, tr("a"))[#tr("b")]', [(None, "a", None, 1), (None, "b", None, 1)]),
        (r'#tr("a \"b\" \\ \u{41}\n\t\r")', [(None, 'a "b" \\ A\n\t\r', None, 1)]),
        ('#tr("don\'t // or /* this")', [(None, "don't // or /* this", None, 1)]),
        ('see https://x.org #tr("a") // tr("no")', [(None, "a", None, 1)]),
        ('#link("https://x.org//y")[#tr("a")]', [(None, "a", None, 1)]),
        ('5" tall #tr("a")', [(None, "a", None, 1)]),
        ('/* tr("no")\n/* tr("no") */ tr("no") */ #tr("a")', [(None, "a", None, 2)]),
        ('`tr("no")` ``#tr("a")`` ```typ\n#tr("no") ` ``\n``` #tr("b")', [(None, "a", None, 1), (None, "b", None, 3)]),
        ('#let tr(x) = x\n#let mytr(x) = x\n#mytr("no")\n#let text-tr = 1\nAtr("no")', []),
        ("", []),
    ],
)
def test_typst_strings_in_every_call_form(source: str, expected: list[Found]) -> None:
    assert found(source, "flyer.typ") == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_any_text_can_stand_in_typst(text: str) -> None:
    literal = text.replace("\\", "\\\\").replace('"', '\\"')
    literal = "".join(rf"\u{{{ord(each):x}}}" if not each.isprintable() else each for each in literal)
    assert [message.msgid for message in messages_of_template(f'#tr("{literal}")', "flyer.typ")] == [text]


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ('{# translators: Small, at the foot. #}\n{{ _("a") }}', "page.html"),
        ('// translators: Small, at the foot.\n#tr("a")', "flyer.typ"),
    ],
)
def test_comments_of_translators_reach_the_message_below(source: str, path: str) -> None:
    (message,) = messages_of_template(source, path)
    assert message.comments == ("Small, at the foot.",)


@pytest.mark.parametrize(
    ("source", "path", "line", "message"),
    [
        ("\n{% if %}", "page.html", 2, "Jinja2 cannot read it: Expected an expression"),
        ('\n\n{{ _("a" }}', "page.html", 3, "Jinja2 cannot read it: unexpected '}'"),
        ("{% nope %}", "page.html", 1, "Jinja2 cannot read it: Encountered unknown tag 'nope'"),
        ('{{ _("a") }}\n{% for x in y %}', "page.html", 2, "Jinja2 cannot read it: Unexpected end of template"),
        (
            "{% trans %}{% if x %}a{% endif %}{% endtrans %}",
            "page.html",
            1,
            "Jinja2 cannot read it: control structures",
        ),
        ("\n{{ _(x) }}", "page.html", 2, "_() needs its texts in quotes"),
        ("{{ _() }}", "page.html", 1, "_() needs its texts in quotes"),
        ('{{ _("") }}', "page.html", 1, "_() needs its texts in quotes"),
        ('{{ _("a" ~ x) }}', "page.html", 1, "_() needs its texts in quotes"),
        ('{{ pgettext(c, "a") }}', "page.html", 1, "pgettext() needs its texts in quotes"),
        ('{{ ngettext(x, "a", "b") }}', "page.html", 1, "ngettext() needs its texts in quotes"),
        ('{{ npgettext("c", "a", n) }}', "page.html", 1, "npgettext() needs its texts in quotes"),
        ('#tr("a")\n#(', "flyer.typ", 2, "unclosed delimiter"),
        ('\n#let = 5\n#tr("a")', "flyer.typ", 2, "expected pattern"),
        ("\n#let x = 1\n#tr(x)", "flyer.typ", 3, "tr() needs a text in quotes"),
        ('#tr("a" + "b")', "flyer.typ", 1, "tr() needs a text in quotes"),
        ('#tr("")', "flyer.typ", 1, "tr() needs a text in quotes"),
        ("#tr[a]", "flyer.typ", 1, "tr() needs a text in quotes"),
        ('#tr("a", tongue: "c")', "flyer.typ", 1, "tr() needs a text in quotes"),
        ("#tr()", "flyer.typ", 1, "tr() needs a text in quotes"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_path_and_line(source: str, path: str, line: int, message: str) -> None:
    with refused(TemplateError, message, path=path, line=line, begins=True):
        messages_of_template(source, path)


def test_a_typst_template_is_never_run_while_it_is_read() -> None:
    assert found('#panic("no")\n#read("/etc/passwd")\n#tr("a")', "flyer.typ") == [(None, "a", None, 3)]


def test_a_stylesheet_has_no_messages() -> None:
    assert messages_of_template('a::before { content: _("a") }', "style.css") == []


@pytest.mark.parametrize(
    ("source", "flags"),
    [('{{ _("100%") }}', ()), ("{% trans %}{{ n }} of 9{% endtrans %}", ("python-format",))],
)
def test_only_what_python_fills_in_is_python_format(source: str, flags: tuple[str, ...]) -> None:
    assert [message.flags for message in messages_of_template(source, "page.html")] == [flags]


def test_messages_of_one_key_are_one_with_all_references_and_comments() -> None:
    messages = [
        Message("a", references=("x:1",), comments=("one",)),
        Message("a", context="c", references=("x:2",)),
        Message("a", plural="b", references=("x:3",), comments=("one", "two"), flags=("python-format",)),
    ]
    assert merge_messages(messages) == (
        Message("a", plural="b", references=("x:1", "x:3"), comments=("one", "two"), flags=("python-format",)),
        Message("a", context="c", references=("x:2",)),
    )


def test_one_message_cannot_have_two_plurals() -> None:
    source = '{{ ngettext("a", "b", n) }}\n{{ ngettext("a", "c", n) }}'
    with pytest.raises(TemplateError, match="has two plurals: “b” and “c”") as caught:
        merge_messages(messages_of_template(source, "page.html"))
    assert (caught.value.path, caught.value.line) == ("page.html", 2)
