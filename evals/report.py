"""Scores as Markdown for people and as plain values for files. Pure."""

from collections.abc import Callable, Iterable, Sequence

from assistant.types import Answer
from evals.cases import Case
from evals.metrics import Share, Verdict, crag_score, percentile, share, wilson
from evals.score import Scored
from ingest.types import LANGUAGES
from ingest.words import squash

_HEADER = ("n", *Verdict, "score", "right, 95 % interval")


def markdown(title: str, scores: Sequence[Scored], *, misses: bool) -> str:
    """One half: a table by language, one by kind, the other measures, and where `misses` says so each miss. Ends in a line feed."""
    missed = [s for s in scores if s.missed]
    blocks = [f"# {title}", _headline(scores), _table("language", scores, lambda s: s.case.language, LANGUAGES)]
    blocks += [_table("kind", scores, lambda s: s.case.kind, sorted({s.case.kind for s in scores})), _measures(scores)]
    if misses:
        blocks += [f"## Misses: {len(missed)}", *map(_miss, missed)]
    else:
        blocks.append(f"Misses: {len(missed)}, not shown (--misses shows them).")
    return "\n\n".join(blocks) + "\n"


def record(scored: Scored, *, texts: bool) -> dict[str, object]:
    """A score as plain values; question and answer in words only where `texts` says so, so that a held-out half stays unread."""
    case, answer = scored.case, scored.answer
    values: dict[str, object] = {
        "id": case.id, "language": case.language, "kind": case.kind, "answerable": case.answerable, "verdict": str(scored.verdict),
        "found": scored.answered, "action_right": scored.action_right, "language_right": scored.language_right,
        "markers_right": scored.markers_right, "quotes_right": scored.quotes_right, "seconds": round(scored.outcome.seconds, 4),
    }
    if texts:
        values |= {"turns": case.turns, "text": answer.text if answer else None, "actions": answer.actions if answer else (),
                   "error": scored.outcome.error}
    return values


def _headline(scores: Sequence[Scored]) -> str:
    answerable = share(s.right for s in scores if s.case.answerable)
    unanswerable = share(s.answered for s in scores if not s.case.answerable)
    return (f"Answered right, the right action first, in the language of the question: {_of(answerable)}.\n"
            f"Answered although the documents do not tell: {_of(unanswerable)}.")


def _table(name: str, scores: Sequence[Scored], key: Callable[[Scored], str], groups: Iterable[str]) -> str:
    rows = [(group, [s for s in scores if key(s) == group]) for group in groups]
    lines = [_row(name, *_HEADER), _row("---", *("---:" for _ in _HEADER))]
    return "\n".join(lines + [_row(group, *_cells(members)) for group, members in [*rows, ("all", list(scores))] if members])


def _cells(scores: Sequence[Scored]) -> list[str]:
    verdicts = [s.verdict for s in scores]
    value, right = crag_score(verdicts), share(v is Verdict.RIGHT for v in verdicts)
    interval = "–".join(f"{100 * end:.0f}" for end in wilson(right)) + " %" if right else "–"
    return [str(len(scores)), *(str(verdicts.count(v)) for v in Verdict), "–" if value is None else f"{value:+.2f}", interval]


def _measures(scores: Sequence[Scored]) -> str:
    quotes = [s.quotes for s in scores if s.quotes]
    fidelity = Share(sum(q.part for q in quotes), sum(q.whole for q in quotes)) if quotes else None
    by_language = (f"{code} {_of(share(s.language_right for s in scores if s.case.language == code))}" for code in LANGUAGES)
    seconds = [s.outcome.seconds for s in scores]
    return "\n".join([
        f"- Coverage (answerable questions that got an answer): {_of(share(s.answered for s in scores if s.case.answerable))}",
        f"- Right action first, where something was found: {_of(share(s.action_right for s in scores))}",
        f"- Language of the answer right: {', '.join(by_language)}",
        f"- Quotes verbatim in their document: {_of(fidelity)}",
        f"- Markers and citations agree: {_of(share(s.markers_right for s in scores))}",
        f"- Time to answer: p50 {_seconds(percentile(seconds, 50))}, p95 {_seconds(percentile(seconds, 95))}",
    ])


def _miss(scored: Scored) -> str:
    case = scored.case
    lines = [f"### {case.id} · {case.language} · {case.kind} · {scored.verdict}",
             f"- Question: {' → '.join(squash(turn) for turn in case.turns)}",
             f"- Expected: {_expected(case)}",
             f"- Amiss: {'; '.join(_reasons(scored))}"]
    return "\n".join(lines + (_answer(scored.answer) if scored.answer else []))


def _expected(case: Case) -> str:
    if not case.answerable:
        parts = ["no answer"]
    else:
        parts = [", ".join(case.actions)] if case.actions else []
        parts += [" or ".join(f"“{alternative}”" for alternative in group) for group in case.required]
    parts += [f"not “{text}”" for text in case.forbidden]
    return "; ".join(parts)


def _reasons(scored: Scored) -> list[str]:
    """Why a case is listed; never empty for one that `missed`."""
    answer, case = scored.answer, scored.case
    if answer is None:
        return [scored.outcome.error]
    checks = [
        (case.answerable and not answer.found, "nothing found"),
        (answer.found and not case.answerable, "answered what the documents do not tell"),
        (answer.found and bool(scored.lacking), "lacks " + ", ".join(f"“{group[0]}”" for group in scored.lacking)),
        (bool(scored.said), "says " + ", ".join(f"“{text}”" for text in scored.said)),
        (scored.action_right is False, "another action, or none cited first"),
        (scored.language_right is False, "another language"),
        (scored.markers_right is False, "markers and citations disagree"),
        (scored.quotes_right is False, "a quote that is not in its document"),
    ]
    return [reason for holds, reason in checks if holds]


def _answer(answer: Answer) -> list[str]:
    about = f" ({', '.join(answer.actions)})" if answer.actions else ""
    cited = [f"  - [{c.marker}] {c.action or 'no action'}, {c.document}, {c.section}: “{squash(c.quote)}”" for c in answer.citations]
    return [f"- Answer: {squash(answer.text)}{about}", *(["- Citations:", *cited] if cited else ["- Citations: none"])]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _of(part: Share | None) -> str:
    return f"{part.part} of {part.whole}" if part else "not applicable"


def _seconds(value: float | None) -> str:
    return "not applicable" if value is None else f"{value:.2f} s"
