// What one takes away: a reference, the tables of the page as CSV or JSON, its picture as SVG or PNG.
(function () {
  "use strict";
  const { make } = window.TIFATU;
  const title = document.title.split(" · ")[0];
  const file = location.pathname.split("/").pop().replace(/\.html$/, "");

  function save(name, blob) {
    const link = make("a", { download: name, href: URL.createObjectURL(blob) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // Words of a cell in the language shown; hidden texts of the other language are left out.
  const words = (cell) => {
    const copy = cell.cloneNode(true);
    for (const other of copy.querySelectorAll(document.documentElement.lang === "en" ? ".zh" : ".en")) other.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  function tables() {
    return [...document.querySelectorAll("table[data-csv]")].map((table) => {
      const head = [...table.tHead.rows].pop();
      const names = [...head.cells].map(words);
      const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => [...row.cells].map(words));
      return { name: table.dataset.csv, names, rows };
    });
  }

  // A cell that a spreadsheet would compute is set in quotation by an apostrophe.
  const cell = (value) => '"' + (/^[=+\-@\t]/.test(value) ? "'" : "") + value.replaceAll('"', '""') + '"';

  const takes = {
    csv() {
      const found = tables();
      const chosen = found.find((table) => table.name === "definitions") || found[0] || { names: ["title", "address"], rows: [[title, location.href]] };
      const lines = [chosen.names, ...chosen.rows].map((row) => row.map(cell).join(","));
      save(file + ".csv", new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    },
    json() {
      const data = Object.fromEntries(tables().map((table, n) => [table.name + (n ? "-" + n : ""),
        table.rows.map((row) => Object.fromEntries(row.map((value, m) => [table.names[m] || String(m), value])))]));
      save(file + ".json", new Blob([JSON.stringify({ title, build: document.body.dataset.build, ...data }, null, 1)], { type: "application/json" }));
    },
    svg() { const drawn = picture(); if (drawn) save(file + ".svg", new Blob([drawn.text], { type: "image/svg+xml" })); },
    png() {
      const canvas = document.querySelector(".graph canvas");
      if (canvas) { canvas.toBlob((blob) => save(file + ".png", blob)); return; }
      const drawn = picture();
      if (!drawn) return;
      const image = new Image();
      image.onload = () => {
        const paper = make("canvas", { width: drawn.width * 2, height: drawn.height * 2 });
        const pen = paper.getContext("2d");
        pen.fillStyle = getComputedStyle(document.body).backgroundColor;
        pen.fillRect(0, 0, paper.width, paper.height);
        pen.drawImage(image, 0, 0, paper.width, paper.height);
        paper.toBlob((blob) => save(file + ".png", blob));
      };
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawn.text);
    },
    cite() {
      const place = document.getElementById("cite");
      place.hidden = !place.hidden;
      const build = document.body.dataset.build, address = location.protocol === "file:" ? file + ".html" : location.href;
      const key = file.replace(/[^a-z0-9]/g, "");
      place.replaceChildren(
        make("pre", { text: `提法图. ${title}[DB/OL]. 版本 ${build}. ${address}.` }),
        make("pre", { text: `tifatu. (n.d.). ${title} (build ${build}) [Data set]. ${address}` }),
        make("pre", { text: `@misc{${key}, title = {${title}}, author = {{tifatu}}, note = {build ${build}}, howpublished = {${address}}}` }));
    },
  };

  // The first picture in view, with the colours that it has on the page.
  function picture() {
    const shown = [...document.querySelectorAll("main svg:not(.bars)")].find((svg) => svg.getBoundingClientRect().width > 0);
    if (!shown) return null;
    const copy = shown.cloneNode(true);
    const from = [shown, ...shown.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((element, n) => {
      const style = getComputedStyle(element);
      for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "text-anchor", "display"]) to[n].setAttribute(name, style.getPropertyValue(name));
    });
    const box = shown.viewBox.baseVal;
    return { text: new XMLSerializer().serializeToString(copy), width: box.width, height: box.height };
  }

  for (const button of document.querySelectorAll("[data-take]")) {
    const kind = button.dataset.take;
    if ((kind === "svg" && !document.querySelector("main svg:not(.bars)")) || (kind === "png" && !document.querySelector("main svg:not(.bars), .graph"))
      || (kind === "csv" && !tables().length)) button.hidden = true;
    button.addEventListener("click", () => takes[kind]());
  }
})();
