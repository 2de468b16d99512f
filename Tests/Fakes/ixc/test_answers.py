"""The forms of answers, good and bad, and the switches that change them."""

import http.client
import json
import unittest

from kit import FakeTest, headers

ALL = ("fn_areceber", "fn_areceber.id", ">", "0")


class Shapes(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles(2)

    def test_every_value_is_a_text(self):
        answer = self.fake.ask(*ALL)
        self.assertEqual(answer.kind, "text/x-json; charset=utf-8")
        row = answer.rows[0]
        self.assertEqual((row["valor"], row["nparcela"]), ("100.00", "1"))
        self.assertEqual(row["pagamento_data"], "0000-00-00")
        self.assertIsNone(row["charge_id"])
        self.assertTrue(all(isinstance(value, (str, type(None))) for value in row.values()))

    def test_counts_may_be_numbers(self):
        self.assertEqual(self.fake.ask(*ALL).json["total"], "2")
        self.fake.switch(total="number")
        self.assertEqual(self.fake.ask(*ALL).json["total"], 2)

    def test_no_rows_may_be_no_key(self):
        asked = ("fn_areceber", "fn_areceber.id", "=", "99")
        self.assertEqual(self.fake.ask(*asked).json, {"page": "1", "total": "0"})
        self.fake.switch(empty="list")
        self.assertEqual(self.fake.ask(*asked).json["registros"], [])

    def test_rows_may_have_cells(self):
        self.fake.switch(rows=["fn_areceber"])
        answer = self.fake.ask(*ALL).json
        self.assertNotIn("registros", answer)
        self.assertEqual(answer["rows"][1]["id"], "2")
        self.assertIn("100.00", answer["rows"][1]["cell"])

    def test_one_row_may_come_bare(self):
        self.fake.switch(bare=["fn_areceber"])
        self.assertEqual(self.fake.ask("fn_areceber", "fn_areceber.id", "=", "2").json["id"], "2")
        self.assertEqual(self.fake.ask(*ALL).json["total"], "2")

    def test_latin_1_under_html(self):
        self.fake.switch(encoding="latin-1")
        answer = self.fake.ask("cliente", "cliente.id", ">", "0")
        self.assertEqual(answer.kind, "text/html; charset=ISO-8859-1")
        self.assertIn("João".encode("latin-1"), answer.body)

    def test_escaped_texts(self):
        self.fake.switch(encoding="escaped")
        self.assertIn(b"Jo\\u00e3o", self.fake.ask("cliente", "cliente.id", ">", "0").body)

    def test_accents_may_be_encoded_twice(self):
        self.fake.switch(double_encoded=True)
        answer = self.fake.ask("cliente", "cliente.id", ">", "0")
        self.assertEqual(answer.rows[0]["razao"], "JoÃ£o Valdoro")

    def test_columns_of_newer_versions_may_be_missing(self):
        self.fake.switch(missing=["titulo_renegociado", "fn_areceber.ultima_atualizacao"])
        row = self.fake.ask(*ALL).rows[0]
        self.assertNotIn("titulo_renegociado", row)
        self.assertNotIn("ultima_atualizacao", row)
        self.assertTrue(self.fake.ask("fn_areceber", "fn_areceber.titulo_renegociado", "=",
                                      "S").is_html)
        self.assertIn("ultima_atualizacao", self.fake.ask("cliente").rows[0])

    def test_a_column_may_have_another_name(self):
        self.fake.switch(renamed={"uf.sigla": "abreviatura"})
        row = self.fake.ask("uf", "uf.abreviatura", "=", "SC").rows[0]
        self.assertEqual((row["abreviatura"], row["nome"]), ("SC", "Santa Catarina"))
        self.assertNotIn("sigla", row)
        self.assertTrue(self.fake.ask("uf", "uf.sigla", "=", "SC").is_html)
        self.assertEqual(self.fake.ask(*ALL).ids, [1, 2])

    def test_empty_values_may_be_null_or_blank(self):
        self.fake.switch(null=["pagamento_data"], blank=["fn_areceber.data_cancelamento"])
        row = self.fake.ask(*ALL).rows[0]
        self.assertIsNone(row["pagamento_data"])
        self.assertEqual(row["data_cancelamento"], "")

    def test_money_may_have_a_comma(self):
        self.fake.switch(money="comma")
        self.assertEqual(self.fake.ask(*ALL).rows[0]["valor"], "100,00")


class Refusals(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles(1)

    def test_wrong_token(self):
        answer = self.fake.ask(*ALL, token="7:wrong")
        self.assertEqual((answer.status, answer.json["type"]), (200, "error"))
        self.assertIn("Token", answer.json["message"])

    def test_not_basic_is_a_login_page(self):
        answer = self.fake.send("POST", "/webservice/v1/cliente", "{}", {
            "ixcsoft": "listar", "Authorization": "Bearer x"})
        self.assertEqual(answer.status, 401)
        self.assertTrue(answer.is_html)

    def test_each_refusal(self):
        for auth, status, word in (("token", 200, "Token"), ("address", 200, "IP"),
                                   ("right", 200, "permissão"), ("moved", 403, "form"),
                                   ("login", 401, "form")):
            self.fake.switch(auth=auth)
            answer = self.fake.ask(*ALL)
            self.assertEqual(answer.status, status, auth)
            self.assertIn(word, answer.body.decode())

    def test_a_right_may_lack_for_one_resource(self):
        self.fake.switch(forbidden=["cliente"])
        self.assertIn("permissão", self.fake.ask("cliente").json["message"])
        self.assertEqual(self.fake.ask(*ALL).ids, [1])

    def test_refusals_by_status(self):
        self.fake.switch(errors="status")
        self.assertEqual(self.fake.ask(*ALL, token="7:wrong").status, 401)
        self.assertEqual(self.fake.ask("cliente", "cliente.nada", ">", "0").status, 500)

    def test_method(self):
        for wanted, answers in (("both", {"GET", "POST"}), ("post", {"POST"}), ("get", {"GET"})):
            self.fake.switch(method=wanted)
            for method in ("GET", "POST"):
                answer = self.fake.ask(*ALL, method=method)
                self.assertEqual(answer.is_html, method not in answers, (wanted, method))

    def test_a_get_with_a_query_string_is_not_available(self):
        answer = self.fake.ask("cliente?page=1", method="GET")
        self.assertIn("não está disponível", answer.json["message"])

    def test_resources_may_be_unavailable(self):
        for name in ("ixc_logs", "negativacao_spc_serasa", "remocao_spc_serasa"):
            self.assertIn("não está disponível", self.fake.ask(name).json["message"])
        self.fake.switch(unavailable=["cliente"], retired=["fn_areceber"], rows=[])
        self.assertIn("não está disponível", self.fake.ask("cliente").json["message"])
        self.assertIn("Erro inesperado", self.fake.ask(*ALL).json["message"])
        self.assertEqual(self.fake.ask("ixc_logs").rows[0]["tipo"], "inseriu")

    def test_failures_of_some_of_the_requests(self):
        self.fake.switch(flaky={"kind": 504, "fail": 1, "of": 3})
        self.assertEqual([self.fake.ask(*ALL).status for _ in range(6)],
                         [504, 200, 200, 504, 200, 200])

    def test_failures_of_the_next_requests_to_a_resource(self):
        self.fake.switch(flaky=[{"kind": "html", "next": 2, "resources": ["fn_areceber"]}])
        self.assertFalse(self.fake.ask("cliente").is_html)
        self.assertEqual([self.fake.ask(*ALL).is_html for _ in range(3)], [True, True, False])
        asked = self.fake.control("GET", "requests?resource=fn_areceber")
        self.assertEqual([entry["outcome"] for entry in asked],
                         ["flaky html", "flaky html", "rows"])

    def test_a_cut_body(self):
        whole = len(self.fake.ask(*ALL).body)
        self.fake.switch(flaky={"kind": "cut", "next": 1})
        with self.assertRaises(http.client.IncompleteRead) as caught:
            self.fake.ask(*ALL)
        self.assertEqual(len(caught.exception.partial), whole // 2)
        self.fake.connection.close()

    def test_a_dropped_connection(self):
        self.fake.switch(flaky={"kind": "drop", "next": 1})
        with self.assertRaises(ConnectionError):
            self.fake.ask(*ALL)
        self.fake.connection.close()
        self.assertEqual(self.fake.ask(*ALL).ids, [1])

    def test_a_slow_answer_comes_late(self):
        self.fake.switch(flaky={"kind": "slow", "seconds": 0.01, "next": 1})
        self.assertEqual(self.fake.ask(*ALL).ids, [1])
        self.assertEqual(self.fake.control("GET", "requests")[-1]["outcome"], "rows, slow")

    def test_a_body_that_is_no_json(self):
        for body in ("qtype=cliente.id", "[1]", "\xff"):
            answer = self.fake.send(
                "POST", "/webservice/v1/cliente", body.encode("latin-1"), headers())
            self.assertTrue(answer.is_html, body)


class Switching(FakeTest):
    def test_a_wrong_switch_changes_nothing(self):
        for wrong in ({"nada": 1}, {"total": "number", "method": "put"}, {"in-limit": "many"},
                      {"flaky": "html"}, {"branches": 1}, {"unavailable": "cliente"}):
            answer = self.fake.send("POST", "/_fake/switches", json.dumps(wrong))
            self.assertEqual(answer.status, 409, wrong)
        self.assertEqual(self.fake.control("GET", "switches")["total"], "string")

    def test_null_gives_the_beginning_back(self):
        self.fake.switch(total="number")
        self.assertEqual(self.fake.switch(total=None)["total"], "string")


if __name__ == "__main__":
    unittest.main()
