"""Invented people: names, documents with right check digits, addresses nobody lives at."""

import operator

GIVEN = ("Ana", "João", "Conceição", "Marcos", "Inês", "Otávio", "Lúcia", "Davi", "Heloísa",
         "Sebastião", "Tereza", "Caio", "Iracema", "Nélson", "Graça", "Baltazar", "Zuleide")
FAMILY = ("Valdoro", "Serramar", "Campolindo", "Montefrio", "Arealva", "Brejaúba", "Pontelar",
          "Riacham", "Quintalva", "Lagoanova", "Pedrália", "Ventosul", "Açucenal", "Orvalhã")
TRADES = ("Mercadinho", "Oficina", "Padaria", "Papelaria", "Clínica", "Transportes", "Malhas")
STREETS = ("Rua das Araucárias", "Avenida do Exemplo", "Rua Três Pinheiros", "Travessa da Ponte",
           "Rua São Ninguém", "Estrada Velha")
DISTRICTS = ("Centro", "Jardim Fictício", "Vila Exemplo", "Água Limpa")
STATES = ((1, "Santa Catarina", "SC"), (2, "Paraná", "PR"), (3, "Rio Grande do Sul", "RS"),
          (4, "São Paulo", "SP"))
CITIES = ((1, "Chapecó", 1), (2, "Xanxerê", 1), (3, "Pato Branco", 2), (4, "Erechim", 3),
          (5, "Assis", 4), (6, "São Carlos", 1))


def pick(words, number):
    return words[number % len(words)]


def person_name(number):
    given = pick(GIVEN, number)
    return f"{given} {pick(FAMILY, number // 17)} {pick(FAMILY, number // 17 // 14 + 5)}"


def firm_name(number):
    return f"{pick(TRADES, number)} {pick(FAMILY, number // 7)} {number} Ltda"


def cpf(nine, formatted=True):
    """A CPF of nine digits given as a number."""
    text = f"{nine:09d}"
    for weights in ((10, 9, 8, 7, 6, 5, 4, 3, 2), (11, 10, 9, 8, 7, 6, 5, 4, 3, 2)):
        text += str(sum(map(operator.mul, map(int, text), weights)) * 10 % 11 % 10)
    return f"{text[:3]}.{text[3:6]}.{text[6:9]}-{text[9:]}" if formatted else text


def cnpj(eight, branch=1, formatted=True):
    """A CNPJ of its root and the number of the establishment."""
    digits = [int(letter) for letter in f"{eight:08d}{branch:04d}"]
    for count in (12, 13):
        weights = [(count - 1 - place) % 8 + 2 for place in range(count)]
        rest = sum(digit * weight for digit, weight in zip(digits, weights)) % 11
        digits.append(0 if rest < 2 else 11 - rest)
    text = "".join(map(str, digits))
    return (f"{text[:2]}.{text[2:5]}.{text[5:8]}/{text[8:12]}-{text[12:]}"
            if formatted else text)


# A prime: numbers below it that are multiplied and reduced stay different from each other.
PRIME = 899_999_981


def distinct(number, seed, size=PRIME):
    """Numbers without an order and without a double."""
    return (number * 48_271 + seed * 7_919) % size


def mobile(number):
    """A mobile number of a range that is not given to anybody."""
    return f"(49) 90{number % 1000:03d}-{number // 1000 % 10000:04d}"
