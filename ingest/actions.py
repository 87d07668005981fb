"""Document -> editions of actions: every field of every action that the document speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.dates import find_dates, parse_duration
from ingest.downloads import parse_downloads
from ingest.experts import find_experts
from ingest.glossary import find_concepts, products, topics_of
from ingest.institutions import find_institutions
from ingest.layout import Part, parts_of
from ingest.markers import markers
from ingest.places import PlaceKind, find_places
from ingest.sentences import sentences
from ingest.types import Activity, Country, Document, Duration, Edition, Language, Output, Paragraph, Section, Sentence, Status
from ingest.words import Word, fold, squash, words

_PROSE = (Section.OBJECTIVE, Section.SUMMARY, Section.ACTIVITY, Section.OUTPUTS)
_PHASE = re.compile(r"(?:\b(?:phase|fase)\s+)?\b(?P<number>[IVX]{1,4}|\d)\s*\)?\s*$", re.IGNORECASE)
_NAME_WITHIN = re.compile(r"(?<=[a-zß-ÿ,][\s’'])[A-ZÀ-Þ](?=\w*[a-zß-ÿ])\w*")  # `à Alexandra`, which ends like a future
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_PROVIDERS = frozenset({"european-union"})  # sends the experts; never the partner of an action
_PURPOSE = frozenset({"to", "of", "for", "de", "para", "pour", "d", "at"})
_DETERMINERS = frozenset({"the", "a", "el", "la", "los", "las", "le", "les", "l", "un", "une", "una"})


def read_actions(document: Document) -> tuple[Document, list[Edition], list[Paragraph]]:
    """The document with its downloads and funding line, its editions in order, and what belongs to no action."""
    parts, loose = parts_of(document)
    funding = next((squash(p.text) for p in loose if p.section is Section.FUNDING), None)
    downloads = tuple(d for p in loose if p.section is Section.DOWNLOADS for d in parse_downloads(p.text))
    complete = replace(document, downloads=downloads, funding=funding)
    return complete, [_edition(document, part) for part in parts], loose


def _edition(document: Document, part: Part) -> Edition:
    language = document.language
    title = squash(part.title.text)
    head, topic, phase = read_title(title)
    places = [m.place for m in find_places(head) if m.place.id not in _PROVIDERS]
    prose = [p for p in part.paragraphs if p.section in _PROSE]
    return Edition(
        document=document.id, language=language, title=title, topic=topic,
        places=tuple(dict.fromkeys(Country(p.id) for p in places if p.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY))),
        bodies=tuple(dict.fromkeys(p.id for p in places if p.kind is PlaceKind.BODY)),
        phase=phase,
        themes=_themes(topic, part, language),
        duration=_duration(part),
        experts=find_experts([p for p in part.paragraphs if p.section in (*_PROSE, Section.EXPERTS)], language),
        institutions=find_institutions([p for p in part.paragraphs if p.section in (*_PROSE, Section.AUTHORITY)], language),
        activities=tuple(_activities(prose, language)),
        outputs=tuple(_outputs(prose, language)),
        paragraphs=(part.title, *part.paragraphs),
    )


def read_title(title: str) -> tuple[str, str, int | None]:
    """`Paraguay II: Diaspora Engagement` -> the words that name its places, its topic, its phase."""
    head, colon, topic = title.partition(":")
    if not colon or not find_places(head):
        return title, title, None
    head = head.strip()
    match = _PHASE.search(head)
    number = match["number"].upper() if match else ""
    phase = int(number) if number.isdigit() else _ROMAN.get(number)
    return head, topic.strip(), phase


def _themes(topic: str, part: Part, language: Language) -> tuple[str, ...]:
    """Of the title and the declared area first, then of the objective."""
    sources = [topic, *(p.text for p in part.paragraphs if p.section is Section.AREA),
               *(p.text for p in part.paragraphs if p.section is Section.OBJECTIVE)]
    return tuple(dict.fromkeys(theme for text in sources for theme in topics_of(text, language)))


def _duration(part: Part) -> Duration:
    stated = [p.text for p in part.paragraphs if p.section is Section.DURATION]
    if stated:
        return parse_duration(" ".join(stated))
    whole = fold(" ".join(p.text for p in part.paragraphs))
    return Duration(None, None, markers().ongoing.search(whole) is not None)


def status_of(sentence: str, language: Language) -> Status:
    plain = _NAME_WITHIN.sub("", sentence).lower()
    return Status.PLANNED if markers().planned[language].search(plain) else Status.DONE


def _sentences(paragraphs: Iterable[Paragraph]) -> list[Sentence]:
    return [s for p in paragraphs for s in sentences(p.text, p.start)]


def _activities(prose: Sequence[Paragraph], language: Language) -> Iterable[Activity]:
    for sentence in _sentences(prose):
        if mentions := find_dates(sentence.text):
            yield Activity(tuple(m.period for m in mentions), status_of(sentence.text, language), sentence)


def _outputs(prose: Sequence[Paragraph], language: Language) -> Iterable[Output]:
    for sentence in _sentences(p for p in prose if p.section is not Section.OBJECTIVE):
        if _names_a_product(sentence.text, language):
            still_open = markers().under_way.search(fold(sentence.text)) is not None
            yield Output(Status.PLANNED if still_open else status_of(sentence.text, language), sentence)


def _names_a_product(sentence: str, language: Language) -> bool:
    """A product and a verb of making or delivering that is no mere purpose (`process of developing`)."""
    text = words(sentence)
    named = [m for m in find_concepts(sentence, language) if m.value in products()]
    made = [at for at, word in enumerate(text) if word.folded.startswith(markers().output_verbs[language]) and not _is_purpose(text, at)]
    return any(not m.first <= at < m.last for m in named for at in made)


def _is_purpose(text: Sequence[Word], verb: int) -> bool:
    """`of developing`, `for the development`, `to launch the development`: wanted, not done."""
    before = [word.folded for word in text[max(0, verb - 3):verb]]
    return bool(before) and (before[-1] in _PURPOSE or (before[-1] in _DETERMINERS and bool(set(before) & _PURPOSE)))
