"""The small changes that Scripts/mutants makes to Swift sources, found line by line."""
import re


class Change:
    """One change of one line."""

    def __init__(self, line, start, end, new, kind, old):
        self.line = line
        self.start = start
        self.end = end
        self.new = new
        self.words = f"{kind}: {old!r} -> {new!r}" if new else f"{kind}: {old!r} dropped"

    def applied(self, text):
        lines = text.split("\n")
        line = lines[self.line - 1]
        lines[self.line - 1] = line[:self.start] + self.new + line[self.end:]
        return "\n".join(lines)


COMPARISONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "/", "&+": "&-", "&-": "&+",
              "&*": "&+", "+=": "-=", "-=": "+=", "*=": "+=", "/=": "*=", "<<": ">>", ">>": "<<",
              "|": "&", "&": "|", "|=": "&=", "^": "|", "&&": "||", "||": "&&"}
RANGES = {"..<": "...", "...": "..<"}
WORDS = {"true": "false", "false": "true", ".min": ".max", ".max": ".min", "min(": "max(",
         "max(": "min(", ".first": ".last", ".last": ".first", ".first(": ".last(",
         ".zero": ".largest", "hasPrefix": "hasSuffix", "hasSuffix": "hasPrefix",
         "allSatisfy": "contains", "firstIndex": "lastIndex", "lastIndex": "firstIndex",
         "dropFirst": "dropLast", "dropLast": "dropFirst", "suffix(": "prefix(",
         "prefix(": "suffix("}
DEFAULTS = {"Bool": ["true", "false"], "Int": ["0"], "Int64": ["0"], "Cents": [".zero"],
            "String": ['""'], "UInt8": ["0"]}
# Names that no rule reads.
LEFT_OUT = re.compile(r"\b(precondition|preconditionFailure|reserveCapacity)\b|@inline|^import |"
                      r"^package import ")


def changes_of_file(text):
    """Every change of a file, in the order of its lines."""
    code, tables = scan(text)
    found = []
    lines = text.split("\n")
    returned = None
    for index, line in enumerate(lines):
        number = index + 1
        if number in tables:
            found += table_changes(number, line, lines, tables)
            continue
        bare = code[index]
        returned = return_type(bare) or returned
        if LEFT_OUT.search(bare) or not bare.strip():
            continue
        found += operator_changes(number, line, bare)
        found += word_changes(number, line, bare)
        found += number_changes(number, line, bare)
        found += condition_changes(number, line, bare)
        found += statement_changes(number, line, bare)
        found += case_changes(number, line, bare)
        found += return_changes(number, line, bare, returned)
        found += literal_changes(number, line, bare)
    return found


def scan(text):
    """The lines with comments and the letters of texts blanked, and the numbers of the lines that
    are rows of a table: in a text of several lines, with bars or with places (`name=1-2`)."""
    output = []
    tables = set()
    block = 0
    long_text = None
    for number, line in enumerate(text.split("\n"), 1):
        if long_text is not None:
            if line.strip().startswith(long_text):
                output.append(" " * len(line))
                long_text = None
                continue
            if is_row(line):
                tables.add(number)
            output.append(" " * len(line))
            continue
        bare, block, opens = scan_line(line, block)
        output.append(bare)
        if opens:
            long_text = opens
    return output, tables


def scan_line(line, block):
    bare = []
    place = 0
    while place < len(line):
        rest = line[place:]
        if block:
            if rest.startswith("*/"):
                block -= 1
                place += 2
                bare.append("  ")
            else:
                place += 1
                bare.append(" ")
        elif rest.startswith("//"):
            bare.append(" " * len(rest))
            break
        elif rest.startswith("/*"):
            block += 1
            place += 2
            bare.append("  ")
        elif re.match(r'#*"""', rest):
            hashes = re.match(r'(#*)"""', rest).group(1)
            bare.append(" " * len(rest))
            return "".join(bare), block, '"""' + hashes
        elif rest.startswith('"'):
            length = text_length(rest)
            # Quotation marks stay, so that a text is told from nothing.
            bare.append('"' + "~" * (length - 2) + '"' if length > 1 else '"')
            place += length
        else:
            bare.append(rest[0])
            place += 1
    return "".join(bare), block, None


def text_length(rest):
    """How long a text is that begins here, what is interpolated included."""
    place = 1
    depth = 0
    while place < len(rest):
        if rest[place] == "\\" and place + 1 < len(rest):
            if rest[place + 1] == "(":
                depth += 1
            place += 2
            continue
        if depth and rest[place] == "(":
            depth += 1
        elif depth and rest[place] == ")":
            depth -= 1
        elif rest[place] == '"' and not depth:
            return place + 1
        place += 1
    return len(rest)


def is_row(line):
    bare = line.strip()
    if not bare or bare.startswith("#"):
        return False
    return bare.count("|") > 2 or re.search(r"\b[a-zA-Z0-9]+=\d", bare) is not None


def cells_of(line):
    """The cells of a row of a table with their places; words where it has no bars."""
    pattern = r"[^|\\]+" if "|" in line else r"\S+"
    cells = [(match.start(), match.end()) for match in re.finditer(pattern, line)]
    trimmed = []
    for start, end in cells:
        cell = line[start:end]
        begin = start + len(cell) - len(cell.lstrip())
        trimmed.append((begin, begin + len(cell.strip())))
    return [(start, end) for start, end in trimmed if end > start]


def table_changes(number, line, lines, tables):
    """A digit, a cell from the row after, a cell that is gone."""
    found = []
    for match in re.finditer(r"\d", line):
        digit = str((int(match.group()) + 1) % 10)
        found.append(Change(number, match.start(), match.end(), digit, "digit",
                            around(line, match)))
    cells = cells_of(line)
    if number + 1 in tables:
        other = lines[number]
        others = cells_of(other)
        if len(others) == len(cells):
            for (start, end), (begin, stop) in zip(cells, others):
                if line[start:end] != other[begin:stop]:
                    found.append(Change(number, start, end, other[begin:stop], "cell",
                                        line[start:end]))
    return found


def around(line, match):
    start = max(0, match.start() - 6)
    return line[start:match.start()] + "[" + match.group() + "]" + line[match.end():match.end() + 4]


def operator_changes(number, line, bare):
    found = []
    for match in re.finditer(r"(?<=\s)([<>=!&|+\-*/%^]{1,2})(?=\s)", bare):
        old = match.group(1)
        new = COMPARISONS.get(old) or ARITHMETIC.get(old)
        if not new:
            continue
        # What is joined to a text is a sentence.
        before, after = bare[:match.start()].rstrip()[-1:], bare[match.end():].lstrip()[:1]
        if old in ("+", "-") and '"' in (before, after):
            continue
        found.append(Change(number, match.start(1), match.end(1), new, "operator",
                            bare.strip()[:60]))
        found[-1].words = f"operator: {old} -> {new} in {line.strip()[:70]}"
    for match in re.finditer(r"\.\.<|\.\.\.", bare):
        old = match.group()
        found.append(Change(number, match.start(), match.end(), RANGES[old], "range", old))
        found[-1].words = f"range: {old} -> {RANGES[old]} in {line.strip()[:70]}"
    for match in re.finditer(r"(?<=[\s(\[])!(?=[a-zA-Z(.])", bare):
        found.append(Change(number, match.start(), match.end(), "", "negation", "!"))
        found[-1].words = f"negation dropped in {line.strip()[:70]}"
    return found


def word_changes(number, line, bare):
    found = []
    for old, new in WORDS.items():
        lead = r"" if old.startswith(".") else r"(?<![A-Za-z0-9_])"
        tail = r"" if old.endswith("(") else r"(?![A-Za-z0-9_(])" if old.startswith(".") else (
            r"(?![A-Za-z0-9_])")
        for match in re.finditer(lead + re.escape(old) + tail, bare):
            found.append(Change(number, match.start(), match.end(), new, "word", old))
            found[-1].words = f"word: {old} -> {new} in {line.strip()[:70]}"
    return found


def number_changes(number, line, bare):
    found = []
    pattern = r"(?<![A-Za-z0-9_.$])(0x[0-9A-Fa-f_]+|\d[\d_]*)(?![\dA-Za-z_]|\.\d)"
    for match in re.finditer(pattern, bare):
        value = int(match.group().replace("_", ""), 0) if match.group().startswith("0x") else int(
            match.group().replace("_", ""))
        for new in {value + 1, max(value - 1, 0)} - {value}:
            found.append(Change(number, match.start(), match.end(), str(new), "number",
                                match.group()))
            found[-1].words = f"number: {match.group()} -> {new} in {line.strip()[:70]}"
    return found


def condition_changes(number, line, bare):
    """A whole condition turned round."""
    found = []
    match = re.match(r"(\s*(?:\} else )?if |\s*while |\s*guard )(?!let |case |var |#)(.+?)"
                     r"( \{| else \{.*)$", bare)
    if match and not has_bare_comma(match.group(2)):
        start, end = match.start(2), match.end(2)
        found.append(Change(number, start, end, f"!({line[start:end]})", "condition",
                            line[start:end]))
    return found


def has_bare_comma(text):
    depth = 0
    for letter in text:
        depth += letter in "([{"
        depth -= letter in ")]}"
        if letter == "," and depth == 0:
            return True
    return " let " in text or " where " in text


def statement_changes(number, line, bare):
    """A statement of one line that is left out."""
    stripped = bare.strip()
    is_call = re.match(r"[a-z][\w.\[\]\\]*(\.\w+)?\(.*\)$", stripped)
    is_assignment = re.match(
        r"(self\.)?[a-z][\w.\[\] &+*/]* (=|[+\-*|&]=|<<=|>>=) [^={]+[^{,(&|+]$", stripped)
    if stripped.startswith(("let ", "var ", "return ", "case ", "throw ", "package ", "static ")):
        return []
    if re.match(r"self\.(\w+) = \1$", stripped):
        return []
    if (is_call or is_assignment) and balanced(stripped):
        start = len(bare) - len(bare.lstrip())
        change = Change(number, start, len(line), "", "statement", line.strip()[:70])
        return [change]
    return []


def balanced(text):
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))


def case_changes(number, line, bare):
    """One of several patterns of a case, gone."""
    match = re.match(r"\s*case (\.[^:]+?):", bare)
    if not match or "(" in match.group(1):
        return []
    patterns = [part for part in match.group(1).split(", ")]
    if len(patterns) < 2:
        return []
    found = []
    for index, pattern in enumerate(patterns):
        rest = ", ".join(patterns[:index] + patterns[index + 1:])
        found.append(Change(number, match.start(1), match.end(1), rest, "case", pattern))
        found[-1].words = f"case: {pattern} dropped in {line.strip()[:70]}"
    return found


def return_type(bare):
    match = re.search(r"-> ([A-Za-z0-9.?]+)(?:\s|$|\{)", bare) or re.search(
        r"\bvar \w+: ([A-Za-z0-9.?]+) \{", bare)
    return match.group(1) if match else None


def return_changes(number, line, bare, returned):
    match = re.match(r"(\s*)return (.+)$", bare)
    if not match or returned is None or not balanced(match.group(2)):
        return []
    if match.group(2).startswith('"'):
        return []
    values = ["nil"] if returned.endswith("?") else DEFAULTS.get(returned, [])
    found = []
    for value in values:
        if value != match.group(2).strip():
            found.append(Change(number, match.start(2), len(line), value, "return",
                                line[match.start(2):]))
    return found


def literal_changes(number, line, bare):
    """A word in quotation marks that a machine reads: another word."""
    found = []
    for match in re.finditer(r'"(~+)"', bare):
        old = line[match.start(1):match.end(1)]
        if " " in old or "\\" in old or not old.isascii() or not re.search(r"[A-Za-z0-9]", old):
            continue
        found.append(Change(number, match.start(1), match.end(1), changed_word(old), "literal",
                            old))
    return found


def changed_word(word):
    """The word with its last letter or digit changed."""
    for index in range(len(word) - 1, -1, -1):
        letter = word[index]
        if letter.isdigit():
            return word[:index] + str((int(letter) + 1) % 10) + word[index + 1:]
        if letter.isascii() and letter.isalpha():
            new = "b" if letter == "a" else "B" if letter == "A" else (
                "a" if letter.islower() else "A")
            return word[:index] + new + word[index + 1:]
    return word + "x"
