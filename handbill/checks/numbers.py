"""The check of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from babel import Locale

from handbill.checks.addresses import phone_numbers
from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import OTHER_CALENDARS, TWELVE_HOURS_OTHERWISE, primary
from handbill.checks.numerals import Number, ascii_digits, numbers, numerals_in_words, scaled
from handbill.languages import Language
from handbill.model import Severity

_HALF_DAYS = re.compile(r"\d\s?[ap]\.?\s?m\b", re.IGNORECASE)
_LOOSE = re.compile(r"s\b|\s*(?:hundred|thousand|million|billion|trillion|dozen)", re.IGNORECASE)
"""Behind a number: a decade (1990s), or a word that multiplies it."""
_MARKED = re.compile(r"\d+(?:[,.'’٬٫]\d+)*[,.'’٬٫]\d{1,2}")
"""Groups of digits of which the last is too short for thousands."""
_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|[mb]illions?|dozens?|half|twice|second|third|fourth|fifth)\b",
    re.IGNORECASE,
)


class Numbers:
    """The translation has the numbers of the source.

    Native digits are digits, marks of thousands and decimal points are those of
    the language, and months may be numbers. Languages write small and round
    numbers in words, count hours and years otherwise, and say thirty thousand
    as three times ten thousand: what can be explained so is not found. Number
    words and hours with a.m. and p.m. are known in English sources.
    """

    id = "numbers"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in subject.forms:
            missing, extra = _differences(subject, form)
            if not missing and not extra:
                continue
            lacks, has = _listed(missing), _listed(extra)
            if missing and extra:
                message = f"the source has {lacks}, the translation {has}"
            else:
                message = (
                    f"the translation lost {lacks}" if missing else f"the translation has {has}, the source has not"
                )
            yield Problem(message, "Compare the numbers.", form, extra[0].span if extra else None)


def _listed(found: Iterable[Number]) -> str:
    return " and ".join(dict.fromkeys(each.digits for each in found))


def _differences(subject: Subject, form: str) -> tuple[list[Number], list[Number]]:
    """Give the numbers that were lost and those that came in, as far as nothing explains them."""
    source = " ".join(subject.sources)
    country = subject.surroundings.country
    texts = [_apart_from_phones(text, country) for text in subject.sources]
    given = _apart_from_phones(form, country)
    missing = _less(_in_all(texts), given)
    extra = _less(given, [each for text in texts for each in text])
    if _digits(missing) == _digits(extra) and not (
        _is_shifted(missing, extra, form) or _is_shifted(extra, missing, subject.sources[0])
    ):
        # The same digits in other groups.
        return [], []
    missing, extra = _multiplied(missing, extra, subject, form)
    missing, extra = _hours_and_years(missing, extra, subject)
    extra = [each for each in extra if each.value not in _months(source, subject.surroundings.source)]
    if numerals_in_words(form):
        missing = []
    if missing and extra and not _WORDS.search(source):
        return missing, extra
    return (
        [each for each in missing if not _in_words(each.value)],
        [each for each in extra if each.value > 31 and not _in_words(each.value) and not _WORDS.search(source)],
    )


def _apart_from_phones(text: str, country: str) -> list[Number]:
    """Give the numbers of a text; those of phones, which are grouped otherwise everywhere, have their own check."""
    phones = [span for _, span in phone_numbers(text, country).values()]
    return [each for each in numbers(text) if not any(start <= each.span[0] < end for start, end in phones)]


def _in_all(texts: Sequence[Sequence[Number]]) -> list[Number]:
    """Give the numbers of the first text that all have: a plural form may leave out the one of another."""
    first, *others = texts
    rest = list(first)
    for other in others:
        rest = _less(rest, _less(rest, other))
    return rest


def _less(some: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Give some numbers without those that are among the others too, each counted once."""
    left = Counter(each.value for each in others)
    rest = []
    for each in some:
        if left[each.value]:
            left[each.value] -= 1
        else:
            rest.append(each)
    return rest


def _is_shifted(whole: Sequence[Number], parts: Sequence[Number], text: str) -> bool:
    """Say whether the mark of thousands of a number stands elsewhere in a text: 15,00 is not 1,500."""
    if len(whole) != 1 or whole[0].span[1] - whole[0].span[0] == len(whole[0].digits):
        return False
    return _MARKED.fullmatch(ascii_digits(text[parts[0].span[0] : parts[-1].span[1]])) is not None


def _digits(found: Iterable[Number]) -> str:
    return "".join(each.digits for each in found)


def _multiplied(
    missing: list[Number], extra: list[Number], subject: Subject, form: str
) -> tuple[list[Number], list[Number]]:
    """Leave out what a word multiplies, and the large numbers on the other side, which may be the same."""
    source = " ".join(subject.sources)
    loose = [each for each in missing if _LOOSE.match(source, each.span[1])]
    by_sign = [each for each in extra if scaled(each, form, subject.language.script)]
    missing = [each for each in missing if each not in loose and not (by_sign and each.value >= 100)]
    extra = [each for each in extra if each not in by_sign and not (loose and (each.value >= 100 or len(extra) == 1))]
    return missing, extra


def _hours_and_years(missing: list[Number], extra: list[Number], subject: Subject) -> tuple[list[Number], list[Number]]:
    """Leave out the hours and years that the language counts otherwise; with the year, the day is another one too."""
    tag = primary(subject.language.tag)
    half_days = _HALF_DAYS.search(subject.sources[0]) is not None
    years = OTHER_CALENDARS.get(tag, frozenset())
    lost, came = list(missing), list(extra)
    converted = False
    for one in missing:
        for other in came:
            difference = other.value - one.value
            turned = 6 if tag in TWELVE_HOURS_OTHERWISE else 0
            hour = half_days and max(one.value - 12, other.value - 24) <= 0 and difference % 12 in {0, turned}
            year = one.value >= 1800 and difference in years
            if hour or year:
                converted |= year
                lost.remove(one)
                came.remove(other)
                break
    if converted:
        lost, came = [each for each in lost if each.value > 31], [each for each in came if each.value > 31]
    return lost, came


def _in_words(value: int) -> bool:
    """Say whether languages like to write a number in words."""
    return value <= 20 or (value <= 100 and value % 10 == 0) or value in {1000, 1_000_000}


@cache
def _months(text: str, source: Language | None) -> frozenset[int]:
    """Give the numbers of the months that a text of the source names."""
    locale = Locale.parse((source.cldr if source else None) or "en")
    names = {
        str(name): number
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
    }
    return frozenset(number for name, number in names.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
