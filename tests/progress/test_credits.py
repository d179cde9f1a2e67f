from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.model import Catalog, Message, Unit
from handbill.progress.credits import credited, without_address


def catalog(*comments: str, last: str = "", signed: tuple[str, ...] = ()) -> Catalog:
    header = Unit(Message(""), (f"Last-Translator: {last}\nLanguage: es\n",), comments=comments)
    unit = Unit(Message("one"), ("uno",))
    lines = tuple(f"handbill: reviewed {unit.digest}{f' by {name}' if name else ''}" for name in signed)
    return Catalog(header, (Unit(unit.message, unit.msgstr, comments=lines),))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Rosa Díaz", "Rosa Díaz"),
        ("Rosa Díaz <rosa@example.org>", "Rosa Díaz"),
        ("Rosa Díaz (rosa@example.org)", "Rosa Díaz"),
        ("Rosa Díaz rosa@example.org", "Rosa Díaz"),
        ("Rosa <mailto:rosa@example.org>", "Rosa"),
        ("Rosa <rosa [at] example [dot] org>", "Rosa"),
        ("Rosa <rosa@example.org", "Rosa"),
        ("“Rosa” <rosa＠example.org>", "“Rosa”"),
        ("rosa@example.org", ""),
        ("<rosa@example.org>", ""),
        ("سلمى <salma@example.org>", "سلمى"),
        ("王小明", "王小明"),
        ("FULL NAME <EMAIL@ADDRESS>", ""),
        ("Automatically generated", ""),
        ("", ""),
        ("  ", ""),
        ("12345", ""),
        ("Rosa\u202e<x@y.z>", "Rosa"),
    ],
)
def test_a_name_is_shown_without_its_address(said: str, name: str) -> None:
    assert without_address(said) == name


@given(st.text(), st.emails(), st.sampled_from(["{} <{}>", "{} ({})", "{} {}", "<{1}> {0}", "{0}, {1}"]))
def test_no_address_is_ever_shown(name: str, address: str, form: str) -> None:
    shown = without_address(form.format(name, address))
    assert "@" not in shown
    assert address not in shown


def test_credited_are_those_of_the_header_and_the_sign_offs_each_once() -> None:
    found = credited(
        catalog(
            "Spanish translation of the petition.",
            "Copyright (C) 2011 Protect Philly, 2011",
            "Rosa Díaz <rosa2011@example.org>, 2011, 2012.",
            "FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.",
            "Please keep the tone of the flyer that we printed in June, 2011.",
            last="Ana <ana@example.org>",
            signed=("rosa díaz", "Marisol", ""),
        )
    )
    assert found == ("rosa díaz", "Ana", "Marisol")


def test_nobody_is_credited_where_nobody_gave_a_name() -> None:
    assert credited(catalog()) == ()
