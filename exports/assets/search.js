// Search: loads only the shards that a query needs; words, pinyin, initials, traditional characters, places, years.
(function () {
  "use strict";
  const T = window.TIFATU, { make, both } = T;
  const up = document.body.dataset.up;
  const shardsByCharacter = 64, most = 12, yearOnly = /^(19|20)\d\d$/;
  const kept = (T.kept ||= {});
  T.put = (name, data) => { kept[name] = data; };

  async function shard(name) {
    if (!(name in kept)) { try { await T.load(name.includes("/") ? name + ".js" : "search/" + name + ".js"); } catch { kept[name] = null; } }
    return kept[name];
  }

  let simple = null;
  async function fold(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/ü/g, "v").replace(/[\s“”"'‘’「」『』【】《》〝〞]/g, "");
    if (!/[\u3400-\u9fff]/.test(plain)) return plain;
    if (!simple) {
      await T.load("assets/traditional.js");
      const [from, to] = T.traditional.map((line) => [...line]);
      simple = new Map(from.map((char, n) => [char, to[n]]));
    }
    return [...plain].map((char) => simple.get(char) || char).join("");
  }

  const isSpoken = (word) => /^[a-z0-9]+$/.test(word);
  const bare = (text) => text.toLowerCase().replace(/[\s“”"'‘’「」『』【】《》]/g, "");

  // 0 exact, 1 from the beginning, 2 inside; -1 not at all. A syllable must be typed from its beginning.
  function rank(row, word) {
    const key = bare(row[0]), place = key.indexOf(word);
    if (place >= 0) return key.length === word.length ? 0 : place ? 2 : 1;
    if (!isSpoken(word)) return -1;
    const joined = row[4].replace(/ /g, "");
    if (joined === word || row[5] === word) return 0;
    if (joined.startsWith(word) || row[5].startsWith(word)) return 1;
    const syllables = row[4].split(" ");
    for (let n = 1; n < syllables.length; n += 1) if (syllables.slice(n).join("").startsWith(word)) return 2;
    return -1;
  }

  async function termsFor(word, rare) {
    const spoken = isSpoken(word) && /[a-z]/.test(word);
    const names = spoken ? [(rare ? "p-" : "l-") + word[0]] : [];
    if (!spoken || /\d/.test(word)) names.push((rare ? "o-" : "c-") + (([...word][0]).codePointAt(0) % shardsByCharacter));
    const rows = new Map();
    const { shards } = await shard("places");
    for (const name of names) for (const row of shards.includes(name) ? await shard(name) : []) {
      const found = rank(row, word);
      if (found >= 0 && !rows.has(row[1] + row[0])) rows.set(row[1] + row[0], [found, row]);
    }
    return [...rows.values()].sort((a, b) => a[0] - b[0] || b[1][2] - a[1][2] || b[1][3] - a[1][3]);
  }

  // Everything that a query finds: terms, places, reports, and terms in the reports of a place.
  async function find(query, rare) {
    const words = (await Promise.all(query.trim().split(/\s+/).map(fold))).filter(Boolean);
    const found = { terms: [], places: [], reports: [], issuers: [], programs: [], inside: [] };
    if (!words.length) return found;
    const all = await shard("places");
    const years = words.filter((word) => yearOnly.test(word)).map(Number);
    const others = words.filter((word) => !yearOnly.test(word));
    const isPlace = (row, word) => row[0].startsWith(word) || (row[5] || "").startsWith(word) || (isSpoken(word) && word.length > 1 && (row[2].replace(/ /g, "").startsWith(word) || row[3] === word));
    const placesOf = (word) => all.places.filter((row) => isPlace(row, word));
    const placeWords = others.filter((word) => placesOf(word).length);
    if (words.length === 1) {
      found.places = placesOf(words[0]).slice(0, 5);
      found.issuers = all.issuers.filter((row) => row[2].replace(" ", "").includes(words[0])).slice(0, 3);
      found.programs = all.programs.filter((name) => name === words[0]);
    }
    if (placeWords.length) for (const place of placesOf(placeWords[0]).slice(0, 3)) {
      for (const [year, name] of place[4]) if (!years.length || years.includes(year)) found.reports.push([place[0], year, name]);
    }
    const wanted = others.filter((word) => words.length === 1 || !placeWords.includes(word));
    if (wanted.length) {
      let rows = await termsFor(wanted[0], rare);
      for (const word of wanted.slice(1)) rows = rows.filter(([, row]) => rank(row, word) >= 0);
      found.terms = rows.map(([, row]) => row);
    }
    if (wanted.length && found.reports.length) {
      const labels = new Set(found.terms.slice(0, 40).map((row) => row[1]));
      for (const [place, year, name] of found.reports.slice(-20)) {
        const data = await shard("data/" + name);
        for (const [label, address, at] of (data && data.rows) || []) if (labels.has(address)) {
          found.inside.push([label, `reports/${name}.html#${typeof at === "number" ? "c" + at : at}`, place + " " + (year || "")]);
        }
      }
      found.reports = [];
    }
    found.reports = found.reports.reverse();
    return found;
  }

  function bars(digits) {
    const space = "http://www.w3.org/2000/svg", drawn = document.createElementNS(space, "svg");
    drawn.setAttribute("class", "bars");
    for (const [name, value] of [["viewBox", "0 0 60 16"], ["width", "60"], ["height", "16"], ["aria-hidden", "true"]]) drawn.setAttribute(name, value);
    [...digits].forEach((digit, n) => {
      if (digit === "0") return;
      const bar = document.createElementNS(space, "rect");
      for (const [name, value] of [["x", n * 5], ["y", 15 - digit * 1.5], ["width", 4], ["height", digit * 1.5]]) bar.setAttribute(name, value);
      drawn.append(bar);
    });
    return drawn;
  }

  function row(address, label, ...notes) {
    const link = make("a", { href: up + address, text: label, tabindex: "-1" });
    return make("li", { role: "option", id: "found-" + (number += 1) }, link, ...notes);
  }

  let number = 0;
  const small = (text) => make("small", { text: " " + text });
  function termRow(term) {
    const [label, address, definitions, places, syllables, , digits, sense] = term;
    const notes = [small(syllables), " "];
    if (digits) notes.push(bars(digits));
    notes.push(small(both(`${places} 地` + (definitions ? ` · ${definitions} 条释义` : ""), `${places} places` + (definitions ? ` · ${definitions} definitions` : ""))));
    if (sense) notes.push(make("span", { class: "first", lang: "zh-Hans", text: sense }));
    return row(address, label, ...notes);
  }

  function rowsOf(found, limit) {
    return [
      ...found.inside.slice(0, limit).map(([label, address, where]) => row(address, label, small(where))),
      ...found.places.map((place) => row(place[1], place[0], small(both(`${place[4].length} 份报告`, `${place[4].length} reports`)))),
      ...found.programs.map((name) => row("programs.html#" + encodeURIComponent(name), name, small(both("工程类别", "kind of program")))),
      ...found.terms.slice(0, limit).map(termRow),
      ...found.reports.slice(0, limit).map(([place, year, name]) => row(`reports/${name}.html`, place + " " + (year || ""), small(both("政府工作报告", "work report")))),
      ...found.issuers.map(([issuer, , name]) => row("issuers.html#" + encodeURIComponent(name.replace(" ", "-")), name, small(both("提出者", "issuer")))),
    ];
  }
  T.search = { find, rowsOf, shard, fold };

  const box = document.getElementById("search"), list = document.getElementById("found");
  let turn = 0;
  async function show() {
    const mine = ++turn, query = box.value;
    if (!query.trim()) { close(); return; }
    let found = await find(query, false), rows = rowsOf(found, most);
    if (!rows.length) { found = await find(query, true); rows = rowsOf(found, most); }
    if (mine !== turn) return;
    const total = found.terms.length + found.inside.length;
    if (!rows.length) rows.push(make("li", { role: "option", "aria-disabled": "true", text: both("没有找到", "Nothing found") }));
    if (rows[0].querySelector("a")) rows.push(row("search.html#q=" + encodeURIComponent(query), total > most
      ? both(`全部 ${total} 个结果`, `All ${total} results`) : both("更多：少见的提法、释义全文", "More: rare slogans, text of definitions")));
    list.replaceChildren(...rows);
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    choose(null);
  }
  function close() { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); }
  function choose(item) {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === item));
    if (item) { box.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
    else box.removeAttribute("aria-activedescendant");
  }
  const chosen = () => list.querySelector("[aria-selected=true]");
  if (box) {
    box.addEventListener("input", show);
    box.addEventListener("focus", () => { shard("places"); if (box.value) show(); });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { close(); return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const items = [...list.children], step = event.key === "ArrowDown" ? 1 : -1;
        choose(items[(items.indexOf(chosen()) + step + items.length) % items.length] || null);
      }
      if (event.key === "Enter") {
        const item = chosen() || list.children[0], link = item && !list.hidden && item.querySelector("a");
        if (link) location.href = link.href;
        else location.href = up + "search.html#q=" + encodeURIComponent(box.value);
      }
    });
    list.addEventListener("click", (event) => { const link = event.target.closest("li")?.querySelector("a"); if (link) location.href = link.href; });
    document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); box.focus(); }
    });
  }
})();
