"""What can go wrong with a call or the machine.

::

    HandbillError            anything below; ``cli`` turns it into one message and exit status 1
    ├── CampaignError        handbill.toml says something that cannot be
    ├── SourceError          a Markdown source cannot be used
    ├── TemplateError        a Jinja2 or Typst template cannot be used
    │   └── GreedyTemplateError     it takes too much memory: the process should end soon
    ├── CatalogError         a PO file is damaged
    ├── GlossaryError        the glossary says something that cannot be
    ├── ExchangeError        a file of a translator or another program cannot be used, or not be made
    ├── RenderError          one artifact cannot be made (fonts, fit, typesetting)
    ├── WorkspaceError       the disk refuses
    │   └── FullDiskError    it is full: nothing else can be written either
    └── UsageError           the command was called wrongly; exit status 2

What is wrong with *content* (a translation that lost a placeholder) is not an
error but a :class:`handbill.model.Finding`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class HandbillError(Exception):
    """One thing that is wrong, where it stands, and a way out.

    `message` is a full sentence without a final full stop; `hint` says what to
    do; `path` and `line` (counted from 1) say where.
    """

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        path: Path | str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path
        self.line = line

    @property
    def place(self) -> str:
        """``path:line``, ``path``, or nothing."""
        if self.path is None:
            return ""
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        located = f"{self.place}: {self.message}" if self.place else self.message
        return f"{located}\n  {self.hint}" if self.hint else located


class CampaignError(HandbillError):
    """handbill.toml says something that cannot be."""


class SourceError(HandbillError):
    """A Markdown source cannot be used."""


class TemplateError(HandbillError):
    """A Jinja2 or Typst template cannot be used."""


class GreedyTemplateError(TemplateError):
    """A template takes too much memory; what does cannot be stopped but with the process, which should end soon."""


class CatalogError(HandbillError):
    """A PO file is damaged; it is left untouched."""


class GlossaryError(HandbillError):
    """The glossary says something that cannot be."""


class ExchangeError(HandbillError):
    """A file of a translator or another program cannot be used, or not be made."""


class RenderError(HandbillError):
    """One artifact cannot be made; the others still are."""


class WorkspaceError(HandbillError):
    """The disk refuses: not there, read-only, full, in use."""


class FullDiskError(WorkspaceError):
    """The disk is full: whatever else is to be written is told the same, so that it need not be tried."""


class UsageError(HandbillError):
    """The command was called wrongly."""

    exit_code = 2
