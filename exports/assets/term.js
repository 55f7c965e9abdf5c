// A term's page: steps of the map, filters of the table of definitions, folded wordings.
(function () {
  "use strict";
  const { make } = window.TIFATU;
  const shades = [0, 0.1, 0.25, 0.5, 0.75];
  const holder = document.getElementById("spread-data");
  if (holder) {
    const shares = JSON.parse(holder.textContent);
    const buttons = [...document.querySelectorAll("[data-year]")];
    const step = (button) => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      document.querySelector(".spread-year").textContent = button.dataset.year;
      for (const tile of document.querySelectorAll("[data-tile]")) {
        const [used, held] = shares[button.dataset.year][tile.dataset.tile] || [0, 0];
        tile.setAttribute("class", "tile s" + (held ? shades.filter((limit) => used / held > limit).length : "n"));
        tile.querySelector(".n").textContent = held ? `${used}/${held}` : "–";
        tile.querySelector("title").textContent = tile.querySelector(".name").textContent + ` ${used}/${held}`;
      }
    };
    for (const button of buttons) button.addEventListener("click", () => step(button));
  }

  for (const button of document.querySelectorAll("[data-rest]")) {
    button.addEventListener("click", () => {
      for (const rest of button.parentElement.querySelectorAll(".rest")) rest.hidden = false;
      button.remove();
    });
  }

  for (const filters of document.querySelectorAll("[data-filters]")) {
    const table = document.getElementById(filters.dataset.filters);
    const rows = [...table.tBodies[0].rows];
    const chosen = new Map();
    [...table.tHead.rows[0].cells].forEach((cell, n) => {
      if (!cell.hasAttribute("data-filter")) return;
      const values = [...new Set(rows.map((row) => row.cells[n].textContent))].filter(Boolean).sort();
      const select = make("select", {}, make("option", { value: "", text: "—" }), ...values.map((value) => make("option", { value, text: value })));
      select.addEventListener("change", () => {
        chosen.set(n, select.value);
        for (const row of rows) row.hidden = [...chosen].some(([m, value]) => value && row.cells[m].textContent !== value);
      });
      const label = make("label");
      label.append(...[...cell.childNodes].map((node) => node.cloneNode(true)), " ", select);
      filters.append(label);
    });
  }
})();
