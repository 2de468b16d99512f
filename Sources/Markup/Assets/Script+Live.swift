extension Script {
  /// Work under way: the server sends `{done, total, words, finished}`; at the end the report
  /// takes the place of the page's content. A list in which something moves is read again every
  /// few seconds, unless somebody is about to do something with it.
  static let live = #"""
    const readAgain = async () => {
      const { main, answer } = await fetchContent(location.href, {});
      if (!answer.ok || answer.redirected || !main) throw new Error("another page");
      return main;
    };

    const finish = async () => {
      try {
        const main = await readAgain();
        document.querySelector("main").replaceWith(main);
        bind(main);
      } catch {
        location.reload();
      }
    };

    const follow = (box) => {
      const source = new EventSource(box.dataset.progress);
      source.addEventListener("message", (event) => {
        const news = JSON.parse(event.data);
        const bar = box.querySelector("progress");
        bar.max = Math.max(news.total, 1);
        bar.value = news.done;
        box.querySelector("[data-words]").textContent = news.words;
        if (news.finished) { source.close(); finish(); }
      });
    };

    const isInUse = (area) => document.hidden || document.querySelector("dialog[open]")
      || area.matches("[aria-busy=true]")
      || area.querySelector("[data-pick]:checked, details[open], :focus:not(a)");

    const liveSeconds = 5;
    setInterval(async () => {
      const area = document.querySelector("[data-live]");
      if (!area || isInUse(area)) return;
      try {
        const fresh = (await readAgain()).querySelector("[data-list]");
        if (!fresh || !area.isConnected || isInUse(area)) return;
        if (fresh.outerHTML === area.outerHTML) return;
        const focused = area.contains(document.activeElement)
          ? document.activeElement.getAttribute("href") : null;
        area.replaceWith(fresh);
        if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
        count();
      } catch {
        // The next turn tries again.
      }
    }, liveSeconds * 1000);

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

  /// What each part of a page needs when it comes.
  static let binding = #"""
    const bind = (root) => {
      for (const form of root.querySelectorAll("form[data-filters]")) filterAtOnce(form);
      for (const box of root.querySelectorAll("[data-progress]")) follow(box);
      for (const zone of root.querySelectorAll(".drop")) takeDrops(zone);
      count();
    };
    bind(document);

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
