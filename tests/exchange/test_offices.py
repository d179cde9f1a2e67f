"""What a real office program opens and saves comes back without loss: LibreOffice, run without a screen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from handbill.exchange.fitting import COLUMNS
from handbill.exchange.formats import Format, read, write
from handbill.exchange.grid import Column
from handbill.exchange.merging import merge
from handbill.exchange.outcome import Fate
from handbill.exchange.workbook import FIRST_ROW
from handbill.languages import language
from tests.conftest import Run
from tests.exchange.parcels import TRICKY, catalog, parcel, unit

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

TRANSLATION = [column for column, _ in COLUMNS].index(Column.TRANSLATION) + 1

Save = Callable[[Path], bytes]


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Open a file in LibreOffice, save it in its own format, and give the new bytes."""
    folder = tmp_path_factory.mktemp("office")

    def call(path: Path) -> bytes:
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                "--convert-to", path.suffix.removeprefix("."), "--outdir", str(folder / "saved"), str(path),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (folder / "saved" / path.name).read_bytes()

    return call


@pytest.mark.parametrize("shape", [Format.XLSX, Format.DOCX])
@pytest.mark.parametrize("tag", ["es", "ar"])
def test_no_text_is_changed_by_opening_and_saving(tmp_path: Path, save: Save, shape: Format, tag: str) -> None:
    units = [unit(f"{number} {text}", text, comments=[text]) for number, text in enumerate(TRICKY)]
    found = catalog(*units, unit("{n} day", "", "{n} x", plural="{n} days"), tag=tag)
    path = tmp_path / f"round-{tag}{shape.suffix}"
    path.write_bytes(write(parcel(found, tag), shape))
    saved = save(path)
    assert saved != path.read_bytes()
    returned = read(saved, path.name)
    assert len(returned.rows) == len(TRICKY) + 2
    merged = merge({"petition": found}, returned, language(tag))
    assert merged.outcomes == []
    assert merged.catalogs["petition"] == found


@pytest.mark.parametrize("shape", [Format.XLSX, Format.DOCX])
def test_a_campaign_goes_out_and_comes_back_through_the_office(
    campaign: Path, tmp_path: Path, run: Run, save: Save, shape: Format
) -> None:
    before = {path: path.read_bytes() for path in campaign.rglob("*.po")}
    languages = [argument for tag in ("es", "zh-Hans", "vi", "km", "ar", "ht", "ru") for argument in ("-l", tag)]
    folder = tmp_path / "out"
    folder.mkdir()
    made = run("export", "--campaign", campaign, *languages, "-o", folder, "--format", shape.value)
    assert made.exit_code == 0
    for path in sorted(folder.iterdir()):
        path.write_bytes(save(path))
    done = run("import", "--campaign", campaign, *sorted(folder.iterdir()))
    assert done.exit_code == 0, done.output
    assert done.output.count("nothing changed in it") == 7
    assert {path: path.read_bytes() for path in campaign.rglob("*.po")} == before


def test_what_is_typed_into_a_spreadsheet_comes_back(tmp_path: Path, save: Save) -> None:
    found = catalog(unit("Sign now"), unit("Call"))
    path = tmp_path / "typed.xlsx"
    path.write_bytes(write(parcel(found), Format.XLSX))
    book = load_workbook(path)
    book["petition"].cell(FIRST_ROW, TRANSLATION).value = "Firme\nya “hoy”"
    book["petition"].cell(FIRST_ROW + 1, TRANSLATION).value = "=1+1"
    book.save(path)
    merged = merge({"petition": found}, read(save(path), path.name), language("es"))
    first, second = merged.catalogs["petition"].units
    assert first.msgstr == ("Firme\nya “hoy”",)
    # The formula was evaluated by the office program; here it is still its text, and needs work.
    assert (second.msgstr, second.fuzzy) == (("=1+1",), True)
    assert [each.fate for each in merged.outcomes if each.fate is not Fate.REMARK] == [Fate.TAKEN, Fate.FORMULA]


def test_what_is_typed_into_a_text_document_comes_back(tmp_path: Path, save: Save) -> None:
    found = catalog(unit("Sign now"), tag="ar")
    path = tmp_path / "typed.docx"
    path.write_bytes(write(parcel(found, "ar"), Format.DOCX))
    document = docx.Document(str(path))
    document.tables[0].rows[1].cells[1].text = "وقّعوا الآن\nمن فضلكم"
    document.save(str(path))
    merged = merge({"petition": found}, read(save(path), path.name), language("ar"))
    assert merged.catalogs["petition"].units[0].msgstr == ("وقّعوا الآن\nمن فضلكم",)
