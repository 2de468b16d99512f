"""What the steps of the walk through the manual page share.

The page is the old wiki page that the users of the product know; its statements are numbered, and
each step of the walk names the numbers that it shows.
"""

import functools
import re
import unittest

import stage
from cast import Person

# What the page states (1-58), and what was remarked on it and is promised (59-63).
ITEMS = set(range(1, 64))


def manual(*items):
    """Marks a step with the numbers it shows; leaves a picture behind, also of a failure."""
    def mark(step):
        @functools.wraps(step)
        def walked(self):
            if type(self).broken:
                self.skipTest(f"the walk ended in {type(self).broken}")
            try:
                step(self)
            except BaseException:
                type(self).broken = step.__name__
                self.picture("failed-" + step.__name__.removeprefix("test_"))
                raise
            self.picture(step.__name__.removeprefix("test_"))
            self.assertEqual(self.browser.complaints(), [])
        walked.items = items
        return walked
    return mark


class Walk:
    """The demo, a browser and the cast; a test class of its own for each way to walk."""

    javascript = True
    broken = None
    # When its demo begins.
    start = None

    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo(cls.start)
        cls.addClassCleanup(demo.stop)
        branch = demo.api("GET", "/branches")["data"][0]
        demo.branch = branch["id"]
        cls.first_integration = branch["integrationId"]
        cls.credentials = re.search(r"credor no birô\s+(\S+)\s+(\S+)", demo.greeting).groups()
        cls.beatriz = Person(demo, "Beatriz Antunes", "101202301", (90, 100, 110))
        cls.caio = Person(demo, "Caio Rezende", "101202302", (-10,))
        cls.dora = Person(
            demo, "Dora Lemos", "101202303", (95,),
            street="Rua Professora Doutora Maria da Conceição de Albuquerque e Melo Cavalcanti "
            "Sobrinha, antiga Estrada Velha do Mar do Sul")
        cls.elias = Person(demo, "Elias Prado", "101202304", (58,))
        cls.browser = stage.Browser(javascript=cls.javascript)
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(demo).see("Painel")

    @property
    def way(self):
        return "com-javascript" if self.javascript else "sem-javascript"

    def picture(self, name):
        return self.browser.picture(f"manual/{self.way}/{name}")

    def show(self, name):
        """A picture for the manual in the product; one walk makes it."""
        if self.javascript:
            self.browser.picture(name)

    def customer(self, person, tab=None):
        """Cadastros › Clientes, found by name."""
        self.browser.menu("Clientes")
        self.search("Nome ou CPF/CNPJ", person.name)
        self.browser.link(person.name).see(person.name)
        if tab:
            self.browser.link(tab)
        return self.browser

    def search(self, label, text):
        """Filters a list and waits until it holds only what was searched."""
        self.browser.fill(label, text)
        if not self.javascript:
            self.browser.link("Filtrar")
        self.browser.until(
            lambda: all(text in row.text for row in self.browser.all("main tbody tr"))
            and self.browser.all("main tbody tr"), f"no list of «{text}» alone")

    def field_fault(self, label):
        """What is said at a field that is wrong, once the page says something there."""
        return self.browser.until(
            lambda: self.words_at(label), f"nothing is said at «{label}»")

    def words_at(self, label):
        control = self.browser.field(label)
        if control.get_attribute("aria-invalid") != "true":
            return ""
        ids = (control.get_attribute("aria-describedby") or "").split()
        return " ".join(self.browser.find(f"[id='{id}']").text for id in ids)


def every_item(case):
    """The numbers that the steps of a class show."""
    steps = [getattr(case, name) for name in dir(case) if name.startswith("test_")]
    return {item for step in steps for item in getattr(step, "items", ())}
