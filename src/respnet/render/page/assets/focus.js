"use strict";
// Units side by side: others can be chosen, and the address keeps the choice (#focus?a=NAME&b=NAME).
// Every value is computed already; here it is only put into its place.
const COLUMN_NAMES = ["a", "b", "c", "d"];

function startFocus() {
  const form = document.getElementById("focus-choice");
  if (!form) return;
  const data = page.data.focus;
  const selects = all("select", form);
  const table = document.getElementById("compare-table");
  const said = document.getElementById("focus-said");
  const written = [...said.childNodes];
  const byPlace = new Map(data.units.map((one) => [one[0], one]));
  const names = selects.map((select) => select.value); // as written in Python
  const placeOf = (name) => unitEntries().findIndex((one) => one.names[0] === name);

  const showList = (cell, links) => cell.replaceChildren(...(links.length ? links : [document.createTextNode(say("none"))]));
  const spaced = (links) => links.flatMap((link, at) => (at ? [document.createTextNode(" "), link] : [link]));

  function showColumn(at, place) {
    const [, bars, ranks, alone, partners, texts] = byPlace.get(place);
    table.tHead.rows[0].cells[at + 1].replaceChildren(unitLink(place));
    const waiting = [...texts];
    const axes = [...ranks];
    for (const row of table.tBodies[0].rows) {
      const cell = row.cells[at + 1];
      if (row.dataset.row === "alone") { showList(cell.firstElementChild, spaced(alone.map(taskLink))); continue; }
      if (row.dataset.row === "co_leads") {
        const items = partners.map(([other, tasks]) => {
          const item = make("li");
          const chips = make("span", "", { class: "chips" });
          chips.append(...spaced(tasks.map(taskLink)));
          item.append(unitLink(other), " ", make("b", tasks.length), " ", chips);
          return item;
        });
        cell.firstElementChild.replaceChildren(...(items.length ? items : [make("li", say("none"))]));
        continue;
      }
      all("rect.piece", cell).forEach((piece, which) => { piece.setAttribute("x", bars[which][0]); piece.setAttribute("width", bars[which][1]); });
      if (cell.querySelector(".axis")) {
        cell.querySelector(".dot").setAttribute("d", `M${axes.shift()} 8h.01`);
      }
      cell.querySelector(".text").textContent = waiting.shift();
    }
  }

  function show() {
    const places = selects.map((select) => placeOf(select.value));
    places.forEach((place, at) => showColumn(at, place));
    if (selects.every((select, at) => select.value === names[at])) return said.replaceChildren(...written);
    const sentences = places.flatMap((place) => byPlace.get(place)[6]);
    const some = sentences.length > 0;
    const note = make("p", say(some ? "said_apart" : "said_not"), { class: "note" });
    said.replaceChildren(note, ...sentences.map((sentence) => make("p", sentence, { class: "sentence" })));
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    show();
    keep("focus", Object.fromEntries(selects.map((select, at) => [COLUMN_NAMES[at], select.value])));
  });
  onArrival("focus", (choices) => {
    selects.forEach((select, at) => {
      const asked = choices.get(COLUMN_NAMES[at]);
      select.value = asked ? canonical(asked) : names[at];
      if (select.selectedIndex === -1) select.value = names[at];
    });
    show();
  });
}
