const chosen = (form) => new URLSearchParams(
  [...new FormData(form)].filter(([, value]) => value !== ""));

// The field goes on where it was, with the caret where it was.
const goOn = (main, name, caret) => {
  const field = name
    ? main.querySelector(`form[data-filters] [name="${CSS.escape(name)}"]`)
    : main.querySelector("form[data-filters] button");
  field?.focus();
  if (field && caret !== null) field.setSelectionRange(caret, caret);
};

const refresh = async (form, isTyped) => {
  const data = chosen(form);
  const url = new URL(form.action);
  const isPost = form.method === "post";
  if (!isPost) url.search = data.toString();
  let hadFocus = false, name = "", caret = null;
  const isHere = await show(url, {
    ...(isPost ? { method: "POST", body: data } : {}),
    // What was typed meanwhile has its own turn.
    isWanted: () => form.isConnected && chosen(form).toString() === data.toString(),
    before: (address) => {
      const field = document.activeElement;
      hadFocus = form.contains(field);
      name = field?.name ?? "";
      caret = field?.matches("[type=search], [type=text]") ? field.selectionStart : null;
      enter(address, isTyped && history.state?.isTyped);
      if (isTyped) history.replaceState({ ...history.state, isTyped }, "");
    },
    otherwise: () => form.submit(),
  });
  if (!isHere) return;
  if (hadFocus) goOn(content(), name, caret);
  announce(told(content()));
};

const filterAtOnce = (form) => {
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(form, true), 300);
  };
  // A day that is being typed passes through the years 2, 20 and 202.
  let typedDay = null;
  form.addEventListener("keydown", (event) => {
    typedDay = event.target.matches("[type=date]") ? event.target : null;
  });
  form.addEventListener("pointerdown", () => { typedDay = null; });
  form.addEventListener("focusout", (event) => {
    const isNew = event.target === typedDay && typedDay.value !== typedDay.defaultValue;
    typedDay = null;
    if (isNew) setTimeout(() => refresh(form, false));
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-instant]") || event.target === typedDay) return;
    refresh(form, false);
  });
  form.addEventListener("input", (event) => {
    // An accent that is being typed is not a letter yet.
    clearTimeout(waiting);
    if (event.target.matches("[data-instant]") && !event.isComposing) soon();
  });
  form.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    refresh(form, false);
  });
};

// A double click opens what a row is about, as those who know the old screens expect.
document.addEventListener("dblclick", (event) => {
  if (event.target.closest("a, button, input, select, label, summary")) return;
  event.target.closest("main tbody tr")?.querySelector("a.main")?.click();
});
