"use strict";
// The address names what is shown: #view, #unit=NAME, #sheet=NAME, #task-N or any other element's id; and after a
// question mark what is chosen in the view (#tasks?leads=single).
const page = JSON.parse(document.getElementById("page-data").textContent);
const say = (key) => page.labels[key];
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const unitHref = (name) => "#unit=" + encodeURIComponent(name);
const sheetHref = (name) => "#sheet=" + encodeURIComponent(name);

const named = (prefix) => {
  if (!location.hash.startsWith(`#${prefix}=`)) return null;
  try { return decodeURIComponent(location.hash.slice(prefix.length + 2).split("?")[0]); } catch { return null; }
};

// A recorded other spelling leads to its unit.
function canonical(name) {
  const entry = page.finder.find((one) => one.what === "what_unit" && one.names.includes(name));
  return entry ? entry.names[0] : name;
}

// What the address chooses in a view; and keeping a choice in the address, without a step in the history.
const chosen = (view) => new URLSearchParams(location.hash.startsWith(`#${view}?`) ? location.hash.slice(view.length + 2) : "");

function keep(view, choices) {
  const now = chosen(view);
  for (const [name, value] of Object.entries(choices)) {
    if (value) now.set(name, value);
    else now.delete(name);
  }
  history.replaceState(null, "", `#${view}` + (String(now) ? `?${now}` : ""));
}

const arriving = [];
const onArrival = (view, act) => arriving.push({ view, act });

function target() {
  const sheet = named("sheet");
  if (sheet !== null) return { shown: all(".sheet").find((one) => one.dataset.name === canonical(sheet)) ?? document.getElementById("units") };
  if (named("unit") !== null) return { shown: document.getElementById("network") };
  const element = document.getElementById(location.hash.slice(1).split("?")[0]) ?? document.getElementById(location.hash.slice(1));
  const shown = element && element.closest(".view, .sheet");
  return shown ? { shown, element: element === shown ? null : element } : {};
}

function route() {
  const found = target();
  const shown = found.shown || document.getElementById("overview");
  const stays = shown.classList.contains("shown");
  for (const one of all(".view, .sheet")) one.classList.toggle("shown", one === shown);
  document.body.classList.toggle("on-sheet", shown.classList.contains("sheet"));
  for (const link of all("nav a")) {
    if (link.hash === "#" + shown.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  for (const lit of all(".lit")) lit.classList.remove("lit");
  for (const { view, act } of arriving) if (view === shown.id) act(chosen(view));
  if (shown.id === "network") showNetwork();
  if (found.element) {
    found.element.classList.add("lit");
    found.element.scrollIntoView({ block: "center" });
    found.element.focus({ preventScroll: true });
  } else if (!stays) window.scrollTo(0, 0);
}
