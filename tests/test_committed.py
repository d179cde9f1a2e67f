from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handbill.committed import translations_committed
from tests.repository import commit, git, needs_git

pytestmark = needs_git
CATALOG = "locales/es/LC_MESSAGES/faq.po"
HEADER = 'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2011-07-01 12:00+0000\\n"\n"Language: es\\n"\n'
BEGUN = f'{HEADER}\n#: faq.md:1\nmsgid "Who?"\nmsgstr ""\n\n#: faq.md:2\nmsgid "When?"\nmsgstr "¿Cuándo?"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository in which the campaign is a folder among others."""
    git(tmp_path, "init", "--quiet")
    folder = tmp_path / "campaign"
    (folder / CATALOG).parent.mkdir(parents=True)
    write(folder, BEGUN, "2011-07-01")
    return folder


def write(folder: Path, text: str, day: str) -> None:
    (folder / CATALOG).write_text(text, "utf-8")
    commit(folder.parent, day)


def day(folder: Path) -> dt.date | None:
    found = translations_committed(folder, [CATALOG]).get(CATALOG)
    return found.date() if found else None


def test_a_translation_is_dated_by_its_commit(checkout: Path) -> None:
    assert day(checkout) == dt.date(2011, 7, 1)
    write(checkout, BEGUN.replace('"Who?"\nmsgstr ""', '"Who?"\nmsgstr "¿Quién?"'), "2011-07-03")
    assert day(checkout) == dt.date(2011, 7, 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("faq.md:2", "faq.md:9"),
        ('msgid "Who?"', '#, fuzzy\n#| msgid "Who?"\nmsgid "Who then?"'),
        ('msgid "Who?"\nmsgstr ""\n', 'msgid "Who?"\nmsgstr ""\n\nmsgid "New"\nmsgstr ""\n'),
        ("2011-07-01 12:00", "2011-07-03 12:00"),
        ('"Language: es', '"X-Generator: x\\n"\n"Language: es'),
        ('msgid "Who?"\nmsgstr ""\n', '#~ msgid "Old"\n#~ msgstr "Viejo"\n'),
    ],
)
def test_what_an_update_or_an_editor_writes_beside_translations_is_no_work_on_them(
    checkout: Path, old: str, new: str
) -> None:
    assert old in BEGUN
    write(checkout, BEGUN.replace(old, new), "2011-07-03")
    assert day(checkout) == dt.date(2011, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        BEGUN.replace("¿Cuándo?", "¿Hasta cuándo?"),
        BEGUN.replace('"¿Cuándo?"', '""\n"¿Hasta "\n"cuándo?"'),
        BEGUN.replace("#: faq.md:2", "# handbill: reviewed 0123456789abcdef by Rosa\n#: faq.md:2"),
        BEGUN.replace('msgstr ""\n\n', 'msgid_plural "Whos?"\nmsgstr[0] "¿Quién?"\nmsgstr[1] "¿Quiénes?"\n\n'),
    ],
)
def test_translations_and_sign_offs_are(checkout: Path, text: str) -> None:
    write(checkout, text, "2011-07-03")
    assert day(checkout) == dt.date(2011, 7, 3)


def test_a_line_of_a_longer_translation_is_one(checkout: Path) -> None:
    longer = BEGUN.replace('"¿Cuándo?"', '""\n"¿Hasta "\n"cuándo?"')
    write(checkout, longer, "2011-07-03")
    write(checkout, longer.replace('"cuándo?"', '"qué día?"'), "2011-07-05")
    assert day(checkout) == dt.date(2011, 7, 5)


def test_a_configuration_of_git_changes_nothing(checkout: Path) -> None:
    for name in ("diff.noprefix", "diff.mnemonicPrefix", "log.showSignature", "core.quotePath"):
        git(checkout, "config", name, "true")
    git(checkout, "config", "diff.external", "/bin/false")
    git(checkout, "config", "color.ui", "always")
    assert day(checkout) == dt.date(2011, 7, 1)


def test_git_is_not_asked_where_it_cannot_know(checkout: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    assert translations_committed(elsewhere, [CATALOG]) == {}
    assert translations_committed(checkout, []) == {}
    assert translations_committed(checkout, ["locales/new.po"]) == {}
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}", str(elsewhere / "shallow"))
    assert translations_committed(elsewhere / "shallow" / "campaign", [CATALOG]) == {}


def test_without_git_nothing_is_known(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert translations_committed(checkout, [CATALOG]) == {}
