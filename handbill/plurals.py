"""gettext's plural rules: ``nplurals=2; plural=(n != 1);``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from gettext import c2py

PLURAL_RULE = re.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([n0-9\s()<>=!&|%?:+*/-]+?)\s*;?\s*")
"""How many forms there are, and the expression that tells which one a number takes."""
_FORMS = re.compile(r"nplurals\s*=\s*([1-9])(?![0-9])")
TRIED = 1000
"""The numbers below this are tried: rules look at the last two digits, seldom at three."""


def forms_of(rule: str) -> int | None:
    """Give how many forms a rule says that there are, whatever its expression; nothing where it does not say."""
    found = _FORMS.match(rule)
    return int(found[1]) if found else None


@cache
def form_index(rule: str) -> Callable[[int], int]:
    """Give which form a number takes, from 0. An expression that gettext cannot read is a `ValueError`."""
    found = PLURAL_RULE.fullmatch(rule)
    if found is None:
        raise ValueError(rule)
    return c2py(found[2])


@cache
def is_plural_rule(rule: str) -> bool:
    """Say whether a rule is one that gettext can read, and names no form that there is not."""
    try:
        form, forms = form_index(rule), forms_of(rule) or 0
        return all(0 <= form(number) < forms for number in range(TRIED))
    except (ValueError, ZeroDivisionError):
        return False
