// Of this page: the value of each picked row and the words for it.
const picks = new Map();
let picksOf = location.pathname;

const rowWords = (box) =>
  (box.closest("tr")?.querySelector("a.main") ?? box.closest("tr")?.querySelector("th") ?? box)
    .textContent.trim();
const boxes = () => [...document.querySelectorAll("main form [data-pick]")]
  .filter((box) => box.form.querySelector("[data-picked]"));

const note = (box) => {
  if (box.type === "radio" && box.checked) picks.clear();
  if (box.checked) picks.set(box.value, rowWords(box));
  else picks.delete(box.value);
};
const keepPicks = () => { for (const box of boxes()) if (box.checked) note(box); };

const outOfSight = (form) => {
  const inSight = new Set(boxes().map((box) => box.value));
  for (const old of form.querySelectorAll("[data-kept]")) old.remove();
  const away = [...picks].filter(([value]) => !inSight.has(value));
  for (const [value] of away) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = form.querySelector("[data-pick]").name;
    field.value = value;
    field.dataset.kept = "";
    form.append(field);
  }
  return away.map(([, words]) => words);
};

const namesLimit = 3;
const pickedWords = (away) => {
  const total = picks.size === 1 ? "1 escolhido" : `${picks.size} escolhidos`;
  if (away.length === 0) return total;
  const names = away.slice(0, namesLimit).join(", ");
  const rest = away.length > namesLimit ? ` e mais ${away.length - namesLimit}` : "";
  return `${total}, ${away.length} fora desta página: ${names}${rest}`;
};

const bulkButton = (bar, name, words) => {
  const old = bar.parentElement.querySelector(`[data-${name}]`);
  if (old) return old;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.setAttribute(`data-${name}`, "");
  button.textContent = words;
  bar.after(button);
  return button;
};

const count = () => {
  for (const bar of document.querySelectorAll("main form [data-picked]")) {
    const form = bar.closest("form");
    const own = [...form.querySelectorAll("[data-pick]")];
    bar.dataset.picked ||= bar.textContent;
    const away = outOfSight(form);
    bar.textContent = picks.size === 0 ? bar.dataset.picked : pickedWords(away);
    if (own.some((box) => box.type === "checkbox")) {
      bulkButton(bar, "pick-all", "Escolher todos desta página").hidden =
        own.every((box) => box.checked);
    }
    bulkButton(bar, "pick-none", "Desmarcar").hidden = picks.size === 0;
  }
};

// After a page came: what was picked is picked again where it is shown.
const pickAgain = () => {
  if (picksOf !== location.pathname) picks.clear();
  picksOf = location.pathname;
  for (const box of boxes()) {
    if (picks.has(box.value)) box.checked = true;
    else if (box.checked) note(box);
  }
  count();
};
addEventListener("pageshow", pickAgain);

let lastPick = null;
const pickRange = (box) => {
  const all = boxes().filter((other) => other.type === "checkbox");
  const [from, to] = [all.indexOf(lastPick), all.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const other of all.slice(from, to + 1)) {
    other.checked = box.checked;
    note(other);
  }
};

document.addEventListener("click", (event) => {
  const isAll = event.target.matches("[data-pick-all]");
  if (isAll || event.target.matches("[data-pick-none]")) {
    if (!isAll) picks.clear();
    for (const box of boxes()) {
      box.checked = isAll;
      note(box);
    }
    count();
    // The button that was pressed is gone.
    document.querySelector("main .bulk button:not([hidden])")?.focus();
  }
  if (!event.target.matches("[data-pick]")) return;
  if (event.shiftKey) pickRange(event.target);
  lastPick = event.target;
  count();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-pick]")) return;
  note(event.target);
  count();
});
