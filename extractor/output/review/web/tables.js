// SPDX-License-Identifier: GPL-3.0-or-later
// The tables as tables, one at a time; and a table as text that a spreadsheet takes.
import { copyText, el, fill } from './dom.js';
import { nameOf, say } from './wording.js';

/**
 * @typedef {import('./types').Table} Table
 */

/**
 * Tab-separated: what spans several cells stands in the first of them, as spreadsheets paste it.
 * @param {Table} table
 * @param {(row: number, col: number) => string | null} corrected
 */
export function tableToTsv(table, corrected) {
  const rows = Array.from({ length: table.rows }, () => new Array(table.cols).fill(''));
  for (const c of table.cells) {
    const text = corrected(c.row, c.col) ?? c.text;
    // A figure without separators is a number there. A text must not become a formula.
    const plain = /^-?[\d,]+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(/[\t\r\n]+/g, ' ').replace(/^([=+@])/, "'$1");
    if (rows[c.row]) rows[c.row][c.col] = plain;
  }
  return `${rows.map((r) => r.join('\t')).join('\n')}\n`;
}

export class TablesView {
  /**
   * @param {import('./model.js').Model} model
   * @param {{onPick: (id: string) => void, onPage: (page: number, box: null) => void, decorate: (root: ParentNode) => void, say: (text: string) => void}} hooks
   */
  constructor(model, hooks) {
    this.model = model;
    this.hooks = hooks;
    this.index = -1;
    this.select = el('select', { id: 'table-choice', 'aria-label': say('table.choose'), change: () => this.show(Number(this.select.value), true) },
      ...model.doc.tables.map((t, i) => el('option', { value: i }, `${model.titleOf(t)} (${say('pages.short', { page: t.pages[0] ?? 0 })})`)));
    this.facts = el('p', { class: 'quiet facts' });
    this.body = el('div', { class: 'scroll table-scroll', tabindex: 0, role: 'region', 'aria-label': say('tab.tables') });
    this.node = el('div', { class: 'view' },
      el('div', { class: 'bar' }, el('button', { type: 'button', 'aria-label': say('table.previous'), title: say('table.previous'), click: () => this.show(this.index - 1, true) }, '\u2039'),
        this.select, el('button', { type: 'button', 'aria-label': say('table.next'), title: say('table.next'), click: () => this.show(this.index + 1, true) }, '\u203a'),
        el('button', { type: 'button', id: 'copy-table', title: say('table.copy_hint'), click: () => this.copy() }, say('table.copy'))),
      this.facts, this.body);
    this.body.addEventListener('click', (e) => {
      const cell = e.target instanceof Element ? e.target.closest('td, th') : null;
      const id = cell?.getAttribute('data-figure') ?? cell?.getAttribute('data-cell');
      if (id) this.hooks.onPick(id);
    });
    this.body.addEventListener('keydown', (e) => this.onKey(e));
    if (model.doc.tables.length === 0) fill(this.node, el('p', { class: 'nothing' }, say('table.none')));
  }

  /**
   * @param {number} index
   * @param {boolean} [turnPage] whether the pages go along
   */
  show(index, turnPage = false) {
    const table = this.model.doc.tables[index];
    if (!table) return;
    if (index !== this.index) {
      this.index = index;
      this.select.value = String(index);
      const facts = [nameOf('type', table.type) || say('table.no_type'), table.unit && say('table.unit', { unit: table.unit }),
        say('table.size', { rows: table.rows, cols: table.cols }), table.empty && (table.empty_statement ?? say('table.empty'))];
      fill(this.facts, facts.filter(Boolean).join(' \u00b7 '));
      fill(this.body, this.draw(table), ...table.notes.map((n) => el('p', { class: 'quiet' }, n)));
      this.body.scrollTop = 0;
      this.body.scrollLeft = 0;
    }
    this.hooks.decorate(this.body);
    if (turnPage && table.pages[0]) this.hooks.onPage(table.pages[0], null);
  }

  /** @param {Table} table */
  draw(table) {
    /** @type {HTMLTableRowElement[]} */
    const rows = [];
    const taken = new Set();
    const cells = new Map(table.cells.map((c) => [`${c.row}/${c.col}`, c]));
    for (const c of table.cells) {
      for (let r = c.row; r < c.row + c.rowspan; ++r) for (let k = c.col; k < c.col + c.colspan; ++k) taken.add(`${r}/${k}`);
    }
    for (let r = 0; r < table.rows; ++r) {
      const row = el('tr');
      for (let k = 0; k < table.cols; ++k) {
        const c = cells.get(`${r}/${k}`);
        if (!c && taken.has(`${r}/${k}`)) continue;
        if (!c) {
          row.append(el('td'));
          continue;
        }
        const figure = this.model.byCell.get(`${table.id}/${r}/${k}`);
        const head = r < table.header_rows;
        const number = /^[-\u2212(\u25b3]?[\d,.]+%?\)?$/.test(c.text);
        row.append(el(head ? 'th' : 'td', {
          rowspan: c.rowspan > 1 ? c.rowspan : null, colspan: c.colspan > 1 ? c.colspan : null, scope: head ? 'col' : null,
          class: number ? 'number' : c.text.length > 5 ? 'words' : null, 'data-figure': figure, 'data-cell': figure ? null : `${table.id}/${r}/${k}`, tabindex: figure ? -1 : null,
        }, this.textOf(figure, c.text)));
      }
      rows.push(row);
    }
    const title = this.model.titleOf(table);
    return el('table', { class: 'sheet-table' }, el('caption', { class: 'offscreen' }, title),
      table.header_rows > 0 ? el('thead', {}, ...rows.slice(0, table.header_rows)) : null, el('tbody', {}, ...rows.slice(table.header_rows)));
  }

  /**
   * @param {string | undefined} id
   * @param {string} text
   */
  textOf(id, text) {
    return (id && this.model.corrected.get(id)) || text;
  }

  /** Draws the shown table anew: a value has changed. */
  refresh() {
    const index = this.index;
    this.index = -1;
    if (index >= 0) this.show(index);
  }

  /**
   * Brings a cell into sight.
   * @param {import('./types').Figure} figure
   */
  reveal(figure) {
    if (!figure.table) return;
    this.show(this.model.doc.tables.indexOf(figure.table));
    const cell = this.body.querySelector(`[data-figure="${CSS.escape(figure.id)}"], [data-cell="${CSS.escape(figure.id)}"]`);
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  async copy() {
    const table = this.model.doc.tables[this.index];
    if (!table) return;
    const done = await copyText(tableToTsv(table, (row, col) => this.model.corrected.get(this.model.byCell.get(`${table.id}/${row}/${col}`) ?? '') ?? null));
    this.hooks.say(say(done ? 'table.copied' : 'table.not_copied', { rows: table.rows, cols: table.cols }));
  }

  /**
   * Arrow keys go from figure to figure.
   * @param {KeyboardEvent} event
   */
  onKey(event) {
    const from = document.activeElement;
    /** @type {Record<string, [number, number]>} */
    const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    const step = steps[event.key];
    const table = this.model.doc.tables[this.index];
    if (!step || !table) return;
    const current = from?.getAttribute('data-figure');
    const ids = [...this.body.querySelectorAll('td[data-figure]')];
    if (!current) {
      if (ids.length > 0) {
        event.preventDefault();
        this.focusCell(ids[0]);
      }
      return;
    }
    event.preventDefault();
    const figure = this.model.figures.get(current);
    if (!figure?.cell) return;
    let [row, col] = [figure.cell.row, figure.cell.col];
    while (row >= 0 && row < table.rows && col >= 0 && col < table.cols) {
      row += step[0];
      col += step[1];
      const id = this.model.byCell.get(`${table.id}/${row}/${col}`);
      const cell = id && this.body.querySelector(`[data-figure="${CSS.escape(id)}"]`);
      if (cell) {
        this.focusCell(cell);
        return;
      }
    }
  }

  /** @param {Element} cell */
  focusCell(cell) {
    if (cell instanceof HTMLElement) cell.focus();
    const id = cell.getAttribute('data-figure');
    if (id) this.hooks.onPick(id);
  }
}
