"use strict";
{
const page = JSON.parse(document.getElementById("page-data").textContent);

const make = (parent, tag, text) => {
  const one = parent.appendChild(document.createElement(tag));
  one.textContent = text;
  return one;
};

/** The tasks that a number counts, under one heading a plan. */
const list = (cell, counted) => {
  let of = -1, items;
  for (const [task, role] of counted) {
    const [plan, label, title, deadline] = page.tasks[task];
    if (plan !== of) {
      of = plan;
      const number = counted.filter(([one]) => page.tasks[one][0] === plan).length;
      make(cell, "h3", page.plans[plan] + page.count.replace("{n}", number));
      items = make(cell, "ul", "");
    }
    const item = make(items, "li", [page.marks[role], label, title].filter(Boolean).join(" "));
    if (deadline) make(item, "small", " " + deadline);
  }
};

document.querySelector("main").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-column]");
  if (!button) return;
  const row = button.closest("tr"), open = row.querySelector("[aria-expanded=true]");
  if (open) {
    row.nextElementSibling.remove();
    open.setAttribute("aria-expanded", "false");
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
}
