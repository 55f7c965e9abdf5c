// Draws the graphs of a page at rest: positions come with the data, nothing is simulated, all text is set as text.
(function () {
  "use strict";
  const { make, both } = window.TIFATU;
  const at = (id) => document.getElementById(id);
  const holder = at("graph");
  const data = JSON.parse(at("graph-data").textContent);
  const { options, styles } = JSON.parse(at("graph-options").textContent);
  const safe = /^(terms|places|reports|graphs)\/[A-Za-z0-9-]+\.html(#[A-Za-z0-9-]+)?$/;
  const smallest = 0.8; // of the drawn size: labels of 15 px are never under 11
  let network = null, nodes = null, edges = null, shown = null, chosen = null, kind = null;
  const hidden = new Set();
  let until = Infinity;
  const visible = (node) => !hidden.has(node.kind) && !(node.year > until);

  // Some versions of pyvis give labels only in "label"; cards are elements, never markup.
  function open(name) {
    kind = name;
    chosen = null;
    for (const part of document.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== name;
    for (const button of document.querySelectorAll("[data-graph]")) button.setAttribute("aria-pressed", String(button.dataset.graph === name));
    const ink = getComputedStyle(document.body).color;
    const dressed = data[name].nodes.map((node) => {
      const style = styles[node.kind];
      return { ...node, ...style, font: { color: ink, ...(style.font || {}) }, title: undefined };
    });
    nodes = new vis.DataSet(dressed);
    edges = new vis.DataSet(data[name].edges.map((edge, n) => ({ id: n, ...edge, title: undefined, why: edge.title })));
    shown = new vis.DataView(nodes, { filter: visible });
    const kinds = new Set(dressed.map((node) => node.kind));
    for (const label of document.querySelectorAll("[data-legend]")) label.hidden = !kinds.has(label.dataset.legend);
    const years = dressed.map((node) => node.year).filter(Boolean);
    at("until-label").hidden = name !== "spread" || new Set(years).size < 2;
    until = Infinity;
    if (!at("until-label").hidden) {
      Object.assign(at("until"), { min: Math.min(...years), max: Math.max(...years) });
      at("until").value = at("until").max;
      at("until-year").textContent = at("until").max;
    }
    if (network) network.destroy();
    network = new vis.Network(holder, { nodes: shown, edges }, options);
    network.on("click", (event) => {
      network.setOptions({ interaction: { dragView: true } });
      choose(event.nodes[0]);
    });
    network.on("doubleClick", (event) => { if (event.nodes.length) follow(nodes.get(event.nodes[0])); });
    network.once("afterDrawing", () => { settle(); holder.dataset.ready = name; });
  }

  // All of it where it is readable; else its middle or its beginning at a readable size.
  function settle() {
    network.fit({ animation: false });
    if (network.getScale() >= smallest) { if (network.getScale() > 1.3) network.moveTo({ scale: 1.3 }); return; }
    const middle = nodes.get("term") || nodes.get("centre") || nodes.get()[0];
    const place = middle ? network.getPosition(middle.id) : { x: 0, y: 0 };
    network.moveTo({ scale: smallest, position: kind === "spread" ? { x: place.x + holder.clientWidth / 2 / smallest - 90, y: place.y + holder.clientHeight / 2 / smallest - 120 } : place, animation: false });
    network.setOptions({ interaction: { dragView: !matchMedia("(pointer: coarse)").matches } });
  }

  function follow(node) { if (node && safe.test(node.address)) window.location.href = document.body.dataset.up + node.address; }

  function choose(id) {
    const node = id === undefined || id === null ? null : nodes.get(id);
    chosen = node ? id : null;
    at("chosen").replaceChildren();
    if (!node) { network.unselectAll(); return; }
    network.selectNodes([id]);
    at("chosen").append(make("p", { text: node.told, lang: "zh-Hans" }));
    const whys = edges.get({ filter: (edge) => edge.from === id || edge.to === id }).slice(0, 3).map((edge) => edge.why);
    if (whys.length) at("chosen").append(make("small", { text: whys.join(" · ") + " " }));
    if (safe.test(node.address)) at("chosen").append(make("a", { href: document.body.dataset.up + node.address, text: both("打开", "Open") }));
  }

  for (const button of document.querySelectorAll("[data-graph]")) button.addEventListener("click", () => open(button.dataset.graph));
  at("fit").addEventListener("click", () => network.fit({ animation: false }));
  at("until").addEventListener("input", () => { until = Number(at("until").value); at("until-year").textContent = until; shown.refresh(); });
  for (const box of document.querySelectorAll("[data-kind]")) box.addEventListener("change", () => {
    if (box.checked) hidden.delete(box.dataset.kind); else hidden.add(box.dataset.kind);
    shown.refresh();
  });
  holder.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    network.moveTo({ scale: Math.max(0.1, Math.min(4, network.getScale() * (event.deltaY < 0 ? 1.15 : 0.87))), animation: false });
  }, { passive: false });

  // Arrow keys go to the nearest node in that direction; Enter opens its page.
  holder.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Enter" && chosen !== null) follow(nodes.get(chosen));
    if (event.key === "+" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.2 : 0.83), animation: false });
    if (!step) return;
    event.preventDefault();
    const all = shown.get().filter((node) => node.kind !== "axis");
    if (chosen === null) { choose((all.find((node) => node.kind === "term") || all[0])?.id); return; }
    const here = network.getPosition(chosen);
    let best = null, least = Infinity;
    for (const node of all) {
      const place = network.getPosition(node.id), ahead = (place.x - here.x) * step[0] + (place.y - here.y) * step[1];
      const aside = Math.abs((place.x - here.x) * step[1]) + Math.abs((place.y - here.y) * step[0]);
      if (ahead > 0 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = node; }
    }
    if (best) { choose(best.id); network.moveTo({ position: network.getPosition(best.id), animation: false }); }
  });

  at("find").addEventListener("input", async () => {
    const wanted = await window.TIFATU.search.fold(at("find").value);
    const found = wanted ? shown.get({ filter: (node) => node.told.normalize("NFKC").toLowerCase().replace(/\s/g, "").includes(wanted) }) : [];
    at("hits").textContent = wanted ? found.length + both(" 个", " found") : "";
    choose(found[0]?.id);
    if (found.length) { network.selectNodes(found.map((node) => node.id)); network.moveTo({ position: network.getPosition(found[0].id), scale: 1, animation: false }); }
  });

  at("gexf").addEventListener("click", () => {
    const space = "http://gexf.net/1.3", made = document.implementation.createDocument(space, "gexf");
    const add = (above, name, facts) => { const e = made.createElementNS(space, name); for (const [key, value] of Object.entries(facts)) e.setAttribute(key, value); above.append(e); return e; };
    const graph = add(made.documentElement, "graph", { defaultedgetype: "undirected" }), all = add(graph, "nodes", {}), links = add(graph, "edges", {});
    made.documentElement.setAttribute("version", "1.3");
    for (const node of data[kind].nodes) add(all, "node", { id: node.id, label: node.told.split("\n")[0] });
    data[kind].edges.forEach((edge, n) => add(links, "edge", { id: n, source: edge.from, target: edge.to }));
    const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(made);
    make("a", { download: kind + ".gexf", href: URL.createObjectURL(new Blob([text])) }).click();
  });

  open(document.querySelector("[data-graph]").dataset.graph);
})();
