"""The glossary: the terms of a campaign, where they stand in texts, and whether translations use them."""

from __future__ import annotations

from handbill.glossary.model import EVERY, NO_TERMS, Glossary, Term
from handbill.glossary.notes import with_terms
from handbill.glossary.table import parse_glossary, serialize_glossary
from handbill.glossary.usage import forbidden_words, uses

__all__ = [
    "EVERY",
    "NO_TERMS",
    "Glossary",
    "Term",
    "forbidden_words",
    "parse_glossary",
    "serialize_glossary",
    "uses",
    "with_terms",
]
