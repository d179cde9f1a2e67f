from __future__ import annotations

import datetime as dt
from pathlib import Path

from handbill.project import open_project
from handbill.recording import read_history, record
from handbill.survey import survey
from tests.repository import commit, git, needs_git
from tests.translated import edit, translate

DAY = dt.datetime(2011, 7, 4, 12, tzinfo=dt.UTC)


def take(folder: Path, at: dt.datetime = DAY) -> list[str]:
    """Record how far all languages are; give those that were new."""
    project = open_project(folder)
    seen = survey(project, project.campaign.languages, at=at).progress
    return [each.locale for each in record(project, seen)[1]]


def files(folder: Path) -> list[Path]:
    return sorted((folder / "history").glob("*"))


def test_what_did_not_change_is_recorded_once(starter: Path) -> None:
    assert take(starter) == ["es"]
    assert take(starter) == []
    assert take(starter, DAY + dt.timedelta(7)) == []
    assert len(files(starter)) == 1
    translate(starter, "es")
    assert take(starter, DAY + dt.timedelta(7)) == ["es"]
    assert len(files(starter)) == 2


def test_what_is_recorded_is_what_was_counted(starter: Path) -> None:
    take(starter)
    project = open_project(starter)
    seen = survey(project, project.campaign.languages, at=DAY).progress.locales[0]
    (recorded,) = seen.history
    assert recorded.at == DAY
    assert recorded.total.words == seen.total.words
    assert list(recorded.documents) == list(project.campaign.domains)


def test_a_language_that_cannot_be_read_is_not_recorded(starter: Path) -> None:
    (starter / "locales" / "es" / "LC_MESSAGES" / "faq.po").write_bytes(b"\xff")
    assert take(starter) == []
    assert not (starter / "history").exists()


def test_damage_is_named_and_left_where_it_is(starter: Path) -> None:
    take(starter)
    damaged, binary = starter / "history" / "2011-01-01.jsonl", starter / "history" / "x.jsonl"
    damaged.write_text("<<<<<<<\n", "utf-8")
    binary.write_bytes(b"\xff\xfe")
    history, errors = read_history(open_project(starter))
    assert [error.place for error in errors] == ["history/2011-01-01.jsonl:1", "history/x.jsonl:1"]
    assert len(history["es"]) == 1
    translate(starter, "es")
    assert take(starter, DAY + dt.timedelta(1)) == ["es"]
    assert damaged.read_text("utf-8") == "<<<<<<<\n"


def test_recordings_of_one_moment_stand_in_the_order_in_which_they_were_made(starter: Path) -> None:
    wanted = []
    for number in range(6):
        edit(starter / "source" / "faq.md", "Everyone who", f"Everyone{' really' * number} who")
        assert take(starter) == ["es"]
        project = open_project(starter)
        wanted.append(survey(project, project.campaign.languages, at=DAY).progress.locales[0].total.words)
        edit(starter / "source" / "faq.md", f"Everyone{' really' * number} who", "Everyone who")
    history, _ = read_history(open_project(starter))
    assert [each.total.words for each in history["es"]] == wanted


def test_a_bad_byte_costs_its_own_line_alone(starter: Path) -> None:
    take(starter)
    (path,) = files(starter)
    good = path.read_bytes()
    path.write_bytes(good.replace(b'"es"', b'"e\xffs"') + good + b"<<<<<<<\n")
    history, errors = read_history(open_project(starter))
    assert [error.line for error in errors] == [1, 3]
    assert len(history["es"]) == 1


@needs_git
def test_two_branches_that_both_record_merge_without_conflict(starter: Path) -> None:
    git(starter, "init", "--quiet", "--initial-branch", "main")
    commit(starter)
    git(starter, "checkout", "--quiet", "-b", "spring")
    take(starter, DAY)
    commit(starter)
    git(starter, "checkout", "--quiet", "main")
    take(starter, DAY + dt.timedelta(1))
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    take(starter, DAY + dt.timedelta(1))
    commit(starter)
    git(starter, "merge", "--quiet", "spring")
    history, errors = read_history(open_project(starter))
    assert errors == []
    assert [each.at.day for each in history["es"]] == [4, 5, 5]


@needs_git
def test_two_branches_that_record_the_same_merge_into_one_file(starter: Path) -> None:
    git(starter, "init", "--quiet", "--initial-branch", "main")
    commit(starter)
    git(starter, "checkout", "--quiet", "-b", "spring")
    take(starter)
    commit(starter)
    git(starter, "checkout", "--quiet", "main")
    take(starter)
    commit(starter)
    git(starter, "merge", "--quiet", "spring")
    assert len(files(starter)) == 1
