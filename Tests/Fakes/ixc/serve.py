"""Starts the fake of IXC: prints `listening on ADDRESS:PORT`, and ends when its standard input
closes."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))

from base import Base
from control import IxcControl
from service import IxcService
from switches import switches

from common import door


def main():
    parser = door.parser(__doc__)
    parser.add_argument("--token", default="1:" + "0123456789abcdef" * 4)
    parser.add_argument("--customers", type=int, default=0)
    parser.add_argument("--titles", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--odd", action="store_true",
                        help="also people and titles that cannot be taken as they are")
    wanted = parser.parse_args()

    def make():
        service = IxcService(Base(wanted.clock), switches(), wanted.token)
        for switch in wanted.switch:
            service.switches.change(switch)
        service.refill(wanted.customers, wanted.titles, wanted.seed, wanted.odd)
        return service

    door.run(wanted, make, IxcControl)


if __name__ == "__main__":
    main()
