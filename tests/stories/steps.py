"""What a person does with a page, in one line each."""

from tests.web.test_journeys import answer, press  # noqa: F401  the journeys' own hands


def says(page, words):
    """The page comes to say this."""
    page.locator("main", has_text=words).wait_for()


def fits(page):
    """Nothing is wider than the phone."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{page.url} is {wide} wide on {window}"


def pressed(page, name):
    """The button of this name, pressed, and the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
