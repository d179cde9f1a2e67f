from __future__ import annotations

from pathlib import Path

import pytest

from handbill.languages import language
from handbill.project import open_project
from tests.conftest import Run

MEMORY = "locales/es/memory.tmx"

TMX = """<tmx version="1.4"><header/><body>
<tu creationid="maria@example.org"><tuv xml:lang="en-US"><seg>Come to the meeting on Monday</seg></tuv>
<tuv xml:lang="es-MX"><seg>Venga a la reunión del lunes</seg></tuv><tuv xml:lang="fr"><seg>Venez</seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A TMX file of another program."""
    path = tmp_path / "other.tmx"
    path.write_text(TMX, "utf-8")
    return path


def test_what_was_imported_is_suggested_and_never_a_translation(starter: Path, run: Run, file: Path) -> None:
    result = run("memory", "import", file, "--campaign", starter)
    assert (result.exit_code, result.stdout) == (0, f"{MEMORY}: 1 added, 0 there already\nleft out: 1 in “fr”\n")
    result = run("memory", "suggest", "-l", "es", "Come to the meeting on Tuesday", "--campaign", starter)
    assert "%  Venga a la reunión del lunes\n            (imported: Come to the meeting on Monday)" in result.stdout
    text = (starter / "source" / "faq.md").read_text("utf-8") + "\nCome to the meeting on Monday\n"
    (starter / "source" / "faq.md").write_text(text, "utf-8")
    assert run("update", "-q", "--campaign", starter).exit_code == 0
    catalog = open_project(starter).catalog(language("es"), "faq")
    assert catalog is not None
    assert catalog.by_key[None, "Come to the meeting on Monday"].msgstr == ("",)
    assert "100.0%  Venga a la reunión del lunes" in run("memory", "suggest", "faq", "--campaign", starter).stdout


def test_importing_again_changes_no_byte(starter: Path, run: Run, file: Path) -> None:
    run("memory", "import", file, "--campaign", starter)
    before = (starter / MEMORY).read_bytes()
    assert "0 added, 1 there already" in run("memory", "import", file, "--campaign", starter).stdout
    assert (starter / MEMORY).read_bytes() == before


def test_nothing_that_is_there_is_dropped(starter: Path, run: Run, file: Path) -> None:
    run("memory", "import", file, "--campaign", starter)
    file.write_text(TMX.replace("lunes", "lunes, por favor"), "utf-8")
    run("memory", "import", file, "--campaign", starter)
    text = (starter / MEMORY).read_text("utf-8")
    assert "del lunes<" in text
    assert "del lunes, por favor<" in text


@pytest.mark.parametrize(("options", "named"), [((), False), (("--names",), True)])
def test_nobody_is_named_unless_that_is_asked_for(
    starter: Path, run: Run, file: Path, options: tuple[str, ...], named: bool
) -> None:
    run("memory", "import", file, *options, "--campaign", starter)
    assert ("maria@example.org" in (starter / MEMORY).read_text("utf-8")) is named


def test_what_is_exported_is_all_that_was_finished(starter: Path, run: Run, file: Path, tmp_path: Path) -> None:
    run("memory", "import", file, "--campaign", starter)
    assert run("memory", "export", "-l", "es", "-o", tmp_path / "es.tmx", "--campaign", starter).exit_code == 0
    text = (tmp_path / "es.tmx").read_text("utf-8")
    assert "Venga a la reunión del lunes" in text
    catalog = open_project(starter).catalog(language("es"), "petition")
    assert catalog is not None
    for unit in catalog.units:
        assert unit.msgstr[0].replace("&", "&amp;") in text
    assert run("memory", "export", "-l", "es", "--campaign", starter).stdout_bytes == text.encode()


def test_a_damaged_memory_is_told_and_the_rest_goes_on(starter: Path, run: Run) -> None:
    (starter / MEMORY).write_text("<tmx", "utf-8")
    result = run("memory", "suggest", "Sign the petition", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {MEMORY}:1: is not XML")
    assert "petition, in use" in result.stdout


def test_where_there_is_nothing_that_is_said(starter: Path, run: Run) -> None:
    assert "nothing like it" in run("memory", "suggest", "Zyx", "--campaign", starter).stdout
