"""From a question to its answer: the steps in order, and nothing else."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any

from assistant.asking import ask as put
from assistant.evidence import Evidence
from assistant.extract import Writer, write
from assistant.phrases import phrasebook
from assistant.search import LateInteraction, Lexical, Searcher
from assistant.settings import Settings
from assistant.spelling import Spelling, vocabulary
from assistant.statements import has_place, sends_experts
from assistant.types import MARKS, Answer, Asked, Citation, Claim, Hit, Query, Source, Turn
from assistant.understand import Understanding, points_back
from assistant.verify import verify
from ingest.embed import Encoder, WordEncoder, load_encoder, load_words
from ingest.glossary import concepts
from ingest.places import country_names, find_places
from ingest.sync import Opened, open_index
from ingest.types import LANGUAGES, ActionId, Country, Language, Library
from ingest.words import Word, words

_BRACKETED = re.compile(r"\[(\d+)\]")
_IN = frozenset({"in", "en", "au", "aux"})
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")


class Assistant:
    """Answers questions about one build of the library."""

    def __init__(self, opened: Opened, encoder: Encoder, words: WordEncoder, writer: Writer = write) -> None:
        self.library: Library = opened.library
        self._writer = writer
        self._evidence = Evidence(opened.library, words)
        self._understanding = Understanding(_spelling(opened.library, words))
        texts = [p.text for p in opened.library.passages]
        lexical = Lexical([(p.text, p.language) for p in opened.library.passages])
        self._searcher = Searcher(opened.library.passages, opened.store, encoder, lexical, LateInteraction(words, texts))

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Raises NoIndex, StaleIndex or ModelError, each saying what to run."""
        encoder = load_encoder(settings.embedding_model)
        return cls(open_index(settings.index, encoder), encoder, load_words())

    def ask(self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """The whole answer. Raises BadInput for what is no question in one of the three languages."""
        query = self._understanding.understand(question, history, language)
        chooses = query.asked in (Asked.LIST, Asked.COUNT)
        if points_back(query) and not chooses and history and history[-1].actions:
            inherited = self._answer(query, history[-1].actions)
            if inherited.found:
                return inherited
        return self._answer(query)

    def stream(self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None) -> Iterator[Answer]:
        """Growing answers, sentence by sentence; the last is that of `ask`."""
        whole = self.ask(question, history=history, language=language)
        for cut in _SENTENCE.finditer(whole.text):
            shown = whole.text[: cut.start()]
            markers = {int(n) for n in re.findall(r"\[(\d+)\]", shown)}
            yield replace(whole, text=shown, citations=tuple(c for c in whole.citations if c.marker in markers))
        yield whole

    def search(self, question: str, limit: int, language: Language | None = None) -> list[Hit]:
        """The best passages for a question, in any language."""
        query = self._understanding.understand(question, (), language)
        return self._searcher.search(query.text, query.language, limit)

    def _answer(self, query: Query, within: tuple[ActionId, ...] = ()) -> Answer:
        evidence = self._evidence.only(within) if within else self._evidence
        draft = self._writer(put(evidence, staffed(query, self.library)))
        claims = verify(draft, self.library)
        if len(claims) < len(draft.claims) and not any(c.sources for c in claims):
            return Answer(phrasebook(query.language).say("no_answer"), query.language, False)
        text, citations = _number(claims)
        return Answer(text, query.language, draft.found, draft.actions, citations)


def staffed(query: Query, library: Library) -> Query:
    """A country where no action was, but which sent experts, is asked about as theirs: `projects with the Portuguese`.

    `Actions in the Netherlands` says where, and stays a place.
    """
    c = query.constraints
    found = words(query.text)
    located = {m.place.id for m in find_places(query.text, cased=False) if m.first and _says_where(found, m.first)}
    senders = tuple(
        p
        for p in c.places
        if query.asked in (Asked.LIST, Asked.COUNT)
        and p.id not in located
        and not any(has_place(a, p) for a in library.actions)
        and any(sends_experts(a, p) for a in library.actions)
    )
    if not senders:
        return query
    places = tuple(p for p in c.places if p not in senders)
    return replace(query, constraints=replace(c, places=places, experts=(*c.experts, *(Country(p.id) for p in senders))))


def _says_where(found: Sequence[Word], first: int) -> bool:
    before = [w.folded for w in found[max(0, first - 2) : first]]
    return bool(before) and (
        before[-1] in _IN or (len(before) > 1 and before[0] in _IN and before[1] in {"the", "los", "las", "el", "la", "les"})
    )


def _spelling(library: Library, words: WordEncoder) -> Spelling:
    names = [name for n in country_names().values() for name in n.name.values()]
    return Spelling(
        words.known,
        {
            code: vocabulary(
                [
                    *(p.text for p in library.passages if p.language == code),
                    *names,
                    *(t for c in concepts().values() for t in c.terms[code]),
                ]
            )
            | phrasebook(code).spelled
            for code in LANGUAGES
        },
    )


def _number(claims: Sequence[Claim]) -> tuple[str, tuple[Citation, ...]]:
    """Markers from 1 in reading order; the same stretch keeps its marker."""
    numbers: dict[Source, int] = {}
    text = ""
    for claim in claims:
        marks = "".join(f"[{numbers.setdefault(s, len(numbers) + 1)}]" for s in dict.fromkeys(claim.sources))
        prose = _BRACKETED.sub("[\u2060\\1]", claim.text)  # a document's own [7] is no marker of ours
        said = prose if MARKS in prose else _mark(prose)
        said = said.replace(f" {MARKS}", f" {marks}" if marks else "")
        text += ("\n" if claim.own_line else " ") + said if text else said
    values = [f.name for f in dataclass_fields(Source)]
    return text, tuple(Citation(**{v: getattr(s, v) for v in values}, marker=n) for s, n in numbers.items())


def _mark(sentence: str) -> str:
    """The place of the markers in a sentence of a document: before its full stop, as in ours."""
    return f"{sentence[:-1]} {MARKS}." if sentence.endswith(".") and not sentence.endswith("..") else f"{sentence} {MARKS}"


def as_json(answer: Answer, id: str | None = None) -> str:
    """One line of JSON: id, text, language, found, actions, citations."""
    citations: list[dict[str, Any]] = [
        {
            "marker": c.marker,
            "action": c.action,
            "title": c.title,
            "document": c.document,
            "language": c.language,
            "section": str(c.section),
            "quote": c.quote,
            "start": c.start,
            "end": c.end,
            "edition": None if c.edition is None else {f.name: getattr(c.edition, f.name) for f in dataclass_fields(c.edition)},
        }
        for c in answer.citations
    ]
    return json.dumps(
        {
            "id": id,
            "text": answer.text,
            "language": answer.language,
            "found": answer.found,
            "actions": list(answer.actions),
            "citations": citations,
        },
        ensure_ascii=False,
    )
