"""gettext's plural rules."""

from __future__ import annotations

import pytest
from babel.messages.plurals import PLURALS

from handbill.plurals import form_index, forms_of, is_plural_rule


@pytest.mark.parametrize("locale", sorted(PLURALS))
def test_the_rule_of_every_language_that_babel_knows_is_one(locale: str) -> None:
    count, expression = PLURALS[locale]
    assert is_plural_rule(f"nplurals={count}; plural={expression};")


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2; plural=(n != 1);",
        "nplurals=2; plural=n != 1",
        "nplurals = 2 ; plural = n>1 ;",
        "nplurals=2; plural=\tn > 1;",
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    ],
)
def test_a_rule_may_be_written_with_and_without_spaces(rule: str) -> None:
    assert is_plural_rule(rule)
    assert forms_of(rule) in {2, 3}
    assert form_index(rule)(1) in {0, 1}


@pytest.mark.parametrize(
    "rule", ["", "three", "nplurals=2;", "nplurals=2; plural=", "nplurals=1; plural=n", "nplurals=2; plural=1/n;",
             "nplurals=2; plural=(n != 1;", "nplurals=0; plural=0;", "nplurals=2; plural=__import__('os');"],
)  # fmt: skip
def test_what_gettext_cannot_read_is_no_rule(rule: str) -> None:
    assert not is_plural_rule(rule)
