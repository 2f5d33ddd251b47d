// How each messenger shows marked-up text.

import { link, make } from "./parts.js";

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]*_~])/;
const MARKS = [
  [/```([\s\S]+?)```/, "pre"],
  [/`([^`\n]+)`/, "code"],
  [/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}*])/u, "strong"],
  [/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/u, "em"],
  [/(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*?\S)~(?![\p{L}\p{N}~])/u, "s"],
];

export function whatsappWords(text) {
  const place = text.search(ADDRESS);
  if (place >= 0) {
    const address = text.match(ADDRESS)[0];
    return [...marked(text.slice(0, place)), link(address, address), ...whatsappWords(text.slice(place + address.length))];
  }
  return marked(text);
}

function marked(text) {
  let first = null;
  for (const [pattern, tag] of MARKS) {
    const found = pattern.exec(text);
    if (found && (!first || found.index < first.found.index)) first = { found, tag };
  }
  if (!first) return text ? [document.createTextNode(text)] : [];
  const { found, tag } = first;
  const inner = tag === "pre" || tag === "code" ? [found[1]] : marked(found[1]);
  return [...marked(text.slice(0, found.index)), make(tag, {}, inner), ...marked(text.slice(found.index + found[0].length))];
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

// Offsets of entities are UTF-16 code units, which is how JavaScript counts too.
export function telegramWords(text, entities, onCommand) {
  return nested(text, 0, text.length, [...entities], onCommand);
}

function nested(text, from, to, entities, onCommand) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(to, entity.offset + entity.length);
    if (entity.offset < at) continue;
    if (entity.offset > at) nodes.push(document.createTextNode(text.slice(at, entity.offset)));
    const inside = [];
    while (entities.length && entities[0].offset < end) inside.push(entities.shift());
    nodes.push(wrapped(entity, text.slice(entity.offset, end), nested(text, entity.offset, end, inside, onCommand), onCommand));
    at = end;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function wrapped(entity, words, children, onCommand) {
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, children);
  if (entity.type === "text_link") return link(entity.url, words);
  if (entity.type === "url") return link(/^https?:/i.test(words) ? words : `https://${words}`, words);
  if (entity.type === "email") return link(`mailto:${words}`, words);
  if (entity.type === "spoiler") return make("span", { class: "spoiler", tabindex: 0 }, children);
  if (entity.type === "bot_command") return make("button", { type: "button", class: "command", onclick: () => onCommand(words) }, words);
  return make("span", {}, children);
}
