"""gettext's plural rules: ``nplurals=2; plural=(n != 1);``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

PLURAL_RULE = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([n0-9\s()<>=!&|%?:+*/-]+?)\s*;?\s*")
"""How many forms there are, and the expression that tells which one a number takes."""
_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])(?![0-9])")
TRIED = 1000
"""The numbers below this are tried: rules look at the last two digits, seldom at three."""


def forms_of(rule: str) -> int | None:
    """Give how many forms a rule says that there are, whatever its expression; nothing where it does not say."""
    found = _FORMS.match(rule)
    return int(found[1]) if found else None


@cache
def form_index(rule: str) -> Callable[[int], int]:
    """Give which form a number takes, from 0. An expression that gettext cannot read is a `ValueError`."""
    from gettext import c2py

    found = PLURAL_RULE.fullmatch(rule)
    if found is None:
        raise ValueError(rule)
    return c2py(found[2])


@cache
def forms_taken(rule: str) -> tuple[int, ...] | None:
    """Give which form each number below `TRIED` takes; nothing where gettext cannot read the rule.

    A rule that names a form which there is not cannot be read either.
    """
    try:
        form = form_index(rule)
        taken = tuple(form(number) for number in range(TRIED))
    except (ValueError, ZeroDivisionError, RecursionError):
        return None
    return taken if max(taken) < (forms_of(rule) or 0) else None


def is_plural_rule(rule: str) -> bool:
    """Say whether a rule is one that gettext can read."""
    return forms_taken(rule) is not None
