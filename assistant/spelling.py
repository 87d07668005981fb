"""Puts typing slips right: an unknown word of a question becomes the library's nearest one."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.phrases import phrasebook
from ingest.embed import verbs
from ingest.language import field_words
from ingest.types import LANGUAGES, Language
from ingest.words import fold, singular

_LETTERS = re.compile(r"[^\W\d_]{4,}")
_TWO_SLIPS = 11  # letters from which two slips are forgiven, below it one


@dataclass(frozen=True, slots=True)
class Spelling:
    """`known` says whether a folded word is a word at all; `vocabulary` holds those of the library, folded, by language."""

    known: Callable[[str], bool]
    vocabulary: dict[Language, frozenset[str]]

    def correct(self, text: str, language: Language) -> str:
        """`text` with unknown words replaced; a word near nothing stays as it is."""
        return _LETTERS.sub(lambda match: self._word(match[0], language), text)

    def _word(self, word: str, language: Language) -> str:
        folded = fold(word)
        if (
            folded in self.vocabulary[language]
            or (self.known(folded) and not _is_anothers(word.lower(), language))
            or singular(folded, language) in phrasebook(language).frame
        ):
            return word
        slips = 2 if len(folded) >= _TWO_SLIPS else 1
        near = process.extract(folded, self.vocabulary[language], scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=None)
        if not near:
            return word
        # Of words as near, a verb: it frames a question and misleads least; then the first of the alphabet, to be the same every time.
        best = min(near, key=lambda found: (found[1], found[0] not in verbs(language), found[0]))[0]
        return best.capitalize() if word[0].isupper() else best


def _is_anothers(word: str, language: Language) -> bool:
    """A verb of another of the languages, and not of this one: `comencé` in French is a slip for `commencé`."""
    return word not in verbs(language) and fold(word) not in field_words(language) and any(word in verbs(other) for other in LANGUAGES)


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The folded words of four letters and more."""
    return frozenset(fold(m[0]) for text in texts for m in _LETTERS.finditer(text))
