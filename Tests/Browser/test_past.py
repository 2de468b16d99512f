"""The demo as a new user meets it: a house with six months behind it, and its routine on."""

import subprocess
import unittest

import stage


class Past(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = stage.Demo("2026-11-24T13:00:00Z", past=True)
        cls.addClassCleanup(cls.demo.stop)

    def count(self, path):
        return len(self.demo.api("GET", path + ("&" if "?" in path else "?") + "limit=200")["data"])

    def test_the_house_has_lived(self):
        demo = self.demo
        self.assertEqual(demo.today(), demo.start[:10])
        for state in ("active", "removed"):
            self.assertGreater(self.count(f"/listings?state={state}"), 3, state)
        self.assertGreater(self.count("/inquiries"), 20)
        states = sorted(dispute["state"] for dispute in demo.api("GET", "/disputes")["data"])
        self.assertIn("open", states, "one still waits for its answer")
        self.assertGreater(len(states), 1, "others were answered")
        integration = demo.api("GET", "/integrations")["data"][0]
        self.assertTrue(integration["automatic"])
        verified = subprocess.run(
            [stage.PROGRAM, "audit", "verify", "--database",
             f"sqlite:{demo.folder}/data/adimple.sqlite"], capture_output=True, text=True)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_the_first_look(self):
        browser = stage.Browser()
        self.addCleanup(browser.quit)
        browser.sign_in(self.demo).see("Painel").see("1 contestação espera resposta")
        browser.see("Recuperado em 30 dias")
        browser.picture("painel-com-passado")
        self.assertEqual(browser.axe(), [])
        browser.menu("Negativações").see("Ativa")
        self.assertEqual(browser.complaints(), [])


if __name__ == "__main__":
    unittest.main()
