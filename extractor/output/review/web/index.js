// SPDX-License-Identifier: GPL-3.0-or-later
// The page over many documents: a list, a map of what is covered, charts.
import { barChart, lineChart } from './charts.js';
import { applyTheme, dataBlock, el, fill, toggleTheme } from './dom.js';
import { VirtualList } from './list.js';
import { nameOf, percent, say, setWording, toggleLanguage } from './wording.js';

/** @typedef {import('./types').Summary} Summary */

/** Entities of the map; more are reached by search. */
const mapRows = 400;

const figuresOf = (/** @type {Summary} */ d) => d.proven + d.unproven + d.conflict;
const shareOf = (/** @type {Summary} */ d) => (figuresOf(d) > 0 ? d.proven / figuresOf(d) : null);

/** @type {Record<string, (d: Summary) => string | number>} */
const sortKeys = {
  entity: (d) => d.entity ?? d.file, year: (d) => d.year ?? 0, kind: (d) => d.kind ?? '', proven: (d) => shareOf(d) ?? -1,
  conflicts: (d) => d.conflicts, figures: figuresOf, warnings: (d) => d.warnings,
};

class Index {
  /** @param {import('./types').IndexData} data */
  constructor(data) {
    this.data = data;
    this.texts = new Map(data.documents.map((d) => [d, [d.entity, d.region, d.file, d.year].join(' ').toLowerCase()]));
    this.sort = 'conflicts';
    this.descending = true;
    this.collator = new Intl.Collator(document.documentElement.lang);
    this.found = data.documents;
    this.list = new VirtualList({
      label: say('index.list'), empty: say('index.empty'), rowHeight: 48, render: (d) => this.row(d), onPick: (d) => this.pick(d),
      onOpen: (d, event) => this.open(d, event),
    });
    this.build();
    this.filter();
    document.documentElement.dataset.ready = 'true';
  }

  build() {
    const { documents } = this.data;
    const years = [...new Set(documents.map((d) => d.year).filter((y) => y !== null))].sort();
    const kinds = [...new Set(documents.map((d) => d.kind).filter((k) => k !== null))].sort();
    const refilter = () => this.filter();
    const choice = (/** @type {string} */ id, /** @type {string} */ label, /** @type {[string, string][]} */ options) =>
      el('select', { id, 'aria-label': label, change: refilter }, el('option', { value: '' }, label), ...options.map(([v, t]) => el('option', { value: v }, t)));
    this.search = el('input', { type: 'search', id: 'search', placeholder: say('index.search'), 'aria-label': say('index.search'), autocomplete: 'off', input: refilter });
    this.year = choice('filter-year', say('index.filter_year'), years.map((y) => [String(y), String(y)]));
    this.kind = choice('filter-kind', say('index.filter_kind'), kinds.map((k) => [String(k), nameOf('doc', k)]));
    this.state = choice('filter-state', say('index.filter_state'), ['conflict', 'clean', 'error'].map((s) => [s, say(`index.state_${s}`)]));
    this.count = el('p', { class: 'quiet facts', role: 'status' });
    this.heads = ['entity', 'year', 'kind', 'figures', 'proven', 'conflicts', 'warnings'].map((k) =>
      el('button', { type: 'button', class: `head ${k}`, click: () => this.sortBy(k) }, say(`index.column_${k}`)));
    this.map = el('div', { class: 'map scroll', tabindex: 0, role: 'region', 'aria-label': say('index.coverage') });
    this.charts = el('div', { class: 'charts' });
    const figures = documents.reduce((n, d) => n + figuresOf(d), 0), proven = documents.reduce((n, d) => n + d.proven, 0);
    document.title = `${say('index.title')} \u00b7 gongkai`;
    document.body.append(
      el('header', { class: 'top' }, el('span', { class: 'seal', 'aria-hidden': 'true' }, say('seal')), el('h1', {}, say('index.title')),
        el('p', { class: 'quiet totals' }, say('index.documents', { count: documents.length, figures: figures.toLocaleString(), share: percent(figures ? proven / figures : null), conflicts: documents.reduce((n, d) => n + d.conflicts, 0) })),
        el('button', { type: 'button', class: 'icon', lang: 'en', click: () => { toggleLanguage(); location.reload(); } }, say('language.other')),
        el('button', { type: 'button', class: 'icon', 'aria-label': say('theme'), title: say('theme'), click: toggleTheme }, '\u25d0')),
      el('main', { class: 'index' },
        el('section', { class: 'documents', 'aria-label': say('index.list') }, el('div', { class: 'bar filters' }, this.search, this.year, this.kind, this.state), this.count,
          el('div', { class: 'heads' }, ...this.heads), this.list.node),
        el('aside', { class: 'side', 'aria-label': say('index.charts') },
          el('section', {}, el('h2', {}, say('index.coverage')), el('p', { class: 'quiet' }, say('index.coverage_hint')), this.map),
          this.charts)));
  }

  /** @param {string} key */
  sortBy(key) {
    this.descending = this.sort === key ? !this.descending : key !== 'entity' && key !== 'kind';
    this.sort = key;
    this.filter();
  }

  filter() {
    const words = (this.search?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const [year, kind, state] = [this.year?.value, this.kind?.value, this.state?.value];
    this.found = this.data.documents.filter((d) => (!year || String(d.year) === year) && (!kind || d.kind === kind)
      && (!state || (state === 'error' ? d.error : state === 'conflict' ? d.conflicts > 0 : !d.error && d.conflicts === 0))
      && words.every((w) => this.texts.get(d)?.includes(w)));
    const key = sortKeys[this.sort], sign = this.descending ? -1 : 1;
    const keyed = this.found.map((d) => ({ d, k: key(d) }));
    keyed.sort((a, b) => sign * (typeof a.k === 'number' && typeof b.k === 'number' ? a.k - b.k : this.collator.compare(String(a.k), String(b.k))));
    this.found = keyed.map((x) => x.d);
    this.list.set(this.found);
    if (this.count) this.count.textContent = say('index.shown', { count: this.found.length, all: this.data.documents.length });
    const names = ['entity', 'year', 'kind', 'figures', 'proven', 'conflicts', 'warnings'];
    this.heads?.forEach((h, i) => h.setAttribute('aria-pressed', String(names[i] === this.sort)));
    this.heads?.forEach((h, i) => { h.dataset.order = names[i] === this.sort ? (this.descending ? 'down' : 'up') : ''; });
    this.drawMap();
    this.drawCharts();
  }

  /** @param {Summary} d */
  row(d) {
    const bar = el('span', { class: 'bar-track', 'aria-hidden': 'true' }, ...(/** @type {const} */ (['proven', 'unproven', 'conflict'])).map((p) => {
      const part = el('span', { class: p });
      part.style.flexGrow = String(d[p]);
      return part;
    }));
    return el('div', { class: 'document' },
      el('span', { class: 'entity' }, el('span', { class: 'title' }, d.entity ?? d.file), el('span', { class: 'detail' }, d.error ?? [d.region, d.file.split('/').pop()].filter(Boolean).join(' \u00b7 '))),
      el('span', { class: 'year' }, d.year ? String(d.year) : '\u2013'), el('span', { class: 'kind' }, nameOf('doc', d.kind)),
      el('span', { class: 'figures number' }, figuresOf(d).toLocaleString()),
      el('span', { class: 'proven number' }, d.error ? '\u2013' : percent(shareOf(d)), bar),
      el('span', { class: `conflicts number ${d.conflicts > 0 ? 'some' : ''}` }, d.error ? '\u2717' : d.conflicts > 0 ? `\u2260 ${d.conflicts}` : '0'),
      el('span', { class: 'warnings number' }, String(d.warnings)));
  }

  /** The charts are about it. @param {Summary} d */
  pick(d) {
    this.picked = d;
    this.drawCharts();
  }

  /**
   * @param {Summary} d
   * @param {Event} event
   */
  open(d, event) {
    this.pick(d);
    if (!d.page) return;
    const apart = event instanceof MouseEvent && (event.ctrlKey || event.metaKey);
    if (apart) window.open(d.page, '_blank', 'noopener');
    else location.href = d.page;
  }

  drawMap() {
    if (!this.map) return;
    const years = [...new Set(this.found.map((d) => d.year ?? 0))].sort();
    /** @type {Map<string, Map<number, Summary[]>>} */
    const rows = new Map();
    for (const d of this.found) {
      const name = d.entity ?? say('index.unknown');
      const row = rows.get(name) ?? new Map();
      row.set(d.year ?? 0, [...(row.get(d.year ?? 0) ?? []), d]);
      rows.set(name, row);
    }
    const names = [...rows.keys()].sort(this.collator.compare);
    const head = el('tr', {}, el('th', { scope: 'col' }, say('index.column_entity')), ...years.map((y) => el('th', { scope: 'col' }, y ? String(y) : '\u2013')));
    const body = names.slice(0, mapRows).map((n) => el('tr', {}, el('th', { scope: 'row', title: n }, n), ...years.map((y) => this.mapCell(rows.get(n)?.get(y) ?? []))));
    fill(this.map, el('table', {}, el('thead', {}, head), el('tbody', {}, ...body)), names.length > mapRows ? el('p', { class: 'quiet' }, say('index.more', { count: names.length - mapRows })) : null);
  }

  /** @param {Summary[]} documents of one entity and year */
  mapCell(documents) {
    if (documents.length === 0) return el('td', { class: 'none' });
    const d = documents[0];
    const share = shareOf(d), conflicts = documents.reduce((n, x) => n + x.conflicts, 0);
    const level = d.error ? 'error' : `share-${Math.min(4, Math.floor((share ?? 0) * 5))}`;
    const text = d.error ? '\u2717' : `${Math.floor((share ?? 0) * 100)}${conflicts > 0 ? ' \u2260' : ''}`;
    const hint = `${d.entity ?? d.file} ${d.year ?? ''} ${nameOf('doc', d.kind)}: ${percent(share)} ${say('proof.proven')}, ${say('proof.conflicts', { count: conflicts })}`;
    return el('td', { class: level, title: hint }, d.page ? el('a', { href: d.page, 'aria-label': hint }, text) : text);
  }

  /** Of the picked document, else of all that are shown. */
  drawCharts() {
    if (!this.charts) return;
    const shown = this.picked && this.found.includes(this.picked) ? [this.picked] : this.found;
    const one = shown.length === 1 ? shown[0] : null;
    const sum = (/** @type {'functions' | 'three_public'} */ of) => {
      /** @type {Map<string, number>} */
      const sums = new Map();
      for (const d of shown) for (const [name, yuan] of d[of]) sums.set(name, (sums.get(name) ?? 0) + Number(yuan));
      return /** @type {[string, string][]} */ ([...sums].sort((a, b) => b[1] - a[1]).slice(0, 10).map(([n, v]) => [n, String(Math.round(v))]));
    };
    const growth = this.growth(one ? this.found.filter((d) => d.entity === one.entity) : this.found);
    const block = (/** @type {string} */ key, /** @type {Node | null} */ chart) =>
      el('section', {}, el('h2', {}, say(key), one ? el('small', {}, ` ${one.entity ?? one.file} ${one.year ?? ''}`) : null), chart ?? el('p', { class: 'quiet' }, say('index.chart_none')));
    const functions = sum('functions');
    const three = /** @type {[string, string][]} */ (sum('three_public').map(([key, yuan]) => [nameOf('measure', key), yuan]));
    fill(this.charts,
      block('index.chart_functions', functions.length > 0 ? barChart(say('index.chart_functions'), functions) : null),
      block('index.chart_three_public', three.length > 0 ? barChart(say('index.chart_three_public'), three) : null),
      block('index.chart_growth', growth.points.length > 0 ? el('div', {}, lineChart(say('index.chart_growth'), growth.points), el('p', { class: 'quiet' }, say('index.growth_of', { count: growth.entities }))) : null));
  }

  /**
   * Totals by year, of the entities that have a document of the same kind for each: what others have in one year only would look like growth. Of several sets
   * of years the one that most entities have.
   * @param {Summary[]} documents
   * @returns {{ points: [number, string][], entities: number }}
   */
  growth(documents) {
    /** @type {Map<string, Map<number, number>>} */
    const totals = new Map();
    for (const d of documents) {
      if (!d.year || !d.total || !d.entity) continue;
      const key = `${d.kind}\n${d.region ?? ''}\n${d.entity}`;
      totals.set(key, (totals.get(key) ?? new Map()).set(d.year, Number(d.total)));
    }
    /** @type {Map<string, Map<number, number>[]>} */
    const groups = new Map();
    for (const [key, years] of totals) {
      if (years.size < 2 && totals.size > 1) continue;
      const group = `${key.slice(0, key.indexOf('\n'))} ${[...years.keys()].sort((a, b) => a - b).join(' ')}`;
      groups.set(group, [...(groups.get(group) ?? []), years]);
    }
    const [largest] = [...groups.values()].sort((a, b) => b.length - a.length || b[0].size - a[0].size);
    if (!largest) return { points: [], entities: 0 };
    const points = [...largest[0].keys()].sort((a, b) => a - b).slice(-10)
      .map((year) => /** @type {[number, string]} */ ([year, String(Math.round(largest.reduce((n, years) => n + (years.get(year) ?? 0), 0)))]));
    return { points, entities: largest.length };
  }
}

applyTheme();
const data = dataBlock('index-data');
setWording(data.wording);
new Index(data);
