const openDropdowns = () => document.querySelectorAll("details.dropdown[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of openDropdowns()) {
    details.open = false;
    if (details.contains(document.activeElement)) details.querySelector("summary").focus();
  }
});
const closeBeside = (event) => {
  for (const details of openDropdowns()) {
    if (!details.contains(event.target)) details.open = false;
  }
};
document.addEventListener("click", closeBeside);
document.addEventListener("focusin", closeBeside);
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const details = event.target.closest?.("details.dropdown");
  if (!step || !details) return;
  event.preventDefault();
  details.open = true;
  const links = [...details.querySelectorAll("li a")];
  const place = links.indexOf(document.activeElement);
  links.at((place < 0 && step < 0 ? place : place + step) % links.length)?.focus();
});
