# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai review: the files it writes. What they do in a browser is tested in tests/review."""

import base64
import hashlib
import json
import re
import shutil
import unittest

from program import BAD, NONE_READ, SAMPLES, SOME_UNREAD, TRAITS, Run, TestCase, make_pdf

SAMPLE = SAMPLES / 'changji-2024.pdf'


def block(html, ident):
    return json.loads(re.search(rf'<script type="application/json" id="{ident}">(.*?)</script>', html, re.S).group(1))


class Review(TestCase):
    def page(self, pdf, *options, name=None):
        self.run_clean('review', pdf, '-o', self.folder / 'out', *options)
        return (self.folder / 'out' / (name or f'{pdf.stem}.html')).read_text(encoding='utf-8')

    def test_the_page_holds_the_record_as_extract_prints_it(self):
        record = self.run_clean('extract', SAMPLE).json
        record['source']['file'] = SAMPLE.name  # pages are sent to others: no folders of this machine
        html = self.page(SAMPLE)
        self.assertEqual(record, block(html, 'document-data'))
        self.assertNotIn(str(SAMPLE.parent), html)

    def test_it_says_in_one_line_what_it_wrote(self):
        out = self.folder / 'out'
        self.assertRegex(self.run_clean('review', SAMPLE, '-o', out).text, rf'^{re.escape(str(out))}/changji-2024\.html \(pages: \d+, figures: \d+, conflicts: \d+\)\n$')
        self.assertEqual(f'{out}/index.html (pages of documents: 2 of 2)\n', self.run_clean('review', SAMPLE, TRAITS / 'spans.pdf', '-o', out).text)

    def test_a_scan_ends_as_with_extract_and_has_its_page(self):
        for command in (('extract',), ('review', '-o', self.folder)):
            self.assertEqual(NONE_READ, Run(*command, BAD / 'image-only.pdf').code)
            self.assertEqual(SOME_UNREAD, Run(*command, BAD / 'image-only.pdf', TRAITS / 'spans.pdf').code)
        self.assertIn('image/webp', (self.folder / 'image-only.html').read_text(encoding='utf-8'))

    def test_every_page_is_a_lossless_picture(self):
        html = self.page(TRAITS / 'spans.pdf')
        pictures = re.findall(r'id="picture-(\d+)" data-type="image/webp">([^<]*)<', html)
        self.assertEqual(['1'], [number for number, _ in pictures])
        picture = base64.b64decode(pictures[0][1])
        self.assertEqual((b'RIFF', b'WEBPVP8L'), (picture[:4], picture[8:16]))

    def test_the_policy_names_script_and_style_by_their_hash_and_nothing_else(self):
        html = self.page(TRAITS / 'spans.pdf')
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html).group(1)
        source = lambda text: "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        script = re.search(r'<script>(.*?)</script>', html, re.S).group(1)
        style = re.search(r'<style>(.*?)</style>', html, re.S).group(1)
        self.assertEqual(f"default-src 'none'; img-src data:; script-src {source(script)}; style-src {source(style)}; base-uri 'none'; form-action 'none'", policy)
        self.assertNotRegex(script, r'innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b')

    def test_a_name_that_is_markup(self):
        pdf = self.folder / '<b>&"x.pdf'
        shutil.copyfile(TRAITS / 'spans.pdf', pdf)
        html = self.page(pdf)
        self.assertIn('&lt;b&gt;&amp;&quot;x.pdf</title>', html)
        self.assertTrue(block(html, 'document-data')['source']['file'].endswith('<b>&"x.pdf'))
        self.assertNotIn('<b>', html)

    def test_several_files_have_an_index_and_each_its_name(self):
        other = self.folder / 'other'
        other.mkdir()
        shutil.copyfile(TRAITS / 'spans.pdf', other / 'spans.pdf')
        shutil.copyfile(TRAITS / 'spans.pdf', other / 'index.pdf')
        self.run_clean('review', TRAITS / 'spans.pdf', other / 'spans.pdf', other / 'index.pdf', '-o', self.folder / 'out')
        self.assertEqual(['index-1.html', 'index.html', 'spans-2.html', 'spans.html'], sorted(p.name for p in (self.folder / 'out').iterdir()))
        documents = block((self.folder / 'out/index.html').read_text(encoding='utf-8'), 'index-data')['documents']
        self.assertEqual(['spans.html', 'spans-2.html', 'index-1.html'], [d['page'] for d in documents])

    def test_names_that_look_numbered_are_not_taken_twice(self):
        files = []
        for number, stem in enumerate(('a', 'a-2', 'a', 'a', 'a-2')):
            (self.folder / str(number)).mkdir()
            files.append(self.folder / str(number) / f'{stem}.pdf')
            files[-1].write_bytes(make_pdf([b'(words)']))
        self.run_clean('review', *files, '-o', self.folder / 'out')
        documents = block((self.folder / 'out/index.html').read_text(encoding='utf-8'), 'index-data')['documents']
        self.assertEqual(['a.html', 'a-2.html', 'a-3.html', 'a-4.html', 'a-2-2.html'], [d['page'] for d in documents])

    def test_a_file_that_cannot_be_read_stands_in_the_index_with_its_reason(self):
        run = Run('review', TRAITS / 'spans.pdf', BAD / 'html-as.pdf', '-o', self.folder)
        self.assertEqual(SOME_UNREAD, run.code)
        self.assertEqual(1, run.err.count('\n'))
        documents = block((self.folder / 'index.html').read_text(encoding='utf-8'), 'index-data')['documents']
        self.assertEqual([None, None], [documents[0]['error'], documents[1]['page']])
        self.assertIn('not a PDF', documents[1]['error'])
        self.assertEqual(NONE_READ, Run('review', BAD / 'html-as.pdf', '-o', self.folder).code)

    def test_dots_an_inch(self):
        pdf = self.folder / 'a.pdf'
        pdf.write_bytes(make_pdf([b'(words)']))
        small, large = (len(self.page(pdf, '--dpi', dpi)) for dpi in ('40', '200'))
        self.assertLess(small, large)

    def test_a_page_longer_than_a_picture_can_be_is_drawn_smaller(self):
        pdf = self.folder / 'long.pdf'
        for width, height in ((100, 14000), (14000, 100)):
            pdf.write_bytes(make_pdf([b'(words)'], width=width, height=height))
            self.assertRegex(self.page(pdf), r'id="picture-1" data-type="image/webp">[^<]')

    def test_a_damaged_file_of_corrections_in_the_folder_is_named(self):
        file = self.folder / 'spans.corrections.json'
        file.write_text('{')
        run = self.run_wrong('review', TRAITS / 'spans.pdf', '-o', self.folder, '--serve', says=f'{file}: is no file of corrections')
        self.assertNotIn('--corrections', run.err)

    def test_wrong_usage(self):
        self.run_wrong('review', SAMPLE, says='--output is required')
        self.run_wrong('review', SAMPLE, '-o', SAMPLE, says='is no folder')
        self.run_wrong('review', SAMPLE, '-o', self.folder, '--dpi', '10', says='--dpi')
        self.run_wrong('review', SAMPLE, '-o', self.folder, '--port', '0', says='--port')


if __name__ == '__main__':
    unittest.main()
