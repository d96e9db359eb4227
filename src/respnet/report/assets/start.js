"use strict";
document.body.classList.add("js");
all("table.sortable").forEach(sortable);
all("input[data-filter]").forEach(filterable);
all("button.print").forEach((button) => button.addEventListener("click", () => window.print()));
finder();
window.addEventListener("hashchange", route);
route();
