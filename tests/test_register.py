from __future__ import annotations

import errno
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from handbill.errors import WorkspaceError
from handbill.register import Entry, Register, words_digest

WORDS = {"headline": "Sign by {deadline}", "points.1": "It ends on Friday"}
ENTRY = Entry(
    code="AXT8RG",
    product="flyer",
    profile="office",
    locale="es",
    documents=("petition", "interface"),
    state="translated",
    coverage=1.0,
    origin="human",
    released="2011-07-04",
    words=words_digest(WORDS),
    layout="0123",
    link="https://example.org/es/petition/",
    facts={"deadline": "2011-08-31"},
)


def add(register: Register, *entries: Entry) -> int:
    with register.adding() as additions:
        return additions.add(entries, [WORDS])


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "build/register.jsonl")


def test_what_is_added_reads_back_and_words_stand_once(register: Register) -> None:
    other = replace(ENTRY, code="BBBBBB", own=("deadline",))
    assert add(register, ENTRY, other) == 2
    assert list(register.entries()) == [ENTRY, other]
    assert register.words(ENTRY.words) == WORDS
    assert register.words("else") is None
    assert len(register.path.read_text("utf-8").splitlines()) == 3


def test_equal_input_adds_nothing_on_whatever_day(register: Register) -> None:
    add(register, ENTRY)
    before = register.path.read_bytes()
    assert add(register, ENTRY, replace(ENTRY, released="2011-07-05")) == 0
    assert register.path.read_bytes() == before


def test_lines_are_only_ever_added(register: Register) -> None:
    add(register, ENTRY)
    before = register.path.read_bytes()
    add(register, replace(ENTRY, code="BBBBBB"))
    assert register.path.read_bytes().startswith(before)


def test_the_lines_of_two_branches_in_any_order_are_a_register(register: Register) -> None:
    add(register, ENTRY)
    ours = register.path.read_text("utf-8").splitlines()
    register.path.unlink()
    other = replace(ENTRY, code="BBBBBB")
    add(register, other)
    theirs = register.path.read_text("utf-8").splitlines()
    register.path.write_text("\n".join(reversed([*ours, *theirs])) + "\n", "utf-8")
    assert sorted(entry.code for entry in register.entries()) == ["AXT8RG", "BBBBBB"]
    assert add(register, ENTRY, other) == 0


@pytest.mark.parametrize(
    "damage",
    [
        "<<<<<<< ours", '{"version": 1, "code": "AX', "[]", "null", '{"version": 9, "code": "AXT8RG"}',
        '{"version": 1, "code": 3}', '{"version": 1, "words": "x", "texts": 3}', "\x00",
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_costs_no_other(register: Register, damage: str) -> None:
    add(register, ENTRY)
    # Without a line end, as an interruption leaves it.
    register.path.write_bytes(register.path.read_bytes() + damage.encode())
    add(register, replace(ENTRY, code="BBBBBB"))
    assert [entry.code for entry in register.entries()] == ["AXT8RG", "BBBBBB"]
    assert register.words(ENTRY.words) == WORDS


def test_a_full_disk_leaves_the_register_as_it_was(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    add(register, ENTRY)
    before = register.path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="cannot be written: no space left on device"):
        add(register, replace(ENTRY, code="BBBBBB"))
    assert register.path.read_bytes() == before


def test_two_at_once_lose_no_line(register: Register) -> None:
    def release(number: int) -> None:
        add(register, replace(ENTRY, code=f"BBBBB{number}"))

    workers = [threading.Thread(target=release, args=(number,)) for number in range(2, 8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len({entry.code for entry in register.entries()}) == 6


def test_no_register_is_an_empty_one(register: Register) -> None:
    assert list(register.entries()) == []
    assert register.words("x") is None
