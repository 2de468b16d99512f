"""The fake of HubSoft, asked as a connector would ask it."""

import pathlib
import sys
import unittest
import urllib.parse

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.append(str(FOLDER.parent))

from common import kit

CREDENTIALS = {"grant_type": "password", "client_id": "12", "client_secret": "segredo-do-cliente",
               "username": "integracao@example.com", "password": "segredo"}


class Fake(kit.Fake):
    def __init__(self, *arguments):
        super().__init__(FOLDER, *arguments)
        self.token = None

    def login(self, **changed):
        return self.send("POST", "/oauth/token", {**CREDENTIALS, **changed})

    def ask(self, name, method="GET", **query):
        if not self.token:
            self.token = self.login().json["access_token"]
        path = f"/api/v1/integracao/{name}?" + urllib.parse.urlencode(query)
        return self.send(method, path, None, {"Authorization": "Bearer " + self.token})

    def invoices(self, **query):
        dates = {"data_inicio": "2025-01-01", "data_fim": "2026-12-31"}
        answer = self.ask("financeiro/fatura", **{**dates, **query}).json
        return [row["id_fatura"] for row in answer.get("faturas", [])]

    def customers(self, **query):
        return self.ask("cliente/todos", **{"pagina": 0, "itens_por_pagina": 500, **query}).json


class Hubsoft(kit.FakeTest):
    start = Fake

    def setUp(self):
        super().setUp()
        self.fake.happen("foundation")
        self.fake.happen("customer", id=7, codigo_cliente=421, cpf_cnpj="11144477735",
                         nome_razaosocial="JOÃO VALDORO", nascimento="1985-04-12")
        self.fake.happen("service", id=70, id_cliente=7)
        for day in (1, 2, 3):
            self.fake.happen("issue", id_cliente_servico=70, valor="99.90",
                             data_vencimento=f"2025-11-0{day}")


class Access(Hubsoft):
    def test_token(self):
        answer = self.fake.login()
        self.assertEqual((answer.json["token_type"], answer.json["expires_in"]),
                         ("Bearer", 2592000))
        wrong = self.fake.login(password="x")
        self.assertEqual((wrong.status, wrong.json["error"]), (401, "invalid_credentials"))
        form = self.fake.send("POST", "/oauth/token", urllib.parse.urlencode(CREDENTIALS))
        self.assertEqual(form.status, 200)

    def test_a_token_ends_by_the_clock_of_the_base(self):
        self.fake.switch(token_seconds=60)
        self.fake.token = None
        self.assertEqual(self.fake.ask("financeiro/fatura").status, 200)
        self.fake.control("POST", "clock", {"seconds": 61})
        self.assertEqual(self.fake.ask("financeiro/fatura").status, 401)
        self.fake.token = None

    def test_nothing_but_reading(self):
        self.fake.invoices()
        self.assertEqual(self.fake.faults(), [])
        self.fake.ask("financeiro/fatura/liquidar", method="POST")
        self.fake.ask("cliente/all")
        self.fake.customers(relacoes="endereco_cobranca,senhas")
        self.assertEqual(self.fake.faults(), [
            "changes something", "asked for the list that may stop a server",
            "asked for passwords"])

    def test_failures(self):
        self.fake.invoices()
        self.fake.switch(flaky={"kind": 504, "next": 1})
        self.assertEqual([self.fake.ask("financeiro/fatura").status for _ in range(2)],
                         [504, 200])


class Customers(Hubsoft):
    def test_frame_and_columns(self):
        answer = self.fake.customers()
        self.assertEqual(answer["status"], "success")
        self.assertEqual(answer["paginacao"], {
            "primeira_pagina": 0, "ultima_pagina": 0, "pagina_atual": 0, "total_registros": 1})
        row = answer["clientes"][0]
        self.assertEqual((row["id_cliente"], row["cpf_cnpj"]), (7, "11144477735"))
        self.assertEqual(row["data_nascmento"], "1985-04-12 00:00:00")
        service = row["servicos"][0]
        self.assertEqual((service["id_cliente_servico"], service["valor"]), (70, 99.9))
        self.assertEqual(service["senha"], "segredo-da-senha-70")
        self.assertNotIn("endereco_cobranca", service)

    def test_addresses_come_when_asked_for(self):
        row = self.fake.customers(relacoes="endereco_cobranca,endereco_cadastral")["clientes"][0]
        address = row["servicos"][0]["endereco_cobranca"]
        self.assertEqual((address["estado"], address["uf"]), ("SC", "SANTA CATARINA"))

    def test_pages_are_compulsory_and_have_a_size(self):
        for query in ({}, {"pagina": 0}, {"pagina": 0, "itens_por_pagina": 501},
                      {"pagina": -1, "itens_por_pagina": 5}):
            answer = self.fake.ask("cliente/todos", **query).json
            self.assertEqual(answer["status"], "error", query)
            self.assertNotIn("clientes", answer)

    def test_the_first_page_is_zero(self):
        self.fake.happen("customer", id=8)
        self.fake.happen("service", id_cliente=8)
        pages = [self.fake.customers(pagina=page, itens_por_pagina=1) for page in (0, 1, 2)]
        self.assertEqual([page["clientes"][0]["id_cliente"] for page in pages[:2]], [7, 8])
        self.assertEqual(pages[0]["paginacao"]["ultima_pagina"], 1)
        self.assertNotIn("clientes", pages[2])

    def test_cancelled_services_are_left_out(self):
        self.fake.happen("service-status", id=70, status="cancelado")
        self.assertNotIn("clientes", self.fake.customers())
        row = self.fake.customers(cancelado="sim")["clientes"][0]
        self.assertEqual(row["servicos"][0]["status_prefixo"], "cancelado")

    def test_dates_are_of_registration(self):
        self.assertEqual(len(self.fake.customers(data_inicio="2026-01-05")["clientes"]), 1)
        self.assertNotIn("clientes", self.fake.customers(data_inicio="2026-01-06"))
        self.fake.happen("change-customer", id=7, nome_razaosocial="JOÃO V")
        self.assertNotIn("clientes", self.fake.customers(data_inicio="2026-01-06"))

    def test_states(self):
        states = self.fake.ask("configuracao/servico_status").json["servico_status"]
        self.assertIn("suspenso_debito", [state["prefixo"] for state in states])


class Invoices(Hubsoft):
    def invoice(self, number, **query):
        answer = self.fake.ask("financeiro/fatura", data_inicio="2025-01-01",
                               data_fim="2026-12-31", **query).json
        return next(row for row in answer["faturas"] if row["id_fatura"] == number)

    def test_columns(self):
        row = self.invoice(1)
        self.assertEqual((row["valor"], row["valor_pago"], row["data_pagamento"]),
                         ("99.9", None, None))
        self.assertNotIn("id_cliente_servico", row)
        self.assertEqual(row["cliente"]["data_nascimento"], "1985-04-12")
        self.assertEqual(row["empresa"]["documento"], "11222333000181")
        row = self.invoice(1, tipo_resultado="detalhado")
        self.assertEqual((row["id_cliente_servico"], row["recibos"]), (70, []))

    def test_without_dates_only_ten_days_are_meant(self):
        self.assertNotIn("faturas", self.fake.ask("financeiro/fatura").json)
        self.assertEqual(self.fake.silences(), ["default dates"])
        self.fake.happen("change-due-date", id=2, data_vencimento="2025-12-26")
        answer = self.fake.ask("financeiro/fatura").json
        self.assertEqual([row["id_fatura"] for row in answer["faturas"]], [2])

    def test_unknown_parameters_are_ignored(self):
        self.assertEqual(self.fake.invoices(id_cliente_servico=99, page=3), [1, 2, 3])
        self.assertEqual(self.fake.silences(), ["ignored id_cliente_servico", "ignored page"])
        self.assertEqual(self.fake.invoices(busca="id_cliente_servico", termo_busca=99), [])
        for by, term in (("id_cliente_servico", 70), ("id_cliente", 7), ("codigo_cliente", 421),
                         ("cpf_cnpj", "11144477735")):
            self.assertEqual(self.fake.invoices(busca=by, termo_busca=term), [1, 2, 3], by)

    def test_filters(self):
        self.fake.happen("receive", id=2, data="2026-01-03")
        self.fake.happen("issue", id=9, id_cliente_servico=70, valor="0",
                         data_vencimento="2025-11-09")
        self.assertEqual(self.fake.invoices(apenas_em_aberto="sim"), [1, 3])
        self.assertEqual(self.fake.invoices(apenas_quitado="sim"), [2])
        self.assertEqual(self.fake.invoices(valor_zerado="sim"), [1, 2, 3, 9])
        self.assertEqual(self.fake.invoices(documento="11222333000262"), [])
        self.assertEqual(
            self.fake.invoices(tipo_data="data_pagamento", data_inicio="2026-01-01"), [2])
        self.assertEqual(self.fake.invoices(data_inicio="2025-11-02", data_fim="2025-11-02"), [2])

    def test_receive_and_undo(self):
        receipt = self.fake.happen("receive", id=1, data="2026-01-02", juros="2.00",
                                   data_credito="2026-01-05")["id"]
        row = self.invoice(1, tipo_resultado="detalhado")
        self.assertEqual((row["valor"], row["valor_pago"], row["valor_juros_pago"]),
                         ("99.9", "101.9", "2"))
        self.assertEqual((row["data_pagamento"], row["data_credito"]),
                         ("2026-01-02", "2026-01-05"))
        self.assertEqual(row["recibos"][0]["valor"], 101.9)
        self.fake.happen("undo-receipt", id=receipt)
        row = self.invoice(1, tipo_resultado="detalhado")
        self.assertEqual((row["data_pagamento"], row["valor_pago"], row["recibos"]),
                         (None, None, []))

    def test_a_cancelled_invoice_is_in_no_list(self):
        self.fake.happen("cancel", id=2)
        self.assertEqual(self.fake.invoices(), [1, 3])
        self.fake.happen("undo-cancellation", id=2)
        self.assertEqual(self.fake.invoices(), [1, 2, 3])

    def test_changes(self):
        self.fake.happen("change-value", id=1, valor="50.00")
        self.assertEqual(self.invoice(1)["valor"], "50")
        self.fake.happen("customer", id=8)
        self.fake.happen("service", id=80, id_cliente=8)
        self.fake.happen("move", id=1, id_cliente_servico=80)
        self.assertEqual(self.invoice(1)["cliente"]["id_cliente"], 8)

    def test_invoices_of_one_customer_have_other_forms(self):
        self.fake.happen("receive", id=1)
        query = {"busca": "codigo_cliente", "termo_busca": 421}
        answer = self.fake.ask("cliente/financeiro", **query).json
        self.assertEqual(answer["status"], "suscess")
        self.assertEqual([row["id_fatura"] for row in answer["faturas"]], [2, 3])
        self.assertEqual(answer["faturas"][0]["data_vencimento"], "02/11/2025")
        self.assertEqual(answer["faturas"][0]["valor"], 99.9)
        answer = self.fake.ask("cliente/financeiro", apenas_pendente="nao", limit=1, **query).json
        self.assertEqual([row["id_fatura"] for row in answer["faturas"]], [1])
        answer = self.fake.ask("cliente/financeiro", limit=51, **query).json
        self.assertEqual(answer["status"], "error")

    def test_switches(self):
        self.fake.switch(empty="list")
        self.assertEqual(self.fake.ask("financeiro/fatura").json["faturas"], [])
        self.fake.switch(pages_required=["financeiro/fatura"])
        self.assertEqual(self.fake.invoices(), [])
        self.assertEqual(self.fake.invoices(pagina=0, itens_por_pagina=2), [1, 2])
        self.fake.switch(pages_required=[], shrink=2, missing=["data_credito"], word="suscess")
        self.assertEqual(self.fake.invoices(), [1, 3])
        self.assertNotIn("data_credito", self.invoice(1))
        self.fake.switch(shrink=1, ignored=["data_inicio"])
        self.assertEqual(self.fake.invoices(data_fim="2025-11-02"), [])

    def test_events_happen_wholly_or_not_at_all(self):
        answer = self.fake.send("POST", "/_fake/events", [
            {"event": "receive", "id": 1}, {"event": "receive", "id": 99}])
        self.assertEqual(answer.status, 409)
        self.assertEqual(self.fake.invoices(apenas_quitado="sim"), [])
        self.assertEqual(self.fake.control("GET", "rows?table=receipts"), [])


class Population(unittest.TestCase):
    def test_a_base_out_of_a_seed(self):
        fake = Fake("--customers", "240", "--titles", "2400")
        counts = fake.control("GET", "state")["counts"]
        self.assertEqual((counts["customers"], counts["invoices"]), (240, 2400))
        rows = fake.control("GET", "rows?table=invoices")
        open_late = [row for row in rows if not row["data_pagamento"]
                     and row["data_vencimento"] < "2026-01-05"]
        self.assertGreater(len(open_late), 50)
        self.assertEqual(counts["receipts"], sum(bool(row["data_pagamento"]) for row in rows))
        fake.stop()


if __name__ == "__main__":
    unittest.main()
