# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai inspect: the values of each stage, and pictures that no document can break."""

import base64
import json
import unittest
import xml.etree.ElementTree as ElementTree

from program import BAD, NONE_READ, SAMPLES, TRAITS, Run, TestCase, make_pdf

STAGES = ('glyphs', 'rulings', 'grid', 'tables')
SVG = '{http://www.w3.org/2000/svg}'


class Json(TestCase):
    def show(self, stage, name, page=1):
        values = self.run_clean('inspect', str(TRAITS / name), '--page', str(page), '--show', stage).json
        self.assertEqual((stage, name, page), (values['show'], values['file'], values['page']))
        return values

    def test_glyphs_have_their_role(self):
        def text(name, role):
            return ''.join(g['text'] for g in self.show('glyphs', name)['glyphs'] if g['role'] == role)
        self.assertEqual('999.99此行文字看不见，不应读出。', text('white-on-white.pdf', 'hidden'))
        self.assertEqual('内部资料请勿外传', text('watermark.pdf', 'watermark'))
        self.assertTrue(text('doubled-words.pdf', 'doubled'))
        self.assertTrue(text('stamp.pdf', 'stamp'))

    def test_rulings(self):
        self.assertEqual({'dashed'}, {r['style'] for r in self.show('rulings', 'rulings-dashed.pdf')['rulings']})
        self.assertEqual({'shading_edge'}, {r['style'] for r in self.show('rulings', 'shading-only.pdf')['rulings']})
        self.assertTrue(self.show('rulings', 'covered-by-image.pdf')['images'])

    def test_every_place_of_a_grid_belongs_to_one_cell(self):
        for name in ('spans.pdf', 'spans-body.pdf', 'rotate-90.pdf'):
            for grid in self.show('grid', name)['grids']:
                places = [(r, c) for cell in grid['cells'] for r in range(cell['row'], cell['row'] + cell['rowspan'])
                          for c in range(cell['col'], cell['col'] + cell['colspan'])]
                self.assertEqual(sorted(places), [(r, c) for r in range(grid['rows']) for c in range(grid['cols'])])
                self.assertEqual((grid['rows'] + 1, grid['cols'] + 1), (len(grid['row_boundaries']), len(grid['column_boundaries'])))

    def test_places_are_on_the_page_as_seen(self):
        for path in sorted(TRAITS.glob('rotate-*.pdf')) + [TRAITS / 'crop-box-rotated.pdf', TRAITS / 'user-unit.pdf']:
            grids, rulings = self.show('grid', path.name), self.show('rulings', path.name)
            page = (0, 0, grids['width'], grids['height'])
            for x0, y0, x1, y1 in [g['bbox'] for g in grids['grids']]:
                self.assertTrue(page[0] <= x0 < x1 <= page[2] and page[1] <= y0 < y1 <= page[3], path.name)
                inside = [r for r in rulings['rulings'] if r['direction'] == 'horizontal' and y0 - 2 <= r['position'] <= y1 + 2 and
                          x0 - 2 <= r['begin'] and r['end'] <= x1 + 2]
                self.assertTrue(inside, path.name)

    def test_tables_are_those_of_extract(self):
        """The cells of every page, with their table's id, are the cells of the whole document."""
        path = str(SAMPLES / 'changji-2024.pdf')
        record = Run('extract', path).json
        for page in (4, 7, 9, 15):
            seen = Run('inspect', path, '--page', str(page)).json
            of_page = {t['id']: t for t in record['tables'] if page in t['pages']}
            self.assertEqual(list(of_page), [t['id'] for t in seen['tables']])
            for t in seen['tables']:
                whole = of_page[t['id']]
                self.assertEqual([(c['text'], c['bbox']) for c in whole['cells'] if c['page'] == page],
                                 [(c['text'], c['bbox']) for c in t['cells'] if c['text']])
                self.assertEqual((whole['number'], whole['title'], whole['unit']), (t['number'], t['title'], t['unit']))

    def test_lines_outside_cells_have_their_use(self):
        lines = Run('inspect', str(SAMPLES / 'changji-2024.pdf'), '--page', '7').json['lines']
        used = {use: [line['text'] for line in lines if line['use'] == use] for use in ('caption', 'furniture', 'residue')}
        self.assertTrue(any('部门支出总体情况表' in text for text in used['caption']), lines)
        self.assertEqual(1, len(used['furniture']))
        self.assertEqual([], used['residue'])


class Svg(TestCase):
    def svg(self, *args, **options):
        return ElementTree.fromstring(self.run_clean('inspect', *args, '--format', 'svg', **options).out)

    def texts(self, root):
        return [''.join(e.itertext()) for e in root.iter() if e.tag in (SVG + 'text', SVG + 'title')]

    def test_every_stage_draws_over_the_picture_of_the_page(self):
        for stage in STAGES:
            for name in ('spans.pdf', 'stamp.pdf', 'rotate-90.pdf', 'three-line.pdf', 'shading-only.pdf', 'no-unicode.pdf'):
                with self.subTest(stage=stage, name=name):
                    root = self.svg(str(TRAITS / name), '--page', '1', '--show', stage, '--dpi', '40')
                    image = root.find(f'.//{SVG}image').get('href')
                    self.assertTrue(base64.b64decode(image.split(',', 1)[1]).startswith(b'\x89PNG'))
                    texts = self.texts(root)
                    self.assertIn(name, texts)
                    self.assertIn('page 1 of 1', texts)

    def test_tables_name_their_ids_and_explain_their_colours(self):
        texts = self.texts(self.svg(str(SAMPLES / 'changji-2024.pdf'), '--page', '7'))
        self.assertTrue(any(t.startswith('t3 ') and '部门支出总体情况表' in t for t in texts))
        self.assertTrue(any(t.startswith('header cell (') for t in texts))
        self.assertIn('t3 row 4, column 3\n总计', texts)

    def test_the_format_follows_the_name_of_the_output(self):
        path = self.folder / 'page.svg'
        self.run_clean('inspect', str(TRAITS / 'spans.pdf'), '--page', '1', '-o', str(path))
        ElementTree.parse(path)
        self.run_clean('inspect', str(TRAITS / 'spans.pdf'), '--page', '1', '--format', 'json', '-o', str(path))
        json.loads(path.read_text(encoding='utf-8'))

    def test_dpi(self):
        small, large = (float(self.svg(str(TRAITS / 'spans.pdf'), '--page', '1', '--dpi', dpi).get('width')) for dpi in ('60', '120'))
        self.assertAlmostEqual(2, large / small, places=2)

    def test_hostile_text_stays_text(self):
        hostile = [rb'(</text></svg><script>alert\(1\)</script>)', rb'(]]> & "quoted" \'single\')', rb'(\000\001\010\013\037\177\200\377)',
                   rb'(--><!ENTITY x SYSTEM "file:///etc/passwd">)']
        pdf = self.folder / '<&">.pdf'
        pdf.write_bytes(make_pdf(hostile))
        for stage in STAGES:
            root = self.svg(str(pdf), '--page', '1', '--show', stage)
            self.assertEqual(set(), {e.tag for e in root.iter()} - {SVG + t for t in ('svg', 'title', 'rect', 'text', 'g', 'path', 'image')})
            self.assertIn('<&">.pdf', self.texts(root))
            self.run_clean('inspect', str(pdf), '--page', '1', '--show', stage).json
        self.assertTrue(any('<script>alert(1)</script>' in t for t in self.texts(self.svg(str(pdf), '--page', '1', '--show', 'glyphs'))))

    def test_places_beyond_all_bounds(self):
        extra = b'0 0 m 1e38 0 l S -1e38 -1e38 2e38 2e38 re f 1e300 0 0 1e300 0 0 cm 0 0 m 9 9 l S BT /F 1e30 Tf (x) Tj ET'
        for stage in STAGES:
            ElementTree.fromstring(Run('inspect', '-', '--page', '1', '--show', stage, '--format', 'svg', input=make_pdf([b'(a)'], extra=extra)).out)
            Run('inspect', '-', '--page', '1', '--show', stage, input=make_pdf([b'(a)'], extra=extra)).json

    def test_a_huge_page_is_drawn_small(self):
        self.svg('-', '--page', '1', '--show', 'grid', '--dpi', '600', input=make_pdf([b'(a)'], width=14400, height=14400))


class BadInput(TestCase):
    def test_files_that_cannot_be_read(self):
        for name in ('html-as.pdf', 'truncated.pdf', 'password.pdf', 'empty.pdf', 'zero-pages.pdf'):
            for form in ('json', 'svg'):
                run = Run('inspect', str(BAD / name), '--page', '1', '--format', form)
                self.assertEqual((NONE_READ, b'', 1), (run.code, run.out, run.err.count('\n')), run.err)

    def test_no_such_page(self):
        path = str(TRAITS / 'spans.pdf')
        run = Run('inspect', path, '--page', '2')
        self.assertEqual((NONE_READ, f'{path}: there is no page 2: the file has one page\n'), (run.code, run.err))

    def test_no_such_file(self):
        run = Run('inspect', '/none.pdf', '--page', '1')
        self.assertEqual((NONE_READ, '/none.pdf: there is no such file\n'), (run.code, run.err))

    def test_what_is_odd_but_readable(self):
        for name in ('recursive-form.pdf', 'image-only.pdf', 'bad-xref.pdf', 'owner-only.pdf'):
            for stage in STAGES:
                run = self.run_clean('inspect', str(BAD / name), '--page', '1', '--show', stage, '--format', 'svg')
                ElementTree.fromstring(run.out)


if __name__ == '__main__':
    unittest.main()
