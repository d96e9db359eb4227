"use strict";
{
  const form = document.getElementById("drop"), files = document.getElementById("files"), list = document.getElementById("sending");
  let sending = 0;
  const refresh = async () => {
    const answer = await fetch(location.pathname);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    const live = document.getElementById("live");
    if (!answer.ok || !fresh) return;
    const open = live.querySelector("details[open]"), listed = [...fresh.querySelectorAll(".jobs b")].map(one => one.textContent);
    for (const line of list.querySelectorAll("[data-sent]")) if (line.dataset.sent === "answered" || listed.includes(line.firstChild.textContent)) line.remove();
    if (live.innerHTML === fresh.innerHTML || live.contains(document.activeElement) && !live.dataset.busy) return;
    live.replaceWith(fresh);
    if (open && fresh.querySelector("details")) fresh.querySelector("details").open = true;
    narrow();
  };
  const narrow = () => {
    const field = document.getElementById("filter");
    if (!field) return;
    const rows = [...document.querySelectorAll("#plans tbody tr")], wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !(row.cells[0].textContent + row.cells[1].textContent).toLowerCase().includes(wanted);
    document.getElementById("none").hidden = rows.some(row => !row.hidden);
  };
  const send = file => {
    const line = document.createElement("li"), name = document.createElement("bdi"), state = document.createElement("span");
    name.textContent = file.name; state.className = "state"; line.append(name, state); list.append(line);
    const data = new FormData(), request = new XMLHttpRequest();
    data.append("file", file);
    sending++;
    request.upload.onprogress = event => { state.textContent = `${form.dataset.sending} ${Math.round(100 * event.loaded / event.total)}%`; };
    request.upload.onload = () => { line.dataset.sent = "yes"; refresh(); };
    request.onloadend = () => {
      sending--;
      const said = request.status && (new DOMParser().parseFromString(request.responseText, "text/html").querySelector("#main .lead") || { textContent: request.responseText }).textContent;
      if (request.status && request.status < 400) line.dataset.sent = "answered";
      else { delete line.dataset.sent; list.append(line); line.className = "failed"; state.textContent = said || form.dataset.notSent; }
      refresh();
    };
    request.open("POST", form.action);
    request.send(data);
  };
  const take = chosen => { for (const file of chosen) send(file); };
  if (form) {
    form.querySelector("button").hidden = true;
    files.className = "sr";
    files.addEventListener("change", () => { take(files.files); files.value = ""; });
    for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, event => {
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files);
    });
    document.addEventListener("click", event => { if (event.target.closest("#none button")) { document.getElementById("filter").value = ""; narrow(); } });
    document.addEventListener("input", event => { if (event.target.id === "filter") narrow(); });
    setInterval(() => { if (sending || list.querySelector("[data-sent]") || document.getElementById("live").dataset.busy) refresh(); }, 1000);
    addEventListener("beforeunload", event => { if (sending) event.preventDefault(), event.returnValue = ""; });
  }
  setInterval(() => fetch("/alive"), 60000);
}
