"""What is to happen in the middle of somebody's walk: events, switches or the clock, once so many
requests have been answered."""


class Plans:
    """Plans in the order in which they were made; each is carried out once by `do`."""

    def __init__(self, do):
        self.do = do
        self.waiting, self.failed = [], []

    def add(self, wanted):
        """`after` so many answers, of one `resource` or of all, from now on."""
        unknown = set(wanted) - {"after", "resource", "events", "switches", "clock"}
        if unknown or not isinstance(wanted.get("after"), int) or wanted["after"] < 1:
            raise ValueError("a plan has after, resource, events, switches, clock")
        self.waiting.append(dict(wanted))

    def answered(self, resource):
        """One more answer is ready: what waited for it happens before the next request."""
        due = []
        for plan in self.waiting:
            if plan.get("resource") in (None, resource):
                plan["after"] -= 1
                if not plan["after"]:
                    due.append(plan)
        for plan in due:
            self.waiting.remove(plan)
            try:
                self.do(plan)
            except Exception as error:
                # The caller of the service has nothing to do with it; the test asks for it.
                self.failed.append(str(error))

    def forget(self):
        self.waiting.clear()
        self.failed.clear()
