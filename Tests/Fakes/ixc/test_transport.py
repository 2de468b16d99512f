"""The process, its connections, TLS, and bases out of a seed."""

import concurrent.futures
import http.client
import os
import signal
import socket
import ssl
import subprocess
import tempfile
import unittest

from kit import Fake, FakeTest, headers

from common.kit import PATIENCE
from common.words import cnpj, cpf


class Process(unittest.TestCase):
    def test_it_prints_one_line_and_ends_with_its_input(self):
        fake = Fake()
        self.assertRegex(fake.line, r"^listening on 127\.0\.0\.1:\d+\n$")
        fake.connection.close()
        fake.process.stdin.close()
        self.assertEqual(fake.process.wait(PATIENCE), 0)
        self.assertEqual(fake.process.stdout.read(), "")
        fake.process.stdout.close()

    def test_it_ends_on_sigterm(self):
        fake = Fake()
        fake.process.send_signal(signal.SIGTERM)
        self.assertEqual(fake.process.wait(PATIENCE), 0)
        fake.stop()

    def test_switches_at_the_start(self):
        fake = Fake("--switch", "method=get", "--switch", "unavailable=[]",
                    "--switch", "in-limit=200")
        switches = fake.control("GET", "switches")
        fake.stop()
        self.assertEqual((switches["method"], switches["unavailable"], switches["in-limit"]),
                         ("get", [], 200))

    def test_tls_with_a_certificate_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650",
                 "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                 "-keyout", key, "-out", certificate],
                check=True, stderr=subprocess.DEVNULL)
            fake = Fake("--certificate", certificate, "--key", key)
            fake.connection = http.client.HTTPSConnection(
                "127.0.0.1", fake.port, timeout=PATIENCE,
                context=ssl.create_default_context(cafile=certificate))
            self.assertEqual(fake.ask("cliente").json["total"], "0")
            stranger = http.client.HTTPSConnection("127.0.0.1", fake.port, timeout=PATIENCE)
            with self.assertRaises(ssl.SSLCertVerificationError):
                stranger.request("GET", "/")
            # Somebody who connects and says nothing keeps nobody waiting.
            with socket.create_connection(("127.0.0.1", fake.port)):
                self.assertEqual(fake.ask("cliente").json["total"], "0")
            fake.stop()


class Connections(FakeTest):
    def test_one_connection_carries_many_requests(self):
        self.fake.ask("cliente")
        before = self.fake.connection.sock
        for method in ("GET", "POST", "GET"):
            self.fake.ask("cliente", "cliente.id", ">", "0", method=method)
        self.assertIs(self.fake.connection.sock, before)

    def test_a_body_in_chunks(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.fake.port, timeout=PATIENCE)
        for method in ("GET", "POST"):
            connection.request(
                method, "/webservice/v1/cliente", iter([b'{"qtype":"cliente.id",', b'"oper":">",',
                                                        b'"query":"0"}']),
                headers(), encode_chunked=True)
            self.assertEqual(connection.getresponse().read(), b'{"page":"1","total":"0"}')
        connection.close()
        self.assertEqual(self.fake.control("GET", "requests")[-1]["question"]["oper"], ">")

    def test_many_callers_at_once(self):
        self.titles(20)

        def walk(_):
            connection = http.client.HTTPConnection("127.0.0.1", self.fake.port, timeout=PATIENCE)
            lengths = []
            for _ in range(10):
                connection.request(
                    "POST", "/webservice/v1/fn_areceber",
                    '{"qtype":"fn_areceber.id","oper":">","query":"0"}', headers())
                lengths.append(connection.getresponse().read().count(b'"id":'))
            connection.close()
            return lengths

        with concurrent.futures.ThreadPoolExecutor(8) as callers:
            self.assertEqual({n for lengths in callers.map(walk, range(8)) for n in lengths}, {20})


class Population(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = Fake("--customers", "600", "--titles", "6000", "--seed", "4")

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def rows(self, table, **columns):
        asked = "".join(f"&{name}={value}" for name, value in columns.items())
        return self.fake.control("GET", f"rows?table={table}&limit=100000{asked}")

    def test_sizes(self):
        counts = self.fake.control("GET", "state")["counts"]
        self.assertEqual((counts["cliente"], counts["fn_areceber"]), (600, 6000))
        self.assertGreater(counts["fn_movim_finan"], 4000)
        self.assertGreater(counts["contato"], 10)

    def test_the_same_seed_makes_the_same_base(self):
        first = [self.rows(table) for table in ("cliente", "cliente_contrato", "fn_areceber")]
        size = {"customers": 600, "titles": 6000, "seed": 4}
        self.fake.control("POST", "reset", dict(size))
        again = [self.rows(table) for table in ("cliente", "cliente_contrato", "fn_areceber")]
        # Without a list of differences, which would take minutes.
        self.assertTrue(first == again)
        self.fake.control("POST", "reset", {**size, "seed": 5})
        self.assertFalse(self.rows("cliente") == again[0])
        self.fake.control("POST", "reset", size)

    def test_a_base_may_have_oddities(self):
        size = {"customers": 600, "titles": 6000, "seed": 4}
        self.addCleanup(self.fake.control, "POST", "reset", size)
        self.fake.control("POST", "reset", {**size, "odd": True})
        self.assertEqual([row["id"] for row in self.rows("cliente", cnpj_cpf="")],
                         ["211", "422"])
        self.assertEqual(len(self.rows("fn_areceber", id_cliente=900000000)), 1)

    def test_documents_are_right_and_differ(self):
        seen = {}
        for row in self.rows("cliente"):
            digits = "".join(filter(str.isdigit, row["cnpj_cpf"]))
            right = (cnpj(int(digits[:8]), int(digits[8:12]), False) if len(digits) == 14
                     else cpf(int(digits[:9]), False))
            self.assertEqual(digits, right)
            seen.setdefault(digits, []).append(int(row["id"]))
        doubles = [ids for ids in seen.values() if len(ids) > 1]
        self.assertEqual(len(doubles), 6)
        self.assertTrue(all(second % 97 == 0 for _, second in doubles))

    def test_money_adds_up(self):
        def cents(text):
            return int(text.replace(".", ""))

        settled = {}
        for receipt in self.rows("fn_movim_finan"):
            self.assertEqual(cents(receipt["valor_liquido_recebido"]),
                             cents(receipt["credito"]) + cents(receipt["vacrescimo"]))
            title = receipt["id_receber"]
            settled[title] = settled.get(title, 0) + cents(receipt["credito"])
        kinds = {}
        for title in self.rows("fn_areceber"):
            kind, paid = title["status"], settled.get(title["id"], 0)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind in "AP":
                self.assertEqual(cents(title["valor_aberto"]), cents(title["valor"]) - paid)
                self.assertEqual(kind == "P", paid > 0)
            elif kind == "R":
                self.assertIn(paid, (0, cents(title["valor"])))
                self.assertLessEqual(title["pagamento_data"], "2026-01-05")
            else:
                self.assertEqual((paid, title["valor_aberto"]), (0, "0.00"))
        self.assertEqual(set(kinds), set("APRC"))

    def test_renegotiations_have_two_ends(self):
        old = {row["id"] for row in self.rows("fn_areceber", titulo_renegociado="S")}
        new = {row["id_renegociacao_novo"]: row for row in self.rows("fn_areceber")
               if row["id_renegociacao_novo"] != "0"}
        self.assertTrue(old)
        self.assertEqual(old, set(new))
        for number, row in new.items():
            self.assertEqual(row["documento"], f"RN{number}-1")

    def test_titles_have_owners_of_the_same_branch(self):
        owners = {row["id"]: row for row in self.rows("cliente")}
        for title in self.rows("fn_areceber"):
            self.assertEqual(owners[title["id_cliente"]]["filial_id"], title["filial_id"])
            self.assertEqual(owners[title["id_cliente"]]["crm"], "N")

    def test_contracts_in_each_state(self):
        contracts = self.rows("cliente_contrato")
        self.assertLessEqual({"A", "I", "N"}, {row["status"] for row in contracts})
        for row in contracts:
            self.assertEqual(row["status"] == "I", row["data_cancelamento"] != "0000-00-00")


if __name__ == "__main__":
    unittest.main()
