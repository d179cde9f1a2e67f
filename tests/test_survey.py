from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handbill.model import Catalog, Message, State, Unit
from handbill.progress.report import DocumentProgress, LocaleProgress
from handbill.project import open_project
from handbill.recording import record
from handbill.survey import Survey, revision_date, survey
from tests.repository import commit, git, needs_git
from tests.translated import MARK, edit, translate

DAY = dt.datetime(2011, 7, 4, 12, tzinfo=dt.UTC)


def look(folder: Path, at: dt.datetime = DAY, since: dt.date | None = None) -> Survey:
    project = open_project(folder)
    return survey(project, project.campaign.languages, at=at, since=since)


def spanish(folder: Path, at: dt.datetime = DAY, since: dt.date | None = None) -> LocaleProgress:
    return look(folder, at, since).progress.locales[0]


def take(folder: Path, at: dt.datetime) -> None:
    record(open_project(folder), look(folder, at).progress)


def document(folder: Path, domain: str, at: dt.datetime = DAY) -> DocumentProgress:
    return next(each for each in spanish(folder, at).documents if each.domain == domain)


def faq(folder: Path) -> Path:
    return folder / "locales" / "es" / "LC_MESSAGES" / "faq.po"


def begun(folder: Path, day: str) -> None:
    """Say in every catalog's header that it was last revised on a day."""
    for path in (folder / "locales" / "es" / "LC_MESSAGES").glob("*.po"):
        lines = path.read_text("utf-8").split("\n")
        lines = [f'"PO-Revision-Date: {day}\\n"' if "PO-Revision-Date" in line else line for line in lines]
        path.write_text("\n".join(lines), "utf-8")


def test_a_change_of_the_source_shows_at_once_what_is_owed(starter: Path) -> None:
    translate(starter, "es")
    assert spanish(starter).total.words_left == 0
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    counted = document(starter, "faq").tally
    assert counted.words_left == counted.changed > 0
    assert spanish(starter).total.changed == counted.changed


def test_what_is_left_is_listed_with_its_place(starter: Path) -> None:
    translate(starter, "es")
    edit(faq(starter), 'msgid "Who may sign?"', '#, fuzzy\nmsgid "Who may sign?"')
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    fuzzy, new = document(starter, "faq").left
    assert (fuzzy.msgid, fuzzy.state) == ("Who may sign?", State.FUZZY)
    path, _, line = fuzzy.place.partition(":")
    assert path == "locales/es/LC_MESSAGES/faq.po"
    assert 'msgid "Who may sign?"' in "\n".join(faq(starter).read_text("utf-8").split("\n")[int(line) - 1 :][:5])
    assert new.state is State.UNTRANSLATED
    assert new.place.startswith("source/faq.md:")


def test_findings_are_counted_and_listed(starter: Path) -> None:
    translate(starter, "es")
    path = starter / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    text = path.read_text("utf-8")
    start = text.index(MARK, text.index("{deadline}"))
    path.write_text(text[:start] + text[start:].replace("{deadline}", "{dedline}", 1), "utf-8")
    seen = document(starter, "petition")
    assert seen.tally.errors == 1
    assert [each.check for each in seen.findings] == ["placeholders"]
    assert seen.tally.messages[State.FUZZY] == len(seen.left) == 1
    assert spanish(starter).total.percent < 100


def test_what_cannot_be_read_is_said_and_never_counted(starter: Path) -> None:
    translate(starter, "es")
    faq(starter).write_bytes(b"\xff")
    (starter / "source" / "letter.md").unlink()
    seen = look(starter)
    assert len(seen.errors) == 2
    assert seen.progress.locales[0].unread == ("letter", "faq")
    assert seen.progress.locales[0].percent == seen.progress.percent == "?"


def test_those_named_in_catalogs_are_credited(starter: Path) -> None:
    translate(starter, "es")
    text = faq(starter).read_text("utf-8")
    faq(starter).write_text(f"# Rosa Díaz <rosa@example.org>, 2011.\n{text}", "utf-8")
    assert spanish(starter).credited == ("Rosa Díaz",)


def test_changes_are_told_since_what_was_recorded(starter: Path) -> None:
    take(starter, DAY)
    translate(starter, "es")
    now = spanish(starter, since=DAY.date())
    assert now.since is not None
    assert now.since.at == DAY
    assert now.since.words == 0
    assert now.since.done == sum(each.since.done for each in now.documents if each.since) > 0


def test_a_document_that_cannot_be_read_has_not_lost_its_words(starter: Path) -> None:
    translate(starter, "es")
    take(starter, DAY)
    faq(starter).write_bytes(b"\xff")
    now = spanish(starter, since=DAY.date())
    assert now.since is not None
    assert (now.since.words, now.since.done) == (0, 0)


def test_nothing_changed_since_what_was_never_recorded(starter: Path) -> None:
    assert spanish(starter, since=DAY.date()).since is None
    take(starter, DAY)
    assert spanish(starter).since is None


def test_the_last_change_is_the_newest_that_anything_tells(starter: Path) -> None:
    begun(starter, "2011-06-01 12:00+0000")
    assert spanish(starter).last_change == dt.date(2011, 6, 1)
    take(starter, DAY - dt.timedelta(20))
    translate(starter, "es")
    begun(starter, "2011-06-01 12:00+0000")
    take(starter, DAY - dt.timedelta(10))
    assert spanish(starter).last_change == (DAY - dt.timedelta(10)).date()
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    take(starter, DAY - dt.timedelta(5))
    assert spanish(starter).last_change == (DAY - dt.timedelta(10)).date()


def test_a_day_that_has_not_come_is_no_change(starter: Path) -> None:
    begun(starter, "2031-06-01 12:00+0000")
    assert spanish(starter).last_change is None


@needs_git
def test_a_commit_tells_of_a_change_too(starter: Path) -> None:
    begun(starter, "2011-06-01 12:00+0000")
    git(starter, "init", "--quiet")
    commit(starter, "2011-06-02")
    edit(faq(starter), 'msgid "Until when?"', '# note\nmsgid "Until when?"')
    commit(starter, "2011-06-20")
    assert spanish(starter).last_change == dt.date(2011, 6, 2)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2011-07-04 12:00+0000", dt.date(2011, 7, 4)),
        ("2011-07-04T12:00:30+02:00", dt.date(2011, 7, 4)),
        ("YEAR-MO-DA HO:MI+ZONE", None),
        ("2011-13-04 12:00+0000", None),
        ("", None),
    ],
)
def test_a_revision_date_is_read_as_it_stands(said: str, day: dt.date | None) -> None:
    assert revision_date(Catalog(Unit(Message(""), (f"PO-Revision-Date: {said}\n",)))) == day
