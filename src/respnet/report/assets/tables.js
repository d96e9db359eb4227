"use strict";
// Tables: a click on a head sorts (numbers as numbers), a third one brings the printed order back.
const alphabet = new Intl.Collator(page.lang);

function sortable(table) {
  const heads = all("thead th", table);
  const body = table.tBodies[0];
  const printed = [...body.rows];
  let again = () => {};
  table.addEventListener("changed", () => again()); // values of a sorted column may have changed
  heads.forEach((head, column) => {
    if (head.classList.contains("nosort")) return;
    const button = make("button", head.textContent.trim(), { type: "button" });
    head.replaceChildren(button);
    const sort = () => {
      const now = head.getAttribute("aria-sort");
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const sign = now === "descending" ? -1 : 1;
      const order = ([x], [y]) => {
        const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
        return sign * (numbers ? Number(x) - Number(y) : alphabet.compare(x, y));
      };
      const keyed = printed.map((row) => [key(row), row]);
      for (const [, row] of now ? keyed.sort(order) : keyed) body.append(row);
      table.dispatchEvent(new Event("sorted"));
    };
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const first = head.classList.contains("number") && !head.classList.contains("rising") ? "descending" : "ascending";
      const now = before === null ? first : before === first ? (first === "ascending" ? "descending" : "ascending") : null;
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      if (now) head.setAttribute("aria-sort", now);
      again = now ? sort : () => {};
      sort();
    });
  });
}
