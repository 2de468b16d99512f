"""What happens in the base, as the web service shows it afterwards."""

import unittest

from kit import FakeTest


class Titles(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles()

    def expect(self, number=1, **columns):
        row = self.title(number)
        self.assertEqual({name: row[name] for name in columns}, columns)

    def receipts(self, title=1):
        return self.fake.ask(
            "fn_areceber_baixas", "fn_movim_finan.id_receber", "=", str(title)).rows

    def fails(self, event, **fields):
        with self.assertRaises(AssertionError) as caught:
            self.fake.happen(event, **fields)
        return str(caught.exception)

    def test_issue(self):
        made = self.fake.happen("issue", id_cliente=7, valor="59.90",
                                data_vencimento="2026-02-10")["id"]
        self.expect(made, status="A", valor="59.90", valor_aberto="59.90", filial_id="1",
                    data_emissao="2026-01-05", documento="4",
                    ultima_atualizacao="2026-01-05 09:00:00")

    def test_receive(self):
        self.fake.happen("receive", id=1, data="2026-01-02", vacrescimo="2.50", vdesconto="1.00",
                         credito_data="2026-01-06", tipo_recebimento="P")
        self.expect(status="R", valor_aberto="0.00", valor_recebido="101.50",
                    pagamento_data="2026-01-02", baixa_data="2026-01-05",
                    credito_data="2026-01-06", recebido_via_pix="S")
        self.assertEqual(self.receipts()[0]["credito"], "100.00")
        self.assertEqual(self.receipts()[0]["valor_liquido_recebido"], "101.50")
        self.assertIn("já está recebida ou cancelada", self.fails("receive", id=1))

    def test_receive_partly(self):
        self.fake.happen("receive-partly", id=1, credito="30.00")
        self.expect(status="P", valor_aberto="70.00")
        self.fake.happen("receive-partly", id=1, credito="20.00", lags=True)
        self.expect(status="P", valor_aberto="70.00", valor_recebido="50.00")
        self.assertEqual(len(self.receipts()), 2)
        self.fails("receive-partly", id=2, credito="100.00")

    def test_an_undone_receipt_vanishes(self):
        receipt = self.fake.happen("receive", id=1, credito_data="2026-01-06")["id"]
        self.fake.happen("undo-receipt", id=receipt)
        self.assertEqual(self.receipts(), [])
        self.expect(status="A", estornado="S", valor_aberto="100.00", valor_recebido="0.00",
                    pagamento_data="0000-00-00", credito_data="0000-00-00", pagamento_valor="0.00")
        again = self.fake.happen("receive", id=1)["id"]
        self.assertGreater(again, receipt)

    def test_one_of_two_receipts_is_undone(self):
        first = self.fake.happen("receive-partly", id=1, credito="30.00")["id"]
        self.fake.happen("receive", id=1)
        self.expect(status="R", valor_aberto="0.00")
        self.fake.happen("undo-receipt", id=first)
        self.expect(status="P", valor_aberto="30.00", valor_recebido="70.00")

    def test_received_in_bulk_without_a_receipt(self):
        self.fake.happen("receive-without-row", id=1)
        self.expect(status="R", pagamento_valor="100.00")
        self.assertEqual(self.receipts(), [])

    def test_cancel_and_undo(self):
        self.fake.happen("cancel", id=1, id_mot_cancelamento=3)
        self.expect(status="C", data_cancelamento="2026-01-05", id_mot_cancelamento="3",
                    valor_cancelado="100.00", valor_aberto="0.00")
        self.assertIn("já está recebida ou cancelada", self.fails("cancel", id=1))
        self.fake.happen("undo-cancellation", id=1)
        self.expect(status="A", data_cancelamento="0000-00-00", id_mot_cancelamento="0",
                    valor_aberto="100.00")

    def test_renegotiate_and_break(self):
        made = self.fake.happen("renegotiate", ids=[1, 2], data_vencimento="2026-02-10", parts=2,
                                status="R")
        self.expect(1, status="R", titulo_renegociado="S", id_renegociacao="1")
        self.assertEqual(self.receipts(1), [])
        self.assertEqual(made["titles"], [4, 5])
        self.expect(5, id_renegociacao_novo="1", documento="RN1-2", valor="100.00",
                    data_vencimento="2026-03-10", ids_faturas_origem="1,2")
        self.fake.happen("break-renegotiation", number=1)
        self.expect(1, status="A", titulo_renegociado="N", valor_aberto="100.00")
        self.expect(5, status="C")

    def test_delete(self):
        self.fake.happen("delete", id=3)
        self.assertEqual(self.fake.ask("fn_areceber", "fn_areceber.id", "IN", "2,3").ids, [2])
        self.assertEqual(self.fake.happen("issue", id_cliente=7, valor="1.00",
                                          data_vencimento="2026-02-10"), {"id": 4})

    def test_small_changes(self):
        for event, fields, columns in (
                ("hide", {}, {"liberado": "N"}), ("show", {}, {"liberado": "S"}),
                ("change-due-date", {"data_vencimento": "2026-03-01"},
                 {"data_vencimento": "2026-03-01"}),
                ("change-value", {"valor": "80.00"}, {"valor": "80.00", "valor_aberto": "80.00"}),
                ("await-confirmation", {}, {"aguardando_confirmacao_pagamento": "S"}),
                ("protest", {}, {"titulo_protestado": "S"})):
            self.fake.happen(event, id=1, **fields)
            self.expect(**columns)

    def test_orders_to_the_bank(self):
        self.fake.happen("bank-order", id=1, code="45")
        self.expect(motivo_alteracao="45", id_remessa_alteracao="1")
        self.fake.happen("bank-order", id=1, code="46")
        self.expect(motivo_alteracao="46", id_remessa_alteracao="2")
        self.fake.happen("bank-order", id=1, code="09", sent=False)
        self.expect(motivo_alteracao="09", id_remessa_alteracao="0")

    def test_listings_of_the_base_itself(self):
        self.fake.switch(unavailable=[])
        made = self.fake.happen("list-by-integration", id=1)["id"]
        self.expect(titulo_negativacao_integracao="S")
        row = self.fake.ask("negativacao_spc_serasa", "negativacao_spc_serasa.id_finan", "=",
                            "1").rows[0]
        self.assertEqual((row["status"], row["data_negativacao"]), ("1", "2026-01-05"))
        self.fake.happen("remove-by-integration", id=made)
        self.expect(titulo_negativacao_integracao="N")
        self.assertEqual(self.fake.ask("remocao_spc_serasa").rows[0]["id_negativacao"], str(made))

    def test_the_column_of_the_last_change_may_be_stale(self):
        self.fake.control("POST", "clock", {"hours": 2})
        self.fake.happen("receive", id=1)
        self.expect(1, ultima_atualizacao="2026-01-05 11:00:00")
        self.fake.switch(stale="receipts")
        self.fake.happen("receive", id=2)
        self.expect(2, status="R", ultima_atualizacao="2026-01-05 09:00:00")
        self.fake.happen("cancel", id=3)
        self.expect(3, ultima_atualizacao="2026-01-05 11:00:00")
        self.fake.switch(stale="all")
        self.fake.control("POST", "clock", {"days": 1})
        self.fake.happen("undo-cancellation", id=3)
        self.expect(3, status="A", ultima_atualizacao="2026-01-05 11:00:00")

    def test_a_script_happens_wholly_or_not_at_all(self):
        script = [{"event": "receive", "id": 1}, {"event": "receive", "id": 99}]
        answer = self.fake.send("POST", "/_fake/events", script)
        self.assertEqual(answer.status, 409)
        self.assertIn("event 2", answer.json["error"])
        self.expect(status="A")
        self.assertEqual(self.receipts(), [])
        for wrong in ({"event": "nada"}, {"event": "receive"}, {"event": "issue", "nada": 1},
                      {"event": "insert", "table": "nada", "rows": []}, {}, ["nada"], "nada",
                      {"event": "insert", "table": "fn_areceber", "rows": [{"id": 1}]}):
            self.assertEqual(self.fake.send("POST", "/_fake/events", wrong).status, 409, wrong)


class People(FakeTest):
    def setUp(self):
        super().setUp()
        self.titles(2)

    def customer(self, number):
        return self.fake.control("GET", f"rows?table=cliente&id={number}")[0]

    def contract(self, **row):
        return self.fake.happen("contract", id_cliente=7, **row)["id"]

    def expect(self, contract, **columns):
        row = self.fake.control("GET", f"rows?table=cliente_contrato&id={contract}")[0]
        self.assertEqual({name: row[name] for name in columns}, columns)

    def test_secrets_stand_in_clear(self):
        row = self.fake.ask("cliente", "cliente.id", "=", "7").rows[0]
        self.assertEqual(row["senha"], "segredo-da-senha-7")

    def test_second_row_with_the_same_document(self):
        made = self.fake.happen("second-customer", id=7, formatted=False)["id"]
        self.assertEqual(self.customer(made)["cnpj_cpf"], "11144477735")
        self.assertEqual(self.customer(made)["razao"], "João Valdoro")
        self.assertNotEqual(self.customer(made)["endereco"], self.customer(7)["endereco"])

    def test_change_merge_delete(self):
        self.fake.control("POST", "clock", {"now": "2026-01-06T10:30:00"})
        self.fake.happen("change-customer", id=7, orgao_publico="S")
        self.assertEqual(self.customer(7)["orgao_publico"], "S")
        self.assertEqual(self.customer(7)["ultima_atualizacao"], "2026-01-06 10:30:00")
        contract = self.contract()
        made = self.fake.happen("second-customer", id=7)["id"]
        self.fake.happen("merge-customers", id=7, into=made)
        self.assertEqual(self.title()["id_cliente"], str(made))
        self.expect(contract, id_cliente=str(made))
        self.assertEqual(self.fake.ask("cliente", "cliente.id", ">", "0").ids, [made])
        self.fake.happen("delete-customer", id=made)
        self.assertEqual(self.fake.ask("cliente", "cliente.id", ">", "0").ids, [])

    def test_a_title_moves(self):
        made = self.fake.happen("customer", razao="Caio Ventosul")["id"]
        self.fake.happen("move", id=1, id_cliente=made)
        self.assertEqual(self.title()["id_cliente"], str(made))

    def test_lead_prospect_customer(self):
        lead = self.fake.happen("lead", nome="Inês Riacham", cnpj_cpf="11144477735")["id"]
        made = self.fake.happen("prospect", id_contato=lead)["id"]
        self.assertEqual(self.customer(made)["crm"], "S")
        self.assertEqual(self.customer(made)["razao"], "Inês Riacham")
        self.fake.happen("win-prospect", id=made)
        self.assertEqual(self.customer(made)["crm"], "N")
        row = self.fake.ask("contato", "contato.id", "=", str(lead)).rows[0]
        self.assertEqual((row["id_prospeccao"], row["id_cliente"]), (str(made), str(made)))

    def test_contract_ends(self):
        number = self.contract()
        self.expect(number, status="A", status_internet="A", id_filial="1")
        self.fake.happen("contract-status", id=number, status="N")
        self.expect(number, status="N", status_internet="D", motivo_cancelamento="0",
                    data_cancelamento="0000-00-00")
        self.fake.happen("contract-status", id=number, status="I", data="2026-01-03")
        self.expect(number, status="I", data_cancelamento="2026-01-03")
        self.fake.happen("contract-status", id=number, status="A")
        self.expect(number, status="A", status_internet="A", data_cancelamento="0000-00-00")

    def test_blocks_and_suspensions(self):
        number = self.contract()
        for by, column in (("CA", "dt_ult_bloq_auto"), ("CM", "dt_ult_bloq_manual"),
                           ("FA", "dt_ult_finan_atraso")):
            self.fake.happen("block", id=number, by=by)
            self.expect(number, status_internet=by, **{column: "2026-01-05"})
        self.fake.happen("release", id=number, data="2026-01-06")
        self.expect(number, status_internet="A", dt_ult_des_bloq_conf="2026-01-06")
        self.fake.happen("suspend", id=number, until="2026-02-01")
        self.expect(number, contrato_suspenso="S", data_inicial_suspensao="2026-01-05",
                    data_final_suspensao="2026-02-01")

    def test_any_row(self):
        made = self.fake.happen("insert", table="ixc_logs", rows=[{"tabela": "x"}, {"id": 900}])
        self.assertEqual(made["ids"][1], 900)
        self.fake.happen("update", table="ixc_logs", id=900, row={"tipo": "nova"})
        row = self.fake.control("GET", "rows?table=ixc_logs&tipo=nova")[0]
        self.assertEqual(row["id"], "900")
        self.fake.happen("remove", table="ixc_logs", id=900)
        self.assertEqual(self.fake.control("GET", "rows?table=ixc_logs&id=900"), [])

    def test_every_change_is_logged(self):
        self.fake.switch(unavailable=[], rows=[])
        self.fake.happen("receive", id=1)
        grid = [{"TB": "ixc_logs.tabela", "OP": "=", "P": "fn_movim_finan"}]
        row = self.fake.ask("ixc_logs", "ixc_logs.id", ">", "0", grid=grid).rows[0]
        self.assertEqual((row["id_tabela"], row["tipo"]), ("1", "inseriu"))


if __name__ == "__main__":
    unittest.main()
