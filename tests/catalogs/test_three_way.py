"""Two sides changed a catalog: nothing that anybody wrote disappears."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.po import parse, serialize
from handbill.catalogs.serializer import quote
from handbill.catalogs.three_way import merge
from handbill.model import Catalog, Key, Message, Previous, Unit

HEADER = Unit(Message(""), ("Language: es\nContent-Type: text/plain; charset=UTF-8\n",))


def catalog(*units: Unit, header: Unit = HEADER) -> Catalog:
    return Catalog(header, units)


def unit(msgid: str, msgstr: str = "", *comments: str, fuzzy: bool = False, obsolete: bool = False) -> Unit:
    return Unit(Message(msgid), (msgstr,), comments=comments, fuzzy=fuzzy, obsolete=obsolete)


def by_key(found: Catalog) -> dict[Key, Unit]:
    return {each.key: each for each in found.units}


def by_both(base: Unit | None, ours: Unit | None, theirs: Unit | None) -> tuple[Unit, ...]:
    sides = [catalog(*[each] if each else []) for each in (base, ours, theirs)]
    return merge(*sides).units


A = unit("a", "old")
NOTED = 'handbill: written at the same time, msgstr was "ours"'


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (A, unit("a", "ours"), A, unit("a", "ours")),
        (A, A, unit("a", "theirs"), unit("a", "theirs")),
        (A, unit("a", "same"), unit("a", "same"), unit("a", "same")),
        (A, unit("a", "ours"), unit("a", "theirs"), unit("a", "theirs", NOTED, fuzzy=True)),
        (None, unit("a", "ours"), unit("a", "theirs"), unit("a", "theirs", NOTED, fuzzy=True)),
        (None, unit("a", "ours", fuzzy=True), unit("a"), unit("a", "ours", fuzzy=True)),
        (None, unit("a"), unit("a", "theirs"), unit("a", "theirs")),
        (A, unit("a", "ours"), unit("a"), unit("a", "ours", fuzzy=True)),
        (A, unit("a", "old", "note"), unit("a"), unit("a", "", "note")),
        (A, unit("a", "old", obsolete=True), unit("a", "theirs"), unit("a", "theirs", obsolete=True)),
        (A, unit("a", "old", "our note"), unit("a", "theirs", "their note"),
         unit("a", "theirs", "their note", "our note")),
        (unit("a", "old", "note"), unit("a", "old"), unit("a", "theirs", "note"), unit("a", "theirs")),
        (unit("a", "old", fuzzy=True), unit("a", "old", "note", fuzzy=True), unit("a", "theirs"),
         unit("a", "theirs", "note")),
        (A, None, unit("a", "theirs"), unit("a", "theirs", obsolete=True)),
        (A, unit("a", "ours"), None, unit("a", "ours")),
    ],
)  # fmt: skip
def test_what_one_side_changed_is_taken_and_of_two_translations_ours_becomes_a_comment(
    base: Unit | None, ours: Unit | None, theirs: Unit | None, merged: Unit
) -> None:
    assert by_both(base, ours, theirs) == (merged,)


@pytest.mark.parametrize(("ours", "theirs"), [(None, A), (A, None)])
def test_what_one_side_deleted_and_nobody_changed_is_gone(ours: Unit | None, theirs: Unit | None) -> None:
    assert by_both(A, ours, theirs) == ()


def test_places_and_notes_of_the_source_are_ours_and_flags_are_those_of_both() -> None:
    def at(place: str, note: str, *flags: str) -> Unit:
        return Unit(Message("a", references=(place,), comments=(note,), flags=flags))

    base, ours, theirs = at("x:1", "one", "gone", "kept"), at("x:2", "two", "kept", "o"), at("x:3", "3", "kept", "t")
    assert by_both(base, ours, theirs) == (at("x:2", "two", "kept", "t", "o"),)


def test_a_plural_that_the_source_got_meanwhile_does_not_mix_with_a_translation_without() -> None:
    ours = Unit(Message("a", plural="as"), ("old", "ours"), fuzzy=True, previous=Previous("a"))
    comment = 'handbill: written at the same time, msgstr[{}] was "{}"'
    merged = unit("a", "theirs", comment.format(0, "old"), comment.format(1, "ours"), fuzzy=True)
    assert by_both(A, ours, unit("a", "theirs")) == (replace(merged, previous=Previous("a")),)


def test_of_two_new_entries_the_one_that_has_plural_forms_is_taken() -> None:
    empty, filled = (Unit(Message("a", plural="as"), forms) for forms in (("", ""), ("uno", "dos")))
    assert by_both(None, empty, filled) == by_both(None, filled, empty) == (filled,)


def test_units_of_theirs_alone_stand_where_they_stood() -> None:
    ours, theirs = catalog(*map(unit, "acd")), catalog(*map(unit, "0a1c2"))
    assert "".join(each.message.msgid for each in merge(catalog(), ours, theirs).units) == "0a1c2d"


def header(comment: str, **fields: str) -> Unit:
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return Unit(Message(""), (lines,), comments=(comment,))


def test_headers_are_merged_field_by_field() -> None:
    base = catalog(header=header("Spanish", Language="es", Team="", Plural_Forms="1"))
    ours = catalog(header=header("Spanish", Language="es", Team="", Plural_Forms="2", X_New="x"))
    theirs = catalog(header=header("Rosa", Language="es", Team="Casa", Plural_Forms="3"))
    merged = merge(base, ours, theirs)
    assert merged.fields == {"Language": "es", "Team": "Casa", "Plural-Forms": "3", "X-New": "x"}
    assert merged.header.comments == ("Rosa", 'handbill: written at the same time, Plural-Forms was "2"')


WORDS = st.sampled_from(["", "uno", "dos", 'tres "y"\n', "cuatro"])
COMMENTS = st.lists(st.sampled_from(["", "why", "Rosa: sure?", "handbill: x"]), max_size=2, unique=True).map(tuple)
SIMPLE = st.builds(
    Unit,
    st.builds(Message, st.sampled_from("abcd"), flags=st.sampled_from([(), ("x-mine",), ("x-mine", "x-yours")])),
    WORDS.map(lambda word: (word,)),
    comments=COMMENTS,
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    previous=st.none() | st.just(Previous("old")),
)
COUNTED = st.builds(
    lambda made, forms: replace(made, message=replace(made.message, plural="many"), msgstr=tuple(forms)),
    SIMPLE,
    st.lists(WORDS, min_size=1, max_size=3),
)
SIDES = st.lists(SIMPLE | COUNTED, max_size=4, unique_by=lambda each: each.key).map(
    lambda units: catalog(*sorted(units, key=lambda each: each.obsolete))
)


@given(SIDES, SIDES)
@settings(max_examples=100, deadline=None)
def test_where_one_side_changed_nothing_the_other_is_the_result(base: Catalog, other: Catalog) -> None:
    assert by_key(merge(base, base, other)) == by_key(other)
    assert merge(base, other, base) == other
    assert merge(base, other, other) == other


@given(SIDES, SIDES, SIDES)
@settings(max_examples=200, deadline=None)
def test_nothing_that_anybody_wrote_disappears(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    merged = merge(base, ours, theirs)
    before, found = by_key(base), by_key(merged)
    for side in (ours, theirs):
        for each in side.units:
            old = before.get(each.key) or Unit(Message(""), ())
            for form in filter(None, set(each.msgstr) - set(old.msgstr)):
                kept = found[each.key]
                assert form in kept.msgstr or quote(form) in "\n".join(kept.comments)
            if new := {*each.comments, *each.message.flags} - {*old.comments, *old.message.flags}:
                assert new <= {*found[each.key].comments, *found[each.key].message.flags}


@given(SIDES, SIDES, SIDES)
@settings(max_examples=100, deadline=None)
def test_what_is_merged_can_be_written_and_read(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    merged = merge(base, ours, theirs)
    assert by_key(parse(serialize(merged), "es.po")) == by_key(merged)
