"""Where bold, italics and strikethrough may begin and end.

CommonMark asks what stands beside their signs: between a letter and a mark of
punctuation they belong to the mark, and may not open before it, nor close
behind it. That is made for scripts that part words by spaces, and for texts in
which braces are braces. Two rules are added:

- A placeholder is the word that will stand in its place: ``**{deadline}**까지``.
- Beside a sign of another script than Latin, letter or mark, stress may begin
  and end as it may between two letters: ``**「横断歩道」**は``.

Both are for ``*`` and ``~~``; ``_`` stays what it is, no sign within a word.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis, strikethrough
from markdown_it.token import Token

from handbill.placeholders import placeholder_begins, placeholder_ends

SIGNS = "handbill_signs"
"""In markdown-it's env: a list that takes the signs of stress that are met, each a `Signs`."""

COMMONMARK = "handbill_commonmark"
"""In markdown-it's env: the `Edition` of CommonMark by whose rule alone stress is to be seen."""


class Edition(Enum):
    """What CommonMark takes for punctuation: programs follow the one or the other."""

    NEWER = "0.31"
    """Symbols are punctuation too: €, ™, 😀."""
    OLDER = "0.30"
    """Beyond ASCII, symbols are none."""


_Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class Signs:
    """Some signs of stress in a row, of one kind."""

    text: str
    """The text that they stand in."""
    start: int
    end: int
    tokens: Sequence[Token]
    """What became of them, which is known when all of the text is parsed."""
    freely_open: bool
    """Whether they may open something that some edition of CommonMark would not let them open."""
    freely_close: bool

    @property
    def loose(self) -> bool:
        """Whether one of them at least opens and closes nothing, and is shown."""
        # A text takes in the one before it: what was a sign and is used up may hold other words by now.
        return any(token.type == "text" and token.content.endswith(self.text[self.start]) for token in self.tokens)

    @property
    def used(self) -> bool:
        """Whether some of them open or close something."""
        return any(token.type != "text" for token in self.tokens)

    def joints(self) -> Iterator[int]:
        """Give the places, within the stress, where other programs need a joint to see it."""
        ends = {token.type.rpartition("_")[2] for token in self.tokens}
        # Where they do both, a joint on one side alone would change what they do on the other.
        both = {"open", "close"} <= ends and (self.freely_open or self.freely_close)
        if both or (self.freely_close and "close" in ends):
            yield self.start
        if both or (self.freely_open and "open" in ends):
            yield self.end


def stress_plugin(parser: MarkdownIt) -> None:
    """Teach a parser where stress may begin and end."""
    parser.inline.ruler.at("emphasis", _freely(emphasis.tokenize))
    parser.inline.ruler.at("strikethrough", _freely(strikethrough.tokenize))


def _freely(tokenize: _Rule) -> _Rule:
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, known = state.pos, len(state.delimiters)
        if not tokenize(state, silent):
            return False
        made = state.delimiters[known:]
        if made:
            newer = made[0].open, made[0].close
            older = _by_older_edition(state, start, state.pos, newer)
            ours = _may_open_and_close(state, start, state.pos)
            given = older if state.env.get(COMMONMARK) is Edition.OLDER else newer
            opens, closes = (any(each) for each in zip(given, ours, strict=True))
            free = opens and not (newer[0] and older[0]), closes and not (newer[1] and older[1])
            signs = Signs(state.src, start, state.pos, state.tokens[made[0].token :], *free)
            state.env.get(SIGNS, []).append(signs)
            for each in made:
                each.open, each.close = opens, closes
        return True

    return rule


def _by_older_edition(state: StateInline, start: int, end: int, newer: tuple[bool, bool]) -> tuple[bool, bool]:
    """Say whether the signs at a place may open, and whether they may close, by CommonMark's older rule.

    ``_`` is left to the newer one: a joint would not help it.
    """
    text = state.src
    before, after = text[start - 1 : start] if start else " ", text[end : min(end + 1, state.posMax)] or " "
    if text[start] == "_" or not any(map(_is_symbol, (before, after))):
        return newer
    spaces, marks = [each.isspace() for each in (before, after)], [_is_mark(each) for each in (before, after)]
    opens = not spaces[1] and (not marks[1] or spaces[0] or marks[0])
    closes = not spaces[0] and (not marks[0] or spaces[1] or marks[1])
    return opens, closes


def _is_symbol(character: str) -> bool:
    return character > "\x7f" and unicodedata.category(character)[0] == "S"


def _is_mark(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character)[0] == "P"


def _may_open_and_close(state: StateInline, start: int, end: int) -> tuple[bool, bool]:
    """Say whether the signs at a place may open, and whether they may close, by the rules that are added."""
    text = state.src
    before, after = text[start - 1 : start], text[end : min(end + 1, state.posMax)]
    if text[start] == "_" or state.env.get(COMMONMARK) or not before.strip() or not after.strip():
        # Beside white space CommonMark's rule is everybody's.
        return False, False
    free = of_other_script(before) or of_other_script(after)
    opens = placeholder_begins(text, end) or (free and unicodedata.category(after) != "Pe")
    closes = placeholder_ends(text, start) or (free and unicodedata.category(before) != "Ps")
    return opens, closes


@lru_cache(maxsize=4096)
def of_other_script(character: str) -> bool:
    """Say whether a character, letter or mark, is of another script than Latin and none that all scripts share."""
    return (
        character > "\u036f"
        and not "\u2000" <= character <= "\u2bff"
        and unicodedata.category(character)[0] in "LMNP"
        and not unicodedata.name(character, "").startswith("LATIN ")
    )
