"use strict";
// The page on several plans: numbers that open their tasks. tables.js, which follows, sorts.

/** The tasks that a number counts, under one heading a plan. */
const list = (cell, counted) => {
  let of = -1, items;
  for (const [task, role] of counted) {
    const [plan, label, title, deadline] = page.tasks[task];
    if (plan !== of) {
      of = plan;
      const number = counted.filter(([one]) => page.tasks[one][0] === plan).length;
      cell.append(make("h3", page.plans[plan] + page.count.replace("{n}", number)));
      items = cell.appendChild(make("ul"));
    }
    const item = items.appendChild(make("li", [page.marks[role], label, title].filter(Boolean).join(" ")));
    if (deadline) item.append(make("small", " " + deadline));
  }
};

/** Close the row that is open under a number. */
const close = (button) => {
  button.closest("tr").nextElementSibling.remove();
  button.setAttribute("aria-expanded", "false");
};

// Rows are sorted without those that are open under them.
document.querySelector("main").addEventListener("click", (event) => {
  const head = event.target.closest("thead button");
  if (head) all("[aria-expanded=true]", head.closest("table")).forEach(close);
}, true);

document.querySelector("main").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-column]");
  if (!button) return;
  const row = button.closest("tr"), open = row.querySelector("[aria-expanded=true]");
  if (open) {
    close(open);
    if (open === button) return;
  }
  button.setAttribute("aria-expanded", "true");
  const line = document.createElement("tr"), cell = line.insertCell(), column = Number(button.dataset.column);
  line.className = "opened";
  cell.colSpan = row.cells.length;
  const counted = page.rows[row.closest("table").dataset.table][row.dataset.row];
  list(cell, counted.filter((one) => column < 0 || one[2] === column));
  row.after(line);
});
