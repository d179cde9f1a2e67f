from __future__ import annotations

import os

import pytest

from handbill.errors import WorkspaceError
from handbill.fonts.getting import Origin, getting, refusal
from handbill.fonts.managers import MANAGERS, Manager, Need
from handbill.fonts.wheels import WHEELS

KHMER = Need(("Noto Sans Khmer",), "fonts-noto-core")
BURMESE = Need(("Noto Sans Myanmar",), "fonts-noto-core")
APT, BREW = MANAGERS[0], MANAGERS[-1]


@pytest.mark.parametrize(
    ("asked", "manager", "user", "taken"),
    [
        (None, APT, 0, Origin.SYSTEM),
        (None, APT, 1000, Origin.PYPI),
        (None, BREW, 1000, Origin.SYSTEM),
        (None, None, 0, Origin.PYPI),
        (Origin.SYSTEM, APT, 1000, Origin.SYSTEM),
        (Origin.PYPI, APT, 0, Origin.PYPI),
    ],
)
def test_the_way_that_is_open_is_taken(
    monkeypatch: pytest.MonkeyPatch, asked: Origin | None, manager: Manager | None, user: int, taken: Origin
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    plan = getting([KHMER], asked, manager, system=True)
    assert plan.origin is taken
    assert bool(plan.calls) == (taken is Origin.SYSTEM)
    assert plan.wheels == ((WHEELS["Noto Sans Khmer"],) if taken is Origin.PYPI else ())


def test_pypi_is_the_way_where_the_systems_fonts_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert getting([KHMER], None, APT, system=False).origin is Origin.PYPI


def test_what_pypi_lacks_is_told_with_another_way() -> None:
    plan = getting([KHMER, BURMESE], Origin.PYPI, None, system=True)
    assert plan.lacking == (BURMESE,)
    error = refusal(BURMESE, system=True)
    assert "Noto Sans Myanmar" in error.message
    assert "apt-get install fonts-noto-core" in str(error.hint)
    assert "handbill fonts copy" in str(refusal(BURMESE, system=False).hint)


def test_packages_that_would_not_be_seen_are_not_installed() -> None:
    with pytest.raises(WorkspaceError, match="would not be seen") as caught:
        getting([KHMER], Origin.SYSTEM, APT, system=False)
    assert "handbill fonts copy" in str(caught.value.hint)


def test_a_system_without_a_known_manager_cannot_be_asked_for() -> None:
    with pytest.raises(WorkspaceError, match="no package manager"):
        getting([KHMER], Origin.SYSTEM, None, system=True)
