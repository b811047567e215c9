// SPDX-License-Identifier: GPL-3.0-or-later
// A list of any length of which only the rows in sight are there.
import { el } from './dom.js';

/** @template T */
export class VirtualList {
  /**
   * @param {object} options
   * @param {string} options.label for those who hear the page
   * @param {string} options.empty what stands where there is nothing
   * @param {number} options.rowHeight in pixels
   * @param {(item: T, index: number) => HTMLElement} options.render
   * @param {(item: T, index: number) => void} options.onPick
   * @param {(item: T, event: Event) => void} [options.onOpen] for a click or Enter, where that is more than picking
   */
  constructor(options) {
    this.options = options;
    /** @type {T[]} */
    this.items = [];
    this.current = -1;
    /** @type {Map<number, HTMLElement>} */
    this.shown = new Map();
    this.prefix = `list-${VirtualList.count++}`;
    this.box = el('div', {
      class: 'rows', role: 'listbox', tabindex: 0, 'aria-label': options.label, keydown: (e) => this.onKey(e),
    });
    this.empty = el('p', { class: 'nothing', hidden: true }, options.empty);
    this.node = el('div', { class: 'scroll', scroll: () => this.draw() }, this.box, this.empty);
    new ResizeObserver(() => this.draw()).observe(this.node);
  }

  /** @param {T[]} items */
  set(items) {
    this.items = items;
    this.current = -1;
    this.refresh();
    this.node.scrollTop = 0;
  }

  /** Draws every row anew. */
  refresh() {
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
    this.box.hidden = this.items.length === 0;
    this.empty.hidden = this.items.length > 0;
    this.box.style.height = `${this.items.length * this.options.rowHeight}px`;
    this.draw();
  }

  draw() {
    const { rowHeight, render, onPick, onOpen } = this.options;
    const height = this.node.clientHeight;
    if (height === 0) return;
    const first = Math.max(0, Math.floor(this.node.scrollTop / rowHeight) - 4);
    const last = Math.min(this.items.length, Math.ceil((this.node.scrollTop + height) / rowHeight) + 4);
    for (const [index, row] of this.shown) {
      if (index < first || index >= last) {
        row.remove();
        this.shown.delete(index);
      }
    }
    for (let i = first; i < last; ++i) {
      if (this.shown.has(i)) continue;
      const row = render(this.items[i], i);
      row.classList.add('row');
      row.setAttribute('role', 'option');
      row.id = `${this.prefix}-${i}`;
      row.setAttribute('aria-selected', String(i === this.current));
      row.setAttribute('aria-setsize', String(this.items.length));
      row.setAttribute('aria-posinset', String(i + 1));
      row.style.top = `${i * rowHeight}px`;
      row.style.height = `${rowHeight}px`;
      row.addEventListener('click', (event) => {
        this.mark(i);
        if (onOpen) onOpen(this.items[i], event);
        else onPick(this.items[i], i);
      });
      this.shown.set(i, row);
      this.box.append(row);
    }
  }

  /** @param {number} index */
  mark(index) {
    this.shown.get(this.current)?.setAttribute('aria-selected', 'false');
    this.current = index;
    if (index < 0) {
      this.box.removeAttribute('aria-activedescendant');
      return;
    }
    const { rowHeight } = this.options;
    const top = index * rowHeight;
    if (top < this.node.scrollTop) this.node.scrollTop = top;
    else if (top + rowHeight > this.node.scrollTop + this.node.clientHeight) {
      this.node.scrollTop = top + rowHeight - this.node.clientHeight;
    }
    this.draw();
    this.shown.get(index)?.setAttribute('aria-selected', 'true');
    this.box.setAttribute('aria-activedescendant', `${this.prefix}-${index}`);
  }

  /** @param {number} index */
  pick(index) {
    if (index < 0 || index >= this.items.length) return;
    this.mark(index);
    this.options.onPick(this.items[index], index);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === 'Enter' && this.options.onOpen && this.items[this.current]) {
      this.options.onOpen(this.items[this.current], event);
      return;
    }
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.options.rowHeight) - 1);
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.pick(Math.min(this.items.length - 1, Math.max(0, this.current + step)));
  }
}
VirtualList.count = 0;
