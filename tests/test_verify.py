"""What an answer says is held against what it cites."""

from dataclasses import replace

import pytest

from assistant.cite import paragraph_source
from assistant.types import MARKS, Claim, Draft, Source
from assistant.verify import supported, verbatim, verify
from ingest.types import LANGUAGES, ActionId, DocumentId, Language, Library, Section

EACH = [pytest.param(code, id=code) for code in LANGUAGES]


def cited(library: Library, action: str, section: Section, reader: Language = "en") -> Source:
    found = paragraph_source(library.action(ActionId(action)), section, reader)
    assert found is not None
    return found


def kept(library: Library, *claims: Claim) -> tuple[str, ...]:
    return tuple(c.text for c in verify(Draft(claims, True), library))


@pytest.mark.parametrize(("reader", "text"), [
    pytest.param("en", "The action in Bolivia ran from May 2010 to December 2010.", id="en"),
    pytest.param("es", "La acción de Bolivia se desarrolló de mayo a diciembre de 2010.", id="es"),
    pytest.param("fr", "L’action en Bolivie s’est déroulée de mai à décembre 2010.", id="fr"),
])
def test_a_translated_date_and_country_is_kept(library: Library, reader: Language, text: str) -> None:
    claim = Claim(text, (cited(library, "bolivia-2010", Section.DURATION, reader),))
    assert kept(library, claim) == (text,)


@pytest.mark.parametrize("reader", EACH)
def test_a_translation_is_held_against_the_original_alone_as_well(library: Library, reader: Language) -> None:
    text = {"en": "It ended in December 2010.", "es": "Terminó en diciembre de 2010.", "fr": "Elle a pris fin en décembre 2010."}[reader]
    source = replace(cited(library, "bolivia-2010", Section.DURATION), edition=None)
    assert kept(library, Claim(text, (source,))) == (text,)


@pytest.mark.parametrize(("reader", "text"), [
    pytest.param("en", "The action ran from May 2010 to December 2011.", id="en wrong year"),
    pytest.param("en", "The action ran from June 2010 to December 2010.", id="en wrong month"),
    pytest.param("en", "The action began on 3 May 2010.", id="en a day that nobody wrote"),
    pytest.param("es", "La acción terminó en noviembre de 2010.", id="es wrong month"),
    pytest.param("fr", "L’action s’est terminée en décembre 2012.", id="fr wrong year"),
])
def test_a_wrong_date_is_dropped(library: Library, reader: Language, text: str) -> None:
    assert kept(library, Claim(text, (cited(library, "bolivia-2010", Section.DURATION, reader),))) == ()


@pytest.mark.parametrize(("reader", "text"), [
    pytest.param("en", "The experts of the action in Peru came from Bolivia.", id="en"),
    pytest.param("en", "French experts came to Bolivia.", id="en nationality"),
    pytest.param("es", "En Bolivia participaron expertos de Francia.", id="es"),
    pytest.param("fr", "Des experts allemands sont venus en Bolivie.", id="fr nationality"),
])
def test_a_country_that_the_source_does_not_name_is_dropped(library: Library, reader: Language, text: str) -> None:
    assert kept(library, Claim(text, (cited(library, "bolivia-2010", Section.OBJECTIVE, reader),))) == ()


@pytest.mark.parametrize(("reader", "text"), [
    pytest.param("en", "Experts from Spain came to Bolivia.", id="en noun for an adjective"),
    pytest.param("es", "Participaron expertos de España en Bolivia.", id="es"),
    pytest.param("fr", "Des experts espagnols sont venus en Bolivie.", id="fr"),
])
def test_a_nationality_supports_its_country_and_the_reverse(library: Library, reader: Language, text: str) -> None:
    assert kept(library, Claim(text, (cited(library, "bolivia-2010", Section.OBJECTIVE, reader),))) == (text,)


@pytest.mark.parametrize(("text", "holds"), [
    pytest.param("Over 30 officials were brought together.", True, id="en"),
    pytest.param("Se reunió a más de 30 funcionarios.", True, id="es"),
    pytest.param("Plus de 30 fonctionnaires ont été réunis.", True, id="fr"),
    pytest.param("Over 300 officials were brought together.", False, id="en wrong"),
    pytest.param("Se reunió a más de 31 funcionarios.", False, id="es wrong"),
    pytest.param("Plus de 3 fonctionnaires ont été réunis.", False, id="fr part of a number"),
])
def test_a_number_must_stand_in_the_source(library: Library, text: str, holds: bool) -> None:
    assert bool(kept(library, Claim(text, (cited(library, "colombia-2010", Section.SUMMARY),)))) is holds


def test_a_number_that_we_counted_needs_no_source(library: Library) -> None:
    assert kept(library, Claim("7 of 12 actions", (), frozenset({"7", "12"}))) == ("7 of 12 actions",)
    assert kept(library, Claim("8 of 12 actions", (), frozenset({"7", "12"}))) == ()


def test_a_claim_without_sources_may_state_no_number(library: Library) -> None:
    assert kept(library, Claim("The reports do not say."), Claim("It cost 3 million.")) == ("The reports do not say.",)


@pytest.mark.parametrize("change", [
    pytest.param(lambda s: replace(s, quote=s.quote.replace("Spanish", "Swedish")), id="another word"),
    pytest.param(lambda s: replace(s, quote=s.quote[:-10]), id="cut short"),
    pytest.param(lambda s: replace(s, start=s.start + 1), id="shifted start"),
    pytest.param(lambda s: replace(s, end=s.end - 2), id="shifted end"),
    pytest.param(lambda s: replace(s, document=DocumentId("reports/none.txt")), id="no such document"),
    pytest.param(lambda s: replace(s, edition=replace(s.edition, quote=s.edition.quote + " más")), id="reader's edition altered"),
    pytest.param(lambda s: replace(s, edition=replace(s.edition, document=DocumentId("none.txt"))), id="no such edition"),
])
def test_a_quote_that_is_not_verbatim_drops_its_claim(library: Library, change) -> None:  # type: ignore[no-untyped-def]
    true = cited(library, "bolivia-2010", Section.OBJECTIVE, "es")
    text = "MIEUX contó con expertos."
    assert kept(library, Claim(text, (true,))) == (text,)
    assert kept(library, Claim(text, (change(true),))) == ()


@pytest.mark.parametrize("written", [
    pytest.param(lambda q: q.replace(" ", "\u00a0"), id="no-break spaces"),
    pytest.param(lambda q: q.replace(" ", "\n  "), id="line ends"),
])
def test_white_space_in_a_quote_may_differ(library: Library, written) -> None:  # type: ignore[no-untyped-def]
    source = cited(library, "bolivia-2010", Section.OBJECTIVE)
    texts = {d.id: d.text for d in library.documents}
    assert verbatim(replace(source, quote=written(source.quote)), texts)


def test_one_false_source_among_true_ones_drops_the_claim(library: Library) -> None:
    true, other = cited(library, "bolivia-2010", Section.OBJECTIVE), cited(library, "peru-2013", Section.OBJECTIVE)
    assert kept(library, Claim("Text.", (true, replace(other, quote="else")))) == ()


def test_claims_keep_their_order_and_the_false_ones_go(library: Library) -> None:
    source = cited(library, "bolivia-2010", Section.DURATION)
    claims = [Claim(text, (source,)) for text in ("May 2010", "June 2010", "December 2010")]
    assert kept(library, *claims) == ("May 2010", "December 2010")


def test_markers_are_no_numbers_of_the_claim(library: Library) -> None:
    assert supported(Claim(f"It began in May 2010 {MARKS}.", (cited(library, "bolivia-2010", Section.DURATION),)))


@pytest.mark.parametrize(("reader", "text", "language"), [
    pytest.param("en", "The report says, in Spanish: “mayo de 2010”", "Spanish", id="en"),
    pytest.param("es", "El informe dice, en francés: «mai 2010»", "francés", id="es"),
    pytest.param("fr", "Le rapport indique, en espagnol : « mayo de 2010 »", "espagnol", id="fr"),
])
def test_the_name_of_a_language_is_no_country(library: Library, reader: Language, text: str, language: str) -> None:
    sources = (cited(library, "panama-2010", Section.DURATION, reader), cited(library, "bolivia-2010", Section.DURATION))
    assert supported(Claim(text, sources, frozenset({language})))
