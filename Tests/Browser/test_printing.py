"""What comes out of the printer: pages of A4, without menu and buttons."""

import re
import subprocess
import unittest

import stage
from cast import Person, cpf


def pages(pdf):
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said).group(1))


def words(pdf):
    """The words of a PDF in the order in which they were written, wherever a line breaks."""
    return stage.even(subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout)


class Printing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo("2026-11-29T13:00:00Z")
        cls.addClassCleanup(demo.stop)
        branch = demo.api("GET", "/branches")["data"][0]
        demo.branch = branch["id"]
        cls.person = Person(demo, "Olívia Ramos Teles", "101202305", (100, 110))
        cls.titles = demo.api("GET", f"/receivables?personId={cls.person.id}")["data"]
        cls.listings = [row["id"] for row in demo.api("POST", "/listings", {
            "receivableIds": [row["id"] for row in cls.titles],
            "restrictionCode": "internet"})["data"]]
        # Occurrences in every block: the longest report that the reference bureau gives.
        cls.inquiry = demo.api("POST", "/inquiries", {
            "document": cpf("417628905"), "product": "complete-natural",
            "purpose": "credit-granting"})["id"]
        demo.advance(days=15)
        demo.api("POST", f"/listings/removals", {
            "listingIds": cls.listings[:1], "reason": "payment"})
        demo.api("POST", f"/receivables/{cls.titles[1]['id']}/payments", {
            "amountCents": cls.titles[1]["openCents"],
            "paidOn": demo.today()})
        cls.browser = stage.Browser()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(demo).see("Painel")

    def on_paper(self, path, name, at_most, *texts):
        self.browser.open(self.demo.url + path)
        pdf = self.browser.print(f"print/{name}")
        text = words(pdf)
        for expected in texts:
            self.assertIn(expected, text)
        for left_out in ("Configurações", "Central de consultas", "Sair"):
            self.assertNotIn(left_out, text)
        self.assertLessEqual(pages(pdf), at_most)

    def test_report_of_an_inquiry(self):
        self.on_paper(
            f"/consultas/{self.inquiry}", "relatorio-da-consulta", 2, "Constam restrições",
            "Protestos", "Sobre esta consulta")

    def test_the_same_in_dark(self):
        browser = stage.Browser(dark=True)
        self.addCleanup(browser.quit)
        browser.sign_in(self.demo).see("Painel")
        browser.open(f"{self.demo.url}/consultas/{self.inquiry}")
        self.assertLessEqual(pages(browser.print("print/relatorio-no-escuro")), 2)

    def test_pdf_of_the_report(self):
        report = stage.PICTURES / "print/relatorio-do-programa.pdf"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(self.demo.download(f"/inquiries/{self.inquiry}/report.pdf"))
        self.assertLessEqual(pages(report), 2)
        self.assertIn("Constam restrições", words(report))

    def test_listing(self):
        self.on_paper(
            f"/negativacoes/{self.listings[1]}", "negativacao", 2, "Olívia Ramos Teles",
            "Linha do tempo")

    def test_result_of_a_removal(self):
        self.browser.until(
            lambda: {row["state"] for row in self.person.listings(self.demo)} == {"removed"},
            "the bureau did not confirm")
        picked = "&".join(f"negativacao={listing}" for listing in self.listings)
        self.on_paper(
            f"/negativacoes/baixa/resultado?{picked}", "baixa", 1, "Resultado da baixa",
            "Olívia Ramos Teles", "Confirmada")

    def test_receipt(self):
        self.on_paper(
            f"/financeiro/titulos/{self.titles[1]['id']}", "recebimento", 2,
            self.titles[1]["number"], "Pago")

    def test_letter(self):
        letter = stage.PICTURES / "print/carta.pdf"
        letter.parent.mkdir(parents=True, exist_ok=True)
        self.browser.open(f"{self.demo.url}/negativacoes/{self.listings[1]}")
        address = self.browser.find("a[href$='.pdf']").get_attribute("href")
        letter.write_bytes(self.browser.download(address))
        self.assertLessEqual(pages(letter), 2)
        self.assertIn("Olívia Ramos Teles", words(letter))


if __name__ == "__main__":
    unittest.main()
