// SPDX-License-Identifier: GPL-3.0-or-later
// The document as the page works with it: every figure by its id, with the equations it stands in and the other places
// that print the same.
import { decimalsOf, evaluate, quantityOf } from './arithmetic.js';
import { nameOf, say } from './wording.js';

/**
 * @typedef {import('./types').Figure} Figure
 * @typedef {import('./types').Equation} Equation
 * @typedef {import('./types').Outcome} Outcome
 * @typedef {import('./types').Proof} Proof
 */

export class Model {
  /**
   * @param {import('./types').GongkaiDocument} doc
   * @param {import('./types').PageData} page
   */
  constructor(doc, page) {
    this.doc = doc;
    this.page = page;
    /** @type {Map<string, Figure>} */
    this.figures = new Map();
    /** @type {Equation[]} */
    this.equations = [];
    /** Figures by "table/row/column". @type {Map<string, string>} */
    this.byCell = new Map();
    /** Values that take the place of what was read. @type {Map<string, string>} */
    this.corrected = new Map();
    this.tables = new Map(doc.tables.map((t) => [t.id, t]));
    this.addObservations();
    this.addStatements();
    this.addEquations();
    this.addCopies();
  }

  addObservations() {
    const cells = this.doc.tables.map((t) => new Map(t.cells.map((c) => [`${c.row}/${c.col}`, c])));
    this.doc.observations.forEach((o, i) => {
      const [t, row, col] = this.page.places[i];
      const table = this.doc.tables[t];
      this.byCell.set(`${table.id}/${row}/${col}`, o.id);
      const name = o.label_path.length > 0 ? o.label_path.join(' / ') : (o.label ?? '');
      this.figures.set(o.id, {
        id: o.id, kind: 'observation', value: o.amount, unit: o.unit, power: this.powerOf(o.unit), page: o.page,
        bbox: o.bbox, proof: o.proof, name: name || o.column.join(' / '), place: this.titleOf(table), table,
        cell: cells[t].get(`${row}/${col}`) ?? null, observation: o, statement: null, counted: false, equations: [], copies: [],
      });
    });
  }

  addStatements() {
    for (const s of this.doc.statements) {
      const name = [s.subject, s.measure === 'amount' ? '' : nameOf('measure', s.measure)].filter(Boolean).join(' \u00b7 ');
      this.figures.set(s.id, {
        id: s.id, kind: 'statement', value: s.value, unit: s.unit, power: this.powerOf(s.unit), page: s.page, bbox: s.bbox,
        proof: s.proof, name: name || say('figure.of_text'), place: nameOf('section', s.section), table: null, cell: null,
        observation: null, statement: s, equations: [], copies: [],
        counted: !(s.unit && s.unit in this.page.powers) && !s.value.includes('.') && (s.measure === 'count' || s.measure === 'change'),
      });
    }
  }

  addEquations() {
    for (const check of this.doc.checks) {
      if (!check.form || check.operands.length === 0) continue;
      const off = new Set(check.subtracted ?? []);
      const blank = check.form === 'blank';
      const terms = check.operands.slice(blank ? 0 : 1).map((id) => ({ id, off: off.has(id) }));
      const equation = { id: check.id, check, form: check.form, printed: blank ? null : check.operands[0], terms };
      this.equations.push(equation);
      for (const id of new Set(check.operands)) this.figures.get(id)?.equations.push(equation);
    }
  }

  /** Links of the text to the tables, and equal figures of several tables, both ways. */
  addCopies() {
    const join = (/** @type {string} */ a, /** @type {string} */ b) => {
      const [x, y] = [this.figures.get(a), this.figures.get(b)];
      if (!x || !y || a === b) return;
      if (!x.copies.includes(b)) x.copies.push(b);
      if (!y.copies.includes(a)) y.copies.push(a);
    };
    for (const s of this.doc.statements) for (const o of s.links) join(s.id, o);
    for (const e of this.equations) if (e.form === 'copy' && e.printed) for (const t of e.terms) join(e.printed, t.id);
  }

  /** @param {string | null} unit */
  powerOf(unit) {
    return unit ? (this.page.powers[unit] ?? 0) : 0;
  }

  /** @param {import('./types').Table} table */
  titleOf(table) {
    return [table.number, table.title].filter(Boolean).join(' ') || nameOf('type', table.type) || say('table.untitled');
  }

  /**
   * A figure, or a cell that was picked though it is none: "t3/4/2".
   * @param {string} id
   * @returns {Figure | null}
   */
  get(id) {
    const known = this.figures.get(id);
    if (known) return known;
    const [tableId, row, col] = id.split('/');
    const table = this.tables.get(tableId);
    const cell = table?.cells.find((c) => c.row === Number(row) && c.col === Number(col));
    if (!table || !cell) return null;
    const figure = {
      id, kind: /** @type {const} */ ('cell'), value: cell.text, unit: null, power: 0, page: cell.page, bbox: cell.bbox,
      proof: /** @type {Proof} */ ('unproven'), name: say('figure.cell'), place: this.titleOf(table), table, cell,
      observation: null, statement: null, counted: false, equations: [], copies: [],
    };
    this.figures.set(id, figure);
    return figure;
  }

  /**
   * The cell that a check of words is about.
   * @param {import('./types').Check} check
   * @returns {string | null}
   */
  cellAt(check) {
    const table = this.tables.get(check.table_id ?? '');
    const box = check.bbox?.join();
    const cell = table?.cells.find((c) => c.page === check.page && c.bbox.join() === box);
    return table && cell ? (this.byCell.get(`${table.id}/${cell.row}/${cell.col}`) ?? `${table.id}/${cell.row}/${cell.col}`) : null;
  }

  /**
   * What the program had read, also where somebody has corrected it since.
   * @param {Figure} figure
   */
  readOf(figure) {
    return (figure.observation ?? figure.statement ?? figure.cell)?.corrected?.read ?? figure.value;
  }

  /** @param {Figure} figure */
  valueOf(figure) {
    return this.corrected.get(figure.id) ?? figure.value;
  }

  /**
   * @param {Figure} figure
   * @param {string} value
   */
  quantityOf(figure, value) {
    const quantity = quantityOf(value, figure.power);
    return quantity && { ...quantity, counted: figure.counted };
  }

  /**
   * What an equation comes to with the values as they are now, or with one of them changed.
   * @param {Equation} equation
   * @param {string} [id] of the figure that is changed
   * @param {string} [value] what it is changed to
   * @returns {Outcome | null}
   */
  evaluate(equation, id, value) {
    const quantity = (/** @type {string} */ of) => {
      const figure = this.figures.get(of);
      return figure ? this.quantityOf(figure, of === id && value !== undefined ? value : this.valueOf(figure)) : null;
    };
    const printed = equation.printed === null ? { value: 0n, step: 0n } : quantity(equation.printed);
    const terms = [];
    for (const t of equation.terms) {
      const q = quantity(t.id);
      if (!q) return null;
      terms.push({ ...q, off: t.off });
    }
    return printed ? evaluate(equation.form, printed, terms, equation.form === 'sum' ? this.limitOf(equation) : null) : null;
  }

  /**
   * Where the program found the document to add up exactly, it allows a sum less than its decimals would.
   * @param {Equation} equation
   * @returns {bigint | null}
   */
  limitOf(equation) {
    if (equation.limit !== undefined) return equation.limit;
    const { check, form } = equation;
    const all = check.operands.map((id) => this.figures.get(id)).map((f) => (f ? this.quantityOf(f, f.value) : null));
    const [printed, ...terms] = all;
    const told = quantityOf(check.tolerance ?? '', this.powerOf(check.unit))?.value;
    equation.limit = null;
    if (printed && told !== undefined && terms.every((t) => t !== null)) {
      const usual = evaluate(form, printed, terms.flatMap((t) => (t ? [{ ...t, off: false }] : [])));
      if (usual && told < usual.tolerance) equation.limit = told;
    }
    return equation.limit;
  }

  /**
   * Whether anything the equation speaks of was corrected here.
   * @param {Equation} equation
   */
  touched(equation) {
    return equation.check.operands.some((id) => this.corrected.has(id));
  }

  /**
   * As the program found it, or, where a correction touches it, as it is now.
   * @param {Equation} equation
   * @returns {import('./types').Status}
   */
  statusOf(equation) {
    if (!this.touched(equation)) return equation.check.status;
    return this.evaluate(equation)?.status ?? equation.check.status;
  }

  /**
   * The figure's proof with the corrections made here. The program has the last word: it also asks which rules apply.
   * @param {Figure} figure
   * @returns {Proof}
   */
  proofOf(figure) {
    if (this.corrected.size === 0 || !figure.equations.some((e) => this.touched(e))) return figure.proof;
    const states = figure.equations.map((e) => this.statusOf(e));
    if (states.includes('fail')) return 'conflict';
    return figure.proof === 'proven' || figure.equations.some((e) => e.form !== 'bound' && e.form !== 'blank') ? 'proven' : 'unproven';
  }

  /**
   * What a value would do to the equations of a figure.
   * @param {Figure} figure
   * @param {string} value
   */
  tryValue(figure, value) {
    const breaks = [], mends = [];
    let holds = 0;
    for (const equation of figure.equations) {
      const before = this.statusOf(equation);
      const after = this.evaluate(equation, figure.id, value)?.status ?? before;
      if (after === 'fail' && before !== 'fail') breaks.push(equation);
      else if (after !== 'fail' && before === 'fail') mends.push(equation);
      else if (after !== 'fail') ++holds;
    }
    return { breaks, mends, holds };
  }

  /**
   * The decimals to show a computed value of an equation with.
   * @param {Equation} equation
   */
  decimalsFor(equation) {
    const of = this.figures.get(equation.printed ?? equation.terms[0]?.id ?? '');
    return of ? decimalsOf(of.value) : 2;
  }
}
