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
