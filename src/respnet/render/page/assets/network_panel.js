"use strict";
// The panel of what is picked in the network: it stays until something else is picked, and can be copied.
let entryOf = null;
const taskEntry = (order) => (entryOf ??= new Map(taskEntries().map((one) => [one.href, one]))).get(`#task-${order}`) ?? { label: "" };
const MOST_LISTED = 100;

const roleAt = (place) => page.roles[place];

// Units with their roles on a task, by its order.
let unitsOn = null;
function unitsOf(order) {
  if (!unitsOn) {
    unitsOn = new Map();
    for (const [unit, rows] of Object.entries(page.data.network.own)) for (const [task, role] of rows) unitsOn.set(task, [...(unitsOn.get(task) ?? []), [unit, roleAt(role)]]);
  }
  return unitsOn.get(order) ?? [];
}

function showPanel(picked) {
  const box = document.getElementById("panel");
  box.scrollTop = 0;
  if (!picked) return box.replaceChildren(make("p", say("panel_hint"), { class: "hint" }));
  const close = make("button", "×", { type: "button", class: "close", "aria-label": say("close") });
  close.addEventListener("click", () => { location.hash = netHref({ ...picked.state, unit: null, task: null }); document.querySelector(".modes a[aria-current]").focus({ preventScroll: true }); });
  if (picked.id === null) return box.replaceChildren(close, make("p", say("unit_unknown"), { class: "hint" }));
  box.replaceChildren(close, ...(picked.id.startsWith("u") ? unitPanel(picked) : taskPanel(picked)));
}

function unitPanel({ id, state, drawn }) {
  const data = page.data.network;
  const { led } = data;
  const [name, full] = data.units[Number(id.slice(1))];
  const { facts, partners, more } = data.panels[id];
  const parts = [make("h3", full)];
  if (!drawn) parts.push(make("p", say("panel_not_drawn"), { class: "hint" }));
  const numbers = make("dl");
  for (const [name, text] of facts) {
    const line = make("div");
    line.append(make("dt", name), make("dd", text));
    numbers.append(line);
  }
  const mine = data.own[id];
  const lists = page.roles.flatMap((role) => {
    const those = mine.filter(([, one]) => roleAt(one) === role);
    const items = those.slice(0, MOST_LISTED).map(([order]) => linkItem(taskEntry(order).label, `#task-${order}`));
    const rest = those.length - MOST_LISTED;
    if (rest > 0) items.push(linkItem(say("panel_more_tasks").replace("{n}", rest), `#tasks?unit=${encodeURIComponent(name)}&role=${role}`));
    return titled(say("role_" + role), items, those.length);
  });
  const with_ = partners.map(([other, words]) => {
    const [theirs, words_] = data.units[Number(other.slice(1))];
    const item = linkItem(words_, netHref({ ...state, unit: theirs, task: null }));
    item.append(make("small", words));
    return item;
  });
  if (more) with_.push(make("li", say("panel_more").replace("{n}", more)));
  const joint = titled(say(led ? "panel_partners_led" : "panel_partners_shared"), with_);
  const tasksFirst = state.view === "units" ? [...joint, ...lists] : [...lists, ...joint];
  const ways = waysOut([[say("open_sheet"), sheetHref(name)], [say("panel_how"), "#workload"]]);
  return [...parts, numbers, ...tasksFirst, ways];
}

function taskPanel({ id, state }) {
  const order = Number(id.slice(1));
  const parts = [make("h3", taskEntry(order).label)];
  for (const role of page.roles) {
    const those = unitsOf(order).filter(([, one]) => one === role).map(([unit]) => page.data.network.units[Number(unit.slice(1))]);
    parts.push(...titled(say("role_" + role), those.map(([name, full]) => linkItem(full, netHref({ ...state, unit: name, task: null })))));
  }
  return [...parts, waysOut([[say("in_the_list"), `#task-${order}`]])];
}

function titled(title, items, count = items.length) {
  if (!items.length) return [];
  const list = make("ul");
  list.append(...items);
  return [make("h4", `${title} (${count})`), list];
}

function linkItem(text, href) {
  const item = make("li");
  item.append(make("a", text, { href }));
  return item;
}

function waysOut(links) {
  const line = make("p", "", { class: "ways" });
  line.append(...links.map(([text, href]) => make("a", text, { href })));
  const copy = make("button", say("panel_copy"), { type: "button", class: "copy" });
  copy.addEventListener("click", () => copyPanel(copy));
  line.append(copy);
  return line;
}

// The panel as plain text; where the clipboard is closed to files, the text is selected to be copied by hand.
async function copyPanel(button) {
  const box = document.getElementById("panel");
  const lines = all("h3, h4, dt, li, p.hint", box).map((one) => {
    if (one.matches("dt")) return `${one.textContent}\t${one.nextElementSibling.textContent}`;
    if (one.matches("li")) return [...one.childNodes].map((part) => part.textContent).join("\t");
    return one.textContent;
  });
  try {
    await navigator.clipboard.writeText(lines.join("\n"));
    button.textContent = say("panel_copied");
  } catch {
    getSelection().selectAllChildren(box);
  }
}
