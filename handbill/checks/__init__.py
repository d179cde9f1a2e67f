"""Checks: small classes that ask one question of one translation each."""

from __future__ import annotations

from handbill.checks.addresses import Addresses
from handbill.checks.base import Check, Problem, Subject, explanation, title
from handbill.checks.consistency import Consistency
from handbill.checks.controls import Controls
from handbill.checks.doubled import DoubledWord
from handbill.checks.encoding import Encoding
from handbill.checks.ending import EndPunctuation
from handbill.checks.glossary import ForbiddenWords, GlossaryTerms
from handbill.checks.length import Length
from handbill.checks.markup import Markup
from handbill.checks.numbers import Numbers
from handbill.checks.placeholders import Placeholders
from handbill.checks.plurals import PluralRule, Plurals
from handbill.checks.proportion import Proportion
from handbill.checks.quotes import Quotes
from handbill.checks.run import check_catalog, check_unit
from handbill.checks.script import Script
from handbill.checks.spaces import Spaces
from handbill.checks.spelling import Spelling, spelling
from handbill.checks.surroundings import Surroundings, survey
from handbill.checks.unchanged import Unchanged
from handbill.checks.zawgyi import Zawgyi

CHECKS: tuple[Check, ...] = (
    Placeholders(),
    Markup(),
    Addresses(),
    Plurals(),
    Controls(),
    Zawgyi(),
    Length(),
    Unchanged(),
    Encoding(),
    Numbers(),
    EndPunctuation(),
    Spaces(),
    DoubledWord(),
    Consistency(),
    Proportion(),
    Script(),
    Quotes(),
    PluralRule(),
    GlossaryTerms(),
    ForbiddenWords(),
)
"""Every check that is always run, errors first, in the order in which findings are listed."""

ASKED_FOR: tuple[Check, ...] = (Spelling({}),)
"""The checks that are run only when they are asked for, for their ids and explanations."""

__all__ = [
    "ASKED_FOR",
    "CHECKS",
    "Addresses",
    "Check",
    "Consistency",
    "Controls",
    "DoubledWord",
    "Encoding",
    "EndPunctuation",
    "ForbiddenWords",
    "GlossaryTerms",
    "Length",
    "Markup",
    "Numbers",
    "Placeholders",
    "PluralRule",
    "Plurals",
    "Problem",
    "Proportion",
    "Quotes",
    "Script",
    "Spaces",
    "Spelling",
    "Subject",
    "Surroundings",
    "Unchanged",
    "Zawgyi",
    "check_catalog",
    "check_unit",
    "explanation",
    "spelling",
    "survey",
    "title",
]
