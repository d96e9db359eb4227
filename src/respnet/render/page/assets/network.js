"use strict";
// The pictures of units and tasks. Every place comes from Python; here a scene is chosen, and what of it is shown, faded or picked.
// The address says which: #network or #unit=NAME, and after a question mark view, section and task.
let net = null;

const narrowScreen = () => document.getElementById("canvas").clientWidth < 560;
const roleAt = (place) => page.roles[place];

// What the address asks for, and the address of something.
function netState() {
  const [start, rest = ""] = location.hash.split("?");
  const asked = new URLSearchParams(start.startsWith("#unit=") || start === "#network" ? rest : "");
  const name = named("unit");
  return { unit: name === null ? null : canonical(name), task: asked.get("task"), view: asked.get("view") === "units" ? "units" : "", section: asked.get("section") ?? "" };
}

function netHref({ unit, task, view, section }) {
  const asked = new URLSearchParams();
  if (view) asked.set("view", view);
  if (section) asked.set("section", section);
  if (task !== null && unit === null) asked.set("task", task);
  return (unit === null ? "#network" : unitHref(unit)) + (String(asked) ? `?${asked}` : "");
}

function showNetwork() {
  if (!net) net = startNetwork();
  net.show(netState());
}

// One scene: nodes with their places, and lines between them.
function sceneOf({ view, section, unit }, narrow) {
  const data = page.data.network;
  const units = new Map(data.units.map((one) => [one.id, one]));
  const nodes = new Map();
  const picked = data.units.find((one) => one.name === unit);
  if (view === "units") {
    const places = narrow ? data.pairs.narrow : data.pairs.units;
    for (const [id, [x, y]] of Object.entries(places)) nodes.set(id, { ...units.get(id), x, y, ring: true });
    const lines = data.pairs.pairs.map(([from, to, count, together], place) => ({ id: `e${place}`, from, to, count, role: together ? "together" : "other" }));
    return { key: `units ${narrow}`, nodes, lines, headings: [], box: 0, still: narrow };
  }
  if (data.large && picked) return ownScene(picked);
  const plain = data.sections.find((one) => one.name === section) ?? data.whole;
  const tight = narrow && plain.narrow;
  for (const [id, [x, y]] of Object.entries(plain.units)) nodes.set(id, { ...units.get(id), x, y });
  for (const task of plain.tasks) nodes.set(task.id, { ...task, x: task.at[0], y: task.at[1] });
  if (tight) for (const node of nodes.values()) { [node.x, node.y] = plain.narrow[node.id]; node.port = undefined; if (node.what === "task") node.label = node.short; }
  const lines = plain.lines.map(([from, to, role], place) => ({ id: `e${place}`, from, to, role: roleAt(role) }));
  return { key: `${section} ${Boolean(tight)}`, nodes, lines, headings: tight ? [] : plain.headings, box: tight ? 0 : plain.box, still: Boolean(tight), grouped: data.large };
}

// A unit of a plan too large to draw, with its own tasks.
function ownScene(picked) {
  const nodes = new Map([[picked.id, { ...picked, x: 0, y: 0 }]]);
  const lines = page.data.network.own[picked.id].filter((row) => row.length > 2).map(([order, role, x, y], place) => {
    const { label } = taskEntry(order);
    nodes.set(`t${order}`, { id: `t${order}`, what: "task", order, label: label.length > 19 ? label.slice(0, 18) + "…" : label, full: label, section: [], x, y, port: x < 0 ? x + 131 : x - 131 });
    return { id: `e${place}`, from: picked.id, to: `t${order}`, role: roleAt(role) };
  });
  return { key: `own ${picked.id}`, nodes, lines, headings: [], box: 262, still: false };
}

function startNetwork() {
  const canvas = document.getElementById("canvas");
  const spoken = document.getElementById("net-at");
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  const drawn = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    edges: { smooth: false, selectionWidth: 0, hoverWidth: 0, chosen: false },
    nodes: { borderWidth: 1, chosen: false },
    interaction: { dragNodes: false, hover: false, selectable: false, tooltipDelay: 1e9, zoomView: false, keyboard: false },
  });
  const data = page.data.network;
  let state = netState();
  let scene = null;
  let around = new Map();
  let cursor = null;
  let drawnKey = "";

  const legend = (id) => new Set(all(`${id} input:not(:checked)`).map((box) => box.dataset.role ?? box.dataset.kind));
  const pickedId = () => {
    if (state.unit !== null) return data.units.find((one) => one.name === state.unit)?.id ?? null;
    return state.task !== null && scene.nodes.has(`t${state.task}`) ? `t${state.task}` : null;
  };

  const near = (start, usable) => new Set([start, ...around.get(start).filter(([, line]) => usable(line)).map(([to]) => to)]);

  // What is shown, and how bright: one list of looks for the screen and for saved pictures.
  function looks() {
    const hidden = new Set([...legend("#legend-roles"), ...legend("#legend-pairs")]);
    const kinds = legend("#legend-kinds");
    const off = (id) => { const node = scene.nodes.get(id); return node.what === "unit" && kinds.has(node.kind); };
    const usable = (line) => !hidden.has(line.role) && !off(line.from) && !off(line.to);
    const picked = pickedId();
    const lit = picked !== null && scene.nodes.has(picked) ? near(picked, usable) : null;
    const lines = scene.lines.filter(usable).map((line) => {
      const bright = !lit || line.from === picked || line.to === picked;
      return { ...line, bright, strong: line.role === "lead" || line.role === "together", picked: Boolean(lit), many: scene.lines.length > 600 };
    }).filter((line) => line.bright);
    const nodes = [...scene.nodes.values()].filter((node) => !off(node.id)).map((node) => ({ ...node, faded: lit ? !lit.has(node.id) : false, picked: node.id === picked }));
    return { nodes, lines, lit, picked, usable: scene.lines.filter(usable).length };
  }

  function refresh() {
    const colours = netColours(document.documentElement);
    const now = looks();
    const ports = now.nodes.filter((node) => node.port !== undefined).map((node) => ({ id: `p${node.id}`, x: node.port, y: node.y, shape: "dot", size: 0.1, borderWidth: 0, color: "rgba(0,0,0,0)", label: undefined }));
    const headings = scene.headings.map(([label, x, y], place) => headingLook(label, x, y, place, scene.box, colours, Boolean(now.lit)));
    const ported = new Set(ports.map((one) => one.id));
    const nodes = [...headings, ...ports, ...now.nodes.map((node) => nodeLook(node, scene, colours))];
    const edges = now.lines.map((line) => ({ ...lineLook(line, colours), from: line.from, to: ported.has(`p${line.to}`) ? `p${line.to}` : line.to }));
    drawn.setData({ nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) });
    canvas.dataset.lines = String(now.usable);
    canvas.dataset.visible = String(now.nodes.length + scene.headings.length);
    canvas.dataset.lit = now.lit ? String(now.lit.size) : "";
    canvas.dataset.scene = scene.key;
    return now;
  }

  function show(asked) {
    state = asked;
    const before = scene;
    scene = sceneOf(state, narrowScreen());
    around = new Map([...scene.nodes.keys()].map((id) => [id, []]));
    for (const line of scene.lines) { around.get(line.from).push([line.to, line]); around.get(line.to).push([line.from, line]); }
    for (const one of all("#network [data-for]")) one.hidden = one.dataset.for !== (state.view || "tasks");
    for (const link of all(".modes a")) {
      const view = link.dataset.mode === "units" ? "units" : "";
      link.setAttribute("href", netHref({ ...state, view, section: "", task: null }));
      if (view === state.view) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
    const kinds = new Set([...scene.nodes.values()].map((node) => node.kind));
    for (const box of all("#legend-kinds input")) box.parentElement.hidden = !kinds.has(box.dataset.kind);
    const section = document.getElementById("pick-section");
    if (section) section.value = state.section;
    const picked = pickedId();
    const open = picked !== null || state.unit !== null;
    document.querySelector(".netwrap").classList.toggle("picked", open);
    showPanel(open ? { id: picked, scene, around, state } : null);
    if (!before || before.key !== scene.key) cursor = null;
    if (picked !== null && scene.nodes.has(picked)) cursor = picked;
    const now = refresh();
    fit(now);
  }

  // The canvas is as high as the scene needs; a narrow scene stands still and is scrolled with the page.
  function fit(now) {
    const all = [...scene.nodes.values()];
    const half = (one) => (one.what === "unit" ? 58 : scene.box ? scene.box / 2 : 22);
    const left = Math.min(...all.map((one) => one.x - half(one)), 0);
    const right = Math.max(...all.map((one) => one.x + half(one)), 0);
    const top = Math.min(...all.map((one) => one.y - (one.ring ? 45 : 0)), ...scene.headings.map((one) => one[2]), 0);
    const bottom = Math.max(...all.map((one) => one.y), 0);
    canvas.classList.toggle("still", scene.still);
    drawn.setOptions({ interaction: { dragView: !scene.still, zoomView: !scene.still && matchMedia("(pointer: coarse)").matches } });
    const width = canvas.clientWidth;
    const scale = Math.min(1.25, (width - 24) / Math.max(right - left, 1));
    const wanted = (bottom - top + 130) * scale;
    canvas.style.height = `${Math.round(scene.still ? wanted : Math.max(now.picked ? 480 : 300, Math.min(narrowScreen() ? 560 : 860, wanted)))}px`;
    drawn.setSize("100%", "100%");
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 + 12 };
    if (scene.still || !narrowScreen()) {
      const seen = scene.still ? scale : Math.min(scale, canvas.clientHeight / (bottom - top + 110));
      drawn.moveTo({ position: middle, scale: seen });
    } else drawn.moveTo({ position: now.picked && scene.nodes.has(now.picked) ? drawn.getPosition(now.picked) : middle, scale: 0.7 });
    drawn.redraw();
  }

  const go = (change) => { location.hash = netHref({ ...state, ...change }); };
  const back = () => go({ unit: null, task: null });
  function pick(id) {
    const node = scene.nodes.get(id);
    if (node.what === "unit") go({ unit: node.name, task: null });
    else if (state.unit !== null && data.large) location.hash = `#task-${node.order}`;
    else go({ unit: null, task: String(node.order) });
  }
  const tell = (id) => {
    spoken.textContent = id === null ? spoken.dataset.empty : spokenOf(scene.nodes.get(id), around.get(id));
    spoken.classList.toggle("there", id !== null);
  };
  const zoom = (factor) => drawn.moveTo({ scale: drawn.getScale() * factor });
  const under = (x, y) => {
    const id = drawn.getNodeAt({ x, y });
    return id !== undefined && scene.nodes.has(id) ? id : null;
  };

  drawn.on("click", (event) => {
    const id = under(event.pointer.DOM.x, event.pointer.DOM.y);
    if (id !== null) pick(id);
    else if (state.unit !== null || state.task !== null) back();
  });
  let pointed = null;
  canvas.addEventListener("mousemove", (event) => {
    const box = canvas.getBoundingClientRect();
    const id = under(event.clientX - box.left, event.clientY - box.top);
    if (id === pointed) return;
    pointed = id;
    canvas.style.cursor = id === null ? "" : "pointer";
    tell(id ?? cursor);
  });
  canvas.addEventListener("keydown", (event) => {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (arrow) cursor = step(looks(), cursor, arrow) ?? cursor;
    else if (event.key === "Enter" && cursor !== null) pick(cursor);
    else if (event.key === "Escape") { if (state.unit !== null || state.task !== null) back(); else { cursor = null; tell(null); } }
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else return;
    event.preventDefault();
    if (arrow && cursor !== null) { tell(cursor); keepInView(drawn, canvas, cursor); }
    drawn.redraw();
  });
  canvas.addEventListener("focus", () => drawn.redraw());
  canvas.addEventListener("blur", () => drawn.redraw());
  drawn.on("afterDrawing", (pen) => {
    canvas.dataset.drawn = "yes";
    if (cursor === null || document.activeElement !== canvas || !scene || !scene.nodes.has(cursor)) return;
    const box = drawn.getBoundingBox(cursor);
    pen.strokeStyle = netColours(document.documentElement).ring;
    pen.lineWidth = 3;
    pen.strokeRect(box.left - 5, box.top - 5, box.right - box.left + 10, box.bottom - box.top + 10);
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }, { passive: false });

  all(".netbar input").forEach((box) => box.addEventListener("change", refresh));
  document.getElementById("pick-section")?.addEventListener("change", (event) => go({ section: event.target.value, unit: null, task: null }));
  document.getElementById("net-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("net-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("net-all").addEventListener("click", () => {
    all(".netbar input").forEach((box) => { box.checked = true; });
    const all_ = netHref({ unit: null, task: null, view: state.view, section: "" });
    if (location.hash === all_) show(netState()); else location.hash = all_;
  });
  const picture = () => netSvg(looks(), scene, state);
  document.getElementById("net-png").addEventListener("click", () => savePng(picture()));
  window.addEventListener("beforeprint", () => document.getElementById("net-print").replaceChildren(picture()));
  window.addEventListener("afterprint", () => document.getElementById("net-print").replaceChildren());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
  let width = canvas.clientWidth;
  window.addEventListener("resize", () => {
    if (canvas.clientWidth === width || !canvas.clientWidth) return;
    width = canvas.clientWidth;
    show(state);
  });
  return { show };
}

// The nearest shown node in the arrow's direction; without a place to start from, the first one.
function step({ nodes, lit }, from, [dx, dy]) {
  const open = nodes.filter((node) => !lit || lit.has(node.id));
  const start = open.find((node) => node.id === from);
  if (!start) return open.length ? open[0].id : null;
  let best = null;
  let least = Infinity;
  for (const node of open) {
    const along = (node.x - start.x) * dx + (node.y - start.y) * dy;
    const across = Math.abs((node.x - start.x) * dy) + Math.abs((node.y - start.y) * dx);
    if (along <= 0 || across > along * 2.2) continue;
    const far = along + across * 2;
    if (far < least) { least = far; best = node.id; }
  }
  return best;
}

function keepInView(drawn, canvas, id) {
  const at = drawn.canvasToDOM(drawn.getPosition(id));
  if (at.x < 30 || at.y < 30 || at.x > canvas.clientWidth - 30 || at.y > canvas.clientHeight - 30) drawn.moveTo({ position: drawn.getPosition(id) });
}

// The name in full, and how many lines of each sort.
function spokenOf(node, links) {
  const counts = page.roles.map((role) => [role, links.filter(([, line]) => line.role === role).length]).filter(([, count]) => count);
  const said = counts.map(([role, count]) => `${say("role_" + role)} ${count}`).join(" · ");
  return node.full + (said ? ` — ${said}` : "");
}
