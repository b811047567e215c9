// SPDX-License-Identifier: GPL-3.0-or-later
// Every equation that was tested, with its outcome.
import { parseDecimal } from './arithmetic.js';
import { el } from './dom.js';
import { signs } from './inspector.js';
import { VirtualList } from './list.js';
import { messageOf } from './queue.js';
import { grouped, nameOf, say } from './wording.js';

/** @typedef {import('./types').Check} Check */

export class ChecksView {
  /**
   * @param {import('./model.js').Model} model
   * @param {{onPick: (id: string) => void, onPage: (page: number, box: import('./types').Box | null) => void}} hooks
   */
  constructor(model, hooks) {
    this.model = model;
    this.hooks = hooks;
    this.byId = new Map(model.equations.map((e) => [e.id, e]));
    const kinds = [...new Set(model.doc.checks.map((c) => c.kind))];
    this.status = el('select', { id: 'check-status', 'aria-label': say('filter.status'), change: () => this.filter() },
      el('option', { value: '' }, say('filter.status')), ...['fail', 'rounding', 'pass'].map((s) => el('option', { value: s }, `${signs[/** @type {'fail'} */ (s)]} ${say(`status.${s}`)}`)));
    this.kind = el('select', { id: 'check-kind', 'aria-label': say('filter.kind'), change: () => this.filter() },
      el('option', { value: '' }, say('filter.kind')), ...kinds.map((k) => el('option', { value: k }, nameOf('kind', k))));
    this.count = el('p', { class: 'quiet facts', role: 'status' });
    this.list = new VirtualList({ label: say('tab.checks'), empty: say('checks.none'), rowHeight: 52, render: (c) => this.row(c), onPick: (c) => this.pick(c) });
    this.node = el('div', { class: 'view' }, el('div', { class: 'bar filters' }, this.status, this.kind), this.count, this.list.node);
    this.filter();
  }

  /** @param {Check} c */
  statusOf(c) {
    const equation = this.byId.get(c.id);
    return equation ? this.model.statusOf(equation) : c.status;
  }

  filter() {
    const order = { fail: 0, rounding: 1, pass: 2 };
    const found = this.model.doc.checks.filter((c) => (!this.status.value || this.statusOf(c) === this.status.value) && (!this.kind.value || c.kind === this.kind.value));
    this.list.set(found.sort((a, b) => order[this.statusOf(a)] - order[this.statusOf(b)]));
    this.count.textContent = say('checks.count', { count: found.length });
  }

  /** @param {Check} c */
  row(c) {
    const status = this.statusOf(c);
    const printed = c.operands[0] ? this.model.figures.get(c.operands[0]) : null;
    const title = printed ? printed.name : nameOf('kind', c.kind);
    const detail = messageOf(c) || `${nameOf('kind', c.kind)} \u00b7 ${printed?.place ?? ''}`;
    return el('div', { 'data-figure': c.operands[0] },
      el('span', { class: `dot ${status}`, title: say(`status.${status}`) }, signs[status]),
      el('span', { class: 'main' }, el('span', { class: 'title' }, title), el('span', { class: 'detail' }, detail)),
      printed && parseDecimal(c.printed ?? '') ? el('span', { class: 'number' }, grouped(c.printed ?? ''), el('small', {}, ` ${c.unit ?? ''}`)) : null,
      c.page ? el('span', { class: 'page-mark' }, say('pages.short', { page: c.page })) : null);
  }

  /** @param {Check} c */
  pick(c) {
    const id = c.suspect ?? c.operands[0];
    if (id) this.hooks.onPick(id);
    else if (c.page) this.hooks.onPage(c.page, c.bbox ?? null);
  }
}
