from __future__ import annotations

from pathlib import Path

import pytest

from handbill.fonts.faces import MEMORY
from tests.conftest import Run
from tests.translated import edit, translate


def made(folder: Path) -> set[str]:
    build = folder / "build"
    files = (path.relative_to(build).as_posix() for path in build.rglob("*") if path.is_file())
    aside = (".lock", f"{MEMORY}/", "manifest.json", "register.jsonl")
    return {path for path in files if not path.startswith(aside)}


def test_just_what_was_asked_for_is_made(run: Run, starter: Path) -> None:
    translate(starter, "es")
    result = run("render", "flyer", "-l", "es", "--campaign", starter)
    assert result.exit_code == 0
    assert made(starter) == {"print/es/flyer.pdf", "print/es/flyer.png"}
    assert result.stdout == f"2 made, 0 up to date in {starter}/build/\n"


def test_a_language_of_the_campaign_in_this_repository_can_be_made_alone(run: Run, campaign: Path) -> None:
    assert run("render", "flyer", "-l", "km", "--campaign", campaign).exit_code == 0
    assert made(campaign) == {"print/km/flyer.pdf", "print/km/flyer.png"}


def test_several_products_can_be_asked_for(run: Run, starter: Path) -> None:
    assert run("render", "web", "copy", "-l", "en", "--campaign", starter).exit_code == 0
    assert {path.split("/")[0] for path in made(starter)} == {"web", "copy"}


def test_all_products_are_made_where_none_is_named_but_no_catalogs(run: Run, starter: Path) -> None:
    assert run("render", "-l", "en", "--campaign", starter).exit_code == 0
    assert {path.split("/")[0] for path in made(starter)} == {"web", "copy", "markdown", "print"}


def test_a_profile_alone_can_be_asked_for(run: Run, starter: Path) -> None:
    assert run("render", "half-sheet", "-l", "en", "--profile", "office-bw", "--campaign", starter).exit_code == 0
    assert made(starter) == {"print/en/half-sheet-office-bw.pdf"}
    assert run("render", "-l", "en", "--profile", "office-bw", "--campaign", starter).exit_code == 0
    assert made(starter) == {"print/en/half-sheet-office-bw.pdf"}
    both = ("--profile", "office-bw", "--profile", "office")
    assert run("render", "half-sheet", "-l", "en", *both, "--campaign", starter).exit_code == 0
    assert "print/en/half-sheet.pdf" in made(starter)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            ["flyer", "--profile", "glossy"],
            "there is no profile “glossy”\n  There are: office, office-bw, shop, shop-bw.",
        ),
        (["flyer", "--profile", "shop-bw"], "“flyer” has no profile “shop-bw”\n  There are: office."),
        (["web", "--profile", "office"], "“web” has no profile “office”\n  Only printed products have any."),
        (["--profile", "shop-bw"], "no product of the campaign has the profile “shop-bw”\n  There are: office, "),
    ],
)
def test_a_profile_that_there_is_not_is_told_with_those_that_there_are(
    run: Run, starter: Path, call: list[str], said: str
) -> None:
    result = run("render", *call, "--campaign", starter)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (starter / "build").exists()


def test_a_text_smaller_than_the_floor_is_a_warning_at_the_longest_text(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "handbill.toml", "floor = 12", "floor = 30")
    result = run("render", "flyer", "--campaign", starter)
    assert result.exit_code == 0
    assert "warning: source/petition.md:" in result.stdout
    assert "warning: locales/es/LC_MESSAGES/petition.po:" in result.stdout
    assert result.stdout.count("30pt is easy to read. It is about ") == 2
    assert "too long [small]" in result.stdout
    assert "petition in es, “" in result.stdout


def test_catalogs_are_read_as_they_are(run: Run, starter: Path) -> None:
    edit(starter / "source" / "faq.md", "Everyone who", "Anyone who")
    before = {path: path.read_bytes() for path in (starter / "locales").rglob("*.po*")}
    assert run("render", "copy", "--campaign", starter).exit_code == 0
    assert {path: path.read_bytes() for path in (starter / "locales").rglob("*.po*")} == before


@pytest.mark.parametrize("name", ["poster", "Flyer", "flyer.pdf", "catalog", ""])
def test_an_unknown_product_is_wrong_usage_and_those_that_there_are_are_listed(
    run: Run, starter: Path, name: str
) -> None:
    result = run("render", name, "--campaign", starter)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: the campaign has no product “{name}”\n"
        "  There are: copy, flyer, half-sheet, letter, markdown, social-square, wallet-card, web.\n"
    )
    assert not (starter / "build").exists()


@pytest.mark.parametrize("tag", ["vi", "spanish", "", "english"])
def test_a_language_that_the_campaign_has_not_is_wrong_usage(run: Run, starter: Path, tag: str) -> None:
    result = run("render", "flyer", "-l", tag, "--campaign", starter)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: the campaign has no language “{tag}”\n  There are: en, es.")


def test_pages_without_a_template_are_an_error_when_asked_for_and_no_matter_otherwise(run: Run, starter: Path) -> None:
    (starter / "templates" / "page.html").unlink()
    result = run("render", "web", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: templates/page.html: there is no such template, and web needs it\n")
    assert run("render", "copy", "--campaign", starter).exit_code == 0


def test_a_damaged_catalog_of_another_language_is_nobodys_matter(run: Run, starter: Path) -> None:
    workspace = starter / "locales" / "es" / "LC_MESSAGES"
    workspace.mkdir(parents=True, exist_ok=True)
    (workspace / "petition.po").write_bytes(b"\xff")
    result = run("render", "copy", "-l", "en", "--campaign", starter)
    assert (result.exit_code, result.stderr.count("error")) == (0, 0)


def test_quiet_says_nothing_but_what_is_wrong(run: Run, starter: Path) -> None:
    assert run("render", "copy", "-q", "-l", "en", "--campaign", starter).output == ""
    (starter / "source" / "letter.md").unlink()
    result = run("render", "copy", "-q", "-l", "en", "--campaign", starter)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: source/letter.md: there is no such file\n")
