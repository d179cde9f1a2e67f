"""Font files for tests: small ones of our own making, and systems that have just these."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables._g_l_y_f import Glyph

from handbill.fonts.wheels import Wheel


def font(path: Path, family: str = "Own", text: str = "abc", *, weight: int = 400, name: str | None = None) -> Path:
    """Write a font whose glyphs are empty; `name` is its PostScript name."""
    style = "Bold" if weight == 700 else "Regular"
    builder = FontBuilder(1000)
    glyphs = {each: f"u{ord(each):04X}" for each in text}
    builder.setupGlyphOrder([".notdef", *glyphs.values()])
    builder.setupCharacterMap({ord(each): glyph for each, glyph in glyphs.items()})
    builder.setupGlyf({glyph: Glyph() for glyph in (".notdef", *glyphs.values())})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *glyphs.values()), (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": family, "styleName": style, "psName": name or f"{family.replace(' ', '')}-{style}"}
    )
    builder.setupOS2(usWeightClass=weight, fsSelection=0x20 if weight == 700 else 0x40)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def variable(path: Path) -> Path:
    """Give a font an axis of weights."""
    with TTFont(path) as made:
        made["fvar"] = axes = newTable("fvar")
        axis = Axis()
        axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue, axis.axisNameID = "wght", 100, 400, 900, 256
        axes.axes, axes.instances = [axis], []
        made.save(path)
    return path


def system_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the system's fonts be those of a folder alone."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder.with_name(f"{folder.name}.conf")
    settings.write_text(f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir></fontconfig>', "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    return folder


def wheel(folder: Path, project: str, fonts: dict[str, bytes]) -> Wheel:
    """Write a wheel that holds these fonts, and give it as the table has one."""
    module = project.replace("-", "_")
    about = f"{module}-1.0.dist-info"
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in fonts.items():
            archive.writestr(f"{module}/{name}", data)
        archive.writestr(f"{about}/licenses/LICENSE", "free")
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Wheel(project, "1.0", digest, tuple(f"{module}/{name}" for name in fonts))
