// SPDX-License-Identifier: GPL-3.0-or-later
// The running text with its outline; every figure in it can be picked.
import { el, fill } from './dom.js';
import { nameOf, say } from './wording.js';

export class TextView {
  /**
   * @param {import('./model.js').Model} model
   * @param {{onPick: (id: string) => void, onPage: (page: number, box: null) => void, decorate: (root: ParentNode) => void}} hooks
   */
  constructor(model, hooks) {
    this.model = model;
    this.hooks = hooks;
    this.outline = el('nav', { class: 'outline', 'aria-label': say('text.outline') });
    this.body = el('div', { class: 'prose' });
    this.scroll = el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say('tab.text') }, this.outline, this.body);
    this.node = el('div', { class: 'view' }, this.scroll);
    this.drawn = false;
    this.body.addEventListener('click', (e) => {
      const id = e.target instanceof Element ? e.target.closest('[data-figure]')?.getAttribute('data-figure') : null;
      if (id) this.hooks.onPick(id);
    });
  }

  /** The text is drawn when it is first asked for. */
  open() {
    if (this.drawn) {
      this.hooks.decorate(this.body);
      return;
    }
    this.drawn = true;
    const { sections } = this.model.doc;
    const { paragraphs, spans } = this.model.page;
    /** @type {[number, number, string][][]} */
    const figures = paragraphs.map(() => []);
    /** @type {string[]} */
    const loose = [];
    this.model.doc.statements.forEach((s, i) => {
      const span = spans[i];
      if (span) figures[span[0]].push([span[1], span[2], s.id]);
      else loose.push(s.id);
    });
    const entries = sections.map((s, i) => el('li', { class: `level-${Math.min(s.level, 4)}` },
      el('button', { type: 'button', class: 'link', click: () => this.goTo(i) }, [s.number, s.title].filter(Boolean).join(' ') || say('text.no_heading')),
      el('span', { class: 'quiet' }, say('pages.short', { page: s.page }))));
    fill(this.outline, entries.length > 0 ? el('details', { open: entries.length < 40 }, el('summary', {}, say('text.outline')), el('ol', {}, ...entries)) : null);
    let section = -1;
    for (const [i, p] of paragraphs.entries()) {
      if (p.section !== section && p.section >= 0) {
        section = p.section;
        const s = sections[section];
        this.body.append(el('h2', { id: `section-${section}` }, [s.number, s.title].filter(Boolean).join(' ') || say('text.no_heading')));
      }
      if (!p.heading) this.body.append(this.paragraph(p, figures[i]));
    }
    if (loose.length > 0) this.body.append(this.looseList(loose));
    if (paragraphs.length === 0 && loose.length === 0) this.body.append(el('p', { class: 'nothing' }, say('text.none')));
    this.hooks.decorate(this.body);
  }

  /**
   * @param {import('./types').Paragraph} p
   * @param {[number, number, string][]} figures
   */
  paragraph(p, figures) {
    const node = el('p', { 'data-page': p.page });
    let at = 0;
    for (const [from, to, id] of figures.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (from < at || to <= from) continue;
      node.append(p.text.slice(at, from), this.figure(id, p.text.slice(from, to)));
      at = to;
    }
    node.append(p.text.slice(at));
    return node;
  }

  /**
   * @param {string} id
   * @param {string} text
   */
  figure(id, text) {
    return el('button', { type: 'button', class: 'in-text', 'data-figure': id }, text);
  }

  /** Figures of words under tables. @param {string[]} ids */
  looseList(ids) {
    return el('section', {}, el('h2', {}, say('text.other')), el('ul', { class: 'copies' }, ...ids.map((id) => {
      const f = this.model.figures.get(id);
      return f ? el('li', {}, `${f.name} `, this.figure(id, `${f.value}${f.unit ?? ''}`), ` ${nameOf('section', f.statement?.section)}`) : null;
    })));
  }

  /** @param {number} section */
  goTo(section) {
    this.body.querySelector(`#section-${section}`)?.scrollIntoView({ block: 'start' });
    const page = this.model.doc.sections[section]?.page;
    if (page) this.hooks.onPage(page, null);
  }

  /** @param {import('./types').Figure} figure */
  reveal(figure) {
    this.open();
    this.body.querySelector(`[data-figure="${CSS.escape(figure.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }
}
