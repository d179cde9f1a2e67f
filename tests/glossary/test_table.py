from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.errors import GlossaryError
from handbill.glossary import EVERY, Glossary, Term, parse_glossary, serialize_glossary
from tests.mistakes import refused

HEADER = "term,part of speech,note,do not translate,es,es forbidden,zh-Hans\n"


def read(text: str) -> tuple[Term, ...]:
    return parse_glossary(text, "glossary.csv", source="en", known=["es", "zh-Hans", "mam"]).terms


def test_every_column_is_read() -> None:
    text = (
        HEADER
        + '"deadline",noun,"the day, it ends",,fecha límite | plazo; término,vencimiento,截止日期\nPARS,,,yes,,,\n'
    )
    deadline, pars = read(text)
    assert deadline == Term(
        "deadline",
        "noun",
        "the day, it ends",
        translations={"es": ("fecha límite", "plazo", "término"), "zh-Hans": ("截止日期",)},
        forbidden={"es": ("vencimiento",)},
    )
    assert (deadline.line, pars.line) == (2, 3)
    assert pars == Term("PARS", fixed=True)


@pytest.mark.parametrize(
    "text",
    [
        "term,es\ndeadline,plazo\n",
        "\ufeffterm,es\r\ndeadline,plazo\r\n",
        "es;TERM\nplazo;deadline",
        "Term\tES\ndeadline\tplazo\t\t\n\t\n",
        "sep=;\r\nterm;es\r\ndeadline;plazo\r\n",
        "\n\nterm,es,\n\n deadline , plazo ,\n",
        '"term","es"\n"deadline","plazo"\n',
        "term,Note,es\ndeadline,,plazo\n",
        "term,es\ndeadline,plazo | plazo |\n",
        "term,zh_hans,es\ndeadline,,plazo",
        "term,fr,es\ndeadline,,plazo",
    ],
)
def test_what_spreadsheet_programs_write_is_read(text: str) -> None:
    assert read(text) == (Term("deadline", translations={"es": ("plazo",)}),)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("es\n", 1, "there is no column “term”", "first row"),
        ("term,nots\na,b\n", 1, "the column “nots” means nothing here", "“note”"),
        ("term,xx\n", 1, "the campaign has no language “xx”", "handbill locale add xx"),
        ("term,en\n", 1, "the column “en” is in the source language", "“term”"),
        ("term,es,ES\n", 1, "two columns are named “es”", "delete one"),
        ("term,es forbiden\n", 1, "the column “es forbiden” means nothing here", "“forbidden”"),
        ("term,es\na,b\nA b,x\na  B,y\n", 4, "“a B” stands on line 3 already", "part of speech"),
        ('term\n"a\nb"\n"c\n', 4, "is not a table: unexpected end of data", "quotation mark"),
        ('term\n"a"b\n', 2, "is not a table: ',' expected after '\"'", "quotation mark"),
        ("term,es\n,plazo\n", 2, "the row has no term", "delete the row"),
        ("term,do not translate\na,maybe\n", 2, "“do not translate” is “maybe”", "yes"),
        ("term,es\na,b,c\n", 2, "a cell stands under no column", "first row"),
        ("sep=x\nterm\n", 1, "the column “sep=x” means nothing here", "There are"),
        ("term,,es\na,b,c\n", 2, "a cell stands under no column", "first row"),
        ("term\na\x07\n", 2, "has the invisible character U+0007", "Delete it"),
    ],
)
def test_a_mistake_is_one_message_with_its_line_and_a_way_out(text: str, line: int, message: str, hint: str) -> None:
    with refused(GlossaryError, message, path="glossary.csv", line=line, hint=hint):
        read(text)


def test_abbreviations_and_words_are_two_terms() -> None:
    assert len(read("term\nICE\nice\n")) == 2


def test_the_part_of_speech_tells_two_entries_of_one_text_apart() -> None:
    assert len(read("term,pos\npermit,noun\npermit,verb\n")) == 2


def test_languages_come_in_the_order_of_the_campaign() -> None:
    glossary = Glossary((Term("a", translations={"fr": ("b",), "es": ("c",)}, forbidden={EVERY: ("d",)}),))
    head = serialize_glossary(glossary, ["es", "ar"]).partition("\n")[0]
    assert head == "term,part of speech,note,do not translate,forbidden,es,ar,fr"


def test_an_empty_file_is_an_empty_glossary() -> None:
    assert read("") == ()


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).map(lambda text: " ".join(text.split()))
EXPRESSIONS = st.lists(WORDS.filter(bool), min_size=1, max_size=3).map(lambda each: tuple(dict.fromkeys(each)))


@given(
    st.lists(
        st.builds(
            Term,
            WORDS.filter(bool),
            WORDS,
            WORDS,
            st.booleans(),
            st.dictionaries(st.sampled_from(["es", "zh-Hans", "mam"]), EXPRESSIONS),
            st.dictionaries(st.sampled_from(["es", EVERY]), EXPRESSIONS),
        ),
        unique_by=lambda term: term.key,
    )
)
def test_whatever_is_written_is_read_again(terms: list[Term]) -> None:
    assert read(serialize_glossary(Glossary(tuple(terms)))) == tuple(terms)


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(GlossaryError):
        read(text)


@pytest.mark.parametrize(
    "row",
    ["deadline,,plazo,plazo,", "deadline,,plazo|fecha,,fecha", "deadline,yes,,,deadline"],
)
def test_a_word_that_is_to_be_used_cannot_be_forbidden_too(row: str) -> None:
    text = f"term,do not translate,es,es forbidden,forbidden\nsign,,firmar,,\n{row}\n"
    with pytest.raises(GlossaryError, match="forbidden too") as caught:
        parse_glossary(text, "glossary.csv", source="en", known=["es"])
    assert caught.value.place == "glossary.csv:3"
