// Language and scheme, chosen by the reader and remembered where the browser allows it; runs before the page is drawn.
(function () {
  "use strict";
  const root = document.documentElement;
  const kept = { get(name) { try { return localStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(name, value); } catch { /* private windows forget */ } } };
  const asked = new URLSearchParams(location.search);
  const language = asked.get("lang") || kept.get("tifatu-language");
  if (language === "en") root.lang = "en";
  const scheme = asked.get("scheme") || kept.get("tifatu-scheme");
  if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme;

  window.TIFATU = {
    // Makes an element: every text is set as text, never as markup.
    make(tag, facts, ...inside) {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(facts || {})) {
        if (name === "text") made.textContent = value;
        else if (name === "class") made.className = value;
        else made.setAttribute(name, value);
      }
      made.append(...inside);
      return made;
    },
    both(zh, en) { return root.lang === "en" ? en : zh; },
    // Loads a script of the site once.
    load(path) {
      const waiting = (window.TIFATU.waiting ||= {});
      return waiting[path] ||= new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = document.body.dataset.up + path;
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      });
    },
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("language").addEventListener("click", () => {
      root.lang = root.lang === "en" ? "zh-Hans" : "en";
      kept.set("tifatu-language", root.lang === "en" ? "en" : "zh");
    });
    document.getElementById("scheme").addEventListener("click", () => {
      const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.scheme = dark ? "light" : "dark";
      kept.set("tifatu-scheme", root.dataset.scheme);
    });
    for (const wide of document.querySelectorAll("[data-to-end]")) wide.scrollLeft = wide.scrollWidth;
  });
})();
