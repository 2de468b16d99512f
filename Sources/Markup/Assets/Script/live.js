const readAgain = async () => {
  const { answer, page, main } = await fetchContent(location.href, {});
  if (!answer.ok || answer.redirected || !main) throw new Error("another page");
  return page;
};

// What somebody has typed on the page is not taken away by work that ends.
const isTypedIn = (main) => [...main.querySelectorAll(
  "form:not([data-filters]) :is(input:not([type=hidden]), textarea)")].some((field) =>
  field.value !== field.defaultValue || field.checked !== field.defaultChecked);

const finish = async (box, words) => {
  if (isTypedIn(content())) {
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Mostrar o resultado";
    box.append(link);
    return;
  }
  try {
    const page = await readAgain();
    if (!box.isConnected) return;
    put(page);
    announce(words);
  } catch {
    location.reload();
  }
};

// A hidden tab holds no connection: browsers have few of them for each site.
const lostSeconds = 3;
const follow = (box) => {
  const words = box.querySelector("[data-words]");
  // Each second is news to the eye, each quarter to the ear.
  words.setAttribute("aria-live", "off");
  let quarter = 0, failures = 0;
  let source = null;
  const open = () => {
    if (source || document.hidden || !box.isConnected) return;
    source = new EventSource(box.dataset.progress);
    source.addEventListener("message", (event) => {
      if (!box.isConnected) { leave(); return; }
      const news = JSON.parse(event.data);
      const bar = box.querySelector("progress");
      bar.max = Math.max(news.total, 1);
      bar.value = news.done;
      words.textContent = news.words;
      failures = 0;
      const reached = Math.floor(4 * bar.position);
      if (reached > quarter && !news.finished) announce(news.words);
      quarter = reached;
      if (news.finished) { leave(); finish(box, news.words); }
    });
    source.addEventListener("error", () => {
      if (!source) return;
      // Once is the end of a long answer; the browser comes again.
      failures += 1;
      if (failures > 1) {
        words.textContent = "Sem resposta do servidor; a página tenta de novo sozinha.";
      }
      // The browser tries again by itself unless the server answered with an error.
      if (source.readyState !== EventSource.CLOSED) return;
      source = null;
      setTimeout(open, lostSeconds * 1000);
    });
  };
  const pause = () => { source?.close(); source = null; };
  const turnOver = () => {
    if (!box.isConnected) leave();
    else if (document.hidden) pause();
    else open();
  };
  const leave = () => {
    pause();
    document.removeEventListener("visibilitychange", turnOver);
  };
  document.addEventListener("visibilitychange", turnOver);
  open();
};

// Live lists as the server sent them: scripts count picks in them, and that is no news.
const asRead = new WeakMap();

const isInUse = (area) => document.hidden || document.querySelector("dialog[open]")
  || area.matches("[aria-busy=true]")
  || area.querySelector("[data-pick]:checked, details[open], :focus:not(a)");

// Without a pace of its own a list is read again every few seconds.
const pace = 5;
let rested = 0;

const readList = async () => {
  const area = document.querySelector("[data-live]");
  if (!area || isInUse(area)) return;
  rested = 0;
  try {
    const asked = location.href;
    const page = await readAgain();
    const fresh = page.querySelector("[data-list]");
    if (!fresh || !area.isConnected || isInUse(area) || location.href !== asked) return;
    if (fresh.outerHTML === asRead.get(area)) return;
    asRead.set(fresh, fresh.outerHTML);
    const hadFocus = area.contains(document.activeElement);
    const focused = hadFocus ? document.activeElement.getAttribute("href") : null;
    area.replaceWith(fresh);
    fitTables(fresh);
    if (hadFocus) {
      const same = focused && fresh.querySelector(`a[href="${CSS.escape(focused)}"]`);
      focusOn(same || fresh);
    }
    pickAgain();
  } catch {
    // The next turn tries again.
  }
};

// A page that nobody sits at stops asking, so that its session ends in its time.
const idleMinutes = 10;
let lastAct = performance.now();
for (const act of ["pointerdown", "pointermove", "keydown", "scroll"]) {
  document.addEventListener(act, () => { lastAct = performance.now(); }, { passive: true });
}

setInterval(() => {
  rested += 1;
  const area = document.querySelector("[data-live]");
  if (!area || performance.now() - lastAct > idleMinutes * 60_000) return;
  if (rested >= (Number(area.dataset.live) || pace)) readList();
}, 1000);
// Who comes back to the tab sees what is so now.
document.addEventListener("visibilitychange", readList);
