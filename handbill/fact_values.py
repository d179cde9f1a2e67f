"""What a fact may be: the rules that ``handbill.toml`` and the rows of a print run share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from handbill.facts import Fact, Kind, Value
from handbill.hidden import harm

URL = re.compile(r"https?://[^\s<>\"]+")
EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")

EXAMPLES: Mapping[Kind, str] = {
    Kind.DATE: "2011-08-31",
    Kind.TIME: "18:30:00",
    Kind.MOMENT: "2011-08-31T18:30:00",
    Kind.NUMBER: "1200",
    Kind.MONEY: "25.00",
    Kind.URL: "https://example.org/page",
    Kind.EMAIL: "hello@example.org",
    Kind.PHONE: "+1-215-555-0142",
    Kind.TEXT: "City Hall",
}


class ValueMistake(ValueError):  # noqa: N818 - it is reported with its place by who knows the place
    """What is wrong with a value, and a way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def called(kind: Kind) -> str:
    """Give a kind as a sentence names it: ``a date``, ``an email``."""
    return f"an {kind.value}" if kind is Kind.EMAIL else f"a {kind.value}"


def is_value(kind: Kind, value: object) -> bool:
    """Say whether a value is one of a kind. Phone numbers are looked at closer by `check_phone`."""
    match kind:
        case Kind.DATE:
            return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        case Kind.TIME:
            return isinstance(value, dt.time)
        case Kind.MOMENT:
            return isinstance(value, dt.datetime)
        case Kind.NUMBER | Kind.MONEY:
            return isinstance(value, Decimal) and value.is_finite()
        case Kind.URL:
            return isinstance(value, str) and URL.fullmatch(value) is not None
        case Kind.EMAIL:
            return isinstance(value, str) and EMAIL.fullmatch(value) is not None
        case Kind.PHONE | Kind.TEXT:
            return isinstance(value, str) and bool(value.strip())


def check_phone(fact: Fact) -> None:
    """Raise a `ValueMistake` for what is no phone number."""
    import phonenumbers

    try:
        number = phonenumbers.parse(str(fact.value), fact.country)
    except phonenumbers.NumberParseException as error:
        raise ValueMistake("is not a phone number", f'Write it with its country: "{EXAMPLES[Kind.PHONE]}"') from error
    if not phonenumbers.is_possible_number(number):
        raise ValueMistake("has too few or too many digits for a phone number", "Count its digits.")


def with_text(fact: Fact, text: str) -> Fact:
    """Give a fact with the value that a text stands for, read by the fact's kind; else a `ValueMistake`.

    The text is what somebody typed into a cell: ``2011-08-31`` for a date,
    ``18:30`` for a time, ``25.00`` for money.
    """
    text = text.strip()
    if any(each < " " or each == "\x7f" for each in text) or len(text.splitlines()) > 1:
        raise ValueMistake("has a line break or another control character in it", "Write it on one line.")
    if found := harm(text):
        raise ValueMistake(*found)
    value = _READERS.get(fact.kind, str)(text)
    if not is_value(fact.kind, value):
        raise ValueMistake(f"is not {called(fact.kind)}", f"Write it like this: {EXAMPLES[fact.kind]}")
    made = replace(fact, value=value)
    if fact.kind is Kind.PHONE:
        check_phone(made)
    return made


def as_text(fact: Fact) -> str:
    """Give a fact's value as `with_text` reads it."""
    match fact.value:
        case dt.date() | dt.time() as value:
            return value.isoformat()
        case value:
            return str(value)


def _date(text: str) -> dt.date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return _calendar(dt.date.fromisoformat, text, "date")
    raise ValueMistake("is not a date: year, month and day", _date_hint(text))


def _date_hint(text: str) -> str:
    """Say how to write a date; of numbers that can be day or month, both readings."""
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
        return "It is a spreadsheet's number of days: give the column the format of a date, and save the table anew."
    dates = [f"{year:04}-{month:02}-{day:02}" for year, month, day in _date_readings(text) if _is_day(year, month, day)]
    if len(dates) == 2:
        return f"It can be read in two ways: write {dates[0]} or {dates[1]}."
    return f"Write {dates[0]}." if dates else f"Write it like this: {EXAMPLES[Kind.DATE]}"


def _date_readings(text: str) -> Iterable[tuple[int, int, int]]:
    """Give year, month and day in every way that numbers can mean them, each once."""
    parts = re.fullmatch(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})", text)
    one, other, last = (int(each) for each in parts.groups()) if parts else (0, 0, 0)
    if one > 999:
        return [(one, other, last)]
    return dict.fromkeys([(last, one, other), (last, other, one)]) if last > 999 else []


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _time(text: str) -> dt.time:
    if re.fullmatch(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?", text):
        return _calendar(dt.time.fromisoformat, text, "time")
    found = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))?\s*([ap])\.?m\.?", text, re.IGNORECASE)
    example = "18:30"
    if found and 1 <= int(found[1]) <= 12 and int(found[2] or 0) < 60:
        hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
        example = f"{hour:02}:{found[2] or '00'}"
    elif (found := re.fullmatch(r"([0-9]):([0-9]{2})", text)) and int(found[2]) < 60:
        example = f"0{text}"
    raise ValueMistake("is not a time of the day from 00:00 to 23:59", f"Write it like this: {example}")


def _moment(text: str) -> dt.datetime:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?", text):
        return _calendar(dt.datetime.fromisoformat, text, "date with a time")
    raise ValueMistake("is not a date with a time", "Write it like this: 2011-08-31 18:30")


Calendar = TypeVar("Calendar", dt.date, dt.time, dt.datetime)


def _calendar(read: Callable[[str], Calendar], text: str, name: str) -> Calendar:
    try:
        return read(text)
    except ValueError as error:
        raise ValueMistake(f"is no {name} that there is", "Count its days, hours and minutes.") from error


def _amount(text: str) -> Decimal:
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) and len(text) <= 30:
        return Decimal(text)
    # The sign of a currency and spaces go; a letter between digits can mean anything.
    bare = re.sub(r"^[^0-9.,-]+|[^0-9.,-]+$|\s", "", text)
    grouped = re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare)
    example = bare.replace(",", "") if grouped else bare if re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare) else "1200.50"
    raise ValueMistake(
        "is not a number", f"Write digits alone, with a point before decimals and no sign of a currency: {example}"
    )


_READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _amount,
    Kind.MONEY: _amount,
}
