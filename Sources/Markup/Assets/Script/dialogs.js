const close = (dialog) => { dialog.close(); dialog.remove(); };

// The way back from a step that is shown over its page is to close it.
const leads = (dialog, link) => link && dialog.contains(link)
  && !link.matches("[data-dialog], [download]") && !link.target
  && new URL(link.href).pathname === location.pathname;

const openDialog = (content, label) => {
  const dialog = document.createElement("dialog");
  if (label) dialog.setAttribute("aria-label", label);
  dialog.append(...content);
  dialog.addEventListener("click", (event) => {
    const isBack = isPlain(event) && leads(dialog, event.target.closest("a[href]"));
    if (event.target === dialog || event.target.closest("[data-close]") || isBack) {
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
  return { answer, page, main: page.querySelector("main") };
};

const toFault = (root) => focusOn(
  root.querySelector("[aria-invalid=true]") ?? root.querySelector(".notice.bad"));

// Done: the page that tells it has come already, and it tells only once.
const arriveDone = (dialog, answer, page) => {
  close(dialog);
  if (!answer.ok || !page.querySelector("#menu")) { location.assign(answer.url); return; }
  enter(answer.url, false);
  put(page);
  scrollTo(0, 0);
  const notice = content().querySelector(".notice");
  focusOn(notice ?? content());
  announce(notice?.textContent.trim() ?? told(content()));
};

const submitInside = (dialog) => async (event) => {
  const form = event.target;
  if (form.method !== "post" || form.enctype === "multipart/form-data") return;
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form, event.submitter));
  const buttons = [...form.querySelectorAll("button")].filter((button) => !button.disabled);
  for (const button of buttons) button.disabled = true;
  try {
    const { answer, page, main } = await fetchContent(
      form.action, { method: "POST", body: data });
    if (answer.redirected) { arriveDone(dialog, answer, page); return; }
    dialog.replaceChildren(...main.children);
    toFault(dialog);
  } catch {
    for (const button of buttons) button.disabled = false;
    tellNoAnswer(form);
  }
};

// Whether it was done is not known; what was typed stays.
const tellNoAnswer = (form) => {
  const notice = form.querySelector("[data-no-answer]") ?? document.createElement("p");
  notice.className = "notice bad";
  notice.dataset.noAnswer = "";
  notice.setAttribute("role", "alert");
  notice.textContent = "O servidor não respondeu, e não se sabe se foi feito. Veja a página "
    + "de novo antes de repetir.";
  form.prepend(notice);
  focusOn(notice);
};

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  try {
    const { main, answer } = await fetchContent(link.href);
    if (!answer.ok || answer.redirected || !main.querySelector("form")) throw new Error();
    const dialog = openDialog([...main.children], link.textContent.trim());
    dialog.addEventListener("submit", submitInside(dialog));
  } catch {
    location.assign(link.href);
  }
});
