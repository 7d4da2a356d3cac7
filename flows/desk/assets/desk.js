// The desk by keyboard, and words by selection: everything here can be done without it, with forms and links.
const view = document.querySelector(".view");
const says = document.querySelector(".said");
const dialog = document.getElementById("keys");
const shown = (element) => element?.checkVisibility?.() ?? Boolean(element);
const tell = (text) => { says.textContent = text; };

// --- The passage in view, without moving the page.
const passage = document.getElementById("passage");
const bringIntoView = () => {
  if (!view || !passage) return;
  const off = passage.getBoundingClientRect().top - view.getBoundingClientRect().top;
  view.scrollTop += off - view.clientHeight / 3;
};
bringIntoView();

// --- A form: the first thing to fill in has the focus.
const enter = (form) => {
  const cells = form.querySelector(".fields");
  const empty = [...form.querySelectorAll("[aria-invalid=true]")].find(shown)
    ?? [...(cells ? [] : form.querySelectorAll("[data-why], [data-who]"))].find((field) => !field.value.trim())
    ?? form.querySelector("select, input:not([type=hidden]), textarea");
  empty?.focus();
  if (empty?.matches("[data-why]")) empty.select();
};
for (const act of document.querySelectorAll("details.act")) {
  // By a key it is open before this is told, and somebody may be typing in it already.
  act.addEventListener("toggle", () => {
    if (act.open && !act.querySelector("form").contains(document.activeElement)) enter(act);
  });
}
document.getElementById("refusal")?.focus();

// --- Selected words become the passage of the form that is open.
const selected = () => {
  const chosen = getSelection();
  if (!view || !chosen || chosen.isCollapsed || !view.contains(chosen.anchorNode) || !view.contains(chosen.focusNode)) return "";
  return chosen.toString().trim();
};
let kept = "";
document.addEventListener("selectionchange", () => { const words = selected(); if (words) kept = words; });
const use = () => {
  const field = [...document.querySelectorAll("[data-quote]")].find(shown);
  const words = selected() || kept;
  if (!field || !words) { tell(words ? "Open a form first: e to amend, n to add." : "Select words of the document first."); return; }
  field.value = words;
  tell(`The passage is: ${words}`);
  field.focus();
};
const add = () => {
  const link = document.querySelector("[data-add]");
  if (!link) return;
  const address = new URL(link.href);
  const words = selected() || kept;
  if (words) address.searchParams.set("quote", words.slice(0, 2000));
  location.assign(address);
};

// --- Sentence by sentence through the document.
const sentences = () => {
  if (sentences.all) return sentences.all;
  const text = view.textContent;
  const found = [];
  for (const { segment, index } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)) {
    let start = index;
    for (const line of segment.split(/(\n+)/)) {
      const words = line.trim();
      if (words) found.push([start + line.indexOf(words), start + line.indexOf(words) + words.length]);
      start += line.length;
    }
  }
  return (sentences.all = found);
};
const at = (offset) => {
  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (; node && offset > node.data.length; node = walker.nextNode()) offset -= node.data.length;
  return node ? [node, offset] : [view, view.childNodes.length];
};
const offsetOf = (node) => {
  const before = document.createRange();
  before.setStart(view, 0);
  before.setEndBefore(node);
  return before.toString().length;
};
let first = -1;
let last = -1;
const select = (step, more) => {
  if (!view) return;
  const all = sentences();
  if (last < 0) {
    const here = passage ? offsetOf(passage) : 0;
    last = Math.max(0, all.findIndex(([, end]) => end > here)) - Math.max(step, 0);
  }
  last = Math.min(all.length - 1, Math.max(0, last + step));
  if (!more || first < 0) first = last;
  const range = document.createRange();
  range.setStart(...at(all[first][0]));
  range.setEnd(...at(all[last][1]));
  const chosen = getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
  const off = range.getBoundingClientRect().top - view.getBoundingClientRect().top;
  view.scrollTop += off - view.clientHeight / 3;
  tell(`Selected: ${range.toString()}`);
};

// --- Keys, unless somebody types or has switched them off.
const press = (key) => {
  const element = [...document.querySelectorAll(`[data-key="${key}"]`)].find(shown);
  if (!element) return false;
  const act = element.matches("summary") ? element.parentElement : null;
  if (act) {
    act.open = true;
    enter(act);
  } else {
    element.click();
  }
  return true;
};
const actions = {
  n: add, s: use, v: bringIntoView,
  "]": () => select(1), "[": () => select(-1), "}": () => select(1, true),
  "?": () => dialog.showModal(),
};
const on = document.getElementById("keys-on");
on.checked = localStorage.getItem("desk-keys") !== "off";
on.addEventListener("change", () => localStorage.setItem("desk-keys", on.checked ? "on" : "off"));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open) return;
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing || !on.checked) return;
  const action = actions[event.key];
  if (!action && !document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) return;
  event.preventDefault();
  if (action) action();
  else press(event.key);
});
const button = document.getElementById("show-keys");
button.hidden = false;
button.addEventListener("click", () => dialog.showModal());

// --- A decision is sent once, however often Enter is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

// --- A preview that is being made: look again until it is there.
const preview = document.getElementById("preview");
if (preview?.dataset.state === "running") {
  const again = async () => {
    try {
      const status = await (await fetch("preview.json")).json();
      if (status.state !== "running") { location.replace("preview"); return; }
    } catch { /* it may be busy */ }
    setTimeout(again, 1000);
  };
  setTimeout(again, 1000);
}
