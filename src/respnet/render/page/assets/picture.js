"use strict";
// A picture in its box: as large as fits while its words stay legible, zoomed by buttons or by the wheel once it has the
// focus, moved by dragging. How large and where stands in the address.
const LEGIBLE = 12 / 14;
const STEP = 1.25;
const svgNode = (tag, attributes, text) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
};

function startPicture(box) {
  const view = box.closest(".view").id;
  const canvas = box.querySelector(".canvas");
  const svg = canvas.querySelector("svg");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  let scale = null; // null: as large as fits

  const fit = () => {
    const below = window.innerHeight - canvas.getBoundingClientRect().top - window.scrollY;
    const room = box.classList.contains("full") ? window.innerHeight : box.dataset.picture === "units" ? 0.85 * window.innerHeight : below;
    const strip = box.querySelector(".folded");
    const high = Math.max(240, room - (strip ? 30 : 0) - 6);
    canvas.style.maxHeight = `${high}px`;
    return Math.min(1.4, Math.max(Math.min(high / height, (canvas.clientWidth - 2) / width), LEGIBLE));
  };
  const draw = () => {
    const fits = fit(); // also gives the canvas its height
    const times = scale || fits;
    svg.style.width = `${width * times}px`;
    svg.style.height = `${height * times}px`;
    return times;
  };
  // As it is seen first: the middle, where the units stand, or so far left of it that no name is cut there.
  const middle = () => {
    let left = Math.max(0, canvas.scrollWidth - canvas.clientWidth) / 2;
    const start = svg.getBoundingClientRect().left;
    const names = all("a.u text", svg).map((one) => one.getBoundingClientRect()).sort((a, b) => b.left - a.left);
    for (const one of names) if (one.left - start < left && one.right - start > left) left = one.left - start - 2;
    return Math.round(Math.max(0, left));
  };
  const place = (left, top) => { canvas.scrollLeft = left; canvas.scrollTop = top; };
  const note = () => keepSoon(box, () => {
    const [left, top] = [Math.round(canvas.scrollLeft), Math.round(canvas.scrollTop)];
    const home = scale === null && !top && Math.abs(left - middle()) < 2;
    return { at: home ? "" : `${scale === null ? "fit" : scale.toFixed(3)},${left},${top}` };
  });
  const zoom = (times, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const before = scale || fit();
    scale = Number(Math.min(4, Math.max(0.3, before * times)).toFixed(3)); // as the address says it
    const [left, top] = [(canvas.scrollLeft + x) * scale / before - x, (canvas.scrollTop + y) * scale / before - y];
    draw();
    place(left, top);
    note();
  };
  canvas.addEventListener("wheel", (event) => {
    if (!canvas.contains(document.activeElement) || event.ctrlKey) return;
    event.preventDefault();
    const edge = canvas.getBoundingClientRect();
    zoom(event.deltaY < 0 ? STEP : 1 / STEP, event.clientX - edge.left, event.clientY - edge.top);
  }, { passive: false });
  canvas.addEventListener("scroll", note);
  for (const button of all("[data-zoom]", box)) {
    button.addEventListener("click", () => {
      if (button.dataset.zoom === "full") return box.requestFullscreen ? (document.fullscreenElement ? document.exitFullscreen() : box.requestFullscreen()) : undefined;
      if (button.dataset.zoom !== "fit") return zoom(Number(button.dataset.zoom));
      scale = null;
      draw();
      place(middle(), 0);
      return note();
    });
  }
  document.addEventListener("fullscreenchange", () => { box.classList.toggle("full", document.fullscreenElement === box); draw(); });
  window.addEventListener("resize", draw);
  let drag = null;
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  canvas.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse" && event.button === 0) drag = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop, far: false }; });
  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [left, top] = [drag.x - event.clientX, drag.y - event.clientY];
    drag.far = drag.far || Math.hypot(left - canvas.scrollLeft, top - canvas.scrollTop) > 4;
    if (drag.far) place(left, top);
  });
  window.addEventListener("pointerup", () => setTimeout(() => { drag = null; }));
  canvas.addEventListener("click", (event) => { if (drag && drag.far) { event.preventDefault(); event.stopPropagation(); } }, true);
  box.querySelector("button.save").addEventListener("click", () => savePng(svg, box.closest(".view").querySelector("h2").textContent));
  onArrival(view, (choices) => {
    const [size, left, top] = (choices.get("at") || "").split(",");
    scale = Number(size) > 0 ? Math.min(4, Math.max(0.3, Number(size))) : null;
    draw();
    place(left === undefined ? middle() : Number(left) || 0, Number(top) || 0);
    forget(box);
  });
}

// The picture as PNG: light, under the plan's title.
function savePng(svg, name) {
  const copy = svg.cloneNode(true);
  const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const head = 44;
  for (const [key, value] of Object.entries({ viewBox: `${x} ${y - head} ${width} ${height + head}`, width, height: height + head })) copy.setAttribute(key, String(value));
  copy.removeAttribute("style");
  const font = getComputedStyle(document.documentElement).getPropertyValue("--screen").trim().split('"').join("'") || "sans-serif";
  const title = svgNode("text", { class: "title", x: x + 20, y: y - head + 28, "text-anchor": "start" }, document.querySelector("h1").textContent);
  copy.prepend(svgNode("style", {}, page.data.network.style.replace("sans-serif", () => font)), svgNode("rect", { x, y: y - head, width, height: height + head, fill: "#ffffff" }), title);
  const times = Math.min(2, 8000 / Math.max(width, height + head));
  const image = new Image();
  const href = URL.createObjectURL(new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  image.addEventListener("load", () => {
    const paper = make("canvas", "", { width: Math.round(width * times), height: Math.round((height + head) * times) });
    paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
    URL.revokeObjectURL(href);
    paper.toBlob((blob) => download(blob, `${name}.png`), "image/png");
  });
  image.src = href;
}

function download(blob, name) {
  const href = URL.createObjectURL(blob);
  make("a", "", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}
