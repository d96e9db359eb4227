"use strict";
// The address names what is shown: #view with what is chosen in it (#tasks?leads=single), #unit=NAME or #task=NUMBER for
// a card over the view, #sheet=NAME, or any element's id.
const say = (key) => page.labels[key];
const fill = (key, values) => say(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
const unitHref = (name) => "#unit=" + encodeURIComponent(name);
const sheetHref = (name) => "#sheet=" + encodeURIComponent(name);

// The part of an address after its kind: named("unit", "#unit=NAME?with=OTHER") is NAME.
function named(prefix, address = location.hash) {
  if (!address.startsWith(`#${prefix}=`)) return null;
  try { return decodeURIComponent(address.slice(prefix.length + 2).split("?")[0]); } catch { return ""; }
}

// A recorded other spelling leads to its unit.
function canonical(name) {
  const entry = unitEntries().find((one) => one.names.includes(name));
  return entry ? entry.names[0] : name;
}

// In a frame whose page is given as text (srcdoc), as notebooks do, an address alone would be one of the page around it.
const inPlace = (hash) => location.href.split("#")[0] + hash;

// The view under a card keeps its address in the entry of the history.
let under = "";
const isCard = (address) => named("unit", address) !== null || named("task", address) !== null;
const address = () => (isCard(location.hash) ? under : location.hash);
const chosen = (view) => new URLSearchParams(address().startsWith(`#${view}?`) ? address().slice(view.length + 2) : "");

// What is chosen in the view that is shown stands in the address, without a step in the history.
function keep(view, choices) {
  const now = chosen(view);
  for (const [name, value] of Object.entries(choices)) {
    if (value) now.set(name, value);
    else now.delete(name);
  }
  const next = `#${view}` + (String(now) ? `?${now}` : "");
  under = next;
  if (isCard(location.hash)) history.replaceState({ ...history.state, under }, "");
  else history.replaceState(history.state, "", inPlace(next));
  rememberTab(view, next);
}

// While somebody types or drags, the address waits: browsers complain of too many changes. Whatever leaves the view first
// keeps what is waiting.
const waiting = new Map(); // from the box of the choices to what gives them
let rest = 0;
function keepSoon(box, choices) {
  waiting.set(box, choices);
  clearTimeout(rest);
  rest = setTimeout(keepNow, 250);
}
const forget = (box) => waiting.delete(box);
function keepNow() {
  for (const [box, choices] of waiting) if (box.closest(".view.shown")) keep(box.closest(".view").id, choices());
  waiting.clear();
}

// Where a page of the history was left, by a link or to be loaded again, to come back to just there.
function leave() {
  clearTimeout(resting); // else it would note this place in the entry that comes next
  keepNow();
  history.replaceState({ ...history.state, y: window.scrollY, boxes: all(".shown .scroll").map((one) => one.scrollTop) }, "");
}
let resting = 0;
document.addEventListener("scroll", () => { clearTimeout(resting); resting = setTimeout(leave, 200); }, true);
function comeBack() {
  const { y, boxes = [] } = history.state || {};
  all(".shown .scroll").forEach((one, at) => { if (boxes[at] !== undefined) one.scrollTop = boxes[at]; });
  if (y !== undefined) window.scrollTo(0, y);
}
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") !== location.hash) leave();
  if (!link || location.protocol !== "about:") return;
  event.preventDefault();
  location.hash = link.getAttribute("href");
}, true);

const arriving = [];
const onArrival = (view, act) => arriving.push({ view, act });

// A link of the menu leads to where its tab was left.
function rememberTab(view, where) {
  const tab = document.getElementById(view).dataset.tab;
  for (const link of all(".tabs a")) if (link.dataset.tab === tab) link.dataset.last = where;
}

function showMenu(view) {
  const { tab } = view.dataset;
  for (const link of all(".tabs a")) {
    const here = link.dataset.tab === tab;
    link.setAttribute("href", here ? `#${link.dataset.tab}` : link.dataset.last || `#${link.dataset.tab}`);
    if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  for (const box of all(".modes")) box.hidden = box.dataset.tab !== tab;
  for (const link of all(".modes a")) {
    if (link.hash === `#${view.id}`) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
}

// The sheets of a large plan are not in the page: what makes that of one unit is said in their place.
function sheetApart(name) {
  const article = document.getElementById("sheet-apart");
  const unit = article && unitEntries().find((one) => one.names[0] === name);
  if (!unit) return null;
  const [title, command] = [article.querySelector("h2"), article.querySelector(".one code")];
  title.textContent = title.dataset.said.replace("{unit}", () => unit.label);
  command.textContent = command.dataset.said.replace("{unit}", () => name);
  article.querySelector(".one").hidden = !/^[\p{L}\p{N}_.:-]+$/u.test(name); // a shell would read it otherwise
  return article;
}

function target(where) {
  const sheet = named("sheet", where);
  if (sheet !== null) {
    const name = canonical(sheet);
    return { shown: all(".sheet").find((one) => one.dataset.name === name) || sheetApart(name) || document.getElementById("units") };
  }
  const id = where.slice(1).split("?")[0];
  const element = document.getElementById(id) || document.getElementById(where.slice(1));
  const shown = element && element.closest(".view, .sheet");
  return shown ? { shown, element: element === shown ? null : element } : {};
}

const ACTIONS = { "print-sheets": () => printSheets(), "print-page": () => window.print() };

// Without a view under it a card lies over the list that it belongs to.
function findUnder() {
  const state = history.state || {};
  return state.under || under || (named("unit") !== null ? "#units" : "#tasks");
}

function route() {
  const action = ACTIONS[location.hash.slice(1)];
  if (action) {
    history.replaceState({}, "", inPlace(under || "#overview"));
    action();
  }
  const card = isCard(location.hash);
  if (card) {
    const below = findUnder();
    const stays = below === under;
    under = below;
    history.replaceState({ ...history.state, under }, "");
    if (!stays) {
      showView(under);
      comeBack();
    }
    leave();
  } else {
    under = location.hash || "#overview";
    showView(under);
    comeBack();
  }
  showCard(card ? location.hash : "");
}

function showView(where) {
  const found = target(where);
  const shown = found.shown || document.getElementById("overview");
  const stays = shown.classList.contains("shown");
  for (const one of all(".view, .sheet")) one.classList.toggle("shown", one === shown);
  document.body.classList.toggle("on-sheet", shown.classList.contains("sheet"));
  document.body.dataset.view = shown.id;
  if (shown.dataset.tab) {
    showMenu(shown);
    rememberTab(shown.id, where || `#${shown.id}`);
  }
  for (const lit of all(".lit")) lit.classList.remove("lit");
  for (const { view, act } of arriving) if (view === shown.id) act(chosen(view));
  if (found.element) {
    found.element.classList.add("lit");
    found.element.classList.remove("cut");
    for (let box = found.element; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    found.element.scrollIntoView({ block: "center" });
    found.element.focus({ preventScroll: true });
  } else if (!stays) window.scrollTo(0, 0);
}

// The skip link goes to what is shown, without another step in the history.
function startSkipping() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("main").focus();
  });
}
