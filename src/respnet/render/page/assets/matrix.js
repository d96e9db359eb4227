"use strict";
// The matrix: the place under the pointer or the focus lights its row and column and is said in words; the arrow keys
// move through it; the order of rows and columns is one of those that come with the page.
function startMatrix() {
  const table = document.getElementById("matrix-table");
  if (!table) return;
  const body = table.tBodies[0];
  const numbers = table.tHead.rows[table.tHead.rows.length - 1];
  const columns = table.getElementsByTagName("col");
  const readout = document.querySelector(".readout");
  const printed = { rows: [...body.rows], lines: [numbers, ...body.rows].map((row) => ({ row, cells: [...row.cells] })) };
  const tasks = numbers.cells.length - table.querySelectorAll("thead .sum").length - 1;
  const words = new Map([["●", "role_lead"], ["○", "role_responsible"], ["△", "role_support"], ["◇", "role_supervise"]]);
  let lit = [];

  const isCell = (cell) => cell && cell.tagName === "TD" && cell.closest("tbody");
  function said(cell) {
    const head = numbers.cells[cell.cellIndex];
    const unit = cell.parentNode.cells[0].querySelector("a").textContent;
    if (cell.classList.contains("sum")) return { label: `${unit} ${head.getAttribute("aria-label") ?? head.textContent} ${cell.textContent}`, title: "" };
    const roles = [...cell.textContent].map((sign) => say(words.get(sign))).join("、") || readout.dataset.none;
    const link = head.querySelector("a");
    const values = { unit, role: roles, task: link.textContent };
    return { label: readout.dataset.cell.replace(/\{(\w+)\}/g, (_, name) => values[name]), title: link.title };
  }

  function light(cell) {
    for (const one of lit) one.classList.remove("hot");
    lit = [];
    readout.textContent = readout.dataset.nothing;
    if (!cell) return;
    const column = cell.cellIndex;
    lit = [cell.parentNode, columns[column], numbers.cells[column], cell].filter(Boolean);
    for (const one of lit) one.classList.add("hot");
    if (!isCell(cell)) return;
    const { label, title } = said(cell);
    cell.setAttribute("aria-label", label);
    readout.textContent = title ? `${label} ${title}` : label;
  }

  const placed = () => table.querySelector("td[tabindex]");
  body.rows[0].cells[1].tabIndex = 0;
  function move(from, down, right) {
    const row = body.rows[Math.min(Math.max(from.parentNode.sectionRowIndex + down, 0), body.rows.length - 1)];
    const to = row.cells[Math.min(Math.max(from.cellIndex + right, 1), row.cells.length - 1)];
    placed().removeAttribute("tabindex");
    to.tabIndex = 0;
    to.focus();
  }
  const far = 100_000;
  const corners = { Home: [-far, -far], End: [far, far] };
  const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Home: [0, -far], End: [0, far], PageDown: [10, 0], PageUp: [-10, 0] };
  table.addEventListener("keydown", (event) => {
    const step = (event.ctrlKey && corners[event.key]) || steps[event.key];
    if (!step || !isCell(event.target) || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(event.target, ...step);
  });
  table.addEventListener("focusin", (event) => light(event.target.closest("td, th")));
  table.addEventListener("focusout", () => light(null));
  table.addEventListener("pointerover", (event) => light(event.target.closest("tbody td, tbody th, .numbers th")));
  table.addEventListener("pointerleave", () => light(isCell(document.activeElement) ? document.activeElement : null));
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (isCell(cell)) move(cell, 0, 0);
  });

  const orders = page.data.matrix;
  if (!orders) return;
  function arrange(name) {
    const order = orders[name];
    light(null);
    for (const { row, cells } of printed.lines) row.append(...order.columns.map((column) => cells[column + 1]), ...cells.slice(tasks + 1));
    body.append(...order.rows.map((row) => printed.rows[row]));
    const ends = new Set(order.ends);
    for (const row of printed.rows) for (let column = 0; column < tasks; column += 1) row.cells[column + 1].classList.toggle("e", ends.has(column));
    printed.rows.forEach((row) => row.classList.toggle("starts", order.starts.includes(row.sectionRowIndex)));
    const bands = order.bands.length ? order.bands : [["", "", tasks, false]];
    const heads = bands.map(([band, path, span, thin]) => {
      const head = make(band ? "th" : "td", "", { ...(band ? { scope: "colgroup" } : {}), colspan: span, title: path, class: thin ? "thin" : "" });
      head.append(make("span", band));
      return head;
    });
    const line = table.tHead.rows[0];
    line.replaceChildren(line.cells[0], ...heads, line.cells[line.cells.length - 1]);
  }
  const ways = all('[name="matrix-order"]');
  for (const way of ways) {
    way.addEventListener("change", () => {
      arrange(way.value);
      keep("matrix", { order: way.value === "cluster" ? "cluster" : "" });
    });
  }
  let shown = "section";
  onArrival("matrix", (choices) => {
    const wanted = choices.get("order") === "cluster" ? "cluster" : "section";
    for (const way of ways) way.checked = way.value === wanted;
    if (wanted !== shown || ways.length === 0) arrange(wanted);
    shown = wanted;
  });
}
