"""The three tables of phrases agree with each other and with the code that fills them."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from assistant.phrases import phrasebook
from ingest.types import LANGUAGES, Language
from ingest.words import fold, words

ASSISTANT = Path(__file__).resolve().parent.parent / "assistant"
EACH = [pytest.param(code, id=code) for code in LANGUAGES]
# A place with its preposition beside the bare name: each language takes the form its sentence wants.
EITHER = {"places", "from_places", "in_places"}


@cache
def table(language: Language) -> dict[str, Any]:
    return tomllib.loads((ASSISTANT / "phrases" / f"{language}.toml").read_text(encoding="utf-8"))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def strings(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def bound(name: str, function: ast.AST) -> set[str]:
    """Every string that a name may stand for within a function: by assignment or as a loop's variable."""
    values: set[str] = set()
    for node in ast.walk(function):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.For) else []
        source = node.value if isinstance(node, ast.Assign) else node.iter if isinstance(node, ast.For) else None
        if source and any(isinstance(t, ast.Name) and t.id == name for target in targets for t in ast.walk(target)):
            values |= strings(source)
    return values


def said() -> Iterator[tuple[str, set[str]]]:
    """Template -> the values that one call passes to it, for every call of `say` and of `_say` in the code."""
    for path in sorted(ASSISTANT.glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                direct = (isinstance(call.func, ast.Attribute) and call.func.attr == "say")
                direct = direct or (isinstance(call.func, ast.Name) and call.func.id == "say")
                wrapped = isinstance(call.func, ast.Name) and call.func.id == "_say"
                if not (direct or wrapped) or any(k.arg is None for k in call.keywords):
                    continue
                named = call.args[1 if wrapped else 0]
                options = bound(named.id, function) if isinstance(named, ast.Name) else strings(named)
                given = {str(k.arg) for k in call.keywords} | ({"title", "marks"} if wrapped else set())
                yield from ((option, given) for option in options if option in phrasebook("en").templates)


@pytest.mark.parametrize("part", ["cues", "frame", "counted", "back", "words", "templates"])
@pytest.mark.parametrize("language", EACH)
def test_the_tables_have_the_same_entries(language: Language, part: str) -> None:
    assert set(table(language)[part]) == set(table("en")[part])
    assert set(table(language)) == set(table("en"))


@pytest.mark.parametrize("language", EACH)
def test_every_entry_says_something(language: Language) -> None:
    entries = table(language)
    assert [name for name, phrases in entries["cues"].items() if not phrases or not all(p.strip() for p in phrases)] == []
    assert [name for part in ("frame", "templates") for name, text in entries[part].items() if not text.strip()] == []
    assert entries["back"]["phrases"]


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("name", sorted(table("en")["templates"]))
def test_a_template_is_filled_with_the_same_values_in_every_language(language: Language, name: str) -> None:
    ours, english = fields(table(language)["templates"][name]), fields(table("en")["templates"][name])
    assert ours - EITHER == english - EITHER
    assert bool(ours & EITHER) == bool(english & EITHER)


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("name", ["administration_one", "administration_many", "ngo_one", "ngo_many", "academic_one", "academic_many",
                                  "expert_one", "expert_many"])
def test_the_phrases_for_experts_name_their_places(language: Language, name: str) -> None:
    assert fields(table(language)["words"][name]) == {"places"}


@pytest.mark.parametrize("language", EACH)
def test_the_code_passes_every_value_that_a_template_wants(language: Language) -> None:
    calls = list(said())
    assert len({name for name, _ in calls}) > 30  # the search of the code finds its calls
    wanting = [(name, missing) for name, given in calls if (missing := fields(phrasebook(language).templates[name]) - given)]
    assert wanting == []


@pytest.mark.parametrize("language", EACH)
def test_every_template_can_be_filled(language: Language) -> None:
    book = phrasebook(language)
    for name, template in book.templates.items():
        filled = book.say(name, **{field: f"<{field}>" for field in fields(template)})
        assert all(f"<{field}>" in filled for field in fields(template))
        assert "{" not in filled and "}" not in filled


@pytest.mark.parametrize("language", EACH)
def test_a_template_reaches_into_no_value(language: Language) -> None:
    texts = [*table(language)["templates"].values(), *table(language)["words"].values()]
    assert [field for text in texts for field in fields(text) if not field.isidentifier()] == []


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("words_of_a_document", ["{marks}", "{title.__class__}", "{0}", "{", "}}", "%s {", "$title"])
def test_braces_in_the_words_of_a_document_stay_as_they_are(language: Language, words_of_a_document: str) -> None:
    filled = phrasebook(language).say("nearest", quote=words_of_a_document, marks="[1]")
    assert words_of_a_document in filled


@pytest.mark.parametrize("language", EACH)
def test_a_missing_template_or_value_is_an_error(language: Language) -> None:
    with pytest.raises(KeyError):
        phrasebook(language).say("no such template")
    with pytest.raises(KeyError):
        phrasebook(language).say("nearest", marks="")


@pytest.mark.parametrize("language", EACH)
def test_cues_are_written_as_they_are_compared(language: Language) -> None:
    entries = table(language)
    phrases = [*(p for ps in entries["cues"].values() for p in ps), *entries["back"]["phrases"]]
    assert [p for p in phrases if p != fold(p)] == []


@pytest.mark.parametrize("language", EACH)
def test_no_phrase_calls_for_two_cues(language: Language) -> None:
    cues: dict[tuple[str, ...], set[str]] = {}
    for name, phrases in table(language)["cues"].items():
        for phrase in phrases:
            cues.setdefault(tuple(w.folded for w in words(phrase)), set()).add(name)
    assert {" ".join(phrase): names for phrase, names in cues.items() if len(names) > 1} == {}


@pytest.mark.parametrize(("language", "question", "cue"), [
    pytest.param("en", "When did it start?", "when", id="en"),
    pytest.param("es", "¿Cuándo empezó?", "when", id="es"),
    pytest.param("es", "cuando empezo", "when", id="es dropped accents"),
    pytest.param("fr", "Où a eu lieu l’atelier ?", "where", id="fr"),
    pytest.param("fr", "ou a eu lieu l'atelier", "where", id="fr dropped accents"),
])
def test_a_cue_is_found_in_a_question(language: Language, question: str, cue: str) -> None:
    assert cue in {m.value for m in phrasebook(language).cues.find(words(question))}


@pytest.mark.parametrize("language", EACH)
def test_a_word_that_names_a_topic_is_no_frame_word(language: Language) -> None:
    topics = {"en": "trafficking", "es": "trata", "fr": "traite"}
    assert topics[language] not in phrasebook(language).frame


@pytest.mark.parametrize("language", EACH)
def test_ordinals_count_from_one(language: Language) -> None:
    numbers = set(phrasebook(language).counted.values())
    assert numbers == set(range(1, max(numbers) + 1))


@pytest.mark.parametrize(("name", "length", "limit"), [pytest.param("too_long", 50_000, 2_000, id="too long")])
@pytest.mark.parametrize("language", EACH)
def test_a_message_on_length_gives_both_numbers(language: Language, name: str, length: int, limit: int) -> None:
    message = phrasebook(language).say(name, length=length, limit=limit)
    assert str(length) in message and str(limit) in message


@pytest.mark.parametrize("language", EACH)
def test_the_message_on_other_languages_names_the_three_in_each_of_them(language: Language) -> None:
    message = phrasebook(language).templates["foreign"]
    names = ("English", "Spanish", "French", "español", "francés", "inglés", "anglais", "espagnol", "français")
    assert all(name in message for name in names)
