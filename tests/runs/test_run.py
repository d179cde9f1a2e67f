"""Print runs from the command to the files, and what becomes of them when something goes wrong on the way."""

from __future__ import annotations

import csv
import errno
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handbill import workspace
from handbill.register import Register
from handbill.runs import crew as crew_module
from handbill.runs import merge as merge_module
from handbill.runs.run import Run
from tests.conftest import REPOSITORY
from tests.conftest import Run as Call
from tests.runs.event import halls, pdfs, write_campaign, write_rows
from tests.translated import edit

Print = Callable[..., str]


@pytest.fixture
def printed(event: Path, run: Call) -> Print:
    """Carry out a run of the table ``rows.csv``; give what it said."""

    def call(*options: object, status: int = 0) -> str:
        done = run("print-run", event / "rows.csv", "--product", "card", "--campaign", event, *options)
        assert done.exit_code == status, done.output
        assert "Traceback" not in done.output
        return done.output

    return call


def sheets(event: Path) -> Path:
    return event / "build/runs/card-rows"


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}


def test_each_row_is_a_sheet_in_its_language_with_its_own_facts(event: Path, printed: Print) -> None:
    write_rows(event, ["es,,Salón,2011-09-01,,", "en,,,,09:15,"])
    assert "2 made, 0 up to date" in printed()
    with (sheets(event) / "index.csv").open(encoding="utf-8", newline="") as stream:
        index = list(csv.DictReader(stream))
    assert [(each["row"], each["file"], each["locale"]) for each in index] == [
        ("2", "000002-es.pdf", "es"), ("3", "000003-en.pdf", "en"),
    ]  # fmt: skip
    assert len({each["version"] for each in index}) == 2
    page = pypdfium2.PdfDocument(sheets(event) / "000002-es.pdf")[0]
    text = page.get_textpage().get_text_range()
    assert "Salón" in text
    assert "1 de septiembre de 2011" in text
    assert index[0]["version"] in text


def test_a_run_can_be_made_for_another_profile_than_the_first(event: Path, printed: Print) -> None:
    edit(event / "handbill.toml", "smallest = 9", 'smallest = 9\nprofiles = ["office", "shop"]')
    write_rows(event, halls(1))
    printed()
    printed("--profile", "shop")
    office, shop = (event / "build/runs" / name for name in ("card-rows", "card-shop-rows"))
    assert pdfs(office).keys() == pdfs(shop).keys()
    assert b"BleedBox" in next(iter(pdfs(shop).values()))
    assert b"BleedBox" not in next(iter(pdfs(office).values()))
    assert "“card” has no profile “office-bw”" in printed("--profile", "office-bw", status=2)


def test_a_second_call_makes_nothing_and_touches_nothing(event: Path, printed: Print) -> None:
    write_rows(event, halls(4))
    printed("--merged", event / "all.pdf")
    before, merged = times(sheets(event)), (event / "all.pdf").stat().st_mtime_ns
    assert "0 made, 4 up to date" in printed("--merged", event / "all.pdf")
    assert times(sheets(event)) == before
    assert (event / "all.pdf").stat().st_mtime_ns == merged


def test_what_changed_is_made_again_and_nothing_else(event: Path, printed: Print) -> None:
    write_rows(event, halls(4))
    printed()
    write_rows(event, [*halls(3), "en,,Another hall,,,"])
    assert "1 made, 3 up to date" in printed()
    # All rows have a date of their own, and none has a time.
    edit(event / "handbill.toml", "2011-08-31\ntime", "2011-08-30\ntime")
    write_rows(event, halls(4))
    assert "1 made, 3 up to date" in printed()
    edit(event / "handbill.toml", "18:30:00\ncontact", "19:30:00\ncontact")
    assert "4 made, 0 up to date" in printed()
    edit(event / "locales/es/LC_MESSAGES/invitation.po", "¡We meet on", "¡We all meet on")
    assert "2 made, 2 up to date" in printed()
    edit(event / "templates/card.typ", "width: 4in", "width: 5in")
    assert "4 made, 0 up to date" in printed()


def test_a_file_that_was_touched_by_somebody_is_made_again(event: Path, printed: Print) -> None:
    write_rows(event, halls(2))
    printed()
    whole = pdfs(sheets(event))
    (sheets(event) / "000002-es.pdf").write_bytes(whole["000002-es.pdf"][:100])
    (sheets(event) / "000003-en.pdf").unlink()
    assert "2 made, 0 up to date" in printed()
    assert pdfs(sheets(event)) == whole


def test_rows_that_moved_are_copied_and_rows_that_are_gone_are_told_and_removed_if_asked(
    event: Path, printed: Print
) -> None:
    rows = halls(4, ["es"])
    write_rows(event, rows)
    printed()
    write_rows(event, rows[1:])
    said = printed()
    assert "left over from rows that are gone: 1 files (000005-es.pdf); --clean removes them" in said
    assert (sheets(event) / "000005-es.pdf").is_file()
    assert "removed: 1 files" in printed("--clean")
    assert sorted(pdfs(sheets(event))) == ["000002-es.pdf", "000003-es.pdf", "000004-es.pdf"]


def test_equal_rows_are_set_once(event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "AHEAD", 1)
    write_rows(event, ["es,,Hall,,,"] * 5)
    assert "1 made, 0 up to date, 4 equal to another row's" in printed("--jobs", 1)
    assert len(set(pdfs(sheets(event)).values())) == 1
    assert len(list(Register(event / "build/register.jsonl").entries())) == 1


def test_a_dry_run_counts_and_writes_nothing(event: Path, printed: Print) -> None:
    write_rows(event, halls(5))
    said = printed("--dry-run")
    assert "3  es  Spanish" in said
    assert "5  rows without a mistake" in said
    assert not (event / "build").exists()


def test_a_mistake_in_any_row_makes_nothing(event: Path, printed: Print) -> None:
    write_rows(event, [*halls(3), "en,,Hall,31.8.2011,,"])
    said = printed(status=1)
    assert "rows.csv:5: row 5, column date: “31.8.2011” is not a date" in said
    assert "Nothing was made: 1 mistake in 4 rows." in said
    assert not (event / "build").exists()


def test_a_sheet_that_does_not_fit_is_told_its_older_file_goes_and_the_others_are_made(
    event: Path, printed: Print
) -> None:
    write_rows(event, halls(3))
    printed("--merged", event / "all.pdf")
    write_rows(event, [f"es,,{'Hall ' * 200},,,", *halls(3)[1:]])
    said = printed("--merged", event / "all.pdf", status=1)
    assert "rows.csv:2: row 2, column place: card in Spanish: the text does not fit the page" in said
    assert "0 made, 2 up to date, 1 refused" in said
    assert "not merged: sheets are missing" in said
    assert not (sheets(event) / "000002-es.pdf").exists()
    assert not (event / "all.pdf").exists()


def test_a_sheet_that_is_too_long_by_a_cell_of_its_row_names_the_cell(event: Path, printed: Print) -> None:
    write_rows(event, [f"es,Meeting,{'Hall ' * 200},,,", "es,,,,,"])
    said = printed(status=1)
    assert "rows.csv:2: row 2, column place: card in Spanish: the text does not fit the page" in said
    assert "With the campaign's own place nothing is wrong: shorten this cell, which has 999 characters." in said
    assert "invitation.md" not in said


def test_a_sheet_that_is_too_long_by_several_cells_names_none_of_them(event: Path, printed: Print) -> None:
    write_rows(event, [f"es,{'Meeting ' * 150},{'Hall ' * 200},,,", "es,,,,,"])
    assert "rows.csv:2: row 2: card in Spanish: the text does not fit the page" in printed(status=1)


def test_sheets_whose_text_is_small_are_told_by_row_and_size_whenever_they_were_made(
    event: Path, printed: Print
) -> None:
    edit(event / "handbill.toml", "smallest = 9", "smallest = 4\nfloor = 13.5")
    write_rows(event, ["es,,Hall,,,", f"es,,{'Hall ' * 40},,,", "en,,Hall,,,"])
    for done in ("3 made", "3 up to date"):
        said = printed()
        assert done in said
        told = re.findall(r"small: 1 below 13\.5 points, which is easy to read: row 3 \(([0-9.]+) points\)\n", said)
    with (sheets(event) / "index.csv").open(encoding="utf-8", newline="") as stream:
        points = [float(each["points"]) for each in csv.DictReader(stream)]
    assert points[1] == float(*told) < 13.5 < min(points[0], points[2])


def test_a_file_that_is_not_of_the_run_is_never_overwritten(event: Path, printed: Print) -> None:
    write_rows(event, halls(2))
    sheets(event).mkdir(parents=True)
    (sheets(event) / "000002-es.pdf").write_bytes(b"mine")
    assert "000002-es.pdf is there and is not of this run" in printed(status=1)
    assert (sheets(event) / "000002-es.pdf").read_bytes() == b"mine"
    assert (sheets(event) / "000003-en.pdf").is_file()


@pytest.mark.parametrize("table", [True, False])
def test_an_index_that_is_not_of_the_run_is_never_overwritten(
    event: Path, run: Call, printed: Print, *, table: bool
) -> None:
    rows = write_rows(event, halls(2))
    if table:
        # Its table was called otherwise when the run was begun.
        printed("--folder", event)
        (event / "index.csv").unlink()
        rows.rename(event / "index.csv")
    else:
        (event / "index.csv").write_text("mine", "utf-8")
    before = (event / "index.csv").read_bytes()
    rows = event / ("index.csv" if table else "rows.csv")
    done = run("print-run", rows, "--product", "card", "--campaign", event, "--folder", event)
    assert done.exit_code == 1, done.output
    assert f"{event / 'index.csv'} is there and is not of this run" in done.output
    assert (event / "index.csv").read_bytes() == before


def test_a_journal_that_is_damaged_is_put_aside_and_begun_anew(event: Path, printed: Print) -> None:
    write_rows(event, halls(2))
    printed()
    for name in ("run.sqlite.damaged", "run.sqlite.damaged-2"):
        damaged = f"no database at all, however long it may be: {name}".encode() * 100
        (sheets(event) / "run.sqlite").write_bytes(damaged)
        said = printed()
        assert "2 made, 0 up to date" in said
        assert f"damaged: the journal of this run; it is now {sheets(event) / name}" in said
        assert (sheets(event) / name).read_bytes() == damaged
    assert "0 made, 2 up to date" in printed()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, "database or disk is full"),
        (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk I/O error"),
        (sqlite3.SQLITE_CANTOPEN, "unable to open database file"),
    ],
)
def test_a_disk_that_refuses_the_journal_leaves_it_as_it_is(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    write_rows(event, halls(3))
    printed()

    class Refused(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:
            error = sqlite3.OperationalError(said)
            error.sqlite_errorcode = code
            raise error

    connect = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(
            sqlite3,
            "connect",
            lambda path, **rest: connect(path, factory=Refused if path else sqlite3.Connection, **rest),
        )
        assert f"run.sqlite: cannot be written: {said}" in printed(status=1)
    assert "0 made, 3 up to date" in printed()
    write_rows(event, ["es,,Another hall,,,", *halls(3)[1:]])
    assert "1 made, 2 up to date" in printed()


def test_a_database_of_another_program_is_not_touched(event: Path, printed: Print) -> None:
    write_rows(event, halls(1))
    sheets(event).mkdir(parents=True)
    theirs = sheets(event) / "run.sqlite"
    for script in ("create table races (name text)", "pragma user_version = 99"):
        theirs.unlink(missing_ok=True)
        with closing(sqlite3.connect(theirs)) as base:
            base.executescript(script)
        before = theirs.read_bytes()
        assert "run.sqlite: is of another version of Handbill, or of another program" in printed(status=1)
        assert theirs.read_bytes() == before


def test_the_journal_of_an_earlier_version_keeps_what_files_are_the_runs(event: Path, printed: Print) -> None:
    write_rows(event, halls(2))
    printed()
    with closing(sqlite3.connect(sheets(event) / "run.sqlite")) as base:
        for column in ("pages", "points"):
            base.execute(f"alter table sheets drop column {column}")
        base.execute("pragma user_version = 1")
    write_rows(event, [halls(2)[0], "en,,Another hall,,,"])
    assert "2 made, 0 up to date" in printed()
    assert "0 made, 2 up to date" in printed()


def test_a_full_disk_stops_the_run_leaves_nothing_half_and_the_same_command_goes_on(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(event, halls(8))
    fsync, count = os.fsync, []

    def full(descriptor: int) -> None:
        count.append(descriptor)
        if len(count) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        said = printed(status=1)
    assert "cannot be written: no space left on device" in said
    assert "free space" in said
    assert len(pdfs(sheets(event))) == 3
    assert not list(sheets(event).glob(".*.part"))
    assert all(data.endswith(b"%%EOF") for data in pdfs(sheets(event)).values())
    assert "5 made, 3 up to date" in printed()
    # What was printed before the disk was full is in the register too.
    assert len(list(Register(event / "build/register.jsonl").entries())) == 8


def start(event: Path, folder: Path) -> subprocess.Popen[str]:
    """Begin a run in a process of its own."""
    return subprocess.Popen(
        [
            sys.executable, REPOSITORY / "cli.py", "print-run", event / "rows.csv", "--product", "card",
            "--campaign", event, "--folder", folder, "--jobs", "2",
        ],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip


def wait_for_sheets(process: subprocess.Popen[str], folder: Path, count: int) -> None:
    patience = time.monotonic() + 60
    while len(list(folder.glob("[!.]*.pdf"))) < count:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < patience
        time.sleep(0.01)


def test_a_run_that_is_killed_goes_on_where_it_was_to_the_same_bytes(event: Path, printed: Print) -> None:
    write_rows(event, halls(200))
    folder = event / "killed"
    process = start(event, folder)
    wait_for_sheets(process, folder, 10)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    there = len(pdfs(folder))
    assert 10 <= there < 200
    # What a killed write leaves.
    (folder / ".000100-es.pdf.abcd0123.part").write_bytes(b"%PDF half")
    made = int(printed("--folder", folder).split(" made")[0].split()[-1])
    # One sheet can have been in its place and not yet in the journal.
    assert 200 - there <= made <= 200 - there + 1
    assert not list(folder.glob(".*.part"))
    printed("--folder", event / "whole")
    assert pdfs(folder) == pdfs(event / "whole")
    assert len(list(Register(event / "build/register.jsonl").entries())) == 200


def test_an_interrupted_run_says_how_far_it_is_and_goes_on(event: Path, printed: Print) -> None:
    write_rows(event, halls(200))
    folder = event / "stopped"
    process = start(event, folder)
    wait_for_sheets(process, folder, 10)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1, said
    assert "of 200 rows are done. The same command goes on from there." in said
    assert "Traceback" not in said
    there = len(pdfs(folder))
    # What is printed may be in somebody's hands by now.
    assert len(list(Register(event / "build/register.jsonl").entries())) == there
    assert f"{200 - there} made, {there} up to date" in printed("--folder", folder)


def test_a_table_that_is_saved_while_its_run_goes_on_changes_nothing_in_it_and_is_told(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(event, halls(60))
    printed("--folder", event / "alone", "--merged", event / "alone.pdf")
    keep = Run._keep

    def keep_and_save(self: Run, outcome: Any) -> None:
        keep(self, outcome)
        if self.report.made == 5:
            write_rows(event, [row.replace("Hall", "Room") for row in halls(20)])

    with monkeypatch.context() as patched:
        patched.setattr(Run, "_keep", keep_and_save)
        said = printed("--folder", event / "saved", "--merged", event / "saved.pdf", status=1)
    assert "60 made" in said
    assert f"error: {event / 'rows.csv'}: was changed while the run went on" in said
    assert "call the same command again" in said
    assert pdfs(event / "saved") == pdfs(event / "alone")
    assert (event / "saved.pdf").read_bytes() == (event / "alone.pdf").read_bytes()
    assert "20 made, 0 up to date" in printed("--folder", event / "saved")


def test_a_table_that_is_gone_when_its_run_ends_is_told(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = write_rows(event, halls(2))
    keep = Run._keep

    def keep_and_delete(self: Run, outcome: Any) -> None:
        keep(self, outcome)
        rows.unlink(missing_ok=True)

    monkeypatch.setattr(Run, "_keep", keep_and_delete)
    said = printed(status=1)
    assert "2 made" in said
    assert "rows.csv: was changed while the run went on" in said


def test_a_second_run_in_the_same_folder_waits_for_the_first(event: Path, printed: Print) -> None:
    write_rows(event, halls(30))
    folder = event / "shared"
    process = start(event, folder)
    wait_for_sheets(process, folder, 1)
    said = printed("--folder", folder)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Another handbill is at work here" in said
    assert "0 made, 30 up to date" in said


def test_never_more_rows_are_under_way_than_the_workers_need(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(event, halls(40))
    begun: list[object] = []
    done: list[object] = []
    most = [0]
    submit, take = crew_module.Threads.submit, Run._take

    def counted(self: crew_module.Threads, *task: object) -> object:
        begun.append(task)
        most[0] = max(most[0], len(begun) - len(done))
        return submit(self, *task)  # type: ignore[arg-type]

    def taken(self: Run, outcome: object) -> None:
        done.append(outcome)
        take(self, outcome)  # type: ignore[arg-type]

    monkeypatch.setattr(crew_module.Threads, "submit", counted)
    monkeypatch.setattr(Run, "_take", taken)
    printed("--jobs", 2)
    assert len(done) == 40
    assert most[0] <= 2 * crew_module.AHEAD + 2


def test_a_template_that_loops_for_long_ends_the_run_and_what_is_made_is_kept(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(event, halls(2))
    printed()
    write_rows(event, halls(3))
    text = (event / "templates/card.typ").read_text("utf-8")
    # Ten seconds of work on a fast machine, and an end, so that the threads that are left behind go.
    endless = "\n#let n = 0\n#for i in range(9000) { for j in range(3000) { n += 1 } }\n"
    (event / "templates/card.typ").write_text(text + endless, "utf-8")
    monkeypatch.setattr(crew_module.Threads.__init__, "__kwdefaults__", {"limit": 3.0})
    said = printed("--jobs", 1, status=1)
    assert said.count("error: ") == 1
    assert "templates/card.typ: no sheet is set after 3 seconds: its template loops" in said
    (event / "templates/card.typ").write_text(text, "utf-8")
    assert "1 made, 2 up to date" in printed()


def test_two_runs_in_two_places_give_the_same_bytes_merged_files_and_index_included(tmp_path: Path, run: Call) -> None:
    found = []
    for name, workers in (("one", 1), ("two", 4)):
        folder = write_campaign(tmp_path / name)
        write_rows(folder, halls(12))
        done = run(
            "print-run", folder / "rows.csv", "--product", "card", "--campaign", folder, "--jobs", workers,
            "--merged", folder / "all.pdf",
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        made = folder / "build/runs/card-rows"
        found.append([pdfs(made), (made / "index.csv").read_bytes(), (folder / "all.pdf").read_bytes()])
    assert found[0] == found[1]


def test_a_merged_file_has_every_page_in_the_order_of_the_rows_and_an_outline(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_module, "CHUNK", 3)
    write_rows(event, halls(8))
    assert f"merged: {event / 'all.pdf'}" in printed("--merged", event / "all.pdf")
    with pikepdf.open(event / "all.pdf") as merged, merged.open_outline() as outline:
        assert [item.title for item in outline.root][:2] == ["2: 000002-es", "3: 000003-en"]
        assert len(outline.root) == 8
        assert str(merged.docinfo["/Title"]) == "Clark Park Assembly: card"
        for page, data in zip(merged.pages, pdfs(sheets(event)).values(), strict=True):
            single = event / "single.pdf"
            single.write_bytes(data)
            with pikepdf.open(single) as alone:
                assert page.Contents.read_bytes() == alone.pages[0].Contents.read_bytes()
            assert "/StructParents" in page.obj


def test_a_merged_file_never_takes_the_place_of_another_and_this_is_told_before_anything_is_made(
    event: Path, printed: Print
) -> None:
    write_rows(event, halls(2))
    rows = (event / "rows.csv").read_bytes()
    said = printed("--merged", event / "rows.csv", status=1)
    assert f"{event / 'rows.csv'} is there and is not of this run" in said
    assert "give --merged another name" in said
    assert (event / "rows.csv").read_bytes() == rows
    assert not list(sheets(event).glob("*.pdf"))


def test_a_volume_of_a_merged_file_never_takes_the_place_of_another(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_module, "VOLUME", 1)
    write_rows(event, halls(2))
    (event / "all-2.pdf").write_text("mine", "utf-8")
    assert f"{event / 'all-2.pdf'} is there and is not of this run" in printed("--merged", event / "all.pdf", status=1)
    assert (event / "all-2.pdf").read_text("utf-8") == "mine"
    assert len(pdfs(sheets(event))) == 2
    (event / "all-2.pdf").unlink()
    printed("--merged", event / "all.pdf")
    assert (event / "all-2.pdf").read_bytes().startswith(b"%PDF")


def test_a_merged_file_that_an_interruption_left_behind_is_the_runs_own(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(event, halls(2))
    write = workspace.write

    def write_and_stop(path: Path, data: bytes) -> None:
        write(path, data)
        if path.name == "all.pdf":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "write", write_and_stop)
        printed("--merged", event / "all.pdf", status=1)
    assert "2 up to date" in printed("--merged", event / "all.pdf")


def test_a_merged_file_is_known_again_from_another_folder(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(event, halls(2))
    monkeypatch.chdir(event)
    printed("--merged", "all.pdf")
    write_rows(event, halls(3))
    monkeypatch.chdir(event.parent)
    printed("--merged", f"{event.name}/all.pdf")
    with pikepdf.open(event / "all.pdf") as made:
        assert len(made.pages) == 3


def test_a_long_run_is_merged_into_several_files(event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_module, "VOLUME", 3)
    write_rows(event, halls(7))
    printed("--merged", event / "all.pdf")
    counts = []
    for number in (1, 2, 3):
        with pikepdf.open(event / f"all-{number}.pdf") as merged:
            counts.append(len(merged.pages))
    assert counts == [3, 3, 1]
    write_rows(event, halls(2))
    printed("--merged", event / "all.pdf")
    assert [path.name for path in event.glob("all*.pdf")] == ["all.pdf"]


def test_wrong_usage_is_told(event: Path, run: Call) -> None:
    rows = write_rows(event, halls(1))
    square = '[products.square]\ntemplate = "templates/card.typ"\ndocument = "invitation"\nsize = "1080x1080"\n'
    edit(event / "handbill.toml", "[products.card]", f"{square}\n[products.card]")
    for options, message in (
        (["--product", "poster"], "the campaign has no printed product “poster”"),
        (["--product", "card", "-l", "xx"], "the campaign has no language “xx”"),
        (["--product", "card", "--shared"], "--shared is for the workers of a cluster"),
        (["--product", "square"], "the product “square” is a picture in pixels, and a print run makes sheets"),
    ):
        done = run("print-run", rows, "--campaign", event, *options)
        assert done.exit_code == 2
        assert message in done.output


def test_no_run_writes_where_the_disk_says_no(event: Path, printed: Print) -> None:
    write_rows(event, halls(1))
    (event / "file").write_bytes(b"mine")
    said = printed("--folder", event / "file", status=1)
    assert f"error: {event / 'file'}: is a file, and the sheets cannot be written into it" in said
    assert "Name a folder" in said
    assert (event / "file").read_bytes() == b"mine"


def test_a_number_that_stands_reversed_in_the_template_is_refused_in_every_row(event: Path, printed: Print) -> None:
    edit(
        event / "templates/card.typ",
        "latin(data.campaign))",
        'latin(data.campaign))\n  text(dir: ltr, "1-800-354-0365".rev())',
    )
    write_rows(event, halls(1))
    assert "“1-800-354-0365” stands there as “5630-453-008-1”" in printed(status=1)
    assert pdfs(sheets(event)) == {}


def test_two_tables_of_one_name_do_not_write_over_each_others_sheets(event: Path, run: Call) -> None:
    for name in ("north", "south"):
        (event / name).mkdir()
        write_rows(event / name, [f"es,,{name},,,"])

    def called(name: str, *options: object) -> str:
        return run("print-run", event / name / "rows.csv", "--product", "card", "--campaign", event, *options).output

    assert "1 made" in called("north")
    before = pdfs(sheets(event))
    said = called("south")
    assert f"error: {sheets(event)}: holds the sheets of another table, {event / 'north/rows.csv'}" in said
    assert "--folder DIR" in said
    assert pdfs(sheets(event)) == before
    assert "1 made" in called("south", "--folder", event / "elsewhere")
    # A table that was moved or renamed is still the same.
    (event / "north/rows.csv").rename(event / "rows.csv")
    assert "0 made, 1 up to date" in called(".")


def test_a_campaign_that_is_copied_with_its_sheets_goes_on_with_them(event: Path, printed: Print, run: Call) -> None:
    write_rows(event, halls(2))
    printed()
    shutil.copytree(event, event.parent / "copy")
    done = run("print-run", event.parent / "copy/rows.csv", "--product", "card", "--campaign", event.parent / "copy")
    assert "0 made, 2 up to date" in done.output
