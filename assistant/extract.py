"""Writes an answer without a language model: facts from the actions' fields, sentences from the reader's edition."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import fields, listing, missing
from assistant.asking import Asking, Weighed
from assistant.catalogue import begun_or_ended, select
from assistant.cite import statement_source
from assistant.fit import DATED, fit, listed, wanted
from assistant.phrases import phrasebook
from assistant.statements import Statement, dated_in, has_place, mentions_place, sends_experts
from assistant.types import Asked, Claim, Draft
from assistant.wording import quoted_title
from ingest.actions import status_of
from ingest.glossary import concepts
from ingest.places import Place, PlaceKind
from ingest.types import Action, Section, Status
from ingest.words import words

ENOUGH = 0.55  # coverage, or score with places and dates, from which a sentence answers
_LEAST = 0.33  # coverage under which places and dates do not help
_TIE = 0.86  # share of the best fit from which another sentence answers too
_SURE = 0.8  # coverage from which it answers though the noun asked for goes by another name
_LACKING = 0.5  # taken from the fit for each name or term of the field that the action does not know
_ELSEWHERE = 0.85  # part of the fit that is left to an action which only mentions the place
_OPENING = 6  # first words of a sentence, within which it may point back
_MOST = 3  # sentences quoted in one answer
_OF_TITLE = 0.7  # coverage by title and objective from which a question is about the action as a whole
_OF_ACTION = frozenset({Asked.EXPERTS, Asked.THEME, Asked.OBJECTIVE})  # whatever else is named, these are asked of the action
_WITHIN = frozenset({"activity", "output", "training"})  # themes of things that happen within an action

Writer = Callable[[Asking], Draft]


def write(asking: Asking) -> Draft:
    """Lists and counts over all actions; fields of the action asked about; else the sentences that say it."""
    query = asking.query
    if query.asked in (Asked.LIST, Asked.COUNT) or _asks_which_still_run(asking):
        return _list(asking)
    if query.asked is Asked.DOWNLOADS:
        return listing.downloads(asking) or missing.refuse(asking)
    actions = candidates(asking)
    if not actions:
        return missing.refuse(asking)
    if query.asked is Asked.PERSON:
        return missing.no_names(asking, actions)
    own = [a for a in actions if all(has_place(a, p) for p in query.constraints.places)] or actions
    if query.asked in fields.FIELDS and (of_action := [a for a in own if about_the_action(asking, a)]):
        return fields.write(asking, _foremost(asking, of_action))
    general = query.asked in (Asked.DESCRIBE, Asked.FACT, Asked.WHERE) and not query.constraints.within
    if general and not asking.nouns():
        return _told_by_verb(asking, actions) or _describe(asking, actions)
    draft = _sentences(asking, actions)
    if not draft.found and general and query.asked is Asked.DESCRIBE and query.constraints.places and not asking.decisive(actions):
        return _describe(asking, actions)
    return draft


def _told_by_verb(asking: Asking, actions: Sequence[Action]) -> Draft | None:
    """`¿Con qué concluyó la acción?`: the sentence of the action with the same verb, where the question has but a verb."""
    own = [a for a in actions if any(has_place(a, p) for p in asking.query.constraints.places)]
    if not own or not asking.query.terms:
        return None
    best = max(asking.weigh(own), key=lambda w: asking.own(w.statement))
    if asking.own(best.statement) < _SURE or best.statement.paragraph.section is Section.TITLE or best.statement.action is None:
        return None
    return Draft((quoted(asking, best),), True, (best.statement.action.id,))


def _foremost(asking: Asking, actions: Sequence[Action]) -> list[Action]:
    """Those that fit as well as the first: several phases of one country, say."""
    best = _standing(asking, actions[0])
    return [a for a in actions if _standing(asking, a) >= _TIE * best][:_MOST]


def candidates(asking: Asking) -> list[Action]:
    """Actions that have or mention every place asked about, in the phase and at the time; best covered first."""
    c = asking.query.constraints
    evidence = asking.evidence
    firm = asking.firm_places()
    about_time = asking.query.asked in DATED or asking.query.asked is Asked.STATUS
    found = []
    for action in evidence.library.actions:
        statements = [evidence.statements[i] for i in evidence.readable(action, asking.query.language)]
        near = all(has_place(action, p) or sends_experts(action, p) or any(mentions_place(s, p) for s in statements) for p in firm)
        phase = c.phase in (None, action.original.phase or 1)
        staffed = set(c.experts) <= {e.country for e in action.original.experts}
        dated = not c.within or any(dated_in(s.dates, c.within) for s in statements)
        begun = all(begun_or_ended(period, field)(action) for period, field in ((c.started, "start"), (c.ended, "end")) if period)
        if near and phase and staffed and dated and (begun or about_time):
            found.append(action)
    return sorted(found, key=lambda a: -_standing(asking, a))


def _standing(asking: Asking, action: Action) -> float:
    """Coverage by the action's text, its own places first."""
    own = sum(has_place(action, p) for p in asking.query.constraints.places)
    return own + asking.action_coverage(action) + 0.5 * asking.title_coverage(action)


def about_the_action(asking: Asking, action: Action) -> bool:
    """Whether a field of the action answers, rather than something that happened within it."""
    query = asking.query
    if query.asked is Asked.WHEN and asking.nouns():
        return False
    if query.constraints.within and query.asked is not Asked.EXPERTS:
        return False
    away = [p for p in query.constraints.places if p.kind is not PlaceKind.REGION and not has_place(action, p)]
    if any(query.asked is not Asked.EXPERTS or not sends_experts(action, p) for p in away):
        return False
    named = bool(query.constraints.places or query.constraints.phase) or len(asking.evidence.library.actions) == 1
    if not asking.nouns():
        return named
    within = any(t.concept and concepts()[t.concept].theme in _WITHIN for t in query.terms)
    if asking.decisive([action]):
        return False
    if named and query.asked is not Asked.STATUS:
        if query.asked in (Asked.EXPERTS, Asked.DURATION) or (query.asked in _OF_ACTION and not within):
            return True
        if not within and asking.known_in_title(action):
            return True
    if query.asked in _OF_ACTION:
        return asking.action_coverage(action) >= ENOUGH and (query.asked is Asked.EXPERTS or not within)
    if query.asked in (Asked.START, Asked.END, Asked.DURATION):
        return not within and asking.action_coverage(action) >= ENOUGH
    return not within and asking.title_coverage(action) >= _OF_TITLE


def _asks_which_still_run(asking: Asking) -> bool:
    c = asking.query.constraints
    several = len(asking.evidence.library.actions) > 1
    return asking.query.asked is Asked.STATUS and several and not c.places and not asking.query.terms


def _list(asking: Asking) -> Draft:
    selection = select(asking)
    return listing.write(asking, selection) if selection.actions else missing.refuse_list(asking, selection.total)


def _describe(asking: Asking, actions: Sequence[Action]) -> Draft:
    """What an action was for and when: its objective and its dates."""
    own = [a for a in actions if all(has_place(a, p) for p in asking.query.constraints.places)] if asking.query.constraints.places else []
    if not own:
        spoken = asking.weigh_loose() if asking.query.terms else []
        if spoken and spoken[0].coverage >= ENOUGH:
            return listing.loose(asking, spoken[0])
        return missing.refuse(asking) if not asking.query.constraints.places else missing.refuse_place(asking, actions)
    told = own if len(own) == 1 else own[:_MOST]
    claims = [
        claim
        for action in told
        for claim in (
            *fields.objective(asking, action)[:2],
            *(fields.activities(asking, action)[:_MOST] if len(told) == 1 else ()),
            *fields.duration(asking, action),
        )
    ]
    return Draft(tuple(claims), True, tuple(a.id for a in told))


def _sentences(asking: Asking, actions: Sequence[Action]) -> Draft:
    """The best sentence, and others of the same action that fit as well."""
    weighed = [w for w in asking.weigh(actions) if w.statement.paragraph.section not in (Section.TITLE, Section.DURATION)]
    if any(all(has_place(a, p) for p in asking.firm_places()) for a in actions):
        # Where an action was there, another's sentence counts only if it speaks of the place itself.
        weighed = [w for w in weighed if all(_about(w.statement, p) for p in asking.firm_places())]
    lacking = {a.id: _LACKING * len(asking.decisive([a])) for a in actions}
    fits = {id(w): fit(asking, w) - (lacking[w.statement.action.id] if w.statement.action else 0) for w in weighed}
    if asking.query.constraints.places:
        fits = {id(w): fits[id(w)] * (1.0 if _is_own(asking, w.statement) else _ELSEWHERE) for w in weighed}
    ranked = sorted(weighed, key=lambda w: -fits[id(w)])
    if asking.query.asked in DATED and ranked and not wanted(asking, ranked[0]):
        ranked = sorted(ranked, key=lambda w: not _dates_it(asking, w, ranked[0]))
    loose = asking.weigh_loose() if not asking.query.constraints.places else []
    if loose and loose[0].coverage >= ENOUGH and (not ranked or loose[0].coverage > ranked[0].coverage):
        return listing.loose(asking, loose[0])
    if not ranked or not answers(asking, ranked[0]):
        return missing.refuse(asking, ranked[:1])
    best = ranked[0]
    same = [
        w
        for w in ranked[1:]
        if w.statement.action is best.statement.action and _beside(asking, w, best, fits[id(w)] / max(fits[id(best)], 1e-9))
    ]
    chosen = sorted(_with_what_follows([best, *same[: _MOST - 1]], weighed), key=lambda w: w.statement.sentence.start)
    action = best.statement.action
    assert action is not None
    claims = _in_context(asking, action, [quoted(asking, w) for w in chosen])
    if asking.query.asked in DATED and not any(w.statement.dates for w in chosen):
        claims += fields.duration(asking, action)
    return Draft(tuple(claims), True, (action.id,))


def _dates_it(asking: Asking, weighed: Weighed, best: Weighed) -> bool:
    """Whether a sentence of the same action gives a date and covers the question well enough to stand before one that gives none."""
    return weighed.statement.action is best.statement.action and wanted(asking, weighed) and weighed.coverage >= _LEAST


def _is_own(asking: Asking, statement: Statement) -> bool:
    return statement.action is not None and any(has_place(statement.action, p) for p in asking.query.constraints.places)


def _about(statement: Statement, place: Place) -> bool:
    return mentions_place(statement, place) or (statement.action is not None and has_place(statement.action, place))


def _with_what_follows(chosen: list[Weighed], weighed: Sequence[Weighed]) -> list[Weighed]:
    """Each sentence with the next one of its paragraph, where that goes on about it: `This practical tool will ...`."""
    at = {(w.statement.document, w.statement.paragraph.start, w.statement.ordinal): w for w in weighed}
    found = {id(w): w for w in chosen}
    for w in chosen:
        nth, sentence = w.statement.ordinal
        following = at.get((w.statement.document, w.statement.paragraph.start, (nth, sentence + 1)))
        if following and _goes_on(following.statement):
            found.setdefault(id(following), following)
    return list(found.values())


def _goes_on(statement: Statement) -> bool:
    """`This practical tool ...`, `The last day of this mission ...`: it points back with its first words."""
    opening = {w.folded for w in words(statement.sentence.text)[:_OPENING]}
    return bool(opening & listed(statement, "continues"))


def answers(asking: Asking, best: Weighed) -> bool:
    """Whether the best sentence covers the question, holds what it asks for, and is not a plan where a result is asked."""
    query = asking.query
    c = query.constraints
    pinned = not asking.nouns() and (len(c.places) > 1 or c.within is not None)  # only places and dates say what is meant
    covered = best.coverage >= _LEAST and max(best.coverage, best.score) >= ENOUGH
    if not (covered or pinned) or missing.lacks(asking, best):
        return False
    assert best.statement.action is not None
    if asking.decisive([best.statement.action]) and best.coverage < _SURE:
        return False
    if query.asked in DATED and not asking.held_within(best.statement, frozenset({"output"})):
        return False
    planned = status_of(best.statement.sentence.text, best.statement.language) is Status.PLANNED
    if planned and query.past and query.asked not in DATED:
        return False  # what is planned has had no result yet
    return query.asked is not Asked.NUMBER or wanted(asking, best)


def _beside(asking: Asking, other: Weighed, best: Weighed, share: float) -> bool:
    """Whether another sentence answers as well: it fits as well, or it dates another activity of the kind asked about."""
    if any(asking.place_score(other.statement, p) == 0 for p in asking.query.constraints.places):
        return False  # it is about another of the action's countries
    activities = [t for t in asking.query.terms if t.concept and concepts()[t.concept].theme in _WITHIN]
    if activities and asking.query.asked in DATED:
        which = [t for t in asking.query.terms if t.verb and asking.holds(best.statement, t)]
        return bool(other.statement.dates) and all(asking.holds(other.statement, t) for t in (*activities, *which))
    return share >= _TIE and asking.own(other.statement) >= _TIE * asking.own(best.statement)


def _in_context(asking: Asking, action: Action, claims: list[Claim]) -> list[Claim]:
    """The first sentence led in by the action's title, where the question does not name its place."""
    if any(has_place(action, p) for p in asking.query.constraints.places):
        return claims
    book = phrasebook(asking.query.language)
    lead = book.say("context", title=quoted_title(action.edition(asking.query.language), book))
    return [replace(claims[0], text=f"{lead} {claims[0].text}"), *claims[1:]]


def quoted(asking: Asking, weighed: Weighed) -> Claim:
    """The sentence of an action that answers, with its source."""
    statement = weighed.statement
    cited = statement_source(statement, asking.query.language)
    return fields.claim_of(asking, statement.sentence.text, statement.language, cited)
