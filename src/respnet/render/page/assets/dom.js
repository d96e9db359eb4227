"use strict";
// The page's data, and what finds and makes elements.
const page = JSON.parse(document.getElementById("page-data").textContent);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
