"""The frame of the benchmarks: runs, failures, inputs and the page; nothing here depends on how fast anything is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks import flyers, inputs, peers
from benchmarks.frame import HANDBILL, Command, Contender, Growth, Measured, Place, Results, Sample, Scenario, Target
from benchmarks.measure import FailedError, measure, once
from benchmarks.report import page
from benchmarks.scenarios import ALL
from handbill import extract_markdown
from handbill.catalogs.po import parse, serialize
from tests.conftest import REPOSITORY

OTHERS = ("es", "ru", "zh-Hans", "km", "vi")
NO_PEERS = peers.Peers({}, {}, ("gettext", "po4a"))


def python(folder: Path, program: str) -> Command:
    return Command((sys.executable, "-c", program), folder)


def scenario(*contenders: Contender, sizes: tuple[int, ...] = (1,)) -> Scenario:
    def lay_out(_place: Place) -> Sequence[Contender]:
        return contenders

    return Scenario("trial", "A trial", "Nothing much.", sizes, lay_out)


def test_contenders_take_turns_and_the_first_round_does_not_count(tmp_path: Path) -> None:
    seen: list[str] = []
    both = [
        Contender(name, (python(tmp_path, "pass"),), before=lambda name=name: seen.append(name))  # type: ignore[misc]
        for name in (HANDBILL, "other")
    ]
    results = measure(scenario(*both), tmp_path, {}, runs=2, limit=30, say=lambda _: None)
    assert seen == [HANDBILL, "other"] * 3
    assert [len(each.samples) for each in results[1].values()] == [2, 2]
    assert all(sample.seconds > 0 and sample.memory > 1_000_000 for sample in results[1][HANDBILL].samples)


def test_the_commands_of_a_contender_are_added_and_equal_runs_multiplied(tmp_path: Path) -> None:
    made = tmp_path / "made"
    append = f"open({str(made)!r}, 'a').write('x')"
    contender = Contender("two", (python(tmp_path, append), python(tmp_path, append)), made=(made,), times=1000)
    assert once(contender, 30).seconds > 10
    assert made.read_text() == "xx"


@pytest.mark.parametrize(
    ("program", "made", "reason"),
    [
        ("raise SystemExit('no such option')", (), "status 1: no such option"),
        ("import time; time.sleep(60)", (), "over the limit of 1 s"),
        ("pass", ("result.md",), "wrote no result.md"),
    ],
)
def test_a_tool_that_fails_is_told_and_not_asked_at_larger_sizes(
    program: str, made: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    other = Contender("other", (python(tmp_path, program),), made=tuple(tmp_path / each for each in made))
    ours = Contender(HANDBILL, (python(tmp_path, "pass"),))
    results = measure(scenario(ours, other, sizes=(1, 2)), tmp_path, {}, runs=1, limit=1, say=lambda _: None)
    for size in (1, 2):
        assert reason in str(results[size]["other"].failure)
        assert results[size][HANDBILL].failure is None


def test_a_process_may_say_itself_how_long_the_task_took(tmp_path: Path) -> None:
    said = tmp_path / "seconds"
    call = python(tmp_path, f"open({str(said)!r}, 'w').write('0.25')")
    assert once(Contender("says", (call,), reported=said), 30).seconds == 0.25
    # What an earlier run said does not count.
    with pytest.raises(FailedError, match="did not say how long"):
        once(Contender("silent", (python(tmp_path, "pass"),), reported=said), 30)


def test_a_failure_of_handbill_ends_the_benchmark(tmp_path: Path) -> None:
    ours = Contender(HANDBILL, (python(tmp_path, "raise SystemExit(1)"),))
    with pytest.raises(FailedError):
        measure(scenario(ours), tmp_path, {}, runs=1, limit=30, say=lambda _: None)


def test_memory_is_the_peak_of_the_process(tmp_path: Path) -> None:
    # What the measuring process holds is a floor under it, and this one may have set sheets before.
    measuring = """
import sys
from pathlib import Path
from benchmarks.measure import run
from tests.benchmarks.test_benchmarks import python
print(run(python(Path(sys.argv[1]), "x = b'x' * 400_000_000; del x"), 30).memory)
"""
    said = subprocess.run(
        [sys.executable, "-c", measuring, tmp_path], capture_output=True, text=True, check=True, cwd=REPOSITORY
    ).stdout
    assert 400_000_000 < int(said) < 600_000_000


def measured(*seconds: float, memory: int = 50_000_000) -> Measured:
    return Measured([Sample(each, memory) for each in seconds])


def table(trial: Scenario, results: Results) -> str:
    return page([(trial, results)], {"Machine": "a small one"}, ["po4a"])


def test_the_page_gives_ratios_of_medians_and_says_which_targets_are_reached() -> None:
    trial = replace(scenario(), targets=(Target("slow", 0.5), Target("quick", 1.0), Target("missing", 1.0)))
    others = {"slow": measured(8), "quick": measured(1), "gone": Measured(failure="x")}
    said = table(trial, {1: {HANDBILL: measured(1, 2, 9), **others}})
    assert "| slow | × 4 | 8 s | 0% | 50 MB |" in said
    assert "| Handbill | 1 | 2 s | 400% | 50 MB |" in said
    assert "| gone | | x | | |" in said
    assert "- Reached: at most 0.5 of the time of slow; it takes 0.25." in said
    assert "- **Not reached**: at most 1 of the time of quick; it takes 2." in said
    assert "left out: po4a" in said
    assert "the time of missing" not in said


def test_a_target_can_be_another_contenders_than_handbills_own() -> None:
    trial = replace(scenario(), targets=(Target("plain", 3.0, "fitted"),))
    said = table(trial, {1: {HANDBILL: measured(9), "fitted": measured(2), "plain": measured(1)}})
    assert "- Reached: at most 3 of the time of plain; fitted takes 2." in said


def test_the_page_says_by_how_much_memory_grows() -> None:
    trial = replace(scenario(), sizes=(10, 100), unit="rows", growth=Growth(10, 100, 2, more=20))
    small, large = {HANDBILL: measured(1)}, {HANDBILL: measured(10, memory=80_000_000)}
    said = table(trial, {10: small, 100: large})
    assert "| 100 rows |" in said
    assert "with 100 rows each takes" in said
    assert "**Not reached**: at most 20 MB more memory; it takes 30 MB more." in said


def test_the_flyers_of_all_contenders_have_the_same_words(tmp_path: Path) -> None:
    campaign = flyers.campaign(tmp_path / "campaign")
    first, second = flyers.pages(campaign, "ar", 2)
    assert first != second
    assert '<bdi dir="ltr">(215) 555-0100</bdi>' in first
    assert '<bdi dir="ltr">(215) 555-0101</bdi>' in second
    assert 'lang="ar" dir="rtl"' in first
    assert "31 أغسطس 2011" in first
    assert first.count(flyers.SIZE) == 1


def test_the_page_gives_growth_as_time_of_each_message() -> None:
    trial = replace(scenario(), sizes=(10, 100), growth=Growth(10, 100, 1.5, memory=40))
    said = table(trial, {10: {HANDBILL: measured(1)}, 100: {HANDBILL: measured(20)}})
    assert "| Handbill | × 1 (1 s, 50 MB) | × 2 (20 s, 50 MB) |" in said
    assert "**Not reached**: with 100 messages each takes at most 1.5 times as long as with 10; it takes 2." in said
    assert "**Not reached**: less than 40 MB" in said


def test_the_inputs_are_the_same_each_time_and_of_the_size_asked_for() -> None:
    text = inputs.document(20_000)
    assert text == inputs.document(20_000)
    assert 20_000 <= len(text.encode()) < 22_000
    assert len(extract_markdown(text)) > 50
    revision = inputs.revision(1000)
    assert revision == inputs.revision(1000)
    assert len(set(revision.old)) == 1000
    assert 850 < len(set(revision.old) & set(revision.new)) < 950
    assert inputs.revision(100, 0).new == inputs.revision(100, 0).old


def test_the_catalogs_are_what_handbill_would_write() -> None:
    revision = inputs.revision(50)
    data = inputs.catalog(revision.old, "source/guide.md", "es").encode()
    catalog = parse(data, "es.po")
    assert serialize(catalog) == data
    messages = extract_markdown(inputs.markdown(revision.old), "source/guide.md")
    assert [unit.message for unit in catalog.units] == list(messages)
    assert all(unit.msgstr[0] and unit.msgstr[0] != unit.message.msgid for unit in catalog.units)


# The flyers of the other languages are laid out by the same function.
@pytest.mark.parametrize("name", [each.name for each in ALL if each.name not in {f"flyer-{tag}" for tag in OTHERS}])
def test_every_scenario_works_at_a_small_size_without_other_tools(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "find", lambda: NO_PEERS)
    said = CliRunner().invoke(command.main, [name, "--trial", "--output", str(tmp_path / "page.md")])
    assert said.exit_code == 0, said.output
    written = (tmp_path / "page.md").read_text("utf-8")
    assert "| Handbill | 1 |" in written
    assert "left out: gettext, po4a" in written


def test_a_scenario_that_is_not_there_is_wrong_usage() -> None:
    said = CliRunner().invoke(command.main, ["nonsense"])
    assert said.exit_code == 2
    assert "round-trip" in said.output
