// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decided: kept while the page is open, remembered by the browser where it lets us, and saved as a file
// of corrections (docs/formats/corrections.md).
import { download, memory } from './dom.js';
import { judgedText } from './queue.js';

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
    this.key = `judgements.${this.doc.source.sha256}`;
    this.addApplied(model);
    this.addOthers(model);
    /** What stands in a file already: what the program was given, or what was saved since. */
    this.written = this.text();
    this.given = this.written;
    /** Made or changed since the page opened. */
    this.touched = false;
    /** @type {'idle' | 'writing' | 'failed'} */
    this.state = 'idle';
    this.remembered();
  }

  /** Whether nothing would be lost. */
  get saved() {
    return this.text() === this.written;
  }

  /** All of them, to be compared: in an order of its own, since a file or the browser may keep another. */
  text() {
    const all = [...this.all.values()].map((j) => JSON.stringify([j.figure, j.action, j.verdict ?? '', j.value ?? '', j.by, j.at, j.note]));
    return JSON.stringify([all.sort(), this.kept]);
  }

  /**
   * What the program had already applied stays in the file that is saved.
   * @param {import('./model.js').Model} model
   */
  addApplied(model) {
    const { observations, statements, tables, checks } = this.doc;
    const add = (/** @type {string} */ id, /** @type {Judgement['about']} */ about, /** @type {import('./types').Cell | import('./types').Observation | import('./types').Statement} */ at, /** @type {string} */ value) => {
      const { corrected, accepted, page, bbox } = at;
      const judged = corrected ?? accepted;
      if (!judged) return;
      this.all.set(id, {
        action: corrected ? 'correct' : 'accept', about, figure: id, page, bbox, read: judged.read ?? value,
        ...(corrected ? { value } : {}), ...(judged.verdict ? { verdict: judged.verdict } : {}), by: judged.by ?? '', at: judged.at ?? '', note: judged.note ?? '',
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
    // What was said of a check that stands at no figure and no cell.
    for (const c of checks) {
      const judged = c.confirmed ?? c.accepted;
      if (!judged || judged.figure || c.form || model.cellAt(c)) continue;
      this.all.set(c.id, {
        action: 'accept', about: 'check', figure: c.id, page: c.page ?? 0, bbox: c.bbox ?? null, read: judgedText(c),
        ...(c.confirmed ? { verdict: /** @type {const} */ ('publisher') } : {}), by: judged.by ?? '', at: judged.at ?? '', note: judged.note ?? '',
      });
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
      const check = j.about === 'check' ? this.doc.checks.find((c) => c.status === 'fail' && (c.page ?? 0) === j.page && judgedText(c) === j.read) : null;
      const figure = check ? check.id : `${j.about}:${at}`;
      if (check) this.all.set(figure, { ...j, figure });
      else if (at >= 0 && !this.all.has(figure)) this.all.set(figure, { ...j, figure });
      else this.kept.push(j);
    }
  }

  remembered() {
    try {
      for (const j of JSON.parse(memory.get(this.key) ?? '[]')) {
        // Of a file that is newer than what the browser remembers, the file counts.
        const known = this.all.get(j.figure);
        if (!known || known.at < j.at) this.all.set(j.figure, j);
      }
      if (memory.get(`${this.key}.saved`) === this.text()) this.written = this.text();
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

  /** Remembers what there is; where a server takes it, writes it at once. */
  keep() {
    this.touched = true;
    memory.set(this.key, this.all.size > 0 ? JSON.stringify([...this.all.values()]) : null);
    this.changed();
    if (this.serve !== null) this.save();
  }

  /** The document's name, without the folders it lay in: files of corrections are sent to others. */
  get file() {
    return this.doc.source.file.split(/[\\/]/).pop() || 'document.pdf';
  }

  /** Of the file of corrections. */
  get target() {
    return `${this.file.replace(/\.pdf$/i, '')}.corrections.json`;
  }

  toJson() {
    const { file, doc: { source: { sha256 } } } = this;
    return `${JSON.stringify({ gongkai_corrections: 1, file, sha256, judgements: [...this.all.values(), ...this.kept] }, null, 1)}\n`;
  }

  /**
   * Writes the judgements to where they belong. One writing at a time, so that the last one counts.
   * @returns {Promise<boolean>} whether all of them are there now
   */
  save() {
    this.saving = (this.saving ?? Promise.resolve(true)).then(() => (this.serve === null ? this.saveToDisk() : this.write(this.serve)));
    return this.saving;
  }

  async saveToDisk() {
    download(this.target, this.toJson());
    this.wrote(this.text());
    memory.set(`${this.key}.saved`, this.written);
    return true;
  }

  /** @param {string} address */
  async write(address) {
    const text = this.text();
    if (text === this.written && this.state !== 'failed') return true;
    this.state = 'writing';
    this.changed();
    let done = false;
    try {
      done = (await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: this.toJson(), keepalive: text.length < 50000 })).ok;
    } catch {
      // Said by the button.
    }
    this.state = done ? 'idle' : 'failed';
    // What is in the file need not be remembered: a later change of the file counts.
    if (done && text === this.text()) memory.set(this.key, null);
    if (done) this.wrote(text);
    else this.changed();
    return done;
  }

  /** @param {string} text */
  wrote(text) {
    this.written = text;
    this.changed();
  }
}
