// SPDX-License-Identifier: GPL-3.0-or-later
// Small charts, drawn as SVG. Amounts are exact texts; only where a bar ends is computed with floating point.
import { svg } from './dom.js';
import { grouped, isChinese } from './wording.js';

const width = 460;

/**
 * An amount in yuan as people say it: 1.04 million, or its Chinese counterpart.
 * @param {string} yuan
 */
export function shortYuan(yuan) {
  const value = Number(yuan);
  const [size, unit] = isChinese()
    ? Math.abs(value) >= 1e8 ? [1e8, '\u4ebf'] : Math.abs(value) >= 1e4 ? [1e4, '\u4e07'] : [1, '']
    : Math.abs(value) >= 1e9 ? [1e9, ' bn'] : Math.abs(value) >= 1e6 ? [1e6, ' m'] : Math.abs(value) >= 1e3 ? [1e3, ' k'] : [1, ''];
  return `${(value / size).toLocaleString(undefined, { maximumFractionDigits: 2 })}${unit}`;
}

/**
 * Bars that lie, one below the other, with their names and amounts.
 * @param {string} title
 * @param {[string, string][]} bars name and amount
 */
export function barChart(title, bars) {
  const height = 26, names = 170, top = Math.max(...bars.map(([, v]) => Math.abs(Number(v))), 1);
  const chart = svg('svg', { class: 'chart', viewBox: `0 0 ${width} ${bars.length * height + 4}`, role: 'img', 'aria-label': `${title}: ${bars.map(([n, v]) => `${n} ${grouped(v)}`).join('; ')}` });
  bars.forEach(([name, value], i) => {
    const y = i * height + 4, length = (Math.abs(Number(value)) / top) * (width - names - 90);
    chart.append(
      svg('text', { x: names - 8, y: y + 14, class: 'name', 'text-anchor': 'end' }, name.length > 13 ? `${name.slice(0, 12)}\u2026` : name, svg('title', {}, name)),
      svg('rect', { x: names, y: y + 2, width: Math.max(length, 1), height: height - 10, rx: 2, class: 'bar' }, svg('title', {}, `${name}: ${grouped(value)}`)),
      svg('text', { x: names + length + 6, y: y + 14, class: 'amount' }, shortYuan(value)),
    );
  });
  return chart;
}

/**
 * One point a year, joined.
 * @param {string} title
 * @param {[number, string][]} points year and amount, by year
 */
export function lineChart(title, points) {
  const height = 170, left = 20, right = width - 40, bottom = height - 26, top = 28;
  const most = Math.max(...points.map(([, v]) => Number(v)), 1);
  const x = (/** @type {number} */ i) => (points.length === 1 ? (left + right) / 2 : left + 20 + (i / (points.length - 1)) * (right - left - 40));
  const y = (/** @type {string} */ v) => bottom - (Number(v) / most) * (bottom - top);
  const chart = svg('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}: ${points.map(([n, v]) => `${n} ${grouped(v)}`).join('; ')}` },
    svg('line', { x1: left, x2: right, y1: bottom, y2: bottom, class: 'axis' }),
    svg('polyline', { class: 'line', points: points.map(([, v], i) => `${x(i)},${y(v)}`).join(' ') }));
  points.forEach(([year, value], i) => {
    const before = i > 0 ? Number(points[i - 1][1]) : 0;
    const growth = before > 0 ? ((Number(value) - before) / before) * 100 : null;
    chart.append(
      svg('circle', { cx: x(i), cy: y(value), r: 3.5, class: 'point' }, svg('title', {}, `${year}: ${grouped(value)}`)),
      svg('text', { x: x(i), y: bottom + 16, class: 'name', 'text-anchor': 'middle' }, String(year)),
      svg('text', { x: x(i), y: y(value) - 9, class: 'amount', 'text-anchor': 'middle' }, shortYuan(value) + (growth === null ? '' : ` (${growth >= 0 ? '+' : '\u2212'}${Math.abs(growth).toFixed(1)} %)`)),
    );
  });
  return chart;
}
