"use strict";

const endpoint = window.location.href.split("?")[0].split("#")[0];
const parameters = new URLSearchParams(window.location.search);

// The query is kept in the address, so that a question can be shared as a link.
function share(query) {
  parameters.set("query", query);
  window.history.replaceState(null, "", "?" + parameters.toString());
}

// The first thing a visitor sees is the question that the service exists for, ready to run.
async function welcome() {
  const answer = await fetch("question.graphql");
  return [
    "# Which methods report FID on CIFAR-10?",
    "# Press the play button, or Ctrl-Enter.",
    "# Names may be labels, aliases or IRIs.",
    answer.ok ? await answer.text() : "",
  ].join("\n");
}

async function start() {
  const defaultQuery = await welcome();
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: endpoint, subscriptionUrl: endpoint.replace(/^http/, "ws") }),
      defaultQuery,
      query: parameters.get("query") || undefined,
      onEditQuery: share,
      shouldPersistHeaders: false,
    }),
  );
}

start();
