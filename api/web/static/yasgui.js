"use strict";

const endpoint = window.location.href.split(/[?#]/)[0];

// Queries that show what can be asked; the first one is there when a visitor comes for the first time.
async function examples() {
  const answer = await fetch(endpoint + "/examples.json");
  return answer.ok ? answer.json() : [];
}

function open(yasgui, example) {
  const tabs = Object.values(yasgui._tabs);
  const known = tabs.find((tab) => tab.name() === example.title);
  if (known) {
    yasgui.selectTabId(known.getId());
  } else {
    yasgui.addTab(true, { name: example.title, yasqe: { value: example.query } });
  }
}

async function start() {
  const shown = await examples();
  const place = document.getElementById("yasgui");
  place.textContent = "";
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    // Nothing but this service is asked: no catalogue of other endpoints, no service that knows prefixes.
    endpointCatalogueOptions: { getData: () => [] },
    yasqe: { value: shown.length ? shown[0].query : "ASK {}", prefixCcApi: null },
  });
  for (const example of shown) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example.title;
    button.addEventListener("click", () => open(yasgui, example));
    document.getElementById("examples").append(button);
  }
}

start();
