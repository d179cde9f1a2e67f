"""Catalogs -> a parcel: what a translator should know of each text, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handbill.catalogs.notes import kept_texts, notes_of_people
from handbill.exchange.parcel import Reference, Row, digest, message_id, seals
from handbill.facts import Fact, format_fact
from handbill.languages import Language
from handbill.memory import NOTHING, TranslationMemory
from handbill.model import Catalog, Key, State, Unit
from handbill.placeholders import placeholders
from handbill.plurals import forms_taken

_EXAMPLES = 4
_LOOKED_AT = 200
_SUGGESTED = 2
"""How many remembered translations are shown in a row: more would bury the rest."""


def rows(
    domain: str,
    catalog: Catalog,
    *,
    source: Language,
    spoken: Language,
    facts: Mapping[str, Fact],
    limits: Mapping[Key, int],
    memory: TranslationMemory = NOTHING,
) -> Iterator[Row]:
    """Give the rows of a document, a row for each plural form; what is not finished with what `memory` knows."""
    rule = catalog.fields.get("Plural-Forms", "")
    for number, unit in enumerate(catalog.by_key.values(), start=1):
        for form in range(len(unit.msgstr)):
            row = Row(
                reference=reference(domain, unit, form),
                number=number,
                source=_source(unit, form),
                translation=unit.msgstr[form],
                state=_state(unit, form),
                note=note(unit) if form == 0 else "",
                form=plural_form(rule, form) if unit.message.plural is not None else "",
                context=unit.message.context or "",
                comment=_comment(unit, domain, memory),
                facts="\n".join(_explained(_source(unit, form), facts, source, spoken)),
                limit=limits.get(unit.key),
                previous=_previous(unit, form),
            )
            yield replace(row, reference=replace(row.reference, seals=seals(_beside(row, domain))))


def _beside(row: Row, domain: str) -> Iterator[str]:
    """Give what stands in a row to be read."""
    yield from (domain, row.form, row.comment, row.facts, row.previous, row.note)
    if row.limit is not None:
        yield str(row.limit)


def reference(domain: str, unit: Unit, form: int) -> Reference:
    """Give the reference of one form of a unit as it is now."""
    text, said = unit.msgstr[form], note(unit) if form == 0 else ""
    return Reference(message_id(domain, unit.message), form, digest(text), _state(unit, form), digest(said))


def note(unit: Unit) -> str:
    """Give what translators noted about a unit."""
    return "\n".join(notes_of_people(unit.comments))


def plural_form(rule: str, form: int) -> str:
    """Give the numbers that a plural form is for: ``for 1, 21, 31, 41 …``. Nothing where the rule cannot be read."""
    taken = forms_taken(rule)
    if taken is None:
        return f"plural form {form + 1}"
    numbers = [number for number, each in enumerate(taken[:_LOOKED_AT]) if each == form]
    if len(numbers) == _LOOKED_AT:
        return "for every number"
    more = " …" if len(numbers) > _EXAMPLES else ""
    return f"for {', '.join(map(str, numbers[:_EXAMPLES]))}{more}"


def _source(unit: Unit, form: int) -> str:
    # A language with one form for all numbers has the source's text for many.
    plural = unit.message.plural
    return plural if plural is not None and (form or len(unit.msgstr) == 1) else unit.message.msgid


def _previous(unit: Unit, form: int) -> str:
    if not unit.fuzzy or unit.previous is None:
        return ""
    return (unit.previous.plural if form else None) or unit.previous.msgid


def _state(unit: Unit, form: int) -> State:
    # A form that has nothing is untranslated, whatever the others have.
    return unit.state if unit.msgstr[form] == "" or unit.state is not State.UNTRANSLATED else _alone(unit)


def _alone(unit: Unit) -> State:
    return State.FUZZY if unit.fuzzy else State.TRANSLATED


def _comment(unit: Unit, domain: str, memory: TranslationMemory) -> str:
    suggested = [f"Also suggested ({each.whence}): {each.text}" for each in kept_texts(unit.comments)]
    if unit.state < State.TRANSLATED:
        found = memory.suggestions(unit.message, domain=domain, most=_SUGGESTED)
        suggested += [f"Translated before ({each.where}, {each.score:.0f}% alike): {each.target}" for each in found]
    return "\n".join((*unit.message.comments, *suggested))


def _explained(text: str, facts: Mapping[str, Fact], source: Language, spoken: Language) -> Iterator[str]:
    for name, style in dict.fromkeys((found[1], found[2]) for found in placeholders(text)):
        fact = facts.get(name)
        if fact is None:
            continue
        written = f"{{{name}:{style}}}" if style else f"{{{name}}}"
        try:
            here, there = (format_fact(fact, each, style).text for each in (source, spoken))
        except ValueError:
            # What is wrong with a format is told where the source is read.
            continue
        yield f"{written} = {here}" if here == there else f"{written} = {here} → {there}"
