"""The addresses under `/_fake/`, by which a test sets the base and looks at what was asked."""

import datetime
import json
import urllib.parse

from common.service import Impossible

ROOT = "/_fake/"


class Control:
    """Answers with a status and a value for JSON. A class of its own adds what a base can tell."""

    def __init__(self, service, requests):
        self.service, self.requests = service, requests
        self.base, self.switches = service.base, service.switches

    def answer(self, method, path, body):
        parts = urllib.parse.urlsplit(path)
        name = parts.path.removeprefix(ROOT).replace("-", "_")
        asked = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        call = getattr(self, f"{method.lower()}_{name}", None)
        if call is None:
            return 404, {"error": f"nothing answers to {method} {parts.path}"}
        try:
            with self.base.lock:
                if method == "GET":
                    return 200, call(asked)
                return 200, call(json.loads(body or b"{}"))
        except (Impossible, AttributeError, LookupError, TypeError, ValueError) as error:
            return 409, {"error": str(error)}

    def get_state(self, asked):
        return {"clock": self.base.now.isoformat(), **self.service.state(),
                "switches": self.switches.values, "requests": self.requests.count,
                "faults": len(self.service.faults)}

    def get_switches(self, asked):
        return self.switches.values

    def post_switches(self, wanted):
        self.switches.change(wanted)
        if "flaky" in wanted:
            self.service.tries.clear()
        return self.switches.values

    def get_clock(self, asked):
        return {"now": self.base.now.isoformat()}

    def post_clock(self, wanted):
        """`now` as local time without a zone, or so many days, hours, minutes, seconds on."""
        if "now" in wanted:
            self.base.set_clock(wanted["now"])
        else:
            self.base.now += datetime.timedelta(**wanted)
        return self.get_clock({})

    def post_events(self, script):
        if isinstance(script, dict):
            return self.service.happen([script])[0]
        return self.service.happen(script)

    def post_plans(self, wanted):
        """Something that happens once so many more requests have been answered."""
        self.service.plans.add(wanted)
        return self.get_plans({})

    def get_plans(self, asked):
        return {"waiting": self.service.plans.waiting, "failed": self.service.plans.failed}

    def get_requests(self, asked):
        """Those after a number, the latest `limit` of them."""
        return self.requests.after(
            int(asked.get("after", 0)), int(asked.get("limit", 1000)), asked.get("resource"))

    def get_faults(self, asked):
        return self.service.faults

    def post_forget(self, wanted):
        """Forgets what was asked, the faults, and plans that still wait."""
        self.requests.forget()
        self.service.faults.clear()
        self.service.plans.forget()
        return {}

    def post_reset(self, wanted):
        """Another base, empty or of the sizes that are given; switches as in the beginning unless
        `keep_switches`. The clock stays unless it is given."""
        if not wanted.pop("keep_switches", False):
            self.switches.reset()
        if "clock" in wanted:
            self.base.set_clock(wanted.pop("clock"))
        self.service.refill(**wanted)
        self.service.tries.clear()
        self.post_forget({})
        return self.get_state({})
