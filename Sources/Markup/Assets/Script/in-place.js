const spoken = document.createElement("p");
spoken.className = "unseen";
spoken.setAttribute("role", "status");
document.body.append(spoken);

// The same words twice are two pieces of news.
const announce = (words) => {
  spoken.textContent = "";
  setTimeout(() => { spoken.textContent = words; }, 50);
};

const told = (main) => [".pager p:not(:empty)", ".empty h2", "h1"]
  .map((css) => main.querySelector(css)?.textContent.trim()).find(Boolean) ?? "";

const content = () => document.querySelector("main");
const address = () => location.pathname + location.search;
let shown = address();
// The newest request wins.
let turn = 0;

const put = (page) => {
  keepPicks();
  const held = content().contains(document.activeElement) ? document.activeElement : null;
  for (const css of ["main", ".trail", "#menu", ".who > a[href^='/ajuda/']"]) {
    const old = document.querySelector(css);
    const fresh = page.querySelector(css);
    const isSame = css !== "main" && old?.outerHTML === fresh?.outerHTML;
    if (old && fresh && !isSame && (css === "main" || !old.contains(document.activeElement))) {
      old.replaceWith(fresh);
    }
  }
  document.title = page.title;
  bind(content());
  if (!held) return;
  const path = held.getAttribute("href");
  const same = path && content().querySelector(`a[href="${CSS.escape(path)}"]`);
  focusOn(same || content());
};

const enter = (url, replaces) => {
  if (replaces || url === location.href) {
    history.replaceState({ ...history.state }, "", url);
  } else {
    history.replaceState({ ...history.state, scroll: scrollY }, "");
    history.pushState({}, "", url);
  }
  // The browser would scroll before the content is there.
  history.scrollRestoration = "manual";
  shown = address();
};
addEventListener("scrollend", () => {
  if (history.state) history.replaceState({ ...history.state, scroll: scrollY }, "");
});
addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });

// Gives whether the page was put here; what somebody no longer waits for is left alone.
const show = async (url, { isWanted = () => true, otherwise, before = () => {}, ...asked }) => {
  const own = ++turn;
  const area = content().querySelector("[data-list]") ?? content();
  area.setAttribute("aria-busy", "true");
  try {
    const { answer, page } = await fetchContent(url, asked);
    if (own !== turn || !isWanted()) return false;
    if (!answer.ok || !page.querySelector("#menu")) throw new Error("another page");
    before(answer.url);
    put(page);
    return true;
  } catch {
    if (own === turn) otherwise();
    return false;
  } finally {
    if (own === turn) area.removeAttribute("aria-busy");
  }
};

const focusOn = (element) => {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
};

// The same choice of the new page, else the list: where the focus would be lost.
const groups = [".chips", ".tabs", "thead"];
const words = (link) => link.firstChild?.textContent.trim();
const arrive = (group, name) => {
  const main = content();
  const same = group && [...main.querySelectorAll(`${group} a`)]
    .find((link) => words(link) === name);
  const list = main.querySelector("[data-list], .table, .empty") ?? main;
  focusOn(same ?? list);
  if (!same && list.getBoundingClientRect().top < 0) list.scrollIntoView();
  announce(told(main));
};

const isPlain = (event) => event.button === 0 && !event.defaultPrevented
  && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const staysHere = (link) => {
  if (link.target || link.matches("[download], [data-dialog]")) return false;
  const url = new URL(link.href);
  return url.origin === location.origin && url.hash === ""
    && (url.pathname === location.pathname || link.closest(".tabs") !== null);
};

document.addEventListener("click", async (event) => {
  const link = event.target.closest("main a[href]");
  if (!link || !isPlain(event) || !staysHere(link)) return;
  event.preventDefault();
  const group = groups.find((css) => link.closest(css));
  const name = words(link);
  const isHere = await show(link.href, {
    before: enter, otherwise: () => location.assign(link.href) });
  if (isHere) arrive(group, name);
});

addEventListener("popstate", async (event) => {
  if (address() === shown) return;
  shown = address();
  const isHere = await show(location.href, { otherwise: () => location.reload() });
  if (!isHere) return;
  scrollTo(0, event.state?.scroll ?? 0);
  announce(told(content()));
});
