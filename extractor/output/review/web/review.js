// SPDX-License-Identifier: GPL-3.0-or-later
// The review page of one document: pages on the left, lists and the picked figure on the right.
import { ChecksView } from './checks.js';
import { applyTheme, dataBlock, el, fill, splitter, toggleTheme } from './dom.js';
import { FiguresView } from './figures.js';
import { Inspector, signs } from './inspector.js';
import { Judgements } from './judgements.js';
import { VirtualList } from './list.js';
import { Model } from './model.js';
import { Pages } from './pages.js';
import { queueOf } from './queue.js';
import { TablesView } from './tables.js';
import { TextView } from './text.js';
import { nameOf, percent, say, setWording, toggleLanguage } from './wording.js';

/**
 * @typedef {import('./types').QueueItem} QueueItem
 * @typedef {import('./types').Figure} Figure
 */

const tabs = ['queue', 'tables', 'text', 'figures', 'checks'];

/** Whether there is room for one pane only. */
const isNarrow = () => matchMedia('(max-width: 800px)').matches;

class Review {
  /**
   * @param {import('./types').GongkaiDocument} doc
   * @param {import('./types').PageData} page
   */
  constructor(doc, page) {
    this.doc = doc;
    this.page = page;
    this.model = new Model(doc, page);
    this.judgements = new Judgements(this.model, () => this.onJudgements());
    /** @type {string | null} */
    this.selected = null;
    /** @type {QueueItem | null} */
    this.queueItem = null;
    /** Under the pointer. @type {string | null} */
    this.pointed = null;
    this.progress = el('p', { class: 'quiet facts', role: 'status' });
    this.takeCorrections();
    const onPick = (/** @type {string} */ id) => this.pick(id);
    const onPage = (/** @type {number} */ n, /** @type {import('./types').Box | null} */ box) => this.showPlace(n, box);
    const decorate = (/** @type {ParentNode} */ root) => this.decorate(root);
    this.pages = new Pages(this.model, { onPick, onPoint: (id) => this.point(id), decorate, onPage: (n) => this.onPage(n) });
    this.inspector = new Inspector(this.model, this.judgements, this.pages, { onPick, onPage, onJudged: (key) => this.onJudged(key) });
    const hooks = { onPick, onPage, decorate, say: (/** @type {string} */ t) => this.tell(t) };
    this.tables = new TablesView(this.model, hooks);
    this.text = new TextView(this.model, hooks);
    this.figures = new FiguresView(this.model, hooks);
    this.checks = new ChecksView(this.model, hooks);
    this.queue = queueOf(this.model);
    this.queueList = new VirtualList({
      label: say('tab.queue'), empty: say('queue.empty'), rowHeight: 60, render: (item) => this.queueRow(item), onPick: (item) => this.openItem(item),
    });
    this.queueList.set(this.queue);
    this.build();
  }

  takeCorrections() {
    this.model.corrected.clear();
    for (const j of this.judgements.all.values()) {
      const figure = j.action === 'correct' && j.value !== undefined ? this.model.get(j.figure) : null;
      if (figure && j.value !== undefined && j.value !== figure.value) this.model.corrected.set(figure.id, j.value);
    }
  }

  // ---- The frame -----------------------------------------------------------------------------------

  build() {
    this.live = el('p', { class: 'toast', role: 'status', 'aria-live': 'polite' });
    this.pageField = el('input', { type: 'number', id: 'page-number', min: 1, max: this.page.sizes.length, value: 1, 'aria-label': say('pages.go'), change: () => this.pages.show(Number(this.pageField.value), null) });
    const views = { queue: el('div', { class: 'view' }, this.progress, this.queueList.node), tables: this.tables.node, text: this.text.node, figures: this.figures.node, checks: this.checks.node };
    this.tabButtons = tabs.map((t) => el('button', {
      type: 'button', role: 'tab', id: `tab-${t}`, 'aria-controls': `view-${t}`, click: () => this.openTab(t), keydown: (e) => this.onTabKey(e, t),
    }, say(`tab.${t}`)));
    this.panels = tabs.map((t) => el('div', { role: 'tabpanel', id: `view-${t}`, 'aria-labelledby': `tab-${t}`, class: 'panel', hidden: true }, views[/** @type {'queue'} */ (t)]));
    document.body.dataset.pane = 'list';
    document.body.append(
      this.header(),
      el('main', { class: 'frame' },
        el('div', { class: 'left' }, this.pageBar(), this.pages.node),
        this.right = el('div', { class: 'right' },
          el('div', { class: 'upper' }, el('div', { class: 'tabs', role: 'tablist', 'aria-label': say('tabs.label') }, ...this.tabButtons), ...this.panels),
          splitter(say('splitter'), (share) => this.split(share)), this.inspector.node)),
      this.phoneBar(), this.help = this.helpDialog(), this.live);
    this.showProgress();
    document.addEventListener('keydown', (e) => this.onKey(e));
    window.addEventListener('beforeunload', (e) => { if (!this.leaving && this.judgements.touched && !this.judgements.saved) e.preventDefault(); });
    // What could not be written when it was said.
    if (this.page.serve !== null && !this.judgements.saved) this.save();
    this.openTab('queue');
    requestAnimationFrame(() => {
      this.pages.layout();
      if (this.queue.length > 0) this.queueList.pick(this.firstOpen());
      this.openPane('list');
      document.documentElement.dataset.ready = 'true';
    });
  }

  header() {
    const d = this.doc.document;
    const title = [d.entity, d.year ? say('title.year', { year: d.year }) : '', nameOf('doc', d.kind)].filter(Boolean).join(' ') || this.doc.source.file;
    document.title = `${title} \u00b7 gongkai`;
    this.search = el('input', { type: 'search', id: 'search', placeholder: say('search.hint'), 'aria-label': say('search.label'), autocomplete: 'off', input: () => this.onSearch() });
    this.saveButton = el('button', { type: 'button', id: 'save', class: 'primary', disabled: true, click: () => this.save() }, say('save.none'));
    return el('header', { class: 'top' },
      this.page.index ? el('a', { class: 'home', href: this.page.index, 'aria-label': say('index.back') }, this.seal()) : this.seal(),
      el('h1', { title: this.doc.source.file }, title), this.proofBar(), this.search, this.saveButton,
      el('button', { type: 'button', class: 'icon', id: 'language', lang: 'en', title: say('language.other'), click: () => this.switchLanguage() }, say('language.other')),
      el('button', { type: 'button', class: 'icon', id: 'theme', 'aria-label': say('theme'), title: say('theme'), click: toggleTheme }, '\u25d0'),
      el('button', { type: 'button', class: 'icon', 'aria-label': say('help.label'), title: say('help.label'), click: () => this.help?.showModal() }, '?'));
  }

  seal() {
    return el('span', { class: 'seal', 'aria-hidden': 'true' }, say('seal'));
  }

  proofBar() {
    const figures = [...this.doc.observations, ...this.doc.statements];
    const count = (/** @type {string} */ p) => figures.filter((f) => f.proof === p).length;
    const parts = /** @type {const} */ (['proven', 'unproven', 'conflict']).map((p) => ({ p, n: count(p) }));
    const text = parts.map(({ p, n }) => `${say(`proof.${p}`)} ${n}`).join(', ');
    const bar = el('span', { class: 'bar-track', 'aria-hidden': 'true' }, ...parts.map(({ p, n }) => {
      const part = el('span', { class: p });
      part.style.flexGrow = String(n);
      return part;
    }));
    return el('div', { class: 'proof', title: text }, bar, el('span', { class: 'proof-text' },
      el('b', {}, percent(figures.length ? count('proven') / figures.length : null)), ` ${say('proof.proven')} \u00b7 `,
      el('button', { type: 'button', class: 'link', id: 'conflicts', click: () => this.openTab('queue') },
        this.conflictCount = el('span', {}))));
  }

  /** Whether a person said that what fails there is the publisher's error. @param {QueueItem} item */
  isConfirmed(item) {
    const by = (/** @type {string} */ id) => this.judgements.all.get(id)?.verdict === 'publisher';
    return by(item.key) || (item.checks.length > 0 && item.checks.every((c) => c.form && c.operands.some(by)));
  }

  showConflicts() {
    const conflicts = this.queue.filter((q) => q.kind === 'conflict');
    const confirmed = conflicts.filter((q) => this.isConfirmed(q)).length;
    if (this.conflictCount) {
      this.conflictCount.textContent = say('proof.conflicts', { count: conflicts.length - confirmed }) + (confirmed > 0 ? say('proof.confirmed', { count: confirmed }) : '');
    }
  }

  pageBar() {
    const button = (/** @type {string} */ key, /** @type {string} */ sign, /** @type {() => void} */ act) =>
      el('button', { type: 'button', class: 'icon', 'aria-label': say(key), title: say(key), click: act }, sign);
    return el('div', { class: 'bar page-bar', role: 'toolbar', 'aria-label': say('pages.tools') },
      el('label', { class: 'page-of' }, this.pageField, ` / ${this.page.sizes.length}`),
      button('zoom.out', '\u2212', () => this.pages.setZoom(-1)), button('zoom.in', '+', () => this.pages.setZoom(1)),
      button('zoom.fit', '\u2194', () => this.pages.setZoom(0)), button('rotate', '\u21bb', () => this.pages.rotate()),
      el('span', { class: 'legend' }, .../** @type {const} */ (['proven', 'unproven', 'conflict']).map((p) => el('span', { class: `key ${p}` }, `${signs[p]} ${say(`proof.${p}`)}`))));
  }

  phoneBar() {
    return el('nav', { class: 'phone-bar', 'aria-label': say('phone.label') }, ...['pages', 'list', 'figure'].map((p) =>
      el('button', { type: 'button', 'data-pane': p, click: () => this.openPane(p) }, say(`phone.${p}`))));
  }

  helpDialog() {
    const keys = ['j k', 'a', 'p', 'e', '/', '1\u20135', '+ \u2212 0', 'r', 'Ctrl+S', 'Esc'];
    const names = ['next', 'accept', 'publisher', 'edit', 'search', 'tabs', 'zoom', 'rotate', 'save', 'leave'];
    const dialog = el('dialog', { 'aria-labelledby': 'help-title' }, el('h2', { id: 'help-title' }, say('help.title')), el('p', {}, say('help.intro')),
      el('dl', { class: 'record' }, ...keys.flatMap((k, i) => [el('dt', {}, el('kbd', {}, k)), el('dd', {}, say(`help.${names[i]}`))])),
      el('p', { class: 'quiet' }, `gongkai ${this.page.version} \u00b7 ${this.judgements.file} \u00b7 SHA-256 ${this.doc.source.sha256}`),
      el('form', { method: 'dialog' }, el('button', { class: 'primary' }, say('help.close'))));
    return dialog;
  }

  // ---- Picking ---------------------------------------------------------------------------------------

  /**
   * Shows a figure in all its places.
   * @param {string} id
   * @param {QueueItem | null} [item] through which it was reached
   */
  pick(id, item = null) {
    const figure = this.model.get(id);
    if (!figure) return;
    this.selected = id;
    this.queueItem = item ?? this.queue.find((q) => q.figure === id) ?? null;
    this.pages.show(figure.page, figure.bbox);
    this.pages.ring(figure.page, figure.kind === 'cell' ? figure.bbox : null);
    this.inspector.show(figure, this.queueItem);
    if (this.tab === 'tables') this.tables.reveal(figure);
    if (this.tab === 'text' && figure.kind === 'statement') this.text.reveal(figure);
    this.decorate(document);
    if (isNarrow()) this.openPane('figure');
  }

  /** @param {QueueItem} item */
  openItem(item) {
    if (item.figure) {
      this.pick(item.figure, item);
      return;
    }
    this.selected = null;
    this.queueItem = item;
    this.inspector.showItem(item);
    if (item.page) {
      this.pages.show(item.page, item.bbox);
      this.pages.ring(item.page, item.bbox);
    }
    this.decorate(document);
    if (isNarrow()) this.openPane('figure');
  }

  /**
   * @param {number} page
   * @param {import('./types').Box | null} box
   */
  showPlace(page, box) {
    this.pages.show(page, box);
    this.pages.ring(page, box);
    if (isNarrow()) this.openPane('pages');
  }

  /** The same figure in other places, while the pointer is on one. @param {string | null} id */
  point(id) {
    if (id === this.pointed) return;
    this.pointed = id;
    document.querySelectorAll('.is-pointed').forEach((n) => n.classList.remove('is-pointed'));
    if (!id) return;
    for (const other of [id, ...(this.model.figures.get(id)?.copies ?? [])]) {
      document.querySelectorAll(`[data-figure="${CSS.escape(other)}"]`).forEach((n) => n.classList.add('is-pointed'));
    }
  }

  /**
   * Gives everything under `root` that stands for a figure the look of its proof, and of what is picked.
   * @param {ParentNode} root
   */
  decorate(root) {
    const figure = this.selected ? this.model.figures.get(this.selected) : null;
    const related = new Set(figure?.equations.filter((e) => figure.equations.length <= 12 || this.model.statusOf(e) === 'fail').flatMap((e) => e.check.operands));
    const same = new Set(figure?.copies);
    for (const node of root.querySelectorAll('[data-figure]')) {
      const id = node.getAttribute('data-figure') ?? '';
      const f = this.model.figures.get(id);
      const { classList } = node;
      const proof = f && f.kind !== 'cell' ? this.model.proofOf(f) : '';
      for (const p of ['proven', 'unproven', 'conflict']) classList.toggle(`is-${p}`, p === proof);
      classList.toggle('is-corrected', this.model.corrected.has(id));
      classList.toggle('is-selected', id === this.selected);
      classList.toggle('is-same', same.has(id));
      classList.toggle('is-related', id !== this.selected && related.has(id));
    }
    for (const node of root.querySelectorAll('[data-cell]')) node.classList.toggle('is-selected', node.getAttribute('data-cell') === this.selected);
  }

  // ---- The queue -------------------------------------------------------------------------------------

  /** @param {QueueItem} item */
  queueRow(item) {
    const judged = this.judgements.all.get(item.key);
    const sign = judged ? (judged.action === 'correct' ? '\u270e' : '\u2611') : { conflict: '\u2260', explained: '\u25cc', weak: '\u25cb', residue: '\u22ef', warning: '!' }[item.kind];
    return el('div', { 'data-figure': item.figure, class: judged ? 'is-judged' : null },
      el('span', { class: `dot ${judged ? 'judged' : item.kind}` }, sign),
      el('span', { class: 'main' }, el('span', { class: 'title' }, item.title), el('span', { class: 'detail' }, `${item.reasons.join(' \u00b7 ')} \u2014 ${item.detail}`)),
      item.page ? el('span', { class: 'page-mark' }, say('pages.short', { page: item.page })) : null);
  }

  firstOpen() {
    const open = this.queue.findIndex((q) => !this.judgements.all.has(q.key));
    return open < 0 ? 0 : open;
  }

  /** @param {number} step */
  go(step) {
    if (this.tab !== 'queue') this.openTab('queue');
    const at = this.queueList.current;
    this.queueList.pick(Math.min(this.queue.length - 1, Math.max(0, at + step)));
  }

  /** @param {string} key */
  onJudged(key) {
    const item = this.queueItem && this.queueItem.key === key ? this.queueItem : null;
    const judged = this.judgements.all.get(key);
    const broken = judged?.action === 'correct' ? (this.model.figures.get(key)?.equations.filter((e) => this.model.statusOf(e) === 'fail').length ?? 0) : 0;
    if (item) this.openItem(item);
    else if (this.selected) this.pick(this.selected);
    this.tell(!judged ? say('judge.undone') : broken > 0 ? say('judge.kept_broken', { count: broken }) : say('judge.kept'));
    const next = this.queue.findIndex((q, i) => i > this.queueList.current && !this.judgements.all.has(q.key));
    if (judged && item && broken === 0 && next >= 0 && this.tab === 'queue') this.queueList.pick(next);
  }

  onJudgements() {
    if (this.judgements.state === 'failed') this.tell(say('save.failed'));
    this.takeCorrections();
    this.queueList.refresh();
    this.figures.list.refresh();
    this.checks.list.refresh();
    this.tables.refresh();
    this.decorate(document);
    this.showProgress();
  }

  showProgress() {
    const done = this.queue.filter((q) => this.judgements.all.has(q.key)).length;
    fill(this.progress, say('queue.progress', { done, count: this.queue.length }), el('span', { class: 'for-keys' }, say('queue.keys')));
    this.showConflicts();
    if (!this.saveButton) return;
    const { saved, state, target, written, given } = this.judgements, count = this.judgements.all.size;
    const served = this.page.serve !== null;
    // A page on disk can't know whether the file it saved is still there: it saves it again. What it was made with is
    // in a file already.
    this.saveButton.disabled = served ? saved || state === 'writing' : saved && written === given;
    this.saveButton.title = served ? target : '';
    this.saveButton.textContent = say(
      served && state === 'writing' ? 'save.writing' : served && !saved ? 'save.write'
        : count === 0 && saved ? 'save.none' : served ? 'save.written' : saved && written === given ? 'save.nothing_new' : 'save.download', { count });
  }

  async save() {
    const done = await this.judgements.save();
    this.showProgress();
    this.tell(say(done ? 'save.done' : 'save.failed', { file: this.judgements.target }));
  }

  // ---- Tabs, panes, keys -----------------------------------------------------------------------------

  /** @param {string} tab */
  openTab(tab) {
    this.tab = tab;
    if (this.right) this.right.dataset.tab = tab;
    tabs.forEach((t, i) => {
      this.tabButtons?.[i].setAttribute('aria-selected', String(t === tab));
      if (this.tabButtons) this.tabButtons[i].tabIndex = t === tab ? 0 : -1;
      if (this.panels) this.panels[i].hidden = t !== tab;
    });
    const figure = this.selected ? this.model.figures.get(this.selected) : null;
    if (tab === 'tables') {
      if (figure?.table) this.tables.reveal(figure);
      else if (this.tables.index < 0) this.tables.show(0);
    }
    if (tab === 'text') {
      this.text.open();
      if (figure?.kind === 'statement') this.text.reveal(figure);
    }
    if (tab === 'figures') this.figures.list.draw();
    if (tab === 'checks') this.checks.list.draw();
    this.decorate(document);
  }

  /** Gives the lists their share of the height, whichever is open. @param {number} share */
  split(share) {
    if (this.right) this.right.style.gridTemplateRows = `minmax(0, ${share}fr) auto minmax(0, ${1 - share}fr)`;
  }

  /** @param {string} pane */
  openPane(pane) {
    document.body.dataset.pane = pane;
    this.pages.layout();
    if (pane === 'pages' && this.selected) {
      const figure = this.model.figures.get(this.selected);
      if (figure) this.pages.show(figure.page, figure.bbox);
    }
  }

  onSearch() {
    this.figures.search(this.search?.value ?? '');
    if (this.tab !== 'figures') this.openTab('figures');
  }

  /** @param {number} number */
  onPage(number) {
    if (this.pageField) this.pageField.value = String(number);
  }

  /** @param {string} text */
  tell(text) {
    if (!this.live) return;
    this.live.textContent = text;
    this.live.classList.add('is-shown');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.live?.classList.remove('is-shown'), 4000);
  }

  switchLanguage() {
    toggleLanguage();
    this.leaving = this.judgements.isRemembered(); // nothing is lost
    location.reload();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} tab
   */
  onTabKey(event, tab) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (tabs.indexOf(tab) + step + tabs.length) % tabs.length;
    this.openTab(tabs[next]);
    this.tabButtons?.[next].focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      if (!this.saveButton?.disabled) this.save();
      return;
    }
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = target?.matches('input, textarea, select');
    if (event.key === 'Escape' && typing) {
      if (target?.id === 'judge-value') this.inspector.form.restore?.();
      target?.blur();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.help?.open) return;
    /** @type {Record<string, () => void>} */
    const acts = {
      j: () => this.go(1), k: () => this.go(-1), a: () => this.inspector.form.press('accept'), p: () => this.inspector.form.press('publisher'), e: () => this.inspector.form.focusValue(),
      '/': () => this.search?.focus(), '+': () => this.pages.setZoom(1), '=': () => this.pages.setZoom(1), '-': () => this.pages.setZoom(-1),
      0: () => this.pages.setZoom(0), r: () => this.pages.rotate(), '?': () => this.help?.showModal(),
    };
    const act = acts[event.key] ?? (/^[1-5]$/.test(event.key) ? () => this.openTab(tabs[Number(event.key) - 1]) : null);
    if (!act) return;
    event.preventDefault();
    act();
  }
}

applyTheme();
const data = dataBlock('page-data');
setWording(data.wording);
new Review(dataBlock('document-data'), data);
