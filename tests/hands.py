"""A person's hands in a browser: what is typed, pressed and read, each waiting for what it leads to.

Playwright's ``click()`` returns before the next page has been read, so nothing may be asked of a page right after it:
``press`` and ``follow`` come back with the page that answers, ``says`` waits for its words. Run with PORTAL_SLOW=300 (see
tests/browser.py) a test that forgot falls at once.
"""

import re

from .browser import PATIENCE


def answer(page, answers):
    """Type, choose and tick what the form asks."""
    for name, value in answers.items():
        field = page.locator(f'main [name="{name}"]').first
        kind = field.evaluate("one => one.type || one.tagName.toLowerCase()")
        if kind == "checkbox":
            field.check()
        elif kind == "radio":
            page.check(f'main [name="{name}"][value="{value}"]')
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(str(value))


def follow(page, where):
    """A click that leads to a page, and that page. (A form that saves itself sends only what is saved.)"""
    with page.expect_navigation():
        where.click()


def press(page, words):
    """The button of this name. A verb that may take words opens first and is then confirmed."""
    summary = page.locator("summary.btn", has_text=re.compile(f"^{re.escape(words)}$"))
    if summary.count():
        summary.click()
    follow(page, page.get_by_role("button", name=words, exact=True))


def decide(page, verb, **words):
    """A verb that asks for words: opened, told them, confirmed."""
    panel = page.locator(f"#verb-{verb}")
    panel.locator("summary").click()
    for name, said in words.items():
        panel.locator(f"[name={name}]").fill(said)
    fits(page)
    follow(page, panel.locator("form button"))


def link(page, words):
    """The first link of this name."""
    follow(page, page.get_by_role("link", name=words, exact=isinstance(words, str)).first)


def says(page, words):
    """The page comes to say this."""
    page.locator("main", has_text=words).wait_for()


def shows(where, words):
    """This place comes to read so, and nothing else."""
    from playwright.sync_api import expect

    expect(where).to_have_text(words)


def comes(page, fact):
    """What no page tells comes true: a row in the database, a request that was caught."""
    for _turn in range(PATIENCE // 50):
        if fact():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It does not come.")


def fits(page):
    """Nothing is wider than the screen."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{page.url} is {wide} wide on {window}"
