// Search, sorting and filters: what pages can do without, and do better with. No request leaves the site.
"use strict";
(() => {
  const root = document.body.dataset.root;

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}assets/${name}`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  // --- Search: the program and its data are loaded when somebody begins to search.
  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const MOST = 20; // results that are shown
  const box = form.querySelector(".results");
  const list = box.querySelector("ul");
  const says = box.querySelector("[role=status]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  let ready;
  const index = () => ready ??= Promise.all([load("minisearch.js"), load("search-data.js")]).then(() => {
    const made = new MiniSearch({
      fields: ["title", "about", "more"],
      processTerm: (term) => term.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase() || null,
      searchOptions: {
        boost: { title: 3 }, prefix: true, combineWith: "AND",
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      },
    });
    made.addAll(window.SEARCH.map(([title, about, place, more], id) => ({ id, title, about, more })));
    return made;
  });
  const show = async () => {
    const words = input.value.trim();
    box.hidden = words.length < 2; // one letter finds everything, and is slow at it
    if (box.hidden) return;
    const search = await index();
    if (words !== input.value.trim()) return;
    const every = search.search(words);
    const all = every.length ? every : search.search(words, { combineWith: "OR" });
    const found = all.slice(0, MOST);
    list.replaceChildren(...found.map(({ id }) => {
      const [title, about, place] = window.SEARCH[id];
      const item = document.createElement("li");
      const link = document.createElement("a");
      const quiet = document.createElement("span");
      link.href = `${root}${place.split("/").map(encodeURIComponent).join("/")}index.html`;
      link.textContent = title;
      quiet.className = "quiet";
      quiet.textContent = about;
      link.append(quiet);
      item.append(link);
      return item;
    }));
    const capped = all.length > MOST ? `first ${MOST} of ${all.length}` : `${all.length} found`;
    says.textContent = !all.length ? "Nothing found" : every.length ? capped : `No page has all words: ${capped} with some`;
    const note = document.createElement("li");
    note.textContent = says.textContent;
    note.className = "quiet";
    if (all.length !== every.length || !all.length || all.length > MOST) list.prepend(note);
  };
  input.addEventListener("focus", () => { index(); show(); });
  input.addEventListener("input", show);
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) box.hidden = true; });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.hidden = true; input.focus(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [input, ...list.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    links[links.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });

  // --- All parts of the passage that the address names, not only its beginning.
  const light = () => {
    const passage = location.hash.match(/^#p(\d+-\d+)$/)?.[1];
    for (const mark of document.querySelectorAll("mark[data-of]")) {
      mark.classList.toggle("lit", Boolean(passage) && mark.dataset.of.split(" ").includes(passage));
    }
  };
  addEventListener("hashchange", light);
  light();

  // --- Tables that can be sorted by any column, and filtered by words.
  const order = new Intl.Collator("en", { numeric: true });
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (head.querySelector("a")) return;
      const button = document.createElement("button");
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
        body.append(...[...body.rows].sort((a, b) => down * order.compare(key(a, column), key(b, column))));
      });
    });
  }
  for (const table of document.querySelectorAll("table.filterable")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 12) continue;
    const label = document.createElement("label");
    const field = document.createElement("input");
    label.className = "filter";
    label.append("Only rows with ", field);
    field.type = "search";
    table.parentElement.before(label);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/);
      for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    });
  }
})();
