"""Fixtures of print runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs.event import write_campaign


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The small campaign of an event."""
    return write_campaign(tmp_path / "event")
