"use strict";
// How the network's nodes and lines look, on the screen and in a saved picture. Colours are the style sheet's.
const NET_FONT = getComputedStyle(document.documentElement).getPropertyValue("--screen").trim() || "sans-serif";

function netColours(element) {
  const style = getComputedStyle(element);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of("net-ink"), faint: of("net-faint"), paper: of("net-paper"), ring: of("net-ring"), lead: of("net-lead"), other: of("net-other"),
    kinds: Object.values(page.data.network.kinds).map(([place]) => of(`kind-${place}`)),
  };
}

const faded = (colour) => (/^#[0-9a-f]{6}$/i.test(colour) ? `${colour}33` : colour);
const unitFont = () => (page.lang === "zh" ? 15 : 12);

// On the ring the lines of the upper units go down, so their names stand above.
const above = (node) => node.y < -20;

function nodeLook(node, colours) {
  const base = { id: node.id, x: node.x, y: node.y, label: node.label, borderWidth: node.picked ? 3 : 1 };
  const [place, shape] = page.data.network.kinds[node.kind];
  const colour = colours.kinds[place];
  return { ...base, shape, size: node.size, opacity: node.faded ? 0.2 : 1, color: { background: colour, border: node.picked ? colours.ring : colour }, font: { size: unitFont(), face: NET_FONT, color: node.faded ? faded(colours.ink) : colours.ink, strokeWidth: node.faded ? 0 : 4, strokeColor: colours.paper, vadjust: above(node) ? -(2 * node.size + unitFont() * 1.2 * node.label.split("\n").length + 10) : -2 } };
}

// Wide enough to tell apart, never so wide that it hides names.
const jointWidth = (count) => Math.min(9, 1.2 + 0.75 * count);

function lineLook(line, colours) {
  const colour = line.strong ? colours.lead : colours.other;
  return { id: line.id, width: jointWidth(line.count), dashes: line.strong ? false : [2, 6], color: { color: colour, opacity: 1 }, label: String(line.count), font: { size: 14, face: NET_FONT, color: colours.ink, strokeWidth: 5, strokeColor: colours.paper, align: "horizontal" } };
}
