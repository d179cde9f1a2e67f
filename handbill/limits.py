"""What a template may take, and what to say where it takes more."""

from __future__ import annotations

from handbill.allowance import shown
from handbill.errors import GreedyTemplateError, TemplateError

TIME_LIMIT = 60.0
"""How long, in seconds, setting one sheet may take. The slowest take half a second."""


def endless(said: str, limit: float, template: str | None) -> TemplateError:
    """Give what to say where something is not set within some seconds: `said` is that it is not."""
    return TemplateError(
        f"{said} after {limit:g} seconds: its template loops, or does far too much",
        path=template,
        hint="Look at its loops: what do they count, and when do they end? What was made before is kept.",
    )


def greedy(work: str, allowed: int, template: str | None) -> GreedyTemplateError:
    """Give what to say where some work took more memory than it may."""
    return GreedyTemplateError(
        f"{work} takes more than {shown(allowed)} of memory: its template asks for far too much",
        path=template,
        hint="Look for a list or a text in it that grows and grows. What was made before is kept.",
    )
