"use strict";
// The network's two pictures: the chart of tasks and units, and the units alone. What is pointed at or picked is lit with
// its lines. The address says what is picked: #network or #unit=NAME, and after a question mark view or task.
const pictures = {};

// What the address asks for, and the address of something.
function netState() {
  const [start, rest = ""] = location.hash.split("?");
  const asked = new URLSearchParams(start.startsWith("#unit=") || start === "#network" ? rest : "");
  const name = named("unit");
  return { unit: name === null ? null : canonical(name), task: asked.get("task"), view: asked.get("view") === "units" ? "units" : "" };
}

function netHref({ unit, task, view }) {
  const asked = new URLSearchParams();
  if (view) asked.set("view", view);
  if (task !== null && unit === null) asked.set("task", task);
  return (unit === null ? "#network" : unitHref(unit)) + (String(asked) ? `?${asked}` : "");
}

function showNetwork() {
  const state = netState();
  const shown = state.view || "chart";
  for (const one of all("#network [data-for]")) one.hidden = one.dataset.for !== shown;
  for (const link of all(".modes a")) {
    link.setAttribute("href", netHref({ ...state, view: link.dataset.mode === "units" ? "units" : "", task: null }));
    if (link.dataset.mode === shown) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
  const data = page.data.network;
  const place = data.units.findIndex(([name]) => name === state.unit);
  const task = state.task !== null && taskEntry(state.task).label ? `t${state.task}` : null;
  const id = state.unit === null ? task : place < 0 ? null : `u${place}`;
  const open = id !== null || state.unit !== null;
  document.querySelector(".netwrap").classList.toggle("picked", open);
  const picture = (pictures[shown] ??= startPicture(document.querySelector(`.netwrap > [data-for=${shown}]`), shown));
  showPanel(open ? { id, state, drawn: id === null || shown === "chart" || picture.has(id) } : null);
  picture.show(id !== null && id.startsWith("t") ? `t${data.groups[state.task] ?? state.task}` : id);
}

// What is joined to what, with the role: by assignments in the chart, by the drawn lines among the units.
function linksOf(svg, shown) {
  const links = new Map();
  const join = (from, to, role) => links.set(from, [...(links.get(from) ?? []), [to, role]]);
  const both = (one, other, role) => { join(one, other, role); join(other, one, role); };
  const { own, groups } = page.data.network;
  if (shown === "units") for (const { dataset } of all("path.curve", svg)) both(dataset.a, dataset.b, "");
  else for (const [unit, rows] of Object.entries(own)) for (const [order, role] of rows) both(unit, `t${groups[order] ?? order}`, page.roles[role]);
  return links;
}

function startPicture(box, shown) {
  const svg = box.querySelector("svg");
  const tip = document.getElementById("chart-tip");
  const links = linksOf(svg, shown);
  const parts = new Map(all("a[data-id]", svg).map((one) => [one.dataset.id, one]));
  const curves = all(".curve", svg);
  const drawn = new Set(curves.map(({ dataset }) => `${dataset.a} ${dataset.b}`));
  const more = svgNode("g", {});
  svg.insertBefore(more, svg.querySelector("a"));
  let picked = null;
  let lit = null;

  function light(id) {
    if (id === lit) return;
    lit = id;
    for (const one of all(".on", svg)) one.classList.remove("on");
    svg.classList.toggle("dim", id !== null);
    more.replaceChildren();
    if (id === null) return;
    const near = links.get(id) ?? [];
    for (const one of [id, ...near.map(([other]) => other)]) parts.get(one)?.classList.add("on");
    for (const one of curves) if (one.dataset.a === id || one.dataset.b === id) one.classList.add("on");
    if (shown === "chart") more.append(...near.flatMap(([other, role]) => extra(...(id.startsWith("u") ? [id, other] : [other, id]), role)));
  }

  // The line of a role that is drawn only for what is lit.
  function extra(unit, task, role) {
    if (drawn.has(`${unit} ${task}`) || !parts.has(unit) || !parts.has(task)) return [];
    const [from, to] = [parts.get(unit).querySelector(".box"), parts.get(task).querySelector(".dot")];
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(from.getAttribute(name)));
    const [x2, y2] = ["cx", "cy"].map((name) => Number(to.getAttribute(name)));
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

  const under = (event) => event.target.closest("a[data-id]")?.dataset.id ?? null;
  svg.addEventListener("pointermove", (event) => { const id = event.pointerType === "touch" ? null : under(event); light(id ?? picked); tell(id, event); });
  svg.addEventListener("pointerleave", () => { light(picked); tip.hidden = true; });
  // On the element around it: with a listener of its own Chromium takes the picture itself for something to focus.
  box.addEventListener("focusin", (event) => light(under(event) ?? picked));
  box.addEventListener("focusout", () => light(picked));
  const back = () => { if (picked !== null) location.hash = netHref({ ...netState(), unit: null, task: null }); };
  svg.addEventListener("click", (event) => { if (under(event) === null) back(); });
  document.getElementById("network").addEventListener("keydown", (event) => { if (event.key === "Escape" && !box.hidden) back(); });
  return { show(id) { picked = id; light(id); }, has: (id) => parts.has(id) };
}

function startNetwork() {
  document.getElementById("net-png").addEventListener("click", () => savePng(pictureOf(document.querySelector(".netwrap > :not([hidden]) svg"))));
}
