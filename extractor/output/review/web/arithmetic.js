// SPDX-License-Identifier: GPL-3.0-or-later
// The equations once more, in the page: what a correction does to them is said at once. Whole numbers throughout, in
// 10^-9 of a yuan (of one, for what is no money); a figure printed with d decimals is an interval, half a unit of its
// last digit to each side. The same arithmetic as extractor/check/equations.cpp.

/**
 * @typedef {import('./types').Outcome} Outcome
 * @typedef {{value: bigint, step: bigint, counted?: boolean}} Quantity counted: heads, vehicles, which nobody rounds
 */

const scale = 9;
const one = 10n ** 9n;

/** @param {bigint} v */
const absolute = (v) => (v < 0n ? -v : v);

/** @param {Quantity} q */
const half = (q) => (q.value === 0n || q.counted ? 0n : q.step / 2n);

/**
 * @param {bigint} dividend
 * @param {bigint} divisor
 */
function roundedQuotient(dividend, divisor) {
  const negative = dividend < 0n !== divisor < 0n;
  const size = (2n * absolute(dividend) + absolute(divisor)) / (2n * absolute(divisor));
  return negative ? -size : size;
}

/** What a figure may look like when it is typed in: digits of either width, separators, a minus of any kind. */
export function parseDecimal(/** @type {string} */ text) {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,\u3001]/g, '')
    .replace(/^[\u2212\u2013\u2014\u25B3\u25B2]/, '-')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/^\+/, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

/**
 * @param {string} decimal "-45.87"
 * @param {number} power of ten of its unit
 * @returns {Quantity | null} null where it has more decimals than we keep
 */
export function quantityOf(decimal, power) {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) return null;
  const decimals = match[3]?.length ?? 0;
  const shift = scale - decimals + power;
  if (shift < 1 || shift > scale + 9) return null;
  const step = 10n ** BigInt(shift);
  const value = BigInt(match[2] + (match[3] ?? '')) * step;
  return { value: match[1] ? -value : value, step };
}

/**
 * @param {bigint} value
 * @param {number} power of ten of the unit it is shown in
 * @param {number} decimals at least
 */
export function decimalOf(value, power, decimals) {
  let digits = scale + power;
  let rest = absolute(value);
  while (digits > decimals && rest % 10n === 0n) {
    rest /= 10n;
    --digits;
  }
  while (digits < decimals) {
    rest *= 10n;
    ++digits;
  }
  const text = rest.toString().padStart(digits + 1, '0');
  const out = digits > 0 ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  return value < 0n ? `-${out}` : out;
}

/** @param {string} decimal */
export const decimalsOf = (decimal) => decimal.split('.')[1]?.length ?? 0;

/**
 * @param {bigint} difference
 * @param {bigint} tolerance
 * @param {boolean} endsMeet
 * @returns {import('./types').Status}
 */
function statusOf(difference, tolerance, endsMeet) {
  if (difference === 0n) return 'pass';
  const off = absolute(difference);
  return off < tolerance || (endsMeet && off === tolerance) ? 'rounding' : 'fail';
}

/** Forms of equations that say a percentage of two other figures. @type {string[]} */
export const rates = ['ratio', 'change', 'growth'];

/**
 * What a percentage is computed from, 100 part / whole: each with how far it may be off.
 * @param {string} form
 * @param {Quantity} a
 * @param {Quantity} b
 */
function rateOf(form, a, b) {
  const both = half(a) + half(b);
  if (form === 'change') return { part: a.value - b.value, partHalf: both, whole: b.value, wholeHalf: half(b) };
  if (form === 'growth') return { part: b.value, partHalf: half(b), whole: a.value - b.value, wholeHalf: both };
  return { part: a.value, partHalf: half(a), whole: b.value, wholeHalf: half(b) };
}

/**
 * @param {string} form
 * @param {Quantity} printed
 * @param {Quantity} a
 * @param {Quantity} b
 * @returns {Outcome | null}
 */
function rateOutcome(form, printed, a, b) {
  const { part, partHalf, whole, wholeHalf } = rateOf(form, a, b);
  if (absolute(whole) <= wholeHalf) return null;
  const expected = roundedQuotient(part * 100n * one, whole);
  const difference = printed.value - expected;
  const widest = roundedQuotient((absolute(part) + partHalf) * 100n * one, absolute(whole) - wholeHalf);
  const own = printed.step / 2n; // a percentage of zero is rounded as others are
  const tolerance = own + widest - absolute(expected) + 1n;
  const status = absolute(difference) <= own ? 'pass' : statusOf(difference, tolerance, true);
  return { status, expected, difference, tolerance };
}

/**
 * @param {import('./types').Form} form
 * @param {Quantity} printed
 * @param {(Quantity & {off: boolean})[]} terms
 * @param {bigint | null} [limit] a tolerance that is narrower than that of the decimals: of documents that add up exactly
 * @returns {Outcome | null} null where nothing can be said
 */
export function evaluate(form, printed, terms, limit = null) {
  if (rates.includes(form)) return terms.length < 2 ? null : rateOutcome(form, printed, terms[0], terms[1]);
  let expected = 0n;
  let tolerance = half(printed);
  for (const t of terms) {
    expected += t.off ? -t.value : t.value;
    tolerance += half(t);
  }
  if (limit !== null && limit < tolerance) tolerance = limit;
  const difference = printed.value - expected;
  const enough = form === 'bound' && difference >= 0n;
  return { status: enough ? 'pass' : statusOf(difference, tolerance, form === 'copy'), expected, difference, tolerance };
}
