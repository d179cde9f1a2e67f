from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from handbill.glossary import Glossary, Term, parse_glossary, serialize_glossary
from handbill.glossary.merge import Conflict, merge

OURS = Term("deadline", "noun", "the last day", translations={"es": ("plazo",)}, forbidden={"es": ("vencimiento",)})


def joined(*others: Term, ours: Term = OURS) -> tuple[Term, ...]:
    return merge(Glossary((ours,)), others).glossary.terms


def test_new_terms_go_to_the_end() -> None:
    new = Term("petition", translations={"es": ("petición",)})
    made = merge(Glossary((OURS,)), [new])
    assert (made.glossary.terms, made.added, made.changed, made.conflicts) == ((OURS, new), 1, 0, ())


def test_what_a_term_lacks_is_filled_in() -> None:
    made = merge(Glossary((Term("Deadline"),)), [OURS])
    (term,) = made.glossary.terms
    assert (term.text, term.part_of_speech, term.note) == ("Deadline", "noun", "the last day")
    assert (term.translations, term.forbidden) == (OURS.translations, OURS.forbidden)
    assert (made.added, made.changed) == (0, 1)


def test_where_both_say_something_else_ours_stays_and_the_difference_is_listed() -> None:
    other = Term("deadline", "noun", "when it ends", True, {"es": ("plazo", "fecha límite")}, {"es": ("plazo", "fin")})
    made = merge(Glossary((OURS,)), [other])
    (term,) = made.glossary.terms
    assert (term.note, term.fixed, term.translations) == (OURS.note, False, OURS.translations)
    assert term.forbidden == {"es": ("vencimiento", "fin")}
    assert made.conflicts == (
        Conflict("deadline", "note", "the last day", "when it ends"),
        Conflict("deadline", "do not translate", "no", "yes"),
        Conflict("deadline", "es", "plazo", "fecha límite"),
        Conflict("deadline", "es forbidden", "approved", "plazo"),
    )


def test_a_glossary_merged_with_itself_is_the_same() -> None:
    made = merge(Glossary((OURS,)), [OURS])
    assert (made.glossary.terms, made.added, made.changed, made.conflicts) == ((OURS,), 0, 0, ())


def test_another_part_of_speech_is_another_term() -> None:
    verb = Term("deadline", "verb")
    assert joined(verb) == (OURS, verb)


def test_abbreviations_are_not_words() -> None:
    assert len(joined(Term("ICE"), ours=Term("ice"))) == 2


def test_the_same_new_term_twice_is_one() -> None:
    made = merge(Glossary(), [Term("a"), Term("A b", note="x"), Term("a b", translations={"es": ("c",)})])
    assert [term.text for term in made.glossary.terms] == ["a", "A b"]
    assert made.glossary.terms[1].translations == {"es": ("c",)}
    assert (made.added, made.changed) == (2, 0)


WORDS = st.lists(st.sampled_from(["uno", "dos", "tres", "deadline"]), max_size=3, unique=True).map(tuple)


@st.composite
def deadlines(draw: st.DrawFn) -> Term:
    """An entry that does not contradict itself."""
    used = draw(st.dictionaries(st.sampled_from(["es", "fr"]), WORDS.filter(bool)))
    term = Term("deadline", fixed=draw(st.booleans()), translations=used)
    banned = draw(st.dictionaries(st.sampled_from(["", "es", "fr"]), WORDS))
    every = {word for tag in ("", "es", "fr") for word in term.accepted(tag)}
    kept = {tag: tuple(word for word in words if word not in every) for tag, words in banned.items()}
    return replace(term, forbidden={tag: words for tag, words in kept.items() if words})


@given(deadlines(), deadlines())
def test_what_two_glossaries_give_can_be_read_again(ours: Term, theirs: Term) -> None:
    made = merge(Glossary((ours,)), [theirs]).glossary
    assert parse_glossary(serialize_glossary(made), "g", source="en", known=["es", "fr"]).terms == made.terms
