"""Starts the fake of HubSoft: prints `listening on ADDRESS:PORT`, and ends when its standard input
closes."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))

from base import TABLES, Base
from service import HubsoftService

from common import door
from common.control import Control


class HubsoftControl(Control):
    """Adds rows as the base keeps them: amounts in cents, also of invoices that are in no list."""

    def get_rows(self, asked):
        if asked.get("table") not in TABLES:
            raise LookupError(f"no table; there are {', '.join(TABLES)}")
        rows = getattr(self.base, asked["table"])
        wanted = asked.get("id")
        return [{"id": number, **row} for number, row in rows.items()
                if wanted in (None, str(number))]


def main():
    parser = door.parser(__doc__)
    for name, value in (("client-id", "12"), ("client-secret", "segredo-do-cliente"),
                        ("username", "integracao@example.com"), ("password", "segredo")):
        parser.add_argument("--" + name, default=value)
    parser.add_argument("--customers", type=int, default=0)
    parser.add_argument("--titles", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()

    def make():
        service = HubsoftService(Base(wanted.clock), {
            "client_id": wanted.client_id, "client_secret": wanted.client_secret,
            "username": wanted.username, "password": wanted.password})
        for switch in wanted.switch:
            service.switches.change(switch)
        service.refill(wanted.customers, wanted.titles, wanted.seed)
        return service

    door.run(wanted, make, HubsoftControl)


if __name__ == "__main__":
    main()
