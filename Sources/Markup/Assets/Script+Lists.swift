extension Script {
  /// Letters of the keyboard: they are read off the page, so that the list under `?` is true.
  static let shortcuts = #"""
    const writing = (element) => element.closest("input, select, textarea, [contenteditable]");
    const pages = { p: "/", c: "/clientes", q: "/consultas", n: "/negativacoes", l: "/crm/leads",
      f: "/financeiro/titulos" };
    let going = 0;

    const shortcutRows = () => {
      const rows = [["/", "Ir para a busca"], ["?", "Esta lista"], ["Esc", "Fechar"]];
      for (const [key, path] of Object.entries(pages)) {
        const link = document.querySelector(`.menu a[href="${path}"]`);
        if (link) rows.push([`g ${key}`, link.textContent.trim()]);
      }
      for (const element of document.querySelectorAll("main [aria-keyshortcuts]")) {
        rows.push([element.getAttribute("aria-keyshortcuts"), element.textContent.trim()]);
      }
      return rows;
    };

    const showShortcuts = () => {
      const title = document.createElement("h2");
      title.textContent = "Atalhos do teclado";
      const list = document.createElement("dl");
      list.className = "shortcuts";
      for (const [keys, label] of shortcutRows()) {
        const term = document.createElement("dt");
        for (const key of keys.split(" ")) {
          const cap = document.createElement("kbd");
          cap.textContent = key;
          term.append(cap, " ");
        }
        const meaning = document.createElement("dd");
        meaning.textContent = label;
        list.append(term, meaning);
      }
      const done = document.createElement("button");
      done.className = "button";
      done.dataset.close = "";
      done.textContent = "Fechar";
      show([title, list, done], title.textContent);
    };

    for (const button of document.querySelectorAll("[data-shortcuts]")) {
      button.hidden = false;
      button.addEventListener("click", showShortcuts);
    }

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (writing(event.target) || document.querySelector("dialog[open]")) return;
      if (event.timeStamp - going < 1200 && pages[event.key]) {
        const link = document.querySelector(`.menu a[href="${pages[event.key]}"]`);
        if (link) { event.preventDefault(); link.click(); }
        going = 0;
        return;
      }
      if (event.key === "g") { going = event.timeStamp; return; }
      if (event.key === "?") { event.preventDefault(); showShortcuts(); return; }
      if (event.key === "/") {
        const search = document.querySelector("main input[type=search]");
        if (search) { event.preventDefault(); search.focus(); search.select(); }
        return;
      }
      for (const element of document.querySelectorAll("main [aria-keyshortcuts]")) {
        if (element.getAttribute("aria-keyshortcuts") === event.key) {
          event.preventDefault();
          element.click();
          return;
        }
      }
    });

    """#

  /// Lists: a choice filters at once, a search when the person stops typing. Everything that
  /// tells of the filters follows, so that the file is of exactly what is shown, and so does the
  /// address. Picked rows are counted.
  static let lists = #"""
    const chosen = (form) => new URLSearchParams(
      [...new FormData(form)].filter(([, value]) => value !== ""));

    const goOnTyping = (main, name) => {
      const field = main.querySelector(`form[data-filters] [name="${CSS.escape(name)}"]`);
      field?.focus();
      if (field?.matches("[type=search], [type=text]")) {
        field.setSelectionRange(field.value.length, field.value.length);
      }
    };

    const refresh = async (form) => {
      const data = chosen(form);
      const url = new URL(form.action);
      const isPost = form.method === "post";
      if (!isPost) url.search = data.toString();
      const old = form.closest("main");
      old.querySelector("[data-list]")?.setAttribute("aria-busy", "true");
      try {
        const { main, answer } = await fetchContent(
          url, isPost ? { method: "POST", body: data } : {});
        if (!answer.ok || !main?.querySelector("[data-list]")) throw new Error("another page");
        // What was typed meanwhile has its own turn.
        if (!old.isConnected || chosen(form).toString() !== data.toString()) return;
        const name = form.contains(document.activeElement) ? document.activeElement.name : "";
        old.replaceWith(main);
        history.replaceState(null, "", answer.url);
        bind(main);
        if (name) goOnTyping(main, name);
      } catch {
        form.submit();
      }
    };

    const filterAtOnce = (form) => {
      let waiting = 0;
      form.addEventListener("change", (event) => {
        if (!event.target.matches("[data-instant]")) refresh(form);
      });
      form.addEventListener("input", (event) => {
        if (!event.target.matches("[data-instant]")) return;
        clearTimeout(waiting);
        waiting = setTimeout(() => refresh(form), 300);
      });
    };

    const count = () => {
      for (const bar of document.querySelectorAll("[data-picked]")) {
        const picked = document.querySelectorAll("[data-pick]:checked").length;
        bar.textContent = picked === 0 ? "Nenhum escolhido"
          : picked === 1 ? "1 escolhido" : `${picked} escolhidos`;
      }
    };

    document.addEventListener("change", (event) => {
      if (event.target.matches("[data-pick-all]")) {
        for (const box of document.querySelectorAll("[data-pick]")) {
          box.checked = event.target.checked;
        }
      }
      if (event.target.matches("[data-pick], [data-pick-all]")) count();
    });

    // A double click opens what a row is about, as those who know the old screens expect.
    document.addEventListener("dblclick", (event) => {
      if (event.target.closest("a, button, input, select, label, summary")) return;
      event.target.closest("main tbody tr")?.querySelector("a.main")?.click();
    });

    """#
}
