"""Handbill: write a campaign once; every community reads it in its own language, on paper and on the web."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbill.model import Message
    from handbill.translate import extract_markdown, translate_markdown

__version__ = "0.1.0"
__all__ = ["Message", "__version__", "extract_markdown", "translate_markdown"]

_HOMES = {
    "Message": "handbill.model",
    "extract_markdown": "handbill.translate",
    "translate_markdown": "handbill.translate",
}


def __getattr__(name: str) -> object:
    # Loaded when asked for: the command line is to start quickly.
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(_HOMES[name]), name)
