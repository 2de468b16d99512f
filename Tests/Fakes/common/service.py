"""A service that is imitated: it answers, fails as planned, and remembers what must not be sent."""

import collections
import json

from common.plans import Plans
from common.switches import failures


class Impossible(Exception):
    """What a test wants to happen cannot happen."""


class Answer:
    """Bytes with a status; `outcome` is a word for the list of requests."""

    def __init__(self, outcome, status, kind, body, rows=0, total=None, headers=()):
        self.outcome, self.status, self.kind, self.body = outcome, status, kind, body
        self.rows, self.total, self.headers = rows, total, dict(headers)


class Service:
    """What each service does besides its own answers. Its own class has `root`, where its
    addresses begin, and

        describe(method, path, headers)   what the list of requests says of one
        watch(entry)                      reasons why this request is a fault
        respond(entry, headers, body)     the answer
        broken(status)                    the answer of a failure with that status, or `html`
        happen(script)                    lets events happen, wholly or not at all
        state()                           what a test is told of the base
        refill(**sizes)                   another base

    Its base has a `lock`, which is held by whoever uses it, and `set_clock` and `now`."""

    def __init__(self, base, switches):
        self.base, self.switches = base, switches
        self.faults = []
        self.plans = Plans(self._carry_out)
        # How often each plan of failures was looked at.
        self.tries = collections.Counter()

    def answer(self, entry, headers, body):
        """The answer to a request; None drops the connection. The second value is the failure
        that spoils the bytes: cut, or slow."""
        with self.base.lock:
            for reason in self.watch(entry):
                self.faults.append({"number": entry["number"], "method": entry["method"],
                                    "path": entry["path"], "reason": reason})
            failure = self._failure(entry)
            if failure and failure["kind"] not in ("cut", "slow"):
                entry["outcome"] = f"flaky {failure['kind']}"
                kind = failure["kind"]
                answer, failure = None if kind == "drop" else self.broken(kind), None
            else:
                answer = self.respond(entry, headers, body)
                entry.update(outcome=answer.outcome, rows=answer.rows, total=answer.total)
                if failure:
                    entry["outcome"] += ", " + failure["kind"]
            self.plans.answered(entry["resource"])
            return answer, failure

    def _failure(self, entry):
        """The failure that is planned for this request: the first `fail` of each `of` requests, or
        the next `next` ones."""
        for place, plan in enumerate(failures(self.switches["flaky"])):
            if entry["resource"] not in plan.get("resources", [entry["resource"]]):
                continue
            key = (place, json.dumps(plan, sort_keys=True))
            turn = self.tries[key]
            self.tries[key] += 1
            if "next" in plan:
                fails = turn < plan["next"]
            else:
                fails = turn % plan.get("of", 1) < plan.get("fail", 1)
            if fails:
                return plan
        return None

    def _carry_out(self, plan):
        if "clock" in plan:
            self.base.set_clock(plan["clock"])
        self.switches.change(plan.get("switches", {}))
        self.happen(plan.get("events", []))
