// SPDX-License-Identifier: GPL-3.0-or-later
// The pages as pictures, with what was read drawn over them. A page is filled when it comes near the window and
// emptied when it is far away.
import { el, fill, svg } from './dom.js';
import { say } from './wording.js';

/**
 * @typedef {import('./types').Box} Box
 * @typedef {{node: HTMLElement, sheet: HTMLElement, size: [number, number], near: boolean, scale: number}} Sheet
 */

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
const pixelsAPoint = 96 / 72;

/** Points of a long sentence that a picture of its place shows before and after the figure. */
const mostOfSentence = 60;

export class Pages {
  /**
   * @param {import('./model.js').Model} model
   * @param {{onPick: (id: string) => void, onPoint: (id: string | null) => void, decorate: (root: ParentNode) => void,
   *          onPage: (page: number) => void}} hooks
   */
  constructor(model, hooks) {
    this.model = model;
    this.hooks = hooks;
    /** Points to pixels; null: as wide as there is room. @type {number | null} */
    this.zoom = null;
    this.turn = 0;
    /** How the pages are laid out now. */
    this.drawn = '';
    this.current = 1;
    this.marked = el('div', { hidden: true });
    this.node = el('div', { class: 'pages scroll', tabindex: 0, role: 'region', 'aria-label': say('pages.label') });
    /** @type {Sheet[]} */
    this.sheets = model.page.sizes.map((size, i) => this.sheet(i + 1, size));
    fill(this.node, ...this.sheets.map((s) => s.node));
    this.boxes = this.collect();
    this.watch();
  }

  /**
   * @param {number} number
   * @param {[number, number] | null} size
   * @returns {Sheet}
   */
  sheet(number, size) {
    const sheet = el('div', { class: 'sheet' });
    const node = el('section', { class: 'page', 'data-page': number, 'aria-label': say('pages.page', { page: number }) }, sheet);
    return { node, sheet, size: size ?? [595, 842], near: false, scale: 1 };
  }

  /** What is drawn on each page. */
  collect() {
    /** @type {{box: Box, kind: string, id?: string, hint?: string}[][]} */
    const boxes = this.sheets.map(() => []);
    const add = (/** @type {number} */ page, /** @type {any} */ what) => boxes[page - 1]?.push(what);
    for (const table of this.model.doc.tables) {
      for (const page of table.pages) {
        const cells = table.cells.filter((c) => c.page === page);
        if (cells.length === 0) continue;
        const box = cells.reduce((b, c) => [Math.min(b[0], c.bbox[0]), Math.min(b[1], c.bbox[1]), Math.max(b[2], c.bbox[2]), Math.max(b[3], c.bbox[3])],
          [Infinity, Infinity, -Infinity, -Infinity]);
        add(page, { box, kind: 'table' });
      }
    }
    for (const r of this.model.doc.residue) add(r.page, { box: r.bbox, kind: 'residue', hint: r.text });
    for (const w of this.model.doc.warnings) if (w.page && w.bbox) add(w.page, { box: w.bbox, kind: 'warning', hint: w.message });
    for (const o of this.model.doc.observations) add(o.page, { box: o.bbox, kind: 'figure', id: o.id });
    this.model.doc.statements.forEach((s, i) => {
      for (const part of this.model.page.lines[i] ?? [s]) add(part.page, { box: part.bbox, kind: 'figure', id: s.id });
    });
    // The small ones on top, so that each can be hit.
    const area = (/** @type {Box} */ b) => (b[2] - b[0]) * (b[3] - b[1]);
    for (const list of boxes) list.sort((a, b) => area(b.box) - area(a.box));
    return boxes;
  }

  watch() {
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const number = Number(/** @type {HTMLElement} */ (entry.target).dataset.page);
          this.setNear(number, entry.isIntersecting);
        }
      },
      { root: this.node, rootMargin: '120% 0px' },
    );
    for (const s of this.sheets) this.observer.observe(s.node);
    new ResizeObserver(() => this.layout()).observe(this.node);
    this.node.addEventListener('scroll', () => this.findCurrent(), { passive: true });
    this.node.addEventListener('click', (e) => {
      const id = figureAt(e);
      if (id) this.hooks.onPick(id);
    });
    this.node.addEventListener('mouseover', (e) => this.hooks.onPoint(figureAt(e)));
    this.node.addEventListener('mouseleave', () => this.hooks.onPoint(null));
  }

  /** Gives every page its size. Where none is asked for, each is as wide as there is room. */
  layout() {
    const room = this.node.clientWidth - 28;
    if (room <= 0) return;
    const drawn = `${this.zoom}/${this.turn}/${this.zoom === null ? room : 0}`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const keep = this.current;
    const across = this.turn % 180 !== 0;
    for (const s of this.sheets) {
      s.scale = this.zoom === null ? Math.min(room / s.size[across ? 1 : 0], 2 * pixelsAPoint) : this.zoom * pixelsAPoint;
      const [w, h] = [s.size[0] * s.scale, s.size[1] * s.scale];
      s.node.style.width = `${across ? h : w}px`;
      s.node.style.height = `${across ? w : h}px`;
      s.sheet.style.width = `${w}px`;
      s.sheet.style.height = `${h}px`;
      s.sheet.style.transform = { 0: '', 90: `translate(${h}px) rotate(90deg)`, 180: `translate(${w}px, ${h}px) rotate(180deg)`, 270: `translate(0, ${w}px) rotate(270deg)` }[this.turn] ?? '';
    }
    this.sheets[keep - 1]?.node.scrollIntoView({ block: 'start' });
  }

  /** @param {number} step 1 larger, -1 smaller, 0 as wide as there is room */
  setZoom(step) {
    const now = (this.sheets[this.current - 1]?.scale ?? 1) / pixelsAPoint;
    if (step === 0) this.zoom = null;
    else if (step > 0) this.zoom = zooms.find((z) => z > now * 1.02) ?? zooms[zooms.length - 1];
    else this.zoom = [...zooms].reverse().find((z) => z < now * 0.98) ?? zooms[0];
    this.layout();
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.layout();
  }

  findCurrent() {
    const middle = this.node.scrollTop + this.node.clientHeight / 3;
    let found = 1;
    for (const s of this.sheets) {
      if (s.node.offsetTop > middle) break;
      found = Number(s.node.dataset.page);
    }
    if (found !== this.current) {
      this.current = found;
      this.hooks.onPage(found);
    }
  }

  /**
   * @param {number} number
   * @param {boolean} near
   */
  setNear(number, near) {
    const s = this.sheets[number - 1];
    if (!s || s.near === near) return;
    s.near = near;
    if (!near) {
      s.sheet.replaceChildren();
      return;
    }
    const address = this.address(number);
    fill(
      s.sheet,
      address ? el('img', { src: address, alt: say('pages.picture', { page: number }), decoding: 'async', draggable: 'false' })
        : el('p', { class: 'nothing' }, say('pages.not_drawn')),
      this.overlay(number, s.size),
    );
    this.hooks.decorate(s.sheet);
  }

  /** @param {number} number */
  address(number) {
    const block = document.getElementById(`picture-${number}`);
    return block ? `data:${block.dataset.type};base64,${block.textContent}` : null;
  }

  /**
   * @param {number} number
   * @param {[number, number]} size
   */
  overlay(number, size) {
    const layer = svg('svg', { class: 'overlay', viewBox: `0 0 ${size[0]} ${size[1]}`, 'aria-hidden': 'true', focusable: 'false' });
    for (const { box, kind, id, hint } of this.boxes[number - 1]) {
      const pad = kind === 'table' ? 1.5 : 0.4;
      const rect = svg('rect', {
        x: box[0] - pad, y: box[1] - pad, width: Math.max(box[2] - box[0], 1) + 2 * pad, height: Math.max(box[3] - box[1], 1) + 2 * pad,
        class: `box ${kind}`, 'data-figure': id, rx: kind === 'table' ? 2 : 1,
      }, hint ? svg('title', {}, hint) : null);
      layer.append(rect);
    }
    return layer;
  }

  /**
   * Draws the boxes of all pages in sight anew: a proof has changed.
   */
  refresh() {
    for (const s of this.sheets) if (s.near) this.hooks.decorate(s.sheet);
  }

  /**
   * Brings a place into sight.
   * @param {number} page
   * @param {Box | null} box
   */
  show(page, box) {
    const s = this.sheets[page - 1];
    if (!s) return;
    if (!box) {
      s.node.scrollIntoView({ block: 'start' });
      return;
    }
    this.setNear(page, true);
    const middle = this.onSheet(s, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
    const top = s.node.offsetTop + middle[1];
    const left = s.node.offsetLeft + middle[0];
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.node;
    const seen = top > scrollTop + 60 && top < scrollTop + clientHeight - 60;
    const seenAcross = left > scrollLeft + 20 && left < scrollLeft + clientWidth - 20;
    if (!seen) this.node.scrollTop = top - clientHeight * 0.4;
    if (!seenAcross) this.node.scrollLeft = left - clientWidth / 2;
  }

  /**
   * Where a point of a page lies in the page's frame, in pixels.
   * @param {Sheet} s
   * @param {[number, number]} point
   * @returns {[number, number]}
   */
  onSheet(s, point) {
    const [x, y] = [point[0] * s.scale, point[1] * s.scale];
    const [w, h] = [s.size[0] * s.scale, s.size[1] * s.scale];
    switch (this.turn) {
      case 90: return [h - y, x];
      case 180: return [w - x, h - y];
      case 270: return [y, w - x];
      default: return [x, y];
    }
  }

  /**
   * Puts a ring around a place that is no figure.
   * @param {number} page
   * @param {Box | null} box
   */
  ring(page, box) {
    this.node.querySelectorAll('.ring').forEach((r) => r.remove());
    const layer = this.sheets[page - 1]?.sheet.querySelector('svg');
    if (!layer || !box) return;
    layer.append(svg('rect', { class: 'ring', x: box[0] - 2, y: box[1] - 2, width: box[2] - box[0] + 4, height: box[3] - box[1] + 4, rx: 2 }));
  }

  /**
   * The place as it looks on the page, larger, with a margin around it.
   * @param {number} page
   * @param {Box} box
   * @param {boolean} inTable whether what stands left of it says what it is
   * @param {Box[]} [sentence] the figures of its sentence, where it stands in one
   * @returns {HTMLCanvasElement | null}
   */
  crop(page, box, inTable, sentence = []) {
    const s = this.sheets[page - 1];
    const address = this.address(page);
    if (!s || !address) return null;
    const canvas = el('canvas', { class: 'crop', role: 'img', 'aria-label': say('pages.crop', { page }) });
    const picture = new Image();
    picture.onload = () => {
      const scale = picture.naturalWidth / s.size[0];
      const cy = (box[1] + box[3]) / 2;
      // A sentence runs from margin to margin, and on to the lines where its other figures stand.
      const line = box[3] - box[1];
      const top = Math.max(box[1] - mostOfSentence, Math.min(box[1], ...sentence.map((b) => b[1])) - line);
      const bottom = Math.min(box[3] + mostOfSentence, Math.max(box[3], ...sentence.map((b) => b[3])) + line);
      const whole = sentence.length > 0;
      const width = whole ? s.size[0] : Math.min(s.size[0], Math.max(box[2] - box[0] + 90, inTable ? 400 : 320));
      const height = Math.min(s.size[1], whole ? bottom - top : Math.max(line + 14, 34));
      const left = inTable ? box[2] + 40 - width : (box[0] + box[2] - width) / 2;
      const x = Math.max(0, Math.min(left, s.size[0] - width));
      const y = Math.max(0, Math.min(whole ? top : cy - height / 2, s.size[1] - height));
      const grow = 2;
      canvas.width = width * grow * 1.25;
      canvas.height = height * grow * 1.25;
      const pen = canvas.getContext('2d');
      if (!pen) return;
      pen.drawImage(picture, x * scale, y * scale, width * scale, height * scale, 0, 0, canvas.width, canvas.height);
      const f = canvas.width / width;
      pen.lineWidth = 3;
      pen.strokeStyle = '#2456d6';
      pen.strokeRect((box[0] - x) * f - 3, (box[1] - y) * f - 3, (box[2] - box[0]) * f + 6, (box[3] - box[1]) * f + 6);
    };
    picture.src = address;
    return canvas;
  }
}

/**
 * The figure under the pointer.
 * @param {Event} event
 * @returns {string | null}
 */
export function figureAt(event) {
  const at = event.target instanceof Element ? event.target.closest('[data-figure]') : null;
  return at?.getAttribute('data-figure') ?? null;
}
