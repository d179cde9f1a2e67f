"""Progress as Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.model import State
from handbill.progress.count import Tally
from handbill.progress.report import LocaleProgress, Progress, owed_since_update, unreviewed_machine

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~@!&])")


def as_markdown(progress: Progress) -> str:
    """Give a table of languages with a row of totals, and beneath it what is left and what changed."""
    return "".join(f"{line}\n" for line in _lines(progress))


def escaped(text: str) -> str:
    """Give a text that Markdown shows as it is, on one line, also within a table."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split())).replace("\\@", "@\u2060")


def _lines(progress: Progress) -> Iterator[str]:
    yield f"### {escaped(progress.campaign)}: translations"
    yield ""
    yield "| Language | Done | Words left | Untranslated | Fuzzy | Translated | Reviewed | Errors | Warnings |"
    yield "| :-- | --: | --: | --: | --: | --: | --: | --: | --: |"
    for each in progress.locales:
        yield _row(f"{escaped(each.language.name)} ({each.language.tag})", each.percent, each.total)
    if len(progress.spoken) > 1:
        yield _row("**Total**", progress.percent, progress.total)
    yield ""
    yield "Untranslated, fuzzy, translated and reviewed are messages; a translation with an error counts as fuzzy."
    for listed in (_unread(progress), _machine(progress), _changed(progress), _since(progress), _left(progress)):
        if lines := list(listed):
            yield ""
            yield from lines


def _row(name: str, percent: str, tally: Tally) -> str:
    states = [tally.messages.get(state, 0) for state in State]
    numbers = [tally.words_left, *states, tally.errors, tally.warnings]
    return f"| {name} | {percent} | {' | '.join(f'{number:,}' for number in numbers)} |"


def _unread(progress: Progress) -> Iterator[str]:
    for each in progress.locales:
        if each.unread:
            yield f"- {_name(each)}: **{', '.join(map(escaped, each.unread))} cannot be read** and is not counted."


def _machine(progress: Progress) -> Iterator[str]:
    for tag, words in unreviewed_machine(progress).items():
        yield f"- {words:,} words were translated by a machine and not reviewed: {tag}."


def _changed(progress: Progress) -> Iterator[str]:
    for words, tags in owed_since_update(progress).items():
        yield f"- {words:,} words are new or changed since the catalogs were updated: {', '.join(tags)}."


def _since(progress: Progress) -> Iterator[str]:
    for each in progress.locales:
        if each.since:
            done, reviewed, source = each.since.done, each.since.reviewed, each.since.words
            yield (
                f"- {_name(each)} since {each.since.at.date()}: {done:+,} words done, {reviewed:+,} reviewed;"
                f" the source {source:+,}."
            )


def _left(progress: Progress) -> Iterator[str]:
    for each in progress.locales:
        left = [
            f"{escaped(one.domain)} {one.tally.words_left:,} words" for one in each.documents if not one.tally.complete
        ]
        if left:
            yield f"- {_name(each)}: {', '.join(left)} left."


def _name(each: LocaleProgress) -> str:
    return f"**{escaped(each.language.name)}**"
