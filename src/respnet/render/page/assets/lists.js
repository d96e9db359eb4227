"use strict";
const MOST_ROWS = 500; // more at once make browsers slow; filters, order, printing and saving take them all

// The lists' filters: rows that match every choice stay, the number shown is said, the address keeps the choices.
// An option's value is what the address says; its data-token, or else its value, is what the rows carry.
function startFilter(box) {
  const view = box.closest(".view").id;
  const table = document.getElementById(box.dataset.table);
  const there = () => [...table.tBodies[0].rows];
  const controls = all("[name]", box);
  const selects = controls.filter((control) => control.matches("select"));
  const count = box.querySelector("output");
  const nothing = document.getElementById(`${box.dataset.table}-nothing`);
  const more = document.getElementById(`${box.dataset.table}-rest`);
  let texts = null;
  let room = MOST_ROWS;

  const token = (select) => { const [option] = select.selectedOptions; return option && option.dataset.token !== undefined ? option.dataset.token : select.value; };
  const refresh = () => {
    const words = controls.filter((control) => control.type === "search").flatMap((control) => control.value.toLowerCase().split(/\s+/)).filter(Boolean);
    const picked = selects.filter((select) => select.value);
    const plain = picked.filter((select) => select.dataset.part === undefined);
    const parts = picked.filter((select) => select.dataset.part !== undefined); // of one and the same assignment
    if (words.length || picked.length || room > there().length) complete(table);
    const left = restOf(table);
    const rest = left ? left.rows.length : 0; // they all fit: nothing is asked for
    if (words.length) texts = texts || new Map(there().map((row) => [row, row.textContent.toLowerCase()]));
    let [shown, many] = [0, 0]; // of them the collectives are told apart
    for (const row of there()) {
      const fits = words.every((word) => texts.get(row).includes(word)) &&
        plain.every((select) => (select.name === "due" ? whenDue(row.dataset.due) : row.dataset[select.name]).split(" ").includes(token(select))) &&
        (!parts.length || row.dataset.who.split(" ").some((one) => parts.every((select) => one.split("/")[select.dataset.part] === token(select))));
      row.hidden = !fits;
      row.classList.toggle("cut", fits && shown >= room);
      if (fits) shown += 1;
      if (fits && row.dataset.kind === "collective") many += 1;
    }
    shown += rest;
    const said = count.dataset.said.replace("{shown}", shown - many).replace("{many}", many) + (shown > room ? count.dataset.cut.replace("{n}", room) : "");
    if (count.textContent !== said) count.textContent = said;
    if (nothing) nothing.hidden = shown > 0 || !there().length;
    if (more) more.hidden = shown <= room;
  };
  if (there().length > MOST_ROWS) table.addEventListener("sorted", refresh);
  if (more) more.querySelector("button").addEventListener("click", () => { room += MOST_ROWS; refresh(); });

  const change = () => {
    room = MOST_ROWS;
    refresh();
    keepSoon(box, () => Object.fromEntries(controls.map((control) => [control.name, control.value])));
  };
  for (const control of controls) control.addEventListener(control.type === "search" ? "input" : "change", change);
  const clear = box.querySelector("button.clear");
  if (clear) clear.addEventListener("click", () => { for (const control of controls) control.value = ""; change(); });
  onArrival(view, (choices) => {
    forget(box);
    for (const control of controls) {
      const value = choices.get(control.name) || "";
      control.value = control.name === "unit" && value ? canonical(value) : value;
      if (control.selectedIndex === -1) control.selectedIndex = 0;
    }
    refresh();
  });
}

// Of a task's last day: past, in the next thirty days (both are urgent), or later; nothing of a task without one.
const whenDue = (day) => (!day ? "" : day < today() ? "past urgent" : day <= inDays(30) ? "soon urgent" : "later");

// The table as it is shown, for a spreadsheet: a cell that a spreadsheet would take for a formula stays text.
function csvOf(table) {
  complete(table);
  const columns = [...table.tHead.rows[table.tHead.rows.length - 1].cells].map((head, column) => (head.classList.contains("nosave") ? -1 : column)).filter((column) => column >= 0);
  const text = (cell) => {
    const said = cell.dataset.text === undefined ? cell.textContent.replace(/\s+/g, " ").trim() : cell.dataset.text;
    const safe = /^[=+\-@\t\r]/.test(said) ? `'${said}` : said;
    return /[",\r\n]/.test(safe) ? `"${safe.split('"').join('""')}"` : safe;
  };
  const rows = [table.tHead.rows[table.tHead.rows.length - 1], ...[...table.tBodies[0].rows].filter((row) => !row.hidden)];
  return "\ufeff" + rows.map((row) => columns.map((column) => text(row.cells[column])).join(",") + "\r\n").join("");
}

function startSaving(button) {
  button.addEventListener("click", () => {
    download(new Blob([csvOf(document.getElementById(button.dataset.save))], { type: "text/csv;charset=utf-8" }), button.dataset.name);
  });
}
