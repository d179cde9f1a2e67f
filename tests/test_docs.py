"""What users can call, write or read is documented."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from handbill.campaign import parse_campaign
from handbill.checks import CHECKS
from handbill.cli import cli
from handbill.content.document import Kind
from handbill.facts import STYLES
from handbill.facts import Kind as FactKind
from handbill.keyed import Table
from handbill.manifest import Artifact
from handbill.register import Entry
from handbill.render.preflight import QUESTIONS
from handbill.runs.run import COLUMNS
from tests.conftest import REPOSITORY, Run

DOCS = REPOSITORY / "docs"


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


COMMANDS = list(commands(cli))


def test_all_commands_of_the_architecture_are_there() -> None:
    names = [name for name, _ in COMMANDS]
    assert names == [
        "init", "build", "extract", "update", "compile", "locale add", "check", "review", "origin", "export",
        "import", "glossary export", "glossary import", "memory export", "memory import", "memory suggest",
        "progress", "render", "preflight", "print-run", "which", "fonts copy", "fonts install",
        "fonts list", "doctor",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    row = next((line for line in page("commands").split("\n") if line.startswith(f"| `{name}")), None)
    assert row is not None
    for option in command.params:
        names = [each for each in option.opts if each.startswith("-")]
        assert not names or any(f"`{each}" in row for each in names), (name, names)


def test_exit_statuses_are_documented() -> None:
    assert re.search(
        r"\*\*0\*\* good; \*\*1\*\* findings or failure.*\*\*2\*\*\s+wrong usage", page("commands"), re.DOTALL
    )


def test_every_key_of_handbill_toml_is_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    take = Table.take

    def spy(self: Table, key: str, default: object) -> object:
        asked.add(key)
        return take(self, key, default)

    monkeypatch.setattr(Table, "take", spy)
    text = (REPOSITORY / "handbill.toml").read_text("utf-8")
    months, weekdays = json.dumps([str(each) for each in range(12)]), json.dumps([str(each) for each in range(7)])
    mam = f'\n[languages.mam]\nscript = "Latn"\n[languages.mam.dates]\nmonths = {months}\nweekdays = {weekdays}\n'
    campaign = parse_campaign(f"fonts = {{ system = true }}\n{text}{mam}", "handbill.toml")
    own = {*campaign.documents, *campaign.products, *campaign.facts, "mam"}
    own |= {key for document in campaign.documents.values() for key in document.fields}
    tables = {"release", "checks", "fonts", "facts", "documents", "products", "languages"}
    documented = set(re.findall(r"`\[?([a-z_]+)", page("campaign")))
    assert asked - own - tables <= documented
    assert all(f"## [{table}" in page("campaign") for table in tables)


def test_every_kind_and_format_of_facts_is_documented() -> None:
    for kind in FactKind:
        assert f"`{kind.value}`" in page("campaign")
    for style in (*STYLES, "national", "international", "bare"):
        assert f"`{style}`" in page("sources")


def test_every_key_of_the_manifest_is_documented() -> None:
    for each in fields(Artifact):
        assert f"`{each.name}`" in page("formats")


def test_every_key_of_the_register_and_of_the_index_of_a_run_is_documented() -> None:
    for each in fields(Entry):
        assert f"`{each.name}`" in page("formats"), each.name
    for name in ("texts", "current", "reasons", "near", *COLUMNS):
        assert f"`{name}`" in page("formats"), name


def test_every_key_of_copy_and_progress_is_documented(starter: Path, run: Run) -> None:
    assert run("render", "copy", "--campaign", starter, "-q").exit_code == 0
    deck = json.loads((starter / "build/copy/es.json").read_text("utf-8"))
    names = set(deck) | {key for document in deck["documents"].values() for key in document}
    for document in deck["documents"].values():
        names |= {key for entry in (*document["fields"], *document["blocks"]) for key in entry}
    names |= {key for entry in deck["interface"] for key in entry}
    for name in names:
        assert f"`{name}`" in page("formats"), name
    for kind in Kind:
        assert f"`{kind.value}`" in page("formats")
    progress = json.loads(run("progress", "--campaign", starter, "--format", "json").stdout)
    total = progress["locales"]["es"]["total"]
    for name in (*total["words"], *total["origins"]):
        assert f'"{name}"' in page("formats")
    for name in (*total, *total["findings"], *progress["locales"]["es"]):
        assert f"`{name}`" in page("formats"), name
    header = run("progress", "--campaign", starter, "--format", "csv").stdout.splitlines()[0].split(",")
    shown = {f"words_{state}" for state in total["words"]}
    assert all(f"`{name}`" in page("formats") for name in header if name not in shown)


def test_every_check_is_documented() -> None:
    for check in CHECKS:
        assert f"| `{check.id}` | {check.severity.value} |" in page("checks")


def test_every_question_of_preflight_is_documented() -> None:
    for question in QUESTIONS:
        assert f"| `{question.id}` | {question.severity.value} |" in page("preflight")


def test_every_key_of_preflight_is_documented(starter: Path, run: Run) -> None:
    data = json.loads(run("preflight", "flyer", "--campaign", starter, "--format", "json").stdout)
    names = {*data, *data["sheets"][0], *data["sheets"][0]["flaws"][0]}
    section = page("formats").partition("## preflight")[2].partition("\n## ")[0]
    assert all(f'"{name}"' in section for name in names)


def test_every_key_of_the_list_of_fonts_is_documented(starter: Path, run: Run) -> None:
    (starter / "fonts").mkdir()
    (starter / "fonts" / "Own.woff2").touch()
    data = json.loads(run("fonts", "-l", "en", "--campaign", starter, "--format", "json").stdout)
    english = data["locales"]["en"]
    names = {*data, *english, *english["families"][0], *data["problems"][0]}
    section = page("formats").partition("## fonts")[2].partition("\n## ")[0]
    assert all(f'"{name}"' in section for name in names)


def test_every_name_of_the_print_library_that_templates_use_is_documented() -> None:
    library = (REPOSITORY / "handbill/render/typst/local/handbill/1.0.0/lib.typ").read_text("utf-8")
    handed_on = re.findall(r'^#import "[a-z-]+\.typ": (.+)$', library, re.MULTILINE)
    names = [*re.findall(r"^#let ([a-z][a-z-]*)", library, re.MULTILINE), *", ".join(handed_on).split(", ")]
    assert len(names) > 40
    for name in names:
        assert f"`{name}" in page("templates"), name


@pytest.mark.parametrize(
    "path", sorted(REPOSITORY.glob("*.md")) + sorted(DOCS.glob("*.md")), ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`]*`", "", path.read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
        assert (path.parent / target).exists(), target


def test_every_page_is_listed() -> None:
    listed = set(re.findall(r"\]\(([a-z-]+\.md)\)", page("README")))
    assert listed == {path.name for path in DOCS.glob("*.md")} - {"README.md"}
