"""Package managers of systems, and what they call the fonts.

Debian's names stand for the rest: each manager says what it calls the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbill.errors import WorkspaceError
from handbill.render.typography import CJK, NOTO


@dataclass(frozen=True, slots=True)
class Need:
    """What a language lacks."""

    families: tuple[str, ...]
    """The families of which one at least would have to be there, best first."""
    package: str
    """The Debian package that has them."""


@dataclass(frozen=True, slots=True)
class Manager:
    """One package manager."""

    program: str
    arguments: tuple[str, ...]
    """Before the names of packages."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """Its names for Debian's packages."""
    each: str = "{package}"
    """How it calls a package that is not among these: by Debian's name, or by that of the family."""
    refresh: tuple[str, ...] = ()
    """The arguments that fetch the lists of packages, where that is a call of its own."""
    root: bool = True
    """Whether root alone can install packages."""

    def calls(self, needs: Sequence[Need]) -> list[list[str]]:
        """Give the commands that install what is needed, each package once."""
        packages = sorted({self._package(need) for need in needs})
        install = [self.program, *self.arguments, *packages]
        return [[self.program, *self.refresh], install] if self.refresh else [install]

    def _package(self, need: Need) -> str:
        family = need.families[0].lower().replace(" ", "-") if need.families else ""
        return self.packages.get(need.package) or self.each.format(package=need.package, family=family)


MANAGERS = (
    Manager("apt-get", ("install", "--yes", "--no-install-recommends"), refresh=("update", "--quiet")),
    Manager("dnf", ("install", "--assumeyes"), {NOTO: "google-noto-fonts-all", CJK: "google-noto-sans-cjk-fonts"}),
    Manager("zypper", ("--non-interactive", "install"), {CJK: "google-noto-sans-cjk-fonts"}, "google-{family}-fonts"),
    Manager("pacman", ("-S", "--needed", "--noconfirm"), {NOTO: "noto-fonts", CJK: "noto-fonts-cjk"}),
    Manager("apk", ("add",), {NOTO: "font-noto-all", CJK: "font-noto-cjk"}, refresh=("update",)),
    Manager("brew", ("install", "--cask"), each="font-{family}", root=False),
)
"""In the order in which they are looked for."""


def manager_here() -> Manager | None:
    """Give the manager of this system, if it is one that is known."""
    return next((each for each in MANAGERS if shutil.which(each.program)), None)


def may_install(manager: Manager) -> bool:
    """Say whether this user can install packages with it."""
    return not manager.root or not hasattr(os, "geteuid") or os.geteuid() == 0


def install(needs: Sequence[Need]) -> None:
    """Install what is needed. Where that cannot be done here, a `WorkspaceError` says what to do instead."""
    manager = manager_here()
    if manager is None:
        raise no_manager(needs)
    calls = manager.calls(needs)
    if not may_install(manager):
        raise WorkspaceError(
            "only root can install packages",
            hint=f"Call: sudo {' '.join(calls[-1])} (or handbill fonts install --from pypi, which needs no root).",
        )
    for call in calls:
        _run(call, f"Install the fonts by hand{_in_debian(needs)}, or try handbill fonts install --from pypi.")


def no_manager(needs: Sequence[Need]) -> WorkspaceError:
    """Give what to say where no manager is known."""
    return WorkspaceError(
        f"there is no package manager here that Handbill knows ({', '.join(each.program for each in MANAGERS)})",
        hint="handbill fonts install --from pypi gets what PyPI has. Or install the Noto fonts by hand"
        f"{_in_debian(needs)}, or put the font files into the campaign's fonts/ folder.",
    )


def _in_debian(needs: Sequence[Need]) -> str:
    return f" (in Debian: apt-get install {' '.join(sorted({need.package for need in needs}))})"


def _run(call: Sequence[str], hint: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        call, env=quiet, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines() or ["it gives no reason"]
        raise WorkspaceError(f"{' '.join(call[:2])} failed: {lines[-1]}", hint=hint)
