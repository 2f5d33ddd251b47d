// The conversation on one phone: bubbles in order, changed in place, days between them.

import { day, icon, make, paperIcon, size, time } from "./parts.js";

export class Log {
  constructor(clock, draw) {
    this.clock = clock;
    this.draw = draw;
    this.element = make("div", { class: "log", role: "log", "aria-live": "polite", tabindex: 0 });
    this.rows = new Map();
    this.dots = null;
  }

  clear(...content) {
    this.rows.clear();
    this.element.replaceChildren(...content);
    this.dots = null;
  }

  fill(messages) {
    this.clear();
    for (const message of messages) this.put(message);
    this.toEnd();
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  put(message) {
    const atEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 140;
    const known = this.rows.get(message.id);
    const row = this.draw(message);
    row.dataset.day = day(message.at, this.clock.now());
    row.dataset.side = message.side;
    if (known) {
      row.classList.toggle("turn", known.classList.contains("turn"));
      row.style.animation = "none";
      known.replaceWith(row);
    } else {
      this.element.querySelector(".empty")?.remove();
      const last = [...this.rows.values()].at(-1);
      if (!last || last.dataset.day !== row.dataset.day) this.element.append(make("div", { class: "day" }, row.dataset.day));
      row.classList.toggle("turn", !last || last.dataset.side !== message.side || last.dataset.day !== row.dataset.day);
      this.element.append(row);
      if (message.side === "desk" || message.side === "bot") this.stopTyping();
      else if (this.dots) this.element.append(this.dots);
    }
    this.rows.set(message.id, row);
    if (atEnd) this.toEnd();
    // A picture gets its height only when it has loaded.
    for (const image of row.querySelectorAll("img")) image.addEventListener("load", () => { if (atEnd) this.toEnd(); });
  }

  remove(id) {
    this.rows.get(id)?.remove();
    this.rows.delete(id);
  }

  type() {
    this.stopTyping();
    this.dots = make("div", { class: "dots", "aria-label": "typing" }, make("i"), make("i"), make("i"));
    this.element.append(this.dots);
    this.toEnd();
    this.timer = setTimeout(() => this.stopTyping(), 6000);
  }

  stopTyping() {
    clearTimeout(this.timer);
    this.dots?.remove();
    this.dots = null;
  }
}

export function picture(file) {
  return make("a", { class: "photo", href: file.url, target: "_blank", rel: "noopener" }, make("img", { src: file.url, alt: file.name }));
}

export function paper(file, isRound) {
  const kind = file.content_type === "application/pdf" ? "PDF" : (file.name.split(".").pop() || "file").slice(0, 4).toUpperCase();
  const sign = isRound ? make("span", { class: "round" }, icon("file")) : paperIcon(kind);
  const told = [size(file.size), kind].filter(Boolean).join(" · ");
  const words = make("span", {}, make("b", {}, file.name), make("small", {}, file.url ? told : "no longer here"));
  return file.url ? make("a", { class: "paper", href: file.url, target: "_blank", rel: "noopener" }, sign, words) : make("div", { class: "paper" }, sign, words);
}

export function spot(location) {
  const where = `${Number(location.latitude).toFixed(4)}, ${Number(location.longitude).toFixed(4)}`;
  const name = location.label || location.address || "Location";
  return make("div", { class: "place-card" }, make("div", { class: "map" }, icon("pin", { fill: "#fff" })), make("p", {}, name, make("small", {}, where)));
}

export function tail(message, ticks, note) {
  return make("span", { class: "tail" }, note || null, make("time", { datetime: message.at, title: new Date(message.at).toLocaleString() }, time(message.at)), ticks);
}
