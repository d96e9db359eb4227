"use strict";
// Risks: what is left without a unit (#risks?without=NAME). Every value is computed already; here it is only put into
// its place.
function startRisks() {
  const form = document.getElementById("absent-choice");
  if (!form) return;
  const select = form.querySelector("select");
  const usual = select.value;
  const shown = document.getElementById("absent-shown");
  const [leaderless, leftTo, others, empty, parts] = all("dd", shown);
  const byPlace = new Map(page.data.risks.units.map((one) => [one[0], one]));

  const tasksOrNone = (tasks) => {
    if (!tasks.length) return [say("so_many_none")];
    const chips = make("span", "", { class: "chips" });
    chips.append(...tasks.flatMap((task, at) => (at ? [" ", taskLink(task)] : [taskLink(task)])));
    return [make("b", tasks.length), " ", chips];
  };
  function show() {
    const place = unitEntries().findIndex((one) => one.names[0] === select.value);
    const [, gone, kept, none, more, fallen] = byPlace.get(place);
    shown.querySelector("h4").textContent = say("absent_title").replace("{unit}", () => unitEntries()[place].label);
    leaderless.replaceChildren(...tasksOrNone(gone));
    leftTo.replaceChildren(...(kept.length ? kept.map(([unit, tasks]) => {
      const line = make("div");
      line.append(unitLink(unit), " ", ...tasksOrNone(tasks));
      return line;
    }) : [say("so_many_none")]));
    others.replaceChildren(...tasksOrNone(more));
    empty.replaceChildren(...tasksOrNone(none));
    parts.textContent = fallen ? say("absent_parts_more").replace("{n}", fallen) : say("absent_parts_same");
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { show(); keep("risks", { without: select.value }); });
  onArrival("risks", (choices) => {
    select.value = choices.get("without") ? canonical(choices.get("without")) : usual;
    if (select.selectedIndex === -1) select.value = usual;
    show();
  });
}
