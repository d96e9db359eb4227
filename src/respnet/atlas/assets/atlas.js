"use strict";
{
const page = JSON.parse(document.getElementById("page-data").textContent);
const ROOM = 100; // rows drawn at once; search and order take them all
const alphabet = new Intl.Collator(page.lang);
const fill = (key, values) => page.labels[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const make = (tag, text = "", look = "") => {
  const one = document.createElement(tag);
  one.textContent = text;
  if (look) one.className = look;
  return one;
};
const isolate = (text) => make("bdi", text); // names may run from right to left

/** Bars as one SVG path, as the page's own charts are drawn. */
function drawBars(values, names) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS(svg.namespaceURI, "path");
  const most = Math.max(...values, 1), said = values.map((value, place) => value && `${names[place]}: ${value}`).filter(Boolean).join(", ") || "0";
  path.setAttribute("d", values.map((value, place) => (value ? `M${6 * place} 26v-${(26 * value / most).toFixed(1)}h5V26z` : "")).join(""));
  for (const [name, value] of [["class", "bars"], ["role", "img"], ["aria-label", said], ["viewBox", `0 0 ${Math.max(6 * values.length - 1, 1)} 26`]]) svg.setAttribute(name, value);
  svg.append(path);
  const title = document.createElementNS(svg.namespaceURI, "title");
  title.textContent = said;
  svg.prepend(title);
  return svg;
}

const percent = (value) => { const whole = 100 * value; return `${whole && (whole < 9.95 || (whole >= 99.5 && whole < 100)) ? whole.toFixed(1) : whole.toFixed(0)}%`; };
const format = ([, kind, digits], value) => (value === null ? "" : typeof value === "string" ? value : kind === "percent" ? percent(value) : digits ? value.toFixed(value < 1000 ? digits : 0) : String(value));
const isNumber = ([, kind]) => kind === "number" || kind === "percent";

function fillCell(cell, table, row, place) {
  const column = table.columns[place], [head, kind, , opens, key] = column, value = row[0][place];
  if (kind === "bars") cell.append(drawBars(value, key === "by_month" ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : page.years));
  else if (kind === "text") cell.append(isolate(value));
  else if (opens && value && (opens !== "plans" || row[2].length)) {
    const button = cell.appendChild(make("button", format(column, value)));
    button.type = "button";
    button.dataset.column = place;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", fill("opens", { name: row[0][0], column: head, n: value }));
  } else cell.textContent = format(column, value);
}

/** A small table of what a number was made of: years, plans with their tasks, or rows of another table. */
function openTable(table, row, place) {
  const opens = table.columns[place][3];
  if (opens === "series") {
    const years = page.years.map((year, at) => [year, ...row[1].map((counts) => counts[at])]).filter((counts) => counts.slice(1).some(Boolean));
    return build(table.series, years);
  }
  if (opens === "plans") {
    const command = (id) => (id ? `respnet report ${page.corpus} --plan ${id}` : "");
    const plans = row[2].map(([plan, tasks, number]) => { const [title, year, id] = page.plans[plan]; return [title, year, tasks, number, command(id)]; });
    const made = build(["plan", "year", "numbers", "count", "command"].map((key) => page.labels[key]), plans);
    if (row[3]) made.push(make("p", fill("plans_elsewhere", { n: row[3], folder: `${page.folder}/evidence` }), "note"));
    return made;
  }
  const other = page.tables.find((one) => one.id === opens), area = other.columns.findIndex((one) => one[4] === "area");
  const kept = other.columns.map((_, at) => at).filter((at) => other.columns[at][1] !== "bars" && at !== area);
  const rows = other.rows.filter((one) => one[0][area] === row[0][0]);
  return build(kept.map((at) => other.columns[at][0]), rows.map((one) => kept.map((at) => format(other.columns[at], one[0][at]))));
}

function build(heads, rows) {
  const table = make("table"), top = table.createTHead().insertRow(), body = table.createTBody();
  for (const head of heads) { const one = top.appendChild(make("th", head)); one.scope = "col"; }
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((value, at) => {
      const cell = line.insertCell();
      cell.append(String(value).startsWith("respnet report ") && at === 4 ? make("code", value) : isolate(value));
      cell.dataset.head = heads[at];
    });
  }
  return [table];
}

function start(table) {
  const section = document.getElementById(table.id), element = section.querySelector("table"), body = element.tBodies[0];
  const heads = [...element.tHead.rows[0].cells], further = section.querySelector(".further"), count = section.querySelector("output");
  const texts = table.rows.map(([cells]) => cells.filter((_, at) => table.columns[at][1] === "text").join("\n").toLowerCase());
  let room = ROOM, order = table.rows.map((_, place) => place), shown = order;
  const draw = () => {
    const rows = shown.slice(0, room).map((place) => {
      const line = document.createElement("tr"), row = table.rows[place];
      line.dataset.row = place;
      table.columns.forEach((column, at) => {
        const cell = make(at ? "td" : "th", "", isNumber(column) ? "number" : "");
        if (at) cell.dataset.head = column[0];
        else cell.scope = "row";
        fillCell(cell, table, row, at);
        line.append(cell);
      });
      return line;
    });
    if (!rows.length) {
      const line = document.createElement("tr"), cell = line.insertCell();
      cell.colSpan = heads.length;
      cell.textContent = page.labels.nothing;
      rows.push(line);
    }
    body.replaceChildren(...rows);
    further.hidden = shown.length <= room;
    further.firstChild.textContent = fill("further", { n: Math.min(2 * room, shown.length - room) });
    count.textContent = fill(shown.length < table.rows.length ? "fits" : "shown", { n: shown.length, all: table.rows.length });
  };
  const search = (words) => {
    room = ROOM;
    shown = words.length ? order.filter((place) => words.every((word) => texts[place].includes(word))) : order;
    draw();
  };
  let words = [];
  heads.forEach((head, at) => {
    const [, kind] = table.columns[at];
    if (kind === "bars") return;
    const button = make("button", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const ways = isNumber(table.columns[at]) ? ["descending", "ascending", null] : ["ascending", "descending", null];
      const way = ways[(ways.indexOf(head.getAttribute("aria-sort")) + 1) % 3];
      for (const one of heads) one.removeAttribute("aria-sort");
      if (way) head.setAttribute("aria-sort", way);
      const sign = way === "descending" ? -1 : 1, value = (place) => table.rows[place][0][at];
      const number = (place) => (typeof value(place) === "string" ? Infinity : value(place)); // a word: beyond all numbers
      order = table.rows.map((_, place) => place);
      if (way) order.sort((a, b) => sign * (kind === "text" ? alphabet.compare(value(a), value(b)) : number(a) - number(b)) || a - b);
      search(words);
    });
  });
  further.firstChild.addEventListener("click", () => { room *= 3; draw(); });
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-column]");
    if (!button) return;
    const line = button.closest("tr"), open = line.querySelector("[aria-expanded=true]");
    if (open) {
      line.nextElementSibling.remove();
      open.setAttribute("aria-expanded", "false");
      if (open === button) return;
    }
    button.setAttribute("aria-expanded", "true");
    const opened = make("tr", "", "opened"), cell = opened.insertCell();
    cell.colSpan = heads.length;
    cell.append(...openTable(table, table.rows[line.dataset.row], Number(button.dataset.column)));
    line.after(opened);
  });
  draw();
  return (asked) => { words = asked; search(asked); };
}

document.body.classList.add("js");
const searches = page.tables.map(start), find = document.getElementById("find");
let soon = 0;
const searchAll = () => { const words = find.value.toLowerCase().split(/\s+/).filter(Boolean); for (const one of searches) one(words); };
find.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(searchAll, 150); });
}
