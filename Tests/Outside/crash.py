#!/usr/bin/env python3
"""Kills a bureau that takes listings under load, again and again: every 202 is there once."""
import concurrent.futures
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error

import bureau

ROUNDS = int(os.environ.get("ROUNDS", "200"))
WORKERS = int(os.environ.get("WORKERS", "8"))
SEED = int(os.environ.get("SEED", "1"))


class Load:
    """Sends listings until it is told to stop; keeps what was answered and what was not."""

    def __init__(self, token, first):
        self.token = token
        self.next = first
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.answered = []
        self.unanswered = []

    def take(self):
        with self.lock:
            self.next += 1
            return self.next

    def work(self):
        while not self.stopped.is_set():
            number = self.take()
            reference = f"r-{number}"
            body = bureau.listing(reference, bureau.cpf(number))
            try:
                status, answer = bureau.call(
                    "POST", "/v1/listings", self.token, body, {"Idempotency-Key": reference})
            except (OSError, urllib.error.URLError, ValueError):
                with self.lock:
                    self.unanswered.append(reference)
                continue
            if status == 202:
                with self.lock:
                    self.answered.append((reference, answer["id"]))
            elif status not in (401, 503):
                raise SystemExit(f"{reference} was answered {status}: {answer}")


def main():
    place = bureau.folder()
    chance = random.Random(SEED)
    credentials = bureau.participant(place)
    answered, unanswered, repeated = {}, set(), 0
    number = 0
    began = time.monotonic()
    print(f"seed {SEED}, {ROUNDS} rounds, {WORKERS} senders")
    for round_number in range(1, ROUNDS + 1):
        process = bureau.serve(place)
        token = bureau.token(credentials)
        # What was in flight at the last kill is sent again under its key, as a client does.
        for reference in sorted(unanswered)[:20]:
            status, answer = bureau.call(
                "POST", "/v1/listings", token,
                bureau.listing(reference, bureau.cpf(int(reference[2:]))),
                {"Idempotency-Key": reference})
            if status == 409:
                # The dead process's claim of the key stands for ten minutes; the reference does
                # not: without a key the record is found or made.
                status, answer = bureau.call(
                    "POST", "/v1/listings", token,
                    bureau.listing(reference, bureau.cpf(int(reference[2:]))))
            if status != 202:
                raise SystemExit(f"round {round_number}: {reference} again was {status}: {answer}")
            answered[reference] = answer["id"]
            unanswered.discard(reference)
            repeated += 1
        load = Load(token, number)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            work = [pool.submit(load.work) for _ in range(WORKERS)]
            time.sleep(chance.uniform(0.05, 0.45))
            process.kill()
            load.stopped.set()
            for future in work:
                future.result()
        process.wait()
        number = load.next
        for reference, identity in load.answered:
            known = answered.setdefault(reference, identity)
            if known != identity:
                raise SystemExit(f"{reference} is {known} and {identity}")
        unanswered.update(load.unanswered)
        if round_number % 20 == 0:
            check(place, answered)
            print(f"round {round_number}: {len(answered)} answered, {len(unanswered)} open",
                  flush=True)
    check(place, answered)
    seconds = time.monotonic() - began
    print(f"{ROUNDS} kills in {seconds:.0f} s: {len(answered)} answers, all there exactly once; "
          f"{repeated} sent again after a kill, {len(unanswered)} never answered")


def check(place, answered):
    """What stands in the database after the kill, read without the product."""
    connection = sqlite3.connect(os.path.join(place, "bureau.sqlite"))
    rows = connection.execute("SELECT reference, COUNT(*) FROM records GROUP BY reference")
    counts = dict(rows.fetchall())
    wrong = [reference for reference in answered if counts.get(reference) != 1]
    double = [reference for reference, count in counts.items() if count != 1]
    bare = connection.execute(
        "SELECT COUNT(*) FROM records r WHERE version <> (SELECT COUNT(*) FROM happenings h "
        "WHERE h.record_id = r.id)").fetchone()[0]
    connection.close()
    if wrong or double or bare:
        raise SystemExit(f"lost {wrong[:5]}, doubled {double[:5]}, without history {bare}")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr}")
