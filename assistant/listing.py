"""Lists and counts in words, with the constraints that were applied; and what a report says outside its actions."""

import re
from dataclasses import replace

from assistant.asking import Asking, Weighed
from assistant.catalogue import Selection, applied, left_out
from assistant.cite import loose_source, paragraph_source, statement_source
from assistant.fields import expert_sources
from assistant.phrases import phrasebook
from assistant.statements import dated_in
from assistant.types import MARKS, Claim, Draft, EditionQuote, Source
from assistant.wording import (
    in_words,
    language_name,
    located,
    quote,
    quoted_title,
    range_in_words,
    semicolons,
    sourced,
    within_in_words,
)
from assistant.wording import listing as in_a_row
from ingest.language import function_words
from ingest.types import Action, Document, Download, ExpertKind, Language, Period, Section
from ingest.words import fold, stem, tidy, words

_TITLE = 0.25  # part of a publication's title that must stand in the question


def write(asking: Asking, selection: Selection) -> Draft:
    """`3 actions of 12 fit (experts from Spain):`, then each with its dates and its source."""
    book = phrasebook(asking.query.language)
    count, total = len(selection.actions), selection.total
    stated = constraints_in_words(asking)
    template = "list_head_all" if count == total and not stated else "list_head_one" if count == 1 else "list_head_many"
    head = book.say(template, count=count, total=total, constraints=stated)
    numbers = frozenset({str(count), str(total), "1", *re.findall(r"\d+", stated)})  # what the reader said is said back
    claims = [Claim(head, (), numbers, own_line=True), *(_item(asking, action) for action in selection.actions)]
    return Draft(tuple(claims), True, tuple(a.id for a in selection.actions))


def _item(asking: Asking, action: Action) -> Claim:
    language = asking.query.language
    book = phrasebook(language)
    cited = [paragraph_source(action, Section.TITLE, language), paragraph_source(action, Section.DURATION, language), *_why(asking, action)]
    title = quoted_title(action.edition(language), book)
    detail = _detail(asking, action)
    text = book.say("list_item", title=title, dates=_dates(action, language), marks=MARKS)
    if detail is not None:
        cited.append(detail[1])
        text = book.say("list_item_detail", title=title, dates=_dates(action, language), detail=detail[0], marks=MARKS)
    return Claim(text, tuple(dict.fromkeys(s for s in cited if s)), own_line=True)


def _detail(asking: Asking, action: Action) -> tuple[str, Source] | None:
    """The sentence by which the action fits, where its title does not show it: what happened then, or what it says of a term."""
    within = asking.query.constraints.within
    terms = [t for t in applied(asking) if not asking.query.constraints.in_title]
    statements = [asking.evidence.statements[i] for i in asking.evidence.readable(action, asking.query.language)]
    fit = [
        s
        for s in statements
        if s.paragraph.section not in (Section.TITLE, Section.DURATION)
        and (not within or dated_in(s.dates, within))
        and all(asking.holds(s, t) for t in terms)
    ]
    if not fit or not (within or terms) or (all(asking.holds(statements[0], t) for t in terms) and not within):
        return None
    best = max(fit, key=lambda s: bool(s.dates))
    cited = statement_source(best, asking.query.language)
    book = phrasebook(asking.query.language)
    said = tidy(best.sentence.text)
    return (said.rstrip(".") if best.language == asking.query.language else quote(said, book)), cited


def _why(asking: Asking, action: Action) -> list[Source]:
    """What shows that the action fits: the sentence on its experts, or the one that speaks of the terms."""
    c = asking.query.constraints
    if c.experts or c.expert_kinds:
        named = [e for e in action.original.experts if e.country in c.experts or e.kind in c.expert_kinds]
        return [s for s in expert_sources(asking, action, named) if s]
    return []


def _dates(action: Action, language: Language) -> str:
    duration = action.original.duration
    if duration.start is None:
        return ""
    if duration.ongoing:
        return ", " + phrasebook(language).words["ongoing_from"].format(start=in_words(duration.start, language))
    if duration.end is None or duration.end == duration.start:
        return ", " + in_words(duration.start, language)
    return ", " + range_in_words(Period(duration.start, duration.end), language)


def constraints_in_words(asking: Asking) -> str:
    """What was applied, in the reader's language: ` (experts from Spain, begun in 2010)`; empty where nothing was."""
    c, language = asking.query.constraints, asking.query.language
    book = phrasebook(language)
    parts: list[str] = []
    if c.places:
        places = [located(p.id, p.kind, language) for p in c.places]
        parts.append(places[0] if len(places) == 1 else in_a_row(places, language))
    if terms := applied(asking):
        topics = in_a_row([quote(t.text, book) for t in terms], language)
        parts.append(book.say("in_title" if c.in_title else "about", topics=topics))
    if c.experts:
        names = in_a_row([sourced(code, language) for code in c.experts], language)
        parts.append(book.say("with_experts", places=names, from_places=names))
    for kind in c.expert_kinds:
        parts.append(book.say("with_kind_ngo" if kind is ExpertKind.NGO else "with_kind_academic"))
    if c.phase:
        parts.append(book.say("phase", phase=c.phase))
    if c.ongoing is not None:
        parts.append(book.say("still_open" if c.ongoing else "already_over"))
    for period, template in ((c.started, "started_in"), (c.ended, "ended_in"), (c.within, "active_in")):
        if period:
            parts.append(book.say(template, range=within_in_words(period, language)))
    if ignored := left_out(asking):
        parts.append(book.say("not_applied", words=in_a_row([quote(t.text, book) for t in ignored], language)))
    return book.say("constraint", text=semicolons(parts, language)) if parts else ""


def downloads(asking: Asking) -> Draft | None:
    """In which languages a publication is to be had, or which there are in a language; None where no title fits."""
    language = asking.query.language
    stems = {stem(w.folded, language) for w in words(asking.query.text)}
    for document in _with_downloads(asking, language):
        spoken = {
            code for d in document.downloads for code in d.languages if fold(language_name(code, language)) in fold(asking.query.text)
        }
        fit = [d for d in document.downloads if spoken & set(d.languages)]
        best = max(_overlap(d, stems, document.language) for d in document.downloads)
        chosen = [d for d in document.downloads if _overlap(d, stems, document.language) == best] if best >= _TITLE else fit
        if chosen:
            return Draft(tuple(_download(asking, document, d) for d in chosen), True)
    return None


def _with_downloads(asking: Asking, language: Language) -> list[Document]:
    """Documents with a list of publications, those in the reader's language first."""
    return sorted((d for d in asking.evidence.library.documents if d.downloads), key=lambda d: d.language != language)


def _overlap(download: Download, wanted: set[str], language: Language) -> float:
    title = {stem(w.folded, language) for w in words(download.title) if w.folded not in function_words(language)} - {"mieux"}
    return len(title & wanted) / max(1, len(title))


def _download(asking: Asking, document: Document, download: Download) -> Claim:
    language = asking.query.language
    book = phrasebook(language)
    names = [language_name(code, language) for code in download.languages]
    library = asking.evidence.library
    original = next((d for d in library.documents if d.id == document.original), document)
    there = original.downloads[document.downloads.index(download)] if len(original.downloads) == len(document.downloads) else download
    holder = original if there is not download else document
    cited = loose_source(library, holder.id, Section.DOWNLOADS, *_span(holder, there))
    if holder is not document:
        start, end = _span(document, download)
        cited = replace(cited, edition=EditionQuote(document.id, document.language, document.text[start:end], start, end))
    return Claim(
        book.say("downloads", title=quote(download.title, book), languages=in_a_row(names, language), marks=MARKS),
        (cited,),
        frozenset(names),
    )


def _span(document: Document, download: Download) -> tuple[int, int]:
    """Where the item stands in its document, from its title to the last of its languages."""
    start = document.text.index(download.title)
    end = start + len(download.title)
    for code in download.languages:
        end = document.text.index(code, end) + len(code)
    return start, end


def loose(asking: Asking, weighed: Weighed) -> Draft:
    """A sentence that belongs to no action, such as who funds the programme; cited by the original where there is one."""
    statement = weighed.statement
    library = asking.evidence.library
    document = next(d for d in library.documents if d.id == statement.document)
    twins = [
        s
        for s in asking.evidence.statements
        if s.action is None
        and s.document == document.original
        and s.paragraph.section is statement.paragraph.section
        and s.ordinal == statement.ordinal
    ]
    first = twins[0] if len(twins) == 1 else statement
    cited = loose_source(library, first.document, first.paragraph.section, first.sentence.start, first.sentence.end)
    if first is not statement:
        sentence = statement.sentence
        cited = replace(
            cited,
            edition=EditionQuote(
                document.id, document.language, document.text[sentence.start : sentence.end], sentence.start, sentence.end
            ),
        )
    return Draft((Claim(tidy(statement.sentence.text).rstrip(".") + ".", (cited,)),), True)
