"""What the browser tests stand on: the demo as a process, Debian's chromium, axe, pictures.

Everything happens on loopback. Run by Scripts/browser-tests, which prepares the packages. Each demo
begins at the instant that its test names; the machine's date plays no part.
"""

import base64
import concurrent.futures
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchElementException, StaleElementReferenceException, WebDriverException)
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PROGRAM_UNDER_TEST", str(REPOSITORY / ".build/debug/adimple"))
PICTURES = pathlib.Path(
    os.environ.get("SCREENSHOTS", str(REPOSITORY / "var/screenshots")))
AXE = os.environ.get("AXE_SOURCE")
# A day (yyyy-MM-dd) on which every demo begins instead of the one that its test names.
DAY = os.environ.get("BROWSER_TEST_DAY")

# Seconds after which a page that has not come is a failure.
PATIENCE = 90
# Seconds between two looks at what is waited for.
BREATH = 0.05
# What the driver says of an element whose page was replaced, besides that it is stale.
GONE = "does not belong to the document"
# What axe looks for.
RULES = {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# The widths and colour schemes in which every screen is looked at.
WIDE, NARROW = (1280, 900), (360, 780)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def moment(instant):
    """Where a demo's clock begins: as its test says it, or at that hour of the day under trial."""
    return DAY + instant[10:] if DAY else instant


def even(text):
    """A text without what depends on where its lines break."""
    return " ".join(text.replace("\u00ad", "").split())


class Demo:
    """`adimple demo --fresh` on ports and a folder of its own, until `stop`. Its clock begins at
    an instant that the test names (RFC 3339); behind it there is no past unless it asks."""

    def __init__(self, at, past=False):
        self.start = moment(at)
        self.folder = tempfile.mkdtemp(prefix="adimple-browser-")
        self.port, self.bureau_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.bureau_url = f"http://127.0.0.1:{self.bureau_port}"
        self.log = open(os.path.join(self.folder, "log"), "w")
        self._start("--fresh", *([] if past else ["--no-past"]))
        self.greeting = text = "".join(self._greeting)
        self.email, self.password = re.search(
            r"entrar com\s+(\S+)\s+(\S+)", text).groups()
        self.key = re.search(r"chave da API\s+(\S+)", text).group(1)

    def _start(self, *flags):
        self.process = subprocess.Popen(
            [PROGRAM, "demo", "--port", str(self.port), "--bureau-port", str(self.bureau_port),
             "--data-dir", os.path.join(self.folder, "data"), "--virtual-clock", self.start,
             *flags],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self._greeting = []
        self._greeted = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        self._greeted.wait(120)
        if not any("chave da API" in line for line in self._greeting):
            log = pathlib.Path(self.folder, "log").read_text()[-2000:]
            self.stop()
            raise AssertionError("the demo printed no login: " + log)

    def halt(self):
        """Ends the process and keeps the data."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.process.stdout.close()

    def start_again(self, at=None):
        """With the instant of its beginning, or with another."""
        self.start = at or self.start
        self._start()

    def _listen(self):
        for line in self.process.stdout:
            self._greeting.append(line)
            if "chave da API" in line:
                self._greeted.set()
        self._greeted.set()

    def api(self, method, path, body=None):
        """A call of the creditor's API with the demo's key; answers with the parsed JSON."""
        request = urllib.request.Request(
            self.url + "/api/v1" + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.key,
                     "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                data = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(
                f"{method} {path}: {error.code} {error.read().decode()}") from None
        return json.loads(data) if data else None

    def download(self, path):
        """The bytes of a file of the creditor's API."""
        request = urllib.request.Request(
            self.url + "/api/v1" + path, headers={"Authorization": "Bearer " + self.key})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    def today(self):
        return self.api("GET", "/clock")["today"]

    def advance(self, **how):
        return self.api("POST", "/clock/advance", how)

    def advance_to(self, day):
        """Lets the days pass until a day has come, which may have been before."""
        if day > self.today():
            self.advance(to=day)

    def advance_until(self, condition, what, days=30):
        """Passes day after day until a condition holds; `what` names it where it does not come."""
        for _ in range(days):
            if condition():
                return
            self.advance(days=1)
        if not condition():
            raise AssertionError(f"{days} days after {self.start} {what}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process.stdout.close()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class EmptyHouse:
    """`adimple serve` on a new database: nobody has come in yet."""

    def __init__(self, at):
        self.folder = tempfile.mkdtemp(prefix="adimple-browser-")
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(os.path.join(self.folder, "log"), "w")
        database = "sqlite:" + os.path.join(self.folder, "house.db")
        environment = {
            **os.environ, "ADIMPLE_KEY": base64.b64encode(bytes(range(32))).decode()}
        subprocess.run(
            [PROGRAM, "migrate", "--database", database], env=environment, check=True,
            stdout=self.log, stderr=self.log)
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), "--database", database, "--virtual-clock",
             moment(at)], env=environment, stdout=self.log, stderr=self.log)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(self.url + "/entrar").close()
                return
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.stop()
                    raise
            time.sleep(BREATH)

    def first_code(self):
        """The code of the first access, as the program prints it."""
        self.log.flush()
        with open(self.log.name) as log:
            return re.search(r"primeiro acesso: \S+\s+código: (\S+)", log.read()).group(1)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def patient(step):
    """A step that is taken anew where the page went away under it: what is no longer there was
    neither read nor pressed."""
    @functools.wraps(step)
    def again(self, *arguments, **named):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return step(self, *arguments, **named)
            except StaleElementReferenceException:
                if time.monotonic() > end:
                    raise
            except WebDriverException as error:
                if GONE not in str(error) or time.monotonic() > end:
                    raise
            time.sleep(BREATH)
    return again


class Browser:
    """A headless chromium of one size and colour scheme, JavaScript on or off."""

    def __init__(self, size=WIDE, dark=False, javascript=True):
        options = Options()
        options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     "--force-device-scale-factor=1", "--disable-dev-shm-usage",
                     "--lang=pt-BR", "--disable-background-networking"):
            options.add_argument(flag)
        options.add_argument(f"--window-size={size[0]},{size[1]}")
        if not javascript:
            options.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # Dates, file fields and messages of the browser's own as the users have them.
        self.driver = webdriver.Chrome(
            service=Service(
                shutil.which("chromedriver") or "/usr/bin/chromedriver",
                env={**os.environ, "LANGUAGE": "pt_BR"}),
            options=options)
        self.driver.set_page_load_timeout(PATIENCE)
        self.size, self.javascript = size, javascript
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False})
        self.paint(dark)

    def paint(self, dark):
        """Light or dark, also while a page is open; without motion, so that no picture is of a
        colour on its way."""
        self.dark = dark
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}]})
        return self

    @property
    def form(self):
        """The folder of the pictures of this width and scheme."""
        return ("dark" if self.dark else "light") + ("-wide" if self.size == WIDE else "-narrow")

    def quit(self):
        self.driver.quit()

    def open(self, url):
        self.driver.get(url)
        return self

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def links(self):
        """Where the links of the page lead."""
        return self.driver.execute_script(
            "return [...document.querySelectorAll('a[href]')].map(link => link.href)")

    def see(self, text):
        """Waits until the page shows a text."""
        self.until(lambda: even(text) in even(self.text()), f"«{text}» is not there")
        return self

    def text(self):
        return self.find("body").text

    @patient
    def link(self, text):
        """Follows the first visible link or presses the first visible button of that name, and
        waits for what comes in place."""
        self.named(text).click()
        self.until(lambda: not self.all("[aria-busy=true]"), "the page stays busy")
        return self

    def named(self, text):
        """A visible link or button, inside of the dialog where one is open."""
        quoted = json.dumps(text, ensure_ascii=False)
        found = self.scope().find_elements(
            By.XPATH, f".//a[normalize-space()={quoted} or @aria-label={quoted}]"
            f"|.//button[normalize-space()={quoted} or @aria-label={quoted}]"
            f"|.//summary[normalize-space()={quoted}]")
        visible = [element for element in found if element.is_displayed()]
        if not visible:
            raise AssertionError(f"no link or button «{text}» on {self.driver.current_url}")
        return visible[0]

    def scope(self):
        """What a person can reach: the dialog where one is open, else the page."""
        dialogs = self.all("dialog[open]")
        return dialogs[-1] if dialogs else self.find("body")

    @patient
    def has(self, text):
        """Whether a visible link or button of that name is there."""
        try:
            return self.named(text) is not None
        except AssertionError:
            return False

    @patient
    def field(self, label):
        """The control that a label names."""
        quoted = json.dumps(label, ensure_ascii=False)
        for element in self.scope().find_elements(
                By.XPATH, f".//label[starts-with(normalize-space(), {quoted})]"):
            target = element.get_attribute("for")
            if target:
                return self.driver.find_element(By.ID, target)
            return element.find_element(By.CSS_SELECTOR, "input,select,textarea")
        raise AssertionError(f"no field «{label}» on {self.driver.current_url}")

    @patient
    def choose(self, group, option):
        """Takes an option of a group of radio buttons by the words of both."""
        legend, words = (json.dumps(text, ensure_ascii=False) for text in (group, option))
        self.scope().find_element(
            By.XPATH, f".//fieldset[legend[starts-with(normalize-space(), {legend})]]"
            f"//label[starts-with(normalize-space(), {words})]").click()
        return self

    @patient
    def chosen(self, group):
        """The words of the option that is taken in a group of radio buttons."""
        legend = json.dumps(group, ensure_ascii=False)
        box = self.scope().find_element(
            By.XPATH, f".//fieldset[legend[starts-with(normalize-space(), {legend})]]")
        for label in box.find_elements(By.TAG_NAME, "label"):
            if label.find_element(By.TAG_NAME, "input").is_selected():
                return label.text.splitlines()[0].strip()
        return None

    @patient
    def row(self, text):
        """The first row of a table that holds a text."""
        quoted = json.dumps(text, ensure_ascii=False)
        rows = self.driver.find_elements(
            By.XPATH, f"//main//tbody/tr[contains(normalize-space(.), {quoted})]")
        if not rows:
            raise AssertionError(
                f"no row «{text}» on {self.driver.current_url}: {self.text()[:600]}")
        return rows[0]

    def leaf_to(self, text):
        """Turns the pages of a list to the one that shows a text."""
        while even(text) not in even(self.text()):
            self.link("Próxima página")
        return self

    @patient
    def pick(self, text):
        """Marks the box of the row that holds a text."""
        box = self.row(text).find_element(By.CSS_SELECTOR, "[data-pick]")
        if not box.is_selected():
            box.click()
        return self

    @patient
    def menu(self, label):
        """Follows an entry of the menu; on a narrow window it is opened first."""
        opener = self.find(".menu-open")
        if opener.is_displayed():
            opener.click()
        self.driver.find_element(
            By.XPATH, f"//nav[@id='menu']//a[starts-with(normalize-space(), "
            f"{json.dumps(label, ensure_ascii=False)})]").click()
        return self

    def until(self, condition, what):
        """Asks until a condition holds; `what` names it where it does not come. A page that goes
        away while it is asked is asked again."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                held = condition()
                if held:
                    return held
            except (StaleElementReferenceException, NoSuchElementException):
                pass
            except WebDriverException as error:
                if GONE not in str(error):
                    raise
            if time.monotonic() > end:
                raise AssertionError(
                    f"{what}, on {self.driver.current_url}: {self.text()[:800]}")
            time.sleep(BREATH)

    def renew_until(self, refresh, condition, what):
        """Presses what shows the page anew until a condition holds, as a person would."""
        def once():
            if condition():
                return True
            self.link(refresh)
            return condition()
        self.until(once, what)
        return self

    @patient
    def fill(self, label, value):
        control = self.field(label)
        kind = control.get_attribute("type")
        if control.tag_name == "select":
            options = control.find_elements(By.TAG_NAME, "option")
            words = [option.text.strip() for option in options]
            place = next((i for i, word in enumerate(words) if word == value), None)
            if place is None:
                place = next((i for i, word in enumerate(words) if value in word), None)
            if place is None:
                raise AssertionError(f"no option «{value}» in «{label}»: {words}")
            options[place].click()
            return self
        if kind in ("checkbox", "radio"):
            if control.is_selected() != bool(value):
                control.click()
            return self
        if control.get_attribute("placeholder") == "dd/mm/aaaa" and "-" in value:
            value = "/".join(reversed(value.split("-")))
        control.clear()
        control.send_keys(value)
        return self

    def sign_in(self, demo):
        self.open(demo.url + "/entrar")
        self.fill("E-mail", demo.email).fill("Senha", demo.password)
        self.find("main form button[type=submit], main form button:not([type])").click()
        return self

    def picture(self, name):
        """The whole page as a picture in the folder of pictures."""
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True, "clip": {
                "x": 0, "y": 0, "width": self.size[0],
                "height": min(max(size["height"], self.size[1]), 6000), "scale": 1}})
        path = PICTURES / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(shot["data"]))
        return path

    def axe(self, only_colours=False):
        """Serious and critical findings of axe, each as one line; empty where there is none.
        What does not depend on colours is the same in the other scheme."""
        if not AXE:
            raise unittest.SkipTest("AXE_SOURCE names no axe.min.js")
        self.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        self.driver.execute_script(pathlib.Path(AXE).read_text())
        result = self.driver.execute_async_script("""
            const [rules, done] = arguments;
            axe.run(document, {resultTypes: ['violations'], runOnly: rules})
              .then(done, error => done({violations: [{impact: 'critical', id: 'axe',
                help: String(error), nodes: []}]}));""", COLOUR_RULES if only_colours else RULES)
        return [
            f"{found['impact']} {found['id']}: {found['help']}: "
            + "; ".join(node["html"][:160] for node in found["nodes"][:4])
            for found in result["violations"] if found["impact"] in ("serious", "critical")]

    def print(self, name):
        """The page as its printer gets it: a PDF in the folder of pictures."""
        sheet = self.driver.execute_cdp_cmd("Page.printToPDF", {
            "printBackground": False, "preferCSSPageSize": True,
            "paperWidth": 8.27, "paperHeight": 11.69})
        path = PICTURES / f"{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(sheet["data"]))
        return path

    def download(self, address):
        """The bytes behind an address, with the cookies of the one who is logged in."""
        cookies = "; ".join(
            f"{cookie['name']}={cookie['value']}" for cookie in self.driver.get_cookies())
        request = urllib.request.Request(address, headers={"Cookie": cookies})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    def complaints(self):
        """What the browser's console holds against the page: refused styles, missing files. A
        refused form is an answer, not a fault."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")
                and "status of 422" not in entry["message"]]

    def overflows(self):
        """Whether the page is wider than its window."""
        return self.driver.execute_script(
            "return document.documentElement.scrollWidth > window.innerWidth")

    def layout_shift(self):
        """The page's cumulative layout shift so far."""
        return self.driver.execute_async_script("""
            const done = arguments[arguments.length - 1];
            let sum = 0;
            const observer = new PerformanceObserver(list => {
              for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
            });
            observer.observe({type: 'layout-shift', buffered: true});
            requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));""")


def manual_pictures():
    """The names of the pictures that the manual in the product shows (docs/manual)."""
    pages = (REPOSITORY / "docs/manual").glob("*.md")
    return sorted({name for page in pages
                   for name in re.findall(r"\(tela:([a-z0-9-]+)\)", page.read_text())})


# Test classes that run beside each other; each has demos and browsers of its own.
LANES = 2
# The longest first, so that no lane ends with one of them while the other is done.
LONGEST = ("test_screens.Screens", "test_manual.WithScripts", "test_manual.WithoutScripts",
           "test_faults.Faults", "test_screens.Empty")


def test_classes():
    """The names of all test classes of this folder, the longest first."""
    loader, found = unittest.TestLoader(), []
    waiting = [loader.discover(str(pathlib.Path(__file__).parent), pattern="test_*.py")]
    if loader.errors:
        raise SystemExit("\n".join(loader.errors))
    while waiting:
        test = waiting.pop(0)
        if isinstance(test, unittest.TestSuite):
            waiting += list(test)
        else:
            name = f"{type(test).__module__}.{type(test).__qualname__}"
            if name not in found:
                found.append(name)
    first = [name for name in LONGEST if name in found]
    return first + [name for name in found if name not in first]


def run(name):
    """Runs one class in a process of its own and prints what it said when it has ended. Answers
    with how many tests passed, failed and were skipped."""
    since = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "unittest", "-v", name], cwd=pathlib.Path(__file__).parent,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    print(f"{ended.stdout}{name}: {time.monotonic() - since:.0f} s\n", flush=True)

    def count(pattern):
        return sum(int(number) for number in re.findall(pattern, ended.stdout))

    ran, skipped = count(r"(?m)^Ran (\d+) test"), count(r"skipped=(\d+)")
    failed = count(r"failures=(\d+)") + count(r"errors=(\d+)")
    if ended.returncode != 0 and not failed:
        failed = 1
    return max(ran - skipped - failed, 0), failed, skipped


def main():
    """Runs every test class of this folder, two beside each other; ends with one line that
    counts."""
    started, since = time.monotonic(), time.time()
    with concurrent.futures.ThreadPoolExecutor(LANES) as lanes:
        passed, failed, skipped = map(sum, zip(*lanes.map(run, test_classes())))
    print(f"pictures: {PICTURES}; {time.monotonic() - started:.0f} s")
    for name in manual_pictures():
        picture = PICTURES / f"{name}.png"
        if not picture.exists() or picture.stat().st_mtime < since:
            print(f"no test made the manual's picture «{name}»")
            failed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    raise SystemExit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
