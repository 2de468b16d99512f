extension Script {
  /// Filters: a choice filters at once, a search when the person stops typing. Everything that
  /// tells of the filters follows, so that the file is of exactly what is shown, and so does the
  /// address; Back leads to the list before the word was typed, not through its letters.
  static let lists = #"""
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

    """#

  /// Picked rows: they are counted, stay picked while the list is sorted, filtered and paged, and
  /// those that are out of sight are named before anything is done with them.
  static let picks = #"""
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

    """#
}
