"""What a file tells the person who fills it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from handbill.exchange.parcel import Parcel


def instructions(parcel: Parcel) -> Sequence[str]:
    """Give the instructions for a spreadsheet, a title first."""
    return (heading(parcel), *_lines(parcel.language.name))


def heading(parcel: Parcel) -> str:
    """Give the title of a file."""
    return _heading(parcel.campaign, parcel.language.name, parcel.language.endonym)


def _heading(campaign: str, name: str, endonym: str) -> str:
    return f"{campaign}: {name} ({endonym})"


def _lines(name: str) -> Sequence[str]:
    return (
        (
            "Each of the other sheets is one document, in the order in which it is read. "
            f"Write your {name} into the column “Translation”. Yellow cells wait for you."
        ),
        (
            "Keep what stands in braces, such as {deadline}, just so. It becomes the date, the phone number or the "
            "address as your language writes it; the column “What stands for {…}” shows how."
        ),
        "Keep **, [ ] and ( ) around the words that carry them in your sentence: they make bold text and links.",
        "Where a number stands under “At most”, the text has a small place. A red cell may be too long for it.",
        (
            "“needs work” in the column “State” means that the source has changed, or that somebody was not sure. "
            "Set it to “translated” when you are. Set it to “needs work” when you are not."
        ),
        "“Your note” is for questions and for what other translators should know.",
        "You can filter, widen columns and leave rows as they are. A row that you delete changes nothing.",
        "Save the file as .xlsx and send it back. Nothing that you write is lost, even if others worked meanwhile.",
    )


def short_instructions(parcel: Parcel) -> str:
    """Give the instructions for a table in a text document."""
    return _short(parcel.language.name)


def is_instruction(text: str) -> bool:
    """Say whether a text is a title or an instruction that Handbill wrote, of whichever campaign and language."""
    return any(pattern.fullmatch(" ".join(text.split())) for pattern in _patterns())


@lru_cache(maxsize=1)
def _patterns() -> Sequence[re.Pattern[str]]:
    any_ = "\0"
    texts = (_heading(any_, any_, any_), *_lines(any_), _short(any_))
    return [re.compile(".+".join(map(re.escape, text.split(any_)))) for text in texts]


def _short(name: str) -> str:
    return (
        f"Write your {name} into the second column. Keep what stands in braces, such as "
        "{deadline}, just so: it becomes the date or number as your language writes it. Keep ** and links around the "
        "words that carry them. Leave the small letters in the last column: they tell which text is which."
    )
