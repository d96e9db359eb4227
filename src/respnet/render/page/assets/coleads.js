"use strict";
// Co-leads and clusters: the order of the heat map, and what the cell in focus says.
function startColeads() {
  const table = document.getElementById("heat");
  if (!table) return;
  const body = table.tBodies[0];
  const grouped = [...body.rows];
  const printed = [...grouped].sort((a, b) => Number(a.dataset.printed) - Number(b.dataset.printed));
  const places = printed.map((row) => grouped.indexOf(row));
  const rows = [table.tHead.rows[0], ...grouped].map((row) => ({ row, first: row.cells[0], rest: [...row.cells].slice(1) }));
  const order = (byPlan) => {
    table.classList.toggle("grouped", !byPlan && Boolean(document.querySelector(".orders")));
    body.append(...(byPlan ? printed : grouped));
    for (const { row, first, rest } of rows) row.replaceChildren(first, ...(byPlan ? places.map((place) => rest[place]) : rest));
  };
  order(false);
  all("input[name=heat-order]").forEach((radio) => radio.addEventListener("change", () => order(radio.value === "printed" && radio.checked)));
  heatCells(table, document.getElementById("heat-at"));
}

// One stop for the Tab key; the arrows go from number to number, and the line below says what it means.
function heatCells(table, line) {
  const cells = all("td a", table);
  const stops = (one) => cells.forEach((cell) => { cell.tabIndex = cell === one ? 0 : -1; });
  if (cells.length) stops(cells[0]);
  const tell = (cell) => { line.textContent = cell ? cell.getAttribute("aria-label") : line.dataset.empty; line.classList.toggle("there", Boolean(cell)); };
  for (const cell of cells) {
    cell.addEventListener("mouseenter", () => tell(cell));
    cell.addEventListener("focus", () => { stops(cell); tell(cell); });
  }
  table.addEventListener("mouseleave", () => tell(cells.includes(document.activeElement) ? document.activeElement : null));
  table.addEventListener("keydown", (event) => {
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    const cell = event.target.closest("td");
    if (!cell || (!down && !right)) return;
    event.preventDefault();
    let [row, column] = [cell.parentElement.sectionRowIndex + down, cell.cellIndex + right];
    const body = table.tBodies[0];
    while (body.rows[row] && column > 0 && column < body.rows[row].cells.length) {
      const found = body.rows[row].cells[column].querySelector("a");
      if (found) return found.focus();
      row += down;
      column += right;
    }
  });
}
