from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

TABLE = "term,note,es,vi\ndeadline,the last day,plazo,hạn chót\nPARS,,,\n"


@pytest.fixture
def words(starter: Path) -> Path:
    """The small campaign with a glossary."""
    (starter / "glossary.csv").write_text(TABLE, "utf-8")
    return starter


def test_a_glossary_goes_out_as_tbx_and_comes_back_whole(words: Path, run: Run, tmp_path: Path) -> None:
    assert run("glossary", "export", "-o", tmp_path / "g.tbx", "--campaign", words).stdout == ""
    before = (words / "glossary.csv").read_bytes()
    result = run("glossary", "import", tmp_path / "g.tbx", "--campaign", words)
    assert (result.exit_code, result.stdout) == (0, "glossary.csv: 0 terms added, 0 completed\n")
    assert (words / "glossary.csv").read_bytes() == before
    (words / "glossary.csv").unlink()
    result = run("glossary", "import", tmp_path / "g.tbx", "--campaign", words)
    assert result.stdout == "glossary.csv: 2 terms added, 0 completed\n"
    again = run("glossary", "export", "--campaign", words)
    assert again.stdout_bytes == (tmp_path / "g.tbx").read_bytes()


def test_a_table_goes_out_as_excel_reads_it_and_comes_back(words: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    assert run("glossary", "export", "--format", "csv", "-l", "es", "-o", path, "--campaign", words).exit_code == 0
    assert path.read_bytes().startswith("\ufeffterm,part of speech,note,do not translate,es\n".encode())
    path.write_text("term;es;vi\nPetition;petición;\nDeadline;plazo;hạn cuối\n", "utf-8")
    result = run("glossary", "import", path, "--campaign", words)
    assert result.stdout == (
        "kept: deadline [vi]: “hạn chót”, not “hạn cuối”\nglossary.csv: 1 terms added, 0 completed\n"
    )


def test_a_byte_order_mark_stays(words: Path, run: Run, tmp_path: Path) -> None:
    (words / "glossary.csv").write_text(TABLE, "utf-8-sig")
    (tmp_path / "g.csv").write_text("term\npetition\n", "utf-8")
    assert run("glossary", "import", tmp_path / "g.csv", "--campaign", words, "-q").stdout == ""
    assert (words / "glossary.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_languages_that_nobody_knows_are_told(words: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    path.write_text(
        "<martif><text><body><termEntry><langSet xml:lang='en'><tig><term>fee</term></tig></langSet>"
        "<langSet xml:lang='qqq-x'><tig><term>a</term></tig></langSet>"
        "<langSet xml:lang='fr'><tig><term>frais</term></tig></langSet></termEntry></body></text></martif>",
        "utf-8",
    )
    result = run("glossary", "import", path, "--campaign", words)
    assert result.stdout.startswith("left out: 1 in “qqq-x”, which is no language that Handbill knows\n")
    assert (words / "glossary.csv").read_text("utf-8").splitlines()[-1] == "fee,,,,,,frais"


@pytest.mark.parametrize(
    ("name", "data"), [("g.tbx", b"<a/>"), ("g.tbx", b"\xff"), ("g.csv", b"\xff"), ("g.csv", b"a\n")]
)
def test_a_file_that_cannot_be_used_changes_nothing(
    words: Path, run: Run, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("glossary", "import", tmp_path / name, "--campaign", words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {tmp_path / name}")
    assert (words / "glossary.csv").read_text("utf-8") == TABLE


def test_a_file_that_is_not_there_is_wrong_usage(words: Path, run: Run) -> None:
    assert run("glossary", "import", "none.tbx", "--campaign", words).exit_code == 2
