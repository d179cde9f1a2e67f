"""What a pipeline can insist on: how much must be done, and that someone is at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handbill.progress.report import LocaleProgress, Progress


def under(progress: Progress, minimum: int) -> Iterator[str]:
    """Say of each language that is done to less than `minimum` per cent of its words that it is."""
    for each in progress.spoken:
        if each.total.percent < minimum:
            yield f"{_name(each)}: {each.total.percent}% of the words are done, and {minimum}% were asked for"


def stale(progress: Progress, days: int) -> Iterator[str]:
    """Say of each language with words left on which nobody has worked for more than `days` days that it waits."""
    for each in progress.spoken:
        if each.total.complete:
            continue
        left = f"{each.total.words_left} words are left"
        if each.last_change is None:
            yield f"{_name(each)}: {left}, and no change is known"
        elif (waited := (progress.at.date() - each.last_change) // dt.timedelta(days=1)) > days:
            yield f"{_name(each)}: {left}, and the last change is {waited} days old ({each.last_change})"


def _name(each: LocaleProgress) -> str:
    return f"{each.language.name} ({each.language.tag})"
