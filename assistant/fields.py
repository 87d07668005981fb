"""Answers from the fields of an action, in sentences of the reader's language."""

from collections.abc import Callable, Sequence

from assistant.asking import Asking
from assistant.cite import paragraph_source, sentence_source, source
from assistant.phrases import phrasebook
from assistant.types import MARKS, Asked, Claim, Draft, Source
from assistant.wording import in_words, language_name, listing, origins, quote, quoted_title, range_in_words, theme_names
from ingest.experts import find_experts
from ingest.sentences import sentences
from ingest.types import Action, Expert, Paragraph, PartialDate, Period, Section, Sentence
from ingest.words import squash, tidy


def write(asking: Asking, actions: Sequence[Action]) -> Draft:
    """The field asked about, for each action; not found where none of them states it."""
    tellers = FIELDS[asking.query.asked]
    told = [(action, tellers(asking, action)) for action in actions]
    stated = [(action, claims) for action, claims in told if claims]
    if not stated:
        return unstated(asking, actions[0])
    return Draft(tuple(c for _, claims in stated for c in claims), True, tuple(a.id for a, _ in stated))


def unstated(asking: Asking, action: Action) -> Draft:
    """The action is known, the field is not: say so, with what the report does say."""
    book = phrasebook(asking.query.language)
    title = quoted_title(action.edition(asking.query.language), book)
    template = {
        Asked.EXPERTS: "experts_none",
        Asked.INSTITUTION: "institutions_none",
        Asked.OUTPUT: "outputs_none",
        Asked.THEME: "themes_none",
    }.get(asking.query.asked, "duration_none")
    return Draft((Claim(book.say(template, title=title)), *_nearest(asking, action)), False, (action.id,))


def _nearest(asking: Asking, action: Action) -> tuple[Claim, ...]:
    book = phrasebook(asking.query.language)
    cited = paragraph_source(action, Section.OBJECTIVE, asking.query.language)
    if cited is None:
        return ()
    said = cited.edition.quote if cited.edition else cited.quote
    return (Claim(book.say("nearest", quote=quote(said.rstrip("."), book), marks=MARKS), (cited,)),)


def _say(asking: Asking, template: str, action: Action, cited: Sequence[Source | None], **values: object) -> Claim:
    book = phrasebook(asking.query.language)
    title = quoted_title(action.edition(asking.query.language), book)
    return Claim(book.say(template, title=title, marks=MARKS, **values), tuple(s for s in cited if s))


def _dates(asking: Asking, action: Action) -> tuple[PartialDate | None, PartialDate | None, list[Source | None]]:
    duration = action.original.duration
    return duration.start, duration.end, [paragraph_source(action, Section.DURATION, asking.query.language)]


def duration(asking: Asking, action: Action) -> list[Claim]:
    start, end, cited = _dates(asking, action)
    language = asking.query.language
    if start is None:
        return []
    if action.original.duration.ongoing:
        return [_say(asking, "duration_open", action, cited, start=in_words(start, language))]
    if end is None:
        return [_say(asking, "duration_start_only", action, cited, start=in_words(start, language))]
    if start == end:
        return [_say(asking, "duration_day" if start.day else "duration_one", action, cited, start=in_words(start, language))]
    return [_say(asking, "duration_range", action, cited, range=range_in_words(Period(start, end), language))]


def start(asking: Asking, action: Action) -> list[Claim]:
    begun, _, cited = _dates(asking, action)
    if begun is None:
        return []
    return [_say(asking, "start_day" if begun.day else "start", action, cited, start=in_words(begun, asking.query.language))]


def end(asking: Asking, action: Action) -> list[Claim]:
    begun, ended, cited = _dates(asking, action)
    language = asking.query.language
    if action.original.duration.ongoing and begun:
        return [_say(asking, "end_open", action, cited, start=in_words(begun, language))]
    if ended is None:
        return []
    return [_say(asking, "end_day" if ended.day else "end", action, cited, end=in_words(ended, language))]


def status(asking: Asking, action: Action) -> list[Claim]:
    begun, ended, cited = _dates(asking, action)
    language = asking.query.language
    if action.original.duration.ongoing and begun:
        return [_say(asking, "status_open", action, cited, start=in_words(begun, language))]
    if ended is None:
        return []
    return [_say(asking, "status_closed_day" if ended.day else "status_closed", action, cited, end=in_words(ended, language))]


def experts(asking: Asking, action: Action) -> list[Claim]:
    named = [e for e in action.original.experts if e.country]
    if not named:
        return []
    return [_say(asking, "experts", action, expert_sources(asking, action, named), origins=origins(named, asking.query.language))]


def expert_sources(asking: Asking, action: Action, named: Sequence[Expert]) -> list[Source | None]:
    """The sentences that name them."""
    found: list[Source | None] = []
    language = action.original.language
    for paragraph in action.original.paragraphs:
        for sentence in sentences(paragraph.text, paragraph.start):
            piece = Paragraph(paragraph.section, sentence.start, sentence.end, sentence.text)
            if set(find_experts([piece], language)) & set(named) and paragraph.section is not Section.TITLE:
                found.append(source(action, action.original, paragraph, sentence.start, sentence.end, asking.query.language))
    return found


def institutions(asking: Asking, action: Action) -> list[Claim]:
    """Named as in the reader's edition; cited where the original first names each."""
    edition = action.edition(asking.query.language)
    named = edition.institutions or action.original.institutions
    holder = edition if edition.institutions else action.original
    if not named:
        return []
    cited: list[Source | None] = []
    for institution in named:
        for paragraph in holder.paragraphs:
            hit = next((s for s in sentences(paragraph.text, paragraph.start) if institution.name in squash(s.text)), None)
            if hit:
                cited.append(source(action, holder, paragraph, hit.start, hit.end, asking.query.language))
                break
    names = listing([f"{i.name} ({i.acronym})" if i.acronym else i.name for i in named], asking.query.language)
    return [_say(asking, "institutions" if len(named) == 1 else "institutions_many", action, list(dict.fromkeys(cited)), names=names)]


def objective(asking: Asking, action: Action) -> list[Claim]:
    """The objective in the words of the reader's edition."""
    language = asking.query.language
    edition = action.edition(language)
    claims = []
    for paragraph in edition.section(Section.OBJECTIVE) or edition.section(Section.SUMMARY)[:1]:
        for sentence in sentences(paragraph.text, paragraph.start):
            cited = source(action, edition, paragraph, sentence.start, sentence.end, language)
            claims.append(claim_of(asking, sentence.text, edition.language, cited))
    return claims


def activities(asking: Asking, action: Action) -> list[Claim]:
    """The sentences that date something done or planned, in the words of the reader's edition where it has the same sentence."""
    return [_said(asking, action, activity.sentence) for activity in action.original.activities]


def _said(asking: Asking, action: Action, sentence: Sentence) -> Claim:
    cited = sentence_source(action, sentence.start, sentence.end, asking.query.language)
    said, spoken = (cited.edition.quote, cited.edition.language) if cited.edition else (cited.quote, cited.language)
    return claim_of(asking, said, spoken, cited)


def claim_of(asking: Asking, text: str, language: str, cited: Source) -> Claim:
    """A sentence of a document: as it stands in the reader's language, else quoted and marked as foreign."""
    reader = asking.query.language
    if language == reader:
        return Claim(tidy(text), (cited,))
    book = phrasebook(reader)
    spoken = language_name(language, reader)
    return Claim(book.say("quoted", language=spoken, quote=quote(text, book), marks=MARKS), (cited,), frozenset({spoken}))


def themes(asking: Asking, action: Action) -> list[Claim]:
    ids = action.original.themes
    if not ids:
        return []
    cited = [
        paragraph_source(action, Section.TITLE, asking.query.language),
        paragraph_source(action, Section.OBJECTIVE, asking.query.language),
    ]
    return [_say(asking, "themes", action, cited, themes=theme_names(ids, asking.query.language))]


def outputs(asking: Asking, action: Action) -> list[Claim]:
    """The sentences that report a product, in the words of the reader's edition where it has the same sentence."""
    return [_said(asking, action, output.sentence) for output in action.original.outputs]


FIELDS: dict[Asked, Callable[[Asking, Action], list[Claim]]] = {
    Asked.DURATION: duration,
    Asked.WHEN: duration,
    Asked.HOW_LONG: duration,
    Asked.START: start,
    Asked.END: end,
    Asked.STATUS: status,
    Asked.EXPERTS: experts,
    Asked.INSTITUTION: institutions,
    Asked.OBJECTIVE: objective,
    Asked.THEME: themes,
    Asked.OUTPUT: outputs,
}
