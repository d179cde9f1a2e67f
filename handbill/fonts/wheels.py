"""Fonts that PyPI carries: which wheel has which family, and how they are taken out of it.

For who has no root, or a system whose package manager is not known. Versions
and digests are our own table's: pip refuses a file that is another.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbill.errors import WorkspaceError
from handbill.fonts.managers import Need

OFL = "OFL-1.1"
"""The SIL Open Font License: the files may be kept with a campaign, and given on with it."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """One file on PyPI that holds fonts."""

    project: str
    version: str
    sha256: str
    files: tuple[str, ...]
    """Where the fonts lie in it."""
    licence: str = OFL

    @property
    def requirement(self) -> str:
        """What pip calls it."""
        return f"{self.project}=={self.version}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what it puts into a folder of fonts: the fonts, then their licence."""
        return (*(each.rpartition("/")[2] for each in self.files), f"LICENSE-{self.project}.txt")

    @property
    def licence_file(self) -> str:
        """Where the text of the licence lies in it."""
        return f"{self.project.replace('-', '_')}-{self.version}.dist-info/licenses/LICENSE"


def _of_family(family: str, version: str, sha256: str, *more: str) -> tuple[str, Wheel]:
    """Give the wheel of one family of variable fonts."""
    project = f"fontpkg-{family.lower().replace(' ', '-')}"
    names = (f"{family.replace(' ', '')}[wdth,wght].ttf", *more)
    return family, Wheel(project, version, sha256, tuple(f"{project.replace('-', '_')}/files/{name}" for name in names))


_CHINESE_JAPANESE_KOREAN = Wheel(
    "noto-cjk-sans-otc",
    "0.0.1",
    "44596df7f0c1590cb9c4cfe85b9213b7e91e1086a8a024f1a05df6d6badd33ec",
    ("noto_cjk_sans_otc/NotoSansCJK-Regular.ttc",),
)

WHEELS: Mapping[str, Wheel] = dict(
    [
        _of_family(
            "Noto Sans",
            "2.15",
            "54016cb4dfbfdd8f0cae3d71a9401a73e786a473debd12f1d79067e349c9a4a3",
            "NotoSans-Italic[wdth,wght].ttf",
        ),
        _of_family("Noto Sans Arabic", "2.12", "eeca37a7ad6854bf1b6aa42bbce1908a6a6dcd2252ed56d021c20b613f6d16fc"),
        _of_family("Noto Sans Devanagari", "2.7", "3f8859d4905238a95daecf45c508dff148936e5aa60bd2e30a89333041a64adf"),
        _of_family("Noto Sans Khmer", "2.4", "81a3cc037bf40050429a85d79ef7d0e9efe299e1742b391a4a4fe84fdd78f6dd"),
        _of_family("Noto Sans Tamil", "2.4", "2d20504bec401fbcab6259dc8ea18bca5449fb7df1f542819236483eb36fb529"),
        _of_family("Noto Sans Telugu", "2.5", "24417266bbdf61b26f167e0fd884aa63c44dd4cab6f0798617cf86983533396e"),
        _of_family("Noto Sans Thai", "2.2", "1768cb43e1b01a5614a771a07c579c5d6109d21e8ef9fd4920de3cd7f842f863"),
        *((f"Noto Sans CJK {region}", _CHINESE_JAPANESE_KOREAN) for region in ("SC", "TC", "HK", "JP", "KR")),
    ]
)
"""By family. The Chinese, Japanese and Korean one has the regular weight alone."""


def wheel_of(need: Need) -> Wheel | None:
    """Give the wheel with the best family that PyPI carries of what is needed."""
    return next((WHEELS[family] for family in need.families if family in WHEELS), None)


def download_call(wheels: Sequence[Wheel]) -> list[str]:
    """Give the command that downloads some wheels, but for the folder and the digests."""
    return [
        *("python", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"),
        *(wheel.requirement for wheel in wheels),
    ]


def download(wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Give the files of some wheels by name, fonts and licences."""
    with tempfile.TemporaryDirectory(prefix="handbill-") as folder:
        _download(wheels, Path(folder))
        return {name: data for wheel in wheels for name, data in _taken_out(wheel, Path(folder)).items()}


def _download(wheels: Sequence[Wheel], folder: Path) -> None:
    wanted = folder / "wanted.txt"
    wanted.write_text("".join(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n" for wheel in wheels), "utf-8")
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--timeout", "15", "--retries", "2"]
    options += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--dest", str(folder), "-r", str(wanted)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", *options],
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise WorkspaceError(
            f"pip could not download {', '.join(wheel.requirement for wheel in wheels)}: {_reason(done.stderr)}",
            hint="Is there a network, and does this Python have pip? Or copy the font files from another machine"
            " into the campaign's fonts/ folder.",
        )


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()] or ["it gives no reason"]
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines)[-1].removeprefix("ERROR:").strip()


def _taken_out(wheel: Wheel, folder: Path) -> dict[str, bytes]:
    (path,) = folder.glob(f"{wheel.project.replace('-', '_')}-*.whl")
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(inside)
            for name, inside in zip(wheel.names, (*wheel.files, wheel.licence_file), strict=True)
        }
