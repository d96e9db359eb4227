"use strict";
// The network: the chart of tasks and units, or the units alone. Places come from Python; here is chosen what of them is
// shown, faded or picked. The address says which: #network or #unit=NAME, and after a question mark view or task.
let net = null;

const narrowScreen = () => document.getElementById("canvas").clientWidth < 560;

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
  for (const one of all("#network [data-for]")) one.hidden = one.dataset.for !== (state.view || "chart");
  for (const link of all(".modes a")) {
    const view = link.dataset.mode === "units" ? "units" : "";
    link.setAttribute("href", netHref({ ...state, view, task: null }));
    if (view === state.view) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
  const unit = state.unit === null ? null : page.data.network.units.find((one) => one.name === state.unit)?.id ?? null;
  const task = state.task !== null && taskEntry(state.task).label ? `t${state.task}` : null;
  const id = state.unit === null ? task : unit;
  const open = id !== null || state.unit !== null;
  document.querySelector(".netwrap").classList.toggle("picked", open);
  showPanel(open ? { id, state } : null);
  if (state.view) (net ??= startNetwork()).show(state);
  else (chart ??= startChart()).show(id !== null && id.startsWith("t") ? `t${page.data.network.groups[state.task] ?? state.task}` : id);
}

// The units and the lines between them.
function sceneOf(narrow) {
  const data = page.data.network;
  const units = new Map(data.units.map((one) => [one.id, one]));
  const nodes = new Map();
  for (const [id, [x, y]] of Object.entries(narrow ? data.pairs.narrow : data.pairs.units)) nodes.set(id, { ...units.get(id), x, y });
  const lines = data.pairs.pairs.map(([from, to, count, together], place) => ({ id: `e${place}`, from, to, count, role: together ? "together" : "other" }));
  return { key: `units ${narrow}`, nodes, lines, still: narrow };
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
  canvas.querySelector(".vis-network").tabIndex = -1; // the picture around it takes the focus
  const data = page.data.network;
  let state = netState();
  let scene = null;
  let around = new Map();
  let cursor = null;
  let drawnKey = "";

  const legend = (id) => new Set(all(`${id} input:not(:checked)`).map((box) => box.dataset.role ?? box.dataset.kind));
  const pickedId = () => (state.unit === null ? null : data.units.find((one) => one.name === state.unit)?.id ?? null);

  const near = (start, usable) => new Set([start, ...around.get(start).filter(([, line]) => usable(line)).map(([to]) => to)]);

  // What is shown, and how bright: one list of looks for the screen and for saved pictures.
  function looks() {
    const hidden = legend("#legend-pairs");
    const kinds = legend("#legend-kinds");
    const off = (id) => kinds.has(scene.nodes.get(id).kind);
    const usable = (line) => !hidden.has(line.role) && !off(line.from) && !off(line.to);
    const picked = pickedId();
    const lit = picked !== null && scene.nodes.has(picked) ? near(picked, usable) : null;
    const lines = scene.lines.filter(usable).map((line) => {
      const bright = !lit || line.from === picked || line.to === picked;
      return { ...line, bright, strong: line.role === "together" };
    }).filter((line) => line.bright);
    const nodes = [...scene.nodes.values()].filter((node) => !off(node.id)).map((node) => ({ ...node, faded: lit ? !lit.has(node.id) : false, picked: node.id === picked }));
    return { nodes, lines, lit, picked, usable: scene.lines.filter(usable).length };
  }

  function refresh() {
    const colours = netColours(document.documentElement);
    const now = looks();
    const nodes = now.nodes.map((node) => nodeLook(node, colours));
    const edges = now.lines.map((line) => ({ ...lineLook(line, colours), from: line.from, to: line.to }));
    drawn.setData({ nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) });
    canvas.dataset.lines = String(now.usable);
    canvas.dataset.visible = String(now.nodes.length);
    canvas.dataset.lit = now.lit ? String(now.lit.size) : "";
    canvas.dataset.scene = scene.key;
    return now;
  }

  function show(asked) {
    state = asked;
    const before = scene;
    scene = sceneOf(narrowScreen());
    around = new Map([...scene.nodes.keys()].map((id) => [id, []]));
    for (const line of scene.lines) { around.get(line.from).push([line.to, line]); around.get(line.to).push([line.from, line]); }
    const kinds = new Set([...scene.nodes.values()].map((node) => node.kind));
    for (const box of all("#legend-kinds input")) box.parentElement.hidden = !kinds.has(box.dataset.kind);
    const picked = pickedId();
    if (!before || before.key !== scene.key) cursor = null;
    if (picked !== null && scene.nodes.has(picked)) cursor = picked;
    const now = refresh();
    fit(now);
  }

  // The canvas is as high as the scene needs; a narrow scene stands still and is scrolled with the page.
  function fit(now) {
    const all = [...scene.nodes.values()];
    const left = Math.min(...all.map((one) => one.x - 58), 0);
    const right = Math.max(...all.map((one) => one.x + 58), 0);
    const top = Math.min(...all.map((one) => one.y - 45), 0);
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
  const pick = (id) => go({ unit: scene.nodes.get(id).name, task: null });
  const tell = (id) => {
    spoken.textContent = id === null ? spoken.dataset.empty : scene.nodes.get(id).full;
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
    else if (state.unit !== null) back();
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
    else if (event.key === "Escape") { if (state.unit !== null) back(); else { cursor = null; tell(null); } }
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
  document.getElementById("net-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("net-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("net-all").addEventListener("click", () => {
    all(".netbar input").forEach((box) => { box.checked = true; });
    const all_ = netHref({ unit: null, task: null, view: state.view });
    if (location.hash === all_) show(netState()); else location.hash = all_;
  });
  const picture = () => netSvg(looks(), scene);
  document.getElementById("net-png").addEventListener("click", () => savePng(picture()));
  window.addEventListener("beforeprint", () => document.getElementById("net-print").replaceChildren(...(netState().view ? [picture()] : [])));
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

