// SPDX-License-Identifier: GPL-3.0-or-later
// Building the page. Everything that comes from a document goes in as text: there is no other way in here.

/**
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 * @typedef {Node | string | null | undefined | false} Child
 */

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} node
 * @param {Attributes} attributes
 */
function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

/**
 * An element with its attributes (a function is a listener) and children (a string is text).
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const node = /** @type {SVGElement} */ (document.createElementNS(svgSpace, tag));
  setAttributes(node, attributes);
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * @param {Element} node
 * @param {Child[]} children
 */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter((c) => c instanceof Node || (typeof c === 'string' && c !== '')).map((c) => /** @type {Node} */ (c)));
}

/**
 * The JSON of a data block.
 * @param {string} id
 * @returns {any}
 */
export function dataBlock(id) {
  const block = document.getElementById(id);
  return block ? JSON.parse(block.textContent ?? 'null') : null;
}

/**
 * What the browser remembers, where it lets us. Pages on disk may be refused.
 */
export const memory = {
  /** @param {string} key */
  get(key) {
    try {
      return localStorage.getItem(`gongkai.${key}`);
    } catch {
      return null;
    }
  },
  /**
   * @param {string} key
   * @param {string | null} value
   */
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(`gongkai.${key}`);
      else localStorage.setItem(`gongkai.${key}`, value);
    } catch {
      // Nothing is lost but comfort.
    }
  },
};

/**
 * Hands a text to the user as a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages on disk may have no clipboard; the old way works there.
    const area = el('textarea', { class: 'offscreen', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

/**
 * A bar between two panes, one over the other, that is drawn or moved by arrow keys.
 * @param {string} label
 * @param {(share: number) => void} move takes the share of the upper pane, from 0.15 to 0.85
 */
export function splitter(label, move) {
  const least = 15, most = 85;
  const set = (/** @type {number} */ percent) => {
    const now = Math.round(Math.min(most, Math.max(least, percent)));
    bar.setAttribute('aria-valuenow', String(now));
    move(now / 100);
  };
  const bar = el('div', {
    class: 'splitter', role: 'separator', tabindex: 0, 'aria-label': label, 'aria-orientation': 'horizontal', 'aria-valuemin': least, 'aria-valuemax': most, 'aria-valuenow': 46,
    pointerdown: (/** @type {PointerEvent} */ e) => bar.setPointerCapture(e.pointerId),
    pointermove: (/** @type {PointerEvent} */ e) => {
      const frame = bar.parentElement?.getBoundingClientRect();
      if (frame && bar.hasPointerCapture(e.pointerId)) set(((e.clientY - frame.top) / frame.height) * 100);
    },
    keydown: (/** @type {KeyboardEvent} */ e) => {
      const step = { ArrowUp: -4, ArrowDown: 4 }[e.key];
      if (step === undefined) return;
      e.preventDefault();
      set(Number(bar.getAttribute('aria-valuenow')) + step);
    },
  });
  return bar;
}

/** Turns the page light or dark: what the user chose, else what the system says. */
export function applyTheme() {
  const chosen = memory.get('theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

export function toggleTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  memory.set('theme', dark ? 'light' : 'dark');
  applyTheme();
}
