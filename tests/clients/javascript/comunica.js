"use strict";

// Asks one endpoint one query and prints each solution as a line of JSON.
const { QueryEngine } = require("@comunica/query-sparql");

async function main(endpoint, query) {
  const stream = await new QueryEngine().queryBindings(query, {
    sources: [{ type: "sparql", value: endpoint }],
  });
  for await (const bindings of stream) {
    const entries = [...bindings].map(([variable, term]) => [variable.value, term.value]);
    console.log(JSON.stringify(Object.fromEntries(entries)));
  }
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
