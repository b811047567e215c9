// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about one figure: how it looks on the page, the equations it stands in, where else it is printed, its
// record; and where a person judges it.
import { decimalOf, parseDecimal } from './arithmetic.js';
import { el, fill } from './dom.js';
import { JudgeForm } from './judge.js';
import { messageOf } from './queue.js';
import { grouped, nameOf, say } from './wording.js';

/**
 * @typedef {import('./types').Figure} Figure
 * @typedef {import('./types').Equation} Equation
 * @typedef {import('./types').QueueItem} QueueItem
 */

/** Signs that tell the proofs apart without colour. */
export const signs = { proven: '\u2713', unproven: '\u25cb', conflict: '\u2260', pass: '\u2713', rounding: '\u2248', fail: '\u2260' };

/**
 * @param {import('./types').Proof} proof
 */
export const proofBadge = (proof) => el('span', { class: `badge ${proof}` }, `${signs[proof]} ${say(`proof.${proof}`)}`);

/** Equations beyond this many are shown when asked for. */
const shownEquations = 12;

export class Inspector {
  /**
   * @param {import('./model.js').Model} model
   * @param {import('./judgements.js').Judgements} judgements
   * @param {import('./pages.js').Pages} pages
   * @param {{onPick: (id: string) => void, onPage: (page: number, box: import('./types').Box | null) => void, onJudged: (key: string) => void}} hooks
   */
  constructor(model, judgements, pages, hooks) {
    this.model = model;
    this.pages = pages;
    this.hooks = hooks;
    this.form = new JudgeForm(model, judgements, hooks);
    this.body = el('div', { class: 'inspector-body' });
    this.node = el('section', { class: 'inspector', tabindex: 0, 'aria-label': say('inspector.label') }, this.body);
    this.node.addEventListener('click', (e) => {
      const at = e.target instanceof Element ? e.target.closest('button[data-figure]') : null;
      const id = at?.getAttribute('data-figure');
      if (id) this.hooks.onPick(id);
    });
    fill(this.body, el('p', { class: 'nothing' }, say('inspector.empty')));
  }

  /**
   * @param {Figure} figure
   * @param {QueueItem | null} item of the queue, where the figure is in it
   */
  show(figure, item) {
    const shown = this.model.valueOf(figure);
    fill(
      this.body,
      el('header', { class: 'figure-head' },
        el('div', { class: 'figure-title' },
          el('span', { class: 'figure-value' }, grouped(shown), figure.unit ? el('small', {}, ` ${figure.unit}`) : null),
          figure.kind === 'cell' ? null : proofBadge(this.model.proofOf(figure)),
          shown === figure.value ? null : el('span', { class: 'badge corrected' }, say('figure.read_as', { value: grouped(figure.value) }))),
        el('p', { class: 'figure-place' },
          el('span', { class: 'figure-name' }, figure.kind === 'cell' && item ? nameOf('kind', item.checks[0]?.kind) : figure.name), '\u2002', figure.place, '\u2002',
          el('button', { type: 'button', class: 'link', click: () => this.hooks.onPage(figure.page, figure.bbox) }, say('pages.page', { page: figure.page })))),
      // What fails stands with what it comes to, before anything that would push it out of sight.
      item ? this.finding(item, figure) : null,
      this.form.show(figure, item),
      figure.statement ? this.pages.crop(figure.page, figure.bbox, false, this.sentence(figure)) : this.pages.crop(figure.page, figure.bbox, figure.table !== null),
      this.equations(figure, item),
      this.copies(figure),
      this.record(figure),
    );
    this.node.scrollTop = 0;
  }

  /** @param {QueueItem} item that is about no figure */
  showItem(item) {
    fill(
      this.body,
      el('header', { class: 'figure-head' },
        el('p', { class: 'figure-name' }, item.title),
        el('p', { class: 'figure-place' }, item.reasons.join(' \u00b7 '), '\u2002',
          item.page ? el('button', { type: 'button', class: 'link', click: () => this.hooks.onPage(item.page, item.bbox) }, say('pages.page', { page: item.page })) : null)),
      item.page && item.bbox ? this.pages.crop(item.page, item.bbox, false) : null,
      this.finding(item, null),
      this.form.showItem(item),
    );
    this.node.scrollTop = 0;
  }

  /**
   * Where the figures stand that are printed in the same sentence.
   * @param {Figure} figure
   */
  sentence(figure) {
    return this.model.doc.statements.filter((s) => s.page === figure.page && s.text === figure.statement?.text).map((s) => s.bbox);
  }

  /**
   * @param {QueueItem} item
   * @param {Figure | null} figure
   */
  finding(item, figure) {
    const failing = this.failing(item, figure);
    if (figure && item.kind === 'conflict' && this.model.corrected.has(figure.id) && failing.length === 0 && item.checks.some((c) => c.form)) {
      return el('div', { class: 'finding mended' }, el('p', {}, el('strong', {}, say('finding.mended', { read: grouped(item.read), value: grouped(this.model.valueOf(figure)) }))));
    }
    const first = item.checks[0];
    const blame = first && (first.blame === 'unknown' || !first.blame ? '' : say(`blame.${first.blame}`));
    const suggested = first?.suggested && parseDecimal(first.suggested) ? first.suggested : null;
    // What it comes to first; the equations themselves stand below.
    return el('div', { class: `finding ${item.kind}` },
      suggested ? el('p', {}, el('strong', {}, say('finding.suggested', { read: grouped(item.read), value: grouped(suggested), unit: first.unit ?? '', count: item.checks.length }))) : null,
      // An equation that stands there says the same, and each of its figures can be picked.
      failing.length > 0 && figure ? el('div', { class: 'equations' }, this.equation(failing[0], figure)) : el('p', {}, first ? messageOf(first) : item.detail),
      item.kind === 'weak' ? el('p', { class: 'quiet' }, say('queue.weak_because', { reasons: item.reasons.join(', ') })) : null,
      blame ? el('p', { class: 'quiet' }, blame) : null,
      first?.explained ? el('p', { class: 'quiet' }, say('finding.explained', { text: first.explained })) : null);
  }

  /**
   * The equations of an item that fail.
   * @param {QueueItem} item
   * @param {Figure | null} figure
   */
  failing(item, figure) {
    const ids = new Set(item.checks.map((c) => c.id));
    return figure?.equations.filter((e) => ids.has(e.id) && this.model.statusOf(e) === 'fail') ?? [];
  }

  /**
   * @param {Figure} figure
   * @param {QueueItem | null} item whose first failing equation is shown already
   */
  equations(figure, item) {
    const shown = item ? this.failing(item, figure)[0] : null;
    const others = figure.equations.filter((e) => e !== shown);
    if (shown && others.length === 0) return null;
    if (figure.equations.length === 0) {
      return figure.kind === 'cell' ? null : el('section', { class: 'block' }, el('h2', {}, say('inspector.equations')), el('p', { class: 'quiet' }, say('inspector.no_equations')));
    }
    const order = { fail: 0, rounding: 1, pass: 2 };
    const sorted = others.sort((a, b) => order[this.model.statusOf(a)] - order[this.model.statusOf(b)]);
    const list = el('div', { class: 'equations' }, ...sorted.slice(0, shownEquations).map((e) => this.equation(e, figure)));
    const rest = sorted.length - shownEquations;
    const more = rest <= 0 ? null
      : el('button', { type: 'button', click: () => { list.append(...sorted.slice(shownEquations).map((e) => this.equation(e, figure))); more?.remove(); } },
        say('inspector.more', { count: rest }));
    return el('section', { class: 'block' }, el('h2', {}, say('inspector.equations'), el('span', { class: 'count' }, String(sorted.length))), list, more);
  }

  /**
   * @param {Equation} e
   * @param {Figure} about
   */
  equation(e, about) {
    const status = this.model.statusOf(e);
    const outcome = this.model.touched(e) ? this.model.evaluate(e) : null;
    const unit = e.check.unit ?? '';
    const power = this.model.powerOf(e.check.unit);
    const text = (/** @type {bigint} */ v) => grouped(decimalOf(v, power, this.model.decimalsFor(e)));
    const sum = e.form === 'sum' || e.form === 'bound' || e.form === 'blank';
    const relation = e.form === 'bound' ? '\u2265' : status === 'fail' ? '\u2260' : status === 'rounding' ? '\u2248' : '=';
    const facts = outcome ? [
      status === 'pass' ? null : say('equation.expected', { value: `${text(outcome.expected)} ${unit}` }),
      say('equation.difference', { value: `${text(outcome.difference)} ${unit}` }),
      say('equation.tolerance', { value: `${text(outcome.tolerance)} ${unit}` }),
    ] : [
      status === 'pass' || !e.check.expected ? null : say('equation.expected', { value: `${grouped(e.check.expected)} ${unit}` }),
      e.check.difference && say('equation.difference', { value: `${grouped(e.check.difference)} ${unit}` }),
      e.check.tolerance && say('equation.tolerance', { value: `${grouped(e.check.tolerance)} ${unit}` }),
    ];
    return el('article', { class: `equation ${status}` },
      el('header', {}, el('span', { class: `badge ${status}` }, `${signs[status]} ${say(`status.${status}`)}`),
        el('span', {}, nameOf('kind', e.check.kind)), el('span', { class: 'quiet' }, this.ruleOf(e)),
        this.model.touched(e) ? el('span', { class: 'badge corrected' }, say('equation.rechecked')) : null),
      el('div', { class: 'terms' },
        e.printed ? this.term(e.printed, '', about) : el('p', { class: 'term' }, say('equation.blank')),
        el('span', { class: 'relation', 'aria-label': say(`status.${status}`) }, relation),
        el('div', { class: 'addends' },
          sum || e.form === 'copy' ? null : el('p', { class: 'quiet' }, say(`equation.${e.form}`)),
          e.terms.length === 0 ? el('p', { class: 'term' }, say('equation.blank')) : null,
          ...e.terms.map((t, i) => this.term(t.id, sum && t.off ? '\u2212' : sum && i > 0 ? '+' : '', about)))),
      el('p', { class: 'facts' }, facts.filter(Boolean).join('\u2003')));
  }

  /**
   * "rows and their heading (codes)": the rule, and by what the figures were found to belong together.
   * @param {Equation} e
   */
  ruleOf(e) {
    const [, rule, by] = /^(.*?)(?: \((.*)\))?$/.exec(e.check.rule) ?? [];
    return [nameOf('rule', rule), nameOf('by', by)].filter(Boolean).join(' \u00b7 ');
  }

  /**
   * @param {string} id
   * @param {string} sign
   * @param {Figure} about
   */
  term(id, sign, about) {
    const f = this.model.figures.get(id);
    if (!f) return null;
    const o = f.observation;
    const sameTable = f.table === about.table, sameRow = sameTable && f.name === about.name;
    const sameColumn = sameTable && o?.column.join() === about.observation?.column.join();
    // What it shares with the picked figure goes without saying.
    const where = !o ? [f.name] : [sameTable ? '' : f.place, sameRow ? '' : (o.label_path[o.label_path.length - 1] ?? o.label), sameColumn && !sameRow ? '' : o.column[o.column.length - 1]];
    return el('button', { type: 'button', class: `term ${id === about.id ? 'is-this' : ''}`, 'data-figure': id },
      el('span', { class: 'sign', 'aria-hidden': sign ? null : 'true' }, sign || '\u2002'),
      el('span', { class: 'number' }, grouped(this.model.valueOf(f)), f.unit ? el('small', {}, ` ${f.unit}`) : null),
      el('span', { class: 'where' }, where.filter(Boolean).join(' \u00b7 ') || f.name));
  }

  /** @param {Figure} figure */
  copies(figure) {
    if (figure.copies.length === 0) return null;
    return el('section', { class: 'block' },
      el('h2', {}, say('inspector.copies'), el('span', { class: 'count' }, String(figure.copies.length))),
      el('ul', { class: 'copies' }, ...figure.copies.map((id) => {
        const f = this.model.figures.get(id);
        return f ? el('li', {}, el('button', { type: 'button', class: 'term', 'data-figure': id },
          el('span', { class: `dot ${this.model.proofOf(f)}` }, signs[this.model.proofOf(f)]),
          el('span', { class: 'number' }, grouped(this.model.valueOf(f)), f.unit ? el('small', {}, ` ${f.unit}`) : null),
          el('span', { class: 'where' }, `${say(f.kind === 'statement' ? 'figure.in_text' : 'figure.in_table')} ${f.place} \u00b7 ${f.name}`))) : null;
      })));
  }

  /** @param {Figure} figure */
  record(figure) {
    const o = figure.observation, s = figure.statement, c = figure.cell;
    /** @type {[string, string | null | undefined][]} */
    const rows = o ? [
      ['label_path', o.label_path.join(' / ')], ['official_label', o.official_label], ['code', o.code], ['column', o.column.join(' / ')],
      ['measure', o.measure && nameOf('measure', o.measure)], ['basis', o.basis && nameOf('basis', o.basis)], ['unit', o.unit], ['yuan', o.yuan && grouped(o.yuan)],
      ['raw', c?.raw ?? c?.text], ['table_type', nameOf('type', o.table)], ['id', o.id],
    ] : s ? [
      ['subject', s.subject], ['measure', nameOf('measure', s.measure)], ['of', s.of], ['base', s.base && nameOf('base', s.base)], ['reason', s.reason],
      ['code', s.code], ['unit', s.unit], ['yuan', s.yuan && grouped(s.yuan)], ['sentence', s.text], ['id', s.id],
    ] : [['raw', c?.raw ?? c?.text], ['id', figure.id]];
    return el('section', { class: 'block' }, el('h2', {}, say('inspector.record')),
      el('dl', { class: 'record' }, ...rows.filter(([, value]) => value).flatMap(([key, value]) => [el('dt', {}, say(`record.${key}`)), el('dd', {}, value)])));
  }
}
