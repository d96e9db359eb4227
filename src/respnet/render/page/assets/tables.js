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

function sortable(table) {
  const heads = all("thead th", table);
  const body = table.tBodies[0];
  let printed = null;
  let again = () => {};
  table.addEventListener("changed", () => again()); // values of a sorted column may have changed
  heads.forEach((head, column) => {
    if (head.classList.contains("nosort")) return;
    const button = make("button", head.textContent.trim(), { type: "button" });
    head.replaceChildren(button);
    const sort = () => {
      const now = head.getAttribute("aria-sort");
      const key = (row) => (row.cells[column].dataset.sort === undefined ? row.cells[column].textContent.trim() : row.cells[column].dataset.sort);
      const sign = now === "descending" ? -1 : 1;
      const order = ([x], [y]) => {
        const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
        return sign * (numbers ? Number(x) - Number(y) : alphabet.compare(x, y));
      };
      complete(table);
      printed = printed || [...body.rows]; // nothing sorted them before
      const keyed = printed.map((row) => [key(row), row]);
      for (const [, row] of now ? keyed.sort(order) : keyed) body.append(row);
      table.dispatchEvent(new Event("sorted"));
    };
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const first = head.classList.contains("number") && !head.classList.contains("rising") ? "descending" : "ascending";
      const now = before === null ? first : before === first ? (first === "ascending" ? "descending" : "ascending") : null;
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      if (now) head.setAttribute("aria-sort", now);
      again = now ? sort : () => {};
      sort();
    });
  });
}

// On a small screen a row is a card: each cell says the head of its column.
function labelCells(table) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells].map((head) => head.textContent.trim());
  for (const row of table.tBodies[0].rows) for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.label = heads[cell.cellIndex];
}
