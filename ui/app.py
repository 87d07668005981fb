"""The page itself: components, and which event shows what. The only home of Gradio."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from ingest.types import LANGUAGES, Language
from ui import render
from ui.conversation import Asker, Exchanges, converse
from ui.words import NAMES, preferred, words

_STYLE = Path(__file__).parent / "style.css"
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")  # no font is fetched
_QUEUE = 64    # questions that may wait; one more is refused
_AT_ONCE = 4   # questions answered at the same time
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_PAGE_LANGUAGE = "(language) => { document.documentElement.lang = language; }"  # for screen readers and hyphenation
# A second wall behind the escaping: whatever a document says, the browser asks nothing of any other host.
_HEAD = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'; script-src \'self\' \'unsafe-inline\' \'unsafe-eval\'; '
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    'base-uri \'self\'; object-src \'none\'"><meta name="referrer" content="no-referrer">'
)

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read and write."""

    header: gr.HTML
    language: gr.Radio
    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    afresh: gr.Button
    suggestions: gr.Column
    heading: gr.HTML
    examples: tuple[gr.Button, ...]
    panel: gr.HTML
    exchanges: gr.State


def page(asker: Asker) -> gr.Blocks:
    """The chat page over an assistant; `launch` opens it."""
    demo = gr.Blocks(title="MIEUX", analytics_enabled=False, fill_width=True)
    with demo:
        parts = _parts("en")
        _wire(demo, parts, asker)
    demo.queue(max_size=_QUEUE, default_concurrency_limit=_AT_ONCE)
    return demo


def launch(demo: gr.Blocks, *, host: str, port: int, wait: bool = True) -> str:
    """Open the page and give its address; with `wait` only once it is closed. Raises OSError if the port is taken."""
    _, address, _ = demo.launch(
        server_name=host, server_port=port, prevent_thread_lock=not wait, quiet=True, share=False, ssr_mode=False,
        run_history=False, enable_monitoring=False, footer_links=[], theme=_theme(), css_paths=_STYLE, head=_HEAD,
    )
    return address


def _parts(language: Language) -> Parts:
    exchanges = gr.State(())
    with gr.Row(elem_id="top"):
        header = gr.HTML(js_on_load=None, elem_id="title")
        choice = gr.Radio([(NAMES[code], code) for code in LANGUAGES], value=language, elem_id="language", container=False)
    with gr.Row(elem_id="room"):
        with gr.Column(scale=3, min_width=320, elem_id="talk"):
            chat = gr.Chatbot(
                elem_id="chat", show_label=False, height=None, layout="bubble", buttons=[], latex_delimiters=[], allow_tags=False,
                sanitize_html=True, allow_file_downloads=False, feedback_options=None, group_consecutive_messages=False,
            )
            with gr.Column(elem_id="suggestions") as suggestions:
                heading = gr.HTML(js_on_load=None)
                examples = tuple(gr.Button(text, size="sm", elem_classes="example") for text in words(language).examples)
            with gr.Row(elem_id="ask"):
                question = gr.Textbox(lines=1, max_lines=5, show_label=False, container=False, scale=5, elem_id="question")
                send = gr.Button(variant="primary", scale=0, min_width=110, elem_id="send")
            afresh = gr.Button(variant="secondary", size="sm", elem_id="afresh", visible=False)
        with gr.Column(scale=2, min_width=320, elem_id="side"):
            panel = gr.HTML(js_on_load=None, elem_id="panel")
    return Parts(header, choice, chat, question, send, afresh, suggestions, heading, examples, panel, exchanges)


def _wire(demo: gr.Blocks, parts: Parts, asker: Asker) -> None:
    conversation = [parts.exchanges, parts.chat, parts.panel, parts.suggestions, parts.afresh]
    labelled = [parts.header, parts.language, parts.chat, parts.question, parts.send, parts.afresh, parts.heading, *parts.examples,
                parts.panel]

    def greet(exchanges: Exchanges, request: gr.Request) -> Update:
        return _labels(parts, asker, preferred(request.headers.get("accept-language", "")), exchanges)

    def relabel(language: Language, exchanges: Exchanges) -> Update:
        return _labels(parts, asker, language, exchanges)

    def ask(question: str, exchanges: Exchanges, language: Language) -> Iterator[Update]:
        shown = exchanges
        for now in converse(asker, question, exchanges, language):
            typed = {parts.question: ""} if shown is exchanges else {}  # once: the next question may be typed meanwhile
            yield {**typed, **_conversation(parts, asker, language, now, before=shown)}
            shown = now

    def forget(language: Language) -> Update:
        return _conversation(parts, asker, language, (), before=())

    asked: list[dict[str, Any]] = [
        event(ask, [asks, parts.exchanges, parts.language], [parts.question, *conversation], show_progress="minimal",
              api_visibility="private")
        for event, asks in [(parts.question.submit, parts.question), (parts.send.click, parts.question),
                            *((button.click, button) for button in parts.examples)]
    ]
    parts.afresh.click(forget, parts.language, conversation, cancels=asked, queue=False, **_QUIET)
    demo.load(greet, parts.exchanges, labelled, **_QUIET).then(None, parts.language, None, js=_PAGE_LANGUAGE, api_visibility="private")
    parts.language.input(relabel, [parts.language, parts.exchanges], labelled, queue=False, **_QUIET)
    parts.language.change(None, parts.language, None, js=_PAGE_LANGUAGE, api_visibility="private")


def _labels(parts: Parts, asker: Asker, language: Language, exchanges: Exchanges) -> Update:
    """Every word of the page in one language."""
    page = words(language)
    return {
        parts.header: render.header(language),
        parts.language: gr.Radio(value=language, label=page.language, info=page.language_note),
        parts.chat: gr.Chatbot(label=page.conversation),
        parts.question: gr.Textbox(label=page.question, placeholder=page.placeholder),
        parts.send: page.send,
        parts.afresh: gr.Button(page.new_conversation, visible=bool(exchanges)),
        parts.heading: render.heading(language),
        **dict(zip(parts.examples, page.examples, strict=True)),
        parts.panel: render.panel(exchanges, asker.library, language),
    }


def _conversation(parts: Parts, asker: Asker, language: Language, now: Exchanges, *, before: Exchanges) -> Update:
    """What changes when the conversation does; an open source stays open while its answer goes on."""
    panel = render.panel(now, asker.library, language)
    same = bool(before) and panel == render.panel(before, asker.library, language)
    return {
        parts.exchanges: now,
        parts.chat: render.messages(now),
        parts.panel: gr.skip() if same else panel,
        parts.suggestions: gr.Column(visible=not now),
        parts.afresh: gr.Button(visible=bool(now)),
    }


def _theme() -> gr.themes.Base:
    """Plain and of one scheme: the dark variants fall back to the light ones, so contrast is the same for everybody."""
    theme = gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=("ui-monospace", "Consolas", "monospace"))
    theme.set(
        body_background_fill="#f4f6f9", body_text_color="#1b2430", body_text_color_subdued="#4a5565", block_background_fill="#ffffff",
        button_primary_background_fill="#0b3d78", button_primary_background_fill_hover="#082d59", button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff", button_secondary_background_fill_hover="#e8eef6", button_secondary_text_color="#0b3d78",
        button_secondary_border_color="#8a99ad", input_placeholder_color="#5b6675", input_border_color="#8a99ad",
        block_title_text_color="#1b2430", block_info_text_color="#4a5565", color_accent="#0b3d78", color_accent_soft="#e8eef6",
    )
    for name in [name for name in vars(theme) if name.endswith("_dark")]:
        delattr(theme, name)
    return theme
