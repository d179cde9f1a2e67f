"""``handbill review`` and ``handbill origin``, as a reviewer types them."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbill.catalogs.notes import kept_text, kept_texts
from handbill.cli import cli
from handbill.model import Catalog, Origin, State, Unit
from handbill.project import open_project
from tests.conftest import Run
from tests.translated import MARK, edit, translate


@pytest.fixture
def spanish(starter: Path) -> Path:
    translate(starter, "es")
    return starter


def review(folder: Path, keys: str, *more: str) -> Result:
    arguments = ["review", "--campaign", str(folder), "-l", "es", "letter", *more]
    return CliRunner().invoke(cli, arguments, input="".join(f"{key}\n" for key in keys.split()), prog_name="handbill")


def letter(folder: Path) -> Catalog:
    project = open_project(folder)
    catalog = project.catalog(project.campaign.by_tag["es"], "letter")
    assert catalog is not None
    return catalog


def states(folder: Path) -> list[State]:
    return [unit.state for unit in letter(folder).by_key.values()]


def change_first(folder: Path, **changes: object) -> Unit:
    project = open_project(folder)
    catalog = project.catalog(project.campaign.by_tag["es"], "letter")
    assert catalog is not None
    first = replace(catalog.units[0], **changes)  # type: ignore[arg-type]
    project.write_catalog(project.campaign.by_tag["es"], "letter", replace(catalog, units=(first, *catalog.units[1:])))
    return first


def test_each_decision_is_written_at_once_and_a_later_walk_goes_on(spanish: Path) -> None:
    total = len(states(spanish))
    result = review(spanish, "a s w q")
    assert result.exit_code == 0
    assert f"1 signed off; {total - 2} still waiting" in result.stdout
    assert states(spanish)[:3] == [State.REVIEWED, State.TRANSLATED, State.FUZZY]
    assert f"1 of {total - 2}" in review(spanish, "q").stdout


def test_the_end_of_input_ends_the_review_and_keeps_what_was_decided(spanish: Path) -> None:
    result = review(spanish, "a")
    assert result.exit_code == 0
    assert states(spanish)[0] is State.REVIEWED
    assert "Aborted" not in result.output


def test_source_translation_place_and_findings_are_shown(spanish: Path) -> None:
    unit = change_first(spanish, msgstr=("Carta \u202e",))
    result = review(spanish, "q")
    assert f"locales/es/LC_MESSAGES/letter.po:{letter(spanish).units[0].line}" in result.stdout
    assert unit.message.msgid in result.stdout
    assert "U+202E" in result.stdout


def test_what_readers_do_not_get_cannot_be_signed_off(spanish: Path) -> None:
    change_first(spanish, msgstr=("Carta \u202e",))
    result = review(spanish, "a q")
    assert "cannot be signed off" in result.stdout
    assert states(spanish)[0] is State.TRANSLATED


def test_what_changed_since_the_last_review_is_shown_word_by_word(spanish: Path) -> None:
    review(spanish, "a q", "--by", "Rosa")
    old = letter(spanish).units[0].msgstr[0]
    change_first(spanish, msgstr=(f"{old} nueva",))
    result = review(spanish, "q")
    assert "{+nueva+}" in result.stdout
    assert "by Rosa" in result.stdout


def test_a_note_stays_with_the_unit_and_nobody_is_named_unless_asked(spanish: Path) -> None:
    arguments = ["review", "--campaign", str(spanish), "-l", "es", "letter"]
    CliRunner().invoke(cli, arguments, input="n\nformal enough?\na\nq\n", prog_name="handbill")
    unit = letter(spanish).units[0]
    assert unit.comments == ("formal enough?", f"handbill: reviewed {unit.digest}")
    line = json.loads((spanish / "locales/es/reviews.jsonl").read_text("utf-8"))
    assert line["by"] is None
    assert line["msgstr"] == list(unit.msgstr)


def test_another_text_can_be_taken_and_the_rest_dropped(spanish: Path) -> None:
    change_first(spanish, comments=(kept_text("in es.xlsx", "msgstr", "La carta"),))
    result = review(spanish, "1 d q")
    assert "La carta  (in es.xlsx)" in result.stdout
    unit = letter(spanish).units[0]
    assert (unit.msgstr, unit.comments) == (("La carta",), ())


def editor(folder: Path, script: str) -> str:
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_translation_is_edited_in_the_users_editor(spanish: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", editor(spanish, f'sed -i "s/^{MARK}.*/Escriba hoy mismo/" "$1"'))
    monkeypatch.delenv("VISUAL", raising=False)
    review(spanish, "e a q")
    unit = letter(spanish).units[0]
    assert (unit.msgstr, unit.state) == (("Escriba hoy mismo",), State.REVIEWED)


def test_an_editor_that_loses_the_lines_of_hyphens_changes_nothing(
    spanish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(spanish, 'echo new > "$1"'))
    monkeypatch.delenv("VISUAL", raising=False)
    before = letter(spanish)
    assert "nothing was taken over" in review(spanish, "e q").stdout
    assert letter(spanish) == before


def test_what_somebody_changes_meanwhile_is_not_signed_off_unseen(
    spanish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = spanish / "locales/es/LC_MESSAGES/letter.po"
    monkeypatch.setenv(
        "EDITOR", editor(spanish, f'sed -i "s/^{MARK}/Mine: /" "$1"; sed -i "s/{MARK}/Theirs: /" {path}')
    )
    monkeypatch.delenv("VISUAL", raising=False)
    result = review(spanish, "e q")
    assert "Somebody has changed it meanwhile" in result.stdout
    unit = letter(spanish).units[0]
    assert unit.msgstr[0].startswith("Theirs: ")
    assert "what you typed is kept" in result.stdout
    (kept,) = kept_texts(unit.comments)
    assert kept.whence == "written at the same time"
    assert kept.text.startswith("Mine: ")


def drafts(folder: Path) -> list[Path]:
    return list(folder.glob("handbill-*.txt"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the editor's files are in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)
    return folder


def test_what_was_typed_is_opened_again_when_the_lines_of_hyphens_were_lost(
    spanish: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        """if grep -q '^Mine' "$1"; then sed -i 's/^Mine/---- msgstr ----\\nMine/' "$1"; else echo Mine > "$1"; fi"""
    )
    monkeypatch.setenv("EDITOR", editor(spanish, script))
    result = review(spanish, "e e q")
    assert str(temporary) in result.stdout
    assert letter(spanish).units[0].msgstr == ("Mine",)
    assert drafts(temporary) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_editor_may_save_in_any_encoding_that_names_itself(
    spanish: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    saved = temporary / "saved"
    saved.write_bytes("Above\r\n---- msgstr ----\r\nMañana\r\n".encode(encoding))
    monkeypatch.setenv("EDITOR", editor(spanish, f'cat {saved} > "$1"'))
    review(spanish, "e q")
    assert letter(spanish).units[0].msgstr == ("Mañana",)


@pytest.mark.parametrize(
    ("script", "typed"),
    [
        ("printf 'Ma\\361ana' > \"$1\"", True),
        ('rm "$1"', False),
        ("exit 3", False),
        ('echo Mine > "$1"; exit 3', True),
    ],
)
def test_an_editor_that_fails_returns_to_the_prompt_and_what_was_typed_is_named(
    spanish: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, script: str, typed: bool
) -> None:
    monkeypatch.setenv("EDITOR", editor(spanish, script))
    result = review(spanish, "e a q")
    assert result.exit_code == 0
    assert result.stdout.count("error: ") == 1
    assert states(spanish)[0] is State.REVIEWED
    assert [each for each in drafts(temporary) if str(each) in result.stdout] == drafts(temporary)
    assert bool(drafts(temporary)) == typed


@pytest.mark.parametrize("command", ["/nowhere/editor", "vi 'unclosed"])
def test_an_editor_that_is_not_there_is_one_message(
    spanish: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    result = review(spanish, "e a q")
    assert result.exit_code == 0
    assert result.stdout.count("error: ") == 1
    assert states(spanish)[0] is State.REVIEWED
    assert drafts(temporary) == []


def test_a_note_that_reads_like_a_sign_off_is_none(spanish: Path) -> None:
    digest = letter(spanish).units[0].digest
    arguments = ["review", "--campaign", str(spanish), "-l", "es", "letter"]
    CliRunner().invoke(cli, arguments, input=f"n\nhandbill: reviewed {digest}\nq\n", prog_name="handbill")
    unit = letter(spanish).units[0]
    assert unit.state is State.TRANSLATED
    assert unit.comments == (f"note: handbill: reviewed {digest}",)


def test_what_needs_work_is_looked_at_when_asked(spanish: Path) -> None:
    change_first(spanish, fuzzy=True)
    total = len(states(spanish))
    assert f"1 of {total - 1}" in review(spanish, "q").stdout
    result = review(spanish, "a q", "--needs-work")
    assert f"1 of {total}" in result.stdout
    assert states(spanish)[0] is State.REVIEWED


def test_what_was_translated_before_is_shown_where_nothing_is_finished(spanish: Path) -> None:
    edit(spanish / "source" / "letter.md", "Sincerely,", "Sincerely,\n\nEveryone who lives or works here.")
    CliRunner().invoke(cli, ["update", "--campaign", str(spanish)])
    shown = review(spanish, "s s s s s s s q", "--needs-work").stdout
    assert "  memory " in shown
    assert "alike)" in shown


def test_a_whole_document_is_signed_off_by_name_but_for_what_has_an_error(run: Run, spanish: Path) -> None:
    change_first(spanish, msgstr=("Carta \u202e",))
    total = len(states(spanish))
    result = run("review", "--campaign", spanish, "letter", "--accept-all", "--by", "Rosa M.")
    assert result.exit_code == 1
    assert f"letter in Spanish: {total - 1} signed off, 1 with an error\n" in result.stdout
    assert "U+202E" in result.stderr
    assert states(spanish) == [State.TRANSLATED, *[State.REVIEWED] * (total - 1)]
    assert letter(spanish).units[1].comments[-1].endswith(" by Rosa M.")
    assert run("review", "--campaign", spanish, "letter", "--accept-all").stdout.startswith("letter in Spanish: 0 s")


def test_an_edit_of_the_source_makes_a_sign_off_lapse(run: Run, spanish: Path) -> None:
    run("review", "--campaign", spanish, "faq", "--accept-all")
    edit(spanish / "source" / "faq.md", "Everyone who lives", "Anyone who lives")
    run("update", "--campaign", spanish)
    project = open_project(spanish)
    catalog = project.catalog(project.campaign.by_tag["es"], "faq")
    assert catalog is not None
    assert sorted({unit.state for unit in catalog.by_key.values()}) == [State.FUZZY, State.REVIEWED]
    result = CliRunner().invoke(cli, ["review", "--campaign", str(spanish), "--needs-work", "faq"], input="q\n")
    assert "[-Everyone-] {+Anyone+}" in result.stdout


@pytest.mark.parametrize("arguments", [["nothing"], ["--by", "a\nb"], ["--by", " "], ["-l", "xx"]])
def test_a_wrong_call_says_what_there_is(run: Run, spanish: Path, arguments: list[str]) -> None:
    result = run("review", "--campaign", spanish, "--accept-all", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_a_damaged_catalog_is_told_and_the_others_are_reviewed(run: Run, spanish: Path) -> None:
    damaged = spanish / "locales/es/LC_MESSAGES/letter.po"
    damaged.write_bytes(b'msgid "a\n')
    result = run("review", "--campaign", spanish, "--accept-all")
    assert result.exit_code == 1
    assert "locales/es/LC_MESSAGES/letter.po:1" in result.stderr
    assert "faq in Spanish: 11 signed off" in result.stdout
    assert damaged.read_bytes() == b'msgid "a\n'


def test_nothing_is_signed_off_of_a_document_whose_source_cannot_be_read(run: Run, spanish: Path) -> None:
    (spanish / "source/letter.md").unlink()
    result = run("review", "--campaign", spanish, "--accept-all")
    assert result.exit_code == 1
    assert result.stderr.count("source/letter.md") == 1
    assert set(states(spanish)) == {State.TRANSLATED}


@pytest.mark.parametrize("damage", ["line", "folder"])
def test_a_record_that_cannot_be_read_is_told_once_and_the_sign_offs_count(
    run: Run, spanish: Path, damage: str
) -> None:
    record = spanish / "locales/es/reviews.jsonl"
    if damage == "line":
        record.write_bytes(b"<<<<<<< ours\n")
    else:
        record.mkdir()
    walked = review(spanish, "a a q")
    assert walked.exit_code == 1
    assert walked.stderr.count("locales/es/reviews.jsonl") == 1
    assert states(spanish)[:3] == [State.REVIEWED, State.REVIEWED, State.TRANSLATED]
    assert run("review", "--campaign", spanish, "--accept-all").exit_code == 1
    assert set(states(spanish)) == {State.REVIEWED}
    assert damage == "folder" or record.read_bytes() == b"<<<<<<< ours\n"


def test_a_test_of_layouts_is_not_offered_for_review(run: Run, spanish: Path) -> None:
    run("locale", "add", "en-XA", "--campaign", spanish)
    assert "Pseudo" not in run("review", "--campaign", spanish, "--accept-all").output
    named = run("review", "--campaign", spanish, "-l", "en-XA", "--accept-all")
    assert named.exit_code == 0
    assert "there is nothing to review" in named.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(run: Run, spanish: Path) -> None:
    folder = spanish / "locales/es/LC_MESSAGES"
    folder.chmod(0o500)
    result = run("review", "--campaign", spanish, "--accept-all")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_the_origin_is_recorded_and_carried_into_copy_and_manifest(run: Run, spanish: Path) -> None:
    assert run("origin", "machine", "letter", "--by", "Engine 3", "--campaign", spanish).exit_code == 0
    assert {unit.origin for unit in letter(spanish).by_key.values()} == {Origin.MACHINE}
    run("review", "--campaign", spanish, "faq", "--accept-all")
    run("origin", "machine", "faq", "--campaign", spanish)
    run("render", "copy", "web", "--campaign", spanish, "-q")
    deck = json.loads((spanish / "build/copy/es.json").read_text("utf-8"))
    origins = {name: each["origin"] for name, each in deck["documents"].items()}
    assert origins == {"petition": "human", "letter": "machine", "faq": "machine reviewed"}
    assert deck["documents"]["letter"]["blocks"][0]["origin"] == "machine"
    manifest = json.loads((spanish / "build/manifest.json").read_text("utf-8"))
    found = {each["path"]: each["origin"] for each in manifest["artifacts"]}
    assert found["web/es/letter/index.html"] == "machine"
    assert found["web/en/letter/index.html"] is None
    page = (spanish / "build/web/es/letter/index.html").read_text("utf-8")
    assert f"{MARK}This translation was made by a machine" in page
    assert run("origin", "human", "letter", "--campaign", spanish).exit_code == 0
    assert {unit.origin for unit in letter(spanish).by_key.values()} == {Origin.HUMAN}
