"use strict";
// The card of a unit or a task, over the view: it stays until it is closed, can be copied and printed.
const MOST_LISTED = 100;
const card = document.getElementById("card");
let opener = null;

const unitName = (place) => unitEntries()[place].names[0];
const roleName = (role) => say("role_" + page.roles[role]);

// Shares of each unit: [task, role, printed name], with the strongest role of the unit on the task.
let sharesOf = null;
function listShares(unit) {
  if (!sharesOf) {
    sharesOf = page.units.map(() => new Map());
    page.tasks.forEach(({ units }, task) => {
      for (const [place, role] of units) {
        const before = sharesOf[place].get(task);
        if (before === undefined || role < before) sharesOf[place].set(task, role);
      }
    });
  }
  return sharesOf[unit];
}

function showCard(where) {
  const open = where !== "";
  const [unit, task] = [named("unit", where), named("task", where)];
  if (open && card.hidden) opener = document.activeElement;
  card.hidden = !open;
  document.body.classList.toggle("with-card", open);
  lightPictures(null);
  if (!open) {
    if (opener && opener.isConnected && document.activeElement === document.body) opener.focus({ preventScroll: true });
    return;
  }
  placeCard();
  card.scrollTop = 0;
  const place = unit !== null ? unitEntries().findIndex((one) => one.names[0] === canonical(unit)) : taskEntries().findIndex((one) => one.short === task);
  const close = make("button", "×", { type: "button", class: "close", "aria-label": say("close") });
  close.addEventListener("click", closeCard);
  const parts = place < 0 ? [make("p", say(unit !== null ? "unit_unknown" : "task_unknown"), { class: "hint" })]
    : unit !== null ? unitCard(place, new URLSearchParams(where.split("?")[1] || "").get("with")) : taskCard(place);
  card.replaceChildren(close, ...parts);
  if (place >= 0) lightPictures(`${unit !== null ? "u" : "t"}${place}`);
  card.focus({ preventScroll: true });
}

// Below the menu, wherever that is.
function placeCard() {
  if (!card.hidden && window.innerWidth > 760) card.style.top = `${Math.max(0, document.querySelector(".bar").getBoundingClientRect().bottom)}px`;
  else card.style.top = "";
}
window.addEventListener("scroll", placeCard, { passive: true });
window.addEventListener("resize", placeCard);
document.addEventListener("fullscreenchange", () => { // only what is within the picture is seen then
  const full = document.fullscreenElement;
  if (full) full.append(card, ...all(".tip"));
  else { document.querySelector("footer").before(card); document.body.append(...all(".tip")); }
});

// The browser would scroll to the view's beginning if it followed the address itself.
function closeCard() {
  keepNow();
  history.pushState({ y: window.scrollY }, "", inPlace(under));
  route();
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !card.hidden && event.target.id !== "find") closeCard(); });

function heading(text) { return make("h2", text); }

function titled(title, items, count = items.length) {
  if (!items.length) return [];
  const list = make("ul");
  list.append(...items);
  return [make("h3", `${title} ${count}`), list];
}

function item(...parts) {
  const line = make("li");
  line.append(...parts);
  return line;
}

function facts(rows) {
  const list = make("dl");
  for (const [name, ...said] of rows) {
    const line = make("div");
    const value = make("dd");
    value.append(...said);
    const head = make("dt");
    head.append(name);
    line.append(head, value);
    list.append(line);
  }
  return list;
}

const chips = (tasks) => tasks.flatMap((task, at) => (at ? [say("comma"), taskLink(task)] : [taskLink(task)]));

function taskItem(task) {
  const { title, deadline } = page.tasks[task];
  const link = taskLink(task);
  link.append(` ${title}`);
  return item(link, ...(deadline ? [make("small", deadline)] : []));
}

function unitCard(place, other) {
  const { label, names } = unitEntries()[place];
  const { facts: numbers, partners, more, absent } = page.units[place];
  const mine = listShares(place);
  const lists = page.roles.flatMap((_, role) => {
    const those = [...mine].filter(([, one]) => one === role).map(([task]) => task);
    const items = those.slice(0, MOST_LISTED).map(taskItem);
    if (those.length > MOST_LISTED) items.push(item(make("a", fill("panel_more_tasks", { n: those.length - MOST_LISTED }), { href: `#tasks?unit=${encodeURIComponent(names[0])}&role=${page.roles[role]}` })));
    return titled(roleName(role), items, those.length);
  });
  const [leaderless = [], single = [], empty = []] = absent;
  const lost = [["leaderless", leaderless], ["left_single", single], ["left_empty", empty]].filter(([, tasks]) => tasks.length);
  const without = lost.length ? [make("h3", say("without_unit")), facts(lost.map(([key, tasks]) => [say(key), fill("fact_led", { n: tasks.length }) + say("colon"), ...chips(tasks)]))] : [];
  const near = partners.map(([unit, words]) => item(unitLink(unit), make("small", words)));
  if (more) near.push(make("li", fill("panel_more", { n: more })));
  const beside = compareWith(place, other);
  return [
    heading(label), waysOut([[say("sheet"), sheetHref(names[0])], [say("see_in_chart"), "#network"]]), facts(numbers.map(([name, said]) => [name === say("fact_bridge") ? make("a", name, { href: "#word-bridge" }) : name, said])),
    ...(other ? beside : []), ...lists, ...without, ...(other ? [] : beside), ...titled(say("partners"), near, partners.length + more),
  ];
}

// Another unit beside this one: how many tasks each has in each role, and the tasks of both.
function compareWith(place, other) {
  const select = make("select");
  select.append(make("option", say("compare_none"), { value: "" }), ...unitEntries().flatMap((one, at) => (at === place ? [] : [make("option", one.label, { value: one.names[0] })])));
  const label = make("label", say("compare_with"), { class: "compare" });
  label.append(select);
  const shown = make("div");
  const show = () => {
    const at = unitEntries().findIndex((one) => one.names[0] === select.value);
    if (at < 0) return shown.replaceChildren();
    const [mine, theirs] = [listShares(place), listShares(at)];
    const count = (of, role) => [...of.values()].filter((one) => one === role).length;
    const rows = page.roles.flatMap((_, role) => (count(mine, role) || count(theirs, role) ? [[roleName(role), `${count(mine, role)} : ${count(theirs, role)}`]] : []));
    const both = [...mine.keys()].filter((task) => theirs.has(task));
    const led = both.filter((task) => mine.get(task) === 0 && theirs.get(task) === 0);
    const rest = both.filter((task) => !led.includes(task));
    return shown.replaceChildren(facts([[`${unitEntries()[place].label} : ${unitEntries()[at].label}`], ...rows]), ...titled(say("both_lead"), led.map(taskItem)), ...titled(say("both_share"), rest.map(taskItem)), ...(both.length ? [] : [make("p", say("none_shared"), { class: "hint" })]));
  };
  select.value = other ? canonical(other) : "";
  if (select.selectedIndex < 0) select.value = "";
  select.addEventListener("change", () => {
    history.replaceState(history.state, "", inPlace(unitHref(unitName(place)) + (select.value ? `?with=${encodeURIComponent(select.value)}` : "")));
    show();
  });
  show();
  return [label, shown];
}

function taskCard(place) {
  const task = page.tasks[place];
  const rows = [];
  if (task.section) rows.push([say("section"), task.section]);
  if (task.targets) rows.push([say("targets"), task.targets.join("；")]);
  rows.push([say("deadline"), task.deadline || page.undated]);
  if (task.place) rows.push([say("place"), task.place]);
  const lists = page.roles.flatMap((_, role) => {
    const items = task.units.filter(([, one]) => one === role).map(([unit, , printed]) => { const link = unitLink(unit); if (printed) link.textContent = printed; return item(link); });
    if (items.length && (task.open || []).includes(role)) items.push(make("li", say("and_others")));
    return titled(roleName(role), items);
  });
  if (!task.units.some(([, role]) => role === 0)) lists.unshift(make("p", say("no_lead"), { class: "hint" }));
  const text = task.text || task.summary ? [make("h3", say(task.text ? "full_text" : "summary")), markedText(task.text || task.summary, task.clause)] : [make("p", say("no_text"), { class: "hint" })];
  return [heading(`${taskEntries()[place].short} ${task.title}`), waysOut([[say("see_in_list"), `#tasks?q=${encodeURIComponent(task.title)}`], [say("see_in_chart"), "#network"]]), ...text, facts(rows), ...lists];
}

// The clause that names the units is marked where the text has it word for word.
function markedText(text, clause) {
  const said = make("p", "", { class: "text" });
  const at = clause ? text.indexOf(clause) : -1;
  if (at < 0) said.append(text, ...(clause ? [" ", make("mark", clause)] : []));
  else said.append(text.slice(0, at), make("mark", clause), text.slice(at + clause.length));
  return said;
}

function waysOut(links) {
  const line = make("p", "", { class: "ways" });
  line.append(...links.map(([text, href]) => make("a", text, { href })));
  const here = location.hash; // the card comes along to the chart, where it lights what it is about
  line.querySelector("[href='#network']").addEventListener("click", () => window.addEventListener("hashchange", () => { location.hash = here; }, { once: true }));
  const print = make("button", say("print"), { type: "button" });
  print.addEventListener("click", () => { document.body.classList.add("print-card"); window.print(); });
  const copy = make("button", say("panel_copy"), { type: "button", class: "copy" });
  copy.addEventListener("click", () => copyCard(copy));
  line.append(print, copy);
  return line;
}

// The card as plain text; where the clipboard is closed to files, the text is selected to be copied by hand.
async function copyCard(button) {
  const lines = all("h2, h3, dl > div, li, p.text, p.hint", card).map((one) => [...one.childNodes].map((part) => part.textContent).join(one.matches("li, div") ? "\t" : ""));
  try {
    await navigator.clipboard.writeText(lines.join("\n"));
    button.textContent = say("panel_copied");
  } catch {
    getSelection().selectAllChildren(card);
  }
}
