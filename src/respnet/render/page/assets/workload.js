"use strict";
// The workload: the slider and the switch choose between settings that are all in the page; nothing is computed here.
function startWorkload() {
  const { ratios, settings, start } = page.data.workload;
  const table = document.getElementById("workload-table");
  if (!table) return;
  const slider = document.getElementById("weight");
  const ways = all('#workload [name="sharing"]');
  const rows = [...table.tBodies[0].rows].map((row) => ({
    load: row.querySelector(".weighted"), rank: row.querySelector(".rank"), over: row.querySelector(".over"),
    fill: row.querySelector(".fill"), limit: row.querySelector(".meter .mark"),
  }));
  const alpha = () => ways.findIndex((way) => way.checked);

  function show() {
    const ratio = slider ? Number(slider.value) : 0;
    const one = settings[alpha() * ratios.length + ratio];
    const over = new Set(one.over);
    rows.forEach((row, place) => {
      row.load.firstChild.textContent = row.load.dataset.sort = one.loads[place];
      row.rank.textContent = one.ranks[place];
      row.over.textContent = over.has(place) ? table.dataset.over : "";
      row.fill.setAttribute("width", one.widths[place]);
      row.limit.setAttribute("visibility", one.limit === null ? "hidden" : "visible");
      if (one.limit !== null) for (const end of ["x1", "x2"]) row.limit.setAttribute(end, one.limit);
    });
    if (slider) {
      const said = slider.dataset.value.replace("{ratio}", ratios[ratio]);
      slider.setAttribute("aria-valuetext", said);
      document.querySelector('output[for="weight"]').textContent = said;
      const way = document.querySelector(".weighed .way");
      way.textContent = way.dataset.said.replace("{ratio}", ratios[ratio]);
    }
    document.querySelector(".weighed span").textContent = one.said;
    table.dispatchEvent(new Event("changed"));
  }

  function change() {
    show();
    keep("workload", { weight: slider && Number(slider.value) !== start ? ratios[slider.value] : "", shared: alpha() ? "1" : "" });
  }
  if (slider) {
    slider.addEventListener("input", show);
    slider.addEventListener("change", change);
  }
  for (const way of ways) way.addEventListener("change", change);
  onArrival("workload", (choices) => {
    const asked = ratios.indexOf(choices.get("weight"));
    if (slider) slider.value = asked < 0 ? start : asked;
    ways[choices.get("shared") === "1" ? 1 : 0].checked = true;
    show();
  });
}
