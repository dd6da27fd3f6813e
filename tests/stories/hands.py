"""A person's hands on a phone, counted: taps, fields typed, characters, pages. Every press of a story goes through
them, so that what it asks of a person can be bounded.

``seconds`` is the keystroke-level model of Card, Moran and Newell (The keystroke-level model for user performance
time with interactive systems, Communications of the ACM 23(7), 1980), for who knows the answers and makes no
mistake: a decision before each tap and field (M, their 1.35 s), a tap (P, 1.0 s on glass instead of their 1.1 s with a
mouse), a key (K, 0.5 s, a slow thumb), a page (R, 2 s, a poor network). A Chinese character is typed as pinyin: three
keys and the choice among the candidates.
"""

from dataclasses import dataclass

THINK, TAP, KEY, PAGE, KEYS_A_CHARACTER = 1.35, 1.0, 0.5, 2.0, 4


@dataclass
class Hands:
    page: object
    taps: int = 0
    fields: int = 0
    keys: int = 0
    pages: int = 0

    def go(self, address):
        """The address bar, once; from there on links and buttons are pressed."""
        self.pages += 1
        self.page.goto(address)

    def tap(self, where):
        self.taps += 1
        where.click()

    def follow(self, where):
        """A tap that leads to another page."""
        self.pages += 1
        with self.page.expect_navigation():
            self.tap(where)

    def press(self, name):
        self.follow(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name):
        self.follow(self.page.get_by_role("link", name=name, exact=True).first)

    def type(self, where, words):
        """A field is tapped and typed into."""
        self.taps += 1
        self.fields += 1
        self.keys += sum(1 if letter.isascii() else KEYS_A_CHARACTER for letter in words)
        where.fill(words)

    def answer(self, answers):
        """What a form asks: typed, chosen (two taps) or ticked (one)."""
        for name, value in answers.items():
            field = self.page.locator(f'main [name="{name}"]').first
            kind = field.evaluate("one => one.type || one.tagName.toLowerCase()")
            if kind == "checkbox":
                self.tap(field)
            elif kind == "radio":
                self.tap(self.page.locator(f'main [name="{name}"][value="{value}"]'))
            elif kind == "select-one":
                self.taps += 2
                field.select_option(value)
            else:
                self.type(field, str(value))

    @property
    def seconds(self):
        decided = self.taps * (THINK + TAP)
        return decided + self.keys * KEY + self.pages * PAGE

    def __str__(self):
        counted = f"{self.taps} taps, {self.fields} fields, {self.keys} keys, {self.pages} pages"
        return f"{counted}: {self.seconds / 60:.1f} min by the keystroke-level model"
