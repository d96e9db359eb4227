"use strict";
// Search over units and tasks, by name, number or pinyin initials; arrow keys, Enter and Escape.
function startsWithInitials(initials, letters) {
  return [...letters].every((letter, place) => place < initials.length && initials[place].includes(letter));
}

function matches(entry, wanted) {
  if (entry.names.some((name) => name.toLowerCase().includes(wanted))) return true;
  if (!/^[a-z0-9]+$/.test(wanted)) return false;
  return entry.initials.some((_, start) => startsWithInitials(entry.initials.slice(start), wanted));
}

function finder() {
  const input = document.getElementById("find");
  const list = document.getElementById("found");
  let chosen = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); chosen = -1; };
  const choose = (place) => {
    const options = all("li", list);
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const go = (href) => { close(); input.value = ""; input.blur(); location.hash = href; };
  const fill = () => {
    const wanted = input.value.trim().toLowerCase();
    if (!wanted) return close();
    const found = page.finder.filter((entry) => matches(entry, wanted)).slice(0, 12);
    list.replaceChildren(...found.map((entry, place) => {
      const option = make("li", entry.label + " ", { role: "option", id: `found-${place}`, "aria-selected": "false" });
      option.append(make("small", say(entry.what)));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); go(entry.href); });
      option.dataset.href = entry.href;
      return option;
    }));
    if (!found.length) list.replaceChildren(make("li", say("nothing_found"), { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    chosen = -1;
  };
  input.addEventListener("input", fill);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1)); }
    else if (event.key === "Enter") {
      const option = all("li", list)[Math.max(chosen, 0)];
      if (!list.hidden && option && option.dataset.href) { event.preventDefault(); go(option.dataset.href); }
    }
  });
}
