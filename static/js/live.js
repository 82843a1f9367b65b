/* Keeps parts of a page as they are on the server: asks for the page again while somebody looks at
   it, and puts those parts in place that have changed. A part that goes on by itself says how soon
   to ask again, in milliseconds: data-live-every. Stops when nobody has touched it for long,
   so that a phone left on a table is signed out in time. */
"use strict";

(function () {
  const EVERY = 20000;
  const UNTOUCHED = 10 * 60000;
  let touched = Date.now();
  for (const sign of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
  }

  async function refresh() {
    if (document.hidden || !navigator.onLine || Date.now() - touched > UNTOUCHED) return;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!response.ok || response.redirected) return;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) replace(part, fresh);
    } catch {
      // The next time; what is shown stays.
    }
  }

  /* What she is using is left alone, and so is what says the same. */
  function replace(part, fresh) {
    const next = fresh.getElementById(part.id);
    if (!next || part.contains(document.activeElement) || part.querySelector("details[open]")) return;
    if (saysTheSame(part, next)) return;
    part.replaceWith(document.importNode(next, true));
  }

  function saysTheSame(part, next) {
    const targets = (element) => [...element.querySelectorAll("[href], [action]")]
      .map((one) => one.getAttribute("href") || one.getAttribute("action")).join();
    return part.textContent === next.textContent && targets(part) === targets(next);
  }

  async function keep() {
    await refresh();
    again();
  }

  function again() {
    const quick = document.querySelector("[data-live-every]");
    setTimeout(keep, quick ? Number(quick.dataset.liveEvery) : EVERY);
  }

  again();
  document.addEventListener("visibilitychange", refresh);
})();
