"""The operators, paging and counts, and the names of the resources."""

import unittest

from kit import FakeTest


class Operators(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles(6)

    def test_each_operator(self):
        for operator, value, ids in (
                ("=", "2", [2]), ("!=", "2", [1, 3, 4, 5, 6]), (">", "4", [5, 6]),
                (">=", "4", [4, 5, 6]), ("<", "3", [1, 2]), ("<=", "3", [1, 2, 3]),
                ("IN", "1, 3,9", [1, 3]), ("NI", "1,3", [2, 4, 5, 6]), ("L", "2", [2]),
                ("NL", "2", [1, 3, 4, 5, 6])):
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", operator, value)
            self.assertEqual(answer.ids, ids, (operator, value))
            grid = [{"TB": "fn_areceber.id", "OP": operator, "P": value}]
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid)
            self.assertEqual(answer.ids, ids, (operator, value))

    def test_numbers_are_read_as_far_as_they_go(self):
        for value, ids in (("5abc", [6]), ("abc", [1, 2, 3, 4, 5, 6]), ("9" * 30, [])):
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", value)
            self.assertEqual(answer.ids, ids, value)

    def test_between(self):
        for operator, ids in (("BE", [2, 3, 4]), ("NBE", [1, 5, 6])):
            grid = [{"TB": "fn_areceber.data_vencimento", "OP": operator, "P": "2025-11-02",
                     "P2": "2025-11-04"}]
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid)
            self.assertEqual(answer.ids, ids, operator)

    def test_dates_in_a_list(self):
        for values, ids in (("2025-11-02,2025-11-05", [2, 5]), ("2025-11-02,05/11/2025",
                                                                [1, 2, 3, 4, 5, 6])):
            answer = self.fake.ask("fn_areceber", "fn_areceber.data_vencimento", "IN", values)
            self.assertEqual(answer.ids, ids, values)

    def test_money_is_compared_as_a_number(self):
        self.fake.happen("issue", id_cliente=7, valor="9.50", data_vencimento="2025-11-01")
        self.assertEqual(self.fake.ask("fn_areceber", "fn_areceber.valor", "<", "10").ids, [7])

    def test_empty_values_are_compared_as_they_are_shown(self):
        for name, value in (("liberado", "S"), ("status", "A"), ("valor_recebido", "0.00"),
                            ("pagamento_data", "0000-00-00")):
            answer = self.fake.ask("fn_areceber", "fn_areceber." + name, "=", value)
            self.assertEqual(len(answer.rows), 6, name)
        self.assertEqual(self.fake.ask("fn_areceber", "fn_areceber.liberado", "!=", "S").ids, [])

    def test_a_second_value_counts_on_codes(self):
        self.fake.happen("receive", id=1)
        self.fake.happen("cancel", id=2)
        self.fake.happen("receive-partly", id=3, credito="40.00")
        for operator, first, second, ids in (("L", "A", "P", [3, 4, 5, 6]),
                                             ("!=", "R", "C", [3, 4, 5, 6]),
                                             ("IN", "R,C", "", [1, 2])):
            grid = [{"TB": "fn_areceber.status", "OP": operator, "P": first, "P2": second}]
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid)
            self.assertEqual(answer.ids, ids, operator)

    def test_pages_and_order(self):
        for page, order, ids in (("1", "asc", [1, 2]), ("3", "asc", [5, 6]), ("4", "asc", []),
                                 ("1", "desc", [6, 5])):
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", page=page, rp="2",
                                   sortname="fn_areceber.id", sortorder=order)
            self.assertEqual((answer.ids, answer.json["total"]), (ids, "6"))

    def test_order_by_another_column(self):
        self.fake.happen("change-due-date", id=6, data_vencimento="2025-01-01")
        answer = self.fake.ask(
            "fn_areceber", "fn_areceber.id", ">", "0", sortname="fn_areceber.data_vencimento")
        self.assertEqual(answer.ids, [6, 1, 2, 3, 4, 5])

    def test_a_walk_by_id_counts_what_is_left(self):
        grid = [{"TB": "fn_areceber.status", "OP": "=", "P": "A"}]

        def left(after):
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", str(after), rp="2",
                                   grid=grid, sortname="fn_areceber.id")
            return answer.ids, answer.json["total"]

        self.assertEqual(left(0), ([1, 2], "6"))
        self.assertEqual(left(2), ([3, 4], "4"))
        self.fake.happen("receive", id=5)
        self.assertEqual(left(2), ([3, 4], "3"))
        self.assertEqual(left(4), ([6], "1"))
        self.assertEqual(left(0), ([1, 2], "5"))

    def test_prospects_are_customers_under_another_name(self):
        made = self.fake.happen("prospect", razao="Inês Riacham")["id"]
        self.assertEqual(self.fake.ask("crm_canditados", "cliente.id", ">", "0").ids, [made])
        self.assertEqual(self.fake.ask("cliente", "cliente.crm", "=", "S").ids, [made])
        self.assertTrue(self.fake.ask("crm_canditados", "crm_canditados.id", ">", "0").is_html)

    def test_names_that_are_not_there(self):
        for name in ("contrato", "crm_candidatos", "fn_movim_finan", "nada"):
            answer = self.fake.ask(name, name + ".id", ">", "0")
            self.assertEqual(answer.json["type"], "error")
            self.assertIn("não está disponível", answer.json["message"])

    def test_receipts_by_title_and_day(self):
        self.fake.happen("receive", id=1, data="2026-01-02")
        self.fake.happen("receive", id=2, data="2026-01-04", vacrescimo="3.00")
        answer = self.fake.ask(
            "fn_areceber_baixas", "fn_movim_finan.data", ">=", "2026-01-03",
            sortname="fn_movim_finan.id")
        self.assertEqual([row["id_receber"] for row in answer.rows], ["2"])
        self.assertEqual(answer.rows[0]["credito"], "100.00")
        self.assertEqual(answer.rows[0]["valor_liquido_recebido"], "103.00")
        self.assertNotIn("id_cliente", answer.rows[0])
        answer = self.fake.ask("fn_areceber_baixas", "fn_movim_finan.id_receber", "IN", "1,2,3")
        self.assertEqual(answer.ids, [1, 2])

    def test_a_base_may_want_the_bare_name(self):
        self.fake.happen("receive", id=1, data="2026-01-02")
        wanted = {"qualified": "data:html movim.data:1 movim.id_receber:1",
                  "bare": "data:1 movim.data:html movim.id_receber:1",
                  "bare-only": "data:1 movim.data:html movim.id_receber:html"}
        for form, outcomes in wanted.items():
            self.fake.switch(baixas=form)
            for outcome in outcomes.split():
                name, _, result = outcome.partition(":")
                value = "1" if "id" in name else "2026-01-01"
                answer = self.fake.ask(
                    "fn_areceber_baixas", name.replace("movim", "fn_movim_finan"), ">=", value)
                found = "html" if answer.is_html else str(len(answer.rows))
                self.assertEqual(found, result, (form, name))


if __name__ == "__main__":
    unittest.main()
