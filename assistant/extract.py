"""Writes an answer without a language model: facts from the actions' fields, sentences from the reader's edition."""

from collections.abc import Callable, Sequence

from assistant import fields, listing, missing
from assistant.catalogue import select
from assistant.cite import source
from assistant.evidence import Asking, Weighed, dated_in, has_place, mentions_place
from assistant.phrases import phrasebook
from assistant.types import Asked, Claim, Draft
from ingest.glossary import concepts
from ingest.types import Action, Section
from ingest.words import words

ENOUGH = 0.62      # coverage from which a sentence answers
_TIE = 0.93        # share of the best score from which another sentence answers too
_MOST = 3          # sentences quoted in one answer
_OF_TITLE = 0.72   # coverage by title and objective from which a question is about the action as a whole
_DATED = frozenset({Asked.WHEN, Asked.START, Asked.END, Asked.DURATION})
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
    if query.asked in fields.FIELDS and (of_action := [a for a in actions if about_the_action(asking, a)]):
        return fields.write(asking, of_action[:_MOST])
    if not query.terms and not query.constraints.within:
        return _describe(asking, actions)
    return _sentences(asking, actions)


def candidates(asking: Asking) -> list[Action]:
    """Actions that have or mention every place asked about, in the phase and at the time; best covered first."""
    c = asking.query.constraints
    evidence = asking.evidence
    found = []
    for action in evidence.library.actions:
        statements = [evidence.statements[i] for i in evidence.readable(action, asking.query.language)]
        near = all(has_place(action, p) or any(mentions_place(s, p) for s in statements) for p in c.places)
        phase = c.phase in (None, action.original.phase)
        staffed = set(c.experts) <= {e.country for e in action.original.experts}
        dated = not c.within or any(dated_in(s.dates, c.within) for s in statements)
        if near and phase and staffed and dated:
            found.append(action)
    return sorted(found, key=lambda a: (-_standing(asking, a)))


def _standing(asking: Asking, action: Action) -> float:
    """Coverage by the action's text, its own places first."""
    own = sum(has_place(action, p) for p in asking.query.constraints.places)
    return own + asking.action_coverage(action) + 0.5 * asking.title_coverage(action)


def about_the_action(asking: Asking, action: Action) -> bool:
    """Whether a field of the action answers, rather than something that happened within it."""
    query = asking.query
    if query.asked is Asked.WHEN and (query.terms or query.constraints.within):
        return False
    if any(not has_place(action, p) for p in query.constraints.places):
        return False
    within = any(t.concept and concepts()[t.concept].theme in _WITHIN for t in query.terms)
    if query.asked in (Asked.EXPERTS, Asked.THEME, Asked.OBJECTIVE):
        return asking.action_coverage(action) >= ENOUGH
    return not within and asking.title_coverage(action) >= _OF_TITLE


def _asks_which_still_run(asking: Asking) -> bool:
    c = asking.query.constraints
    return asking.query.asked is Asked.STATUS and not c.places and not asking.query.terms


def _list(asking: Asking) -> Draft:
    selection = select(asking)
    return listing.write(asking, selection) if selection.actions else missing.refuse_list(asking, selection.total)


def _describe(asking: Asking, actions: Sequence[Action]) -> Draft:
    """What an action was for and when: its objective and its dates."""
    own = [a for a in actions if all(has_place(a, p) for p in asking.query.constraints.places)] if asking.query.constraints.places else []
    if not own:
        return missing.refuse(asking) if not asking.query.constraints.places else _mentions(asking, actions)
    claims = [claim for action in own[:_MOST] for claim in (*fields.objective(asking, action), *fields.duration(asking, action))]
    return Draft(tuple(claims), True, tuple(a.id for a in own[:_MOST]))


def _mentions(asking: Asking, actions: Sequence[Action]) -> Draft:
    return missing.refuse_place(asking, actions)


def _sentences(asking: Asking, actions: Sequence[Action]) -> Draft:
    """The best sentence, and others of the same action that fit as well."""
    ranked = sorted(asking.weigh(actions), key=lambda w: -_fit(asking, w))
    loose = asking.weigh_loose()
    if loose and loose[0].coverage >= ENOUGH and (not ranked or loose[0].coverage > ranked[0].coverage):
        return listing.loose(asking, loose[0])
    if not ranked or ranked[0].coverage < ENOUGH or missing.lacks(asking, ranked[0]):
        return missing.refuse(asking, ranked[:1])
    best = ranked[0]
    same = [w for w in ranked[1:] if w.statement.action is best.statement.action and w.statement.paragraph.section is not Section.TITLE
            and _fit(asking, w) >= _TIE * _fit(asking, best) and _own(asking, w) >= _TIE * _own(asking, best)]
    chosen = sorted([best, *same[:_MOST - 1]], key=lambda w: w.statement.sentence.start)
    action = best.statement.action
    return Draft(tuple(quoted(asking, w) for w in chosen), True, (action.id,) if action else ())


def _own(asking: Asking, weighed: Weighed) -> float:
    """Coverage by the sentence alone, without what stands around it."""
    at = asking.evidence.statements.index(weighed.statement)
    total = float(asking.weights.sum())
    return float(asking.weights @ asking.supports[:, at]) / total if total else 1.0


def _fit(asking: Asking, weighed: Weighed) -> float:
    """Score with what the question wants to see in a sentence: a date, a number, a place."""
    statement, asked = weighed.statement, asking.query.asked
    text = statement.sentence.text
    wanted = {
        Asked.WHERE: bool(statement.places) or _has_name(text),
        Asked.NUMBER: any(w.folded.isdigit() or w.folded in _number_words(asking) for w in words(text)),
    }.get(asked, bool(statement.dates) if asked in _DATED else True)
    heading = statement.paragraph.section in (Section.TITLE, Section.DURATION)
    return weighed.score * (1.0 if wanted else 0.75) * (0.7 if heading else 1.0) + 0.3 * _own(asking, weighed)


def _has_name(text: str) -> bool:
    """A capital within the sentence: a town has no entry in the tables of countries."""
    return any(w.text[0].isupper() and len(w.text) > 2 for w in words(text)[1:])


def _number_words(asking: Asking) -> frozenset[str]:
    return frozenset(phrasebook(asking.query.language).words["numbers"].split())


def quoted(asking: Asking, weighed: Weighed) -> Claim:
    """The sentence of an action that answers, with its source."""
    statement = weighed.statement
    assert statement.action and statement.edition
    cited = source(statement.action, statement.edition, statement.paragraph, statement.sentence.start, statement.sentence.end,
                   asking.query.language)
    return fields.claim_of(asking, statement.sentence.text, statement.language, cited)
