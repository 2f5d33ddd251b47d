// Small pieces of the page. Text always goes in as text, never as HTML.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const PATHS = {
  tick: ["0 0 16 11", "M1.5 6l3 3.2L11 2"],
  ticks: ["0 0 16 11", "M1 6l2.8 3.2L10 2M6.2 8l1.2 1.2L13.8 2"],
  wait: ["0 0 16 11", "M8 1.2a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6zM8 3v2.7l1.8 1"],
  more: ["0 0 24 24", "M12 5.5v.01M12 12v.01M12 18.5v.01"],
  clip: ["0 0 24 24", "M20 11.5l-7.8 7.8a5 5 0 0 1-7.1-7.1l8.4-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.2-7.2"],
  send: ["0 0 24 24", "M4 12L3 4l18 8-18 8z M4 12h9"],
  reply: ["0 0 24 24", "M10 6l-6 6 6 6M4.5 12H14c4 0 6 2 6 6"],
  pin: ["0 0 24 24", "M12 22s7-7.2 7-12.5A7 7 0 0 0 5 9.5C5 14.8 12 22 12 22zM12 12a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z"],
  file: ["0 0 24 24", "M6 3h8l5 5v13H6zM14 3v5h5"],
};

export function icon(name, options = {}) {
  const [box, path] = PATHS[name];
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  if (options.class) svg.setAttribute("class", options.class);
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  line.setAttribute("fill", options.fill || "none");
  line.setAttribute("stroke", "currentColor");
  line.setAttribute("stroke-width", options.width || (name === "more" ? 3 : 1.7));
  line.setAttribute("stroke-linecap", "round");
  line.setAttribute("stroke-linejoin", "round");
  svg.append(line);
  return svg;
}

export function paperIcon(label) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 34 40");
  svg.setAttribute("aria-hidden", "true");
  const add = (tag, attributes, text) => {
    const part = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    if (text) part.textContent = text;
    svg.append(part);
  };
  add("path", { d: "M4 0h18l10 10v26a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z", fill: label === "PDF" ? "#e5484d" : "#6b7c8f" });
  add("path", { d: "M22 0l10 10h-7a3 3 0 0 1-3-3z", fill: "#ffffff80" });
  add("text", { x: 16, y: 30, "text-anchor": "middle", "font-size": 10, "font-weight": 700, fill: "#fff", "font-family": "system-ui" }, label);
  return svg;
}

export function face(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, "").trim().split(/\s+/);
  const initials = words.slice(0, 2).map((word) => [...word][0] || "").join("").toUpperCase() || "?";
  let hue = 0;
  for (const letter of name) hue = (hue * 31 + letter.codePointAt(0)) % 360;
  const shown = make("span", { class: "face", "aria-hidden": "true" }, /^\d/.test(initials) ? "☺" : initials);
  shown.style.setProperty("--hue", hue);
  return shown;
}

export const time = (at) => new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

export function day(at, now) {
  const shown = new Date(at);
  const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  const ago = Math.round((midnight(now) - midnight(shown)) / 86400000);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  if (ago > 1 && ago < 7) return shown.toLocaleDateString([], { weekday: "long" });
  return shown.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1048576) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}

export function safeLink(address) {
  return /^(https?|tg|mailto|tel):/i.test(address) ? address : null;
}

export function link(address, text) {
  const safe = safeLink(address);
  return safe ? make("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, text) : document.createTextNode(text);
}

export function dialog(title, content, go) {
  return new Promise((resolve) => {
    const form = make("form", { method: "dialog" }, make("h2", {}, title), content,
      make("div", { class: "choices" },
        go ? make("button", { value: "", formnovalidate: true }, "Cancel") : null,
        make("button", { class: "go", value: "go" }, go || "OK")));
    const box = make("dialog", {}, form);
    box.addEventListener("close", () => {
      const values = Object.fromEntries(new FormData(form));
      box.remove();
      resolve(box.returnValue === "go" ? values : null);
    });
    document.body.append(box);
    box.showModal();
  });
}

export function field(label, name, options = {}) {
  return make("label", {}, label, make("input", { name, autocomplete: "off", ...options }));
}
