/* Her name in Latin letters is suggested while the field is left alone; the server knows how. */
"use strict";

const box = document.querySelector("[data-latin]");

if (box) {
  const form = box.closest("form");
  const latin = box.querySelector("input");
  const parts = ["given", "father", "grandfather", "family"].map((name) => form.elements[name]);
  let isOurs = !latin.value;
  let asked = 0;

  latin.addEventListener("input", () => {
    isOurs = !latin.value;
  });

  for (const part of parts) part.addEventListener("change", suggest);

  async function suggest() {
    if (!isOurs) return;
    const turn = ++asked;
    const body = new FormData();
    body.set("name", parts.map((part) => part.value).join(" "));
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(box.dataset.latin, { method: "POST", body });
      const said = answer.ok && await answer.json();
      // An answer that was slower than the next one is about less of her name.
      if (said && isOurs && turn === asked) latin.value = said.latin;
    } catch {
      /* Without a network the server writes it when she is saved. */
    }
  }
}
