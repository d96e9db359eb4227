"use strict";
document.body.classList.add("js");
all("table.sortable").forEach(sortable);
all("input[data-filter]").forEach(filterable);
all("button.print").forEach((button) => button.addEventListener("click", () => window.print()));
finder();
for (const start of [startWorkload, startMatrix, startColeads, startFocus, startRisks]) start();
window.addEventListener("hashchange", route);
route();
