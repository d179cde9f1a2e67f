from __future__ import annotations

from pathlib import Path

from tests.conftest import Run
from tests.translated import edit


def test_the_messages_of_each_domain_are_counted(run: Run, starter: Path) -> None:
    result = run("extract", "--campaign", starter)
    assert result.exit_code == 0
    assert "petition: 14 messages\n" in result.stdout
    assert result.stdout.endswith("4 templates changed\n")
    assert run("extract", "--campaign", starter).stdout.endswith("0 templates changed\n")


def test_no_catalog_is_touched(run: Run, starter: Path) -> None:
    before = {path: path.read_bytes() for path in starter.rglob("*.po")}
    run("extract", "--campaign", starter)
    assert {path: path.read_bytes() for path in starter.rglob("*.po")} == before


def test_quiet_says_nothing_but_what_is_wrong(run: Run, starter: Path) -> None:
    assert run("extract", "-q", "--campaign", starter).output == ""
    edit(starter / "source" / "faq.md", "{hotline}", "{hotlin}")
    result = run("extract", "-q", "--campaign", starter)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: source/faq.md:22: ")
