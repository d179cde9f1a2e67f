"""Finding checks by their ids, as users write them."""

from __future__ import annotations

from difflib import get_close_matches

from handbill.checks import ASKED_FOR, CHECKS
from handbill.checks.base import Check
from handbill.errors import UsageError
from handbill.keyed import Table, one_of

BY_ID: dict[str, Check] = {check.id: check for check in (*CHECKS, *ASKED_FOR)}
"""Every check, those that are run when asked for too."""


def switched_off(table: Table, key: str) -> frozenset[str]:
    """Give the ids that a key of ``handbill.toml`` lists. One that is no check's is a `CampaignError`."""
    ids = table.texts(key, ())
    for each in ids:
        if each not in BY_ID:
            raise table.error(key, f"there is no check “{each}”", nearest(each))
    return frozenset(ids)


def named_check(name: str) -> Check:
    """Give the check with an id; `UsageError`: there is none."""
    if name not in BY_ID:
        raise UsageError(f"there is no check “{name}”", hint=nearest(name))
    return BY_ID[name]


def nearest(name: str) -> str:
    """Give the hint for an id that no check has."""
    close = get_close_matches(name, BY_ID, n=1)
    return f"Did you mean “{close[0]}”?" if close else one_of(BY_ID)
