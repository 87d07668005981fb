"""A question is read for its language, what it asks, what it constrains; what is no question is turned away."""

import pytest

from assistant.phrases import phrasebook
from assistant.spelling import Spelling, vocabulary
from assistant.types import Asked, Turn
from assistant.understand import LONGEST, Understanding, check, language_of, points_back
from ingest.embed import load_words
from ingest.errors import BadInput
from ingest.places import country_names
from ingest.types import LANGUAGES, ExpertKind, Language, Library

EACH = [pytest.param(code, id=code) for code in LANGUAGES]
THREE = {"en": ("English", "Spanish", "French"), "es": ("español", "francés", "inglés"), "fr": ("français", "anglais", "espagnol")}


@pytest.fixture(scope="module")
def understanding(library: Library) -> Understanding:
    names = [name for n in country_names().values() for name in n.name.values()]
    return Understanding(Spelling(load_words().known, {
        code: vocabulary([*(p.text for p in library.passages if p.language == code), *names]) | phrasebook(code).spelled
        for code in LANGUAGES}))


# What is no question

NO_QUESTION = [
    pytest.param("", id="empty"), pytest.param(" \t\n\u00a0", id="spaces only"), pytest.param("a" * 50_000, id="50,000 characters"),
    pytest.param("¿Cuándo? " * 300, id="many words"), pytest.param("When\x00 did it end?", id="null byte"),
    pytest.param("\x89PNG\x1a\x01\x02", id="binary"), pytest.param("\ufffe When?", id="no character"), pytest.param("?!…", id="no words"),
]
FOREIGN = [
    pytest.param("Wann endete die Maßnahme in Bolivien?", id="German"),
    pytest.param("Wer hat die Experten nach Peru geschickt und warum?", id="German, two clauses"),
    pytest.param("Quando è finita l’azione in Bolivia?", id="Italian"),
    pytest.param("Da dove venivano gli esperti del progetto in Messico?", id="Italian, experts"),
    pytest.param("Когда закончилась акция в Боливии?", id="Russian"),
    pytest.param("Quando terminou a ação na Bolívia?", id="Portuguese"),
    pytest.param("De onde vieram os peritos que trabalharam no México?", id="Portuguese, experts"),
]


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("question", NO_QUESTION)
def test_what_is_no_question_is_turned_away_in_the_readers_language(question: str, language: Language) -> None:
    with pytest.raises(BadInput) as caught:
        check(question, language)
    book = phrasebook(language)
    said = [book.templates["empty"], book.templates["binary"], book.say("too_long", length=len(question), limit=LONGEST)]
    assert str(caught.value) in said


def test_each_fault_has_its_own_message() -> None:
    messages = []
    for question in ("", "a" * 50_000, "\x00 one"):
        with pytest.raises(BadInput) as caught:
            check(question, "en")
        messages.append(str(caught.value))
    assert len(set(messages)) == 3
    assert "50000" in messages[1] and str(LONGEST) in messages[1]


@pytest.mark.parametrize(("question", "language"), [
    pytest.param("When did it end? " * 200, "en", id="en"),
    pytest.param("¿Cuándo terminó la acción? " * 200, "es", id="es"),
    pytest.param("Quand s’est-elle terminée ? " * 200, "fr", id="fr"),
])
def test_a_message_is_in_the_language_of_the_question_where_the_reader_chose_none(question: str, language: Language) -> None:
    with pytest.raises(BadInput) as caught:
        check(question, None)
    assert str(caught.value) == phrasebook(language).say("too_long", length=len(question), limit=LONGEST)


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("question", FOREIGN)
def test_a_question_in_another_language_is_told_which_are_spoken(understanding: Understanding, question: str, language: Language) -> None:
    with pytest.raises(BadInput) as caught:
        understanding.understand(question, (), language)
    assert all(name in str(caught.value) for name in THREE[language])


@pytest.mark.parametrize("question", FOREIGN)
def test_a_question_in_another_language_is_foreign_within_a_conversation_too(understanding: Understanding, question: str) -> None:
    with pytest.raises(BadInput):
        understanding.understand(question, (Turn("¿Cuándo terminó?", "es"),))


@pytest.mark.parametrize("question", [
    pytest.param("When did it end?\nAnd why?\r\n", id="en line ends"), pytest.param("¿Cuándo\tterminó la acción?", id="es tab"),
    pytest.param("Quand s’est-elle terminée\u00a0?", id="fr no-break space"), pytest.param("x" * LONGEST, id="as long as may be"),
    pytest.param("When did it end? 🙂", id="a symbol"),
])
def test_ordinary_white_space_and_symbols_are_no_fault(question: str) -> None:
    check(question, "en")


# Language

@pytest.mark.parametrize(("question", "language"), [
    pytest.param("When did the action in Bolivia end?", "en", id="en"),
    pytest.param("¿Cuándo terminó la acción de Bolivia?", "es", id="es"),
    pytest.param("Quand l’action en Bolivie s’est-elle terminée ?", "fr", id="fr"),
    pytest.param("cuando termino la accion de bolivia", "es", id="es dropped accents"),
    pytest.param("quand s'est terminee l'action en bolivie", "fr", id="fr dropped accents"),
    pytest.param("QUAND S'EST TERMINEE L'ACTION", "fr", id="fr capitals"),
    pytest.param("Bolivia end date", "en", id="en keywords"),
    pytest.param("Bolivia fecha fin", "es", id="es keywords"),
    pytest.param("date de fin Bolivie", "fr", id="fr keywords"),
    pytest.param("experts Mexico nationality", "en", id="en keywords, experts"),
    pytest.param("expertos México nacionalidad", "es", id="es keywords, experts"),
    pytest.param("experts Mexique nationalité", "fr", id="fr keywords, experts"),
    pytest.param("whn did teh action in Boliva end", "en", id="en typos"),
    pytest.param("cuadno termnió la accion de Bolvia", "es", id="es typos"),
    pytest.param("qund l'action en Bolvie s'est termniée", "fr", id="fr typos"),
    pytest.param("¿Qué hizo MIEUX en Panamá?", "es", id="es with the French word mieux"),
    pytest.param("What is the ‘Dirección General de Migración’ in Costa Rica?", "en", id="en with a Spanish name"),
])
def test_the_language_of_a_question_is_told(question: str, language: Language) -> None:
    assert language_of(question, (), None) == language


@pytest.mark.parametrize("language", EACH)
def test_a_question_in_doubt_is_in_the_language_of_the_conversation_before_that_of_the_reader(language: Language) -> None:
    other: Language = "fr" if language != "fr" else "en"
    assert language_of("MERCOSUR", (), language) == language
    assert language_of("MERCOSUR", (Turn("…", language),), other) == language
    assert language_of("MERCOSUR", (Turn("…", other), Turn("…", language), Turn("…")), None) == language


@pytest.mark.parametrize(("question", "language"), [
    pytest.param("When did the action in Peru start?", "en", id="en"),
    pytest.param("¿Cuándo empezó la acción de Perú?", "es", id="es"),
    pytest.param("Quand l’action au Pérou a-t-elle commencé ?", "fr", id="fr"),
])
def test_a_clear_question_changes_the_language_of_the_conversation(question: str, language: Language) -> None:
    for other in LANGUAGES:
        assert language_of(question, (Turn("…", other),), other) == language


# What is asked

@pytest.mark.parametrize(("question", "asked"), [
    pytest.param("When did the action in Bolivia start?", Asked.START, id="en start"),
    pytest.param("¿Cuándo empezó la acción de Bolivia?", Asked.START, id="es start"),
    pytest.param("Quand l’action en Bolivie a-t-elle commencé ?", Asked.START, id="fr start"),
    pytest.param("When did the action in Bolivia end?", Asked.END, id="en end"),
    pytest.param("¿Cuándo terminó la acción de Bolivia?", Asked.END, id="es end"),
    pytest.param("Quand l’action en Bolivie s’est-elle terminée ?", Asked.END, id="fr end"),
    pytest.param("Where did the experts in Mexico come from?", Asked.EXPERTS, id="en experts"),
    pytest.param("¿De dónde eran los expertos en México?", Asked.EXPERTS, id="es experts"),
    pytest.param("D’où venaient les experts au Mexique ?", Asked.EXPERTS, id="fr experts"),
    pytest.param("What was the objective of the action in Mexico?", Asked.OBJECTIVE, id="en objective"),
    pytest.param("¿Cuál era el objetivo de la acción de México?", Asked.OBJECTIVE, id="es objective"),
    pytest.param("Quel était l’objectif de l’action au Mexique ?", Asked.OBJECTIVE, id="fr objective"),
    pytest.param("Is the action in Peru still under way?", Asked.STATUS, id="en status"),
    pytest.param("¿Sigue en curso la acción de Perú?", Asked.STATUS, id="es status"),
    pytest.param("L’action au Pérou est-elle toujours en cours ?", Asked.STATUS, id="fr status"),
    pytest.param("Which actions had experts from Spain?", Asked.LIST, id="en list"),
    pytest.param("¿En qué acciones participaron expertos de España?", Asked.LIST, id="es list"),
    pytest.param("Quelles actions ont fait appel à des experts espagnols ?", Asked.LIST, id="fr list"),
    pytest.param("How many actions had experts from Spain?", Asked.COUNT, id="en count"),
    pytest.param("¿Cuántas acciones contaron con expertos españoles?", Asked.COUNT, id="es count"),
    pytest.param("Combien d’actions ont fait appel à des experts espagnols ?", Asked.COUNT, id="fr count"),
])
def test_what_a_question_asks_is_told(understanding: Understanding, question: str, asked: Asked) -> None:
    assert understanding.understand(question).asked is asked


# What it constrains

@pytest.mark.parametrize(("question", "phase"), [
    pytest.param("When did phase II of the Paraguay action start?", 2, id="en phase, Roman"),
    pytest.param("When did the Paraguay I action start?", 1, id="en Roman after a place"),
    pytest.param("the second action with Paraguay", 2, id="en ordinal"),
    pytest.param("¿Cuándo empezó la fase 2 de Paraguay?", 2, id="es phase, digit"),
    pytest.param("la primera fase en Paraguay", 1, id="es ordinal"),
    pytest.param("Quand la phase II au Paraguay a-t-elle commencé ?", 2, id="fr phase, Roman"),
    pytest.param("la deuxième action au Paraguay", 2, id="fr ordinal"),
    pytest.param("Should I write to Paraguay?", None, id="en the pronoun I"),
    pytest.param("¿Qué se hizo en Paraguay?", None, id="es none"),
    pytest.param("Qu’a fait MIEUX au Paraguay ?", None, id="fr none"),
])
def test_a_phase_is_read(understanding: Understanding, question: str, phase: int | None) -> None:
    assert understanding.understand(question).constraints.phase == phase


@pytest.mark.parametrize(("question", "field", "iso"), [
    pytest.param("Which actions began in 2011?", "started", "2011", id="en start"),
    pytest.param("¿Qué acciones comenzaron en mayo de 2010?", "started", "2010-05", id="es start"),
    pytest.param("Quelles actions ont commencé en octobre 2010 ?", "started", "2010-10", id="fr start"),
    pytest.param("Which actions ended in March 2013?", "ended", "2013-03", id="en end"),
    pytest.param("¿Qué acciones terminaron en 2011?", "ended", "2011", id="es end"),
    pytest.param("Quelles actions se sont terminées en 2011 ?", "ended", "2011", id="fr end"),
    pytest.param("What happened in Peru in July 2015?", "within", "2015-07", id="en within"),
    pytest.param("¿Qué pasó en Perú en julio de 2015?", "within", "2015-07", id="es within"),
    pytest.param("Que s’est-il passé au Pérou en juillet 2015 ?", "within", "2015-07", id="fr within"),
    pytest.param("Which actions began between May 2010 and March 2011?", "started", "2010-05/2011-03", id="en range"),
    pytest.param("¿Qué acciones comenzaron entre mayo de 2010 y marzo de 2011?", "started", "2010-05/2011-03", id="es range"),
    pytest.param("Quelles actions ont commencé entre mai 2010 et mars 2011 ?", "started", "2010-05/2011-03", id="fr range"),
])
def test_a_date_limits_the_start_the_end_or_what_lies_between(understanding: Understanding, question: str, field: str, iso: str) -> None:
    constraints = understanding.understand(question).constraints
    found = {name: getattr(constraints, name) for name in ("started", "ended", "within")}
    assert {name: period.iso for name, period in found.items() if period} == {field: iso}


@pytest.mark.parametrize("question", [
    pytest.param("Which actions began between May 2010 and March 2011?", id="en"),
    pytest.param("¿Qué acciones comenzaron entre mayo de 2010 y marzo de 2011?", id="es"),
    pytest.param("Quelles actions ont commencé entre mai 2010 et mars 2011 ?", id="fr"),
])
def test_the_words_of_a_range_are_no_topic(understanding: Understanding, question: str) -> None:
    assert [t.text for t in understanding.understand(question).terms] == []


@pytest.mark.parametrize(("question", "countries"), [
    pytest.param("Which actions had experts from Portugal and Spain?", {"PT", "ES"}, id="en nouns"),
    pytest.param("Which actions had Dutch experts?", {"NL"}, id="en adjective"),
    pytest.param("¿En qué acciones participaron expertos portugueses y españoles?", {"PT", "ES"}, id="es adjectives"),
    pytest.param("¿En qué acciones participaron expertos de los Países Bajos?", {"NL"}, id="es noun"),
    pytest.param("Quelles actions ont fait appel à des experts des Pays-Bas ?", {"NL"}, id="fr noun"),
    pytest.param("Quelles actions ont fait appel à des experts portugais et espagnols ?", {"PT", "ES"}, id="fr adjectives"),
])
def test_the_countries_of_experts_are_no_places_of_actions(understanding: Understanding, question: str, countries: set[str]) -> None:
    constraints = understanding.understand(question).constraints
    assert (set(constraints.experts), constraints.places) == (countries, ())


@pytest.mark.parametrize(("question", "kind"), [
    pytest.param("Which actions involved an NGO?", ExpertKind.NGO, id="en NGO"),
    pytest.param("¿En qué acción participó una ONG?", ExpertKind.NGO, id="es NGO"),
    pytest.param("Quelle action a fait appel à une ONG ?", ExpertKind.NGO, id="fr NGO"),
    pytest.param("Which action involved an academic?", ExpertKind.ACADEMIC, id="en academic"),
    pytest.param("¿En qué acción participó un académico?", ExpertKind.ACADEMIC, id="es academic"),
    pytest.param("Quelle action a fait appel à un universitaire ?", ExpertKind.ACADEMIC, id="fr academic"),
])
def test_a_kind_of_expert_is_read(understanding: Understanding, question: str, kind: ExpertKind) -> None:
    assert understanding.understand(question).constraints.expert_kinds == (kind,)


@pytest.mark.parametrize(("question", "only"), [
    pytest.param("Which actions had experts from Spain only?", True, id="en"),
    pytest.param("¿Qué acciones contaron solo con expertos españoles?", True, id="es"),
    pytest.param("Quelles actions ont fait appel uniquement à des experts espagnols ?", True, id="fr"),
    pytest.param("Which actions had experts from Spain?", False, id="en not said"),
])
def test_only_is_read(understanding: Understanding, question: str, only: bool) -> None:
    assert understanding.understand(question).constraints.only_experts is only


@pytest.mark.parametrize(("question", "ongoing"), [
    pytest.param("Which actions are still ongoing?", True, id="en"),
    pytest.param("¿Qué acciones siguen en curso?", True, id="es"),
    pytest.param("Quelles actions sont encore en cours ?", True, id="fr"),
    pytest.param("Which actions are already finished?", False, id="en finished"),
    pytest.param("¿Qué acciones ya han terminado?", False, id="es finished"),
    pytest.param("Quelles actions sont déjà terminées ?", False, id="fr finished"),
    pytest.param("Which actions are there?", None, id="en not said"),
])
def test_whether_actions_still_run_is_read(understanding: Understanding, question: str, ongoing: bool | None) -> None:
    assert understanding.understand(question).constraints.ongoing is ongoing


@pytest.mark.parametrize(("question", "ids"), [
    pytest.param("What did MIEUX do in peru?", ["PE"], id="en small letter"),
    pytest.param("¿Qué se hizo en Mexico y en Panama?", ["MX", "PA"], id="es dropped accents"),
    pytest.param("Qu’a fait MIEUX au Bresil ?", ["BR"], id="fr dropped accent"),
    pytest.param("What did the EU do with SICA?", ["sica"], id="en body, not the provider"),
])
def test_places_are_read(understanding: Understanding, question: str, ids: list[str]) -> None:
    assert [p.id for p in understanding.understand(question).constraints.places] == ids


# Spelling

@pytest.mark.parametrize(("question", "place"), [
    pytest.param("When did the action in Bolvia end?", "BO", id="en"),
    pytest.param("¿Cuándo terminó la acción de Paragauy?", "PY", id="es"),
    pytest.param("Quand l’action au Mexqiue s’est-elle terminée ?", "MX", id="fr"),
])
def test_a_slip_in_a_name_is_put_right(understanding: Understanding, question: str, place: str) -> None:
    assert [p.id for p in understanding.understand(question).constraints.places] == [place]


@pytest.mark.parametrize(("question", "asked"), [
    pytest.param("When did the action in Bolivia finsih?", Asked.END, id="en"),
    pytest.param("¿Cuándo comnezó la acción de Bolivia?", Asked.START, id="es"),
    pytest.param("Quand l’action en Bolivie s’est-elle termniée ?", Asked.END, id="fr"),
    pytest.param("Quand l’action en Bolivie a-t-elle comencé ?", Asked.START, id="fr a word of Spanish"),
])
def test_a_slip_in_the_word_that_asks_is_put_right(understanding: Understanding, question: str, asked: Asked) -> None:
    query = understanding.understand(question)
    assert (query.asked, query.terms) == (asked, ())


@pytest.mark.parametrize("question", [
    pytest.param("Was Kubernetes used to train the officials?", id="en"),
    pytest.param("¿Se utilizó una herramienta de Kubernetes?", id="es"),
    pytest.param("A-t-on utilisé un outil tel que Kubernetes ?", id="fr"),
])
def test_known_words_and_unknown_names_are_left_alone(understanding: Understanding, question: str) -> None:
    query = understanding.understand(question)
    assert (query.question, query.text) == (question, question)
    assert "kubernetes" in {t.folded for t in query.terms if t.name}


# Leaning on what was said before

@pytest.mark.parametrize(("question", "back"), [
    pytest.param("And when did it start?", True, id="en"), pytest.param("¿Y de dónde eran los expertos?", True, id="es"),
    pytest.param("Et d’où venaient les experts ?", True, id="fr"), pytest.param("And in Peru?", False, id="en names a place"),
    pytest.param("¿Y cuándo empezó en Perú?", False, id="es names a place"),
    pytest.param("Et quand a-t-elle commencé au Pérou ?", False, id="fr names a place"),
    pytest.param("Which actions had experts from Spain?", False, id="en names experts"),
])
def test_a_follow_up_leans_back_unless_it_names_its_own_place(understanding: Understanding, question: str, back: bool) -> None:
    assert points_back(understanding.understand(question)) is back
