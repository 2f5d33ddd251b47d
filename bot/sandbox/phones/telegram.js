// The agent's phone.

import { Composer } from "./composer.js";
import { ask } from "./door.js";
import { Log, paper, picture, spot, tail } from "./log.js";
import { dialog, face, field, icon, make, safeLink } from "./parts.js";
import { Phone } from "./phone.js";
import { telegramWords } from "./words.js";

const DOING = { upload_document: "sending a file…", upload_photo: "sending a photo…", find_location: "choosing a place…" };

export class Telegram extends Phone {
  constructor(place, clock, account) {
    super(place, "telegram");
    this.commands = [];
    this.waiting = new Set();
    this.build(new Log(clock, (message) => this.bubble(message)), new Composer("Message to the bot", (what) => this.speak(what), (words) => this.say(words)));
    this.title.textContent = account.bot_name;
    this.avatar.replaceWith(face(account.bot_name));
  }

  learn(user) {
    this.people.set(String(user.id), { name: [user.first_name, user.last_name].filter(Boolean).join(" "), note: `Telegram ${user.id}`, off: user.has_blocked, ...user });
    this.drawPeople();
    if (String(user.id) === this.current) this.drawState();
  }

  async load() {
    this.people.clear();
    this.commands = await ask("telegram/commands");
    for (const user of await ask("telegram/users")) this.learn(user);
    const next = this.people.has(this.current) ? this.current : [...this.people.keys()][0];
    if (next === undefined) return this.nobody();
    await this.turnTo(next);
  }

  nobody() {
    this.current = null;
    this.composer.element.hidden = true;
    this.state.textContent = "nobody here yet";
    this.log.clear(make("div", { class: "empty" }, make("p", {}, "Add an agent to receive leads on Telegram."), make("button", { type: "button", onclick: () => this.add() }, "Add an agent")));
    this.drawPeople();
  }

  async turnTo(id) {
    this.current = id;
    this.unread.delete(id);
    this.drawPeople();
    this.drawState();
    const chat = await this.fillFrom(`telegram/chats/${id}?limit=300`);
    if (!chat) return;
    this.composer.element.hidden = false;
    if (!this.log.rows.size) this.log.clear(make("div", { class: "empty" }, "No messages here yet"));
    this.drawFoot(chat.keyboard);
  }

  drawState(doing = "") {
    const person = this.people.get(this.current);
    this.state.className = doing ? "typing" : "";
    this.state.textContent = doing || (person ? (person.has_blocked ? `bot · blocked by ${person.name}` : `bot · ${person.name}, ${person.id}`) : "");
  }

  drawFoot(keyboard) {
    const person = this.people.get(this.current);
    const isNew = person && !person.has_started;
    for (const child of this.composer.element.children) if (child !== this.composer.file) child.hidden = isNew;
    this.composer.element.querySelector(".start")?.remove();
    if (isNew) this.composer.element.prepend(make("button", { type: "button", class: "start", onclick: () => this.composer.say({ text: "/start" }) }, "START"));
    const button = this.commands.length && !isNew
      ? make("button", { type: "button", class: "commands", "aria-haspopup": "menu", onclick: (event) => this.openCommands(event) }, "Menu") : make("span", { hidden: true });
    this.composer.before.replaceWith(button);
    this.composer.before = button;
    const rows = keyboard && keyboard.keyboard ? keyboard.keyboard : [];
    this.below.replaceChildren(...(rows.length ? [make("div", { class: "keys" }, rows.map((row) => make("div", {}, row.map((key) => {
      const text = typeof key === "string" ? key : key.text;
      return make("button", { type: "button", onclick: () => this.composer.say({ text }) }, text);
    }))))] : []));
  }

  openCommands(event) {
    event.stopPropagation();
    const open = this.device.querySelector(".menu");
    if (open) return open.remove();
    const menu = make("div", { class: "menu bottom", role: "menu" }, this.commands.map((command) => make("button", {
      type: "button", role: "menuitem", onclick: () => this.composer.say({ text: `/${command.command}` }),
    }, `/${command.command}`, make("small", {}, command.description))));
    this.device.append(menu);
    document.addEventListener("click", () => menu.remove(), { once: true });
  }

  async speak(what) {
    const wish = what.file ? { document: what.file } : what;
    const id = this.current;
    const told = await ask(`telegram/users/${id}/says`, { ...wish, wait: false });
    this.waiting.add(told.message_id);
    setTimeout(() => this.waiting.delete(told.message_id), 400);
    const person = this.people.get(id);
    if (person && (!person.has_started || person.has_blocked)) {
      this.learn({ ...person, has_started: true, has_blocked: false });
      if (id === this.current) this.drawFoot(null);
    }
  }

  hear(event) {
    this.note(event);
    if (!this.people.has(event.chat)) return;
    const isKnown = event.chat === this.current && this.log.rows.has(event.message.id);
    if (event.message.side === "bot" && !isKnown) this.noteUnread(event.chat);
    if (event.chat !== this.current) return;
    this.log.put(event.message);
    if (event.message.side === "bot") {
      this.drawState();
      this.drawFoot(event.keyboard);
      if (this.isWatched()) this.seen();
    }
  }

  gone(event) {
    this.note(event);
    if (event.chat === this.current) this.log.remove(event.message_id);
  }

  typing(event) {
    if (event.chat !== this.current) return;
    if (event.action === "typing") this.log.type();
    this.drawState(DOING[event.action] || "typing…");
    clearTimeout(this.doing);
    this.doing = setTimeout(() => this.drawState(), 5000);
  }

  answered(event) {
    if (event.chat !== this.current || !event.text) return;
    if (event.is_alert) this.alert(event.text);
    else this.say(event.text);
  }

  bubble(message) {
    const isMine = message.side === "user";
    const parts = message.media.map((file) => (message.is_photo ? picture(file) : paper(file, true)));
    if (message.location) parts.push(spot(message.location));
    const words = telegramWords(message.text, message.entities, (command) => this.composer.say({ text: command }));
    const bubble = make("div", { class: "bubble" }, parts, make("span", { class: "words" }, words),
      tail(message, isMine ? icon("ticks", { width: 1.5 }) : null, message.is_edited ? "edited" : null));
    const row = make("div", { class: `row${isMine ? " mine" : ""}` }, bubble);
    const rows = message.keyboard ? message.keyboard.inline_keyboard : [];
    if (rows.length) row.classList.add("keyed");
    if (rows.length) row.append(make("div", { class: "keyboard" }, rows.map((line) => make("div", {}, line.map((button) => this.button(message, button))))));
    return row;
  }

  button(message, button) {
    const address = button.url || (button.web_app && button.web_app.url);
    if (address && safeLink(address)) return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, button.text);
    const shown = make("button", { type: "button" }, button.text);
    shown.addEventListener("click", async () => {
      shown.classList.add("busy");
      try {
        if (button.copy_text) await navigator.clipboard.writeText(button.copy_text.text);
        else await ask(`telegram/users/${this.current}/presses`, { message_id: message.id, data: button.callback_data, answer_within: 8 });
      } catch (error) {
        this.say(error.message);
      }
      shown.classList.remove("busy");
    });
    return shown;
  }

  async add() {
    const id = String(10000000 + Math.floor(Math.random() * 9e8));
    const wanted = await dialog("A new agent", make("div", {}, field("Name", "first_name", { required: true, placeholder: "Meera" }), field("Telegram id", "id", { value: id, inputmode: "numeric", required: true })), "Add");
    if (!wanted) return;
    const made = await ask("telegram/users", { ...wanted, id: Number(wanted.id), has_started: false });
    this.learn(made);
    await this.turnTo(String(made.id));
  }

  menu() {
    const person = this.people.get(this.current);
    if (!person) return [["Add an agent", () => this.add()]];
    return [[person.has_blocked ? "Unblock the bot" : "Block the bot", async () => {
      await ask(`telegram/users/${this.current}/blocks`, { blocked: !person.has_blocked, wait: false });
      this.learn({ ...person, has_blocked: !person.has_blocked });
    }]];
  }
}
