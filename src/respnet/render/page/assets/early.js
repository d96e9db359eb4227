"use strict";
// The page's one script stands before its views: the view that is asked for is shown as soon as it is read, and what
// follows this file in it waits for the whole page.
document.body.classList.add("js");
new MutationObserver((_, reading) => {
  const address = (history.state && history.state.under) || location.hash; // under a card lies its view
  const asked = document.getElementById(address.slice(1).split("?")[0] || "overview");
  const view = asked && asked.closest(".view");
  if (!view) return;
  view.classList.add("shown");
  reading.disconnect();
}).observe(document.querySelector("main"), { childList: true });
