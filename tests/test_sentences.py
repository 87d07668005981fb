"""Where a sentence ends, in three languages, and at which characters."""

import pytest

from ingest.sentences import sentences


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("A course ended. Another began.", ["A course ended.", "Another began."], id="en"),
    pytest.param("Un curso terminó. ¿Empezó otro? ¡Sí!", ["Un curso terminó.", "¿Empezó otro?", "¡Sí!"], id="es"),
    pytest.param("Un cours a pris fin. Était-ce le dernier\u00a0? Non.", ["Un cours a pris fin.", "Était-ce le dernier\u00a0?", "Non."],
                 id="fr"),
    pytest.param("It ended.  It began again.", ["It ended.", "It began again."], id="double blank"),
    pytest.param("It ended.\u00a0It began again.", ["It ended.", "It began again."], id="no-break space"),
    pytest.param("It ended.\n\nIt began again.", ["It ended.", "It began again."], id="empty line"),
    pytest.param("He said “stop.” They stopped.", ["He said “stop.”", "They stopped."], id="closing quotation mark"),
    pytest.param("On y lit «\u00a0Que faire\u00a0?\u00a0» Le guide suit.", ["On y lit «\u00a0Que faire\u00a0?\u00a0»", "Le guide suit."],
                 id="fr closing guillemet after a space"),
    pytest.param("On y lit «\u00a0Que faire\u00a0?\u00a0» et rien d’autre.", ["On y lit «\u00a0Que faire\u00a0?\u00a0» et rien d’autre."],
                 id="fr question inside a sentence"),
    pytest.param("A rise of 3.5 per cent.", ["A rise of 3.5 per cent."], id="decimal point"),
    pytest.param("It closed in 2014. 15 officers attended.", ["It closed in 2014.", "15 officers attended."], id="a number begins"),
    pytest.param("No full stop here", ["No full stop here"], id="no full stop"),
    pytest.param("  \u00a0 ", [], id="blank"),
])
def test_a_paragraph_is_parted_into_sentences(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(text)] == expected


@pytest.mark.parametrize("text", [
    pytest.param("Three guides were printed. (“Interviewing Witnesses”, “Reading Visas” and “Lost Documents”).", id="en"),
    pytest.param("Se imprimieron tres guías. («Entrevistas», «Visados» y «Documentos perdidos»).", id="es"),
    pytest.param("Trois guides ont été imprimés. («\u00a0Entretiens\u00a0», «\u00a0Visas\u00a0» et «\u00a0Documents perdus\u00a0»).",
                 id="fr"),
])
def test_a_parenthesis_after_the_full_stop_belongs_to_its_sentence(text: str) -> None:
    assert [s.text for s in sentences(f"{text} Next.")] == [text, "Next."]


@pytest.mark.parametrize("text", [
    pytest.param("Talks with Dr. Mensah and Mrs. Owusu were held.", id="en titles"),
    pytest.param("Several forms, e.g. Form A, were revised under art. 7.", id="en e.g. and art."),
    pytest.param("A visit by U.S. Coast Guard officers.", id="en initials"),
    pytest.param("The note by J. Okafor was read.", id="initial"),
    pytest.param("Se reunieron con la Sra. Rojas y el Dr. Díaz.", id="es titles"),
    pytest.param("Un curso en EE. UU. y en México.", id="es United States"),
    pytest.param("Varios formularios, p. ej. A y B, se revisaron.", id="es p. ej."),
    pytest.param("Le rapport de M. Diallo et de Mme. Traoré a été lu.", id="fr titles"),
    pytest.param("Plusieurs textes, cf. Annexe B, ont été revus.", id="fr cf."),
])
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert [s.text for s in sentences(text)] == [text]


def test_offsets_are_true_and_count_from_where_the_paragraph_begins() -> None:
    text = "Head.\n\n  First one.\u00a0 Second: «\u00a0dos\u00a0». Third one. (In brackets.)\n"
    start = text.index("  First")
    found = sentences(text[start:], start)
    assert [s.text for s in found] == ["First one.", "Second: «\u00a0dos\u00a0».", "Third one. (In brackets.)"]
    assert all(text[s.start:s.end] == s.text for s in found)
