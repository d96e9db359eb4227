"use strict";
// The chart of tasks and units: what is pointed at or picked is lit with its lines; roles other than the drawn one are
// drawn for it alone. Every place comes from Python.
let chart = null;

function startChart() {
  const svg = document.querySelector("#chart svg");
  const tip = document.getElementById("chart-tip");
  const { own, groups } = page.data.network;
  const links = new Map();
  const join = (from, to, role) => links.set(from, [...(links.get(from) ?? []), [to, page.roles[role]]]);
  for (const [unit, rows] of Object.entries(own)) {
    for (const [order, role] of rows) {
      const task = `t${groups[order] ?? order}`;
      join(unit, task, role);
      join(task, unit, role);
    }
  }
  const idOf = (element) => element.dataset.u ?? element.dataset.t;
  const parts = new Map(all("a[data-u], a[data-t]", svg).map((one) => [idOf(one), one]));
  const curves = all(".curve", svg);
  const drawn = new Set(curves.map((one) => `${one.dataset.u} ${one.dataset.t}`));
  const more = svgNode("g", {});
  svg.insertBefore(more, svg.querySelector("a"));
  let picked = null;
  let lit = null;

  function light(id) {
    if (id === lit) return;
    lit = id;
    for (const one of all(".on", svg)) one.classList.remove("on");
    svg.classList.toggle("dim", id !== null);
    if (id === null) return more.replaceChildren();
    const near = links.get(id) ?? [];
    for (const one of [id, ...near.map(([other]) => other)]) parts.get(one)?.classList.add("on");
    for (const one of curves) if (one.dataset.u === id || one.dataset.t === id) one.classList.add("on");
    more.replaceChildren(...near.flatMap(([other, role]) => extra(...(id.startsWith("u") ? [id, other] : [other, id]), role)));
  }

  function extra(unit, task, role) {
    if (drawn.has(`${unit} ${task}`) || !parts.has(unit) || !parts.has(task)) return [];
    const [box, dot] = [parts.get(unit).querySelector(".box"), parts.get(task).querySelector(".dot")];
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    const [x2, y2] = ["cx", "cy"].map((name) => Number(dot.getAttribute(name)));
    const [x1, y1] = [x2 < x ? x : x + width, y + height / 2];
    const middle = (x1 + x2) / 2;
    return [svgNode("path", { class: `curve on ${role}`, d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` })];
  }

  // The full name and how many lines of each sort, beside the pointer.
  function tell(id, event) {
    tip.hidden = id === null;
    if (id === null) return;
    const counts = page.roles.map((role) => [role, (links.get(id) ?? []).filter(([, one]) => one === role).length]).filter(([, count]) => count);
    tip.textContent = [parts.get(id).querySelector("title").textContent, ...counts.map(([role, count]) => `${say("role_" + role)} ${count}`)].join(" · ");
    tip.style.left = `${Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(event.clientY + 18, window.innerHeight - tip.offsetHeight - 8)}px`;
  }

  const under = (event) => { const part = event.target.closest("a[data-u], a[data-t]"); return part ? idOf(part) : null; };
  const point = (event) => { const id = event.pointerType === "touch" ? null : under(event); light(id ?? picked); tell(id, event); };
  svg.addEventListener("pointermove", point);
  svg.addEventListener("pointerleave", () => { light(picked); tip.hidden = true; });
  // On the element around it: with a listener of its own Chromium takes the picture itself for something to focus.
  svg.parentElement.addEventListener("focusin", (event) => light(under(event) ?? picked));
  svg.parentElement.addEventListener("focusout", () => light(picked));
  const back = () => { if (picked !== null) location.hash = "#network"; };
  svg.addEventListener("click", (event) => { if (under(event) === null) back(); });
  document.getElementById("network").addEventListener("keydown", (event) => { if (event.key === "Escape" && !netState().view) back(); });
  document.getElementById("chart-png").addEventListener("click", () => savePng(chartPicture(svg)));
  return { show(id) { picked = id; light(id); } };
}

// The chart as a picture of its own: light, in its own size, with its own style.
function chartPicture(svg) {
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  for (const [name, value] of Object.entries({ width, height })) copy.setAttribute(name, String(value));
  copy.prepend(svgNode("style", {}, page.data.network.style.replace("sans-serif", () => NET_FONT.replaceAll('"', "'"))), svgNode("rect", { width, height, fill: "#ffffff" }));
  return copy;
}
