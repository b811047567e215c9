// SPDX-License-Identifier: GPL-3.0-or-later
// What needs a human eye, worst first: conflicts, figures that nothing proves and little supports, text that ended
// nowhere, warnings.
import { quantityOf } from './arithmetic.js';
import { grouped, isChinese, nameOf, say } from './wording.js';

/**
 * @typedef {import('./types').QueueItem} QueueItem
 * @typedef {import('./types').Check} Check
 * @typedef {import('./types').Figure} Figure
 */

/** @param {Check} check */
export const messageOf = (check) => (isChinese() ? check.message : check.message_en) ?? '';

/** What a judgement about a check says was read there, as the program has it. @param {Check} check */
export const judgedText = (check) => check.printed || check.expected || '';

/** @param {string | null} decimal */
const sizeOf = (decimal) => {
  const q = decimal ? quantityOf(decimal, 0) : null;
  return q ? Math.abs(Number(q.value)) : 0;
};

/**
 * Equations that fail and that one change would mend are one item.
 * @param {import('./model.js').Model} model
 * @returns {QueueItem[]}
 */
function conflicts(model) {
  /** @type {Map<string, Check[]>} */
  const groups = new Map();
  for (const c of model.doc.checks) {
    if (c.status !== 'fail') continue;
    const about = c.form ? (c.suspect ?? c.operands[0]) : c.id;
    const key = `${about}/${Boolean(c.explained)}`;
    // What says a value that would mend it stands first.
    groups.set(key, c.suggested ? [c, ...(groups.get(key) ?? [])] : [...(groups.get(key) ?? []), c]);
  }
  return [...groups.values()].map((checks) => {
    const first = checks[0];
    // What is no equation is about words: those of a cell, where they stand in one.
    const id = first.form ? (first.suspect ?? first.operands[0]) : model.cellAt(first);
    const figure = id ? model.get(id) : null;
    const title = figure?.kind === 'cell' ? figure.value : figure ? `${figure.name}\u2002${grouped(figure.value)}${figure.unit ?? ''}` : nameOf('kind', first.kind);
    return {
      key: figure ? figure.id : first.id, kind: first.explained ? 'explained' : 'conflict', figure: figure?.id ?? null, checks,
      reasons: checks.length > 1 ? [say('queue.equations', { count: checks.length })] : [nameOf('kind', first.kind)],
      page: first.page ?? figure?.page ?? 0, bbox: first.bbox ?? null, title, detail: messageOf(first),
      size: Math.max(...checks.map((c) => sizeOf(c.difference))), about: figure ? (figure.kind === 'cell' ? 'cell' : 'figure') : 'check',
      read: figure?.value ?? judgedText(first),
    };
  });
}

/**
 * Why a figure that no equation reaches is not to be trusted as it is.
 * @param {Figure} figure
 */
function weaknesses(figure) {
  const out = [];
  const { observation: o, statement: s, cell } = figure;
  if (cell?.overflow) out.push('overflow');
  if (o && !o.unit) out.push('no_unit');
  if (o && !o.measure) out.push('no_measure');
  if (o && !o.label && !o.code) out.push('no_name');
  if (s && !s.subject) out.push('no_name');
  if (s && s.yuan !== undefined && s.measure === 'amount' && s.links.length === 0 && figure.equations.length === 0) out.push('no_counterpart');
  if (s?.approximate) out.push('approximate');
  return out;
}

/**
 * @param {import('./model.js').Model} model
 * @returns {QueueItem[]}
 */
function weak(model) {
  const out = [];
  for (const figure of model.figures.values()) {
    if (figure.kind === 'cell' || figure.proof !== 'unproven' || /^-?[0.]*$/.test(figure.value)) continue;
    const reasons = weaknesses(figure);
    if (reasons.length === 0) continue;
    const weight = reasons.length * 1e30 + Math.abs(Number(quantityOf(figure.value, figure.power)?.value ?? 0n));
    out.push({
      key: figure.id, kind: /** @type {const} */ ('weak'), figure: figure.id, checks: [],
      reasons: reasons.map((r) => say(`weak.${r}`)), page: figure.page, bbox: figure.bbox,
      title: `${figure.name}\u2002${grouped(figure.value)}${figure.unit ?? ''}`,
      detail: figure.statement?.text ?? figure.place, size: weight, about: /** @type {const} */ ('figure'), read: figure.value,
    });
  }
  return out;
}

/**
 * @param {import('./model.js').Model} model
 * @returns {QueueItem[]}
 */
function leftOvers(model) {
  const residue = model.doc.residue.map((r, i) => ({
    key: `residue:${i}`, kind: /** @type {const} */ ('residue'), figure: null, checks: [], reasons: [say('queue.residue')],
    page: r.page, bbox: r.bbox, title: r.text, detail: say('queue.residue_detail'), size: r.text.length,
    about: /** @type {const} */ ('residue'), read: r.text,
  }));
  const warnings = model.doc.warnings.map((w, i) => ({
    key: `warning:${i}`, kind: /** @type {const} */ ('warning'), figure: null, checks: [], reasons: [say('queue.warning')],
    page: w.page ?? 0, bbox: w.bbox ?? null, title: nameOf('warning', w.code), detail: w.message, size: 0,
    about: /** @type {const} */ ('warning'), read: w.code,
  }));
  return [...residue, ...warnings];
}

const ranks = { conflict: 0, weak: 1, residue: 2, warning: 3, explained: 4 };

/**
 * @param {import('./model.js').Model} model
 * @returns {QueueItem[]}
 */
export function queueOf(model) {
  return [...conflicts(model), ...weak(model), ...leftOvers(model)].sort(
    (a, b) => ranks[a.kind] - ranks[b.kind] || b.size - a.size || a.page - b.page,
  );
}
