// SPDX-License-Identifier: GPL-3.0-or-later
// Search and filters over every figure, and over the words of tables and text.
import { el } from './dom.js';
import { signs } from './inspector.js';
import { VirtualList } from './list.js';
import { grouped, nameOf, say } from './wording.js';

/**
 * @typedef {{id: string | null, key: string, where: string, kinds: Set<string>, page: number, title: string, detail: string, text: string, value: string}} Entry
 */

export class FiguresView {
  /**
   * @param {import('./model.js').Model} model
   * @param {{onPick: (id: string) => void, onPage: (page: number, box: null) => void, decorate: (root: ParentNode) => void}} hooks
   */
  constructor(model, hooks) {
    this.model = model;
    this.hooks = hooks;
    this.query = '';
    this.entries = this.collect();
    this.where = this.choice('filter-where', say('filter.where'), this.places());
    this.proof = this.choice('filter-proof', say('filter.proof'), ['conflict', 'unproven', 'proven', 'corrected'].map((p) => [p, say(`proof.${p}`)]));
    const kinds = [...new Set(model.equations.map((e) => e.check.kind))];
    this.kind = this.choice('filter-kind', say('filter.kind'), kinds.map((k) => [k, nameOf('kind', k)]));
    this.count = el('p', { class: 'quiet facts', role: 'status' });
    this.list = new VirtualList({
      label: say('tab.figures'), empty: say('search.nothing'), rowHeight: 52, render: (e) => this.row(e), onPick: (e) => this.pick(e),
    });
    this.node = el('div', { class: 'view' }, el('div', { class: 'bar filters' }, this.where, this.proof, this.kind), this.count, this.list.node);
    this.filter();
  }

  /**
   * @param {string} id
   * @param {string} label
   * @param {string[][]} options
   */
  choice(id, label, options) {
    return el('select', { id, 'aria-label': label, change: () => this.filter() }, el('option', { value: '' }, label),
      ...options.map(([value, text]) => el('option', { value }, text)));
  }

  places() {
    const sections = [...new Set(this.model.doc.statements.map((s) => s.section))];
    return [...this.model.doc.tables.map((t) => [t.id, this.model.titleOf(t)]), ...sections.map((s) => [`section:${s}`, `${say('figure.in_text')} ${nameOf('section', s)}`])];
  }

  collect() {
    /** @type {Entry[]} */
    const out = [];
    for (const f of this.model.figures.values()) {
      if (f.kind === 'cell') continue;
      const o = f.observation, s = f.statement;
      const detail = o ? `${f.place} \u00b7 ${o.column.join(' / ')}` : (s?.text ?? '');
      out.push({
        id: f.id, key: f.id, where: o ? o.table_id : `section:${s?.section}`, kinds: new Set(f.equations.map((e) => e.check.kind)), page: f.page,
        title: f.name, detail, value: f.value, text: [f.name, detail, f.value, grouped(f.value), o?.code, o?.official_label, f.id].join(' ').toLowerCase(),
      });
    }
    this.model.page.paragraphs.forEach((p, i) => {
      out.push({ id: null, key: `p${i}`, where: '', kinds: new Set(), page: p.page, title: p.text.slice(0, 60), detail: say('search.in_text'), value: '', text: p.text.toLowerCase() });
    });
    for (const t of this.model.doc.tables) {
      for (const c of t.cells) {
        const key = `${t.id}/${c.row}/${c.col}`;
        if (this.model.byCell.has(key)) continue;
        out.push({ id: key, key, where: t.id, kinds: new Set(), page: c.page, title: c.text, detail: `${this.model.titleOf(t)} \u00b7 ${say('search.cell')}`, value: '', text: c.text.toLowerCase() });
      }
    }
    return out;
  }

  /** @param {string} query */
  search(query) {
    this.query = query;
    this.filter();
  }

  filter() {
    const words = this.query.toLowerCase().normalize('NFKC').split(/\s+/).filter(Boolean);
    const [where, proof, kind] = [this.where.value, this.proof.value, this.kind.value];
    const found = this.entries.filter((e) => {
      const figure = e.value !== '' && e.id ? this.model.figures.get(e.id) : null;
      if (!figure && (words.length === 0 || proof || kind)) return false;
      if (where && e.where !== where) return false;
      if (kind && !e.kinds.has(kind)) return false;
      if (proof && figure && !(proof === 'corrected' ? this.model.corrected.has(figure.id) : this.model.proofOf(figure) === proof)) return false;
      return words.every((w) => e.text.includes(w));
    });
    this.list.set(found);
    this.count.textContent = say('search.count', { count: found.length });
  }

  /** @param {Entry} e */
  row(e) {
    const figure = e.value !== '' && e.id ? this.model.figures.get(e.id) : null;
    const proof = figure ? this.model.proofOf(figure) : null;
    return el('div', { 'data-figure': e.id },
      el('span', { class: `dot ${proof ?? 'none'}`, title: proof ? say(`proof.${proof}`) : null }, proof ? signs[proof] : '\u00b7'),
      el('span', { class: 'main' }, el('span', { class: 'title' }, e.title), el('span', { class: 'detail' }, e.detail)),
      figure ? el('span', { class: 'number' }, grouped(this.model.valueOf(figure)), el('small', {}, ` ${figure.unit ?? ''}`)) : null,
      el('span', { class: 'page-mark' }, say('pages.short', { page: e.page })));
  }

  /** @param {Entry} e */
  pick(e) {
    if (e.id) this.hooks.onPick(e.id);
    else this.hooks.onPage(e.page, null);
  }
}
