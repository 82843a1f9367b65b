/* The marks that wait on this phone, and how they go out. Nothing leaves the queue before the
   server has said what became of it. One key per event, so that two tabs never lose each other's. */
"use strict";

const WAITING = "cohesion.waiting.";
const SENT = "cohesion.sent.";
const EXTRA = "cohesion.extra.";
const MOST_EXTRAS = 50;
const MOST_EVENTS = 200;
const MOST_CHARACTERS = 60000;
const SAID_ONCE = ["session", "how", "client_time"];
const REMEMBERED = 500;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;

/* An id of version 7: milliseconds, then chance. */
function uuid7() {
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(10)));
  chance[0] = (chance[0] & 0x0f) | 0x70;
  chance[2] = (chance[2] & 0x3f) | 0x80;
  const hex = Date.now().toString(16).padStart(12, "0") +
    chance.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/* A batch as it is sent: what all its events say alike is said once. */
function packed(events) {
  const same = {};
  if (events.length > 1) {
    for (const key of SAID_ONCE) {
      if (events.every((event) => event[key] === events[0][key])) same[key] = events[0][key];
    }
  }
  const told = Object.keys(same);
  if (!told.length) return { events };
  const others = (event) => Object.entries(event).filter(([key]) => !told.includes(key));
  return { same, events: events.map((event) => Object.fromEntries(others(event))) };
}

/* Local storage, or memory where the browser has none; `isKept` says which. */
class Store {
  constructor() {
    this.memory = new Map();
    this.isKept = true;
  }

  read(key) {
    if (this.memory.has(key)) return this.memory.get(key);
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      this.memory.delete(key);
    } catch {
      this.isKept = false;
      this.memory.set(key, value);
    }
  }

  remove(key) {
    this.memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      this.isKept = false;
    }
  }

  keys(prefix) {
    let stored = [];
    try {
      stored = Object.keys(localStorage);
    } catch {
      this.isKept = false;
    }
    return [...new Set([...stored, ...this.memory.keys()])].filter((key) => key.startsWith(prefix));
  }
}

class MarkQueue extends EventTarget {
  constructor({ user, address, token }) {
    super();
    Object.assign(this, { user, address, token });
    this.store = new Store();
    this.state = "idle";
    this.wait = FIRST_WAIT;
    this.most = MOST_EVENTS;
    this.unknown = new Set();
    if (!this.store.read("cohesion.device")) this.store.write("cohesion.device", uuid7());
    addEventListener("online", () => this.hurry());
    addEventListener("storage", () => this.change(this.state));
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
    addEventListener("pagehide", () => this.flush());
  }

  /* Her own events on this phone, in the order in which she made them. */
  get waiting() {
    return this.store.keys(`${WAITING}${this.user}.`)
      .map((key) => this.store.read(key))
      .filter(Boolean)
      .sort((one, other) => one.seq - other.seq);
  }

  /* How many wait here until somebody else signs in: they are sent in nobody's name but hers. */
  get ofOthers() {
    return this.store.keys(WAITING).length - this.store.keys(`${WAITING}${this.user}.`).length;
  }

  make(said) {
    const seq = (this.store.read("cohesion.seq") || 0) + 1;
    this.store.write("cohesion.seq", seq);
    const now = new Date().toISOString().slice(0, 19) + "Z";
    return { id: uuid7(), ...said, seq, client_time: now };
  }

  /* `wait` lets what is tapped in the next moment go out in the same request. */
  add(events, wait = 0) {
    for (const event of events) this.store.write(`${WAITING}${this.user}.${event.id}`, event);
    this.change("saving");
    if (!wait) this.flush();
    else {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), wait);
    }
  }

  /* What was tapped on the chips of other rooms: {id, name, session, item}, the oldest first. */
  get extras() {
    return this.store.keys(`${EXTRA}${this.user}.`)
      .sort()
      .map((key) => this.store.read(key))
      .filter(Boolean)
      .slice(0, MOST_EXTRAS);
  }

  addExtra(name, session, item) {
    const extra = { id: uuid7(), name, session, item };
    this.store.write(`${EXTRA}${this.user}.${extra.id}`, extra);
    this.add([]);
    return extra.id;
  }

  hurry() {
    clearTimeout(this.timer);
    this.wait = FIRST_WAIT;
    this.unknown.clear();
    this.flush();
  }

  async flush() {
    if (this.isSending) return;
    this.isSending = true;
    let goesOn = true;
    while (goesOn) {
      const batch = this.nextBatch();
      const extras = this.extras;
      if (!batch.length && !extras.length) {
        this.change("idle");
        break;
      }
      goesOn = await this.send(batch, extras);
    }
    this.isSending = false;
  }

  nextBatch() {
    const batch = [];
    let characters = 0;
    for (const event of this.waiting) {
      if (this.unknown.has(event.id)) continue;
      characters += JSON.stringify(event).length;
      if (batch.length && (batch.length >= this.most || characters > MOST_CHARACTERS)) break;
      batch.push(event);
    }
    return batch;
  }

  async send(batch, extras) {
    this.change("saving");
    const said = { device: this.store.read("cohesion.device"), ...packed(batch) };
    for (const { id, name, session, item } of extras) {
      said.extras ||= {};
      ((said.extras[name] ||= {})[session] ||= []).push({ id, ...item });
    }
    const body = JSON.stringify(said);
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body,
        // A tap just before leaving the page still goes out; browsers allow this for 64 KB.
        keepalive: body.length < 16000,
        signal: AbortSignal.timeout ? AbortSignal.timeout(30000) : undefined,
      });
      if (response.ok) {
        this.hear(await response.json(), batch, extras);
        return true;
      }
      if (response.status === 413) this.most = Math.max(1, Math.floor(batch.length / 2));
      this.later({ 401: "signed-out", 403: "refused" }[response.status] || "waiting");
    } catch {
      this.later("waiting");
    }
    return false;
  }

  later(state) {
    this.change(state);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  hear(answer, batch, extras) {
    const results = new Map(answer.results.map((result) => [result.id, result]));
    const heard = [];
    for (const event of batch) {
      const result = results.get(event.id);
      if (!result) continue;
      heard.push({ event, result });
      if (result.error === "unknown_enrolment") this.unknown.add(event.id);
    }
    const taken = heard.map((one) => one.event).filter((event) => !this.unknown.has(event.id));
    this.remember(taken);
    for (const event of taken) this.store.remove(`${WAITING}${this.user}.${event.id}`);
    // An answer that leaves something out must not be asked again at once.
    batch.filter((event) => !results.has(event.id)).forEach((event) => this.unknown.add(event.id));
    for (const extra of extras) this.store.remove(`${EXTRA}${this.user}.${extra.id}`);
    this.compareLog(answer, taken);
    this.wait = FIRST_WAIT;
    this.store.write("cohesion.sent_at", Date.now());
    this.dispatchEvent(new CustomEvent("heard", { detail: heard }));
    const saved = (answer.extras || []).map((pair) => pair.join());
    const lost = extras.filter(({ name, session }) => !saved.includes([name, session].join()));
    if (lost.length) this.dispatchEvent(new CustomEvent("not-saved", { detail: lost }));
  }

  remember(events) {
    const key = SENT + this.user;
    this.store.write(key, [...(this.store.read(key) || []), ...events].slice(-REMEMBERED));
  }

  /* A server that was restored from a copy may have forgotten what it had acknowledged. */
  compareLog({ restore_id, log_position }, taken) {
    const known = this.store.read("cohesion.log");
    this.store.write("cohesion.log", { restore_id, log_position });
    if (!known || (known.restore_id === restore_id && known.log_position <= log_position)) return;
    const justTaken = new Set(taken.map((event) => event.id));
    for (const key of this.store.keys(SENT)) {
      const user = key.slice(SENT.length);
      const events = this.store.read(key).filter((event) => !justTaken.has(event.id));
      for (const event of events) this.store.write(`${WAITING}${user}.${event.id}`, event);
    }
  }

  change(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

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
    this.label = element.getAttribute("aria-label");
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
    element.addEventListener("keydown", (event) => this.walk(event));
  }

  /* Arrows move between the four marks without choosing; the space bar chooses. */
  walk(event) {
    const isRtl = document.dir === "rtl";
    const step = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const radios = this.radios.filter((radio) => !radio.disabled);
    const place = radios.indexOf(event.target);
    radios[(place + step + radios.length) % radios.length].focus();
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

/* Chips that other rooms offer on the roster: a tap goes out together with the mark beside it, and
   waits on the phone like one. Unticking takes the tap back. */
function watchOffers(page, queue) {
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
}
