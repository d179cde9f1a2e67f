from __future__ import annotations

import subprocess
import sys

import pytest

from handbill.checks import Zawgyi
from tests.checks.subjects import found, subject

MESSAGE = "the text is in the Zawgyi encoding, not in Unicode"


@pytest.mark.parametrize(
    ("tag", "msgstr"),
    [
        ("my", "အားလုံး လက်မှတ်ထိုးပါ။"),
        ("my", "PARS သဘောတူညီချက်ကို သက်တမ်းမတိုးပါနှင့်။"),
        ("my", "PARS"),
        ("my", "၃၁"),
        ("my", "ငါး"),
        ("my", "ငါး ငါး"),
        ("my", ""),
        ("ksw", "ဆဲးလီၤမံၤတၢ်ပတံထီၣ်"),
        ("ksw", "အားလံုး လက္မွတ္ထိုးပါ"),
        ("th", "ลงชื่อ"),
        ("es", "Firme"),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgstr: str) -> None:
    assert found(Zawgyi(), subject("Sign", msgstr, tag=tag)) == []


@pytest.mark.parametrize("msgstr", ["အားလံုး လက္မွတ္ထိုးပါ။", "ဘယ္သူေတြ လက္မွတ္ထိုးႏိုင္သလဲ။", "PARS ကို သက္တမ္းမတိုးပါႏွင့္။"])
def test_zawgyi_is_found(msgstr: str) -> None:
    assert found(Zawgyi(), subject("Sign", msgstr, tag="my")) == [(MESSAGE, None)]


def test_the_model_is_not_loaded_for_other_languages() -> None:
    program = (
        "import sys; from handbill.checks import CHECKS, Subject, check_unit; from handbill.languages import language; "
        "from handbill.model import Message, Unit; "
        "list(check_unit(Subject(Unit(Message('Sign'), ('Firme',)), language('es'), {}, None), CHECKS)); "
        "sys.exit('myanmartools' in sys.modules or 'enchant' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
