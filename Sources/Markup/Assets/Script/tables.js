const sizes = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else if (target !== document.activeElement) target.removeAttribute("tabindex");
  }
});
const fitTables = (root) => {
  for (const area of root.querySelectorAll(".table")) sizes.observe(area);
};
