"""The whole manual page, walked in its order: with JavaScript, and without."""

import unittest

from walk import ITEMS, Walk, every_item
from walk_inquiries import Inquiries
from walk_listings import Listings
from walk_routine import Routine
from walk_settings import Settings


class WithScripts(Settings, Inquiries, Listings, Routine, Walk, unittest.TestCase):
    javascript = True
    start = "2026-11-24T13:00:00Z"

    def test_99_no_item_is_left_out(self):
        self.assertEqual(ITEMS - every_item(type(self)), set())


class WithoutScripts(Settings, Inquiries, Listings, Routine, Walk, unittest.TestCase):
    javascript = False
    start = "2026-11-01T13:00:00Z"

    def test_07_scripts_are_off(self):
        self.browser.open(self.demo.url)
        button = self.browser.find("[data-shortcuts]")
        self.assertFalse(button.is_displayed(), "a script ran")


if __name__ == "__main__":
    unittest.main()
