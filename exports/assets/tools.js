// The pages that are made in the browser: results, comparison, the writer's check, filters, the translators' table.
(function () {
  "use strict";
  const T = window.TIFATU, { make, both } = T;
  const at = (id) => document.getElementById(id);
  const say = (words) => { if (at("state")) at("state").textContent = words; };
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const link = (address, text) => make("a", { href: address, text, lang: "zh-Hans" });

  // Results.
  if (at("results")) {
    const wanted = { rare: false, texts: false };
    const most = 100;
    const run = async () => {
      const query = asked().get("q") || "";
      at("asked").textContent = query;
      at("search").value = query;
      say(both("正在查找…", "Searching…"));
      const found = await T.search.find(query, false);
      const rows = T.search.rowsOf(found, most);
      let total = found.terms.length + found.inside.length;
      if (wanted.rare) {
        const rare = await T.search.find(query, true);
        rows.push(...T.search.rowsOf({ ...rare, places: [], reports: [], issuers: [], programs: [], inside: [] }, most));
        total += rare.terms.length;
      }
      if (wanted.texts) rows.push(...await texts(query));
      for (const row of rows) { row.removeAttribute("role"); row.querySelector("a")?.removeAttribute("tabindex"); }
      at("results").replaceChildren(...rows);
      say(both(`列出 ${rows.length}，共找到提法 ${total}`, `${rows.length} shown, ${total} slogans found`));
    };
    const texts = async (query) => {
      const word = await T.search.fold(query), rows = [];
      for (let n = 0, of = 1; n < of; n += 1) {
        const shard = await T.search.shard("text-" + n);
        if (!shard) break;
        of = shard.of;
        for (const [terms, text, who, address] of shard.rows) {
          if (rows.length >= most || !text.includes(word)) continue;
          rows.push(make("li", {}, link(address, terms), make("small", { text: " " + who }), make("p", { text, lang: "zh-Hans" })));
        }
      }
      return rows;
    };
    for (const name of ["rare", "texts"]) at(name).addEventListener("click", () => { wanted[name] = true; at(name).disabled = true; run(); });
    addEventListener("hashchange", run);
    run();
  }

  // Comparison of two reports.
  if (at("compared")) {
    const names = new Map();
    const run = async () => {
      const [a, b] = ["a", "b"].map((side) => names.get(at(side).value) || asked().get(side));
      if (!a || !b) { say(both("请选两份报告。", "Choose two reports.")); return; }
      const [one, other] = await Promise.all([a, b].map((name) => T.search.shard("data/" + name)));
      if (!one || !other) { say(both("没有这份报告。", "No such report.")); return; }
      at("a").value = one.title; at("b").value = other.title;
      history.replaceState(null, "", `#a=${a}&b=${b}`);
      const ofOther = new Map(other.rows.map((row) => [row[1], row])), ofOne = new Map(one.rows.map((row) => [row[1], row]));
      const shared = one.rows.filter((row) => ofOther.has(row[1]));
      const apart = (row) => { const theirs = ofOther.get(row[1])[3]; return row[3].length && theirs.length && !row[3].some((n) => theirs.includes(n)); };
      const lists = [
        [both("同名异义", "Same name, other meaning"), shared.filter(apart)],
        [both("都说（少见的在前）", "Both (the rare first)"), shared.filter((row) => !apart(row)), true],
        [both("仅 ", "Only ") + one.title, one.rows.filter((row) => !ofOther.has(row[1]))],
        [both("仅 ", "Only ") + other.title, other.rows.filter((row) => !ofOne.has(row[1]))],
      ];
      say("");
      at("compared").replaceChildren(...lists.filter(([, rows], n) => n || rows.length).map((list) => section(...list)));
    };
    const section = (title, rows, rareFirst) => {
      const ranked = [...rows].sort((x, y) => rareFirst ? x[4] - y[4] : y[4] - x[4]), first = 60;
      const item = (row) => make("li", {}, link(row[1], row[0]), make("small", { text: " " + row[4] }));
      const list = make("ul", { class: "flow" }, ...ranked.slice(0, first).map(item));
      const made = make("section", {}, make("h2", {}, title, " ", make("span", { class: "count", text: rows.length.toLocaleString() })), list);
      if (ranked.length > first) {
        const more = make("button", { type: "button", text: both(`另 ${ranked.length - first} 个`, `${ranked.length - first} more`) });
        more.addEventListener("click", () => { list.append(...ranked.slice(first).map(item)); more.remove(); });
        made.append(more);
      }
      return made;
    };
    T.search.shard("places").then((all) => {
      for (const [place, , , , reports] of (all && all.places) || []) for (const [year, name] of reports) names.set(`${place} ${year || "年份不详"}`, name);
      at("places-and-years").append(...[...names.keys()].map((value) => make("option", { value })));
      const titles = new Map([...names].map(([title, name]) => [name, title]));
      for (const side of ["a", "b"]) if (asked().get(side)) at(side).value = titles.get(asked().get(side)) || "";
      run();
    });
    at("go").addEventListener("click", run);
  }

  // The writer's check.
  if (at("draft")) {
    const numerals = { 一: 1, 二: 2, 两: 2, 双: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };
    let known = null, latest = 0, longest = 0;
    const learn = async () => {
      if (known) return;
      const data = await T.search.shard("data/lexicon");
      known = new Map(data.rows.map((row) => [row[0], row]));
      latest = data.latest;
      longest = Math.max(...data.rows.map((row) => row[0].length));
    };
    const marksOf = (text) => {
      const marks = [];
      for (let n = 0; n < text.length; n += 1) for (let length = Math.min(longest, text.length - n); length > 1; length -= 1) {
        const row = known.get(text.slice(n, n + length));
        if (row) { marks.push([n, n + length, row]); n += length - 1; break; }
      }
      for (const own of text.matchAll(/[“"]([^“”"\n]{2,20})[”"]/g)) {
        const start = own.index + 1;
        if (!marks.some(([low, high]) => low < start + own[1].length && high > start)) marks.push([start, start + own[1].length, null]);
      }
      return marks.sort((x, y) => x[0] - y[0]);
    };
    // A list behind the slogan, up to the end of its clause: its items should be as many as the numeral says.
    const count = (text, end, key) => {
      const wanted = numerals[key[0]], list = /^[”"]?[^，。；、]{0,6}[：:即（(]([^。；）)]{2,120})/.exec(text.slice(end));
      if (!wanted || !list || !list[1].includes("、") || /等/.test(list[1])) return "";
      const items = list[1].split(/[、，和及]/).filter(Boolean).length;
      return items === wanted ? "" : both(`数目与所列不符：${key[0]} / ${items} 项`, `the numeral says ${wanted}, the list has ${items}`);
    };
    const told = (row, text, end) => {
      const [key, address, first, last, places, said, senses, definitions] = row, ago = latest - last;
      const facts = [both(`${first || "?"} 年起，${places} 地用过`, `since ${first || "?"}, ${places} places`)];
      if (said.length) facts.push(both("提出者：", "whose: ") + said.join("、"));
      facts.push(ago > 0 ? both(`${ago} 年前（${last}）最后一见`, `last seen ${ago} years ago (${last})`) : both("仍在用", "still in use"));
      if (senses > 1) facts.push(both(`${senses} 个义项，请写明是哪个`, `${senses} senses: say which`));
      const line = make("p", { class: "verdict" }, address ? link(address, key) : key, " ", make("small", { text: facts.join(" · ") }));
      const wrong = count(text, end, key);
      if (wrong) line.append(" ", make("span", { class: "warn", text: wrong }));
      for (const [, who, words] of definitions.slice(0, 2)) line.append(make("br"), make("small", { text: who + "：", lang: "zh-Hans" }), make("small", { text: words, lang: "zh-Hans" }));
      return line;
    };
    at("go").addEventListener("click", async () => {
      await learn();
      const text = at("draft").value, marks = marksOf(text), paper = at("checked"), seen = new Set();
      let from = 0;
      paper.replaceChildren();
      at("verdicts").replaceChildren();
      for (const [low, high, row] of marks) {
        paper.append(text.slice(from, low), make("span", { class: row ? "m" : "o", text: text.slice(low, high) }));
        from = high;
        const key = text.slice(low, high);
        if (seen.has(key)) continue;
        seen.add(key);
        at("verdicts").append(row ? told(row, text, high) : make("p", { class: "verdict" }, key, " ", make("small", { text: both("所收报告里没有：自创？", "in no report here: a coinage of your own?") })));
      }
      paper.append(text.slice(from));
      say(both(`${seen.size} 个提法`, `${seen.size} slogans`));
    });
  }

  // Filters of lists and tables; renderings as TSV.
  if (at("filter")) at("filter").addEventListener("input", () => {
    const word = at("filter").value.trim();
    for (const item of document.querySelectorAll(".tree li, #renderings tbody tr")) item.hidden = !item.textContent.includes(word);
    for (const group of document.querySelectorAll(".tree")) group.hidden = !group.querySelector("li:not([hidden])");
  });
  if (at("tsv")) at("tsv").addEventListener("click", () => {
    const rows = [...at("renderings").tBodies[0].rows].map((row) => [...row.cells].map((cell) => (cell.querySelector("input") || { value: cell.textContent }).value.replace(/\s+/g, " ")).join("\t"));
    const made = make("a", { download: "renderings.tsv", href: URL.createObjectURL(new Blob(["term\tpinyin\tsense\trendering\n" + rows.join("\n") + "\n"])) });
    made.click();
  });
})();
