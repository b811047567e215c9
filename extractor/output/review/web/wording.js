// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says, in Chinese and English. The words are data: patterns/review.csv.
import { memory } from './dom.js';

/** @type {Record<string, [string, string]>} */
let words = {};
let chinese = false;

/** @param {Record<string, [string, string]>} wording */
export function setWording(wording) {
  words = wording;
  const chosen = memory.get('language');
  const asked = chosen ?? (navigator.languages ?? [navigator.language]).find((l) => /^(zh|en)/i.test(l)) ?? 'en';
  chinese = /^zh/i.test(asked);
  document.documentElement.lang = chinese ? 'zh-CN' : 'en';
}

export function isChinese() {
  return chinese;
}

export function toggleLanguage() {
  memory.set('language', chinese ? 'en' : 'zh');
}

/**
 * A text with its values put in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  // Of one thing English speaks otherwise: "key.one".
  const entry = (values.count === 1 ? words[`${key}.one`] : null) ?? words[key];
  const text = entry?.[chinese ? 0 : 1] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/**
 * The name of a value of the record: "type.three_public". What has no name is shown as it stands in the record.
 * @param {string} group
 * @param {string | null | undefined} value
 */
export function nameOf(group, value) {
  if (!value) return '';
  const key = `${group}.${value}`;
  return words[key] ? say(key) : value.replaceAll('_', ' ');
}

/**
 * A decimal with separators of thousands: only the form changes, never a digit.
 * @param {string} decimal
 */
export function grouped(decimal) {
  const [, sign, whole, rest] = /^(-?)(\d+)(.*)$/.exec(decimal) ?? [null, '', decimal, ''];
  return sign.replace('-', '\u2212') + (whole ?? '').replace(/\B(?=(\d{3})+$)/g, ',') + rest;
}

/**
 * @param {number | null | undefined} share from 0 to 1
 */
export function percent(share) {
  if (share === null || share === undefined) return '\u2013';
  return `${(Math.floor(share * 1000) / 10).toFixed(1)}\u202f%`;
}
