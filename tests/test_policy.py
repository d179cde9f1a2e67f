"""When a document goes out."""

from __future__ import annotations

import pytest

from handbill.model import State
from handbill.policy import Below, Policy, Publish, Verdict

UNTRANSLATED, FUZZY, TRANSLATED, REVIEWED = State
HELD_BACK, LABELLED = Below.HOLD_BACK, Below.LABEL


@pytest.mark.parametrize(
    ("policy", "states", "goes_out", "reason"),
    [
        (Policy(), [REVIEWED, TRANSLATED], True, ""),
        (Policy(), [TRANSLATED, FUZZY], True, "1 of 2 texts are in Khmer"),
        (Policy(), [TRANSLATED, UNTRANSLATED, UNTRANSLATED, UNTRANSLATED], True, "1 of 4 texts are in Khmer"),
        (Policy(), [TRANSLATED, *[UNTRANSLATED] * 4], False, "1 of 5 texts are in Khmer; 25% must be"),
        (Policy(), [UNTRANSLATED], False, "0 of 1 texts are in Khmer; 25% must be"),
        (Policy(), [], True, ""),
        (Policy(below=HELD_BACK), [TRANSLATED, REVIEWED], True, ""),
        (Policy(below=HELD_BACK), [TRANSLATED, FUZZY], False, "1 of 2 texts are in Khmer; all must be"),
        (Policy(Publish.REVIEWED, LABELLED), [REVIEWED, REVIEWED], True, ""),
        (Policy(Publish.REVIEWED, LABELLED), [REVIEWED, TRANSLATED], True, "1 of 2 texts are reviewed"),
        (Policy(Publish.REVIEWED, LABELLED), [REVIEWED, *[FUZZY] * 4], False, "1 of 5 texts are in Khmer; 25% must be"),
        (Policy(Publish.REVIEWED, HELD_BACK), [REVIEWED, REVIEWED], True, ""),
        (Policy(Publish.REVIEWED, HELD_BACK), [REVIEWED, TRANSLATED], False, "1 of 2 texts are reviewed; all must be"),
        (Policy(Publish.REVIEWED, HELD_BACK), [], True, ""),
        (Policy(Publish.ANY, HELD_BACK, 1), [UNTRANSLATED], True, "0 of 1 texts are in Khmer"),
        (Policy(Publish.ANY, HELD_BACK, 1), [TRANSLATED], True, ""),
        (Policy(minimum=0), [UNTRANSLATED], True, "0 of 1 texts are in Khmer"),
        (Policy(minimum=1), [TRANSLATED], True, ""),
    ],
)
def test_a_document_goes_out_where_its_policy_lets_it(
    policy: Policy, states: list[State], goes_out: bool, reason: str
) -> None:
    assert policy.verdict(states, "Khmer") == Verdict(goes_out=goes_out, reason=reason)
