"""Which way what is missing can be got: the system's package manager, or PyPI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from handbill.errors import WorkspaceError
from handbill.fonts.managers import Manager, Need, may_install, no_manager
from handbill.fonts.wheels import Wheel, wheel_of


class Origin(Enum):
    """Where fonts come from."""

    SYSTEM = "system"
    """The system's package manager."""
    PYPI = "pypi"
    """Wheels, whose fonts go into the campaign's own folder."""


@dataclass(frozen=True, slots=True)
class Getting:
    """How what is needed is got."""

    origin: Origin
    needs: tuple[Need, ...]
    """What it gets."""
    calls: tuple[tuple[str, ...], ...] = ()
    """The commands of the package manager."""
    wheels: tuple[Wheel, ...] = ()
    lacking: tuple[Need, ...] = ()
    """What it cannot get."""


def getting(needs: Sequence[Need], origin: Origin | None, manager: Manager | None, *, system: bool) -> Getting:
    """Plan how to get what is needed, by the way that was asked for, or by the one that is open.

    `system` says whether the campaign uses the system's fonts; where it does
    not, a package of the system would help nobody.
    """
    if origin is Origin.SYSTEM and not system:
        raise WorkspaceError(
            "fonts.system is false in handbill.toml: what a package manager installs would not be seen",
            hint="handbill fonts copy puts what this machine has into the campaign's folder;"
            " handbill fonts install --from pypi what PyPI has.",
        )
    if origin is None:
        origin = Origin.SYSTEM if system and manager and may_install(manager) else Origin.PYPI
    if origin is Origin.SYSTEM:
        if manager is None:
            raise no_manager(needs)
        return Getting(origin, tuple(needs), tuple(map(tuple, manager.calls(needs))))
    found = {need: wheel_of(need) for need in needs}
    wheels = tuple(dict.fromkeys(wheel for wheel in found.values() if wheel))
    carried = tuple(need for need, wheel in found.items() if wheel)
    return Getting(origin, carried, (), wheels, tuple(need for need, wheel in found.items() if not wheel))


def refusal(need: Need, *, system: bool) -> WorkspaceError:
    """Give what to say of a need that PyPI does not meet."""
    way = (
        f"As root: handbill fonts install --from system (in Debian: apt-get install {need.package})."
        if system
        else f"Install it on any machine (in Debian: apt-get install {need.package}), and there: handbill fonts copy."
    )
    return WorkspaceError(
        f"PyPI has no wheel with {' or '.join(need.families)} that Handbill knows",
        hint=f"{way} Or put the font file into the campaign's fonts/ folder.",
    )
