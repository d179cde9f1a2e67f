"""What translators read of the glossary beside a text: the extracted comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handbill.glossary.model import Glossary, Term
from handbill.languages import Language
from handbill.model import Message


def with_terms(messages: Iterable[Message], glossary: Glossary, spoken: Language | None = None) -> tuple[Message, ...]:
    """Give messages with a comment for each term in them, behind the comments that they have.

    With a language the comment says how the term is said in it; without one, as
    in templates, which all languages share, it has the term and its note alone.
    """
    return tuple(_with_terms(message, glossary, spoken) for message in messages)


def _with_terms(message: Message, glossary: Glossary, spoken: Language | None) -> Message:
    terms = glossary.terms_in(message.msgid)
    if not terms:
        return message
    lines = (describe(term, spoken) for term in terms)
    return replace(message, comments=(*message.comments, *filter(None, lines)))


def describe(term: Term, spoken: Language | None = None) -> str | None:
    """Give a term in one line: ``term: deadline → fecha límite | plazo (not: vencimiento): the day it ends``.

    Nothing where there is nothing to say of it.
    """
    parts = [f"term: {term.text}"]
    wanted = term.translations.get(spoken.tag, ()) if spoken else ()
    unwanted = term.unwanted(spoken.tag) if spoken else ()
    if wanted:
        parts.append(f"→ {' | '.join(wanted)}")
    if term.fixed:
        parts.append("(or as it is)" if wanted else "(do not translate)")
    if unwanted:
        parts.append(f"(not: {', '.join(unwanted)})")
    line = " ".join(parts)
    if term.note:
        return " ".join(f"{line}: {term.note}".split())
    return line if len(parts) > 1 else None
