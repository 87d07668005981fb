"""The real page, over the real assistant, in Debian's Chromium, headless, driven by Playwright."""

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from assistant.answer import Assistant
from ingest.types import Language
from ui.app import launch, page
from ui.words import words

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
              "--disable-component-update", "--disable-sync")
Visit = Callable[[str, int], Page]
_DESKTOP, _PHONE = 1280, 390
_SLOW = 30_000  # milliseconds that an answer may take on a busy machine


def chromium() -> str:
    """Where Debian's Chromium is. Without one the test is skipped, but in CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "no Chromium on this machine (Debian: apt-get install chromium)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def visitor(started: Playwright, profile: Path, *, locale: str, width: int) -> Iterator[BrowserContext]:
    """A browser with an empty profile, as a reader with this first language and screen has it."""
    context = started.chromium.launch_persistent_context(
        profile, executable_path=chromium(), headless=True, args=_ARGUMENTS, locale=locale,
        viewport={"width": width, "height": 844}, color_scheme="dark",
    )
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    chromium()
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def address(driver: Playwright, assistant: Assistant) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    demo = page(assistant)
    yield launch(demo, host="127.0.0.1", port=port, wait=False)
    demo.close()


@pytest.fixture
def visit(driver: Playwright, address: str, tmp_path: Path) -> Iterator[Visit]:
    with ExitStack() as opened:

        def visit(locale: str, width: int) -> Page:
            context = opened.enter_context(visitor(driver, tmp_path / f"{locale}-{width}", locale=locale, width=width))
            shown = context.new_page()
            shown.goto(address)
            expect(shown.locator("#panel .hint")).to_be_visible(timeout=_SLOW)
            return shown

        yield visit


def ask(shown: Page, question: str) -> str:
    """Type a question, press Enter, and read the answer once a source is there for it."""
    before = shown.locator("#panel section").count()
    shown.locator("#question textarea").fill(question)
    shown.locator("#question textarea").press("Enter")
    expect(shown.locator("#panel section")).to_have_count(before + 1, timeout=_SLOW)
    expect(shown.locator("#send")).to_be_enabled()
    expect(shown.locator("#chat .bot a").last).to_be_visible(timeout=_SLOW)
    return shown.locator("#chat .bot").last.inner_text()


def sideways(shown: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(shown.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(("locale", "language", "question", "said", "quoted"), [
    pytest.param("en-GB", "en", "When did the study visit to Argentina take place?", "March 2015", "March 2015", id="English"),
    pytest.param("es-ES", "es", "¿De qué países eran los expertos de la acción en México?", "belga|Bélgica", "Belgian", id="Spanish"),
    pytest.param("fr-FR", "fr", "Quand l’action en Bolivie s’est-elle terminée ?", "décembre 2010", "December 2010", id="French"),
])
@pytest.mark.parametrize("width", [pytest.param(_DESKTOP, id="desktop"), pytest.param(_PHONE, id="phone")])
def test_a_reader_asks_in_each_language_and_opens_the_cited_passage(
    visit: Visit, assistant: Assistant, locale: str, language: Language, question: str, said: str, quoted: str, width: int,
) -> None:
    shown = visit(locale, width)
    expect(shown.locator("h1")).to_have_text(words(language).title)
    assert sideways(shown) == 0
    assert re.search(said, ask(shown, question))
    marker = shown.locator("#chat .bot a").first
    assert re.fullmatch(r"\[\d+\]", marker.inner_text())
    marker.click()
    mark = shown.locator("details[open] mark").first
    expect(mark).to_be_in_viewport()
    assert any(quoted in text for text in shown.locator("#panel mark").all_text_contents())
    assert any(mark.inner_text() in " ".join(document.text.split()) for document in assistant.library.documents)
    assert sideways(shown) == 0


def test_the_interface_changes_its_language_and_keeps_the_conversation(visit: Visit) -> None:
    shown = visit("de-DE", _DESKTOP)
    expect(shown.locator("h1")).to_have_text(words("en").title)
    answer = ask(shown, "When did the study visit to Argentina take place?")
    shown.get_by_label("Français").check()
    expect(shown.locator("h1")).to_have_text(words("fr").title)
    expect(shown.locator("#send")).to_have_text(words("fr").send)
    expect(shown.locator("html")).to_have_attribute("lang", "fr")
    assert shown.locator("#chat .bot").last.inner_text() == answer
    shown.locator("#afresh").click()
    expect(shown.locator("#chat .bot")).to_have_count(0)
    expect(shown.locator(".example")).to_have_text(list(words("fr").examples))
    expect(shown.locator("#panel .hint")).to_be_visible()


def test_an_example_is_asked_by_its_button(visit: Visit) -> None:
    shown = visit("es-MX", _PHONE)
    shown.locator(".example").first.click()
    expect(shown.locator("#chat .user").first).to_contain_text(words("es").examples[0])
    expect(shown.locator("#chat .bot a").first).to_be_visible(timeout=_SLOW)


def test_a_hostile_question_is_shown_as_it_was_typed_and_fetches_nothing(visit: Visit, address: str) -> None:
    shown = visit("en-GB", _PHONE)
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("dialog", lambda dialog: pytest.fail(dialog.message))
    question = ("What of <img src=http://127.0.0.2/a.png onerror=alert(1)> ![b](http://127.0.0.2/b.png) [c](http://127.0.0.2) "
                "**Peru** `x` ${alert(1)} {{title}} <script>alert(1)</script>?")
    shown.locator("#question textarea").fill(question)
    shown.locator("#send").click()
    expect(shown.locator("#chat .user")).to_have_text(question)
    expect(shown.locator("#chat .bot")).to_have_count(1, timeout=_SLOW)
    assert shown.locator("#chat :is(img, script, strong, code), #panel :is(img, script)").count() == 0
    assert shown.locator('#chat a:not([href^="#"]), #panel a:not([href^="#"])').count() == 0
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(address).netloc}
    assert sideways(shown) == 0


def test_an_empty_question_gets_a_polite_word(visit: Visit) -> None:
    shown = visit("fr-CA", _DESKTOP)
    shown.locator("#question textarea").press("Enter")
    expect(shown.locator("#chat .bot")).to_have_count(1, timeout=_SLOW)
    expect(shown.locator("#chat .user")).to_have_count(0)
    assert shown.locator("#chat .bot").inner_text().strip()
