"use strict";
document.body.classList.add("js");
all("table.sortable").forEach(sortable);
all(".filter[data-table]").forEach(startFilter);
all("button[data-save]").forEach(startSaving);
all("button.print").forEach((button) => button.addEventListener("click", () => {
  document.body.classList.toggle("print-all", button.classList.contains("all"));
  window.print();
}));
let closed = []; // rules that only paper shows open
window.addEventListener("beforeprint", () => { closed = all(".methods details:not([open])"); for (const one of closed) one.open = true; });
window.addEventListener("afterprint", () => { document.body.classList.remove("print-all"); for (const one of closed) one.open = false; });
finder();
startSkipping();
for (const start of [startMatrix, startColeads, startRisks, startNetwork]) start();
window.addEventListener("hashchange", route);
route();
