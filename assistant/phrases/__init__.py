"""The words of the three languages: the cues by which a question is understood, and the sentences of an answer.

Cues are compared without accents. Templates are filled with `str.format`; only our own
words and values formed by `wording` are ever put into one, never a document's text as a template.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.glossary import concepts, themes
from ingest.types import Language
from ingest.words import Phrases, fold, singular
from ingest.words import words as spelled_words


@dataclass(frozen=True, slots=True)
class Phrasebook:
    language: Language
    cues: Phrases[str]  # phrase -> name of the cue
    spelled: frozenset[str]  # every word of the cues and the frame, folded
    frame: frozenset[str]  # keys of words that questions are made of, which say nothing of the topic
    ordinals: frozenset[str]  # `first`, `last`: which of several
    counted: Mapping[str, int]  # `second` -> 2
    back: Phrases[str]  # words that point back to an earlier turn
    templates: Mapping[str, str]
    words: Mapping[str, str]

    def say(self, template: str, /, **values: object) -> str:
        """The filled template. Raises KeyError for a template or a value that is missing."""
        return self.templates[template].format(**values)


def _topics(language: Language) -> frozenset[str]:
    """Keys of the single words that name a topic: `trata` and `traite` are trafficking before they are verbs."""
    terms = (term for c in concepts().values() if themes()[c.theme].topic for term in c.terms[language])
    return frozenset(singular(fold(term), language) for term in terms if " " not in term)


@cache
def phrasebook(language: Language) -> Phrasebook:
    table = tomllib.loads(files("assistant.phrases").joinpath(f"{language}.toml").read_text(encoding="utf-8"))

    def key(folded: str) -> str:
        return singular(folded, language)

    return Phrasebook(
        language=language,
        cues=Phrases((phrase, name) for name, phrases in table["cues"].items() for phrase in phrases),
        spelled=frozenset(
            w.folded for text in (*(p for ps in table["cues"].values() for p in ps), *table["frame"].values()) for w in spelled_words(text)
        ),
        frame=frozenset(key(word.folded) for word in spelled_words(table["frame"]["words"])) - _topics(language),
        ordinals=frozenset(key(word.folded) for word in spelled_words(table["frame"]["ordinals"])),
        counted={word: int(number) for number, ordinals in table["counted"].items() for word in ordinals},
        back=Phrases((phrase, "back") for phrase in table["back"]["phrases"]),
        templates=table["templates"],
        words=table["words"],
    )
