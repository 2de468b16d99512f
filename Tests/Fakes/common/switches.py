"""What a test may set about how a service answers."""

import copy
import json


class Switches:
    """Switches by name, always of the kind of their defaults. `choices` names those that are one
    word of a few; `empty` those that may be null besides a value of that type."""

    def __init__(self, defaults, choices, empty=()):
        self.defaults = {**defaults, "flaky": None}
        self.choices, self.empty = choices, dict(empty)
        self.reset()

    def reset(self):
        self.values = copy.deepcopy(self.defaults)

    def __getitem__(self, name):
        return self.values[name]

    def change(self, wanted):
        """Sets some of them, or none where one is wrong; null gives the beginning back."""
        changed = {}
        for name, given in wanted.items():
            if name not in self.defaults:
                raise ValueError(f"no switch {name}; there are {', '.join(self.defaults)}")
            value = copy.deepcopy(self.defaults[name]) if given is None else given
            self._check(name, value)
            changed[name] = value
        self.values.update(changed)

    def _check(self, name, value):
        if name in self.choices:
            if value not in self.choices[name]:
                raise ValueError(f"{name} is one of {', '.join(sorted(self.choices[name]))}")
        elif name == "flaky":
            for plan in failures(value):
                if not isinstance(plan, dict) or "kind" not in plan:
                    raise ValueError("flaky is an object with a kind, or a list of them")
        elif value is not None or name not in self.empty:
            kind = self.empty.get(name, type(self.defaults[name]))
            if not isinstance(value, kind):
                raise ValueError(f"{name} is a {kind.__name__}")


def failures(flaky):
    """The plans of failures that a switch `flaky` holds."""
    if flaky is None:
        return []
    return flaky if isinstance(flaky, list) else [flaky]


def written(text):
    """`name=value` of the command line; the value is JSON, or the word itself."""
    name, _, value = text.partition("=")
    try:
        return {name: json.loads(value)}
    except ValueError:
        return {name: value}
