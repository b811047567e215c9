// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person says what is printed: as read, or something else, and why. What that does to the equations is said
// while it is typed.
import { parseDecimal, rates } from './arithmetic.js';
import { el, fill } from './dom.js';
import { grouped, say } from './wording.js';

/**
 * @typedef {import('./types').Figure} Figure
 * @typedef {import('./types').QueueItem} QueueItem
 */

export class JudgeForm {
  /**
   * @param {import('./model.js').Model} model
   * @param {import('./judgements.js').Judgements} judgements
   * @param {{onPick: (id: string) => void, onJudged: (key: string) => void}} hooks
   */
  constructor(model, judgements, hooks) {
    this.model = model;
    this.judgements = judgements;
    this.hooks = hooks;
    /** @type {HTMLFormElement | null} */
    this.node = null;
  }

  /**
   * @param {Figure} figure
   * @param {QueueItem | null} item
   */
  show(figure, item) {
    const judged = this.judgements.all.get(figure.id);
    const value = el('input', {
      type: 'text', class: figure.kind === 'cell' ? 'value words' : 'value', id: 'judge-value', autocomplete: 'off', inputmode: figure.kind === 'cell' ? 'text' : 'decimal',
      'aria-describedby': 'judge-outcome', input: () => this.preview(figure, value.value, outcome, correct),
    });
    value.value = judged?.value ?? this.model.valueOf(figure);
    const outcome = el('div', { class: 'outcome', id: 'judge-outcome', role: 'status' });
    const note = this.noteField(judged?.note);
    const by = this.byField();
    const first = item?.checks[0];
    const fits = figure.kind === 'cell' ? !first?.form : first?.suspect === figure.id && parseDecimal(first.suggested ?? '') !== null;
    const suggested = first?.suggested && fits ? first.suggested : null;
    const correct = el('button', { type: 'submit', class: 'primary', id: 'judge-correct' }, say('judge.correct'));
    const accept = el('button', {
      type: 'button', id: 'judge-accept', click: () => this.keep(figure, figure.value, note.value, by.value),
    }, say('judge.accept'));
    this.node = el('form', {
      class: 'judge', 'aria-label': say('judge.label'), submit: (/** @type {Event} */ e) => {
        e.preventDefault();
        this.correct(figure, value.value, note.value, by.value);
      },
    },
      judged ? this.verdict(judged) : null,
      el('div', { class: 'fields' },
        el('label', {}, el('span', {}, say('judge.value')), value),
        suggested && suggested !== value.value ? el('button', { type: 'button', class: 'chip', click: () => { value.value = suggested; this.preview(figure, suggested, outcome, correct); } }, say('judge.take', { value: grouped(suggested) })) : null,
        el('label', { class: 'grow' }, el('span', {}, say('judge.note')), note),
        el('label', {}, el('span', {}, say('judge.by')), by),
        el('div', { class: 'buttons' }, accept, correct, judged ? this.undo(figure.id) : null)),
      outcome);
    this.preview(figure, value.value, outcome, correct);
    return this.node;
  }

  /** @param {QueueItem} item */
  showItem(item) {
    const judged = this.judgements.all.get(item.key);
    const note = this.noteField(judged?.note);
    const by = this.byField();
    const accept = () => this.decide(item.key, { action: 'accept', about: item.about, figure: item.key, page: item.page, bbox: item.bbox, read: item.read, note: note.value.trim() }, by.value);
    this.node = el('form', { class: 'judge', 'aria-label': say('judge.label'), submit: (/** @type {Event} */ e) => { e.preventDefault(); accept(); } },
      judged ? this.verdict(judged) : null,
      el('div', { class: 'fields' }, el('label', { class: 'grow' }, el('span', {}, say('judge.note')), note), el('label', {}, el('span', {}, say('judge.by')), by),
        el('div', { class: 'buttons' }, el('button', { type: 'submit', class: 'primary', id: 'judge-accept' }, say('judge.seen')), judged ? this.undo(item.key) : null)));
    return this.node;
  }

  /** @param {string | undefined} text */
  noteField(text) {
    const note = el('input', { type: 'text', id: 'judge-note', placeholder: say('judge.note_hint'), autocomplete: 'off' });
    note.value = text ?? '';
    return note;
  }

  byField() {
    const by = el('input', { type: 'text', class: 'by', id: 'judge-by', autocomplete: 'name' });
    by.value = this.judgements.by;
    return by;
  }

  /** @param {import('./types').Judgement} judged */
  verdict(judged) {
    const what = judged.action === 'correct' ? say('judge.was_corrected', { read: grouped(judged.read), value: judged.value ?? '' }) : say('judge.was_accepted');
    return el('p', { class: 'verdict' }, el('strong', {}, what), ' ', [judged.by, judged.at.slice(0, 10), judged.note].filter(Boolean).join(' \u00b7 '));
  }

  /** @param {string} key */
  undo(key) {
    return el('button', { type: 'button', class: 'plain', id: 'judge-undo', click: () => { this.judgements.remove(key); this.hooks.onJudged(key); } }, say('judge.undo'));
  }

  /**
   * @param {string} key
   * @param {Omit<import('./types').Judgement, 'by' | 'at'>} judgement
   * @param {string} by
   */
  decide(key, judgement, by) {
    this.judgements.by = by.trim();
    this.judgements.add(judgement);
    this.hooks.onJudged(key);
  }

  /**
   * The value as it would be kept, or null where it is none.
   * @param {Figure} figure
   * @param {string} typed
   */
  read(figure, typed) {
    return figure.kind === 'cell' ? typed.trim() || null : parseDecimal(typed.trim());
  }

  /**
   * @param {Figure} figure
   * @param {string} typed
   * @param {string} note
   * @param {string} by
   */
  correct(figure, typed, note, by) {
    const value = this.read(figure, typed);
    if (value !== null && value !== figure.value) this.keep(figure, value, note, by);
  }

  /**
   * Keeps what is printed: as it was read, or something else.
   * @param {Figure} figure
   * @param {string} value
   * @param {string} note
   * @param {string} by
   */
  keep(figure, value, note, by) {
    const read = this.model.readOf(figure);
    const about = figure.kind === 'cell' ? /** @type {const} */ ('cell') : /** @type {const} */ ('figure');
    const place = { about, figure: figure.id, page: figure.page, bbox: figure.bbox, read, note: note.trim() };
    this.decide(figure.id, value === read ? { action: 'accept', ...place } : { action: 'correct', value, ...place }, by);
  }

  /**
   * Says what the typed value does to the equations.
   * @param {Figure} figure
   * @param {string} typed
   * @param {HTMLElement} outcome
   * @param {HTMLButtonElement} correct
   */
  preview(figure, typed, outcome, correct) {
    const value = this.read(figure, typed);
    correct.disabled = value === null || value === figure.value;
    if (value === null) {
      fill(outcome, el('p', { class: 'bad' }, say('judge.no_figure')));
      return;
    }
    if (value === this.model.valueOf(figure) || figure.kind === 'cell') {
      fill(outcome);
      return;
    }
    const { breaks, mends, holds } = this.model.tryValue(figure, value);
    const line = (/** @type {import('./types').Equation} */ e) => el('li', {}, this.short(e));
    fill(
      outcome,
      breaks.length > 0 ? el('p', { class: 'bad' }, say('judge.breaks', { count: breaks.length })) : null,
      breaks.length > 0 ? el('ul', {}, ...breaks.slice(0, 3).map(line)) : null,
      mends.length > 0 ? el('p', { class: 'good' }, say('judge.mends', { count: mends.length })) : null,
      breaks.length === 0 && mends.length === 0 ? el('p', { class: 'quiet' }, say(figure.equations.length > 0 ? 'judge.same' : 'judge.no_equations', { count: holds })) : null,
    );
  }

  /** @param {import('./types').Equation} e */
  short(e) {
    const name = (/** @type {string} */ id) => {
      const f = this.model.figures.get(id);
      return f ? `${f.name} ${grouped(this.model.valueOf(f))}` : id;
    };
    const terms = e.terms.map((t) => name(t.id));
    const shown = terms.slice(0, 4).join(e.form === 'copy' || rates.includes(e.form) ? ', ' : ' + ');
    return `${e.printed ? name(e.printed) : ''} = ${shown}${terms.length > 4 ? ' + \u2026' : ''}`;
  }

  accept() {
    const button = this.node?.querySelector('#judge-accept');
    if (button instanceof HTMLButtonElement) button.click();
  }

  focusValue() {
    const field = this.node?.querySelector('#judge-value') ?? this.node?.querySelector('#judge-note');
    if (field instanceof HTMLInputElement) {
      field.focus();
      field.select();
    }
  }
}
