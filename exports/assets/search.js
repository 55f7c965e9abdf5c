// Finds terms by any part of their name, or by pinyin in letters: 四强行动 by siqiang, qiangxing, sqxd. The list comes from
// assets/terms.js as [label, key, address, definitions, mentions, syllables, initials].
(function () {
  "use strict";
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const terms = window.TIFATU_TERMS || [];
  const most = 30;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/ü/g, "v").replace(/[\s“”"'‘’「」『』【】]/g, "");

  function rank(term, wanted) {
    const place = fold(term[1]).indexOf(wanted);
    return place < 0 ? spokenRank(term, wanted) : (term[1].length === wanted.length ? 0 : 1) + (place ? 1 : 0);
  }

  // A syllable must be typed from its beginning: "an" is no part of "qiang".
  function spokenRank(term, wanted) {
    if (!/^[a-z0-9]+$/.test(wanted)) return -1;
    const syllables = term[5].split(" ");
    const from = syllables.findIndex((_, n) => syllables.slice(n).join("").startsWith(wanted));
    const place = from < 0 ? term[6].indexOf(wanted) : from;
    if (place < 0) return -1;
    return place ? 5 : term[6] === wanted || syllables.join("") === wanted ? 3 : 4;
  }

  function show() {
    const wanted = fold(box.value);
    list.replaceChildren();
    list.hidden = !wanted;
    if (!wanted) return;
    const found = terms.map((term) => [rank(term, wanted), term]).filter((pair) => pair[0] >= 0);
    found.sort((a, b) => a[0] - b[0] || b[1][3] - a[1][3] || b[1][4] - a[1][4] || (a[1][1] < b[1][1] ? -1 : 1));
    for (const [, term] of found.slice(0, most)) list.append(row(term));
    if (!found.length) list.append(note("没有找到 No such formulation"));
    if (found.length > most) list.append(note("另有 " + (found.length - most) + " 个，请再输几个字"));
  }

  function row(term) {
    const item = document.createElement("li");
    const link = document.createElement(term[2] ? "a" : "span");
    if (term[2]) link.href = box.dataset.up + "terms/" + term[2];
    link.textContent = term[0];
    const count = document.createElement("small");
    count.textContent = term[3] ? " 释义 " + term[3] : " 仅提及 " + term[4];
    item.append(link, count);
    return item;
  }

  function note(text) {
    const item = document.createElement("li");
    item.className = "hint";
    item.textContent = text;
    return item;
  }

  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; show(); }
    if (event.key === "Enter") { const first = list.querySelector("a"); if (first) first.click(); }
    if (event.key === "ArrowDown") { const first = list.querySelector("a"); if (first) { event.preventDefault(); first.focus(); } }
  });
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = links.indexOf(document.activeElement) + step;
    (links[next] || box).focus();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) list.hidden = true; });
  box.addEventListener("focus", show);
})();
