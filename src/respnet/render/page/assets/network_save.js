"use strict";
// The shown picture as SVG: real text, light colours, everything that is shown at its full size; and as PNG made from it.
const svgNode = (tag, attributes, text) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
};

function netSvg(looks, scene) {
  const colours = lightColours();
  const xs = looks.nodes.flatMap((one) => [one.x - 66, one.x + 66]);
  const ys = looks.nodes.map((one) => one.y);
  const [left, right] = [Math.min(0, ...xs) - 20, Math.max(0, ...xs) + 20];
  const [top, bottom] = [Math.min(0, ...ys) - 135, Math.max(0, ...ys) + 110];
  const root = svgNode("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: right - left, height: bottom - top, "font-family": NET_FONT });
  const title = document.querySelector("h1").textContent;
  root.append(svgNode("title", {}, title), svgNode("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: colours.paper }));
  root.append(svgNode("text", { x: left + 20, y: top + 32, "font-size": 17, "font-weight": 600, fill: colours.ink }, title));
  const what = document.querySelector(".modes [aria-current]").textContent;
  const picked = looks.nodes.find((one) => one.picked);
  root.append(svgNode("text", { x: left + 20, y: top + 53, "font-size": 13, fill: colours.faint }, [what, picked?.full].filter(Boolean).join(" · ")));
  for (const line of looks.lines) root.append(...svgLine(line, scene, colours));
  for (const node of looks.nodes) root.append(...svgShape(node, colours));
  for (const line of looks.lines) root.append(svgCount(line, scene, colours));
  svgLegend(root, left + 20, bottom - 26, colours);
  return root;
}

function lightColours() {
  const light = make("span", "", { class: "net-light", hidden: "" });
  document.body.append(light);
  const colours = netColours(light);
  light.remove();
  return colours;
}

function svgLine(line, scene, colours) {
  const [from, to] = [scene.nodes.get(line.from), scene.nodes.get(line.to)];
  const look = lineLook(line, colours);
  return [svgNode("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: look.color.color, "stroke-opacity": look.color.opacity, "stroke-width": look.width, ...(look.dashes ? { "stroke-dasharray": look.dashes.join(" ") } : {}) })];
}

function svgCount(line, scene, colours) {
  const [from, to] = [scene.nodes.get(line.from), scene.nodes.get(line.to)];
  return svgNode("text", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + 5, "text-anchor": "middle", "font-size": 14, fill: colours.ink, stroke: colours.paper, "stroke-width": 5, "paint-order": "stroke" }, String(line.count));
}

function svgShape(node, colours) {
  const opacity = node.faded ? 0.2 : 1;
  const [place, shape] = page.data.network.kinds[node.kind];
  const path = svgNode("path", { d: shapePath(shape, node.size), transform: `translate(${node.x} ${node.y})`, fill: colours.kinds[place], stroke: node.picked ? colours.ring : "none", "stroke-width": 3, opacity });
  const size = unitFont();
  const lines = node.label.split("\n").map((line, number, all_) => svgNode("text", { x: node.x, y: node.y + (above(node) ? -node.size - 6 - (all_.length - 1 - number) * size * 1.2 : node.size + size + 2 + number * size * 1.2), "text-anchor": "middle", "font-size": size, fill: colours.ink, stroke: colours.paper, "stroke-width": 4, "paint-order": "stroke", opacity }, line));
  return [path, ...lines];
}

function shapePath(shape, r) {
  const points = (list) => "M" + list.map(([x, y]) => `${(x * r).toFixed(1)} ${(y * r).toFixed(1)}`).join("L") + "Z";
  const turned = (corners, start, radius = () => 1) => Array.from({ length: corners }, (_, n) => { const angle = start + (2 * Math.PI * n) / corners; return [radius(n) * Math.cos(angle), radius(n) * Math.sin(angle)]; });
  if (shape === "dot") return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
  if (shape === "diamond") return points(turned(4, 0));
  if (shape === "square") return points([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
  if (shape === "hexagon") return points(turned(6, 0));
  if (shape === "star") return points(turned(10, -Math.PI / 2, (n) => (n % 2 ? 0.45 : 1.1)));
  const up = [[0, -1.05], [1.1, 0.85], [-1.1, 0.85]];
  return points(shape === "triangle" ? up : up.map(([x, y]) => [x, -y]));
}

// The legend's own words and lines, as far as they are switched on.
function svgLegend(root, x, y, colours) {
  let at = x;
  for (const label of all(".netbar fieldset:not([hidden]) label:not([hidden])")) {
    if (!label.querySelector("input").checked) continue;
    const role = label.querySelector("input").dataset.role;
    const kind = label.querySelector("input").dataset.kind;
    if (role !== undefined) {
      const look = lineLook({ id: "", role, count: 4, strong: role === "together" }, colours);
      root.append(svgNode("line", { x1: at, x2: at + 30, y1: y - 5, y2: y - 5, stroke: look.color.color, "stroke-width": Math.min(look.width, 4), ...(look.dashes ? { "stroke-dasharray": look.dashes.join(" ") } : {}) }));
      at += 36;
    } else {
      const [place, shape] = page.data.network.kinds[kind];
      root.append(svgNode("path", { d: shapePath(shape, 7), transform: `translate(${at + 7} ${y - 5})`, fill: colours.kinds[place] }));
      at += 19;
    }
    const words = label.textContent.trim();
    root.append(svgNode("text", { x: at, y, "font-size": 13, fill: colours.ink }, words));
    at += [...words].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 13 : 7), 0) + 20;
  }
}

function download(blob, name) {
  const href = URL.createObjectURL(blob);
  make("a", "", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

const svgText = (svg) => '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg);

function savePng(svg) {
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const times = Math.min(2, 8000 / Math.max(width, height));
  const image = new Image();
  const href = URL.createObjectURL(new Blob([svgText(svg)], { type: "image/svg+xml" }));
  image.addEventListener("load", () => {
    const copy = make("canvas", "", { width: Math.round(width * times), height: Math.round(height * times) });
    copy.getContext("2d").drawImage(image, 0, 0, copy.width, copy.height);
    URL.revokeObjectURL(href);
    copy.toBlob((blob) => download(blob, "network.png"), "image/png");
  });
  image.src = href;
}
