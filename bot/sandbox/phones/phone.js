// What both phones share: people to switch between, unread badges, the frame around a chat.

import { ask } from "./door.js";
import { dialog, face, icon, make } from "./parts.js";

export class Phone {
  constructor(place, kind) {
    this.place = place;
    this.kind = kind;
    this.people = new Map();
    this.unread = new Map();
    this.current = null;
    this.reads = new Set();
    this.device = place.querySelector(".device");
    this.row = place.querySelector(".people");
  }

  build(log, composer) {
    this.log = log;
    this.composer = composer;
    this.title = make("b");
    this.state = make("span");
    this.avatar = make("span");
    this.bar = make("div", { class: "bar" }, this.avatar, make("div", { class: "who" }, this.title, this.state),
      make("button", { type: "button", class: "icon", "aria-label": "This person", onclick: (event) => this.openMenu(event) }, icon("more")));
    this.below = make("div");
    this.device.replaceChildren(this.bar, make("div", { class: "wall" }, log.element), composer.element, this.below);
  }

  // What is heard while a chat is being read is newer than the answer, and is shown again behind it.
  async fillFrom(path) {
    const chat = this.current, meanwhile = [];
    this.reads.add(meanwhile);
    const answer = await ask(path).finally(() => this.reads.delete(meanwhile));
    if (this.current !== chat) return null;
    this.log.fill(answer.messages);
    for (const event of meanwhile.filter((event) => event.chat === chat)) this.show(event);
    return answer;
  }

  note(event) {
    for (const meanwhile of this.reads) meanwhile.push(event);
  }

  show(event) {
    if (event.message) this.log.put(event.message);
    else this.log.remove(event.message_id);
  }

  isWatched() {
    return document.visibilityState === "visible" && this.place.offsetParent !== null;
  }

  drawPeople() {
    const faces = [...this.people].map(([key, person]) => make("button", {
      type: "button", class: `person${person.off ? " off" : ""}`, "aria-pressed": String(key === this.current), title: person.note, onclick: () => this.turnTo(key),
    }, face(person.name), make("span", { class: "label" }, person.name),
      this.unread.get(key) ? make("span", { class: "badge", "aria-label": "unread" }, String(this.unread.get(key))) : null));
    this.row.replaceChildren(...faces, make("button", { type: "button", class: "person add", onclick: () => this.add() }, make("span", { class: "face" }, "+"), make("span", { class: "label" }, "Add")));
    const total = [...this.unread.values()].reduce((sum, count) => sum + count, 0);
    const badge = document.querySelector(`#tab-${this.kind} .badge`);
    badge.hidden = total === 0;
    badge.textContent = String(total);
  }

  noteUnread(key) {
    if (key === this.current && this.isWatched()) return;
    this.unread.set(key, (this.unread.get(key) || 0) + 1);
    this.drawPeople();
  }

  seen() {
    if (this.current !== null && this.unread.delete(this.current)) this.drawPeople();
  }

  say(words) {
    this.device.querySelector(".toast")?.remove();
    const toast = make("div", { class: "toast", role: "status" }, words);
    this.device.append(toast);
    setTimeout(() => toast.remove(), 3500);
  }

  alert(words) {
    return dialog("", make("p", {}, words));
  }

  openMenu(event) {
    event.stopPropagation();
    const open = this.device.querySelector(".menu");
    if (open) return open.remove();
    const entries = this.menu().map(([label, act]) => make("button", { type: "button", role: "menuitem", onclick: act }, label));
    const menu = make("div", { class: "menu top", role: "menu" }, entries);
    this.device.append(menu);
    document.addEventListener("click", () => menu.remove(), { once: true });
  }
}
