from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handbill.catalogs.po import parse, serialize
from handbill.catalogs.review import signed_off
from handbill.model import State
from tests.conftest import Run
from tests.translated import edit, translate


def test_what_changed_is_told_for_each_catalog(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who lives", "Anyone who lives")
    result = run("update", "--campaign", starter)
    assert result.exit_code == 0
    assert "locales/es/LC_MESSAGES/faq.po: 1 fuzzy\n" in result.stdout
    assert result.stdout.endswith("1 of 4 catalogs changed\n")


def test_a_second_update_changes_nothing(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    assert run("update", "--campaign", starter).stdout == "0 of 4 catalogs changed\n"


def test_only_the_languages_that_were_asked_for_are_updated(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi", "zh-Hans"]')
    assert run("update", "-q", "-l", "zh_hans", "--campaign", starter).exit_code == 0
    assert (starter / "locales" / "zh_Hans").exists()
    assert not (starter / "locales" / "vi").exists()


def test_the_source_language_has_no_catalogs(run: Run, starter: Path) -> None:
    result = run("update", "-l", "en", "--campaign", starter)
    assert result.exit_code == 2
    assert "“en” is the source language" in result.stderr


def test_nothing_is_rendered(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    assert not (starter / "build").exists()


@pytest.mark.parametrize(("text", "said"), [("Anyone else\n", "1 new, 11 obsolete"), ("", "11 obsolete")])
def test_counts_are_named_and_those_of_nothing_left_out(run: Run, starter: Path, text: str, said: str) -> None:
    run("update", "--campaign", starter)
    (starter / "source" / "faq.md").write_text(text)
    assert f"faq.po: {said}\n" in run("update", "--campaign", starter).stdout


def test_an_update_of_places_alone_says_so(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    edit(starter / "source" / "faq.md", "## Who may sign?", "\n\n## Who may sign?")
    assert "faq.po: places and comments only\n" in run("update", "--campaign", starter).stdout


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_shows_each_change_word_by_word_and_writes_nothing(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who lives", "Anyone who lives")
    edit(starter / "handbill.toml", '["es"]', '["es", "vi"]')
    before = everything(starter)
    result = run("update", "--dry-run", "--campaign", starter)
    assert result.exit_code == 0
    assert everything(starter) == before
    spanish, vietnamese = result.stdout.split("Vietnamese (vi)\n")
    assert spanish.startswith("Spanish (es)\n  locales/es/LC_MESSAGES/faq.po: 1 fuzzy\n    fuzzy    source/faq.md:")
    assert ": [-Everyone-] {+Anyone+} who lives, " in spanish
    assert "  locales/vi/LC_MESSAGES/faq.po: " in vietnamese
    assert result.stdout.endswith("5 of 8 catalogs would change\n")


def test_a_dry_run_in_a_campaign_without_catalogs_makes_no_folder(run: Run, starter: Path) -> None:
    shutil.rmtree(starter / "locales")
    assert run("update", "--dry-run", "--campaign", starter).exit_code == 0
    assert not (starter / "locales").exists()


def test_a_dry_run_with_nothing_to_do_says_so(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    result = run("update", "--dry-run", "--campaign", starter)
    assert result.stdout == "Spanish (es)\n  nothing would change\n0 of 4 catalogs would change\n"


def test_a_minor_change_leaves_the_translation_finished(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who lives", "Anyone who lives")
    result = run("update", "--minor", "--campaign", starter)
    assert result.exit_code == 0
    assert "faq.po: 1 minor\n" in result.stdout
    assert "# handbill: minor change of the source: [-Everyone-] {+Anyone+} who lives" in faq(starter)
    assert "fuzzy" not in faq(starter)


def test_a_change_that_cannot_be_minor_is_refused_with_reason_and_place(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Until {deadline:full}.", "Until {deadline}.")
    result = run("update", "--minor", "--campaign", starter)
    assert result.exit_code == 1
    assert re.search(r"error: source/faq\.md:\d+: the change is not a minor one: a placeholder changed:", result.stderr)
    assert "#, fuzzy" in faq(starter)


def test_one_message_is_minor_also_after_an_update(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who lives", "Anyone who lives")
    run("update", "--campaign", starter)
    assert run("update", "--minor-message", "Anyone who lives", "--campaign", starter).exit_code == 0
    assert "fuzzy" not in faq(starter)


@pytest.mark.parametrize(
    ("text", "said"), [("Nobody says this", "no message has"), ("e", "messages have"), ("", "no ")]
)
def test_a_text_that_names_no_message_or_several_is_wrong_usage(run: Run, starter: Path, text: str, said: str) -> None:
    run("update", "--campaign", starter)
    before = everything(starter)
    result = run("update", "--minor-message", text, "--campaign", starter)
    assert result.exit_code == 2
    assert said in result.stderr
    assert everything(starter) == before


def test_a_message_that_did_not_change_cannot_be_called_minor(run: Run, starter: Path) -> None:
    translate(starter, "es")
    result = run("update", "--minor-message", "Everyone who lives", "--campaign", starter)
    assert result.exit_code == 1
    assert "no finished translation was made from an earlier version of this text" in result.stderr


def test_a_text_that_moves_to_another_document_takes_its_translation_along(run: Run, starter: Path) -> None:
    translate(starter, "es")
    with (starter / "source" / "letter.md").open("a") as letter:
        letter.write("\nUntil {deadline:full}.\n")
    result = run("update", "--campaign", starter)
    assert "letter.po: 1 reused\n" in result.stdout


def faq(folder: Path) -> str:
    return (folder / "locales" / "es" / "LC_MESSAGES" / "faq.po").read_text("utf-8")


def test_a_document_that_was_renamed_takes_its_translations_along(run: Run, starter: Path) -> None:
    translate(starter, "es")
    old = starter / "locales/es/LC_MESSAGES/letter.po"
    before = old.read_bytes()
    campaign = (starter / "handbill.toml").read_text("utf-8")
    (starter / "handbill.toml").write_text(re.sub(r"(?<!-)\bletter\b(?!\.(md|typ))", "brief", campaign), "utf-8")
    result = run("update", "--campaign", starter)
    assert result.exit_code == 0, result.output
    said = (
        "locales/es/LC_MESSAGES/letter.po belongs to no document any more; its translations are reused; delete it when"
    )
    assert result.stdout.count(said) == 1
    catalog = parse((starter / "locales/es/LC_MESSAGES/brief.po").read_bytes(), "brief.po")
    assert all(unit.msgstr[0] for unit in catalog.units)
    assert {unit.state for unit in catalog.units if unit.message.context is None} == {State.TRANSLATED}
    assert old.read_bytes() == before


def test_a_sign_off_moves_with_a_renamed_document(run: Run, starter: Path) -> None:
    translate(starter, "es")
    folder = starter / "locales/es/LC_MESSAGES"
    catalog = parse((folder / "letter.po").read_bytes(), "letter.po")
    signed = replace(catalog, units=tuple(signed_off(unit) for unit in catalog.units))
    (folder / "letter.po").write_bytes(serialize(signed))
    campaign = (starter / "handbill.toml").read_text("utf-8")
    (starter / "handbill.toml").write_text(re.sub(r"(?<!-)\bletter\b(?!\.(md|typ))", "brief", campaign), "utf-8")
    run("update", "--campaign", starter)
    made = parse((folder / "brief.po").read_bytes(), "brief.po")
    assert {unit.state for unit in made.units if unit.message.context is None} == {State.REVIEWED}


def test_a_catalog_of_no_document_that_cannot_be_read_is_told(run: Run, starter: Path) -> None:
    translate(starter, "es")
    (starter / "locales/es/LC_MESSAGES/old.po").write_bytes(b'msgid "a\n')
    result = run("update", "--campaign", starter)
    assert result.exit_code == 1
    assert "locales/es/LC_MESSAGES/old.po:1" in result.stderr
    assert "old.po belongs" not in result.stdout


@pytest.mark.parametrize("command", ["update", "build", "check"])
def test_catalogs_in_a_folder_that_is_named_otherwise_are_told_and_none_is_begun_beside_them(
    run: Run, starter: Path, command: str
) -> None:
    edit(starter / "handbill.toml", '["es"]', '["es", "zh-Hans"]')
    assert run("update", "--campaign", starter).exit_code == 0
    right, wrong = starter / "locales/zh_Hans", starter / "locales/zh-Hans"
    right.rename(wrong)
    result = run(command, "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.count("error: locales/zh-Hans: ") == 1
    assert "Rename the folder: locales/zh_Hans." in result.stderr
    assert not right.exists()


def test_a_second_folder_of_a_language_is_told(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["es", "zh-Hans"]')
    assert run("update", "--campaign", starter).exit_code == 0
    shutil.copytree(starter / "locales/zh_Hans", starter / "locales/zh-hans")
    result = run("update", "--campaign", starter)
    assert (result.exit_code, result.stderr.count("error: locales/zh-hans: ")) == (1, 1)
    assert "into locales/zh_Hans/" in result.stderr


@pytest.mark.parametrize("command", ["update", "build"])
def test_a_folder_of_catalogs_of_no_language_of_the_campaign_is_told(run: Run, starter: Path, command: str) -> None:
    assert run("update", "--campaign", starter).exit_code == 0
    (starter / "locales/es").rename(starter / "locales/es_MX")
    result = run(command, "--campaign", starter)
    assert result.exit_code == 0
    assert result.stderr.count("warning: locales/es_MX: no language of this campaign") == 1
    assert "handbill locale add es_MX" in result.stderr
