"""Which accounts speak of one action, and whether its editions agree."""

from dataclasses import replace

import pytest

from ingest.editions import action_id, gather, same_action
from ingest.library import assemble, read
from ingest.readers import plain
from ingest.sentences import sentences
from ingest.types import (
    LANGUAGES,
    Action,
    Country,
    Document,
    DocumentId,
    Duration,
    Edition,
    Language,
    Library,
    Paragraph,
    PartialDate,
    Section,
    Status,
)

TITLE = Paragraph(Section.TITLE, 0, 11, "Kenya: Data")
KENYA = Edition(
    document=DocumentId("a.txt"), language="en", title="Kenya: Data", topic="Data", places=(Country("KE"),), bodies=(), phase=None,
    themes=("data",), duration=Duration(PartialDate(2014, 5), PartialDate(2015, 7), False), experts=(), institutions=(), activities=(),
    outputs=(), paragraphs=(TITLE,))
ELSEWHERE = replace(KENYA, document=DocumentId("b.txt"))


def document(id: str, original: str | None = None) -> Document:
    return Document(DocumentId(id), "en", "", (), "0" * 64, DocumentId(original) if original else None)


# The project's own editions

def test_every_action_of_the_report_has_three_editions_with_the_original_first(library: Library) -> None:
    assert len(library.actions) == 12
    assert {a.id: tuple(e.language for e in a.editions) for a in library.actions} == {a.id: LANGUAGES for a in library.actions}
    assert all(library.document(a.original.document).original is None for a in library.actions)


def facts(edition: Edition) -> dict[str, object]:
    return {
        "places": edition.places, "bodies": edition.bodies, "phase": edition.phase, "duration": edition.duration,
        "experts": set(edition.experts), "activities": [(a.dates, a.status) for a in edition.activities],
    }


@pytest.mark.parametrize("field", ["places", "bodies", "phase", "duration", "experts", "activities"])
@pytest.mark.parametrize("language", ["es", "fr"])
def test_an_edition_agrees_with_the_original(library: Library, language: Language, field: str) -> None:
    differing = {a.id: (facts(a.original)[field], facts(a.edition(language))[field]) for a in library.actions
                 if facts(a.original)[field] != facts(a.edition(language))[field]}
    assert differing == {}


@pytest.mark.parametrize("language", ["es", "fr"])
def test_an_edition_has_the_paragraphs_and_sentences_of_the_original(library: Library, language: Language) -> None:
    def shape(edition: Edition) -> list[tuple[Section, int]]:
        return [(p.section, len(sentences(p.text))) for p in edition.paragraphs]

    assert {a.id: shape(a.edition(language)) for a in library.actions} == {a.id: shape(a.original) for a in library.actions}


def statuses_of_outputs(edition: Edition) -> dict[tuple[int, int], Status]:
    """Paragraph and sentence, counted in the edition -> what is said of the output there."""
    at = {s.start: (i, j) for i, p in enumerate(edition.paragraphs) for j, s in enumerate(sentences(p.text, p.start))}
    return {at[o.sentence.start]: o.status for o in edition.outputs}


@pytest.mark.parametrize("language", ["es", "fr"])
def test_an_output_still_planned_in_the_original_is_not_done_in_a_translation(library: Library, language: Language) -> None:
    differing = [(a.id, here, status, theirs[here]) for a in library.actions for theirs in [statuses_of_outputs(a.edition(language))]
                 for here, status in statuses_of_outputs(a.original).items() if theirs.get(here, status) != status]
    assert differing == []


REPORT = "Kenya: Data\n\nObjective: To count.\n\nSummary: MIEUX is drafting a manual.\n"
IN_SPANISH = "Original: a.txt\n\nKenia: datos\n\nObjetivo: Contar.\n\nResumen: {}\n"
IN_FRENCH = "Original : a.txt\n\nKenya : données\n\nObjectif : Compter.\n\nRésumé : {}\n"


@pytest.mark.parametrize(("text", "status"), [
    pytest.param(IN_SPANISH.format("MIEUX redacta un manual."), Status.PLANNED, id="es"),
    pytest.param(IN_FRENCH.format("MIEUX rédige un manuel."), Status.PLANNED, id="fr"),
    pytest.param(IN_SPANISH.format("Hubo un taller. MIEUX redacta un manual."), Status.DONE, id="a sentence more: nothing is aligned"),
    pytest.param(IN_SPANISH.format("MIEUX redacta un manual.").removeprefix("Original: a.txt\n\n"), Status.DONE, id="no translation"),
])
def test_a_translation_has_the_statuses_of_its_original(text: str, status: Status) -> None:
    texts = {"a.txt": REPORT, "b.txt": text}
    [action] = assemble([read(plain.read(DocumentId(id), text.encode(), "0" * 64)) for id, text in texts.items()]).actions
    assert [[o.status for o in e.outputs] for e in action.editions] == [[Status.PLANNED], [status]]


def test_an_edition_that_does_not_exist_gives_way_to_the_original() -> None:
    action = Action(action_id(KENYA), (KENYA, replace(ELSEWHERE, language="fr")))
    assert [action.edition(code).language for code in LANGUAGES] == ["en", "en", "fr"]


# Which accounts are one action

@pytest.mark.parametrize("other", [
    pytest.param(ELSEWHERE, id="the same"),
    pytest.param(replace(ELSEWHERE, language="fr", title="Kenya : données"), id="another language"),
    pytest.param(replace(ELSEWHERE, phase=1), id="a phase that only one states"),
    pytest.param(replace(ELSEWHERE, themes=()), id="no theme stated"),
    pytest.param(replace(ELSEWHERE, duration=Duration(None, None, True)), id="no date stated"),
    pytest.param(replace(ELSEWHERE, duration=Duration(PartialDate(2015), PartialDate(2016), False)), id="durations that meet"),
])
def test_accounts_that_do_not_contradict_each_other_are_one_action(other: Edition) -> None:
    assert same_action(KENYA, other)
    assert same_action(other, KENYA)


@pytest.mark.parametrize("other", [
    pytest.param(replace(ELSEWHERE, document=KENYA.document), id="one document twice"),
    pytest.param(replace(ELSEWHERE, places=(Country("GH"),)), id="another country"),
    pytest.param(replace(ELSEWHERE, places=(Country("KE"), Country("GH"))), id="one country more"),
    pytest.param(replace(ELSEWHERE, bodies=("sica",)), id="a body"),
    pytest.param(replace(ELSEWHERE, themes=("asylum",)), id="another theme"),
    pytest.param(replace(ELSEWHERE, duration=Duration(PartialDate(2015, 8), None, True)), id="the month after"),
])
def test_accounts_that_contradict_each_other_are_two_actions(other: Edition) -> None:
    assert not same_action(KENYA, other)
    assert not same_action(other, KENYA)


def test_two_phases_are_two_actions() -> None:
    assert not same_action(replace(KENYA, phase=1), replace(ELSEWHERE, phase=2))


def test_an_account_without_a_place_joins_no_other() -> None:
    assert not same_action(replace(KENYA, places=()), replace(ELSEWHERE, places=()))


def test_the_original_stands_before_its_translation_whatever_the_order() -> None:
    documents = [document("a.txt", original="b.txt"), document("b.txt")]
    [action] = gather([KENYA, ELSEWHERE], documents)
    assert [e.document for e in action.editions] == ["b.txt", "a.txt"]


def test_actions_that_would_share_an_id_are_numbered() -> None:
    later = replace(KENYA, themes=("asylum",))
    assert [a.id for a in gather([KENYA, later], [document("a.txt")])] == ["kenya-2014", "kenya-2014-2"]


@pytest.mark.parametrize(("edition", "id"), [
    pytest.param(KENYA, "kenya-2014", id="country and year"),
    pytest.param(replace(KENYA, places=(Country("TG"), Country("CI")), phase=2), "togo-cote-d-ivoire-ii-2014",
                 id="two countries and a phase"),
    pytest.param(replace(KENYA, places=(), bodies=("sica",)), "sica-2014", id="body"),
    pytest.param(replace(KENYA, language="es", title="Kenia: datos"), "kenya-2014", id="the same in another language"),
    pytest.param(replace(KENYA, duration=Duration(None, None, True)), "kenya", id="no date"),
    pytest.param(replace(KENYA, places=(), topic="Ayuda a niñas"), "ayuda-a-ninas-2014", id="no place"),
])
def test_an_action_is_named_by_its_places_phase_and_first_year(edition: Edition, id: str) -> None:
    assert action_id(edition) == id
