"use strict";
// The two pictures: the chart of tasks and units, and the units alone. What is pointed at or picked is lit with its lines.
const pictures = [];
const lightPictures = (id) => { for (const one of pictures) one.pick(id); };

// What is joined to what, with the role: by assignments in the chart, by the drawn lines among the units.
function linksOf(svg, kind) {
  const links = new Map();
  const join = (from, to, role) => { if (!links.has(from)) links.set(from, []); links.get(from).push([to, role]); };
  const both = (one, other, role) => { join(one, other, role); join(other, one, role); };
  if (kind === "units") for (const { dataset } of all("path.curve", svg)) both(dataset.a, dataset.b, "");
  else page.tasks.forEach(({ units }, task) => { for (const [unit, role] of units) both(`u${unit}`, taskKey(task), page.roles[role]); });
  return links;
}

// In the chart a task goes by its order in the plan; a large plan's sections stand for their tasks.
const taskKey = (task) => `t${page.data.network.groups[task + 1] || task + 1}`;

function startNetwork(box) {
  const kind = box.dataset.picture;
  const svg = box.querySelector(".canvas > svg");
  const tip = make("div", "", { class: "tip" });
  tip.hidden = true;
  document.body.append(tip);
  const parts = new Map(all("a[data-id]", svg).map((one) => [one.dataset.id, one]));
  const curves = new Map();
  for (const one of all(".curve", svg)) for (const end of [one.dataset.a, one.dataset.b]) curves.set(end, [...(curves.get(end) || []), one]);
  const drawn = new Set(all(".curve", svg).map(({ dataset }) => `${dataset.a} ${dataset.b}`));
  const [extra, always] = [svgNode("g", {}), svgNode("g", {})];
  svg.insertBefore(extra, svg.querySelector("a"));
  svg.insertBefore(always, extra);
  const condensed = Object.keys(page.data.network.groups).length > 0;
  let [links, picked, lit, on] = [null, null, null, []];
  const near = (id) => { links = links || linksOf(svg, kind); return links.get(id) || []; };

  function light(id) {
    if (id === lit) return;
    lit = id;
    for (const one of on) one.classList.remove("on");
    on = [];
    svg.classList.toggle("dim", id !== null && parts.has(id));
    extra.replaceChildren();
    if (id === null || !parts.has(id)) return;
    on = [id, ...near(id).map(([other]) => other)].map((one) => parts.get(one)).filter(Boolean).concat(curves.get(id) || []);
    for (const one of on) one.classList.add("on");
    if (kind === "chart") extra.append(...near(id).map(([other, role]) => line(...(id[0] === "u" ? [id, other] : [other, id]), role)).filter(Boolean));
  }

  // The line of a role that is drawn only when it is asked for.
  function line(unit, task, role) {
    if (drawn.has(`${unit} ${task}`) || !parts.has(unit) || !parts.has(task)) return null;
    const [from, to] = [parts.get(unit).querySelector(".box"), parts.get(task).querySelector(".dot")];
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(from.getAttribute(name)));
    const [x2, y2] = ["cx", "cy"].map((name) => Number(to.getAttribute(name)));
    const [x1, y1] = [x2 < x ? x : x + width, y + height / 2];
    const middle = (x1 + x2) / 2;
    return svgNode("path", { class: `curve on ${role}`, d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` });
  }

  // The legend: roles that are drawn for all.
  function showRoles(roles) {
    svg.classList.toggle("no-leads", !roles.includes("lead"));
    const made = [];
    if (roles.some((role) => role !== "lead")) page.tasks.forEach(({ units }, task) => { for (const [unit, role] of units) if (page.roles[role] !== "lead" && roles.includes(page.roles[role])) made.push(line(`u${unit}`, taskKey(task), page.roles[role])); });
    always.replaceChildren(...made.filter(Boolean));
    for (const one of always.children) one.classList.remove("on");
  }

  // The full name, how many lines of each sort, and the next deadline, beside the pointer.
  function tell(id, event) {
    tip.hidden = id === null;
    if (id === null) return;
    const counts = page.roles.map((role) => [role, near(id).filter(([, one]) => one === role).length]).filter(([, count]) => count);
    const taskOf = (key) => (key[0] === "t" && !condensed ? page.tasks[Number(key.slice(1)) - 1] : {}); // a section has no deadline of its own
    const dates = near(id).map(([other]) => taskOf(other).due).filter((day) => day && day >= today()).sort();
    const when = taskOf(id).deadline || (dates.length ? fill("next_due", { date: dates[0] }) : "");
    tip.textContent = [parts.get(id).querySelector("title").textContent, ...counts.map(([role, count]) => `${say("role_" + role)} ${count}`), ...(when ? [when] : [])].join(" · ");
    tip.style.left = `${Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(event.clientY + 18, window.innerHeight - tip.offsetHeight - 8)}px`;
  }

  const idUnder = (event) => { const one = event.target.closest("a[data-id]"); return one ? one.dataset.id : null; };
  svg.addEventListener("pointermove", (event) => { const id = event.pointerType === "touch" || event.buttons ? null : idUnder(event); light(id || picked); tell(id, event); });
  svg.addEventListener("pointerleave", () => { light(picked); tip.hidden = true; });
  box.addEventListener("focusin", (event) => light(idUnder(event) || picked));
  box.addEventListener("focusout", () => light(picked));
  svg.addEventListener("click", (event) => { if (idUnder(event) === null && picked !== null) closeCard(); });
  const ticks = all(".legend input", box);
  for (const tick of ticks) tick.addEventListener("change", () => { const roles = ticks.filter((one) => one.checked).map((one) => one.value); keep("network", { roles: roles.length === 1 && roles[0] === "lead" ? "" : roles.join("-") || "none" }); showRoles(roles); });
  if (ticks.length) {
    onArrival("network", (choices) => {
      const roles = (choices.get("roles") || "lead").split("-");
      for (const tick of ticks) tick.checked = roles.includes(tick.value);
      showRoles(roles);
    });
  }
  pictures.push({ pick(id) { picked = id !== null && id[0] === "t" ? (kind === "chart" ? taskKey(Number(id.slice(1))) : null) : id; light(picked); } });
}
