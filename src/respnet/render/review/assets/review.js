"use strict";
// One row or decision is shown at a time: its words in the document and its row in the table light up together.
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const rowOf = (key) => document.getElementById(key.replace(/^r/, "row-"));
  const keysOf = (stretch) => [...new Set(stretch.dataset.m.split(" ").map((one) => (one[0] === "d" ? one : "r" + one.slice(1))))];
  const stretches = new Map();
  for (const stretch of all("[data-m]")) {
    for (const key of keysOf(stretch)) {
      if (!stretches.has(key)) stretches.set(key, []);
      stretches.get(key).push(stretch);
    }
  }
  const rowsAt = (stretch) => keysOf(stretch).filter((key) => key[0] === "r");
  let shown = null;
  let lit = [];

  function light(elements) {
    for (const one of lit) one.classList.remove("lit");
    lit = elements.filter(Boolean);
    for (const one of lit) one.classList.add("lit");
  }

  function pane(name) {
    document.body.dataset.pane = name;
    for (const link of all("nav.panes a")) {
      if (link.hash === "#" + name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function go(element, focused) {
    pane(element.closest(".pane").id);
    element.scrollIntoView({ block: "center", inline: "nearest" });
    if (focused && focused.closest(".pane") === element.closest(".pane")) focused.focus({ preventScroll: true });
  }

  // `to` is the side to bring into view and move to; the other side follows where both are on the screen.
  function show(key, to) {
    shown = key;
    const words = stretches.get(key) || [];
    const row = rowOf(key);
    light([...words, row]);
    if (!row || !words.length) return;
    const link = row.querySelector("th a");
    const place = document.getElementById(link.hash.slice(1));
    if (to === "document") go(place, place);
    else go(row, link);
  }

  function showDecision(key, link) {
    const words = stretches.get(key) || [];
    const row = words.length ? rowOf(rowsAt(words[0])[0] || "") : null;
    shown = null;
    light([...words, row]);
    if (row && row.offsetParent) row.scrollIntoView({ block: "center" });
    const place = words[0] || document.getElementById(link.hash.slice(1));
    if (!words.length) light([place]);
    if (!place.matches("a")) place.tabIndex = -1;
    go(place, place);
  }

  function clicked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || String(getSelection())) return;
    const stretch = event.target.closest("[data-m]");
    const row = event.target.closest("tr.row");
    const link = event.target.closest("a");
    if (stretch) {
      const rows = rowsAt(stretch);
      if (rows.length) show(rows[(rows.indexOf(shown) + 1) % rows.length], "table");
    } else if (row) show("r" + row.id.slice(4), "document");
    else if (link && link.closest("#decisions")) showDecision(link.dataset.key, link);
    else if (link && link.closest("nav.panes")) { pane(link.hash.slice(1)); window.scrollTo(0, 0); }
    else return;
    event.preventDefault();
  }

  function hash() {
    const element = document.getElementById(location.hash.slice(1));
    if (element && element.matches("tr.row")) show("r" + element.id.slice(4), "table");
  }

  document.body.classList.add("js");
  pane(all("#decisions details, #decisions .notes").length ? "decisions" : "document");
  document.addEventListener("click", clicked);
  window.addEventListener("hashchange", hash);
  let closed = [];
  window.addEventListener("beforeprint", () => { closed = all("details:not([open])"); for (const one of closed) one.open = true; });
  window.addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  hash();
}
