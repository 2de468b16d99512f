const stops = () => [...document.querySelectorAll(
  "main tbody a.main, main tbody [data-pick][type=checkbox]")];

document.addEventListener("keydown", (event) => {
  const stop = event.target;
  if (!stop.matches?.("main tbody :is(a.main, [data-pick])")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && stop.matches("[data-pick]")) {
    const link = stop.closest("tr").querySelector("a.main");
    if (link) { event.preventDefault(); link.click(); }
  } else if (step && stop.type !== "radio") {
    const column = stops().filter((other) => other.matches("a") === stop.matches("a"));
    const next = column[column.indexOf(stop) + step];
    if (next) { event.preventDefault(); next.focus(); }
  }
});
