"use strict";
document.body.classList.add("js");
all("table.sortable").forEach(sortable);
all(".filter[data-table]").forEach(startFilter);
all("button[data-save]").forEach(startSaving);
all("button.print").forEach((button) => button.addEventListener("click", () => {
  document.body.classList.toggle("print-all", button.classList.contains("all"));
  window.print();
}));
window.addEventListener("afterprint", () => document.body.classList.remove("print-all"));
finder();
startSkipping();
for (const start of [startWorkload, startMatrix, startColeads, startFocus, startRisks]) start();
window.addEventListener("hashchange", route);
route();
