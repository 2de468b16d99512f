"""Where the demo's clock begins: at the instant it is given, but never before where it stood."""

import datetime
import subprocess
import unittest

import stage

INSTANT = "2028-02-29T13:00:00Z"


def days(count):
    return (datetime.timedelta(days=count)
            + datetime.date.fromisoformat(stage.moment(INSTANT)[:10])).isoformat()


class Clock(unittest.TestCase):
    def test_begins_where_it_is_told_and_never_goes_back(self):
        demo = stage.Demo(INSTANT)
        self.addCleanup(demo.stop)
        self.assertEqual(demo.today(), days(0))
        # The fictitious provider lives in that time: its last titles fall due in the next days.
        last = max(row["dueOn"] for row in demo.api("GET", "/receivables?limit=200")["data"])
        self.assertLess(days(0), last)
        self.assertLess(last, days(30))
        demo.advance(days=3)
        for start, today in ((days(0), days(3)), (days(-900), days(3)), (days(40), days(40))):
            demo.halt()
            demo.start_again(start + INSTANT[10:])
            self.assertEqual(demo.today(), today, f"started again with {start}")

    def test_what_is_no_instant_is_told(self):
        for text in ("2028-02-29", "2028-02-30T13:00:00Z", "amanhã"):
            done = subprocess.run(
                [stage.PROGRAM, "demo", "--virtual-clock", text], capture_output=True, text=True,
                timeout=stage.PATIENCE)
            self.assertEqual(done.returncode, 64, text)
            self.assertIn("RFC 3339", done.stderr)


if __name__ == "__main__":
    unittest.main()
