"use strict";

// The first thing a visitor sees is the question that the service exists for, ready to run.
const WELCOME = `# Which methods report FID on CIFAR-10? Press the play button (Ctrl-Enter).
# Names may be labels, aliases or IRIs: "FID", "Fréchet Inception Distance", "cifar10".
{
  methods(reports: {metric: "FID", dataset: "CIFAR-10"}) {
    totalCount
    edges {
      node {
        label
        results(metric: "FID", dataset: "CIFAR-10") {
          edges {
            node {
              value
              kind
              condition
              paper { title }
              evidence { quote start end }
            }
          }
        }
      }
    }
  }
}
`;

const parameters = new URLSearchParams(window.location.search);
const endpoint = window.location.href.split("?")[0].split("#")[0];

// The query is kept in the address, so that a question can be shared as a link.
function share(query) {
  parameters.set("query", query);
  window.history.replaceState(null, "", "?" + parameters.toString());
}

const root = ReactDOM.createRoot(document.getElementById("graphiql"));
root.render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: endpoint }),
    defaultQuery: WELCOME,
    query: parameters.get("query") || undefined,
    onEditQuery: share,
    shouldPersistHeaders: false,
  }),
);
