"""The translation memory of a language: what has been translated before, anywhere, as suggestions."""

from __future__ import annotations

from handbill.memory.entries import Entry, Place, entries_of
from handbill.memory.suggestions import FLOOR, NOTHING, Suggestion, TranslationMemory

__all__ = ["FLOOR", "NOTHING", "Entry", "Place", "Suggestion", "TranslationMemory", "entries_of"]
