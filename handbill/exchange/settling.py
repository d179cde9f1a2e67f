"""What a file says of a unit beside its text: its state, its notes, who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handbill.catalogs.notes import OURS, notes_of_people, without_passing
from handbill.exchange.finding import Via
from handbill.exchange.outcome import Fate, Outcome
from handbill.exchange.packing import note
from handbill.exchange.parcel import STATES, ReturnedRow, digest
from handbill.model import State, Unit, shows

SIGN_OFF = "a sign-off is neither given nor taken back in a file; that is done with handbill review"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one row says of one form of a unit."""

    row: ReturnedRow
    form: int
    text: str
    """The translation, repaired."""
    repairs: tuple[str, ...] = ()
    certain: bool = True
    """Whether it is just this message that the row is about, and not one of several."""

    @property
    def said(self) -> State | None:
        """The state that the row has; nothing where it has none that is known."""
        wanted = " ".join((self.row.state or "").split()).casefold()
        return next((state for state, word in STATES.items() if word == wanted), None)

    @property
    def new_state(self) -> State | None:
        """The state, where somebody changed it."""
        said, reference = self.said, self.row.reference
        return said if reference is None or said is not reference.state else None


@dataclass(frozen=True, slots=True)
class Settling:
    """What is known when a unit's texts have been decided."""

    via: Via
    answers: Sequence[Answer]
    taken: Sequence[Answer]
    """Those whose text was taken."""
    clash: bool
    """Whether any text was kept as a suggestion."""
    states_count: bool
    """Whether a state that was left as it was is a statement."""
    machine: bool
    """Whether a machine wrote what was taken."""


def settle(unit: Unit, forms: tuple[str, ...], settling: Settling) -> tuple[Unit, list[Outcome]]:
    """Give a unit its new texts, with the state and the notes that the rows say, and what became of them."""
    outcomes: list[Outcome] = []
    settled = unit
    if settling.taken:
        settled = _with_texts(unit, forms, settling)
        outcomes += _about_texts(unit, settled, settling)
    elif not settling.clash:
        settled = _with_state(unit, settling)
        if settled.fuzzy != unit.fuzzy:
            place = next(answer.row.place for answer in settling.answers if answer.new_state is not None)
            outcomes.append(_outcome(Fate.STATE, place, STATES[unit.state], STATES[settled.state]))
    outcomes += _about_states(settling)
    noted = _with_notes(settled, settling.answers)
    if noted.comments != settled.comments:
        rows = [answer.row for answer in settling.answers]
        place = next(row.place for row in rows if row.note is not None or row.remarks)
        before, after = (note(each) for each in (settled, noted))
        outcomes.append(_outcome(Fate.NOTE, place, before, after))
    return noted, outcomes


def _outcome(fate: Fate, place: str, before: str = "", after: str = "", said: str = "") -> Outcome:
    return Outcome(fate, place, "", None, before, after, said)


def _with_texts(unit: Unit, forms: tuple[str, ...], settling: Settling) -> Unit:
    if unit.obsolete:
        return replace(unit, msgstr=forms)
    changed = replace(unit, msgstr=forms, fuzzy=_is_unfinished(settling))
    if not changed.fuzzy:
        changed = replace(changed, previous=None, comments=without_passing(changed.comments))
    if settling.machine:
        mark = f"handbill: machine translation {changed.msgstr_digest}"
        if mark not in changed.comments:
            changed = replace(changed, comments=(*changed.comments, mark))
    return changed


def _is_unfinished(settling: Settling) -> bool:
    if settling.clash or settling.via is Via.PREVIOUS:
        return True
    said = (answer.said if settling.states_count else answer.new_state for answer in settling.answers)
    return State.FUZZY in said


def _about_texts(unit: Unit, settled: Unit, settling: Settling) -> Iterator[Outcome]:
    place = settling.taken[0].row.place
    if unit.state is State.REVIEWED and settled.state is not State.REVIEWED:
        yield _outcome(Fate.REMARK, place, said="the text was signed off; the sign-off has lapsed with the change")
    if settling.via is Via.PREVIOUS:
        yield _outcome(Fate.REMARK, place, said="the source has changed since the file went out: it needs work")
    elif settled.fuzzy and not settling.clash:
        yield _outcome(Fate.REMARK, place, said="the row says “needs work”, and so does the catalog now")


def _with_state(unit: Unit, settling: Settling) -> Unit:
    """Give a unit whose text nobody changed the state that was changed in the file."""
    if unit.obsolete or settling.via is Via.PREVIOUS or unit.state is State.UNTRANSLATED:
        return unit
    # Who saw another text in the row than the catalog has now did not speak of this one.
    wanted = {answer.new_state for answer in settling.answers if _speaks_of(answer, unit)} - {None}
    if State.FUZZY in wanted:
        return replace(unit, fuzzy=True)
    if unit.fuzzy and wanted & {State.TRANSLATED, State.REVIEWED}:
        return replace(unit, fuzzy=False, previous=None, comments=without_passing(unit.comments))
    return unit


def _speaks_of(answer: Answer, unit: Unit) -> bool:
    return answer.form < len(unit.msgstr) and answer.text == unit.msgstr[answer.form]


def _about_states(settling: Settling) -> Iterator[Outcome]:
    for answer in settling.answers:
        said, reference = answer.new_state, answer.row.reference
        was = reference.state if reference else None
        if answer.said is None and (answer.row.state or "").strip():
            known = ", ".join(STATES.values())
            yield _outcome(Fate.REMARK, answer.row.place, said=f"“{answer.row.state}” is not a state: {known}")
        elif said is State.REVIEWED or (was is State.REVIEWED and said is State.TRANSLATED):
            yield _outcome(Fate.REMARK, answer.row.place, said=SIGN_OFF)
        elif said is State.UNTRANSLATED and shows(answer.text):
            yield _outcome(Fate.REMARK, answer.row.place, said="it has a translation, whatever its state says")


def _with_notes(unit: Unit, answers: Sequence[Answer]) -> Unit:
    for answer in answers:
        said, reference = answer.row.note, answer.row.reference
        if said is None or (reference is not None and digest(said) == reference.note):
            continue
        there = notes_of_people(unit.comments)
        lines = [line if line in there else _as_note(line) for line in said.split("\n") if line.strip()]
        unchanged = reference is not None and digest(note(unit)) == reference.note
        unit = _replaced(unit, lines) if unchanged and answer.form == 0 else _joined(unit, lines)
    # A comment in the margin is one more note.
    remarks = [text for answer in answers for text in answer.row.remarks]
    return _joined(unit, [_as_note(line) for text in remarks for line in text.splitlines() if shows(line)])


def _as_note(line: str) -> str:
    """Give a line as a comment. What somebody types never becomes one of Handbill's own lines."""
    line = line.replace("\0", "").strip()
    return f"“{line}”" if line.lower().startswith(OURS) else line


def _replaced(unit: Unit, lines: Sequence[str]) -> Unit:
    noted = notes_of_people(unit.comments)
    ours = tuple(each for each in unit.comments if each not in noted)
    return replace(unit, comments=(*lines, *ours))


def _joined(unit: Unit, lines: Sequence[str]) -> Unit:
    return replace(unit, comments=(*unit.comments, *(line for line in lines if line not in unit.comments)))
