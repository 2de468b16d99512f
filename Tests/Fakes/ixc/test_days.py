"""Busy days, and what is owed after them."""

import unittest

from kit import Fake

from common.kit import NOW

SIZE = {"customers": 60, "titles": 500, "seed": 2, "clock": NOW}


def cents(text):
    return round(float(text) * 100)


class Days(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = Fake()

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def busy(self, seed, count=60):
        return self.fake.control("POST", "busy", {"seed": seed, "count": count})

    def rows(self, table):
        return self.fake.control("GET", f"rows?table={table}&limit=100000")

    def test_the_same_seed_makes_the_same_day(self):
        days = []
        for _ in range(2):
            self.fake.control("POST", "reset", SIZE)
            days.append((self.busy(3), self.rows("fn_areceber")))
        self.assertTrue(days[0] == days[1])

    def test_a_day_can_be_told_again(self):
        self.fake.control("POST", "reset", SIZE)
        script = self.busy(4)
        there = self.rows("fn_areceber")
        self.fake.control("POST", "reset", SIZE)
        self.fake.control("POST", "events", script)
        self.assertTrue(self.rows("fn_areceber") == there)

    def test_every_kind_happens_and_money_adds_up(self):
        self.fake.control("POST", "reset", SIZE)
        kinds = set()
        for seed in range(12):
            kinds |= {event["event"] for event in self.busy(seed)}
            self.fake.control("POST", "clock", {"days": 1})
        self.assertGreaterEqual(len(kinds), 20)
        titles = {int(row["id"]): row for row in self.rows("fn_areceber")}
        receipts = self.rows("fn_movim_finan")
        for one in self.fake.control("GET", "owed?limit=100000"):
            row = titles.pop(one["id"])
            settled = sum(cents(receipt["credito"]) for receipt in receipts
                          if receipt["id_receber"] == row["id"])
            self.assertEqual(one["settled"], settled)
            self.assertLessEqual(settled, cents(row["valor"]))
            if one["state"] == "open":
                self.assertEqual(one["owed"] + settled, cents(row["valor"]))
                self.assertGreater(one["owed"], 0)
                self.assertEqual(row["status"] == "P", settled > 0)
                self.assertLessEqual(one["owed"], cents(row["valor_aberto"]))
            else:
                self.assertEqual((one["owed"], row["valor_aberto"]), (0, "0.00"))
        self.assertEqual(titles, {})
        self.assertFalse([receipt for receipt in receipts if cents(receipt["credito"]) <= 0])

    def test_what_is_owed(self):
        self.fake.control("POST", "reset", {"clock": NOW})
        self.fake.happen("customer", id=7, orgao_publico="S")
        for _ in range(4):
            self.fake.happen("issue", id_cliente=7, valor="100.00", data_vencimento="2025-11-01")
        self.fake.happen("receive-partly", id=1, credito="30.00", lags=True)
        self.fake.happen("hide", id=1)
        self.fake.happen("bank-order", id=2, code="45")
        self.fake.happen("renegotiate", ids=[3], data_vencimento="2026-02-01", status="R")
        self.fake.happen("cancel", id=4)
        self.fake.happen("delete-customer", id=7)
        self.assertEqual(
            [(one["state"], one["owed"], one["settled"], one["holds"])
             for one in self.fake.control("GET", "owed?ids=1,2,3,4,99")],
            [("open", 7000, 3000, ["hidden", "no-customer"]),
             ("open", 10000, 0, ["no-customer", "order-45"]),
             ("renegotiated", 0, 0, ["no-customer"]), ("cancelled", 0, 0, ["no-customer"])])


if __name__ == "__main__":
    unittest.main()
