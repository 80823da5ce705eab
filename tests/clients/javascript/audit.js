"use strict";

// Audits a GraphQL endpoint by the GraphQL over HTTP specification and prints each audit as a line of JSON.
const { auditServer } = require("graphql-http");

async function main(url) {
  for (const { id, name, status, reason } of await auditServer({ url })) {
    console.log(JSON.stringify({ id, name, status, reason }));
  }
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
