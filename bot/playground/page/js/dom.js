// Builds elements. Words from people and bots only ever become text nodes here, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `data` gives data-… attributes, `on` listeners, a function-free value an attribute. */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** A button that does nothing but what `click` says; `more` as for any element. */
export function button(more, click, ...children) {
  return h("button", { type: "button", on: { click }, ...more }, ...children);
}

/** The same as h() for a drawing. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(el, props, children) {
  for (const [name, value] of Object.entries(props)) setProp(el, name, value);
  el.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return el;
}

function setProp(el, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "data") setData(el, value);
  else if (name === "on")
    for (const [kind, listener] of Object.entries(value)) el.addEventListener(kind, listener);
  else if (name === "style")
    for (const [key, one] of Object.entries(value)) el.style.setProperty(key, String(one));
  else el.setAttribute(name, value === true ? "" : String(value));
}

function setData(el, data) {
  for (const [key, value] of Object.entries(data)) {
    if (value !== null && value !== undefined) el.dataset[key] = String(value);
  }
}

/** Shows or hides without removing. */
export function show(el, visible) {
  el.hidden = !visible;
}

/** A small number with no pattern to the eye, the same for the same text. */
export function hash(text) {
  let value = 2166136261;
  for (const unit of String(text)) value = Math.imul(value ^ unit.codePointAt(0), 16777619) >>> 0;
  return value;
}
