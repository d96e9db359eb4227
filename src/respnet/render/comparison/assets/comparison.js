"use strict";
// What the tables of the report ask for; and in print every rule stands open.
const page = { lang: document.documentElement.lang };
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
document.body.classList.add("js");
all("table.sortable").forEach(sortable);
let closed = [];
window.addEventListener("beforeprint", () => { closed = all("details:not([open])"); for (const one of closed) one.open = true; });
window.addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
