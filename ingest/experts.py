"""Where the experts of an action come from, read from prose or from a field of its own.

Experts are introduced by the noun (`experts from the Dutch and Spanish national administrations`,
`un expert nigérian`) or by the administrations that sent them (`the national administrations of Bulgaria
and Lithuania`). A clause's verb ends the list, so that `experts assisted the Peruvian authorities` names none.
"""

from collections.abc import Iterable, Iterator, Sequence

from ingest.markers import markers
from ingest.places import PlaceKind, PlaceMention, find_places
from ingest.sentences import sentences
from ingest.types import Country, Expert, ExpertKind, Language, Paragraph, Section
from ingest.words import Word, words

_NEAR = 3  # words between the noun and the preposition that introduces the countries
_NATIONAL = frozenset({"national", "nationals", "nationale", "nationales", "nationaux", "nacional", "nacionales"})


def find_experts(paragraphs: Iterable[Paragraph], language: Language) -> tuple[Expert, ...]:
    """Each expert origin once, in order of first mention."""
    found: list[Expert] = []
    for paragraph in paragraphs:
        if paragraph.section is Section.EXPERTS:
            for line in paragraph.text.split("\n"):
                found += _all_named(line, language)
        else:
            for sentence in sentences(paragraph.text):
                found += introduced(sentence.text, language)
    return tuple(dict.fromkeys(found))


def _countries(text: str, *, cased: bool = True) -> list[PlaceMention]:
    return [m for m in find_places(text, cased=cased) if m.place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY)]


def _all_named(line: str, language: Language) -> list[Expert]:
    text = words(line)
    return [Expert(Country(m.place.id), _kind(text, m, language, ExpertKind.ADMINISTRATION)) for m in _countries(line)]


def introduced(sentence: str, language: Language, *, cased: bool = True) -> list[Expert]:
    """The experts that one sentence names; `cased` as in `find_places`."""
    text = words(sentence)
    mentions = _countries(sentence, cased=cased)
    anchors = list(_anchors(text))
    if not mentions or (cased and not anchors):
        return []
    chosen = {m for anchor in anchors for m in (*_beside(text, anchor, mentions), *_after(text, anchor, mentions))}
    chosen |= {m for m in mentions if _names_a_kind(text, m)}
    return [Expert(Country(m.place.id), _kind(text, m, language, ExpertKind.EXPERT)) for m in mentions if m in chosen]


def _anchors(text: Sequence[Word]) -> Iterator[int]:
    """Indices of the words that introduce experts: the noun itself, or `national administration`."""
    administration = markers().expert_kinds["administration"]
    for at, word in enumerate(text):
        neighbours = {text[i].folded for i in (at - 1, at + 1) if 0 <= i < len(text)}
        if word.folded in markers().expert_nouns or (word.folded.startswith("administra") and word.folded in administration
                                                     and neighbours & _NATIONAL):
            yield at


def _beside(text: Sequence[Word], anchor: int, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Nationalities that touch the anchor: `a Nigerian expert`, `the British and German national administrations`."""
    edges = {anchor}
    for step in (-1, 1):
        at = anchor + step
        while 0 <= at < len(text) and (text[at].folded in _NATIONAL or text[at].folded in {"and", "or", "y", "e", "o", "u", "et", "ou"}
                                       or any(m.first <= at < m.last for m in mentions)):
            edges.add(at)
            at += step
    return [m for m in mentions if m.place.kind is PlaceKind.NATIONALITY and m.first in edges]


def _after(text: Sequence[Word], anchor: int, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Countries from the preposition after the anchor to the verb of the clause."""
    known = markers()
    source = next((at for at in range(anchor + 1, min(anchor + 1 + _NEAR, len(text))) if text[at].folded in known.expert_sources), None)
    if source is None or any(text[at].folded in known.expert_breaks for at in range(anchor + 1, source)):
        return []
    stop = next((at for at in range(source + 1, len(text)) if text[at].folded in known.expert_breaks), len(text))
    return [m for m in mentions if source < m.first < stop]


def _names_a_kind(text: Sequence[Word], mention: PlaceMention) -> bool:
    """`a Swedish NGO`, `una académica británica`: in a sentence about experts, such a one is an expert too."""
    if mention.place.kind is not PlaceKind.NATIONALITY:
        return False
    beside = {text[at].folded for at in (mention.first - 1, mention.last) if 0 <= at < len(text)}
    return bool(beside & (markers().expert_kinds["ngo"] | markers().expert_kinds["academic"]))


def _kind(text: Sequence[Word], mention: PlaceMention, language: Language, default: ExpertKind) -> ExpertKind:
    """The nearest noun that says what the experts are: after an English nationality, before it elsewhere."""
    forward = range(mention.last, len(text))
    backward = range(mention.first - 1, -1, -1)
    english_adjective = language == "en" and mention.place.kind is PlaceKind.NATIONALITY
    for at in (*forward,) if english_adjective else (*backward, *forward):
        word = text[at].folded
        for kind in (ExpertKind.NGO, ExpertKind.ACADEMIC, ExpertKind.ADMINISTRATION):
            if word in markers().expert_kinds[kind]:
                return kind
        if word in markers().expert_nouns:
            return ExpertKind.EXPERT
    return default
