extension Script {
  /// A confirming step or a small form opens over the page that asked for it. When anything goes
  /// wrong on the way the browser simply follows the link.
  static let dialogs = #"""
    const close = (dialog) => { dialog.close(); dialog.remove(); };

    const show = (content, label) => {
      const dialog = document.createElement("dialog");
      if (label) dialog.setAttribute("aria-label", label);
      dialog.append(...content);
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("[data-close]")) {
          event.preventDefault();
          close(dialog);
        }
      });
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
      return dialog;
    };

    const fetchContent = async (url, options) => {
      const answer = await fetch(url, { ...options, credentials: "same-origin" });
      const type = answer.headers.get("content-type") ?? "";
      if (!type.startsWith("text/html")) throw new Error("not a page");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return { answer, main: page.querySelector("main"), title: page.title };
    };

    const submitInside = (dialog) => async (event) => {
      const form = event.target;
      if (form.method !== "post" || form.enctype === "multipart/form-data") return;
      event.preventDefault();
      const data = new URLSearchParams(new FormData(form, event.submitter));
      try {
        const { answer, main } = await fetchContent(form.action, { method: "POST", body: data });
        // A redirect means done: go where it leads. Anything else is the form with its faults.
        if (answer.redirected) { location.assign(answer.url); return; }
        dialog.replaceChildren(...main.children);
        dialog.querySelector("[aria-invalid]")?.focus();
      } catch {
        form.submit();
      }
    };

    document.addEventListener("click", async (event) => {
      const link = event.target.closest("a[data-dialog]");
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!link || !plain) return;
      event.preventDefault();
      try {
        const { main, answer } = await fetchContent(link.href);
        if (!answer.ok || answer.redirected || !main.querySelector("form")) throw new Error();
        const dialog = show([...main.children], link.textContent.trim());
        dialog.addEventListener("submit", submitInside(dialog));
      } catch {
        location.assign(link.href);
      }
    });

    """#
}
