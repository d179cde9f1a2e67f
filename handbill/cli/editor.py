"""The user's editor. What was typed in it stays in its file until it has been taken over."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import click

from handbill.errors import HandbillError, WorkspaceError
from handbill.model import Key, Unit
from handbill.review import Case

_INTRODUCTION = "Write the translation below the line of hyphens. Above it stands the source."
_FORM_LINE = re.compile(r"^---- msgstr(?:\[[0-9]+\])? ----$", re.MULTILINE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_Place = tuple[str, str, Key]


@dataclass(frozen=True, slots=True)
class Editor:
    """The user's editor, with the files that are not yet taken over: each is opened again with what is in it."""

    _drafts: dict[_Place, Path] = field(default_factory=dict)

    def forms(self, case: Case) -> tuple[str, ...] | None:
        """Let the user edit a translation; give its forms, nothing where they did not change.

        What keeps them from being taken over is a `HandbillError`; the file stays where anything was typed in it.
        """
        start = _to_edit(case.unit)
        path = self._opened(case, start)
        try:
            forms = _forms(_edited(path), path, len(case.unit.msgstr))
        except HandbillError:
            if _is_untouched(path, start):
                self.close(case)
            raise
        if forms == case.unit.msgstr:
            self.close(case)
            return None
        return forms

    def _opened(self, case: Case, start: str) -> Path:
        place = _place(case)
        if place not in self._drafts:
            self._drafts[place] = _begun(start)
        return self._drafts[place]

    def draft(self, case: Case) -> Path | None:
        """Give the file of what was typed for a unit and is not taken over."""
        return self._drafts.get(_place(case))

    def close(self, case: Case) -> None:
        """Remove the file: what was typed in it stands elsewhere now."""
        if path := self._drafts.pop(_place(case), None):
            path.unlink(missing_ok=True)


def _place(case: Case) -> _Place:
    return (case.language.tag, case.domain, case.unit.key)


def _begun(text: str) -> Path:
    descriptor, name = tempfile.mkstemp(prefix="handbill-", suffix=".txt")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(text.encode())
    return Path(name)


def _is_untouched(path: Path, start: str) -> bool:
    """Say whether nobody typed anything into a file, or it is gone."""
    try:
        return path.read_bytes() == start.encode()
    except OSError:
        return not path.exists()


def _edited(path: Path) -> str:
    """Open a file in the editor; give its text afterwards, in whichever encoding of Unicode the editor wrote it."""
    try:
        click.edit(filename=str(path))
        data = path.read_bytes()
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
        return data.decode(encoding).replace("\r\n", "\n")
    except click.ClickException as error:
        raise _refused(error.message, path) from error
    except OSError as error:
        raise WorkspaceError("the editor has taken its file away", hint="Save under the name that it had.") from error
    except UnicodeDecodeError as error:
        raise _refused("the editor has not saved the text as UTF-8", path) from error
    except ValueError as error:
        # Quotation marks that are not closed.
        raise WorkspaceError(
            f"the editor's command cannot be read: {error}", hint="Correct VISUAL or EDITOR."
        ) from error


def _refused(message: str, path: Path) -> WorkspaceError:
    return WorkspaceError(message, hint=f"Nothing was taken over. What was typed lies in {path}; e opens it again.")


def _forms(text: str, path: Path, count: int) -> tuple[str, ...]:
    pieces = [each.strip("\n") for each in _FORM_LINE.split(text)[1:]]
    if len(pieces) != count:
        raise WorkspaceError(
            "the lines of hyphens do not stand as they did: nothing was taken over",
            hint=f"e opens again what you typed, to put them right. It lies in {path}",
        )
    return tuple(pieces)


def _to_edit(unit: Unit) -> str:
    sources = [each for each in (unit.message.msgid, unit.message.plural) if each is not None]
    names = ["msgstr"] if unit.message.plural is None else [f"msgstr[{number}]" for number in range(len(unit.msgstr))]
    lines = [_INTRODUCTION, *sources, ""]
    for name, form in zip(names, unit.msgstr, strict=True):
        lines += [f"---- {name} ----", form]
    return "\n".join(lines) + "\n"
