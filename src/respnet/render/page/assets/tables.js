"use strict";
// Tables: a click on a head sorts (numbers as numbers), a third one brings the printed order back.
// The rest of a very long table stands in the page's data, and becomes rows when it is asked for: each after the model
// of the first one.
function restOf(table) {
  const view = table.closest(".view"); // a page of its own, such as the comparison's, has no views and no rest
  const rest = view && page.data[view.id] && page.data[view.id].rest;
  return rest && rest.table === table.id && !table.dataset.made ? rest : null;
}

function complete(table) {
  const rest = restOf(table);
  if (!rest) return;
  table.dataset.made = "yes";
  const model = table.querySelector("tbody tr");
  const part = (one) => {
    if (typeof one === "string") return document.createTextNode(one);
    if (Array.isArray(one)) { const link = unitLink(one[0]); link.textContent = one[1]; return link; }
    if (typeof one === "number") return unitLink(one);
    return one.title === undefined ? taskLink(one.task) : make("a", page.tasks[one.title].title, { href: taskEntries()[one.title].href });
  };
  const made = rest.rows.map(([id, look, values, cells]) => {
    const row = model.cloneNode(false);
    row.className = look;
    row.hidden = false;
    rest.keys.forEach((key, place) => { row.dataset[key] = values[place]; });
    row.append(...cells.map((cell, column) => {
      const made = model.cells[column].cloneNode(false);
      if (made.dataset.sort) made.dataset.sort = id;
      if (typeof cell === "string") made.textContent = cell;
      else cell.forEach((one, place) => made.append(...(place && typeof one !== "string" ? [rest.comma] : []), part(one)));
      return made;
    }));
    row.classList.add("cut");
    return row;
  });
  table.tBodies[0].append(...made);
  if (table.classList.contains("cards")) labelCells(table);
}
window.addEventListener("beforeprint", () => all(".view.shown table").forEach(complete));

const alphabet = new Intl.Collator(page.lang);

// How a table of a view is sorted stands in the address, as the number of its column, with a minus for the largest first.
function sortable(table) {
  const heads = all("thead th", table);
  const body = table.tBodies[0];
  const view = table.closest(".view");
  const key = view && all("table.sortable", view).length > 1 ? `sort-${table.id}` : "sort";
  let printed = null;
  let [column, way] = [0, null];
  const sort = () => {
    const key = (row) => (row.cells[column].dataset.sort === undefined ? row.cells[column].textContent.trim() : row.cells[column].dataset.sort);
    const sign = way === "descending" ? -1 : 1;
    const order = ([x], [y]) => {
      const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
      return sign * (numbers ? Number(x) - Number(y) : alphabet.compare(x, y));
    };
    complete(table);
    printed = printed || [...body.rows]; // nothing sorted them before
    const keyed = printed.map((row) => [key(row), row]);
    for (const [, row] of way ? keyed.sort(order) : keyed) body.append(row);
    table.dispatchEvent(new Event("sorted"));
  };
  const choose = (next, how) => {
    if (next === column && how === way) return;
    heads.forEach((one) => one.removeAttribute("aria-sort"));
    if (how) heads[next].setAttribute("aria-sort", how);
    [column, way] = [next, how];
    sort();
  };
  table.addEventListener("changed", () => { if (way) sort(); }); // values of a sorted column may have changed
  heads.forEach((head, place) => {
    if (head.classList.contains("nosort")) return;
    const button = make("button", head.textContent.trim(), { type: "button" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const first = head.classList.contains("number") && !head.classList.contains("rising") ? "descending" : "ascending";
      const before = head.getAttribute("aria-sort");
      choose(place, before === null ? first : before === first ? (first === "ascending" ? "descending" : "ascending") : null);
      if (view) keep(view.id, { [key]: way ? `${way === "descending" ? "-" : ""}${place + 1}` : "" });
    });
  });
  if (view) {
    onArrival(view.id, (choices) => {
      const wanted = Number(choices.get(key)) || 0;
      const place = Math.abs(wanted) - 1;
      if (heads[place] && heads[place].querySelector("button")) choose(place, wanted < 0 ? "descending" : "ascending");
      else choose(column, null);
    });
  }
}

// On a small screen a row is a card: each cell says the head of its column.
function labelCells(table) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells].map((head) => head.textContent.trim());
  for (const row of table.tBodies[0].rows) for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.label = heads[cell.cellIndex];
}
