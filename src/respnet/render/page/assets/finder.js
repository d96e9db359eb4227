"use strict";
// Search over everything, by name, number or pinyin initials; arrow keys, Enter and Escape.
const MOST_FOUND = 12;

// The scripts take units and tasks by their places in the plan.
let unitsThere = null;
let tasksThere = null;
const unitEntries = () => (unitsThere = unitsThere || page.finder.filter((one) => one.what === "what_unit"));
const taskEntries = () => (tasksThere = tasksThere || page.finder.filter((one) => one.what === "what_task"));
const unitLink = (place) => make("a", unitEntries()[place].label, { class: "unit", href: unitEntries()[place].href });
function taskLink(place) {
  const { short, href, label } = taskEntries()[place];
  return make("a", short, { class: "task", href, title: label.slice(short.length + 1) });
}

function startsWithInitials(initials, letters) {
  return [...letters].every((letter, place) => place < initials.length && initials[place].includes(letter));
}

// Full-width letters and digits are typed as often as plain ones.
const plainly = (text) => text.normalize("NFKC").toLowerCase();

// How well an entry fits, 0 for not at all: the whole name, its beginning, within it, initials (many characters have
// rare readings, so where they stand says little).
function fit(entry, wanted) {
  entry.plain = entry.plain || entry.names.map(plainly);
  if (entry.plain.includes(wanted) || entry.short === wanted) return 4;
  if (entry.plain.some((name) => name.startsWith(wanted))) return 3;
  if (entry.plain.some((name) => name.includes(wanted))) return 2;
  if (/^[a-z0-9]+$/.test(wanted) && initialsFit(entry.initials, wanted)) return 1;
  return entry.what === "what_task" && taskWords(entry).includes(wanted) ? 0.5 : 0;
}

// What the card of a task says, to be searched too.
function taskWords(entry) {
  if (entry.words === undefined) {
    const { text, summary, deadline, targets = [] } = page.tasks[taskEntries().indexOf(entry)];
    entry.words = plainly([text, summary, deadline, ...targets].filter(Boolean).join(" "));
  }
  return entry.words;
}

function initialsFit(initials, wanted) {
  return initials.some((_, start) => startsWithInitials(initials.slice(start), wanted));
}

function finder() {
  const input = document.getElementById("find");
  const list = document.getElementById("found");
  let chosen = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); chosen = -1; };
  const choose = (place) => {
    const options = all("li", list);
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const go = (href) => {
    close();
    input.value = "";
    input.blur();
    if (location.hash === href) route(); // asked for again
    else { leave(); location.hash = href; }
  };
  const fill = () => {
    const wanted = plainly(input.value.trim());
    if (!wanted) return close();
    const fits = page.finder.map((entry) => [fit(entry, wanted), entry]).filter(([how]) => how);
    const found = fits.sort(([a], [b]) => b - a).slice(0, MOST_FOUND).map(([, entry]) => entry); // equals keep their order
    list.replaceChildren(...found.map((entry, place) => {
      const option = make("li", entry.label + " ", { role: "option", id: `found-${place}`, "aria-selected": "false" });
      option.append(make("small", say(entry.what)));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); go(entry.href); });
      option.dataset.href = entry.href;
      return option;
    }));
    if (!found.length) list.replaceChildren(make("li", say("nothing_found"), { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    chosen = -1;
  };
  input.addEventListener("input", fill);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1)); }
    else if (event.key === "Enter") {
      const option = all("li", list)[Math.max(chosen, 0)];
      if (!list.hidden && option && option.dataset.href) { event.preventDefault(); go(option.dataset.href); }
    }
  });
}
