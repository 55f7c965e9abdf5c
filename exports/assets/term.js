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

  // Two senses item by item: what both list stands first, in one row.
  const compared = document.getElementById("senses-data");
  if (compared) {
    const senses = JSON.parse(compared.textContent), sides = [...document.querySelectorAll("[data-side]")];
    const body = document.querySelector(".sides tbody"), heads = document.querySelectorAll(".sides th");
    const lay = () => {
      const [a, b] = sides.map((side) => senses[side.value]);
      const shared = a.items.filter((item) => b.items.includes(item)), rest = [a, b].map((sense) => sense.items.filter((item) => !shared.includes(item)));
      const rows = [[a.words, b.words], ...shared.map((item) => [item, item])];
      for (let n = 0; n < Math.max(rest[0].length, rest[1].length); n += 1) rows.push([rest[0][n] || "", rest[1][n] || ""]);
      [a, b].forEach((sense, n) => { heads[n].textContent = sense.name; });
      body.replaceChildren(...rows.map((row, n) => make("tr", {}, ...row.map((text) => {
        const cell = make("td", {});
        if (n > shared.length && text) cell.append(make("mark", { text })); else cell.textContent = text;
        return cell;
      }))));
    };
    sides.forEach((side, n) => {
      side.append(...senses.map((sense, value) => make("option", { value, text: sense.name })));
      side.value = n;
      side.addEventListener("change", lay);
    });
    lay();
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
