from __future__ import annotations

import pytest

from handbill.glossary import EVERY, Glossary, Term, with_terms
from handbill.languages import language
from handbill.model import Message

DEADLINE = Term(
    "deadline", "noun", "the day\nit ends", False, {"es": ("fecha límite", "plazo")}, {"es": ("vencimiento",)}
)
PARS = Term("PARS", note="the police database", fixed=True)
BARE = Term("petition", translations={"vi": ("thỉnh nguyện thư",)})
OBAMA = Term("Obama", fixed=True, translations={"zh-Hans": ("奥巴马",)})
ALIEN = Term("immigrant", forbidden={EVERY: ("alien",)})


def comments(term: Term, tag: str | None) -> tuple[str, ...]:
    message = Message(f"A {term.text}.", comments=("paragraph",))
    (made,) = with_terms([message], Glossary((term,)), language(tag) if tag else None)
    assert made.key == message.key
    assert made.comments[0] == "paragraph"
    return made.comments[1:]


@pytest.mark.parametrize(
    ("term", "tag", "line"),
    [
        (DEADLINE, None, "term: deadline: the day it ends"),
        (DEADLINE, "es", "term: deadline → fecha límite | plazo (not: vencimiento): the day it ends"),
        (DEADLINE, "vi", "term: deadline: the day it ends"),
        (PARS, None, "term: PARS (do not translate): the police database"),
        (PARS, "ar", "term: PARS (do not translate): the police database"),
        (BARE, "vi", "term: petition → thỉnh nguyện thư"),
        (OBAMA, "zh-Hans", "term: Obama → 奥巴马 (or as it is)"),
        (ALIEN, "es", "term: immigrant (not: alien)"),
    ],
)
def test_a_term_is_one_line(term: Term, tag: str | None, line: str) -> None:
    assert comments(term, tag) == (line,)


@pytest.mark.parametrize("tag", [None, "es"])
def test_a_term_of_which_there_is_nothing_to_say_is_not_listed(tag: str | None) -> None:
    assert comments(BARE, tag) == ()


def test_messages_without_terms_stay_as_they_are() -> None:
    message = Message("Hello")
    assert with_terms([message], Glossary((PARS,))) == (message,)
