"use strict";
// The shown picture as PNG: light, in its own size, under the plan's title.
const svgNode = (tag, attributes, text) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
};

function pictureOf(svg) {
  const copy = svg.cloneNode(true);
  const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const head = 44;
  for (const [name, value] of Object.entries({ viewBox: `${x} ${y - head} ${width} ${height + head}`, width, height: height + head })) copy.setAttribute(name, String(value));
  const font = getComputedStyle(document.documentElement).getPropertyValue("--screen").trim().replaceAll('"', "'") || "sans-serif";
  const title = svgNode("text", { class: "title", x: x + 20, y: y - head + 28, "text-anchor": "start" }, document.querySelector("h1").textContent);
  copy.prepend(svgNode("style", {}, page.data.network.style.replace("sans-serif", () => font)), svgNode("rect", { x, y: y - head, width, height: height + head, fill: "#ffffff" }), title);
  return copy;
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
