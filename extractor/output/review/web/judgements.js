// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decided: kept while the page is open, remembered by the browser where it lets us, and saved as a file
// of corrections (docs/formats/corrections.md).
import { download, memory } from './dom.js';

/**
 * @typedef {import('./types').Judgement} Judgement
 */

/**
 * Whether two boxes are the same place, as the program has it: they share half of what both cover.
 * @param {Judgement['bbox']} a
 * @param {Judgement['bbox']} b
 */
function samePlace(a, b) {
  if (!a || !b) return false;
  const shared = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const area = (/** @type {number[]} */ r) => (r[2] - r[0]) * (r[3] - r[1]);
  return shared >= (area(a) + area(b) - shared) / 2;
}

export class Judgements {
  /**
   * @param {import('./model.js').Model} model
   * @param {() => void} changed
   */
  constructor(model, changed) {
    this.doc = model.doc;
    this.serve = model.page.serve;
    this.changed = changed;
    /** @type {Map<string, Judgement>} */
    this.all = new Map();
    /** Of the file, what finds nothing in this page: it stays in the file. @type {Judgement[]} */
    this.kept = [];
    this.saved = true;
    this.key = `judgements.${this.doc.source.sha256}`;
    this.addApplied(model);
    this.addOthers(model);
    this.remembered();
  }

  /**
   * What the program had already applied stays in the file that is saved.
   * @param {import('./model.js').Model} model
   */
  addApplied(model) {
    const { observations, statements, tables } = this.doc;
    const add = (/** @type {string} */ id, /** @type {Judgement['about']} */ about, /** @type {import('./types').Cell | import('./types').Observation | import('./types').Statement} */ at, /** @type {string} */ value) => {
      const { corrected, accepted, page, bbox } = at;
      const judged = corrected ?? accepted;
      if (!judged) return;
      this.all.set(id, {
        action: corrected ? 'correct' : 'accept', about, figure: id, page, bbox, read: judged.read ?? value,
        ...(corrected ? { value } : {}), by: judged.by ?? '', at: judged.at ?? '', note: judged.note ?? '',
      });
    };
    for (const o of observations) add(o.id, 'figure', o, o.amount);
    for (const s of statements) add(s.id, 'figure', s, s.value);
    for (const t of tables) {
      for (const c of t.cells) {
        const id = `${t.id}/${c.row}/${c.col}`;
        if (!model.byCell.has(id)) add(id, 'cell', c, c.text);
      }
    }
  }

  /**
   * Nor does the file lose what it has besides. Where it names a figure, something else is read there now.
   * @param {import('./model.js').Model} model
   */
  addOthers(model) {
    const { residue, warnings } = this.doc;
    for (const j of model.page.judgements) {
      const at = j.about === 'residue' ? residue.findIndex((r) => r.page === j.page && r.text === j.read)
        : j.about === 'warning' ? warnings.findIndex((w) => (w.page ?? 0) === j.page && w.code === j.read && String(w.bbox ?? null) === String(j.bbox)) : -1;
      const figure = `${j.about}:${at}`;
      if (at >= 0 && !this.all.has(figure)) this.all.set(figure, { ...j, figure });
      else this.kept.push(j);
    }
  }

  remembered() {
    try {
      for (const j of JSON.parse(memory.get(this.key) ?? '[]')) this.all.set(j.figure, j);
    } catch {
      memory.set(this.key, null);
    }
  }

  /** Whether the browser keeps them for the next time. */
  isRemembered() {
    return this.all.size === 0 || memory.get(this.key) !== null;
  }

  get by() {
    return memory.get('by') ?? '';
  }

  set by(name) {
    memory.set('by', name);
  }

  /** @param {Omit<Judgement, 'by' | 'at'>} judgement */
  add(judgement) {
    // A person looked there again: what the file says of the place is settled.
    this.kept = this.kept.filter((k) => k.page !== judgement.page || !samePlace(k.bbox, judgement.bbox));
    this.all.set(judgement.figure, { ...judgement, by: this.by, at: new Date().toISOString().replace(/\.\d+Z$/, 'Z') });
    this.keep();
  }

  /** @param {string} key */
  remove(key) {
    if (this.all.delete(key)) this.keep();
  }

  keep() {
    this.saved = false;
    memory.set(this.key, this.all.size > 0 ? JSON.stringify([...this.all.values()]) : null);
    this.changed();
  }

  toJson() {
    const { file, sha256 } = this.doc.source;
    return `${JSON.stringify({ gongkai_corrections: 1, file, sha256, judgements: [...this.all.values(), ...this.kept] }, null, 1)}\n`;
  }

  /**
   * Writes the judgements to where they belong.
   * @returns {Promise<boolean>}
   */
  async save() {
    if (this.serve === null) {
      const name = (this.doc.source.file.split(/[\\/]/).pop() ?? 'document').replace(/\.pdf$/i, '');
      download(`${name}.corrections.json`, this.toJson());
    } else {
      try {
        const answer = await fetch(this.serve, { method: 'POST', headers: { 'content-type': 'application/json' }, body: this.toJson() });
        if (!answer.ok) return false;
      } catch {
        return false;
      }
    }
    this.saved = true;
    this.changed();
    return true;
  }
}
