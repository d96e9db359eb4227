"use strict";
// The panel of what is picked in the network: it stays until something else is picked, and can be copied.
let entryOf = null;
const taskEntry = (order) => (entryOf ??= new Map(taskEntries().map((one) => [one.href, one]))).get(`#task-${order}`) ?? { label: "" };
const MOST_LISTED = 100;

// Who does what, over the whole plan: [unit, order of the task, role].
let everyLine = null;
function assignmentLines() {
  const { whole, own, large } = page.data.network;
  everyLine ??= large
    ? Object.entries(own).flatMap(([unit, rows]) => rows.map(([order, role]) => [unit, order, role]))
    : whole.lines.map(([unit, task, role]) => [unit, Number(task.slice(1)), role]);
  return everyLine;
}

function showPanel(picked) {
  const box = document.getElementById("panel");
  box.scrollTop = 0;
  if (!picked) return box.replaceChildren(make("p", say("panel_hint"), { class: "hint" }));
  const close = make("button", "×", { type: "button", class: "close", "aria-label": say("close") });
  close.addEventListener("click", () => { location.hash = netHref({ ...picked.state, unit: null, task: null }); document.getElementById("canvas").focus({ preventScroll: true }); });
  if (picked.id === null) return box.replaceChildren(close, make("p", say("unit_unknown"), { class: "hint" }));
  box.replaceChildren(close, ...(picked.id.startsWith("u") ? unitPanel(picked) : taskPanel(picked)));
}

function unitPanel({ id, scene, state }) {
  const data = page.data.network;
  const { led } = data;
  const units = new Map(data.units.map((one) => [one.id, one]));
  const { facts, partners, more } = data.panels[id];
  const parts = [make("h3", units.get(id).full)];
  if (!scene.nodes.has(id)) parts.push(make("p", say("panel_not_drawn"), { class: "hint" }));
  const numbers = make("dl");
  for (const [name, text] of facts) {
    const line = make("div");
    line.append(make("dt", name), make("dd", text));
    numbers.append(line);
  }
  const mine = assignmentLines().filter(([unit]) => unit === id);
  const lists = page.roles.flatMap((role) => {
    const those = mine.filter(([, , one]) => roleAt(one) === role);
    const items = those.slice(0, MOST_LISTED).map(([, order]) => linkItem(taskEntry(order).label, `#task-${order}`));
    const rest = those.length - MOST_LISTED;
    if (rest > 0) items.push(linkItem(say("panel_more_tasks").replace("{n}", rest), `#tasks?unit=${encodeURIComponent(units.get(id).name)}&role=${role}`));
    return titled(say("role_" + role), items, those.length);
  });
  const with_ = partners.map(([other, words]) => {
    const item = linkItem(units.get(other).full, netHref({ ...state, unit: units.get(other).name, task: null, section: "" }));
    item.append(make("small", words));
    return item;
  });
  if (more) with_.push(make("li", say("panel_more").replace("{n}", more)));
  const joint = titled(say(led ? "panel_partners_led" : "panel_partners_shared"), with_);
  const tasksFirst = state.view === "units" ? [...joint, ...lists] : [...lists, ...joint];
  const ways = waysOut([[say("open_sheet"), sheetHref(units.get(id).name)], [say("panel_how"), "#workload"]]);
  return [...parts, numbers, ...tasksFirst, ways];
}

function taskPanel({ id, scene, around, state }) {
  const node = scene.nodes.get(id);
  const parts = [make("h3", node.full)];
  if (node.section.length) parts.push(make("p", node.section.join(" › "), { class: "hint" }));
  for (const role of page.roles) {
    const those = around.get(id).filter(([, line]) => line.role === role).map(([other]) => scene.nodes.get(other));
    parts.push(...titled(say("role_" + role), those.map((one) => linkItem(one.full, netHref({ ...state, unit: one.name, task: null })))));
  }
  return [...parts, waysOut([[say("in_the_list"), `#task-${node.order}`]])];
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
