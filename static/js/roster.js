/* The roster page: every tap is saved at once, said and shown; the last action can be undone.
   Row is a woman's line, with the Marks of roster-queue.js in it; below it is the page. */
"use strict";

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
    // Whose details the panel shows.
    this.shown = this.main;
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

  open(template, { marks = this.main, all = false } = {}) {
    this.shown = marks;
    if (!this.panel) {
      this.element.append(template.content.cloneNode(true));
      this.panel = this.element.lastElementChild;
      for (const choice of this.panel.querySelectorAll("input[type=radio]")) {
        choice.name += this.main.enrolment;
      }
      if (this.inside) {
        const which = this.panel.querySelector("[data-which]");
        which.hidden = false;
        which.querySelectorAll("span").forEach((span, place) => {
          span.textContent = this.groups[place].label;
        });
      }
      this.panel.addEventListener("change", (event) => this.heard(event));
      this.panel.addEventListener("click", (event) => this.clicked(event));
    }
    if (all) this.showRest(true);
    this.draw();
  }

  close() {
    if (this.panel) this.panel.remove();
    this.panel = null;
    this.shown = this.main;
  }

  showRest(isShown) {
    this.panel.querySelector(".person-rest").hidden = !isShown;
    this.panel.toggleAttribute("data-all", isShown);
    this.panel.querySelector(".chip-more").setAttribute("aria-expanded", isShown);
  }

  /* Show what fits the mark, with what is known chosen. */
  draw() {
    this.element.dataset.mark = this.main.mark || "";
    if (!this.panel) return;
    const { mark, details, session } = this.shown;
    this.panel.dataset.mark = mark || "";
    const row = this.legend.querySelector("a").getAttribute("href");
    this.panel.querySelector("[data-history]").href = `../${session}/${row}`;
    for (const part of this.panel.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(mark);
    }
    const reminder = this.panel.querySelector("[data-reminder]");
    if (reminder) reminder.hidden ||= details.reasons.length > 0;
    for (const input of this.panel.querySelectorAll("input")) {
      const kind = input.name.split(/[-0-9]/)[0];
      const minutes = kind.startsWith("late") ? details.minutes_late : details.left_early_minutes;
      if (kind.startsWith("which")) input.checked = this[input.value] === this.shown;
      else if (input.type === "checkbox") input.checked = details.reasons.includes(input.value);
      else if (input.type === "radio") input.checked = Number(input.value) === minutes;
      else if (input === document.activeElement) continue;
      else if (input.name === "note") input.value = details.note;
      else input.value = minutes === null ? "" : minutes;
    }
  }

  heard(event) {
    event.stopPropagation();
    const { name, type, value } = event.target;
    if (name.startsWith("which")) {
      this.shown = this[value];
      this.draw();
      return;
    }
    const details = { ...this.shown.details };
    if (name === "note") details.note = value.trim().slice(0, 500);
    else if (type === "checkbox") {
      details.reasons = details.reasons.filter((reason) => reason !== value);
      if (event.target.checked) details.reasons.push(value);
    } else {
      const field = name.startsWith("late") ? "minutes_late" : "left_early_minutes";
      details[field] = digits(value);
      if (field === "left_early_minutes") details[field] ||= null;
    }
    this.shown.details = details;
    this.draw();
    this.dispatchEvent(new Event("details"));
  }

  clicked(event) {
    if (event.target.closest("[data-clear]")) this.dispatchEvent(new Event("clear"));
    const more = event.target.closest(".chip-more");
    if (more) this.showRest(more.getAttribute("aria-expanded") === "false");
  }
}

/* So long a mark waits for a tap on what another room offers beside it, to go out together. */
const OFFER_WAIT = 1500;

(function () {
  const page = document.querySelector("[data-roster]");
  if (!page) return;
  const { session, child, user, sync, starts, ends, childAfter, childLength, childBefore } = page.dataset;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const more = document.getElementById("roster-more");
  const words = {};
  for (const word of document.getElementById("roster-words").content.children) {
    words[word.dataset.word] = word.textContent;
  }
  const say = (key, values = {}) =>
    words[key].replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
  const labels = {};
  for (const radio of page.querySelector(".marks").querySelectorAll("input")) {
    labels[radio.value] = radio.nextElementSibling.textContent;
  }
  const reasons = {};
  for (const box of more.content.querySelectorAll("[name=reason]")) {
    reasons[box.value] = box.nextElementSibling.textContent;
  }

  const token = page.elements.csrfmiddlewaretoken.value;
  const queue = new MarkQueue({ user, address: sync, token });
  const rows = [...page.querySelectorAll("[data-row]")].map((row) => new Row(row, session, child));
  const groups = new Map();
  for (const row of rows) {
    for (const marks of row.groups) groups.set(marks.session + marks.enrolment, { row, marks });
  }
  let last = null;

  /* --- Making marks ------------------------------------------------------- */

  function eventFor(marks, said, how = "tapped") {
    const { session, enrolment, version } = marks;
    return queue.make({ session, enrolment, ...said, how, base_version: version });
  }

  /* Send what a group of marks says now, and remember how to take it back. */
  function save(row, marks) {
    const said = marks.value;
    const event = eventFor(marks, { ...said, mark: said.mark || "cleared" });
    // Signs that nobody sees keep a name in its own direction.
    const name = `\u2068${row.name}\u2069`;
    const text = said.mark
      ? say("done-one", { name, mark: labels[said.mark] })
      : say("done-none", { name });
    last = { text, how: "tapped", steps: [{ row, marks, event, before: marks.stands }] };
    settle(row, marks, "tapped");
    const offers = THERE.includes(said.mark) && row.legend.querySelector("[data-extra]:not(:checked)");
    queue.add([event], offers ? OFFER_WAIT : 0);
    draw();
  }

  function settle(row, marks, how) {
    marks.stands = marks.value;
    marks.isSoft = how !== "tapped";
    if (marks === row.main) follow(row);
    row.note("told", "");
    row.draw();
    tell(row);
  }

  /* Under the name, the details of her day, and of the dialogue where it has some of its own. */
  function tell(row) {
    row.note("said", detailsOf(row.main).join(" · "));
    const said = row.inside && !row.inside.isSoft ? detailsOf(row.inside) : [];
    if (row.inside) row.note("inside", said.length && `${row.inside.label}: ${said.join(" · ")}`);
  }

  /* Show in the dialogue beside the day what the server will make of this mark. */
  function follow(row) {
    const { main, inside } = row;
    if (!inside || !inside.isSoft) return;
    const { mark, details } = main;
    const late = Math.max(0, (mark === "late" ? details.minutes_late || 0 : 0) - childAfter);
    const early = Math.max(0, (details.left_early_minutes || 0) - childBefore);
    if (!THERE.includes(mark)) inside.value = { mark, reasons: main.value.reasons };
    else if (late + early >= childLength) inside.value = { mark: "absent" };
    else {
      inside.value = {
        mark: late ? "late" : "present",
        minutes_late: late || null,
        left_early_minutes: early || null,
      };
    }
  }

  function detailsOf(marks) {
    const { minutes_late: late, left_early_minutes: early, reasons: codes = [] } = marks.value;
    const said = codes.map((code) => reasons[code] || code);
    if (early) said.unshift(say("early", { minutes: early }));
    if (late !== undefined) said.unshift(say("late", { minutes: late }));
    return said;
  }

  function tapped(row, marks) {
    const { details } = marks;
    const now = Date.now() / 1000;
    // Once it is over, nobody but her knows how late she was.
    if (marks.mark === "late" && details.minutes_late === null && now <= ends) {
      const passed = Math.floor((now - starts) / 60);
      const begins = marks === row.inside ? Number(childAfter) : 0;
      details.minutes_late = Math.max(0, Math.min(MOST_MINUTES, passed - begins));
    }
    if (marks.mark === "excused" && !details.reasons.length && row.planned) {
      details.reasons = [row.planned];
    }
    if (marks.mark === "present") row.close();
    else row.open(more, { marks });
    save(row, marks);
  }

  function markRemaining() {
    const steps = rows.filter((row) => !row.main.mark).map((row) => {
      const before = row.main.stands;
      row.main.value = row.planned
        ? { mark: "excused", reasons: [row.planned] }
        : { mark: "present" };
      const event = eventFor(row.main, row.main.value, "bulk");
      settle(row, row.main, "bulk");
      return { row, marks: row.main, event, before };
    });
    last = { text: say("done-all", { count: steps.length }), how: "bulk", steps };
    queue.add(steps.map((step) => step.event));
    draw();
  }

  function undo() {
    const events = last.steps.map(({ row, marks, event, before }) => {
      marks.value = before;
      if (marks === row.shown && !before.mark) row.close();
      const said = { ...before, mark: before.mark || "cleared", undoes: event.id };
      const taken = eventFor(marks, said, last.how);
      settle(row, marks, last.how);
      return taken;
    });
    last = null;
    queue.add(events);
    draw();
    find("saved").textContent = say("undone");
  }

  /* --- Hearing the server -------------------------------------------------- */

  function hear({ event, result }) {
    const { row, marks } = groups.get(event.session + event.enrolment) || {};
    if (!row) return;
    const { outcome, mark, version, error } = result;
    if (outcome !== "rejected") marks.version = version;
    const isLatest = !queue.waiting.some(
      (other) => other.session === event.session && other.enrolment === event.enrolment,
    );
    if (isLatest && outcome !== "rejected" && mark !== marks.mark) {
      marks.value = { mark };
      row.close();
      row.draw();
      tell(row);
    }
    row.note("told", toldOf(event, outcome, mark, error));
  }

  function toldOf(event, outcome, mark, error) {
    const label = labels[mark];
    if (outcome === "conflict") return say("conflict", { mark: label || say("cleared") });
    if (outcome === "superseded" && (mark || "cleared") !== event.mark && event.how === "tapped") {
      return label ? say("superseded", { mark: label }) : say("superseded-none");
    }
    if (outcome === "pending_review") return say("review", { why: say(`review-${error}`) });
    if (error === "unknown_enrolment") return say("unknown");
    return outcome === "rejected" ? say("rejected") : "";
  }

  /* --- Showing where things stand ------------------------------------------ */

  function draw() {
    const open = rows.filter((row) => !row.main.mark);
    const excused = open.filter((row) => row.planned).length;
    const done = rows.length - open.length;
    const counted = say("count", { done, total: rows.length });
    find("count").textContent = counted;
    const bar = document.querySelector(".count progress");
    bar.value = done;
    bar.setAttribute("aria-label", counted);
    const button = find("remaining");
    button.textContent = say(excused ? "remaining-excused" : "remaining", {
      present: open.length - excused,
      excused,
    });
    button.hidden = !open.length || page.querySelector("input:disabled") !== null;
    if (find("finish")) find("finish").hidden = open.length > 0;
    find("undo").hidden = !last;
    if (last) find("undo-text").textContent = last.text;
  }

  function drawState() {
    const waiting = [...queue.waiting, ...queue.extras];
    const key = !queue.store.isKept && waiting.length ? "not-kept"
      : queue.state === "idle" && waiting.length ? "waiting"
      : queue.state;
    const saved = find("saved");
    const text = key === "idle" ? (queue.store.read("cohesion.sent_at") ? say("saved") : "")
      : say(key, { count: waiting.length });
    if (saved.textContent !== text) saved.textContent = text;
    saved.dataset.state = key;
    const isOff = key === "waiting" || !navigator.onLine;
    const net = find("net");
    net.hidden = false;
    net.textContent = say(isOff ? "offline" : "online");
    net.classList.toggle("state-offline", isOff);
    const at = queue.store.read("cohesion.sent_at");
    const others = queue.ofOthers;
    const when = at && new Date(at);
    find("sent").textContent = others ? say("others", { count: others })
      : when ? say("sent", { time: `${when.getHours()}:${String(when.getMinutes()).padStart(2, "0")}` })
      : "";
    const held = new Set(waiting.map((event) => event.enrolment));
    for (const row of rows) row.element.toggleAttribute("data-waiting", held.has(row.main.enrolment));
  }

  /* What waits on the phone is what she last said, whatever the server knew when it drew the page. */
  for (const event of queue.waiting) {
    const { row, marks } = groups.get(event.session + event.enrolment) || {};
    if (!row) continue;
    marks.value = event;
    settle(row, marks, event.how);
  }

  for (const row of rows) {
    row.element.dataset.mark = row.main.mark || "";
    row.addEventListener("details", () => save(row, row.shown));
    row.addEventListener("clear", () => {
      const marks = row.shown;
      marks.value = { mark: null };
      row.close();
      save(row, marks);
    });
    for (const marks of row.groups) {
      marks.element.addEventListener("change", () => tapped(row, marks));
    }
    row.legend.querySelector("a").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const isOpen = row.panel && !row.panel.querySelector(".person-rest").hidden;
      if (isOpen) row.close();
      else row.open(more, { all: true });
    });
  }

  page.addEventListener("submit", (event) => event.preventDefault());
  find("remaining").addEventListener("click", (event) => {
    event.preventDefault();
    markRemaining();
  });
  find("undo").querySelector("button").addEventListener("click", undo);
  find("plain").hidden = true;
  find("notes").hidden = false;
  queue.addEventListener("heard", ({ detail }) => {
    detail.forEach(hear);
    draw();
  });
  queue.addEventListener("change", drawState);
  addEventListener("offline", drawState);
  watchOffers(page, queue);
  draw();
  drawState();
  queue.hurry();
})();
