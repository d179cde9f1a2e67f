"""Checks: small classes that ask one question of one translation each."""

from __future__ import annotations

from handbill.checks.base import Check, Subject
from handbill.checks.controls import Controls
from handbill.checks.glossary import ForbiddenWords, GlossaryTerms
from handbill.checks.length import Length
from handbill.checks.markup import Markup
from handbill.checks.placeholders import Placeholders
from handbill.checks.run import check_catalog

CHECKS: tuple[Check, ...] = (
    Placeholders(),
    Markup(),
    Controls(),
    Length(),
    GlossaryTerms(),
    ForbiddenWords(),
)
"""Every check, in the order in which findings are listed."""

__all__ = [
    "CHECKS",
    "Check",
    "Controls",
    "ForbiddenWords",
    "GlossaryTerms",
    "Length",
    "Markup",
    "Placeholders",
    "Subject",
    "check_catalog",
]
