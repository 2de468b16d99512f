const writing = (element) => element.closest(
  "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
const pages = { p: "/", c: "/clientes", q: "/consultas", n: "/negativacoes", l: "/crm/leads",
  f: "/financeiro/titulos" };
const lettersKept = "adimple-letras";
const hasLetters = () => localStorage.getItem(lettersKept) !== "nao";
let going = 0;

const rowKeys = () => {
  const rows = [];
  if (stops().length > 1) rows.push(["↑ ↓", "Linha de cima, linha de baixo"]);
  if (stops().some((stop) => stop.matches("a"))) rows.push(["Enter", "Abrir a linha"]);
  if (boxes().length) rows.push(["Espaço", "Escolher a linha"]);
  if (boxes().some((box) => box.type === "checkbox")) {
    rows.push(["Shift Espaço", "Escolher da última escolhida até esta"]);
  }
  return rows;
};

const shortcutRows = () => {
  const rows = [["?", "Esta lista"], ["Esc", "Fechar"]];
  if (document.querySelector("main input[type=search]")) rows.unshift(["/", "Ir para a busca"]);
  for (const [key, path] of Object.entries(pages)) {
    const link = document.querySelector(`.menu a[href="${path}"]`);
    if (link) rows.push([`g ${key}`, link.textContent.trim()]);
  }
  for (const element of document.querySelectorAll("main [aria-keyshortcuts]")) {
    rows.push([element.getAttribute("aria-keyshortcuts"), element.textContent.trim()]);
  }
  return [...rows, ...rowKeys()];
};

const lettersChoice = () => {
  const label = document.createElement("label");
  label.className = "choice";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = hasLetters();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(lettersKept);
    else localStorage.setItem(lettersKept, "nao");
  });
  label.append(box, "Usar as letras soltas como atalhos neste navegador");
  return label;
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
  openDialog([title, list, lettersChoice(), done], title.textContent);
};

for (const button of document.querySelectorAll("[data-shortcuts]")) {
  button.hidden = false;
  button.addEventListener("click", showShortcuts);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (writing(event.target) || document.querySelector("dialog[open]")) return;
  if (!hasLetters()) return;
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
