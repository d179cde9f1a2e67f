"""Where the sheets of this repository's campaign are made, for tests that read them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import copied


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    """The sheets that a module has made in its `folder`."""
    return folder / "build/print"


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A campaign of which nothing is made yet."""
    return copied(tmp_path / "campaign")
