"""Questions drawn from a seed, against a plain reading of the rows: the service looks into indexes,
keeps counts and stores empty values as nothing, and none of that may show."""

import json
import random
import unittest

from kit import Fake

NUMBERS = ("id", "id_cliente", "filial_id", "valor", "valor_aberto", "id_renegociacao",
           "id_contrato", "nparcela")
TEXTS = ("status", "liberado", "titulo_renegociado", "motivo_alteracao")
DATES = ("data_vencimento", "pagamento_data", "data_cancelamento", "ultima_atualizacao")
SAME = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b, ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b}


def read(name, text):
    """A shown or an asked value as it is compared."""
    if name in NUMBERS:
        return float(text)
    if name == "ultima_atualizacao" and len(text) == 10:
        return text + " 00:00:00"
    return text


def fits(row, name, operator, first, second):
    value = read(name, row[name])
    if operator in SAME:
        return SAME[operator](value, read(name, first))
    if operator in ("IN", "NI"):
        return (value in [read(name, one) for one in first.split(",")]) == (operator == "IN")
    if operator in ("BE", "NBE"):
        is_between = read(name, first) <= value <= read(name, second)
        return is_between == (operator == "BE")
    return (first.lower() in row[name].lower()) == (operator == "L")


class AgainstPlain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = Fake("--customers", "50", "--titles", "400", "--switch", "be-zero-dates=false")

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def draw(self, chance, rows):
        """A condition with values that rows have, or one that none has."""
        name = chance.choice(NUMBERS + TEXTS + DATES)
        operators = list(SAME) + ["IN", "NI", "BE", "NBE"]
        if name in TEXTS:
            operators = ["=", "!=", "IN", "NI", "L", "NL"]

        def value():
            text = chance.choice(rows)[name] or "X"
            return text[:10] if name == "ultima_atualizacao" and chance.random() < 0.5 else text

        operator = chance.choice(operators)
        if operator in ("IN", "NI"):
            return name, operator, ",".join(value() for _ in range(chance.randint(1, 5))), ""
        if operator in ("BE", "NBE"):
            return name, operator, *sorted((value(), value()), key=lambda text: read(name, text))
        return name, operator, value(), ""

    def test_questions(self):
        chance = random.Random(11)
        rows = self.fake.control("GET", "rows?table=fn_areceber&limit=100000")
        for turn in range(200):
            if turn % 20 == 19:
                self.disturb(chance, rows)
                rows = self.fake.control("GET", "rows?table=fn_areceber&limit=100000")
            conditions = [self.draw(chance, rows) for _ in range(chance.randint(1, 3))]
            after = chance.choice((0, 0, 100, 250))
            self.compare(rows, conditions, after)
            # The next page of the same walk, whose count follows from the one before.
            self.compare(rows, conditions, after + 60)

    def compare(self, rows, conditions, after):
        wanted = [int(row["id"]) for row in rows if int(row["id"]) > after
                  and all(fits(row, *condition) for condition in conditions)]
        grid = [{"TB": "fn_areceber." + name, "OP": operator, "P": first,
                 **({"P2": second} if second else {})}
                for name, operator, first, second in conditions]
        answer = self.fake.ask("fn_areceber", "fn_areceber.id", ">", str(after), grid=grid,
                               rp="100", sortname="fn_areceber.id", sortorder="asc")
        self.assertEqual(answer.ids, wanted[:100], json.dumps(grid))
        self.assertEqual(answer.json["total"], str(len(wanted)), json.dumps(grid))

    def disturb(self, chance, rows):
        """Something happens to some titles, so that counts that were kept are wrong."""
        for row in chance.sample(rows, 5):
            number = int(row["id"])
            if row["status"] in "AP":
                self.fake.happen("receive", id=number)
            elif row["status"] == "R":
                self.fake.happen("update", table="fn_areceber", id=number, row={"liberado": "N"})
            else:
                self.fake.happen("delete", id=number)


if __name__ == "__main__":
    unittest.main()
