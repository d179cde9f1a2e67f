"""Progress to show in tests: one language done with an error, one on its way, one begun, one that cannot be read."""

from __future__ import annotations

import datetime as dt

from handbill.languages import language
from handbill.model import Finding, Severity, State
from handbill.progress.count import Tally
from handbill.progress.history import entry
from handbill.progress.report import DocumentProgress, Left, LocaleProgress, Progress, change

AT = dt.datetime(2011, 7, 4, 12, tzinfo=dt.UTC)
HOSTILE = "<script>alert('x')</script> & \"quotes\" | `code` *stars* @team\n# heading"


def counted(untranslated: int, fuzzy: int, translated: int, reviewed: int, *, errors: int = 0) -> Tally:
    """Give a tally of messages of ten words each."""
    counts = dict(zip(State, (untranslated, fuzzy, translated, reviewed), strict=True))
    words = {state: 10 * count for state, count in counts.items()}
    characters = {state: 60 * count for state, count in counts.items()}
    return Tally(counts, words, characters, errors=errors)


def finding(text: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        "placeholders", severity, text, "Write it so.", "es.po", 7, locale="es", domain="petition", key=(None, text)
    )


def progress(text: str = "Sign here") -> Progress:
    """Give the progress of a campaign in which names, texts and findings say `text`."""
    spanish = LocaleProgress(
        language("es"),
        (
            DocumentProgress("petition", counted(0, 1, 0, 9, errors=1), AT.date(), (text,), findings=(finding(text),)),
            DocumentProgress("faq", counted(0, 0, 10, 0), dt.date(2011, 7, 1), ("Rosa", "Ana")),
        ),
        history=(
            entry(AT - dt.timedelta(30), "es", {"petition": counted(10, 0, 0, 0)}),
            entry(AT - dt.timedelta(10), "es", {"petition": counted(5, 0, 5, 0), "faq": counted(5, 0, 5, 0)}),
        ),
    )
    before = spanish.history[0]
    left = tuple(Left(f"{text} {number}", State.UNTRANSLATED, f"ar.po:{number}") for number in range(25))
    arabic = LocaleProgress(
        language("ar"),
        (DocumentProgress("petition", counted(25, 0, 5, 0), None, (), left, since=change(before, Tally(), Tally())),),
        since=change(before, counted(30, 0, 0, 0), counted(25, 0, 5, 0)),
    )
    khmer = LocaleProgress(language("km"), (DocumentProgress("faq", counted(0, 0, 10, 0)),), unread=("petition",))
    return Progress(text, language("en"), AT, (spanish, arabic, khmer), since=dt.date(2011, 6, 10))
