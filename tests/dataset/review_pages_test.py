# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai build --review: a page a document, an index over all, and nothing in the folder that is out of date."""

import json
import os
import re
import shutil
import unittest

from data_set import BAD, DONE, SAMPLES, SOME_UNREAD, TRAITS, WRONG_USAGE, DataSetCase, Run, altered

GOOD, OTHER = TRAITS / 'rulings-both.pdf', TRAITS / 'spans.pdf'


class Pages(DataSetCase):
    def setUp(self):
        super().setUp()
        self.pages = self.folder / 'set.review'
        self.files = self.folder / 'in'
        self.files.mkdir()

    def review(self, *args, **options):
        return self.build(*(args or [self.files]), '--review', **options)

    def index(self, folder=None):
        """{name without folder: what the index says of it}"""
        html = ((folder or self.pages) / 'index.html').read_text()
        [data] = re.findall(r'<script type="application/json" id="index-data">(.*?)</script>', html)
        return {os.path.basename(d['file']): d for d in json.loads(data)['documents']}

    def names(self):
        return {p.name for p in self.pages.iterdir()}

    def key(self, name):
        [(document,)] = self.ask('SELECT document FROM sources WHERE file LIKE ?', f'%/{name}')
        return document

    def test_a_page_a_document_and_an_index_over_all(self):
        for path in (SAMPLES / 'changji-2024.pdf', BAD / 'html-as.pdf', BAD / 'image-only.pdf'):
            shutil.copy(path, self.files)
        run = self.review(code=SOME_UNREAD)
        self.assertIn(f'review pages: 2 made, 0 unchanged; open {self.pages}/index.html', run.err)
        index = self.index()
        self.assertEqual({'changji-2024.pdf', 'html-as.pdf', 'image-only.pdf'}, set(index))
        self.assertIn('HTML page', index['html-as.pdf']['error'])
        self.assertIsNone(index['html-as.pdf']['page'])
        of_all = index['changji-2024.pdf']
        self.assertEqual(f"{self.key('changji-2024.pdf')}.html", of_all['page'])
        record = Run('extract', str(SAMPLES / 'changji-2024.pdf')).json
        figures = record['observations'] + record['statements']
        self.assertEqual([sum(f['proof'] == p for f in figures) for p in ('proven', 'unproven', 'conflict')],
                         [of_all[p] for p in ('proven', 'unproven', 'conflict')])
        self.assertEqual((record['document']['entity'], 2024, 22), (of_all['entity'], of_all['year'], of_all['pages']))
        self.assertTrue(of_all['functions'] and of_all['total'])
        # Without the sums and the other expenses that stand in the same table.
        self.assertEqual([['vehicle_operation', '52000']], of_all['three_public'])
        self.assertEqual({of_all['page'], index['image-only.pdf']['page'], 'index.html'}, self.names())
        page = (self.pages / of_all['page']).read_text()
        [data] = re.findall(r'id="page-data">(.*?)</script>', page)
        self.assertEqual('index.html', json.loads(data)['index'])
        self.assertEqual(22, len(re.findall(r'id="picture-', page)))

    def test_only_what_is_new_is_made(self):
        shutil.copy(GOOD, self.files / 'a.pdf')
        self.build(self.files)  # the page may come later than the rows
        self.assertIn('0 documents read', (run := self.review()).err)
        self.assertIn('review pages: 1 made, 0 unchanged', run.err)
        page = self.pages / f"{self.key('a.pdf')}.html"
        before = page.stat()
        shutil.copy(OTHER, self.files / 'b.pdf')
        self.assertIn('review pages: 1 made, 1 unchanged', self.review().err)
        self.assertEqual(before.st_mtime_ns, page.stat().st_mtime_ns)
        page.unlink()
        self.assertIn('review pages: 1 made, 1 unchanged', self.review().err)
        # A document whose file is not named this time keeps its page and its line.
        self.assertIn('review pages: 0 made, 1 unchanged', self.review(self.files / 'b.pdf').err)
        self.assertEqual({'a.pdf', 'b.pdf'}, {n for n, d in self.index().items() if d['page'] in self.names()})

    def test_what_is_out_of_date_goes_and_nothing_else(self):
        path = self.files / 'a.pdf'
        shutil.copy(GOOD, path)
        self.review()
        old = self.key('a.pdf')
        mine = [self.pages / n for n in ('notes.txt', f'{old}.corrections.json', 'd0123456789abcdef.html', f'{old[:-1]}.html')]
        for file in mine:
            file.write_text('mine')
        (self.pages / f'{old}.html.part').write_text('half a page')
        path.write_bytes(OTHER.read_bytes())
        self.assertIn('review pages: 1 made, 0 unchanged, 1 out of date removed', self.review().err)
        self.assertEqual({f"{self.key('a.pdf')}.html", 'index.html'} | {f.name for f in mine}, self.names())
        self.assertEqual(['a.pdf'], list(self.index()))

    def test_a_page_shows_no_other_document(self):
        path = self.files / 'a.pdf'
        altered(GOOD, path, 'one')
        self.build(self.files)
        times = path.stat()
        # Another content, of the same size and date: what is read by now is not what the rows are of.
        altered(GOOD, path, 'two')
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        for _ in range(2):
            run = Run('build', str(self.files), '-o', str(self.data_set), '--review')
            self.assertIn('is another one than was read', run.err)
            self.assertEqual({'index.html'}, self.names())
        self.review(self.files, '--checksum')
        self.assertEqual({f"{self.key('a.pdf')}.html", 'index.html'}, self.names())

    def test_half_a_page_is_made_again(self):
        shutil.copy(GOOD, self.files / 'a.pdf')
        self.review()
        page = self.pages / f"{self.key('a.pdf')}.html"
        whole = page.read_bytes()
        page.write_bytes(whole[:3000])
        self.assertIn('review pages: 1 made, 0 unchanged', self.review().err)
        self.assertEqual(whole, page.read_bytes())

    def test_each_data_set_has_a_folder_of_its_own(self):
        for name, folder in (('a.2023', 'a.2023.review'), ('a.2024', 'a.2024.review'), ('a.gongkai', 'a.review')):
            self.build(GOOD, '--review', data_set=self.folder / name)
            self.assertIn('index.html', os.listdir(self.folder / folder))

    def test_another_reading_makes_another_page(self):
        patterns = shutil.copytree(SAMPLES.parent / 'patterns', self.folder / 'patterns')
        shutil.copy(GOOD, self.files / 'a.pdf')
        shutil.copy(OTHER, self.files / 'b.pdf')
        self.review()
        with open(patterns / 'page.toml', 'a') as file:
            file.write('\n# changed\n')
        # Of a.pdf only: the page of b.pdf is still that of its rows.
        self.assertIn('review pages: 1 made, 0 unchanged; open', self.review(self.files / 'a.pdf', '--patterns', patterns).err)
        self.build(self.files / 'b.pdf', '--patterns', patterns)
        self.assertIn('1 out of date removed', self.review(self.files / 'a.pdf', '--patterns', patterns).err)
        self.assertIsNone(self.index()['b.pdf']['page'])

    def test_workers_do_not_change_a_byte(self):
        for path in (SAMPLES / 'changji-2024.pdf', GOOD, OTHER):
            shutil.copy(path, self.files)
        made = []
        for jobs in ('1', '3'):
            folder = self.folder / f'pages{jobs}'
            self.build(self.files, f'--review={folder}', '--jobs', jobs, data_set=self.folder / f'{jobs}.gongkai')
            made.append({p.name: p.read_bytes() for p in folder.iterdir()})
        self.assertEqual(4, len(made[0]))
        self.assertEqual(made[0], made[1])

    def test_summaries_go_along_when_data_sets_are_joined(self):
        shutil.copy(SAMPLES / 'changji-2024.pdf', self.files)
        self.build(self.files, data_set=self.folder / 'part')
        self.assertEqual(DONE, Run('merge', str(self.folder / 'part'), '-o', str(self.data_set)).code)
        shutil.copy(GOOD, self.folder / 'a.pdf')
        self.review(self.folder / 'a.pdf')
        self.assertEqual((None, 2024), tuple(self.index()['changji-2024.pdf'][k] for k in ('page', 'year')))

    def test_a_page_that_cannot_take_its_place(self):
        shutil.copy(GOOD, self.files / 'a.pdf')
        self.build(self.files)
        (self.pages / f"{self.key('a.pdf')}.html" / 'in the way').mkdir(parents=True)
        run = Run('build', str(self.files), '-o', str(self.data_set), '--review')
        self.assertIn('cannot be written: ', run.err)
        self.assertNotIn('report', run.err)

    def test_a_folder_that_cannot_be(self):
        (self.folder / 'file').write_text('')
        run = Run('build', str(GOOD), '-o', str(self.data_set), f'--review={self.folder}/file')
        self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
        self.assertIn('the folder cannot be made', run.err)


if __name__ == '__main__':
    unittest.main()
