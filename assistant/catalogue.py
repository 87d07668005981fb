"""The exact set of actions that meet a query's constraints, over all actions, never over the top few."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from assistant.asking import Asking
from assistant.evidence import is_firm
from assistant.statements import dated_in, has_place
from assistant.types import Constraints, Term
from ingest.glossary import Concept, concepts, themes
from ingest.types import Action, PartialDate, Period, Section
from ingest.words import fold

_MENTION = 0.8  # support from which an action is said to speak of a term


@dataclass(frozen=True, slots=True)
class Selection:
    """The actions that meet every constraint, in the order of the library."""

    actions: tuple[Action, ...]
    total: int


def select(asking: Asking) -> Selection:
    """Every constraint and every remaining term must be met; a place is met by where the action was."""
    tests = _tests(asking)
    actions = asking.evidence.library.actions
    return Selection(tuple(a for a in actions if all(test(a) for test in tests)), len(actions))


Test = Callable[[Action], bool]


def _tests(asking: Asking) -> list[Test]:
    c = asking.query.constraints
    tests: list[Test] = []
    if c.places:
        # Several countries in a list question are alternatives only where no action has them all.
        together = [] if c.either else [a for a in asking.evidence.library.actions if all(has_place(a, p) for p in c.places)]
        tests.append(lambda a: a in together if together else any(has_place(a, p) for p in c.places))
    if c.experts:
        tests.append(partial(_staffed, c))
    if c.expert_kinds:
        tests.append(lambda a: any(e.kind in c.expert_kinds and (not c.experts or e.country in c.experts) for e in a.original.experts))
    if c.phase:
        tests.append(lambda a: (a.original.phase or 1) == c.phase)
    if c.ongoing is not None:
        tests.append(lambda a: a.original.duration.ongoing == c.ongoing and (c.ongoing or a.original.duration.end is not None))
    tests += [begun_or_ended(period, field) for period, field in ((c.started, "start"), (c.ended, "end")) if period]
    if c.within:
        within = c.within
        tests.append(lambda a: _active(a, within))
    tests += [partial(_speaks_of, asking, term) for term in applied(asking)]
    return tests


def applied(asking: Asking) -> tuple[Term, ...]:
    """The terms that select: concepts and names; an everyday noun only where nothing else limits.

    Verbs select nothing. What is left out beside another limit is said, see `left_out`.
    """
    c = asking.query.constraints
    nouns = [t for t in asking.query.terms if not t.verb]
    limited = any((c.places, c.experts, c.expert_kinds, c.phase, c.ongoing is not None, c.started, c.ended, c.within))
    limited = limited or any(t.concept or t.name for t in nouns)
    spoken = [t for t in nouns if any(_speaks_of(asking, t, a) for a in asking.evidence.library.actions)]
    return tuple(t for t in nouns if t.name or is_firm(t) or (t.concept and t in spoken) or not limited)


def left_out(asking: Asking) -> tuple[Term, ...]:
    """Concepts that could not be applied."""
    return tuple(t for t in asking.query.terms if t.concept and t not in applied(asking))


def _staffed(constraints: Constraints, action: Action) -> bool:
    """Whether experts came from all the countries asked about, or from one of them, or from no others."""
    named = {e.country for e in action.original.experts}
    wanted = set(constraints.experts)
    if constraints.only_experts and not named <= wanted:
        return False
    return bool(wanted & named) if constraints.either else wanted <= named


def begun_or_ended(period: Period, field: str) -> Test:
    def test(action: Action) -> bool:
        date: PartialDate | None = getattr(action.original.duration, field)
        return date is not None and dated_in([Period(date, date)], period)

    return test


def _active(action: Action, period: Period) -> bool:
    """Under way at some time in the period; an action without an end counts only as long as something is dated."""
    duration = action.original.duration
    if duration.start is None:
        return False
    dates = [d for activity in action.original.activities for d in activity.dates]
    end = duration.end or max((duration.start, *(d.end for d in dates)), key=lambda when: when.iso)
    return dated_in([Period(duration.start, end)], period)


def _speaks_of(asking: Asking, term: Term, action: Action) -> bool:
    """By theme where the term is a theme's own name; otherwise by what its text says."""
    concept = concepts().get(term.concept) if term.concept else None
    titles = asking.query.constraints.in_title
    if not titles and concept and themes()[concept.theme].topic and is_theme(concept):
        return any(concept.theme in edition.themes for edition in action.editions)
    statements = asking.evidence.statements
    indices = [
        i for i in asking.evidence.readable(action, asking.query.language) if not titles or statements[i].paragraph.section is Section.TITLE
    ]
    return bool(indices) and float(asking.supports[asking.query.terms.index(term), indices].max()) >= _MENTION


def is_theme(concept: Concept) -> bool:
    """Whether the concept names its theme: `border management`, but not `border post`."""
    labels = {fold(label) for label in themes()[concept.theme].label.values()}
    terms = {fold(term) for language in concept.terms for term in concept.terms[language]}
    return any(term in label for label in labels for term in terms)
