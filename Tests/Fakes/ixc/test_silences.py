"""The wrong silences: what the service does not understand, and how little it says of it."""

import unittest

from kit import FakeTest


class Silences(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles()

    def test_unknown_column_is_html_with_200(self):
        answer = self.fake.ask("fn_areceber", "fn_areceber.vencimento", ">", "0")
        self.assertEqual(answer.status, 200)
        self.assertTrue(answer.is_html)
        self.assertEqual(self.fake.silences(), ["column fn_areceber.vencimento"])

    def test_column_without_table_is_html(self):
        self.assertTrue(self.fake.ask("fn_areceber", "id", ">", "0").is_html)

    def test_column_of_another_table_is_html(self):
        self.assertTrue(self.fake.ask("fn_areceber", "cliente.id", ">", "0").is_html)

    def test_unknown_column_of_the_grid_is_html(self):
        grid = [{"TB": "fn_areceber.situacao", "OP": "=", "P": "A"}]
        self.assertTrue(
            self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid).is_html)

    def test_unknown_column_may_be_left_out(self):
        self.fake.switch(columns="lenient")
        answer = self.fake.ask("fn_areceber", "fn_areceber.vencimento", "=", "2025-11-01")
        self.assertEqual(answer.ids, [1, 2, 3])
        self.assertEqual(self.fake.silences(), ["unknown-column"])

    def test_unknown_sort_finds_nothing(self):
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", sortname="id")
        self.assertEqual(answer.json, {"page": "1", "total": "0"})
        self.assertEqual(self.fake.silences(), ["unknown-sort"])

    def test_receipts_sort_by_their_key_alone(self):
        self.fake.happen("receive", id=1)
        for name, count in (("fn_movim_finan.id", 1), ("fn_areceber_baixas.id", 0),
                            ("fn_movim_finan.data", 0)):
            answer = self.fake.ask(
                "fn_areceber_baixas", "fn_movim_finan.id", ">", "0", sortname=name)
            self.assertEqual(len(answer.rows), count, name)

    def test_the_word_like_is_html(self):
        self.assertTrue(self.fake.ask("cliente", "cliente.razao", "LIKE", "Jo").is_html)

    def test_grid_that_is_no_json_is_html(self):
        answer = self.fake.ask("cliente", "cliente.id", ">", "0", grid_param="[{")
        self.assertTrue(answer.is_html)

    def test_foreign_date_of_the_grid_is_ignored(self):
        grid = [{"TB": "fn_areceber.data_vencimento", "OP": ">=", "P": "03/11/2025"}]
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid)
        self.assertEqual(answer.ids, [1, 2, 3])
        self.assertEqual(self.fake.silences(), ["date-ignored"])

    def test_foreign_date_of_the_question_is_ignored(self):
        answer = self.fake.ask(
            "fn_areceber", "fn_areceber.data_vencimento", ">=", "03/11/2025")
        self.assertEqual(answer.ids, [1, 2, 3])

    def test_iso_date_is_honoured(self):
        answer = self.fake.ask("fn_areceber", "fn_areceber.data_vencimento", ">=", "2025-11-02")
        self.assertEqual(answer.ids, [2, 3])
        self.assertEqual(self.fake.silences(), [])

    def test_a_base_may_honour_foreign_dates(self):
        with_time = "03/11/2025 00:00:00"
        for form, value, ids in (("with-time", with_time, [3]), ("both", with_time, [3]),
                                 ("with-time", "03/11/2025", [1, 2, 3]),
                                 ("both", "03/11/2025", [3]), ("none", "2025-11-03", [1, 2, 3])):
            self.fake.switch(dates=form)
            answer = self.fake.ask("fn_areceber", "fn_areceber.data_vencimento", ">=", value)
            self.assertEqual(answer.ids, ids, (form, value))

    def test_a_resource_may_ignore_or_refuse_dates(self):
        asked = ("cliente", "cliente.ultima_atualizacao", ">=", "2027-01-01")
        self.assertEqual(self.fake.ask(*asked).ids, [])
        self.fake.switch(dates_ignored=["cliente"])
        self.assertEqual(self.fake.ask(*asked).ids, [7])
        self.fake.switch(dates_refused=["cliente"])
        self.assertTrue(self.fake.ask(*asked).is_html)

    def test_a_day_is_its_first_second(self):
        for operator, value, ids in ((">=", "2026-01-05", [7]), ("<=", "2026-01-05", []),
                                     ("<=", "2026-01-05 09:00:00", [7])):
            answer = self.fake.ask("cliente", "cliente.ultima_atualizacao", operator, value)
            self.assertEqual(answer.ids, ids, (operator, value))

    def test_between_brings_zero_dates_too(self):
        self.fake.happen("receive", id=1, data="2026-01-03")
        grid = [{"TB": "fn_areceber.pagamento_data", "OP": "BE", "P": "2026-01-01",
                 "P2": "2026-01-04"}]
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid)
        self.assertEqual(answer.ids, [1, 2, 3])
        self.assertEqual(self.fake.silences(), ["be-zero-dates"])
        self.fake.switch(be_zero_dates=False)
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0", grid=grid)
        self.assertEqual(answer.ids, [1])

    def test_zero_dates_come_before_all_others(self):
        self.fake.happen("receive", id=1, data="2026-01-03")
        answer = self.fake.ask("fn_areceber", "fn_areceber.pagamento_data", "<=", "2025-12-01")
        self.assertEqual(answer.ids, [2, 3])

    def test_more_than_400_values_find_nothing(self):
        for count, ids in ((400, [1, 2, 3]), (401, [])):
            answer = self.fake.ask("fn_areceber", "fn_areceber.id", "IN",
                                   ",".join(map(str, range(1, count + 1))))
            self.assertEqual(answer.ids, ids)
        self.assertEqual(self.fake.silences(), ["in-limit"])
        self.fake.switch(in_limit=0)
        answer = self.fake.ask(
            "fn_areceber", "fn_areceber.id", "IN", ",".join(map(str, range(1, 1001))))
        self.assertEqual(answer.ids, [1, 2, 3])

    def test_names_are_found_by_parts_alone(self):
        self.assertEqual(self.fake.ask("cliente", "cliente.razao", "=", "João Valdoro").ids, [])
        self.assertEqual(self.fake.ask("cliente", "cliente.razao", "L", "joao val").ids, [7])

    def test_a_document_is_found_as_it_is_stored(self):
        for document, ids in (("11144477735", []), ("111.444.777-35", [7])):
            self.assertEqual(self.fake.ask("cliente", "cliente.cnpj_cpf", "=", document).ids, ids)

    def test_empty_query_is_no_filter(self):
        self.assertEqual(self.fake.ask("fn_areceber", "fn_areceber.id", "=", "").ids, [1, 2, 3])
        self.assertEqual(self.fake.silences(), ["empty-query"])
        self.assertEqual(self.fake.ask("fn_areceber").ids, [1, 2, 3])
        self.assertEqual(self.fake.silences(), ["no-filter"])

    def test_pages_may_be_shorter_than_asked(self):
        self.fake.switch(page_limit=2)
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0")
        self.assertEqual((answer.ids, answer.json["total"]), ([1, 2], "3"))

    def test_any_filter_may_be_ignored(self):
        self.fake.switch(ignored=["fn_areceber.status"])
        grid = [{"TB": "fn_areceber.status", "OP": "=", "P": "C"}]
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "1", grid=grid)
        self.assertEqual(answer.ids, [2, 3])
        self.assertEqual(self.fake.silences(), ["ignored"])

    def test_most_rows_may_be_missing(self):
        self.fake.switch(shrink={"fn_areceber": 3})
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0")
        self.assertEqual((answer.ids, answer.json["total"]), ([3], "1"))
        self.assertEqual(self.fake.ask("cliente").ids, [7])

    def test_rows_of_other_branches_are_missing(self):
        self.fake.happen("customer", id=8, filial_id=2)
        self.fake.happen("issue", id_cliente=8, valor="5.00", data_vencimento="2025-11-01")
        self.fake.happen("receive", id=4)
        self.fake.switch(branches=[1])
        self.assertEqual(self.fake.ask("fn_areceber", "fn_areceber.id", "IN", "3,4").ids, [3])
        self.assertEqual(self.fake.ask("cliente", "cliente.id", ">", "0").ids, [7])
        self.assertEqual(self.fake.ask("filial", "filial.id", ">", "0").ids, [1])
        self.assertEqual(
            self.fake.ask("fn_areceber_baixas", "fn_movim_finan.id", ">", "0").ids, [])


if __name__ == "__main__":
    unittest.main()
