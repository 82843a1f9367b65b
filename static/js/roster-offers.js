/* Chips that other rooms offer on the roster: a tap goes out together with the mark beside it, and
   waits on the phone like one. Unticking takes the tap back. */
"use strict";

(function () {
  const page = document.querySelector("[data-roster]");
  if (!page || !page.markQueue) return;
  const queue = page.markQueue;
  const taps = new Map();

  /* What waits from before is shown as it was tapped. */
  for (const { id, name, item } of queue.extras) {
    for (const box of page.querySelectorAll(`[data-extra="${name}"]`)) {
      if (box.value !== item.chip) continue;
      box.checked = !item.undoes;
      taps.set(box, id);
    }
  }

  page.addEventListener("change", ({ target: box }) => {
    const name = box.dataset.extra;
    if (!name) return;
    const before = taps.get(box);
    taps.delete(box);
    box.closest(".person-note").querySelector("[data-not-saved]")?.remove();
    const { session } = page.dataset;
    if (box.checked) taps.set(box, queue.addExtra(name, session, { chip: box.value }));
    else if (before) queue.addExtra(name, session, { chip: box.value, undoes: before });
  });

  queue.addEventListener("not-saved", ({ detail }) => {
    const lost = new Set(detail.map((extra) => extra.id));
    for (const [box, id] of taps) {
      if (!lost.has(id)) continue;
      taps.delete(box);
      box.checked = false;
      const line = document.createElement("strong");
      line.dataset.notSaved = "";
      line.textContent = box.dataset.failed;
      box.closest(".person-note").append(line);
    }
  });
})();
