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
  history.replaceState(history.state, "", `#${view}` + (String(now) ? `?${now}` : ""));
}

// Where a page of the history was left by a link, to come back to just there.
const leave = () => history.replaceState({ y: window.scrollY }, "");
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href^='#']");
  if (link && link.hash !== location.hash) leave();
}, true);

const arriving = [];
const onArrival = (view, act) => arriving.push({ view, act });

// The sheets of a large plan are not in the page: what makes that of one unit is said in their place.
function sheetApart(name) {
  const article = document.getElementById("sheet-apart");
  const unit = article && page.finder.find((one) => one.what === "what_unit" && one.names[0] === name);
  if (!unit) return null;
  const [title, command] = [article.querySelector("h2"), article.querySelector(".one code")];
  title.textContent = title.dataset.said.replace("{unit}", () => unit.label);
  command.textContent = command.dataset.said.replace("{unit}", () => name);
  article.querySelector(".one").hidden = !/^[\p{L}\p{N}_.:-]+$/u.test(name); // a shell would read it otherwise
  return article;
}

function target() {
  const sheet = named("sheet");
  if (sheet !== null) {
    const name = canonical(sheet);
    return { shown: all(".sheet").find((one) => one.dataset.name === name) ?? sheetApart(name) ?? document.getElementById("units") };
  }
  if (named("unit") !== null) return { shown: document.getElementById("network") };
  const id = location.hash.slice(1).split("?")[0];
  if (/^task-\d+$/.test(id) && !document.getElementById(id)) complete(document.getElementById("tasks-table"));
  const element = document.getElementById(id) ?? document.getElementById(location.hash.slice(1));
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
    if (link.hash === "#" + shown.id) {
      link.setAttribute("aria-current", "page");
      const bar = link.parentElement; // on a small screen it is wider than the screen
      bar.scrollLeft = link.offsetLeft - bar.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
    } else link.removeAttribute("aria-current");
  }
  for (const lit of all(".lit")) lit.classList.remove("lit");
  for (const { view, act } of arriving) if (view === shown.id) act(chosen(view));
  if (shown.id === "network") showNetwork();
  if (found.element) {
    found.element.classList.add("lit");
    found.element.classList.remove("cut");
    if (found.element.tagName === "DETAILS") found.element.open = true;
    found.element.scrollIntoView({ block: "center" });
    found.element.focus({ preventScroll: true });
  } else if (!stays) window.scrollTo(0, 0);
  if (history.state && history.state.y !== undefined) window.scrollTo(0, history.state.y);
}

// The skip link goes to what is shown, without another step in the history.
function startSkipping() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("main").focus();
  });
}
