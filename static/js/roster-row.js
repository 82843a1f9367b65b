/* One woman's marks on the roster: what the page says of her, and what opens under her name. */
"use strict";

const THERE = ["present", "late"];
const NOT_THERE = ["absent", "excused"];
const MOST_MINUTES = 720;

/* Digits of three scripts as a number, or null. */
function digits(text) {
  const ascii = text.replace(/[٠-٩۰-۹]/g, (digit) => digit.codePointAt(0) & 0xf).trim();
  return /^\d{1,3}$/.test(ascii) ? Math.min(Number(ascii), MOST_MINUTES) : null;
}

/* Four radios, and the details that belong to the mark that is chosen. */
class Marks {
  constructor(element, row, session) {
    Object.assign(this, { element, row, session });
    this.enrolment = row.dataset.row;
    this.radios = [...element.querySelectorAll("input")];
    const { version, soft, late, early, reasons, note } = element.dataset;
    this.version = Number(version || 0);
    this.isSoft = version === undefined || soft !== undefined;
    this.details = {
      minutes_late: late === undefined ? null : Number(late),
      left_early_minutes: early === undefined ? null : Number(early),
      reasons: reasons ? reasons.split(" ") : [],
      note: note || "",
    };
    // What the last event said: the radio itself has already moved when its tap is heard.
    this.stands = this.value;
  }

  get mark() {
    const chosen = this.radios.find((radio) => radio.checked);
    return chosen ? chosen.value : null;
  }

  set mark(mark) {
    for (const radio of this.radios) radio.checked = radio.value === mark;
  }

  /* The mark with those details that fit it, and nothing that is empty. */
  get value() {
    const { mark, details } = this;
    const value = { mark };
    if (mark === "late" && details.minutes_late !== null) value.minutes_late = details.minutes_late;
    if (THERE.includes(mark) && details.left_early_minutes) {
      value.left_early_minutes = details.left_early_minutes;
    }
    if (NOT_THERE.includes(mark) && details.reasons.length) value.reasons = [...details.reasons];
    if (mark && details.note) value.note = details.note;
    return value;
  }

  set value({ mark, minutes_late = null, left_early_minutes = null, reasons = [], note = "" }) {
    this.mark = mark === "cleared" ? null : mark;
    this.details = { minutes_late, left_early_minutes, reasons: [...reasons], note };
    this.stands = this.value;
  }
}

/* A row of the page: its marks, what is said under the name, and the panel of details. */
class Row extends EventTarget {
  constructor(element, session, child) {
    super();
    this.element = element;
    this.legend = element.querySelector("legend");
    this.name = element.querySelector("bdi").textContent;
    const [main, inside] = element.querySelectorAll(".marks");
    this.main = new Marks(main, element, session);
    this.inside = inside ? new Marks(inside, element, child) : null;
    const planned = element.querySelector("[data-planned]");
    this.planned = planned ? planned.dataset.planned : null;
  }

  get groups() {
    return this.inside ? [this.main, this.inside] : [this.main];
  }

  /* A line under the name; one of each kind, and none where there is nothing to say. */
  note(kind, text) {
    let line = this.legend.querySelector(`[data-${kind}]`);
    if (!text) {
      if (line) line.remove();
      return;
    }
    if (!line) {
      line = document.createElement("span");
      line.className = "person-note";
      line.dataset[kind] = "";
      this.legend.append(line);
    }
    line.textContent = text;
  }

  open(template, { all = false } = {}) {
    if (!this.panel) {
      this.element.append(template.content.cloneNode(true));
      this.panel = this.element.lastElementChild;
      for (const choice of this.panel.querySelectorAll("input[type=radio]")) {
        choice.name += this.main.enrolment;
      }
      this.panel.querySelector("[data-history]").href = this.legend.querySelector("a").href;
      this.panel.addEventListener("change", (event) => this.heard(event));
      this.panel.addEventListener("click", (event) => this.clicked(event));
    }
    if (all) this.showRest(true);
    this.draw();
  }

  close() {
    if (this.panel) this.panel.remove();
    this.panel = null;
  }

  showRest(isShown) {
    this.panel.querySelector(".person-rest").hidden = !isShown;
    this.panel.toggleAttribute("data-all", isShown);
    this.panel.querySelector(".chip-more").setAttribute("aria-expanded", isShown);
  }

  /* Show what fits the mark, with what is known chosen. */
  draw() {
    const { mark, details } = this.main;
    this.element.dataset.mark = mark || "";
    if (!this.panel) return;
    for (const part of this.panel.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(mark);
    }
    const reminder = this.panel.querySelector("[data-reminder]");
    if (reminder) reminder.hidden ||= details.reasons.length > 0;
    for (const input of this.panel.querySelectorAll("input")) {
      const kind = input.name.split(/[-0-9]/)[0];
      const minutes = kind.startsWith("late") ? details.minutes_late : details.left_early_minutes;
      if (input.type === "checkbox") input.checked = details.reasons.includes(input.value);
      else if (input.type === "radio") input.checked = Number(input.value) === minutes;
      else if (input === document.activeElement) continue;
      else if (input.name === "note") input.value = details.note;
      else input.value = minutes === null ? "" : minutes;
    }
  }

  heard(event) {
    event.stopPropagation();
    const { name, type, value } = event.target;
    const details = { ...this.main.details };
    if (name === "note") details.note = value.trim().slice(0, 500);
    else if (type === "checkbox") {
      details.reasons = details.reasons.filter((reason) => reason !== value);
      if (event.target.checked) details.reasons.push(value);
    } else {
      const field = name.startsWith("late") ? "minutes_late" : "left_early_minutes";
      details[field] = digits(value);
      if (field === "left_early_minutes") details[field] ||= null;
    }
    this.main.details = details;
    this.draw();
    this.dispatchEvent(new Event("details"));
  }

  clicked(event) {
    if (event.target.closest("[data-clear]")) this.dispatchEvent(new Event("clear"));
    const more = event.target.closest(".chip-more");
    if (more) this.showRest(more.getAttribute("aria-expanded") === "false");
  }
}
