extension Script {
  /// Work under way: the server sends `{done, total, words, finished}`; at the end the report
  /// takes the place of the page's content. A list in which something moves is read again every
  /// few seconds, unless somebody is about to do something with it.
  static let live = #"""
    const readAgain = async () => {
      const { answer, page, main } = await fetchContent(location.href, {});
      if (!answer.ok || answer.redirected || !main) throw new Error("another page");
      return page;
    };

    // What somebody has typed on the page is not taken away by work that ends.
    const isTypedIn = (main) => [...main.querySelectorAll(
      "form:not([data-filters]) :is(input:not([type=hidden]), textarea)")].some((field) =>
      field.value !== field.defaultValue || field.checked !== field.defaultChecked);

    const finish = async (box, words) => {
      if (isTypedIn(content())) {
        const link = document.createElement("a");
        link.href = location.href;
        link.textContent = "Mostrar o resultado";
        box.append(link);
        return;
      }
      try {
        const page = await readAgain();
        if (!box.isConnected) return;
        put(page);
        announce(words);
      } catch {
        location.reload();
      }
    };

    // A hidden tab holds no connection: browsers have few of them for each site.
    const lostSeconds = 3;
    const follow = (box) => {
      const words = box.querySelector("[data-words]");
      // Each second is news to the eye, each quarter to the ear.
      words.setAttribute("aria-live", "off");
      let quarter = 0, failures = 0;
      let source = null;
      const open = () => {
        if (source || document.hidden || !box.isConnected) return;
        source = new EventSource(box.dataset.progress);
        source.addEventListener("message", (event) => {
          if (!box.isConnected) { leave(); return; }
          const news = JSON.parse(event.data);
          const bar = box.querySelector("progress");
          bar.max = Math.max(news.total, 1);
          bar.value = news.done;
          words.textContent = news.words;
          failures = 0;
          const reached = Math.floor(4 * bar.position);
          if (reached > quarter && !news.finished) announce(news.words);
          quarter = reached;
          if (news.finished) { leave(); finish(box, news.words); }
        });
        source.addEventListener("error", () => {
          if (!source) return;
          // Once is the end of a long answer; the browser comes again.
          failures += 1;
          if (failures > 1) {
            words.textContent = "Sem resposta do servidor; a página tenta de novo sozinha.";
          }
          // The browser tries again by itself unless the server answered with an error.
          if (source.readyState !== EventSource.CLOSED) return;
          source = null;
          setTimeout(open, lostSeconds * 1000);
        });
      };
      const pause = () => { source?.close(); source = null; };
      const turnOver = () => {
        if (!box.isConnected) leave();
        else if (document.hidden) pause();
        else open();
      };
      const leave = () => {
        pause();
        document.removeEventListener("visibilitychange", turnOver);
      };
      document.addEventListener("visibilitychange", turnOver);
      open();
    };

    // Live lists as the server sent them: scripts count picks in them, and that is no news.
    const asRead = new WeakMap();

    const isInUse = (area) => document.hidden || document.querySelector("dialog[open]")
      || area.matches("[aria-busy=true]")
      || area.querySelector("[data-pick]:checked, details[open], :focus:not(a)");

    // Without a pace of its own a list is read again every few seconds.
    const pace = 5;
    let rested = 0;

    const readList = async () => {
      const area = document.querySelector("[data-live]");
      if (!area || isInUse(area)) return;
      rested = 0;
      try {
        const asked = location.href;
        const page = await readAgain();
        const fresh = page.querySelector("[data-list]");
        if (!fresh || !area.isConnected || isInUse(area) || location.href !== asked) return;
        if (fresh.outerHTML === asRead.get(area)) return;
        asRead.set(fresh, fresh.outerHTML);
        const hadFocus = area.contains(document.activeElement);
        const focused = hadFocus ? document.activeElement.getAttribute("href") : null;
        area.replaceWith(fresh);
        fitTables(fresh);
        if (hadFocus) {
          const same = focused && fresh.querySelector(`a[href="${CSS.escape(focused)}"]`);
          focusOn(same || fresh);
        }
        pickAgain();
      } catch {
        // The next turn tries again.
      }
    };

    // A page that nobody sits at stops asking, so that its session ends in its time.
    const idleMinutes = 10;
    let lastAct = performance.now();
    for (const act of ["pointerdown", "pointermove", "keydown", "scroll"]) {
      document.addEventListener(act, () => { lastAct = performance.now(); }, { passive: true });
    }

    setInterval(() => {
      rested += 1;
      const area = document.querySelector("[data-live]");
      if (!area || performance.now() - lastAct > idleMinutes * 60_000) return;
      if (rested >= (Number(area.dataset.live) || pace)) readList();
    }, 1000);
    // Who comes back to the tab sees what is so now.
    document.addEventListener("visibilitychange", readList);

    """#

  /// Files may be dropped on their field.
  static let drops = #"""
    const takeDrops = (zone) => {
      const input = zone.querySelector("input[type=file]");
      const over = (event) => { event.preventDefault(); zone.classList.add("over"); };
      zone.addEventListener("dragenter", over);
      zone.addEventListener("dragover", over);
      zone.addEventListener("dragleave", () => zone.classList.remove("over"));
      zone.addEventListener("drop", (event) => {
        event.preventDefault();
        zone.classList.remove("over");
        if (input && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      });
    };

    """#

  /// A table that has room for all of its columns is no stop of the keyboard.
  static let tables = #"""
    const sizes = new ResizeObserver((seen) => {
      for (const { target } of seen) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else if (target !== document.activeElement) target.removeAttribute("tabindex");
      }
    });
    const fitTables = (root) => {
      for (const area of root.querySelectorAll(".table")) sizes.observe(area);
    };

    """#

  /// What each part of a page needs when it comes.
  static let binding = #"""
    const bind = (root) => {
      for (const form of root.querySelectorAll("form[data-filters]")) filterAtOnce(form);
      for (const box of root.querySelectorAll("[data-progress]")) follow(box);
      for (const zone of root.querySelectorAll(".drop")) takeDrops(zone);
      for (const area of root.querySelectorAll("[data-live]")) asRead.set(area, area.outerHTML);
      fitTables(root);
      pickAgain();
    };
    bind(document);
    toFault(content());

    """#

  /// Light and dark without loading the page again; the server keeps the choice.
  static let theme = #"""
    for (const form of document.querySelectorAll("[data-theme-form]")) {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const root = document.documentElement;
        const dark = root.dataset.theme ? root.dataset.theme === "dark"
          : matchMedia("(prefers-color-scheme: dark)").matches;
        const next = dark ? "light" : "dark";
        root.dataset.theme = next;
        const button = form.querySelector("button");
        button.value = next;
        button.title = next === "dark" ? "Usar o tema claro" : "Usar o tema escuro";
        button.querySelector(".unseen").textContent = button.title;
        const data = new URLSearchParams(new FormData(form));
        data.set("theme", next);
        await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
      });
    }

    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && location.hash === "#menu") location.hash = "#conteudo";
    });

    """#
}
