// Draws the picture of a page at rest: positions come with the data, nothing is simulated, all text is set as text.
(function () {
  "use strict";
  const holder = document.getElementById("graph");
  if (!holder || !window.vis) return;
  const data = JSON.parse(document.getElementById("graph-data").textContent);
  const up = document.getElementById("search").dataset.up;
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map((edge, n) => ({ id: n, ...edge })));
  const hidden = new Set();
  const shown = new vis.DataView(nodes, { filter: (node) => !hidden.has(node.kind) });
  const network = new vis.Network(holder, { nodes: shown, edges: edges }, data.options);
  const safe = /^(terms|regions)\/[A-Za-z0-9]+\.html$/;
  const chosen = document.getElementById("chosen");
  const told = document.getElementById("chosen-told");
  const link = document.getElementById("chosen-link");
  const small = window.matchMedia("(max-width: 640px)").matches;

  function choose(id) {
    const node = id === undefined ? null : nodes.get(id);
    chosen.hidden = !node;
    if (!node) return;
    told.textContent = node.title;
    link.hidden = !safe.test(node.address);
    if (!link.hidden) link.href = up + node.address;
  }

  network.on("click", (event) => choose(event.nodes[0]));
  network.on("doubleClick", (event) => {
    const node = event.nodes.length ? nodes.get(event.nodes[0]) : null;
    if (node && safe.test(node.address)) window.location.href = up + node.address;
  });
  document.getElementById("fit").addEventListener("click", () => network.fit({ animation: false }));

  for (const box of document.querySelectorAll("[data-kind]")) {
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(box.dataset.kind); else hidden.add(box.dataset.kind);
      shown.refresh();
    });
  }

  const find = document.getElementById("find");
  const hits = document.getElementById("hits");
  find.addEventListener("input", () => {
    const wanted = find.value.trim().normalize("NFKC");
    const found = wanted ? shown.get({ filter: (node) => node.title.normalize("NFKC").includes(wanted) }).map((n) => n.id) : [];
    hits.textContent = wanted ? found.length + " 个" : "";
    network.selectNodes(found);
    choose(found[0]);
    if (found.length) network.focus(found[0], { scale: 1, animation: false });
    else network.fit({ animation: false });
  });

  network.once("afterDrawing", () => {
    if (small) network.moveTo({ scale: Math.max(network.getScale(), 0.42), animation: false });
    holder.dataset.ready = "yes";
  });
})();
