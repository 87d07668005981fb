"""Words of a text with their offsets, their folded and stemmed forms, and the longest known phrases among them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import Stemmer

from ingest.types import Language

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ı": "i", "ł": "l"})
_STEMMERS = {"en": Stemmer.Stemmer("english"), "es": Stemmer.Stemmer("spanish"), "fr": Stemmer.Stemmer("french")}


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str    # as written
    folded: str


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A known phrase in a text: words `first` to `last` (excluded), characters `start` to `end`."""

    first: int
    last: int
    start: int
    end: int
    value: T


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case without accents or ligatures, so that `Perú`, `PERU` and `peru` are one word."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[Word]:
    """The words of `text` in order; an elision or a hyphen parts two words."""
    return [Word(m.start(), m.end(), m[0], fold(m[0])) for m in _WORD.finditer(text)]


@lru_cache(maxsize=200_000)
def stem(folded: str, language: Language) -> str:
    """The Snowball stem of a folded word; numbers and short words stay as they are."""
    return folded if len(folded) < 4 or folded.isdigit() else str(_STEMMERS[language].stemWord(folded))


@lru_cache(maxsize=200_000)
def singular(folded: str, language: Language) -> str:
    """The word without number and gender, nothing more: `migrations` -> `migration`, but not `integrate`.

    Minimal stemmers: Harman (1991) for English, after Savoy (1999) for French and Spanish. A key to compare, not a word.
    """
    if len(folded) < 4 or folded.isdigit():
        return folded
    if language == "en":
        if folded.endswith("ies") and not folded.endswith(("eies", "aies")):
            return folded[:-3] + "y"
        if folded.endswith("es") and not folded.endswith(("aes", "ees", "oes")):
            return folded[:-1]
        return folded[:-1] if folded.endswith("s") and not folded.endswith(("us", "ss")) else folded
    if language == "fr" and folded.endswith("aux"):
        return folded[:-3] + "al"
    bare = folded[:-1] if folded.endswith(("s", "x")) else folded
    return bare[:-1] if len(bare) > 4 and bare.endswith(("e", "a", "o")) else bare


def squash(text: str) -> str:
    """NFC with every run of white space as one plain space: the form in which quotes are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy(text: str) -> str:
    """For showing: runs of white space as one plain space, but a single no-break space stays, as French typography has it."""
    return re.sub(r"\s+", lambda run: run[0] if run[0] == "\u00a0" else " ", text.strip())


class Phrases(Generic[T]):
    """Finds the longest phrases it knows. `key` turns a folded word into what is compared."""

    def __init__(self, entries: Iterable[tuple[str, T]], key: Callable[[str], str] = lambda w: w) -> None:
        self._key = key
        self._values: dict[tuple[str, ...], T] = {}
        for phrase, value in entries:
            if keys := tuple(key(w.folded) for w in words(phrase)):
                self._values.setdefault(keys, value)
        self._longest = max(map(len, self._values), default=0)

    def __contains__(self, phrase: str) -> bool:
        return tuple(self._key(w.folded) for w in words(phrase)) in self._values

    def find(self, text: Sequence[Word], accept: Callable[[Sequence[Word], T], bool] = lambda _w, _v: True) -> list[Match[T]]:
        """Matches from left to right, longest first, without overlap; `accept` may turn one down."""
        keys = [self._key(w.folded) for w in text]
        found: list[Match[T]] = []
        at = 0
        while at < len(keys):
            match = self._match_at(text, keys, at, accept)
            if match:
                found.append(match)
            at = match.last if match else at + 1
        return found

    def _match_at(self, text: Sequence[Word], keys: list[str], at: int,
                  accept: Callable[[Sequence[Word], T], bool]) -> Match[T] | None:
        for last in range(min(at + self._longest, len(keys)), at, -1):
            phrase = tuple(keys[at:last])
            if phrase in self._values and accept(text[at:last], self._values[phrase]):
                return Match(at, last, text[at].start, text[last - 1].end, self._values[phrase])
        return None
