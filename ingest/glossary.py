"""The concepts of data/glossary.tsv: found in a text of any of the three languages, and their themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.errors import BadTable
from ingest.places import PlaceKind, find_places
from ingest.tables import DATA, alternatives, numbered_rows, rows
from ingest.types import LANGUAGES, ConceptId, Language
from ingest.words import Match, Phrases, Word, singular, words

_SHORT_ACRONYM = 3  # acronyms to this length must be in capitals even in a question


@dataclass(frozen=True, slots=True)
class Concept:
    id: ConceptId
    theme: str
    terms: dict[Language, tuple[str, ...]]  # the preferred term first
    acronyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    topic: bool                 # False: a working theme such as activity or output
    label: dict[Language, str]  # lower case, as in running text


@cache
def themes() -> dict[str, Theme]:
    return {
        row["theme"]: Theme(row["theme"], row["kind"] == "topic", {code: row[code] for code in LANGUAGES})
        for row in rows(DATA / "themes.tsv", ("theme", "kind", *LANGUAGES))
    }


@cache
def concepts() -> dict[ConceptId, Concept]:
    table: dict[ConceptId, Concept] = {}
    for number, row in numbered_rows(DATA / "glossary.tsv", ("concept", "theme", *LANGUAGES, "acronyms")):
        id = ConceptId(row["concept"])
        where = f"{DATA / 'glossary.tsv'}, line {number}"
        if not id or id in table:
            raise BadTable(f"{where}: the concept '{id}' is empty or stands twice. Give each concept one line.")
        if row["theme"] not in themes():
            raise BadTable(f"{where}: unknown theme '{row['theme']}'. The themes are listed in data/themes.tsv.")
        table[id] = Concept(id, row["theme"], {code: alternatives(row[code]) for code in LANGUAGES}, alternatives(row["acronyms"]))
    return table


@cache
def products() -> frozenset[ConceptId]:
    """Concepts of things that are made and handed over: the theme `output`, and what is called by its nouns
    (`national integration plan`, because `action plan` is an output)."""
    nouns = {words(c.terms["en"][0])[-1].folded for c in concepts().values() if c.theme == "output"}
    return frozenset(c.id for c in concepts().values() if words(c.terms["en"][0])[-1].folded in nouns)


@cache
def _phrases(language: Language) -> Phrases[ConceptId]:
    terms = ((term, c.id) for c in concepts().values() for term in c.terms[language])
    return Phrases(terms, key=lambda folded: singular(folded, language))


@cache
def _acronyms() -> Phrases[ConceptId]:
    return Phrases((acronym, c.id) for c in concepts().values() for acronym in c.acronyms)


def _in_capitals(text: Sequence[Word], _value: ConceptId) -> bool:
    return sum(c.isupper() for w in text for c in w.text) > 1


def find_concepts(text: str, language: Language, *, cased: bool = True) -> list[Match[ConceptId]]:
    """Concepts named in `text`, in order of place, whatever their number and gender; acronyms of any language count.

    `cased`: False for questions, where a longer acronym may be in lower case (`mercosur`).
    """
    found = words(text)
    terms = _phrases(language).find(found)
    taken = {at for m in terms for at in range(m.first, m.last)}

    def accept(part: Sequence[Word], value: ConceptId) -> bool:
        long_enough = sum(len(w.text) for w in part) > _SHORT_ACRONYM
        return _in_capitals(part, value) or (not cased and long_enough)

    acronyms = [m for m in _acronyms().find(found, accept) if not taken & set(range(m.first, m.last))]
    return sorted([*terms, *acronyms], key=lambda m: m.first)


def topics_of(text: str, language: Language) -> list[str]:
    """Topic themes of the concepts in `text`, each once, in order of first mention.

    A body's own name says nothing of the topic: the Central American Integration System is not about integration.
    """
    names = [(p.start, p.end) for p in find_places(text) if p.place.kind is PlaceKind.BODY]
    named = (concepts()[m.value].theme for m in find_concepts(text, language)
             if not any(start < m.end and m.start < end for start, end in names))
    return [theme for theme in dict.fromkeys(named) if themes()[theme].topic]
