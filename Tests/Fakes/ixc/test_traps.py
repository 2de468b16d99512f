"""The traps: what may never be sent, and how a test hears of it; the list of requests."""

import unittest

from kit import FakeTest, headers


class Traps(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles(2)
        self.bare = headers()
        del self.bare["ixcsoft"]

    def send(self, method, path, body=None, given=None):
        return self.fake.send(
            method, "/webservice/v1/" + path, body, self.bare if given is None else given)

    def test_lists_are_no_faults(self):
        self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0")
        self.fake.ask("fn_areceber", "fn_areceber.nada", ">", "0")
        self.fake.ask("fn_areceber", method="GET")
        self.assertEqual(self.fake.faults(), [])

    def test_a_post_without_the_header_creates_a_row(self):
        answer = self.send("POST", "fn_areceber", {
            "qtype": "fn_areceber.id", "oper": ">", "query": "0", "valor": "12.00"})
        self.assertEqual(answer.json["type"], "success")
        self.assertEqual(answer.json["id"], "3")
        self.assertEqual(self.title(3)["valor"], "12.00")
        self.assertEqual(self.fake.faults(), ["without the list header"])
        self.assertEqual(self.fake.control("GET", "faults")[0]["path"],
                         "/webservice/v1/fn_areceber")

    def test_a_header_of_another_value_is_none(self):
        self.send("POST", "cliente", {}, {**self.bare, "ixcsoft": "inserir"})
        self.assertEqual(self.fake.faults(), ["without the list header"])

    def test_a_post_to_a_row_makes_another(self):
        self.assertEqual(self.send("POST", "fn_areceber/1", {"valor": "1.00"}).json["id"], "3")

    def test_a_put_empties_what_it_does_not_say(self):
        self.send("PUT", "fn_areceber/1", {"valor": "55.00"})
        row = self.title()
        self.assertEqual((row["valor"], row["id_cliente"], row["data_vencimento"]),
                         ("55.00", "0", "0000-00-00"))
        self.assertEqual(len(self.fake.faults()), 1)

    def test_a_delete_deletes(self):
        self.assertEqual(self.send("DELETE", "fn_areceber/1").json["type"], "success")
        self.assertEqual(self.send("DELETE", "fn_areceber/1").json["type"], "error")
        self.assertEqual(len(self.fake.faults()), 2)

    def test_the_trap_may_refuse(self):
        self.fake.switch(create_trap="refuse")
        self.assertEqual(self.send("POST", "fn_areceber", {}).json["type"], "error")
        self.assertEqual(len(self.fake.faults()), 1)
        self.assertEqual(self.fake.control("GET", "state")["counts"]["fn_areceber"], 2)

    def test_a_get_without_the_header_is_not_found(self):
        self.assertEqual(self.send("GET", "cliente").status, 404)
        self.assertEqual(self.fake.faults(), ["without the list header"])

    def test_a_refused_login_changes_nothing_and_is_a_fault_all_the_same(self):
        wrong = {**headers("7:wrong")}
        del wrong["ixcsoft"]
        self.send("POST", "fn_areceber", {}, wrong)
        self.assertEqual(self.fake.faults(), ["without the list header"])
        self.assertEqual(self.fake.control("GET", "state")["counts"]["fn_areceber"], 2)

    def test_one_resource_may_be_written(self):
        name = "cliente_contrato_historico"
        self.fake.switch(allowed_writes=[name])
        self.send("POST", name, {"id_contrato": "5", "historico": "negativado"})
        self.assertEqual(self.fake.faults(), [])
        row = self.fake.ask(name, name + ".id_contrato", "=", "5").rows[0]
        self.assertEqual(row["historico"], "negativado")
        self.send("DELETE", name + "/1")
        self.assertEqual(len(self.fake.faults()), 1)

    def test_nobody_asks_for_users(self):
        self.fake.ask("usuarios", "usuarios.id", ">", "0")
        self.assertEqual(self.fake.faults(), ["asked for the users of the provider"])

    def test_forgetting(self):
        self.send("GET", "cliente")
        self.fake.control("POST", "forget", {})
        self.assertEqual(self.fake.faults(), [])
        self.assertEqual(self.fake.control("GET", "requests"), [])


class Plans(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles(3)

    def walk(self, count):
        return [len(self.fake.ask("fn_areceber", "fn_areceber.id", ">", "0").rows)
                for _ in range(count)]

    def test_events_in_the_middle_of_a_walk(self):
        self.fake.control("POST", "plans", {
            "after": 2, "resource": "fn_areceber", "clock": "2026-01-09T00:00:00",
            "events": [{"event": "delete", "id": 3}, {"event": "receive", "id": 1}]})
        self.fake.ask("cliente")
        self.assertEqual(self.walk(3), [3, 3, 2])
        self.assertEqual(self.title()["pagamento_data"], "2026-01-09")
        self.assertEqual(self.fake.control("GET", "plans"), {"waiting": [], "failed": []})

    def test_switches_in_the_middle_of_a_walk(self):
        self.fake.control("POST", "plans", {
            "after": 1, "switches": {"unavailable": ["fn_areceber"]}})
        self.assertEqual(self.walk(2), [3, 0])

    def test_a_plan_that_fails_is_told(self):
        self.fake.control("POST", "plans", {
            "after": 1, "events": [{"event": "delete", "id": 9}]})
        self.assertEqual(self.walk(2), [3, 3])
        self.assertIn("no row 9", self.fake.control("GET", "plans")["failed"][0])
        for wrong in ({}, {"after": 0}, {"after": 1, "event": "delete"}):
            self.assertEqual(self.fake.send("POST", "/_fake/plans", wrong).status, 409)


class Requests(FakeTest):
    def test_what_was_asked(self):
        self.fake.ask("cliente", "cliente.id", ">", "0", sortname="cliente.id")
        self.fake.ask("filial", "filial.id", ">", "0", method="GET")
        first, second = self.fake.control("GET", "requests")
        self.assertEqual(first["question"]["qtype"], "cliente.id")
        self.assertEqual((first["method"], first["resource"], first["list"], first["outcome"]),
                         ("POST", "cliente", True, "rows"))
        self.assertEqual((second["method"], second["total"]), ("GET", 0))
        self.assertEqual(second["number"], first["number"] + 1)
        self.assertEqual(second["beside"], 0)
        self.assertLessEqual(first["started"], first["ended"])
        self.assertLessEqual(first["ended"], second["started"])
        later = self.fake.control("GET", f"requests?after={first['number']}")
        self.assertEqual([entry["resource"] for entry in later], ["filial"])
        later = self.fake.control("GET", "requests?resource=cliente&limit=5")
        self.assertEqual([entry["resource"] for entry in later], ["cliente"])

    def test_the_token_is_nowhere(self):
        self.fake.ask("cliente")
        self.assertNotIn("Basic", str(self.fake.control("GET", "requests")))

    def test_clock(self):
        self.fake.control("POST", "clock", {"now": "2026-03-01T00:00:00"})
        self.assertEqual(self.fake.control("POST", "clock", {"days": 1, "minutes": 5}),
                         {"now": "2026-03-02T00:05:00"})
        for wrong in ({"now": "2026-03-01T00:00:00Z"}, {"now": "noon"}, {"weeks": "x"}):
            self.assertEqual(self.fake.send("POST", "/_fake/clock", wrong).status, 409, wrong)

    def test_nothing_else_answers(self):
        self.assertEqual(self.fake.send("GET", "/").status, 404)
        self.assertEqual(self.fake.send("GET", "/_fake/nada").status, 404)


if __name__ == "__main__":
    unittest.main()
