"""A TOML table that knows its place in the file, so that every mistake is reported with key and line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import PurePosixPath

from handbill.errors import CampaignError
from handbill.hidden import harm


def read_toml(text: str, path: str) -> Table:
    """Give a file's top table; numbers with a point are `Decimal`."""
    try:
        return Table(tomllib.loads(text, parse_float=Decimal), (), text, path)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        reason = str(error).split(" (at")[0]
        raise CampaignError(
            f"is not TOML: {reason[:1].lower()}{reason[1:]}",
            path=path,
            line=line,
            hint="Texts stand between quotation marks, lists between [ and ].",
        ) from error
    except ValueError as error:
        # Python reads no whole number of more than 4300 digits: it would take too long.
        found = max(re.finditer(r"\d[\d_]*", text), key=lambda each: len(each[0]))
        raise CampaignError(
            f"is not TOML: a number has {len(found[0].replace('_', '')):,} digits",
            path=path,
            line=text.count("\n", 0, found.start()) + 1,
            hint="Shorten it, or write it between quotation marks.",
        ) from error


@dataclass(slots=True)
class Table:
    """One table of the file, which knows which of its keys nobody asked for."""

    data: dict[str, object]
    keys: tuple[str, ...]
    source: str
    path: str
    asked: set[str] = field(default_factory=set)

    def error(self, key: str | None, message: str, hint: str | None = None) -> CampaignError:
        """Give the error for one of the table's keys, or for the table itself."""
        name = ".".join((*self.keys, key) if key else self.keys)
        return CampaignError(f"{name}: {message}" if name else message, path=self.path, line=self.line(key), hint=hint)

    def line(self, key: str | None) -> int | None:
        """Find a key's line: tomllib tells none. The last table header that leads to it, then the key itself."""
        wanted = [*self.keys, *([key] if key else [])]
        best: tuple[int, int] | None = None
        table: list[str] = []
        for number, line in enumerate(self.source.split("\n"), start=1):
            if header := re.match(r"\s*\[+([^\]]+)\]", line):
                table = [part.strip(" \"'") for part in header[1].split(".")]
                here = table
            elif assigned := re.match(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w.-])+)\s*=", line):
                here = table + [part.strip(" \"'") for part in assigned[1].split(".")]
            else:
                continue
            depth = len(here) if here == wanted[: len(here)] else 0
            if depth and (best is None or depth > best[0]):
                best = (depth, number)
        return best[1] if best else None

    def take(self, key: str, default: object) -> object:
        """Give a key's value as TOML has it; without a default the key must be there."""
        self.asked.add(key)
        value = self.data.get(key, default)
        if value is None:
            unknown = [each for each in self.data if each not in self.asked]
            if close := get_close_matches(key, unknown, n=1, cutoff=0.75):
                raise self.error(close[0], "means nothing here", f"Did you mean “{key}”?")
            raise self.error(key, "is missing", f"Add the key “{key}”; docs/campaign.md says what it holds.")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text that is not empty, unless the default is."""
        value = self.take(key, default)
        if not isinstance(value, str) or not value.strip():
            if default == "" and value == "":
                return ""
            raise self.error(key, "is not a text", f'Write {key} = "..."')
        if found := harm(value):
            raise self.error(key, *found)
        return value

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """Give a list of texts."""
        value = self.take(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) and each for each in value):
            raise self.error(key, "is not a list of texts", f'Write {key} = ["...", "..."]')
        return tuple(str(each) for each in value)

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """Give one of some texts."""
        value = self.text(key, default)
        if value not in choices:
            raise self.error(key, f"“{value}” is none of its values", one_of(choices))
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        value = self.take(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "is neither true nor false")
        return value

    def number(self, key: str, default: Decimal, *, low: float, high: float) -> Decimal:
        """Give a number within bounds, both included."""
        value = self.take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not _between(low, value, high):
            raise self.error(key, f"is not a number from {low:g} to {high:g}")
        return Decimal(value)

    def folder(self, key: str, default: str) -> str:
        """Give a relative path that stays inside the campaign's folder."""
        value = self.text(key, default)
        if PurePosixPath(value).is_absolute() or ".." in PurePosixPath(value).parts or "\\" in value:
            raise self.error(
                key, "does not stay inside the campaign's folder", "Use a relative path with forward slashes."
            )
        return value.rstrip("/")

    def table(self, key: str) -> Table:
        """Give a table, empty where it is not there."""
        value = self.take(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "is not a table", f"Write [{'.'.join(map(_as_key, (*self.keys, key)))}]")
        return Table(value, (*self.keys, key), self.source, self.path)

    def tables(self, key: str) -> list[tuple[str, Table]]:
        """Give the tables inside a table, by name, in the order of the file."""
        table = self.table(key)
        return [(name, table.table(name)) for name in table.data]

    def finish(self) -> None:
        """Refuse the keys that nobody asked for."""
        known = self.asked
        for key in self.data:
            if key not in known:
                close = get_close_matches(key, known, n=1)
                raise self.error(key, "means nothing here", f"Did you mean “{close[0]}”?" if close else one_of(known))


def _as_key(name: str) -> str:
    """Give a name as it stands in a table's header."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _between(low: float, value: int | Decimal, high: float) -> bool:
    return Decimal(value).is_finite() and low <= value <= high


def one_of(names: Collection[str]) -> str:
    """Give the hint that lists what there is."""
    return f"There are: {', '.join(sorted(names))}."
