// The editor of queries: it asks this server alone, and knows our prefixes, words and named queries.
"use strict";

const START = `SELECT ?term ?places WHERE {
  ?t a tfv:Term ; rdfs:label ?term ; tfv:regionCount ?places
}
ORDER BY DESC(?places) ?term
LIMIT 20
`;

function withPrefixes(text, prefixes) {
  const missing = Object.entries(prefixes).filter(
    ([name]) => new RegExp(`\\b${name}:`).test(text) && !new RegExp(`PREFIX\\s+${name}:`, "i").test(text),
  );
  return missing.map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("") + text;
}

function wordsCompleter(words) {
  return {
    name: "tifatu",
    bulk: true,
    autoShow: true,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => /^[a-z]+:\w*$/i.test(yasqe.getCompleteToken().string),
    get: () => words,
  };
}

async function begin() {
  const known = await (await fetch("/examples.json")).json();
  const { Yasqe } = Yasgui;
  Yasqe.defaults.prefixCcApi = null;
  Yasqe.defaults.autocompleters = ["variables", "tifatu"];
  Yasqe.registerAutocompleter(wordsCompleter(known.words));
  const yasgui = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    copyEndpointOnNewTab: true,
    populateFromUrl: true,
    persistenceId: "tifatu",
    yasqe: { value: withPrefixes(START, known.prefixes), autocompleters: ["variables", "tifatu"], prefixCcApi: null },
    yasr: { prefixes: known.prefixes },
  });
  const list = document.getElementById("examples");
  for (const query of known.queries) {
    const option = document.createElement("option");
    option.textContent = `${query.name}: ${query.summary}`;
    option.value = query.name;
    list.append(option);
  }
  list.addEventListener("change", () => {
    const query = known.queries.find((one) => one.name === list.value);
    if (query) {
      yasgui.getTab().setQuery(query.text);
    }
  });
}

begin();
