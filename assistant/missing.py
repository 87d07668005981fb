"""What to say when the reports do not: the gap by name, and the nearest thing they do say, cited."""

from collections.abc import Sequence

from assistant import fields
from assistant.asking import Asking, Weighed
from assistant.cite import statement_source
from assistant.listing import constraints_in_words
from assistant.phrases import phrasebook
from assistant.statements import dated_in, dates_of, has_place, mentions_place
from assistant.types import MARKS, Claim, Draft
from assistant.wording import listing, located, quote, within_in_words
from ingest.types import Action, Section

_WORTH = 0.35  # coverage from which the nearest sentence helps a reader


def lacks(asking: Asking, best: Weighed) -> bool:
    """Whether the question dates what it asks about, and the best sentence has no such date."""
    c = asking.query.constraints
    return bool(c.within and not dated_in(dates_of(best.statement), c.within) and not asking.query.terms)


def refuse(asking: Asking, ranked: Sequence[Weighed] = ()) -> Draft:
    """Names the first of these that is missing: the place, the date, the words of the question."""
    query, library = asking.query, asking.evidence.library
    c, book = query.constraints, phrasebook(query.language)
    absent = [p for p in asking.firm_places() if not any(has_place(a, p) for a in library.actions)]
    if absent:
        return refuse_place(asking, library.actions)
    near = [w.statement.action for w in ranked if w.statement.action] or library.actions
    missing = asking.decisive(near) or asking.unsupported(near)
    if missing and not all(t.verb for t in missing):
        text = book.say("not_found_terms", missing=listing([quote(t.text, book) for t in missing], query.language))
    elif c.within:
        text = book.say("not_found_date", dates=within_in_words(c.within, query.language))
    else:
        text = book.say("no_answer")
    return Draft((Claim(text, (), said_numbers(asking)), *_nearest(asking, ranked)), False)


def refuse_place(asking: Asking, actions: Sequence[Action]) -> Draft:
    """No action there; where the reports mention the place, the sentence that does."""
    query, book = asking.query, phrasebook(asking.query.language)
    absent = [p for p in query.constraints.places if not any(has_place(a, p) for a in asking.evidence.library.actions)]
    names = listing([located(p.id, p.kind, query.language) for p in absent or query.constraints.places], query.language, "or")
    bare = names.removeprefix("in ") if query.language == "en" else names.removeprefix("en ")
    mentioned = [w for w in asking.weigh(actions) if any(mentions_place(w.statement, p) for p in absent)]
    template = "not_found_place_mention" if mentioned else "not_found_place"
    return Draft((Claim(book.say(template, places=bare, in_places=names)), *_nearest(asking, mentioned[:1], force=True)), False)


def no_names(asking: Asking, actions: Sequence[Action]) -> Draft:
    """The reports say where experts came from, not who they were."""
    book = phrasebook(asking.query.language)
    own = [a for a in actions if all(has_place(a, p) for p in asking.query.constraints.places)][:1]
    nearest = [claim for action in own for claim in fields.experts(asking, action)]
    return Draft((Claim(book.say("persons_none")), *nearest), False, tuple(a.id for a in own))


def refuse_list(asking: Asking, total: int) -> Draft:
    book = phrasebook(asking.query.language)
    text = book.say("not_found_list", total=total, constraints=constraints_in_words(asking))
    return Draft((Claim(text, (), frozenset({str(total)}) | said_numbers(asking)),), False)


def said_numbers(asking: Asking) -> frozenset[str]:
    """Numbers that the question itself names may be said back."""
    return frozenset(n for n in "".join(c if c.isdigit() else " " for c in asking.query.question).split())


def _nearest(asking: Asking, ranked: Sequence[Weighed], *, force: bool = False) -> tuple[Claim, ...]:
    query, book = asking.query, phrasebook(asking.query.language)
    for weighed in ranked:
        statement = weighed.statement
        if statement.action and statement.paragraph.section is not Section.TITLE and (force or weighed.coverage >= _WORTH):
            cited = statement_source(statement, query.language)
            return (Claim(book.say("nearest", quote=quote(statement.sentence.text.rstrip("."), book), marks=MARKS), (cited,)),)
    return ()
