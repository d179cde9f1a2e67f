"""A document of realistic messages, and what its writers do to it: the edits that people make, and new texts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SENTENCES = (Path(__file__).parent.parent / "cases" / "sentences.txt").read_text("utf-8").splitlines()

Edit = Callable[[str, str, random.Random], str]
"""The text, another text to take words from, and chance."""


def typing_error(text: str, other: str, chance: random.Random) -> str:
    place = chance.choice([found.start() for found in re.finditer(r"(?<=\w)\w", text)])
    return chance.choice([text[:place] + text[place + 1 :], text[:place] + text[place] + text[place:]])


def another_word(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(other.split())
    return " ".join(words)


def several_words(text: str, other: str, chance: random.Random) -> str:
    for _ in range(max(1, len(text.split()) // 5)):
        text = another_word(text, other, chance)
    return text


def a_word_more(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    words.insert(chance.randrange(len(words) + 1), chance.choice(other.split()))
    return " ".join(words)


def a_word_less(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    del words[chance.randrange(len(words))]
    return " ".join(words)


def a_clause_more(text: str, other: str, chance: random.Random) -> str:
    return f"{text.rstrip('.')}, {' '.join(other.split()[: chance.randint(3, 5)]).rstrip('.')}."


def a_sentence_more(text: str, other: str, chance: random.Random) -> str:
    return f"{text} {other[: len(text)]}"


def other_order(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    middle = len(words) // 2
    return " ".join(words[middle:] + words[:middle])


def emphasis(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    place = chance.randrange(len(words))
    return " ".join([*words[:place], f"**{words[place]}**", *words[place + 1 :]])


def a_link(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    return " ".join([*words[:-1], f"[{words[-1]}](https://example.org/{chance.randrange(100)})"])


EDITS: tuple[Edit, ...] = (
    typing_error,
    another_word,
    several_words,
    a_word_more,
    a_word_less,
    a_clause_more,
    a_sentence_more,
    other_order,
    emphasis,
    a_link,
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A document before and after its writers have been at it."""

    old: list[str]
    new: list[str]
    edited: dict[str, str]
    """The edited texts, each with what it was."""
    added: set[str]
    """The wholly new texts."""


def revision(size: int, seed: int) -> Revision:
    """Give a document of about `size` messages of which a tenth was edited, with some new, some gone, some replaced."""
    chance = random.Random(seed)
    sentences = SENTENCES.copy()
    chance.shuffle(sentences)
    half = len(sentences) * 2 // 3
    old = _messages(sentences[:half], size, chance)
    # No sentence of what is wholly new stood in the document before.
    fresh = _messages(sentences[half:], size // 2, chance)
    new: list[str] = []
    edited: dict[str, str] = {}
    added: set[str] = set()
    for text in old:
        what = chance.random()
        if what < 0.10:
            after = chance.choice(EDITS)(text, chance.choice(old), chance)
            if after in edited or after in old:
                after = text
            else:
                edited[after] = text
            new.append(after)
        elif what < 0.13:
            pass
        elif what < 0.15:
            added.add(fresh[-1])
            new.append(fresh.pop())
        else:
            new.append(text)
        if what > 0.95:
            added.add(fresh[-1])
            new.append(fresh.pop())
    return Revision(old, new, edited, added)


def _messages(sentences: list[str], size: int, chance: random.Random) -> list[str]:
    """Give headings and sentences, and paragraphs of two or three where more messages are wanted."""
    found = dict.fromkeys(sentences[:size])
    whole = [sentence for sentence in sentences if sentence[-1] in ".?"]
    while len(found) < size:
        found[" ".join(chance.sample(whole, chance.choice([2, 3])))] = None
    messages = list(found)
    chance.shuffle(messages)
    return messages
