// Arrival at a character (#c22043, #c22043-22092) or a definition (#D…), and the cards of terms.
(function () {
  "use strict";
  const { make, both } = window.TIFATU;
  const text = document.getElementById("text");
  const card = document.getElementById("card");
  const cards = JSON.parse(document.getElementById("cards").textContent);

  // Text nodes hold the source word for word; offsets count code points.
  function pointAt(paragraph, offset) {
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const points = [...node.data];
      if (offset <= points.length) return [node, points.slice(0, offset).join("").length];
      offset -= points.length;
    }
    return null;
  }

  function rangeOf(start, end) {
    const paragraphs = [...text.querySelectorAll("[data-c]")];
    const holding = (at) => paragraphs.filter((p) => Number(p.dataset.c) <= at).pop();
    const first = holding(start), last = holding(Math.max(start, end - 1));
    if (!first || !last) return null;
    const from = pointAt(first, start - Number(first.dataset.c)), to = pointAt(last, end - Number(last.dataset.c));
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  function arrive() {
    for (const old of text.querySelectorAll(".here, .at")) old.classList.remove("here", "at");
    if (window.CSS && CSS.highlights) CSS.highlights.delete("here");
    const wanted = decodeURIComponent(location.hash.slice(1));
    const element = wanted && document.getElementById(wanted);
    if (element && text.contains(element)) {
      element.classList.add("here");
      element.closest("[data-c]")?.classList.add("at");
      element.scrollIntoView({ block: "center" });
      return;
    }
    const found = /^c(\d+)(?:-(\d+))?$/.exec(wanted);
    if (!found) return;
    const start = Number(found[1]), range = rangeOf(start, Number(found[2] || start + 1));
    if (!range) return;
    if (window.CSS && CSS.highlights) CSS.highlights.set("here", new Highlight(range));
    range.startContainer.parentElement.closest("[data-c]").classList.add("at");
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  function show(link) {
    const [label, places, reports, first, senses, words, whose] = cards[link.dataset.t];
    card.replaceChildren(
      make("strong", { text: label }),
      make("p", { class: "facts", text: both(
        `${places} 地 ${reports} 份报告用过，最早 ${first || "年份不详"}` + (senses > 1 ? `，${senses} 个义项` : ""),
        `used in ${reports} reports of ${places} places, first ${first || "?"}` + (senses > 1 ? `, ${senses} senses` : "")) }));
    if (words) card.append(make("p", { class: "words", lang: "zh-Hans", text: words }), make("p", { class: "facts", text: both("最早释义：", "first defined by ") + whose }));
    else card.append(make("p", { class: "facts", text: both("所收报告都没有解释", "no report here explains it") }));
    card.hidden = false;
    const box = link.getClientRects()[0], width = Math.min(360, innerWidth - 24);
    card.className = "card";
    const below = box.bottom + card.offsetHeight + 12 < innerHeight;
    // Positions by script are allowed by the policy: it forbids style attributes in the HTML only.
    card.style.width = width + "px";
    card.style.left = Math.max(12, Math.min(box.left, innerWidth - width - 12)) + "px";
    card.style.top = (below ? box.bottom + 8 : Math.max(8, box.top - card.offsetHeight - 8)) + "px";
    link.setAttribute("aria-describedby", "card");
  }

  function hide() { card.hidden = true; }
  for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    text.addEventListener(begin, (event) => { const link = event.target.closest("[data-t]"); if (link) show(link); });
    text.addEventListener(end, (event) => { if (event.target.closest("[data-t]")) hide(); });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", hide, { passive: true });
  addEventListener("hashchange", arrive);
  if (matchMedia("(max-width: 900px)").matches) for (const fold of document.querySelectorAll(".contents details")) fold.open = false;
  arrive();
})();
