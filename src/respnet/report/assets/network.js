"use strict";
// The picture of units and tasks: places come from Python, here only what is shown, faded or picked.
let net = null;

function showNetwork(unitName) {
  if (!net) net = startNetwork();
  if (!net) return;
  const node = unitName === null ? null : page.data.network.nodes.find((one) => one.what === "unit" && one.name === unitName);
  net.pick(node ? node.id : null, unitName !== null);
}

function startNetwork() {
  const canvas = document.getElementById("canvas");
  const { nodes, edges } = page.data.network;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const around = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) { around.get(edge.from).push([edge.to, edge]); around.get(edge.to).push([edge.from, edge]); }
  const nodeSet = new vis.DataSet(nodes.map((node) => ({ ...node, title: undefined })));
  const edgeSet = new vis.DataSet(edges.map((edge) => ({ ...edge, color: { color: edge.color, opacity: 1 } })));
  const drawn = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    edges: { smooth: false, selectionWidth: 0, hoverWidth: 0 },
    nodes: { borderWidth: 1, chosen: false, fixed: false },
    // The wheel scrolls the page unless Ctrl is held; fingers may pinch.
    interaction: { dragNodes: false, hover: false, tooltipDelay: 1e9, zoomView: matchMedia("(pointer: coarse)").matches, keyboard: { enabled: true, bindToWindow: false } },
  });
  let picked = null;

  const hiddenRoles = () => new Set(all("#legend-roles input:not(:checked)").map((box) => box.dataset.role));
  const hiddenKinds = () => new Set(all("#legend-kinds input:not(:checked)").map((box) => box.dataset.kind));
  const section = () => { const select = document.getElementById("pick-section"); return select ? select.value : ""; };
  const outOfSection = (node) => section() && node.what === "task" && !node.section.includes(section());

  function near(start, depth, usable) {
    const seen = new Set([start]);
    let edge = [start];
    for (let step = 0; step < depth; step += 1) {
      const next = [];
      for (const from of edge) for (const [to, link] of around.get(from)) if (!seen.has(to) && usable(link)) { seen.add(to); next.push(to); }
      edge = next;
    }
    return seen;
  }

  function refresh() {
    const roles = hiddenRoles();
    const kinds = hiddenKinds();
    const off = (node) => (node.what === "unit" && kinds.has(node.kind)) || outOfSection(node);
    const usable = (edge) => !roles.has(edge.role) && !off(byId.get(edge.from)) && !off(byId.get(edge.to));
    const depth = Number(document.getElementById("pick-depth").value);
    const lit = picked ? near(picked, depth, usable) : null;
    const touched = new Set();
    edgeSet.update(edges.map((edge) => {
      const on = usable(edge);
      const bright = !lit || (lit.has(edge.from) && lit.has(edge.to) && (depth > 1 || edge.from === picked || edge.to === picked));
      if (on) { touched.add(edge.from); touched.add(edge.to); }
      const quiet = lit ? 1 : edge.role === "lead" ? 0.75 : 0.4;
      return { id: edge.id, hidden: !on || !bright, color: { color: lit && edge.role !== "lead" ? "#5f738a" : edge.color, opacity: quiet } };
    }));
    nodeSet.update(nodes.map((node) => {
      const gone = off(node);
      const faded = lit ? !lit.has(node.id) : section() && node.what === "unit" && !touched.has(node.id);
      const dim = faded || node.what === "heading" && lit;
      return { id: node.id, hidden: Boolean(gone), opacity: dim ? 0.16 : 1, font: { ...node.font, color: dim ? "#16202c3a" : node.font.color }, borderWidth: node.id === picked ? 3 : 1 };
    }));
    canvas.dataset.lines = String(edges.filter(usable).length);
    canvas.dataset.visible = String(nodes.filter((node) => !off(node)).length);
    canvas.dataset.lit = lit ? String(lit.size) : "";
  }

  function pick(id, asked) {
    picked = id;
    document.querySelector(".netwrap").classList.toggle("picked", id !== null || asked);
    document.getElementById("panel").replaceChildren(...(id === null ? [make("p", say(asked ? "unit_unknown" : "panel_hint"), { class: "hint" })] : panel(byId.get(id), around, byId)));
    const close = document.querySelector("#panel .close");
    if (close) close.addEventListener("click", () => { location.hash = "#network"; });
    refresh();
    drawn.setSize("100%", "100%");
    drawn.redraw();
    frame(id);
  }

  function frame(id) {
    const narrow = canvas.clientWidth < 640;
    // The whole plan on a phone would be unreadable: show a part at a readable size, to be dragged.
    if (narrow) drawn.moveTo({ position: id ? drawn.getPosition(id) : { x: 0, y: 0 }, scale: 0.7 });
    else drawn.fit({ animation: false, maxZoomLevel: 1.3, ...(id ? { nodes: [...near(id, 1, () => true)] } : {}) });
  }

  drawn.on("click", (event) => {
    const id = event.nodes[0];
    const node = id === undefined ? null : byId.get(id);
    if (node && node.what === "unit") location.hash = unitHref(node.name);
    else if (node && node.what === "task") pick(id, false);
    else if (!node && picked) location.hash === "#network" ? pick(null, false) : (location.hash = "#network");
  });
  canvas.addEventListener("keydown", (event) => { if (event.key === "Escape") location.hash === "#network" ? pick(null, false) : (location.hash = "#network"); });
  all(".netbar input, .netbar select").forEach((control) => control.addEventListener("change", refresh));
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }, { passive: false });
  const zoom = (factor) => drawn.moveTo({ scale: drawn.getScale() * factor });
  document.getElementById("net-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("net-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("net-all").addEventListener("click", () => {
    all(".netbar input").forEach((box) => { box.checked = true; });
    all(".netbar select").forEach((select) => { select.selectedIndex = 0; });
    location.hash === "#network" ? pick(null, false) : (location.hash = "#network");
  });
  document.getElementById("net-png").addEventListener("click", savePicture);
  drawn.once("afterDrawing", () => { canvas.dataset.drawn = "yes"; });
  return { pick, positions: () => drawn.getPositions() };
}

function savePicture() {
  const picture = document.querySelector("#canvas canvas");
  const copy = make("canvas", "", { width: picture.width, height: picture.height });
  const pen = copy.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(picture, 0, 0);
  make("a", "", { href: copy.toDataURL("image/png"), download: "network.png" }).click();
}

// The panel stays until something else is picked: who does what, in the plan's own order, as plain text that can be copied.
function panel(node, around, byId) {
  const links = around.get(node.id);
  const parts = [make("button", "×", { type: "button", class: "close", "aria-label": say("close") }), make("h3", node.full)];
  if (node.what === "task" && node.section.length) parts.push(make("p", node.section.join(" › "), { class: "hint" }));
  for (const role of page.roles) {
    const those = links.filter(([, edge]) => edge.role === role).map(([id]) => byId.get(id));
    if (!those.length) continue;
    parts.push(make("h4", `${say("role_" + role)} (${those.length})`));
    const list = make("ul");
    for (const one of those) {
      const item = make("li");
      const href = one.what === "unit" ? unitHref(one.name) : `#task-${one.order}`;
      item.append(make("a", one.full, { href }));
      list.append(item);
    }
    parts.push(list);
  }
  if (node.what === "unit") {
    const others = new Map();
    for (const [id, edge] of links) if (edge.role === "lead") for (const [other, link] of around.get(id)) if (link.role === "lead" && other !== node.id) others.set(other, (others.get(other) ?? 0) + 1);
    if (others.size) {
      parts.push(make("h4", say("co_leads_with")));
      const list = make("ul");
      for (const [id, count] of [...others].sort((a, b) => b[1] - a[1])) {
        const item = make("li");
        item.append(make("a", byId.get(id).full, { href: unitHref(byId.get(id).name) }), ` ${count}`);
        list.append(item);
      }
      parts.push(list);
    }
    const line = make("p");
    line.append(make("a", say("open_sheet"), { href: sheetHref(node.name) }));
    parts.push(line);
  } else {
    const line = make("p");
    line.append(make("a", say("in_the_list"), { href: `#task-${node.order}` }));
    parts.push(line);
  }
  return parts;
}
