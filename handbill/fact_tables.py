"""``[facts]`` in ``handbill.toml`` -> `Fact`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import list_currencies

from handbill.fact_values import EXAMPLES, ValueMistake, called, check_phone, is_value
from handbill.facts import Fact, Kind, Value
from handbill.hidden import harm
from handbill.keyed import Table, one_of


def parse_facts(top: Table, country: str) -> Mapping[str, Fact]:
    """Read the facts of a campaign, by name. `country` is where its phone numbers are at home."""
    return {name: _fact(name, table, country) for name, table in _fact_tables(top)}


def _fact_tables(top: Table) -> list[tuple[str, Table]]:
    """Give each fact as a table; ``deadline = 2011-08-31`` is short for ``{ kind = "date", value = ... }``."""
    facts = top.table("facts")
    found = []
    for name, value in facts.data.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise facts.error(name, "a fact's name is of lower-case letters, digits and _")
        inner = value if isinstance(value, dict) else {"kind": _short_kind(value), "value": value}
        found.append((name, Table(dict(inner), ("facts", name), top.source, top.path)))
    return found


def _short_kind(value: object) -> str:
    match value:
        case dt.datetime():
            return "datetime"
        case dt.date():
            return "date"
        case dt.time():
            return "time"
        case int() | Decimal():
            return "number"
        case _:
            return "text"


def _fact(name: str, table: Table, country: str) -> Fact:
    kinds = {kind.value: kind for kind in Kind}
    said = table.text("kind")
    if said not in kinds:
        raise table.error("kind", f"“{said}” is not a kind of fact", one_of(kinds))
    kind = kinds[said]
    value = _fact_value(kind, table)
    currency = table.text("currency", "USD")
    if currency not in list_currencies():
        raise table.error("currency", f"“{currency}” is not a currency", 'Such as "USD", "MXN", "EUR".')
    expires = table.flag("expires", default=True)
    if not expires and kind not in {Kind.DATE, Kind.MOMENT}:
        raise table.error("expires", "only dates expire", "Delete it.")
    place = f"{table.path}:{line}" if (line := table.line("value") or table.line(None)) else table.path
    made = Fact(name, kind, value, currency, table.text("country", country), expires, place)
    table.finish()
    if kind is Kind.PHONE:
        try:
            check_phone(made)
        except ValueMistake as mistake:
            raise table.error("value", mistake.message, mistake.hint) from mistake
    return made


def _fact_value(kind: Kind, table: Table) -> Value:
    value = table.take("value", "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not is_value(kind, value):
        quote = '"' if kind in {Kind.URL, Kind.EMAIL, Kind.PHONE, Kind.TEXT} else ""
        raise table.error("value", f"is not {called(kind)}", f"Write value = {quote}{EXAMPLES[kind]}{quote}")
    assert isinstance(value, dt.date | dt.time | Decimal | str)
    if isinstance(value, str) and (found := harm(value)):
        raise table.error("value", *found)
    return value
