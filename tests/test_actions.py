"""Every field of every action: the report against a table made by reading it, its siblings, and the rules with other inputs.

Known and accepted differences between the sibling pages and expected.json stand in READ_ALSO and READ_NEVER.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from ingest.actions import read_actions, read_title, status_of
from ingest.catalog import as_dict
from ingest.readers import plain
from ingest.tables import DATA
from ingest.types import LANGUAGES, ActionId, DocumentId, Edition, Language, Library, Output, Section, Status
from ingest.words import squash

FIXTURES = Path(__file__).parent / "fixtures"
REPORT = DocumentId("reports/latin-america.en.txt")
SEED = "ca0da12c13076c8d9d13ca6564bfa77ad7ab0e00c853a03d696391888ce2af6c"  # SHA-256 of the report as the programme published it
GOLDEN = {entry["id"]: entry for entry in json.loads((FIXTURES / "golden" / "latin-america.json").read_text(encoding="utf-8"))}
FIELDS = ("title", "places", "bodies", "phase", "themes", "objective", "summary", "duration", "experts", "institutions", "activities",
          "outputs")
SIBLINGS: dict[str, list[dict[str, Any]]] = json.loads((FIXTURES / "library" / "expected.json").read_text(encoding="utf-8"))

# A state that lasts has a date too, and nothing in its words tells it from something that was done.
READ_ALSO = {"press.txt": ["Moldovans have been able to travel to most of the European Union without a visa since April 2014."]}
# `Next month` is no date, and only what is dated is an activity.
READ_NEVER = {"press.txt": ["A handbook for mayors on working with hometown associations is due to come out next month."]}


def folded(value: Any) -> Any:
    """No-break spaces and runs of spaces as one plain space; offsets, which the table does not give, left out."""
    if isinstance(value, str):
        return squash(value)
    if isinstance(value, list):
        return [folded(item) for item in value]
    if isinstance(value, dict):
        return {key: folded(item) for key, item in value.items() if not ("text" in value and key in {"start", "end"})}
    return value


# The report

def test_the_report_is_the_one_that_was_published() -> None:
    assert hashlib.sha256((DATA / REPORT).read_bytes()).hexdigest() == SEED


def test_the_report_has_exactly_the_actions_of_the_table(library: Library) -> None:
    assert [a.id for a in library.actions] == list(GOLDEN)
    assert all(a.original.document == REPORT for a in library.actions)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("action", GOLDEN)
def test_a_field_of_the_report_is_read_as_a_person_reads_it(library: Library, action: str, field: str) -> None:
    entry = next(a for a in as_dict(library)["actions"] if a["id"] == action)
    expected = [GOLDEN[action][field]] if field == "objective" else GOLDEN[action][field]
    assert folded(entry[field]) == folded(expected)


@pytest.mark.parametrize(("language", "funding"), [
    pytest.param("en", "This project is funded by the European Union", id="en"),
    pytest.param("es", "Este proyecto está financiado por la Unión Europea", id="es"),
    pytest.param("fr", "Ce projet est financé par l’Union européenne", id="fr"),
])
def test_every_edition_lists_the_eight_downloads_with_their_languages(library: Library, language: Language, funding: str) -> None:
    [document] = [d for d in library.documents if d.language == language]
    assert document.funding == funding
    assert [d.languages for d in document.downloads] == [
        ("en", "fr"), ("en", "fr"), ("en",), ("ar", "en", "es", "fr", "ru"), ("en", "es"), ("ar", "en", "fr"), ("en", "fr"), ("en", "ru")]


def test_the_downloads_keep_their_titles(library: Library) -> None:
    assert [d.title for d in library.document(REPORT).downloads] == [
        "Migration EU eXpertise 2009-2015", "MIEUX Publication 2009-11", "MIEUX Expert Note", "MIEUX Info Note",
        "MIEUX Newsletter Latin America and the Caribbean", "MIEUX Newsletter Middle East/North Africa",
        "MIEUX Newsletter Sub-Saharan Africa", "MIEUX Newsletter Asia/Eastern Europe"]


def test_the_downloads_and_the_funding_line_belong_to_no_action(library: Library) -> None:
    outside = {Section.DOWNLOADS, Section.FUNDING}
    assert [(a.id, p.section) for a, e in library.editions() for p in e.paragraphs if p.section in outside] == []
    assert {p.action for p in library.passages if p.section in outside} == {None}
    assert sum(p.section in outside for p in library.passages) == 2 * len(LANGUAGES)


# Other pages of the programme

def test_every_sibling_page_is_read_with_its_language_and_titles(siblings: Library) -> None:
    read = {d.id: [e.title for _, e in siblings.editions() if e.document == d.id] for d in siblings.documents}
    assert read == {file: [entry["title"] for entry in entries] for file, entries in SIBLINGS.items()}


CASES = [pytest.param(file, entry, id=f"{file}: {entry['title'][:40]}") for file, entries in SIBLINGS.items() for entry in entries]


@pytest.mark.parametrize(("file", "expected"), CASES)
def test_a_sibling_page_has_the_fields_that_a_person_reads(siblings: Library, file: str, expected: dict[str, Any]) -> None:
    [edition] = [e for _, e in siblings.editions() if e.document == file and e.title == expected["title"]]
    duration = edition.duration
    assert {
        "language": edition.language, "places": list(edition.places), "phase": edition.phase,
        "bodies": [body.casefold() for body in edition.bodies],
        "duration": {"start": duration.start.iso if duration.start else None, "end": duration.end.iso if duration.end else None,
                     "ongoing": duration.ongoing},
        "experts": [{"country": e.country, "kind": str(e.kind)} for e in edition.experts],
    } == {
        **{key: expected[key] for key in ("language", "places", "phase", "duration", "experts")},
        "bodies": [body.casefold() for body in expected["bodies"]],
    }


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("file", "expected"), CASES)
def test_a_sibling_page_has_the_dated_activities_that_a_person_reads(
        siblings: Library, file: str, expected: dict[str, Any], status: Status) -> None:
    [edition] = [e for _, e in siblings.editions() if e.document == file and e.title == expected["title"]]
    also = READ_ALSO.get(file, []) if status is Status.DONE else []
    wanted = [squash(text) for text in [*also, *expected[status]] if text not in READ_NEVER.get(file, [])]
    assert [squash(a.sentence.text) for a in edition.activities if a.status is status] == wanted


# The rules, with other inputs

@pytest.mark.parametrize(("title", "head", "topic", "phase"), [
    pytest.param("Kenya: Labour Migration", "Kenya", "Labour Migration", None, id="en"),
    pytest.param("Kenia: migración laboral", "Kenia", "migración laboral", None, id="es"),
    pytest.param("Kenya\u00a0: migration de main-d’œuvre", "Kenya", "migration de main-d’œuvre", None, id="fr space before the colon"),
    pytest.param("Ghana III: Data: a Survey", "Ghana III", "Data: a Survey", 3, id="phase, and a second colon"),
    pytest.param("Timor-Leste 2: Asylum", "Timor-Leste 2", "Asylum", 2, id="phase in figures"),
    pytest.param("Senegal, fase II: asilo", "Senegal, fase II", "asilo", 2, id="es phase in words"),
    pytest.param("Sénégal (phase II) : asile", "Sénégal (phase II)", "asile", 2, id="fr phase in brackets"),
    pytest.param("Côte d’Ivoire: Children", "Côte d’Ivoire", "Children", None, id="a name that ends in no phase"),
    pytest.param("Training in Kenya", "Training in Kenya", "Training in Kenya", None, id="no colon"),
    pytest.param("Asylum: the case of Kenya", "Asylum: the case of Kenya", "Asylum: the case of Kenya", None,
                 id="no place before the colon"),
])
def test_a_title_is_places_phase_and_topic(title: str, head: str, topic: str, phase: int | None) -> None:
    assert read_title(squash(title)) == (head, topic, phase)


def edition(text: str) -> Edition:
    [found] = read_actions(plain.read(DocumentId("sample.txt"), text.encode(), "0" * 64))[1]
    return found


@pytest.mark.parametrize(("title", "places", "bodies", "phase"), [
    pytest.param("Togo/Benin: Data", ["TG", "BJ"], [], None, id="two countries"),
    pytest.param("Togo and Benin II: Data", ["TG", "BJ"], [], 2, id="two countries and a phase"),
    pytest.param("Caribbean Community (CARICOM): Data", [], ["caricom"], None, id="a body named twice"),
    pytest.param("Andean Community II: Data", [], ["can"], 2, id="a body and a phase"),
    pytest.param("European Union/Cabo Verde: Data", ["CV"], [], None, id="who sends the experts is no partner"),
])
def test_a_title_names_countries_bodies_and_a_phase(title: str, places: list[str], bodies: list[str], phase: int | None) -> None:
    read = edition(f"{title}\n\nObjective: To count.\n\nDuration: May 2014\n")
    assert (list(read.places), list(read.bodies), read.phase) == (places, bodies, phase)


@pytest.mark.parametrize(("sentence", "language"), [
    pytest.param("A seminar will be held in May 2019.", "en", id="en will"),
    pytest.param("A visit is planned for May 2019.", "en", id="en planned"),
    pytest.param("Two courses are scheduled for May 2019.", "en", id="en scheduled"),
    pytest.param("A manual is due to appear in May 2019.", "en", id="en due"),
    pytest.param("A conference is to be held in May 2019.", "en", id="en is to be"),
    pytest.param("En mayo de 2019 se celebrará un seminario.", "es", id="es future"),
    pytest.param("Los cursos tendrán lugar en mayo de 2019.", "es", id="es irregular future"),
    pytest.param("Está prevista una visita para mayo de 2019.", "es", id="es prevista"),
    pytest.param("La conferencia va a celebrarse en mayo de 2019.", "es", id="es va a"),
    pytest.param("Se prevé un curso en mayo de 2019.", "es", id="es se prevé"),
    pytest.param("Un séminaire se tiendra en mai 2019.", "fr", id="fr future"),
    pytest.param("Des cours auront lieu en mai 2019.", "fr", id="fr irregular future"),
    pytest.param("Une visite est prévue en mai 2019.", "fr", id="fr prévue"),
    pytest.param("Deux ateliers sont programmés pour mai 2019.", "fr", id="fr programmés"),
    pytest.param("La conférence doit avoir lieu en mai 2019.", "fr", id="fr doit"),
    pytest.param("Les formations seront données en mai 2019.", "fr", id="fr seront"),
    pytest.param("L’équipe va organiser un atelier en mai 2019.", "fr", id="fr va"),
    pytest.param("La formation va être donnée en mai 2019.", "fr", id="fr va être"),
    pytest.param("The team is going to hold a workshop in May 2019.", "en", id="en going to"),
])
def test_what_is_still_to_come_is_planned(sentence: str, language: Language) -> None:
    assert status_of(sentence, language) is Status.PLANNED


@pytest.mark.parametrize(("sentence", "language"), [
    pytest.param("A seminar was held in May 2012.", "en", id="en"),
    pytest.param("The William Office took part in May 2012.", "en", id="en will in a name"),
    pytest.param("En mayo de 2012 se celebró un seminario.", "es", id="es preterite"),
    pytest.param("El taller tuvo lugar en mayo de 2012 en Bogotá.", "es", id="es name with an accent"),
    pytest.param("La visita a Panamá y Canadá tuvo lugar en mayo de 2012.", "es", id="es names that end like a future"),
    pytest.param("En mayo de 2012 el director viajó además a Ankara.", "es", id="es adverb"),
    pytest.param("Un séminaire s’est tenu en mai 2012.", "fr", id="fr perfect"),
    pytest.param("L’opéra de Tunis a accueilli la caméra en mai 2012.", "fr", id="fr nouns that end like a future"),
    pytest.param("L’action a permis de rendre un avis en mai 2012.", "fr", id="fr infinitive"),
    pytest.param("Le projet a été présenté en mai 2012 à Alexandra et à Sandra.", "fr", id="fr names"),
    pytest.param("Sandra a présenté le projet en mai 2012.", "fr", id="fr a name that begins the sentence"),
    pytest.param("La visita a Ceará tuvo lugar en mayo de 2012.", "es", id="es a name that ends like a future"),
    pytest.param("El equipo va a Ecuador cada mayo, como en 2012.", "es", id="es va a and a place"),
])
def test_what_took_place_is_done(sentence: str, language: Language) -> None:
    assert status_of(sentence, language) is Status.DONE


@pytest.mark.parametrize(("text", "statuses"), [
    pytest.param("Kenya: Data\n\nObjective: To count.\n\nSummary: A handbook was handed over. A manual will be printed. An atlas exists. "
                 "The experts spoke of developing a strategy.\n", [Status.DONE, Status.PLANNED], id="en"),
    pytest.param("Kenia: datos\n\nObjetivo: Contar.\n\nResumen: Se entregó un manual. Se imprimirá una guía práctica. "
                 "Los expertos hablaron.\n", [Status.DONE, Status.PLANNED], id="es"),
    pytest.param("Kenya : données\n\nObjectif : Compter.\n\nRésumé : Un manuel a été remis. Un guide pratique sera imprimé. "
                 "Les experts ont parlé.\n", [Status.DONE, Status.PLANNED], id="fr"),
    pytest.param("Kenya: Data\n\nObjective: A manual is produced.\n\nSummary: MIEUX is developing a manual.\n", [Status.PLANNED],
                 id="still under way"),
])
def test_an_output_is_a_product_that_is_made_or_will_be(text: str, statuses: list[Status]) -> None:
    outputs: tuple[Output, ...] = edition(text).outputs
    assert [o.status for o in outputs] == statuses


def test_an_action_without_a_stated_duration_is_open_where_the_text_says_so() -> None:
    text = "Officers trained in Malawi\n\nMIEUX trained officers in May 2014. The action is still under way.\n"
    assert edition(text).duration.ongoing
    assert not edition(text.replace("still under way", "over")).duration.ongoing


def test_an_action_is_found_by_its_id(library: Library) -> None:
    assert library.action(ActionId("peru-2013")).original.places == ("PE",)
