"""Which of English, Spanish and French a text is written in.

Function words decide, then the words of the field, of places and of the calendar, which tables give by
language; py3langid (a naive Bayes model of byte n-grams) decides what they leave open.
"""

from functools import cache

from babel import Locale
from bm25s import stopwords
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ingest.glossary import concepts
from ingest.places import country_names
from ingest.types import LANGUAGES, Language
from ingest.words import words

# Question words, contractions and verbs of questions, which stop-word lists leave out.
_QUESTION_WORDS: dict[Language, str] = {
    "en": "what when where which who whom whose why how did does do was were is are has have had many much long there any "
          "it its they them from about at on of an this been being between against during before after since than "
          "involved please tell give show list",
    "es": "qué cuándo dónde cuál cuáles quién quiénes cómo cuánto cuánta cuántos cuántas por para del al los las una unos "
          "fue fueron hay hubo han ha sido es son se lo le dime cuéntame hasta desde sobre acerca según también ya más "
          "países país qué",
    "fr": "quoi quand où quel quelle quels quelles qui comment combien pourquoi est ce cette ces du des aux au une "
          "ont été sont a-t-elle lieu dans pour avec sur depuis jusqu jusque lors dont selon aussi plus chez parmi "
          "l d qu n s t j c m faites donnez indiquez",
}
_OTHERS = {  # function words of neighbours, by which Portuguese is told from Spanish
    "pt": frozenset(stopwords.STOPWORDS_PORTUGUESE), "gl": frozenset(stopwords.STOPWORDS_PORTUGUESE),
    "it": frozenset(stopwords.STOPWORDS_ITALIAN), "de": frozenset(stopwords.STOPWORDS_GERMAN), "nl": frozenset(stopwords.STOPWORDS_DUTCH)}
_FIELD = 0.5       # weight of a word of the field beside a function word
_FOREIGN = 0.5     # probability from which another language is believed
_CERTAIN = 0.9     # probability at which a tie in function words goes to the other language
_FEW_WORDS = 3     # below this nothing can be said
_OURS = 0.3        # share of function words of one of the three from which it is not


@cache
def function_words(language: Language) -> frozenset[str]:
    """Folded function words: the stop words of bm25s and the words that questions are made of."""
    lists = {"en": stopwords.STOPWORDS_EN_PLUS, "es": stopwords.STOPWORDS_SPANISH, "fr": stopwords.STOPWORDS_FRENCH}
    spelled = [*lists[language], *_QUESTION_WORDS[language].split()]
    return frozenset(w.folded for text in spelled for w in words(text))


@cache
def field_words(language: Language) -> frozenset[str]:
    """Folded words of the glossary, the countries and the months in one language."""
    terms = [term for concept in concepts().values() for term in concept.terms[language]]
    places = [form for names in country_names().values() for form in (names.name[language], *names.adjectives[language])]
    months = Locale(language).months["format"]["wide"].values()
    return frozenset(w.folded for text in (*terms, *places, *months) for w in words(text) if len(w.folded) > 2)


@cache
def _identifier(ours_only: bool) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if ours_only:
        identifier.set_languages(list(LANGUAGES))
    return identifier


def scores(text: str) -> dict[Language, float]:
    """How much speaks for each language: its words, each shared among those that have it, plus its probability."""
    probability = dict(_identifier(True).rank(text))
    result = {language: float(probability[language]) for language in LANGUAGES}
    for word in words(text):
        for owns, weight in ((function_words, 1.0), (field_words, _FIELD)):
            owners = [language for language in LANGUAGES if word.folded in owns(language)]
            for language in owners if len(owners) < len(LANGUAGES) else ():
                result[language] += weight / len(owners)
    return result


def detect(text: str) -> Language:
    """The likeliest of the three languages, whatever the text is written in."""
    result = scores(text)
    return max(LANGUAGES, key=lambda language: result[language])


def is_foreign(text: str) -> bool:
    """Whether `text` is in another language than the three. A doubtful text is not foreign."""
    found = words(text)
    if not found:
        return False
    language, probability = _identifier(False).rank(text)[0]
    if language in LANGUAGES or probability < _FOREIGN or len(found) < _FEW_WORDS:
        return False
    ours = max(sum(1.0 if w.folded in function_words(code) else _FIELD if w.folded in field_words(code) else 0.0 for w in found)
               for code in LANGUAGES)
    theirs = sum(w.text.lower() in _OTHERS.get(language, frozenset()) for w in found)
    ours_spelled = (stopwords.STOPWORDS_EN_PLUS, stopwords.STOPWORDS_SPANISH, stopwords.STOPWORDS_FRENCH)
    mine = max(sum(w.text.lower() in spelled for w in found) for spelled in ours_spelled)
    return theirs > mine or (theirs == mine > 0 and probability > _CERTAIN) or bool(ours / len(found) < max(_OURS, probability - _FOREIGN))
