"""Answer -> what is shown. Pure; every word of a document, a question or an error is escaped here and nowhere else."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.types import Answer, Citation
from ingest.types import Document, DocumentId, Language, Library
from ui.words import Words, words

_SHOWN = 600  # characters of a question that the page repeats; a longer one is cut
_HEADING = 120
_MARKER = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"^\s*[-•*]\s+")
_MARKUP = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]#|~$^@"}
_STARTS_BLOCK = re.compile(r"[-+=]|\d+(?=[.)])")
_STARTS_LINK = re.compile(r"(?<=www)\.|:(?=//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what the page says to it: a growing answer, or a notice where there can be none."""

    question: str
    answer: Answer | None = None
    notice: str = ""  # plain text


def messages(exchanges: Sequence[Exchange]) -> list[dict[str, str]]:
    """The conversation as a chatbot takes it: Markdown in which only our own list items and markers are markup."""
    return [message for number, exchange in enumerate(exchanges, start=1) for message in _pair(number, exchange)]


def _pair(number: int, exchange: Exchange) -> Iterator[dict[str, str]]:
    if exchange.question.strip():
        yield {"role": "user", "content": plain(shortened(exchange.question, _SHOWN))}
    if exchange.notice:
        yield {"role": "assistant", "content": plain(exchange.notice)}
    elif exchange.answer and exchange.answer.text:
        yield {"role": "assistant", "content": answer_text(exchange.answer, number)}


def answer_text(answer: Answer, number: int) -> str:
    """The answer's text with every marker that has a citation linked to that source in the panel.

    The markup is kept short because a screen reader may spell out a message as it is written.
    """
    known = {citation.marker for citation in answer.citations}

    def line(text: str) -> str:
        parts = _MARKER.split(text)  # text, number, text, number ... text
        shown = [_line(parts[0]), *(_inline(part) for part in parts[2::2])]
        links = [f"[[{m}]](#{anchor(number, int(m))})" if int(m) in known else _inline(f"[{m}]") for m in parts[1::2]]
        return "".join(piece for pair in zip(shown, [*links, ""], strict=True) for piece in pair)

    return _lines([(bool(_BULLET.match(row)), line(_BULLET.sub("", row, count=1).strip())) for row in answer.text.splitlines()])


def plain(text: str) -> str:
    """Text that a Markdown renderer shows as it stands: no markup, no links, no blocks; line ends are kept."""
    return "<br>".join(_line(row.strip()) for row in text.strip().splitlines())


def anchor(number: int, marker: int) -> str:
    """Where the source of a marker of the n-th exchange stands in the page."""
    return f"s{number}-{marker}"


def panel(exchanges: Sequence[Exchange], library: Library, language: Language) -> str:
    """The sources of every answer as HTML, those of the last answer first; a hint while there is none.

    The headings are in the page's language, each source in the language of its answer.
    """
    page = words(language)
    answered = [(n, e.question, e.answer) for n, e in enumerate(exchanges, start=1) if e.answer]
    shown = [_sources(n, question, answer, library) for n, question, answer in reversed(answered)]
    body = "".join(shown) or f'<p class="hint">{_text(page.sources_hint)}</p>'
    return f'<div class="sources" lang="{language}"><h2>{_text(page.sources)}</h2>{body}</div>'


def header(language: Language) -> str:
    page = words(language)
    return f'<header lang="{language}"><h1>{_text(page.title)}</h1><p>{_text(page.subtitle)}</p></header>'


def heading(language: Language) -> str:
    page = words(language)
    return f'<div lang="{language}"><h2>{_text(page.welcome)}</h2><p>{_text(page.examples_heading)}</p></div>'


def source(citation: Citation, number: int, library: Library, page: Words) -> str:
    """One citation: its action, section and document; opened, the original paragraph and the same words in the reader's edition."""
    document = _document(library, citation.document)
    place = f"{page.sections[citation.section]} · {citation.document}{_page(document, citation.start, page)}"
    quoted = highlighted(document, citation.quote, citation.start, citation.end, anchor(number, citation.marker))
    columns = _passage(quoted, citation.language, _in_language(page.original, citation.language, page))
    if citation.edition:
        edition = citation.edition
        theirs = _document(library, edition.document)
        ours = theirs is not None and theirs.original is not None
        columns += _passage(_marked(edition.quote), edition.language,
                            _in_language(page.translation if ours else page.edition, edition.language, page),
                            page.translation_note if ours else "")
    return (
        f'<details class="source"><summary><b>[{citation.marker}]</b> <span><strong>{_text(citation.title)}</strong>'
        f'<small>{_text(place)}</small></span></summary><div class="passages">{columns}'
        f'<p class="back"><a href="#chat">{_text(page.back)}</a></p></div></details>'
    )


def highlighted(document: Document | None, quote: str, start: int, end: int, id: str = "") -> str:
    """The paragraph that holds the quotation, with exactly the quoted stretch in <mark>, which `id` names.

    A quotation over several paragraphs shows them all; one that is not at its offsets is shown by itself.
    """
    if document is None or not 0 <= start < end or document.text[start:end] != quote:
        return _marked(quote, id)
    around = [b for b in document.blocks if b.start < end and b.end > start]
    first = min([start, *(b.start for b in around)])
    last = max([end, *(b.end for b in around)])
    text = document.text
    return f"{_text(text[first:start])}{_marked(text[start:end], id)}{_text(text[end:last])}"


def shortened(text: str, limit: int) -> str:
    text = text.strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _sources(number: int, question: str, answer: Answer, library: Library) -> str:
    page = words(answer.language)
    cited = "".join(source(citation, number, library, page) for citation in answer.citations)
    return (
        f'<section lang="{answer.language}"><h3>{_text(shortened(question, _HEADING))}</h3>'
        f'{cited or f"<p>{_text(page.no_sources)}</p>"}</section>'
    )


def _marked(quote: str, id: str = "") -> str:
    return f'<mark id="{id}">{_text(quote)}</mark>' if id else f"<mark>{_text(quote)}</mark>"


def _passage(shown: str, language: Language, title: str, note: str = "") -> str:
    said = f"<small>{_text(note)}</small>" if note else ""
    return f'<div class="passage"><h4>{_text(title)}</h4><blockquote lang="{language}">{shown}</blockquote>{said}</div>'


def _in_language(title: str, language: Language, page: Words) -> str:
    return f"{title} ({page.languages[language]})"


def _page(document: Document | None, start: int, page: Words) -> str:
    block = next((b for b in document.blocks if b.start <= start < b.end), None) if document else None
    return f", {page.page} {block.page}" if block and block.page is not None else ""


def _document(library: Library, id: DocumentId) -> Document | None:
    return next((d for d in library.documents if d.id == id), None)


def _lines(rows: Sequence[tuple[bool, str]]) -> str:
    """Rows as Markdown: items of a list one under the other, everything else a paragraph of its own."""
    shown = [(item, text) for item, text in rows if text]
    pieces = [f"- {text}" if item else text for item, text in shown]
    joints = ["\n" if before[0] and after[0] else "\n\n" for before, after in pairwise(shown)]
    return "".join(piece + joint for piece, joint in zip(pieces, [*joints, ""], strict=True)) if pieces else ""


def _line(text: str) -> str:
    start = _STARTS_BLOCK.match(text)
    if not start:
        return _inline(text)
    at = start.end() if start.group()[0].isdigit() else 0
    return f"{_inline(text[:at])}&#{ord(text[at])};{_inline(text[at + 1:])}"


def _inline(text: str) -> str:
    return _STARTS_LINK.sub(lambda m: f"&#{ord(m.group())};", html.escape(text, quote=False).translate(_MARKUP))


def _text(text: str) -> str:
    return html.escape(text, quote=True)
