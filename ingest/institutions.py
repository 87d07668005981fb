"""Names of institutions in prose: runs of capitalised words around a noun such as Ministry or Instituto.

French writes only the first word with a capital (`Direction générale des migrations`), so there the
words that a preposition links to the name belong to it.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.glossary import find_concepts
from ingest.markers import markers
from ingest.places import PlaceKind, find_places
from ingest.types import Institution, Language, Paragraph
from ingest.words import Word, words

_ACRONYM = re.compile(r"\s?\((?P<acronym>[A-Z][A-Za-z&-]{1,11})\)")
_GAP = re.compile(r"[ \u00a0\n'’-]+")
_RANK = frozenset({"general", "generale", "national", "nationale", "nacional", "permanent", "permanente"})
_LEADING = frozenset({"the", "this", "el", "la", "los", "las", "le", "les", "l", "un", "une", "una", "mieux", "in", "en", "at", "by",
                      "dans"})
_INFINITIVE = re.compile(r"(?:er|ir|re)$")  # French `à élaborer`, `pour renforcer`
_OF = frozenset({"de", "du", "des", "d"})
_PARTICIPLES = ("e", "ee", "es", "ees", "ant", "ent")  # `relevant de`, `charge de`: a verb, not an adjective of the name
_PROVIDER = "european-union"


def find_institutions(paragraphs: Iterable[Paragraph], language: Language) -> tuple[Institution, ...]:
    """Each institution once, in order of first mention, named as printed there."""
    found: dict[str, Institution] = {}
    for paragraph in paragraphs:
        for start, end in _runs(paragraph.text, language):
            name = " ".join(paragraph.text[start:end].split())
            acronym = _ACRONYM.match(paragraph.text, end)
            found.setdefault(name, Institution(name, acronym["acronym"] if acronym else None))
    return tuple(found.values())


def _runs(text: str, language: Language) -> list[tuple[int, int]]:
    found = words(text)
    inside = {at for m in find_concepts(text, language) for at in range(m.first + 1, m.last)}
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        last = _run_end(text, found, at, language, inside)
        first = _strip_front(text, found, at, last, language)
        if first < last and _has_head(found[first:last], language) and not _is_provider(text, found, first, last):
            runs.append((found[first].start, found[last - 1].end))
        at = max(last, at + 1)
    return runs


def _run_end(text: str, found: Sequence[Word], first: int, language: Language, inside: set[int]) -> int:
    """Index after the last word of the name that begins at `first`; `first` itself if none does."""
    joins, heads = markers().institution_joins[language], _single_heads(language)
    if not (found[first].text[0].isupper() or (language == "fr" and found[first].folded == "ministere")):
        return first
    last = first + 1
    at = last
    kinds = (PlaceKind.NATIONALITY, PlaceKind.REGION)
    nationalities = {i for m in find_places(text) if m.place.kind in kinds for i in range(m.first, m.last)}
    while at < len(found):
        gap = text[found[at - 1].end:found[at].start]
        if not _GAP.fullmatch(gap):
            break
        word = found[at]
        hyphened = gap == "-"
        follows_join = language == "fr" and found[at - 1].folded in joins
        rank = word.folded in _RANK and (language == "fr" or word.text[0].isupper())
        if word.folded in {"and", "y", "e", "et"} and _parts_names(found, at, heads, language):
            break
        if language == "fr" and word.text == "a":
            break  # the verb, not the preposition `à`
        if language == "fr" and found[at - 1].folded in {"a", "au", "aux"} and word.text[0].isupper():
            break  # `à Barahona` says where it is
        following = found[at + 1].folded if at + 1 < len(found) else ""
        describes = language == "fr" and last == at and word.folded not in joins  # `développement intégral de la famille`
        belongs = describes and (at in nationalities or (following in _OF and not word.folded.endswith(_PARTICIPLES)))
        infinitive = found[at - 1].folded in {"a", "pour", "de", "d"} and _INFINITIVE.search(word.folded)
        linked = belongs or (follows_join and word.folded not in joins and not infinitive)
        if word.text[0].isupper() or hyphened or rank or linked or (at in inside and word.folded not in joins):
            last = at + 1
        elif word.folded not in joins and at not in inside:
            break
        at += 1
    return last


def _parts_names(found: Sequence[Word], join: int, heads: frozenset[str], language: Language) -> bool:
    """`Ministry of Justice and Ministry of Health` names two; in French, what follows in lower case is no name."""
    following = found[join + 1:join + 3]
    return any(w.folded in heads for w in following) or (language == "fr" and not any(w.text[0].isupper() for w in following))


def _single_heads(language: Language) -> frozenset[str]:
    return frozenset(head for head in markers().institution_heads[language] if " " not in head)


def _strip_front(text: str, found: Sequence[Word], first: int, last: int, language: Language) -> int:
    nationalities = {at for m in find_places(text[found[first].start:found[last - 1].end] if last > first else "")
                     if m.place.kind is PlaceKind.NATIONALITY for at in range(first + m.first, first + m.last)}
    while first < last and (found[first].folded in _LEADING or first in nationalities):
        first += 1
    if language != "en":  # the noun comes first there
        heads = _single_heads(language)
        return next((at for at in range(first, last) if found[at].folded in heads), last)
    return first


def _has_head(run: Sequence[Word], language: Language) -> bool:
    """A head noun that ends the name or is followed by a preposition or a rank (`Directorate General for`)."""
    joins, heads = markers().institution_joins[language], _single_heads(language)
    if len(run) < 2:
        return False
    for at, word in enumerate(run):
        following = run[at + 1].folded if at + 1 < len(run) else None
        closes = following is None or following in joins or following in _RANK or language != "en"
        if word.folded in heads and closes:
            return True
    return False


def _is_provider(text: str, found: Sequence[Word], first: int, last: int) -> bool:
    name = text[found[first].start:found[last - 1].end]
    return any(m.place.id == _PROVIDER and m.end - m.start > len(name) - 4 for m in find_places(name))
