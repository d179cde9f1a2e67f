from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from handbill.errors import ExchangeError
from handbill.languages import fitting
from handbill.memory.tmx import Pair, Reading, merged, parse_tmx, serialize_tmx

KNOWN = ["en", "es", "zh-Hans", "ar"]


def read(data: bytes, *, names: bool = False) -> Reading:
    def tag_of(text: str) -> str | None:
        tag = fitting(text, KNOWN)
        return tag if tag in KNOWN else None

    return parse_tmx(data, "m.tmx", source="en", tag_of=tag_of, names=names)


PAIRS = (
    Pair("Sign **now** & share", "Firme <ya> y comparta", "es", ("petition:title",), ("a note",)),
    Pair("  two spaces  inside\nand a line ", "  dos  \ny una ", "es"),
    Pair("Sign", "签名", "zh-Hans"),
    Pair("Sign", "وقّعوا", "ar"),
)


def test_what_is_written_is_read_again() -> None:
    assert tuple(read(serialize_tmx(PAIRS, "en")).pairs) == merged(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.source)
def test_translate_toolkit_reads_every_text_context_and_note(pair: Pair) -> None:
    (unit,) = tmxfile.parsestring(serialize_tmx([pair], "en")).units  # type: ignore[no-untyped-call]
    assert (unit.source, unit.target) == (pair.source, pair.target)
    assert unit.getcontext() == "".join(pair.contexts)
    assert unit.getnotes() == "".join(pair.notes)


def test_equal_pairs_give_equal_bytes_in_whatever_order() -> None:
    assert serialize_tmx(PAIRS, "en") == serialize_tmx(PAIRS[::-1] + PAIRS, "en")
    assert not re.search(rb"date|\d{8}T", serialize_tmx(PAIRS, "en"))


def test_each_pair_has_lines_of_its_own_so_that_git_can_merge() -> None:
    one, both = serialize_tmx(PAIRS[:1], "en").decode(), serialize_tmx(PAIRS[:3], "en").decode()
    assert [line for line in one.split("\n") if line not in both.split("\n")] == []


def unit(inside: str, more: str = "") -> bytes:
    return f"""<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="*all*"/><body>
    <tu {more}>{inside}</tu></body></tmx>""".encode()


def test_marks_inside_a_text_are_read_as_their_text() -> None:
    source = '<bpt i="1">&lt;b&gt;</bpt>Sign<ept i="1">&lt;/b&gt;</ept> <hi>now</hi><ph>{0}</ph><ut>\\par</ut>'
    data = unit(f"<tuv xml:lang='EN-US'><seg>{source}</seg></tuv><tuv lang='es-419'><seg>Firme</seg></tuv>")
    assert read(data).pairs == [Pair("<b>Sign</b> now{0}\\par", "Firme", "es")]


def test_languages_are_matched_as_they_are_meant() -> None:
    variants = "".join(
        f"<tuv xml:lang='{tag}'><seg>{tag}</seg></tuv>" for tag in ("en-GB", "zh-CN", "zh_TW", "AR", "fr", "es-ES")
    )
    reading = read(unit(variants))
    assert [(pair.tag, pair.target) for pair in reading.pairs] == [("zh-Hans", "zh-CN"), ("ar", "AR"), ("es", "es-ES")]
    assert reading.left_out == {"zh_TW": 1, "fr": 1}


def test_what_has_no_source_text_is_counted() -> None:
    assert read(unit("<tuv xml:lang='es'><seg>a</seg></tuv><tuv xml:lang='ar'><seg>b</seg></tuv>")).left_out == {"": 2}
    assert read(unit("<tuv xml:lang='en'><seg/></tuv><tuv xml:lang='ar'><seg>b</seg></tuv>")).left_out == {"": 1}


def test_nobody_is_named_unless_that_is_asked_for() -> None:
    names = 'creationid="maria@example.org" changeid="ANA" creationdate="20110801T000000Z"'
    data = unit("<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='es'><seg>b</seg></tuv>", names)
    assert read(data).pairs == [Pair("a", "b", "es")]
    (named,) = read(data, names=True).pairs
    assert named.names == (("creationid", "maria@example.org"), ("changeid", "ANA"))
    assert read(serialize_tmx([named], "en"), names=True).pairs == [named]


def test_the_same_pair_is_kept_once_with_all_that_is_known_of_it() -> None:
    first, second = Pair("a", "b", "es", ("x",), ("n",)), Pair("a", "b", "es", ("w",), ("m", "n"))
    assert merged([first, second]) == (Pair("a", "b", "es", ("w", "x"), ("n", "m")),)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not XML"),
        (b"<tmx", "is not XML"),
        (b"<xliff/>", "is not TMX: it begins with <xliff>"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "defines entities of its own"),
        (b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>', "defines entities of its own"),
    ],
)
def test_what_is_no_tmx_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(ExchangeError) as error:
        read(data)
    assert error.value.path == "m.tmx"
    assert message in error.value.message
    assert error.value.hint


def test_utf_16_is_read() -> None:
    text = serialize_tmx(PAIRS, "en").decode().replace("encoding='UTF-8'", "encoding='UTF-16'")
    assert tuple(read(text.encode("utf-16")).pairs) == merged(PAIRS)


ANY = st.text(min_size=1)


@given(ANY, ANY, st.lists(ANY, max_size=2, unique=True), st.lists(ANY, max_size=2, unique=True))
def test_any_text_survives(source: str, target: str, contexts: list[str], notes: list[str]) -> None:
    pair = Pair(source, target, "es", tuple(sorted(contexts)), tuple(notes))
    assert read(serialize_tmx([pair], "en")).pairs == [pair]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1), ANY)
def test_translate_toolkit_reads_any_text_that_xml_can_hold(source: str, target: str) -> None:
    target = "".join(each for each in target if each.isprintable()) or "x"
    (unit,) = tmxfile.parsestring(serialize_tmx([Pair(source, target, "es")], "en")).units  # type: ignore[no-untyped-call]
    assert (unit.source, unit.target) == (source, target)
