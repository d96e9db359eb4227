"use strict";
// What a person decides goes to the desk with an id of its own; the page shows what the desk answers, and only that.
{
  const body = document.body;
  const at = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = JSON.parse(body.dataset.words);
  const [doc, asked, grid, tools, steps] = [at("document"), at("asked"), at("grid"), at("tools"), at("history").querySelector("ol")];
  const lists = { block: doc, question: asked, row: grid, history: steps, facts: asked };
  let version = Number(body.dataset.version);
  let queue = [];
  let here = {}; // what is chosen: { place, text, row, unit, role, table, column }
  let aim = ""; // the row that was chosen in the list: words of the document are meant for it until a step is made

  // The queue: in the browser's database, which outlives a killed browser as its other stores do not. The next page of the
  // plan sends what this one no longer could; if both do, the ids make it one step.
  const makeId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const own = [location.pathname, makeId()];
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const base = new Promise((done) => {
    try {
      const asked = indexedDB.open("respnet-desk", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("queues");
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(null);
    } catch { done(null); } // a window that may store nothing still sends
  });
  async function ask(question) {
    const there = await base;
    return new Promise((done) => {
      if (!there) { done([]); return; }
      const asked = question(there.transaction("queues", "readwrite").objectStore("queues"));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done([]);
    });
  }

  function keepQueue() {
    const kept = JSON.stringify(queue);
    return ask((queues) => (kept === "[]" ? queues.delete(own) : queues.put(kept, own)));
  }

  async function takeQueues() {
    const others = IDBKeyRange.bound([location.pathname], [location.pathname, []]);
    const [keys, lists] = [await ask((queues) => queues.getAllKeys(others)), await ask((queues) => queues.getAll(others))];
    queue.unshift(...lists.flatMap((one) => JSON.parse(one)));
    await keepQueue();
    for (const key of keys) if (key[1] !== own[1]) ask((queues) => queues.delete(key));
    sendQueue();
  }

  const REREADS = ["begin", "clause", "name", "role", "lead-rule", "grid", "fill"]; // 3,000 tasks take seconds
  function tellSaved(trouble) {
    const doing = queue.length && REREADS.includes(queue[0][1].op) ? words.rereading : words.saving;
    at("saved").textContent = trouble ? trouble.replace("{count}", queue.length) : queue.length ? doing : words.saved;
    at("saved").classList.toggle("waiting", queue.length > 0 || Boolean(trouble));
  }

  let busy = false;
  async function sendQueue() {
    if (busy) return;
    busy = true;
    while (queue.length) {
      const [path, content] = queue[0];
      if (content.sees === undefined) { content.sees = version; keepQueue(); }
      tellSaved("");
      const late = setTimeout(() => tellSaved(words.unsaved), 20000);
      let answer = null;
      let said = null;
      try {
        answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) });
        said = await answer.json();
      } catch { /* not there, or its answer broke off: the same id is sent again */ }
      clearTimeout(late);
      // Not there, or another desk on its port, which lets nobody in until it has been opened: nothing was done.
      if (!said || answer.status >= 500 || answer.status === 403) { tellSaved(answer && answer.status === 404 ? words.folder_gone : words.unsaved); await wait(1000); continue; }
      queue.shift();
      keepQueue();
      if (answer.status === 409) showConflict(path, content, said);
      else if (!answer.ok) tell(words.refused, said.message || "");
      else showAnswer(said, words.just_now, path === "decisions");
    }
    busy = false;
    tellSaved("");
  }

  function post(path, content) {
    queue.push([path, { id: makeId(), ...content }]);
    keepQueue();
    sendQueue();
  }

  function decide(op, parameters, anchor = null) {
    aim = "";
    post("decisions", { op, parameters, anchor });
  }

  function tell(before, sentence, undoable = false) {
    at("said").textContent = sentence ? `${before}${sentence} ` : "";
    if (!undoable || !sentence) return;
    const button = document.createElement("button");
    button.className = "undo";
    button.type = "button";
    button.textContent = words.undo;
    at("said").append(button);
  }

  // What the desk answers: elements that go, and elements that are new or changed.
  function showAnswer(said, before, undoable) {
    if (said.reload) { location.reload(); return; }
    if (said.version < version) return;
    version = said.version;
    const focused = document.activeElement;
    const [box, field] = [focused.closest("[id]"), focused.name];
    for (const id of said.removed) if (at(id)) at(id).remove();
    for (const piece of said.pieces) putPiece(piece);
    if (said.names) {
      at("title").firstElementChild.textContent = said.title;
      at("status").textContent = said.status;
      at("names").replaceChildren(...said.names.map((name) => new Option("", name)));
    }
    if (!document.contains(focused) && box && at(box.id)) (at(box.id).querySelector(field ? `[name="${field}"]` : "unknown") || at(box.id)).focus({ preventScroll: true });
    showRows(at("show").value);
    const meant = aim;
    if (here.row && !here.text) chooseRow(at("r-" + here.row), here.unit);
    else lightRow(here.row);
    setAim(meant);
    const latest = steps.firstElementChild;
    if (said.sentence || latest) tell(before, said.sentence || latest.firstElementChild.textContent, undoable);
  }

  function putPiece(piece) {
    const holder = document.createElement("template");
    holder.innerHTML = piece.html;
    const fresh = holder.content.firstElementChild;
    const [old, previous] = [at(piece.id), piece.after && at(piece.after)];
    if (old) old.replaceWith(fresh);
    else if (previous) previous.after(fresh);
    else if (piece.list === "question") at("facts").after(fresh);
    else (lists[piece.list].querySelector(".group") || lists[piece.list]).prepend(fresh);
  }

  function makeCard(id, lines, buttons) {
    const card = document.createElement("article");
    card.className = "card";
    card.id = id;
    for (const line of lines) card.append(Object.assign(document.createElement("p"), { textContent: line }));
    const row = Object.assign(document.createElement("div"), { className: "b" });
    for (const [label, act] of buttons) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.addEventListener("click", () => { card.remove(); act(); });
      row.append(button);
    }
    card.append(row);
    if (at(id)) at(id).remove();
    at("conflict").append(card);
    asked.scrollTop = 0;
    if (isNarrow()) { choose({}, "", ""); showPane("ask"); scrollTo(0, 0); }
  }

  function showConflict(path, content, said) {
    showAnswer(said, words.elsewhere, false);
    const lines = [words.conflict, words.conflict_theirs + said.theirs, words.conflict_mine + said.mine];
    const again = { op: content.op, parameters: content.parameters, anchor: content.anchor };
    makeCard("both-" + content.id, lines, [[words.conflict_take, () => post(path, again)], [words.conflict_leave, () => {}]]);
  }

  async function hearOthers() {
    for (;;) {
      await wait(1500);
      if (busy) continue;
      try {
        const answer = await fetch("changes?since=" + version);
        if (!busy) tellSaved(answer.status === 404 ? words.folder_gone : "");
        if (answer.ok && !busy) {
          const said = await answer.json();
          if (said.version > version || said.reload) showAnswer(said, words.elsewhere, false);
        }
      } catch { /* asked again */ }
    }
  }

  // Places: characters of a paragraph or cell, counted as Python counts them.
  const countCharacters = (text) => [...text].length;
  const boxOf = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("#document .text");

  function textBefore(box, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(box);
    range.setEnd(node, offset);
    return range.toString();
  }

  function findPlace(range) {
    const first = boxOf(range.startContainer);
    if (!first) return null;
    const last = boxOf(range.endContainer) || first;
    const measure = (...place) => countCharacters(textBefore(...place));
    const [block, row, column] = first.dataset.at.split(" ").map(Number);
    const end = last.contains(range.endContainer) ? measure(last, range.endContainer, range.endOffset) : countCharacters(last.textContent);
    const place = { block, row, column, start: measure(first, range.startContainer, range.startOffset), end };
    if (last !== first) place.end_block = Number(last.dataset.at.split(" ")[0]);
    return place;
  }

  function selectInside(box, start, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let passed = 0;
    range.selectNodeContents(box);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (passed <= start) range.setStart(node, Math.min(start - passed, node.length));
      if (passed < end) range.setEnd(node, Math.min(end - passed, node.length));
      passed += node.length;
    }
    getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  const MARKER = "（[一二三四五六七八九十\\d]{1,3}）|\\([一二三四五六七八九十\\d]{1,3}\\)|[一二三四五六七八九十]{1,3}、|\\d{1,2}[.．、](?!\\d)|第[一二三四五六七八九十]{1,3}[条章节]";
  // The bracket around a place if it holds more than a number, else the sentence: from a stop or an item's number on.
  function findSentence(text, place) {
    for (const [open, close] of ["（）", "()", "【】", "[]"]) {
      const [from, to] = [text.lastIndexOf(open, place - 1), text.indexOf(close, place)];
      if (from >= 0 && to > from + 5 && text.lastIndexOf(close, place - 1) < from && !text.slice(from + 1, to).includes("\n")) return [from, to + 1];
    }
    const cuts = [0, text.length];
    for (const found of text.matchAll(new RegExp(`[。；！？\\n]+[”」）]?|(?<=[^（(]{6})[）)](?![。；，、）)])|(?=${MARKER})`, "g"))) cuts.push(found.index + found[0].length);
    cuts.sort((a, b) => a - b);
    const start = Math.max(...cuts.filter((cut) => cut <= place));
    const stops = [text.length, ...cuts.filter((cut) => cut > start)];
    return [start, Math.min(...stops)];
  }

  // What is chosen
  let lit = []; // elements of the chosen row
  const markOf = (node) => node.closest(".m.unit") || node.closest(".m"); // a unit may hold what is asked about it
  const rowOf = (mark) => { const one = mark && mark.closest("[data-r]"); return one ? one.dataset.r : ""; };
  function lightRow(key) {
    for (const one of lit) one.classList.remove("lit", "on");
    lit = key ? [...all(`.m[data-r="${CSS.escape(key)}"]`, doc), at("r-" + key)].filter(Boolean) : [];
    for (const one of lit) one.classList.add(one.matches(".r") ? "on" : "lit");
  }

  const labelOf = (key) => (at("r-" + key) ? at("r-" + key).dataset.label : "");

  function choose(what, kinds, picked) {
    here = what;
    tools.dataset.kinds = kinds;
    body.classList.toggle("picked", Boolean(kinds));
    if (kinds) at("picked").textContent = picked;
    else at("picked").replaceChildren(hint);
    for (const one of all(".of", tools)) one.textContent = labelOf(one.matches(".aim") ? aim : here.row);
    for (const one of all(".u.on", grid)) one.classList.remove("on");
    lightRow(here.row);
    for (const form of all("form", tools)) form.reset();
    if (kinds.includes("unit")) tools.querySelector("[name=means]").value = here.unit;
    if (kinds.includes("table")) askColumns();
    keepPlace();
    if (kinds && isNarrow()) liftAboveTools();
  }
  const hint = at("picked").firstElementChild;

  // On a narrow page the tools lie over its foot: what is chosen comes above them.
  const isNarrow = () => matchMedia("(max-width: 900px)").matches;
  function liftAboveTools() {
    const chosen = here.text ? getSelection().getRangeAt(0) : at("r-" + here.row);
    const under = chosen ? chosen.getBoundingClientRect().bottom - tools.getBoundingClientRect().top + 12 : 0;
    if (under > 0) scrollBy(0, under);
  }

  function chooseText(place, text, mark) {
    const cell = boxOf(getSelection().getRangeAt(0).startContainer);
    const unit = mark && mark.classList.contains("unit") && mark.textContent === text ? findUnit(rowOf(mark), text) : "";
    const row = (unit && rowOf(mark)) || aim || rowOf(mark);
    const table = cell && readHeader(cell);
    choose({ place, text, row, unit, role: findRole(row, unit), table, column: place.column }, `text${unit ? " unit" : ""}${table ? " table" : ""}`, text);
    if (!unit) tools.querySelector("[name=means]").value = text;
  }

  const unitsOf = (key) => (at("r-" + key) ? all(".u", at("r-" + key)) : []);
  const findUnit = (key, text) => (unitsOf(key).map((one) => one.textContent).find((name) => name === text.trim()) || text.trim());
  function findRole(key, name) {
    const found = unitsOf(key).find((one) => one.textContent === name);
    return found ? found.dataset.role : "";
  }

  function setAim(key) {
    aim = key;
    for (const one of all(".aim", tools)) one.textContent = labelOf(aim);
  }

  function chooseRow(row, unit = "") {
    aim = row ? row.id.slice(2) : "";
    if (!row) { choose({}, "", ""); return; }
    const key = aim;
    const there = unit && unitsOf(key).find((one) => one.textContent === unit);
    const title = `${row.dataset.label} ${row.querySelector(".ti").textContent}`;
    if (there) {
      choose({ row: key, unit, role: findRole(key, unit) }, "unit", `${unit} · ${title}`);
      there.classList.add("on");
    } else choose({ row: key }, "row", title);
  }

  function goTo(place) {
    if (!place) return;
    const [block, row, column, start, end] = place.split(" ").map(Number);
    const box = all(".text", at("b-" + block) || doc).find((one) => one.dataset.at === `${block} ${row} ${column}`) || at("b-" + block);
    if (!box) return;
    showPane("document");
    box.scrollIntoView({ block: "center" });
    if (box.matches(".text") && end > start) {
      const raw = [...box.textContent];
      selectInside(box, raw.slice(0, start).join("").length, raw.slice(0, end).join("").length);
    }
  }

  function askColumns() {
    const box = at("columns").querySelector(".cols");
    box.replaceChildren(...here.table.header.map((name, place) => {
      const one = at("column").content.firstElementChild.cloneNode(true);
      one.firstElementChild.textContent = name || `(${place + 1})`;
      one.querySelector("select").dataset.header = name;
      return one;
    }));
  }

  // From what is chosen and what a button or form says to a decision. A mark inside brackets is part of a name.
  const splitNames = (text) => text.split(/[、，,;；\n](?![^（(〔[]*[）)〕\]])/).map((one) => one.trim()).filter(Boolean);
  // The header of the table of a cell; or of a table that the text draws with tabs, blanks or lines, if this is it.
  function readHeader(box) {
    const table = box.closest("table");
    if (table) return { header: JSON.parse(table.dataset.header), nth: Number(table.dataset.nth) };
    if (box.querySelector(".m.task")) return null; // a line that is read as a task is no header
    const header = box.textContent.split(/[\t|｜]|[ \u3000]{2,}/).map((one) => one.trim()).filter(Boolean);
    const same = all("#document p.text").filter((one) => one.textContent === box.textContent);
    return header.length > 2 ? { header, nth: same.indexOf(box) + 1 } : null;
  }

  function act(op, given, anchor) {
    const [row, unit, text] = [here.row || null, here.unit, here.text];
    switch (op) {
      case "begin": return decide(op, given, { ...here.place, end: Math.min(here.place.end, here.place.start + 24), end_block: undefined }); // its first words
      case "lead-rule": return decide(op, given, here.place);
      case "clause": return decide(op, { row: aim || null }, here.place); // else the item in which it stands
      case "role": return decide(op, { word: text, row: null, ...given }, here.place);
      case "name": return nameUnit(unit || text, given);
      case "same": return decide(op, { names: [unit, given.other], printed: given.other });
      case "group": return decide(op, { name: unit, office: false, ...given });
      case "change": return decide("assign", { row, name: unit, instead: here.role, ...given });
      case "unassign": return decide(op, { row, role: here.role, name: unit });
      case "assign": return decide(op, { row, name: text, ...given }, text ? here.place : null);
      case "fact": return decide(op, { value: text, ...given }, text ? here.place : null);
      case "field": return decide(op, { row, value: text, ...given }, text ? here.place : null);
      case "add": return decide(op, { after: row, ...given });
      case "drop": return decide(op, { row });
      case "grid": return decide(op, { ...here.table, columns: given });
      case "fill": return decide(op, { ...here.table, column: here.table.header[Math.max(here.column, 0)] });
      default: return decide(op, Object.keys(given).length ? given : { row }, anchor);
    }
  }

  function nameUnit(name, { means, row }) {
    decide("name", { name, means, row: row || null });
    if (means.length !== 1 || row || !name.includes(means[0]) || name === means[0]) return;
    const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\d+/g, "\\d+");
    const [before, after] = name.split(means[0]);
    const shape = new RegExp(`^${escape(before)}(.+?)${escape(after || "")}$`);
    const others = all("option", at("names")).map((one) => one.value).filter((one) => one !== name && shape.test(one));
    if (!others.length) return;
    const label = words.alike.replace("{count}", others.length);
    makeCard("alike", [label, others.map((one) => `${one} → ${shape.exec(one)[1]}`).join("；")], [
      [words.alike_yes, () => { for (const one of others) decide("name", { name: one, means: [shape.exec(one)[1]], row: null }); }],
      [words.conflict_leave, () => {}],
    ]);
  }

  function readForm(form) {
    const given = JSON.parse(form.dataset.parameters || "{}");
    for (const field of form.elements) {
      if (field.type === "checkbox") given[field.name] = field.checked ? here.row : null;
      else if (field.dataset.header !== undefined) { if (field.value) given[field.dataset.header] = field.value; }
      else if (field.name === "means" || field.name === "members") given[field.name] = splitNames(field.value);
      else if (field.name) given[field.name] = field.value.trim();
    }
    return given;
  }

  function press(button) {
    const anchor = button.dataset.anchor ? JSON.parse(button.dataset.anchor) : null;
    const given = JSON.parse(button.dataset.parameters || "{}");
    const card = button.closest(".card");
    if (card) decide(button.dataset.op, given, anchor); // an answer says all of its decision itself
    else if (button.dataset.needs && !here.row) return;
    else act(button.dataset.op, given, anchor);
    if (card) stepQuestion(1);
  }

  // Questions
  const cards = () => all(".card", asked);
  function showQuestion(card, focus = true) {
    for (const one of all(".card.on", asked)) one.classList.remove("on");
    if (!card) return;
    card.classList.add("on");
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.focus({ preventScroll: true });
    const first = card.querySelector(".go");
    if (first) goTo(first.dataset.at);
    const row = (card.dataset.rows || "").split(" ")[0];
    if (row && at("r-" + row)) { at("r-" + row).scrollIntoView({ block: "nearest" }); lightRow(row); }
    if (focus) showPane("ask");
  }
  function stepQuestion(by) {
    const there = cards();
    const now = there.findIndex((one) => one.classList.contains("on"));
    showQuestion(there[Math.min(Math.max(now + by, 0), there.length - 1)]);
  }

  // Panes, asides, and the place that a reload comes back to
  function showPane(name) {
    body.dataset.pane = name;
    for (const link of all("nav.panes a")) {
      if (link.hash === "#" + name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  const SHOWN = { "": ".r", asked: ".r.asked", unchecked: ".r:not(.checked)", bare: ".r.bare" };
  function showRows(show) {
    at("show").value = grid.dataset.show = show;
    const [said, back] = at("none").children;
    at("none").hidden = Boolean(grid.querySelector(SHOWN[show]));
    said.textContent = show ? words.no_rows : words.rows_none;
    back.hidden = !show;
    keepPlace();
  }
  function keepPlace() {
    const kept = new URLSearchParams();
    if (here.row) kept.set("row", here.row);
    if (grid.dataset.show) kept.set("show", grid.dataset.show);
    history.replaceState(null, "", "#" + kept);
  }
  function toggle(name, open = at(name).hidden) {
    at(name).hidden = !open;
    at("open-" + name).setAttribute("aria-expanded", String(open));
    (open ? at(name) : at("open-" + name)).focus();
  }

  function clicked(event) {
    const to = (selector) => event.target.closest(selector);
    const button = to("button");
    if (button) {
      if (button.matches(".do")) press(button);
      else if (button.matches(".undo, .redo")) post(button.matches(".undo") ? "undo" : "redo", { n: Number(button.dataset.n || 0) });
      else if (button.matches(".go")) goTo(button.dataset.at);
      else if (button.matches(".close")) toggle(to("aside").id, false);
      else if (to("#none")) { showRows(""); grid.focus(); }
      else if (button.id.startsWith("open-")) toggle(button.id.slice(5));
      return;
    }
    const row = to(".r");
    if (row) {
      grid.focus({ preventScroll: true });
      chooseRow(row, to(".u") ? to(".u").textContent : "");
      if (!isNarrow()) goTo(row.dataset.at);
      return;
    }
    if (to("nav.panes a")) { event.preventDefault(); showPane(to("nav.panes a").hash.slice(1)); scrollTo(0, 0); return; }
    if (doc.contains(event.target)) {
      if (!getSelection().isCollapsed) takeSelection(null); // a stretch that was drawn stays as it is
      else if (to(".text")) clickText(to(".text"), markOf(event.target));
    }
    const card = to("#asked .card");
    if (card && !card.classList.contains("on")) showQuestion(card, false);
  }

  function clickText(box, mark) {
    const selection = getSelection();
    if (!selection.rangeCount) return;
    const caret = selection.getRangeAt(0);
    if (!box.contains(caret.startContainer)) return;
    if (mark && mark.classList.contains("unit")) selection.selectAllChildren(mark);
    else selectInside(box, ...findSentence(box.textContent, textBefore(box, caret.startContainer, caret.startOffset).length));
    takeSelection(mark);
  }

  function takeSelection(mark) {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const place = findPlace(range);
    if (!place) return;
    const touched = mark || (range.startContainer.nodeType === 3 && markOf(range.startContainer.parentElement));
    chooseText(place, selection.toString().replace(/\s+/g, " ").trim(), touched);
    const row = here.row && at("r-" + here.row);
    if (row && mark) row.scrollIntoView({ block: "nearest" });
  }

  // Keys
  function moveInDocument(event) {
    const lines = all(".line", doc);
    const now = lines.indexOf(document.activeElement.closest(".line"));
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const next = lines[Math.min(Math.max(now + (event.key === "ArrowDown" ? 1 : -1), 0), lines.length - 1)];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
      const box = next.querySelector(".text");
      selectInside(box, ...findSentence(box.textContent, 0));
    } else if (event.shiftKey) {
      getSelection().modify("extend", event.key === "ArrowRight" ? "forward" : "backward", event.ctrlKey ? "word" : "character");
    } else {
      const box = getSelection().rangeCount && boxOf(getSelection().getRangeAt(0).startContainer);
      if (!box) return false;
      const range = getSelection().getRangeAt(0);
      const start = textBefore(box, range.startContainer, range.startOffset).length;
      const to = event.key === "ArrowRight" ? start + range.toString().length : start - 1;
      if (to < 0 || to >= box.textContent.length) return true;
      selectInside(box, ...findSentence(box.textContent, to));
    }
    takeSelection(null);
    return true;
  }

  function moveInGrid(key) {
    const row = here.row && at("r-" + here.row);
    if (key === "ArrowUp" || key === "ArrowDown") {
      const rows = all(".r", grid);
      const by = key === "ArrowDown" ? 1 : -1;
      let place = row ? rows.indexOf(row) + by : 0;
      while (rows[place] && !rows[place].offsetParent) place += by; // the filter hides it; to ask all rows would lay them all out
      const next = rows[place];
      if (!next) return;
      chooseRow(next);
      next.scrollIntoView({ block: "nearest" });
      goTo(next.dataset.at);
      showPane("rows");
    } else if (row) {
      const names = ["", ...all(".u", row).map((one) => one.textContent)];
      const now = names.indexOf(here.unit || "");
      chooseRow(row, names[(now + (key === "ArrowRight" ? 1 : names.length - 1)) % names.length]);
    }
  }

  function pressed(event) {
    if (event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") {
      for (const name of ["history", "keys"]) if (!at(name).hidden) return toggle(name, false);
      if (event.target.matches("input, select")) event.target.blur();
      else { getSelection().removeAllRanges(); chooseRow(null); }
      return;
    }
    if (event.target.matches("input, select, textarea")) return;
    if (event.key === "F6") {
      event.preventDefault();
      const order = [doc, asked, grid];
      const next = order[(order.findIndex((one) => one.contains(document.activeElement)) + (event.shiftKey ? 2 : 1)) % 3];
      showPane(next.closest(".pane").id);
      next.focus({ preventScroll: true });
      return;
    }
    if (event.key.startsWith("Arrow")) {
      const inDocument = doc.contains(document.activeElement);
      if (inDocument ? moveInDocument(event) : false) event.preventDefault();
      else if (grid.contains(document.activeElement)) { event.preventDefault(); moveInGrid(event.key); }
      else if (event.key === "ArrowLeft" || event.key === "ArrowRight") { event.preventDefault(); stepQuestion(event.key === "ArrowRight" ? 1 : -1); }
      return;
    }
    if (event.ctrlKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "v" && here.row) { decide("confirm", { row: here.row }); moveInGrid("ArrowDown"); return; }
    const tool = all("[data-key]", tools).find((one) => one.dataset.key === key && one.offsetParent);
    const answer = /^[1-9]$/.test(key) && asked.querySelector(".card.on");
    if (tool && tool.matches("input")) { event.preventDefault(); tool.focus(); tool.select(); }
    else if (tool) press(tool);
    else if (answer) { const one = all(".do", answer)[Number(key) - 1]; if (one) press(one); }
    else if (key === "z" || key === "y") post(key === "z" ? "undo" : "redo", { n: 0 });
    else if (key === "h" || key === "?") toggle(key === "h" ? "history" : "keys");
  }

  function start() {
    body.classList.add("js");
    showPane("ask");
    document.addEventListener("click", clicked);
    document.addEventListener("keydown", pressed);
    doc.addEventListener("mousedown", (event) => {
      if (event.detail === 1 && !event.shiftKey) getSelection().removeAllRanges(); // else words within it could not be drawn over
    });
    document.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      if (form.id !== "facts") act(form.dataset.op, readForm(form), null);
    });
    asked.addEventListener("focusin", (event) => {
      if (!event.target.closest("#facts")) return;
      for (const one of all(".near", doc)) one.classList.remove("near");
      const line = event.target.dataset.at && at("b-" + event.target.dataset.at.split(" ")[0]);
      if (line) { line.classList.add("near"); line.scrollIntoView({ block: "center" }); }
    });
    document.addEventListener("change", (event) => {
      const field = event.target;
      if (field.closest("#facts")) decide("fact", { name: field.name, value: field.value.trim() });
      if (field.id === "show") showRows(field.value);
    });
    window.addEventListener("beforeunload", (event) => { if (queue.length) { event.preventDefault(); event.returnValue = ""; } });
    const kept = new URLSearchParams(location.hash.slice(1));
    showRows(kept.get("show") || "");
    const row = kept.get("row") && at("r-" + kept.get("row"));
    if (row) { chooseRow(row); row.scrollIntoView({ block: "center" }); goTo(row.dataset.at); showPane("rows"); }
    else showQuestion(cards()[0], false);
    takeQueues();
    hearOthers();
  }
  start();
}
