"""The folder in which a sheet is set: one for each thread and process, and gone with it."""

from __future__ import annotations

import gc
import os

from handbill.desk import DATA, LIBRARY, Desk


def lies_on(desk: Desk) -> str:
    (found,) = desk.packages.rglob(DATA)
    return found.read_text("utf-8")


def test_the_last_sheet_lies_beside_the_library() -> None:
    desk = Desk()
    for sheet in ("{}", '{"words": "ខ្មែរ"}', '{"words": "ខ្មែរ"}'):
        desk.put(sheet)
        assert lies_on(desk) == sheet
    assert {path.name for path in desk.packages.rglob("*.typ")} == {path.name for path in LIBRARY.parent.glob("*.typ")}


def test_two_desks_do_not_share_a_sheet() -> None:
    one, other = Desk(), Desk()
    one.put("1")
    other.put("2")
    assert (lies_on(one), lies_on(other)) == ("1", "2")


def test_a_desk_is_cleared_by_the_process_that_made_it() -> None:
    desk = Desk()
    folder = desk.packages
    if not (child := os.fork()):
        own = desk.own
        del desk
        gc.collect()
        os._exit(0 if folder.is_dir() and not own else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert folder.is_dir()
    assert desk.own
    del desk
    gc.collect()
    assert not folder.exists()
