const waits = "[data-waits]";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(waits) || event.defaultPrevented) return;
  form.setAttribute("aria-busy", "true");
  const words = form.querySelector("[data-waiting]");
  words.textContent = form.dataset.waits;
  // What the pressed button says is sent before the buttons are taken out of reach.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
});

// Back brings the page as it was left.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(`${waits}[aria-busy]`)) {
    form.removeAttribute("aria-busy");
    form.querySelector("[data-waiting]").textContent = "";
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
});
