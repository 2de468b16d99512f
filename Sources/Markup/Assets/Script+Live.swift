extension Script {
  /// Work under way: the server sends `{done, total, words, finished}`; at the end the page is
  /// read again and shows the report. Files may be dropped on their field.
  static let live = #"""
    for (const box of document.querySelectorAll("[data-progress]")) {
      const source = new EventSource(box.dataset.progress);
      source.addEventListener("message", (event) => {
        const news = JSON.parse(event.data);
        const bar = box.querySelector("progress");
        bar.max = Math.max(news.total, 1);
        bar.value = news.done;
        box.querySelector("[data-words]").textContent = news.words;
        if (news.finished) { source.close(); location.reload(); }
      });
    }

    for (const zone of document.querySelectorAll(".drop")) {
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
    }

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
