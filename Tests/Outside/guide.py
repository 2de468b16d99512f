#!/usr/bin/env python3
"""Runs the commands of docs/ambiente-de-homologacao.md in their order, as an integrator would.

The blocks are taken from the document itself; only the port and the folder are changed. What each
step must come to is written below, by the number of its section, and asked of the same bureau.
"""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

PORT = int(os.environ.get("PORT", "8120")) + 5
BINARY = pathlib.Path(os.environ.get("ADIMPLE", ".build/debug/adimple")).resolve()
GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "ambiente-de-homologacao.md"
LONGEST_SECONDS = 600


def blocks(text):
    """The bash blocks with the title of the section in which they stand."""
    section, lines, inside = "", [], False
    for line in text.splitlines():
        if inside and line.startswith("```"):
            yield section, "\n".join(lines)
            inside, lines = False, []
        elif inside:
            lines.append(line)
        elif line.startswith("```bash"):
            inside = True
        elif line.startswith("#"):
            section = line.lstrip("# ")


# What must be true after a section: shell that prints one value, and the value.
EXPECTED = {
    "2. Peça um token": [("echo ${#TOKEN}", lambda value: int(value) > 20)],
    "4. Negative uma dívida": [
        ("biro $BIRO/v1/listings/$LST | jq -r .state", "noticePending".__eq__)],
    "5. Emita a carta comunicado": [
        ("biro $BIRO/v1/listings/$LST | jq -r .state", "noticePeriod".__eq__),
        ("head -c 5 carta.pdf", "%PDF-".__eq__),
        ("head -c 5 carta-letra-grande.pdf", "%PDF-".__eq__),
        ("head -c 5 postagem.pdf", "%PDF-".__eq__),
        ("grep -c 'Maria de Souza' carta.html", lambda value: int(value) > 0),
        ("test $(sha256sum carta.pdf | cut -d' ' -f1) = "
         "$(biro $BIRO/v1/listings/$LST | jq -r '.noticeEvidence[0].copySha256') && echo igual",
         "igual".__eq__)],
    "6. Deixe o prazo correr": [
        ("biro $BIRO/v1/listings/$LST | jq -r .state", "visible".__eq__)],
    "7. Dê baixa": [
        ("biro $BIRO/v1/listings/$LST | jq -r .state", "removed".__eq__),
        ("biro $BIRO/v1/listings/$LST/removal --json '{\"reason\": \"payment\"}' | jq -r .code",
         "already-removed".__eq__)],
    "8. Notifique por e-mail": [
        ("biro $BIRO/v1/listings/$EML | jq -r .noticeChannel", "letter".__eq__)],
    "9. Provoque falhas": [
        ("biro $BIRO/v1/listings/$EML | jq -r .state", "noticeFailed".__eq__),
        ("biro $BIRO/v1/balance | jq -r .balanceCents", "100".__eq__)],
    "10. Receba webhooks": [
        ("biro $BIRO/v1/webhook-endpoints | jq -r '.data | length'", "1".__eq__)],
}


def script(text):
    """One script of all blocks; after each section its questions are asked."""
    parts = ["set -uo pipefail", "trap 'kill $(jobs -p) 2>/dev/null' EXIT"]
    found = list(blocks(text))
    for index, (section, block) in enumerate(found):
        parts.append(f"echo '## {index} {section}'")
        parts.append(block.replace("8090", str(PORT)))
        parts.append("test $? -eq 0 || { echo '!! a command failed'; exit 1; }")
        if index + 1 == len(found) or found[index + 1][0] != section:
            for number, (question, _) in enumerate(EXPECTED.get(section, [])):
                parts.append(f"echo \"?? {section} {number} $({question})\"")
    return "\n".join(parts) + "\n"


def main():
    text = GUIDE.read_text(encoding="utf-8")
    sections = {section for section, _ in blocks(text)}
    missing = set(EXPECTED) - sections
    if missing:
        raise SystemExit(f"FAILED: the guide has no section {sorted(missing)}")
    place = tempfile.mkdtemp(prefix="guide-")
    environment = dict(
        os.environ, PATH=f"{BINARY.parent}:{os.environ['PATH']}", ADIMPLE_LOG="error")
    environment.pop("ADIMPLE_KEY", None)
    began = time.monotonic()
    process = subprocess.Popen(
        ["bash", "-c", script(text)], cwd=place, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise SystemExit("FAILED: the guide takes more than ten minutes")
    answers = {}
    for line in output.splitlines():
        if line.startswith("?? "):
            for section in EXPECTED:
                if line.startswith(f"?? {section} "):
                    number, _, value = line[len(f"?? {section} "):].partition(" ")
                    answers[section, int(number)] = value
    faults = [] if process.returncode == 0 else [f"the commands ended with {process.returncode}"]
    for word in ("command not found", "jq: error", "curl: (", "!!"):
        faults += [line for line in output.splitlines() if word in line]
    for section, questions in EXPECTED.items():
        for number, (question, holds) in enumerate(questions):
            value = answers.get((section, number))
            if value is None or not holds(value):
                faults.append(f"{section}: {question} says {json.dumps(value)}")
    if faults:
        print(output)
        raise SystemExit("FAILED: " + "\n".join(faults))
    print(f"ok    the guide's commands do what it says, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
