const bind = (root) => {
  for (const form of root.querySelectorAll("form[data-filters]")) filterAtOnce(form);
  for (const box of root.querySelectorAll("[data-progress]")) follow(box);
  for (const zone of root.querySelectorAll(".drop")) takeDrops(zone);
  for (const area of root.querySelectorAll("[data-live]")) asRead.set(area, area.outerHTML);
  fitTables(root);
  pickAgain();
};
bind(document);
toFault(content());
