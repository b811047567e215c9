// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person says what is printed: as read, or something else, or that the publisher printed an error; and why. What
// that does to the equations is said while it is typed. One of the buttons is the primary one, and Enter is that one.
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
    /** Puts back the value that was tried. @type {(() => void) | null} */
    this.restore = null;
  }

  /**
   * @param {Figure} figure
   * @param {QueueItem | null} item
   */
  show(figure, item) {
    const judged = this.judgements.all.get(figure.id);
    const value = el('input', {
      type: 'text', class: figure.kind === 'cell' ? 'value words' : 'value', id: 'judge-value', autocomplete: 'off', inputmode: figure.kind === 'cell' ? 'text' : 'decimal',
      'aria-describedby': 'judge-outcome', input: () => update(),
    });
    const start = judged?.value ?? this.model.valueOf(figure);
    value.value = start;
    const outcome = el('div', { class: 'outcome', id: 'judge-outcome', role: 'status' });
    const note = this.noteField(judged?.note);
    const by = this.byField();
    const first = item?.checks[0];
    const blamed = first?.blame === 'publisher' || judged?.verdict === 'publisher';
    const acts = {
      correct: () => this.correct(figure, value.value, note.value, by.value),
      accept: () => this.keep(figure, figure.value, note.value, by.value),
      publisher: () => this.keep(figure, figure.value, note.value, by.value, 'publisher'),
    };
    const buttons = this.buttons(acts, item?.kind === 'conflict' || figure.equations.some((e) => this.model.statusOf(e) === 'fail'));
    const update = () => {
      const typed = this.read(figure, value.value);
      const other = typed !== null && typed !== figure.value;
      buttons.correct.disabled = !other;
      buttons.correct.textContent = other ? say('judge.correct_to', { value: grouped(typed) }) : say('judge.correct');
      this.makePrimary(buttons, value.value !== figure.value ? 'correct' : blamed && buttons.publisher ? 'publisher' : 'accept');
      this.preview(figure, value.value, outcome);
    };
    this.restore = () => {
      value.value = start;
      update();
    };
    const fits = figure.kind === 'cell' ? !first?.form : first?.suspect === figure.id && parseDecimal(first.suggested ?? '') !== null;
    const suggested = first?.suggested && fits ? first.suggested : null;
    // Where the publisher erred, what the figure should be is no reading of ours to be mended.
    const chip = !suggested || suggested === value.value ? null
      : blamed ? el('p', { class: 'quiet should-be' }, say('judge.should_be', { value: grouped(suggested) }))
        : el('button', { type: 'button', class: 'chip', click: () => { value.value = suggested; update(); } }, say('judge.take', { value: grouped(suggested) }));
    this.node = this.form(judged, acts, buttons, [el('label', {}, el('span', {}, say('judge.value')), value), chip], note, by, figure.id, outcome);
    update();
    return this.node;
  }

  /** @param {QueueItem} item */
  showItem(item) {
    const judged = this.judgements.all.get(item.key);
    const note = this.noteField(judged?.note);
    const by = this.byField();
    const decide = (/** @type {'publisher' | undefined} */ verdict) => this.decide(item.key, {
      action: 'accept', ...(verdict ? { verdict } : {}), about: item.about, figure: item.key, page: item.page, bbox: item.bbox, read: item.read, note: note.value.trim(),
    }, by.value);
    const acts = { correct: () => {}, accept: () => decide(undefined), publisher: () => decide('publisher') };
    const buttons = this.buttons(acts, item.kind === 'conflict');
    buttons.correct.hidden = true;
    buttons.accept.textContent = say('judge.seen');
    this.makePrimary(buttons, (item.checks[0]?.blame === 'publisher' || judged?.verdict === 'publisher') && buttons.publisher ? 'publisher' : 'accept');
    this.restore = null;
    this.node = this.form(judged, acts, buttons, [], note, by, item.key, null);
    return this.node;
  }

  /**
   * @param {Record<'correct' | 'accept' | 'publisher', () => void>} acts
   * @param {boolean} fails whether the publisher may have erred
   */
  buttons(acts, fails) {
    const button = (/** @type {'correct' | 'accept' | 'publisher'} */ name) =>
      el('button', { type: 'button', id: `judge-${name}`, 'data-act': name, click: acts[name] }, say(`judge.${name}`));
    return { publisher: fails ? button('publisher') : null, accept: button('accept'), correct: button('correct') };
  }

  /**
   * @param {ReturnType<JudgeForm['buttons']>} buttons
   * @param {'correct' | 'accept' | 'publisher'} name
   */
  makePrimary(buttons, name) {
    for (const b of Object.values(buttons)) b?.classList.toggle('primary', b.dataset.act === name);
  }

  /**
   * @param {import('./types').Judgement | undefined} judged
   * @param {Record<string, () => void>} acts
   * @param {ReturnType<JudgeForm['buttons']>} buttons
   * @param {(Node | null)[]} fields
   * @param {HTMLInputElement} note
   * @param {HTMLInputElement} by
   * @param {string} key
   * @param {HTMLElement | null} outcome
   */
  form(judged, acts, buttons, fields, note, by, key, outcome) {
    const all = Object.values(buttons);
    const submit = (/** @type {Event} */ e) => {
      e.preventDefault();
      const primary = all.find((b) => b?.classList.contains('primary'));
      if (primary && !primary.disabled) acts[primary.dataset.act ?? '']();
    };
    return el('form', { class: 'judge', 'aria-label': say('judge.label'), submit },
      judged ? this.verdict(judged) : null,
      el('div', { class: 'fields' }, ...fields,
        el('label', { class: 'grow' }, el('span', {}, say('judge.note')), note), el('label', {}, el('span', {}, say('judge.by')), by),
        // Enter in a field finds this one; which button it stands for changes while a value is typed.
        el('button', { type: 'submit', class: 'offscreen', tabindex: -1, 'aria-hidden': 'true' }),
        el('div', { class: 'buttons' }, ...all, judged ? this.undo(key) : null)),
      outcome);
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
    const what = judged.verdict === 'publisher' ? say('judge.was_publisher') : judged.action === 'correct' ? say('judge.was_corrected', { read: grouped(judged.read), value: judged.value ?? '' }) : say('judge.was_accepted');
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
   * @param {'publisher'} [verdict] what is printed is the publisher's error
   */
  keep(figure, value, note, by, verdict) {
    const read = this.model.readOf(figure);
    const about = figure.kind === 'cell' ? /** @type {const} */ ('cell') : /** @type {const} */ ('figure');
    const place = { ...(verdict ? { verdict } : {}), about, figure: figure.id, page: figure.page, bbox: figure.bbox, read, note: note.trim() };
    this.decide(figure.id, value === read ? { action: 'accept', ...place } : { action: 'correct', value, ...place }, by);
  }

  /**
   * Says what the typed value does to the equations.
   * @param {Figure} figure
   * @param {string} typed
   * @param {HTMLElement} outcome
   */
  preview(figure, typed, outcome) {
    const value = this.read(figure, typed);
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

  /** @param {'accept' | 'publisher'} name */
  press(name) {
    const button = this.node?.querySelector(`#judge-${name}`);
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
