"""Which lines are titles, which belong to which field, and which to no action."""

import pytest

from ingest.layout import is_page_furniture, parts_of, read_label, reads_like_a_title
from ingest.readers import plain
from ingest.types import Document, DocumentId, Section


def document(text: str) -> Document:
    return plain.read(DocumentId("sample.txt"), text.encode(), "0" * 64)


def outline(text: str) -> list[tuple[str, list[tuple[Section, str]]]]:
    return [(part.title.text, [(p.section, p.text) for p in part.paragraphs]) for part in parts_of(document(text))[0]]


KENYA = "Kenya: Labour Migration\n\nObjective: To help.\n\nSummary: A workshop was held.\n\nDuration: May 2014July 2015\n"
NIGER = "Níger: gestión de fronteras\n\nObjetivo: Ayudar.\n\nResumen: Hubo un taller.\n\nDuración: mayo de 2014julio de 2015\n"
BENIN = ("Bénin : gestion des frontières\n\nObjectif\u00a0: Aider.\n\nRésumé\u00a0: Un atelier s’est tenu.\n\n"
         "Durée\u00a0: mai 2014juillet 2015\n")
VALUES = ["To help.", "A workshop was held.", "May 2014July 2015"]
FIELDS = [Section.OBJECTIVE, Section.SUMMARY, Section.DURATION]


@pytest.mark.parametrize(("text", "title", "values"), [
    pytest.param(KENYA, "Kenya: Labour Migration", VALUES, id="en"),
    pytest.param(NIGER, "Níger: gestión de fronteras", ["Ayudar.", "Hubo un taller.", "mayo de 2014julio de 2015"], id="es"),
    pytest.param(BENIN, "Bénin : gestion des frontières", ["Aider.", "Un atelier s’est tenu.", "mai 2014juillet 2015"], id="fr"),
    pytest.param(KENYA.replace(": ", ":\u00a0 "), "Kenya:\u00a0 Labour Migration", VALUES, id="no-break space after the colon"),
    pytest.param(KENYA.replace("\n\n", "\n"), "Kenya: Labour Migration", VALUES, id="no empty lines"),
    pytest.param(KENYA.replace("\n", "\r\n"), "Kenya: Labour Migration", VALUES, id="CRLF"),
    pytest.param("\ufeff" + KENYA, "Kenya: Labour Migration", VALUES, id="byte-order mark"),
    pytest.param(KENYA.replace(": ", "\n\n").replace("Kenya\n\n", "Kenya: "), "Kenya: Labour Migration", VALUES,
                 id="labels alone on their lines"),
    pytest.param(KENYA.upper().replace("KENYA", "Kenya"), "Kenya: LABOUR MIGRATION", [value.upper() for value in VALUES],
                 id="labels in capitals"),
])
def test_the_fields_of_an_action_follow_its_title(text: str, title: str, values: list[str]) -> None:
    assert outline(text) == [(title, list(zip(FIELDS, values, strict=True)))]


@pytest.mark.parametrize("separator", [
    pytest.param("\n", id="one empty line"), pytest.param("\n\u00a0\n\n", id="no-break space only"),
    pytest.param("\n\n\n\n", id="several empty lines"), pytest.param("\n \u00a0 \t\n", id="mixed blanks"),
])
def test_actions_are_parted_whatever_stands_between_them(separator: str) -> None:
    text = f"Africa\n{separator}{KENYA}{separator}{KENYA.replace('Kenya', 'Ghana II')}{separator}Downloads\n\nA note en fr\n"
    parts, loose = parts_of(document(text))
    assert [p.title.text for p in parts] == ["Kenya: Labour Migration", "Ghana II: Labour Migration"]
    assert all([p.section for p in part.paragraphs] == FIELDS for part in parts)
    assert [(p.section, p.text) for p in loose] == [(Section.TEXT, "Africa"), (Section.DOWNLOADS, "A note en fr")]


@pytest.mark.parametrize("gap", [
    pytest.param("\n\n", id="an empty line"), pytest.param("\n\n\n", id="a double blank"),
    pytest.param("\n\u00a0\n", id="a no-break space"), pytest.param("\n\n \u00a0\n\n", id="both"),
])
def test_a_blank_within_an_action_does_not_end_it(gap: str) -> None:
    text = KENYA.replace("A workshop was held.", f"A workshop was held.{gap}A manual followed.{gap}A seminar closed it.")
    [(_, fields)] = outline(text + "\n" + KENYA.replace("Kenya", "Ghana"))[:1]
    summary = [text for section, text in fields if section is Section.SUMMARY]
    assert summary == ["A workshop was held.", "A manual followed.", "A seminar closed it."]
    assert fields[-1][0] is Section.DURATION


def test_what_follows_a_one_paragraph_field_belongs_to_no_action() -> None:
    parts, loose = parts_of(document(KENYA + "\nOther news of the month.\n"))
    assert [p.section for p in parts[0].paragraphs] == FIELDS
    assert [p.text for p in loose] == ["Other news of the month."]


def test_a_field_printed_twice_is_read_once() -> None:
    text = "Kenya: Labour Migration\n" + 2 * "\nDuration\nMay 2014\n\nExperts involved\nDanish NGO\n"
    assert outline(text) == [("Kenya: Labour Migration", [(Section.DURATION, "May 2014"), (Section.EXPERTS, "Danish NGO")])]


def test_numbered_activities_keep_their_own_line() -> None:
    text = ("Ghana: Investigation\n\nTime Frame: May 2010\n\nActivity 1 Fact-finding mission\n\nOfficers were met.\n\n"
            "Activity 2 Seminar\n\nIt was short.\n\nResults and outputs:\n- A manual\n")
    [(_, fields)] = outline(text)
    assert [section for section, _ in fields] == [Section.DURATION, *[Section.ACTIVITY] * 4, Section.OUTPUTS]
    assert fields[1][1] == "Activity 1 Fact-finding mission"


def test_prose_without_labels_is_an_action_if_it_names_the_programme_and_a_place() -> None:
    text = "Officers trained in Malawi\n\nA team sent by MIEUX trained officers in May 2014.\n"
    assert outline(text) == [("Officers trained in Malawi", [(Section.SUMMARY, "A team sent by MIEUX trained officers in May 2014.")])]
    assert outline(text.replace("MIEUX", "a charity")) == []


def test_the_french_word_mieux_is_not_the_programme() -> None:
    assert outline("Le Malawi va mieux\n\nLa situation est mieux connue depuis mai 2014.\n") == []


@pytest.mark.parametrize(("line", "section", "value"), [
    pytest.param("Objective: x", Section.OBJECTIVE, " x", id="en"), pytest.param("Objetivos: x", Section.OBJECTIVE, " x", id="es"),
    pytest.param("Objectif général\u00a0: x", Section.OBJECTIVE, " x", id="fr space before the colon"),
    pytest.param("EXPERTOS PARTICIPANTES", Section.EXPERTS, "", id="es capitals, alone"),
    pytest.param("Domaine d’intervention spécifique", Section.AREA, "", id="fr apostrophe"),
    pytest.param("Time Frame: x", Section.DURATION, " x", id="older template"),
    pytest.param("Actividad 3 Taller", Section.ACTIVITY, "Actividad 3 Taller", id="numbered"),
    pytest.param("Ce projet est financé par l’Union européenne", Section.FUNDING, "Ce projet est financé par l’Union européenne",
                 id="funding"),
    pytest.param("Duration of stay was short.", None, "Duration of stay was short.", id="a sentence"),
    pytest.param("Nairobi: the capital", None, "Nairobi: the capital", id="another colon"),
])
def test_a_label_opens_a_field(line: str, section: Section | None, value: str) -> None:
    label, rest = read_label(line)
    assert (label, line[rest:]) == (section, value)


@pytest.mark.parametrize(("line", "is_title"), [
    pytest.param("Kenya: Labour Migration", True, id="one country"), pytest.param("Togo/Benin: Asylum", True, id="two countries"),
    pytest.param("CARICOM: Data", True, id="a body"), pytest.param("Asia", False, id="a region"),
    pytest.param("A workshop took place in Kenya.", False, id="a sentence"), pytest.param("Labour Migration", False, id="no place"),
])
def test_a_title_is_a_line_that_names_a_country_or_a_body(line: str, is_title: bool) -> None:
    assert reads_like_a_title(line) is is_title


@pytest.mark.parametrize(("line", "furniture"), [
    pytest.param("Select your language", True, id="en"), pytest.param("Leer más", True, id="es"), pytest.param("À propos", True, id="fr"),
    pytest.param("Page 3", True, id="page number"), pytest.param("Página 3 de 12", True, id="es page number"),
    pytest.param("Home › Our actions › Asia", True, id="breadcrumb"), pytest.param("Page 3 lists the experts.", False, id="a sentence"),
])
def test_lines_of_the_page_belong_to_nothing(line: str, furniture: bool) -> None:
    assert is_page_furniture(line) is furniture


@pytest.mark.parametrize("text", [KENYA, NIGER, BENIN, "\ufeff" + KENYA, KENYA.replace(" ", "\u00a0 ")],
                         ids=["en", "es", "fr", "byte-order mark", "no-break spaces"])
def test_every_paragraph_stands_in_the_document_at_its_offsets(text: str) -> None:
    read = document(text)
    parts, loose = parts_of(read)
    paragraphs = [*loose, *(p for part in parts for p in (part.title, *part.paragraphs))]
    assert paragraphs
    assert [p for p in paragraphs if read.text[p.start:p.end] != p.text] == []


@pytest.mark.parametrize(("head", "original"), [
    pytest.param("Original: asia.en.txt\nOur own translation.\n\n", "reports/asia.en.txt", id="a translation"),
    pytest.param("Original : asia.en.txt\n\n", "reports/asia.en.txt", id="fr space before the colon"),
    pytest.param("", None, id="an original"),
])
def test_a_head_names_the_document_that_this_one_translates(head: str, original: str | None) -> None:
    read = plain.read(DocumentId("reports/asia.es.txt"), (head + NIGER).encode(), "0" * 64)
    assert read.original == original
    assert read.blocks[0].text == "Níger: gestión de fronteras"
