"""What a mistake must be told with, wherever it was made: what is wrong, where, and a way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from handbill.errors import HandbillError


@contextmanager
def refused(
    kind: type[HandbillError], message: str, *, path: str, line: int | None, hint: str = "", begins: bool = False
) -> Iterator[None]:
    """Expect an error of some kind that says `message`, or begins with it, at that place, and `hint` for a way out."""
    with pytest.raises(kind) as caught:
        yield
    said = caught.value.message
    assert said.startswith(message) if begins else message in said
    assert (caught.value.path, caught.value.line) == (path, line)
    assert hint in (caught.value.hint or "")
