from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

import pytest

from handbill.checks import Spelling, spelling
from handbill.checks.spelling import Dictionary
from handbill.errors import HandbillError
from handbill.languages import language
from tests.checks.subjects import found, subject


class Words:
    """A dictionary of a few words."""

    def check(self, word: str) -> bool:
        return word in {"firme", "la", "petición", "antes", "del", "l’ami", "qʼij"}

    def suggest(self, word: str) -> Sequence[str]:
        return ["petición", "peticiones"] if word.startswith("pet") else []


KNOWN: dict[str, Dictionary] = {"es": Words()}


@pytest.mark.parametrize(
    "msgstr",
    [
        "firme la petición",
        "firme PARS antes del {deadline}",
        "**firme** [la](https://example.org/xyz)",
        "Philly xz",
        "sign",
    ],
)
def test_good_translations_give_no_finding(msgstr: str) -> None:
    assert found(Spelling(KNOWN), subject("sign here", msgstr, tag="es")) == []


def test_a_misspelt_word_is_found_once_with_what_may_be_meant() -> None:
    (problem,) = Spelling(KNOWN).problems(subject("sign", "firme la petisión: petisión", tag="es"))
    assert problem.message == "“petisión” is not in the dictionary"
    assert problem.hint == "Perhaps: petición, peticiones."
    assert problem.span == (9, 17)


def test_a_language_without_a_dictionary_is_not_judged() -> None:
    assert found(Spelling(KNOWN), subject("sign", "petisyon", tag="ht")) == []


def test_dictionaries_of_the_machine_are_found_by_tag() -> None:
    enchant = pytest.importorskip("enchant", exc_type=ImportError)
    if "en_US" not in enchant.Broker().list_languages():
        pytest.skip("no English dictionary is installed")
    check, without = spelling([language("en"), language("mam"), language("km")])
    assert [each.tag for each in without] == ["mam"]
    asked = subject("Firme", "Please sign the petittion", tag="en", source=language("es"))
    assert [message for message, _ in found(check, asked)] == ["“petittion” is not in the dictionary"]


def test_without_the_library_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "enchant":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(HandbillError) as raised:
        spelling([language("es")])
    assert raised.value.hint is not None
    assert "handbill[spelling]" in raised.value.hint
