"""How much memory setting may take."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbill import allowance as module
from handbill.allowance import ExhaustedError, Watch, allowance, shown, taken
from handbill.starter import write_starter
from tests.conftest import REPOSITORY
from tests.runs.event import halls, write_campaign, write_rows

GREEDY = {
    "a list": "#let x = range(100000000).map(n => n * 2)\n#x.len()",
    "a text that doubles": "#let s = range(20000).map(str).join()\n#for i in range(40) { s = s + s }\n#s.len()",
}


def test_what_the_process_takes_is_seen_to_grow() -> None:
    before = taken()
    held = bytes(range(256)) * (1 << 18)
    assert taken() - before > len(held) // 2


def test_growth_over_the_allowance_is_an_error_and_what_was_held_before_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = [5000]
    monkeypatch.setattr(module, "taken", lambda: held[0])
    watch = Watch(100)
    held[0] = 5100
    watch.look()
    held[0] = 5101
    with pytest.raises(ExhaustedError) as found:
        watch.look()
    assert found.value.allowed == 100


def test_a_crew_may_take_more_the_larger_it_is_but_never_more_than_half_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_machine", lambda: [1 << 40])
    assert allowance(1) < allowance(2) < allowance(64)
    monkeypatch.undo()
    (tmp_path / "memory.max").write_text(f"{1 << 30}\n", "ascii")
    monkeypatch.setattr(module, "_CONTAINERS", (tmp_path / "memory.max",))
    assert allowance(64) == 1 << 29
    (tmp_path / "memory.max").write_text("max\n", "ascii")
    assert allowance(2) > 1 << 29


def test_where_the_system_does_not_tell_what_is_taken_the_most_so_far_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = taken()
    monkeypatch.setattr(module, "_RESIDENT", tmp_path / "none")
    assert taken() > now // 2


def test_bytes_are_written_for_people() -> None:
    assert shown(3 << 29) == "1.5 GB"


SMALL = """\
import sys
from handbill import allowance
allowance.BASE = allowance.FOR_EACH = 100 << 20
from handbill.cli import main
sys.argv[0] = "handbill"
main()
"""
"""Calls the command with a smaller allowance, so that the tests need little."""


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SMALL, *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip


def assert_one_message(done: subprocess.CompletedProcess[str], template: str) -> None:
    assert done.returncode == 1, done
    assert re.findall("error: .*", done.stderr) == [
        line for line in done.stderr.splitlines() if line.startswith(f"error: {template}: setting ")
    ]
    assert done.stderr.count("takes more than 0.") == 1, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("greedy", GREEDY.values(), ids=GREEDY)
@pytest.mark.parametrize("command", [("render", "flyer"), ("build",)], ids=" ".join)
def test_a_template_that_takes_all_memory_is_stopped_with_one_message(
    tmp_path: Path, greedy: str, command: tuple[str, ...]
) -> None:
    write_starter(tmp_path)
    assert call("render", "letter", "-q", "--campaign", tmp_path).returncode == 0
    manifest = (tmp_path / "build/manifest.json").read_bytes()
    with (tmp_path / "templates/flyer.typ").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{greedy}\n")
    done = call(*command, "-l", "en", "--campaign", tmp_path)
    assert_one_message(done, "templates/flyer.typ")
    # What was made before is still there, and known.
    assert (tmp_path / "build/print/en/letter.pdf").is_file()
    assert b"print/es/letter.pdf" in manifest
    assert b"print/es/letter.pdf" in (tmp_path / "build/manifest.json").read_bytes()


def test_a_template_that_takes_all_memory_stops_a_print_run_before_it_begins(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    rows = write_rows(tmp_path, halls(20))
    with (tmp_path / "templates/card.typ").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{GREEDY['a list']}\n")
    assert_one_message(call("print-run", rows, "--product", "card", "--campaign", tmp_path), "templates/card.typ")
    assert not (tmp_path / "build/runs").exists()


def test_a_row_that_makes_its_template_take_all_memory_stops_the_run_and_what_is_made_is_kept(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    rows = write_rows(tmp_path, [*halls(4), "en,,All of it,,,", *halls(4)])
    with (tmp_path / "templates/card.typ").open("a", encoding="utf-8") as stream:
        stream.write(f'\n#if data.facts.place.text == "All of it" [{GREEDY["a list"]}]\n')
    done = call("print-run", rows, "--product", "card", "--campaign", tmp_path, "--jobs", 1)
    assert_one_message(done, "templates/card.typ")
    assert len(list((tmp_path / "build/runs/card-rows").glob("*.pdf"))) >= 4
