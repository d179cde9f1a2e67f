"""The catalogs, and rows that came back: what one side changed is taken, and nobody's words are lost.

Pure: values in, values out. A row's base is what its reference says went out.
Each text is decided by :func:`_form`, each unit's state and notes by
:mod:`handbill.exchange.settling`; :mod:`handbill.exchange.finding` tells which
unit a row belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbill.catalogs.notes import kept_text
from handbill.catalogs.similarity import alikeness
from handbill.exchange import telling
from handbill.exchange.finding import Found, Shelf, Slot, is_written
from handbill.exchange.outcome import Fate, Merged, Outcome
from handbill.exchange.packing import note
from handbill.exchange.parcel import Returned, ReturnedRow, digest
from handbill.exchange.repair import Given, repaired
from handbill.exchange.settling import Answer, Settling, settle
from handbill.languages import Language
from handbill.model import Catalog, Message, Origin, State, Unit, shows

NOTHING = digest("")

_ANOTHER_TEXT = 40
"""Translations less alike are two translations, and not one that was edited."""
_FORMULA = "a formula is not evaluated; type an apostrophe before its sign"
_EMPTIED = "an empty cell deletes nothing"
_SEVERAL = "several rows say different things"
_BOTH = "both sides changed it"
_UNKNOWN = "the row has lost its reference: which side changed it cannot be known"
_WHICH = "several messages have this source, and the row has lost its reference"
_NO_FORM = "the message has no such plural form now"


def merge(
    catalogs: Mapping[str, Catalog], returned: Returned, spoken: Language, *, machine: bool = False, force: bool = False
) -> Merged:
    """Join what came back in a file with the catalogs of its language.

    A translation changed in the file alone is taken; changed on both sides, the
    catalog's stays and the other is kept as a suggestion. An emptied cell
    deletes nothing. What belongs to a message that is gone becomes an obsolete
    entry. With `machine` the translations taken are marked as a machine's. A
    document of which one column alone was sorted is not taken, but with `force`.
    """
    shelf = Shelf(catalogs)
    merged = Merged(dict(catalogs), list(telling.strays(returned.strays, catalogs)))
    found = [shelf.find(row) for row in returned.rows]
    if not force and (shifted := telling.shifted(found)):
        merged.problems += shifted.values()
        found = [each for each in found if not each.slots or each.slots[0].domain not in shifted]
    groups: dict[Slot, list[Answer]] = {}
    homeless: dict[str, list[ReturnedRow]] = {}
    for each in found:
        for slot, answer in _answers(each, shelf, spoken):
            groups.setdefault(slot.whole, []).append(answer)
            merged.outcomes += telling.rewritten(each.row, slot, shelf.unit(slot))
        if not each.slots:
            # The plural forms of a message that is gone stay together.
            row = each.row
            homeless.setdefault(row.reference.id if row.reference else f"{row.place}\0{row.source}", []).append(row)
    whence = f"in {' '.join(returned.name.split())}"
    for slot, answers in groups.items():
        unit, outcomes = _unit(shelf.unit(slot), slot, answers, returned, whence, machine=machine)
        shelf.put(slot, unit)
        merged.outcomes += outcomes
    for rows in homeless.values():
        if written := [row for row in rows if is_written(row)]:
            merged.outcomes += _keep_aside(shelf, written, whence)
        merged.outcomes += telling.notes_without_home(rows)
    merged.catalogs.update(shelf.catalogs())
    merged.outcomes = telling.in_short(merged.outcomes)
    return merged


def _answers(found: Found, shelf: Shelf, spoken: Language) -> Iterator[tuple[Slot, Answer]]:
    """Give what a row says of each unit that it may be about."""
    row = found.row
    if len(found.slots) > 1:
        row = _without_known(row, [(slot, shelf.unit(slot)) for slot in found.slots])
    for slot in found.slots:
        answer = _answer(row, slot, shelf.unit(slot), spoken)
        yield slot, replace(answer, certain=len(found.slots) == 1)


def _without_known(row: ReturnedRow, units: Sequence[tuple[Slot, Unit]]) -> ReturnedRow:
    """Leave out what one of several units that a row may be about has already: it is that one's, and unchanged."""
    if any(row.translation in unit.msgstr[slot.form : slot.form + 1] for slot, unit in units):
        row = replace(row, translation="", reference=None)
    if row.note is not None and any(row.note == note(unit) for _, unit in units):
        row = replace(row, note=None)
    return row


def _answer(row: ReturnedRow, slot: Slot, unit: Unit, spoken: Language) -> Answer:
    ours = unit.msgstr[slot.form] if slot.form < len(unit.msgstr) else ""
    if not is_written(row) or row.translation == ours or row.formula or unit.obsolete:
        # What belongs to no message is kept as it was typed.
        return Answer(row, slot.form, row.translation)
    source = (unit.message.plural if slot.form else None) or unit.message.msgid
    text, repairs = repaired(row.translation, Given(source, ours, spoken))
    return Answer(row, slot.form, text, repairs)


def _unit(
    unit: Unit, slot: Slot, answers: Sequence[Answer], returned: Returned, whence: str, *, machine: bool
) -> tuple[Unit, list[Outcome]]:
    """Give a unit with what the rows about it bring, and what became of each."""
    forms = list(unit.msgstr)
    outcomes: list[Outcome] = []
    kept: list[str] = []
    replaced: list[str] = []
    taken: list[Answer] = []
    doubtful = False
    for form in dict.fromkeys(answer.form for answer in answers):
        ours = unit.msgstr[form] if form < len(unit.msgstr) else None
        decided = _form(ours, [answer for answer in answers if answer.form == form])
        name = "msgstr" if unit.message.plural is None else f"msgstr[{form}]"
        if decided.taken is not None:
            forms[form] = decided.taken.text
            taken.append(decided.taken)
            doubtful |= decided.doubtful
            if ours and _is_worth_keeping(unit, ours, decided.taken.text):
                replaced.append(kept_text("before", name, ours))
        kept += [kept_text(whence, name, text) for text in decided.aside]
        outcomes += decided.outcomes(slot.domain, unit, ours or "")
    clash = bool(kept) or doubtful
    settling = Settling(slot.via, answers, taken, clash=clash, states_count=returned.states_count, machine=machine)
    settled, more = settle(unit, tuple(forms), settling)
    fresh = tuple(each for each in dict.fromkeys([*kept, *replaced]) if each not in settled.comments)
    said = [replace(each, domain=slot.domain, key=unit.key) for each in more]
    return replace(settled, comments=settled.comments + fresh), [*outcomes, *said]


def _is_worth_keeping(unit: Unit, ours: str, text: str) -> bool:
    """Say whether a translation that gives way was finished by somebody, and the new one is not an edit of it."""
    if unit.obsolete or unit.state < State.TRANSLATED or unit.origin is Origin.MACHINE:
        return False
    return unit.state is State.REVIEWED or alikeness(ours, text) < _ANOTHER_TEXT


@dataclass(frozen=True, slots=True)
class _Decision:
    """What becomes of one text."""

    taken: Answer | None = None
    aside: tuple[str, ...] = ()
    """The texts to keep as suggestions."""
    doubtful: bool = False
    """Whether what is taken is one of several, or a formula: it needs work."""
    rows: tuple[tuple[Fate, Answer, str], ...] = ()

    def outcomes(self, domain: str, unit: Unit, ours: str) -> Iterator[Outcome]:
        """Give what became of each row."""
        for fate, answer, said in self.rows:
            told = (answer.row.place, domain, unit.key)
            if unit.obsolete and fate is Fate.TAKEN:
                yield Outcome(Fate.ASIDE, *told, ours, answer.text, "its message is no longer in the source")
            else:
                yield Outcome(fate, *told, ours, answer.text, said)
            if answer.repairs and fate in {Fate.TAKEN, Fate.CONFLICT}:
                yield Outcome(Fate.REPAIRED, *told, answer.row.translation, answer.text, ", ".join(answer.repairs))


def _form(ours: str | None, answers: Sequence[Answer]) -> _Decision:
    """Decide about one text: all rows about it, and what the catalog has (nothing where it has no such form)."""
    written = [answer for answer in answers if _says_something_new(answer, ours)]
    plain = [answer for answer in written if not answer.row.formula]
    emptied = [answer for answer in answers if ours and _is_emptied(answer)]
    rows = [(Fate.FORMULA, answer, _FORMULA) for answer in written if answer.row.formula]
    rows += [(Fate.EMPTIED, answer, _EMPTIED) for answer in emptied]
    texts = tuple(dict.fromkeys(answer.text for answer in (*plain, *written)))
    different = len({answer.text for answer in plain}) > 1
    if plain and not different and ours is not None and any(_is_base(ours, answer) for answer in plain):
        return _Decision(plain[0], texts[1:], rows=((Fate.TAKEN, plain[0], ""), *rows))
    said = _SEVERAL if different else _why(plain, ours)
    rows = [*((Fate.CONFLICT, answer, said) for answer in plain), *rows]
    if ours == "" and written:
        # Nothing is there yet: the first of them is better than a comment that nobody sees.
        return _Decision((plain or written)[0], texts[1:], doubtful=True, rows=tuple(rows))
    return _Decision(None, texts, rows=tuple(rows))


def _why(answers: Sequence[Answer], ours: str | None) -> str:
    """Say why a text cannot simply be taken."""
    if any(not answer.certain for answer in answers):
        return _WHICH
    if ours is None:
        return _NO_FORM
    return _BOTH if any(answer.row.reference for answer in answers) else _UNKNOWN


def _says_something_new(answer: Answer, ours: str | None) -> bool:
    """Say whether a row has a text that went out neither with it nor is in the catalog."""
    reference = answer.row.reference
    is_base = reference is not None and digest(answer.text) == reference.text
    return is_written(answer.row) and shows(answer.text) and not is_base and answer.text != ours


def _is_base(ours: str, answer: Answer) -> bool:
    """Say whether the catalog still has what went out with a row, or nothing that could be lost."""
    reference = answer.row.reference
    return answer.certain and (ours == "" or (reference is not None and reference.text == digest(ours)))


def _is_emptied(answer: Answer) -> bool:
    """Say whether a row went out with a text and came back with none."""
    reference, text = answer.row.reference, answer.row.translation
    return not shows(text) and reference is not None and reference.text not in {NOTHING, digest(text)}


def _keep_aside(shelf: Shelf, rows: Sequence[ReturnedRow], whence: str) -> Iterator[Outcome]:
    """Keep what belongs to no message of the catalogs, where it can come back from."""
    domain = next((row.domain for row in rows if row.domain in shelf), next(iter(shelf)))
    sources = list(dict.fromkeys(row.source for row in rows if shows(row.source)))
    if not sources:
        for row in rows:
            said = "it has neither a source nor a message, and is in the catalog already"
            if not shelf.has(domain, row.translation):
                shelf.comment(domain, kept_text(whence, row.place, row.translation))
                said = "it has neither a source nor a reference; it is kept in the header of the catalog"
            yield Outcome(Fate.STRAY, row.place, domain, None, "", row.translation, said)
        return
    plural = sources[1] if len(sources) > 1 else None
    message = Message(sources[0], rows[0].context or None, plural)
    unit = shelf.aside(domain, message, [(_form_number(row), row.translation) for row in rows], whence)
    offered = shelf.offer(domain, unit)
    said = "its source has been edited, and has it as a suggestion now" if offered else "its source is gone"
    for row in rows:
        yield Outcome(Fate.ASIDE, row.place, domain, unit.key, "", row.translation, said)


def _form_number(row: ReturnedRow) -> int:
    return row.reference.form if row.reference else 0
