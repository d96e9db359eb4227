"use strict";
for (const row of all("[id^='task='], [id^='unit=']")) row.removeAttribute("id"); // a card opens instead, and nothing moves

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const inDays = (days) => new Date(Date.now() - new Date().getTimezoneOffset() * 60000 + days * 86400000).toISOString().slice(0, 10);

// What is due is told from today's date, which the file cannot know.
function startDue() {
  const step = document.getElementById("due-soon");
  if (!step) return;
  const days = page.tasks.map((one) => one.due).filter(Boolean);
  const past = days.filter((day) => day < today()).length;
  const soon = days.filter((day) => day >= today() && day <= inDays(30)).length;
  const said = [["past", past], ["soon", soon]].filter(([, count]) => count).map(([when, count]) => step.dataset[when].replace("{n}", count));
  step.querySelector("span").textContent = said.join(say("comma"));
  step.querySelector("a").setAttribute("href", `#tasks?due=${past && soon ? "urgent" : soon ? "soon" : "past"}`);
  step.hidden = !said.length;
}

// A print job of some or all sheets.
let printed = [];
function printSheets(places = null) {
  const names = places && new Set(places.map((place) => unitEntries()[place].names[0]));
  printed = all(".sheet").filter((one) => !names || names.has(one.dataset.name));
  for (const one of printed) one.classList.add("printed");
  document.body.classList.add("print-all");
  window.print();
}

all("table.sortable").forEach(sortable);
all("table.cards").forEach(labelCells);
all(".filter[data-table]").forEach(startFilter);
all("button[data-save]").forEach(startSaving);
all(".picture").forEach((box) => { startPicture(box); startNetwork(box); });
all("button.print").forEach((button) => button.addEventListener("click", () => {
  if (button.classList.contains("all")) printSheets();
  else if (button.dataset.units) printSheets(button.dataset.units.trim().split(/\s+/).map(Number));
  else window.print();
}));
let closed = []; // rules that only paper shows open
window.addEventListener("beforeprint", () => { closed = all(".methods details:not([open]), #problems-table details:not([open])"); for (const one of closed) one.open = true; });
window.addEventListener("afterprint", () => {
  document.body.classList.remove("print-all", "print-card");
  for (const one of printed) one.classList.remove("printed");
  for (const one of closed) one.open = false;
});
finder();
startSkipping();
for (const start of [startMatrix, startColeads, startDue]) start();
window.addEventListener("hashchange", route);
route();
