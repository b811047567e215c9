# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai extract: what it prints for good and for bad input."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import threading
import unittest
import zlib

from program import BAD, DONE, GONGKAI, NONE_READ, ROOT, SAMPLES, SOME_UNREAD, TRAITS, Run, TestCase, make_pdf

GOOD = str(TRAITS / 'rulings-both.pdf')
OTHER = str(TRAITS / 'spans.pdf')

# What standard error says of each file that cannot be read, and the code in the output.
UNREADABLE = {
    'docx-as.pdf': ('not_a_pdf', 'not a PDF: the file is a Word document (.docx); download it again or convert it to PDF'),
    'word-as.pdf': ('not_a_pdf', 'not a PDF: the file is a Word document (.doc); download it again or convert it to PDF'),
    'html-as.pdf': ('not_a_pdf', 'not a PDF: the file is an HTML page; download it again or convert it to PDF'),
    'empty.pdf': ('not_a_pdf', 'not a PDF: the file is empty (0 bytes); download it again or convert it to PDF'),
    'truncated.pdf': ('damaged_file', 'the PDF is damaged or cut off beyond repair; download it again'),
    'password.pdf': ('password_needed', 'the PDF needs a password to be opened; give it with --password'),
    'zero-pages.pdf': ('no_pages', 'the PDF has no pages; it is empty or cut off, download it again'),
}
SCAN = 'the file has no text layer, only pictures of pages (a scan); nothing can be read from it yet'


def cells(record):
    return [[[c['row'], c['col'], c['rowspan'], c['colspan'], c['text']] for c in t['cells']] for t in record['tables']]


class Output(TestCase):
    def test_one_file_is_one_object(self):
        run = self.run_clean('extract', GOOD)
        record = run.json
        truth = json.loads((TRAITS / 'rulings-both.truth.json').read_text(encoding='utf-8'))
        self.assertEqual(1, record['schema_version'])
        self.assertEqual(GOOD, record['source']['file'])
        self.assertEqual(hashlib.sha256((TRAITS / 'rulings-both.pdf').read_bytes()).hexdigest(), record['source']['sha256'])
        self.assertEqual([[list(c) for c in t['cells']] for t in truth['tables']], cells(record))
        self.assertTrue(run.text.endswith('}\n'))

    def test_the_same_input_gives_the_same_bytes(self):
        self.assertEqual(Run('extract', OTHER).out, Run('extract', OTHER).out)

    def test_several_files_are_an_array(self):
        records = self.run_clean('extract', GOOD, OTHER).json
        self.assertEqual([GOOD, OTHER], [r['source']['file'] for r in records])
        self.assertEqual(Run('extract', GOOD).json, records[0])

    def test_json_lines(self):
        one, two = self.run_clean('extract', '--format', 'jsonl', GOOD, OTHER).lines
        self.assertEqual([Run('extract', GOOD).json, Run('extract', OTHER).json], [one, two])
        self.assertEqual(1, self.run_clean('extract', '--format=jsonl', GOOD).text.count('\n'))

    def test_markdown(self):
        text = self.run_clean('extract', '--format', 'markdown', str(SAMPLES / 'changji-2024.pdf')).text
        self.assertTrue(text.startswith('# 昌吉市社会保险中心\n\n# 2024年部门预算公开\n'))
        for line in ('## 第三部分2024年部门预算情况说明', '#### （一）一般公共预算当年拨款规模变化情况', '**部门收支总体情况表**', '- 一、主要职能',
                     '| 一、本年收入 | 1,036.02 | 201 一般公共服务支出 | |'):
            self.assertTrue('\n' + line + '\n' in text, line)
        two = self.run_clean('extract', '--format', 'markdown', GOOD, OTHER).text
        one, other = (self.run_clean('extract', '--format', 'markdown', f).text for f in (GOOD, OTHER))
        self.assertEqual(one + '\n---\n\n' + other, two)
        self.assertEqual('', Run('extract', '--format', 'markdown', str(BAD / 'html-as.pdf')).text)

    def test_standard_input(self):
        with open(GOOD, 'rb') as file:
            record = self.run_clean('extract', '-', stdin=file).json
        self.assertEqual('-', record['source']['file'])
        self.assertEqual(cells(Run('extract', GOOD).json), cells(record))

    def test_a_pipe_by_name(self):
        pipe = self.folder / 'pipe'
        os.mkfifo(pipe)
        writer = threading.Thread(target=lambda: pipe.write_bytes((TRAITS / 'spans.pdf').read_bytes()))
        writer.start()
        self.assertEqual(cells(Run('extract', OTHER).json), cells(self.run_clean('extract', str(pipe)).json))
        writer.join()

    def test_text_of_any_kind_gives_valid_json(self):
        # A lone surrogate as producer; quotes, backslashes and control characters as text.
        pdf = make_pdf([rb'(a"b\\c\r\t\0\001)'], producer=b'<FEFFD83D0041>')
        for form in ('json', 'jsonl'):
            record = json.loads(Run('extract', '--format', form, '-', input=pdf).text)
            self.assertEqual(1, record['source']['pages'])


class Pages(TestCase):
    FILE = str(SAMPLES / 'changji-2024.pdf')

    def pages(self, given):
        record = self.run_clean('extract', '--pages', given, self.FILE).json
        self.assertEqual(22, record['source']['pages'])
        return sorted({page for t in record['tables'] for page in t['pages']})

    def test_ranges(self):
        everything = sorted({page for t in Run('extract', self.FILE).json['tables'] for page in t['pages']})
        self.assertEqual([7], self.pages('7'))
        self.assertEqual([p for p in everything if 5 <= p <= 9], self.pages('5-9'))
        self.assertEqual([p for p in everything if p >= 12], self.pages('12-'))
        self.assertEqual(everything, self.pages('1-1000000'))

    def test_beyond_the_end_nothing_is_read(self):
        run = Run('extract', '--pages', '30-40', self.FILE)
        self.assertEqual(NONE_READ, run.code)
        self.assertEqual(f'{self.FILE}: the file ends with page 22, so --pages 30-40 takes nothing from it\n', run.err)
        self.assertEqual('no_pages', run.json['warnings'][0]['code'])


class BadInput(TestCase):
    def test_files_that_cannot_be_read(self):
        for name, (code, message) in UNREADABLE.items():
            with self.subTest(name):
                path = str(BAD / name)
                run = Run('extract', path)
                self.assertEqual(NONE_READ, run.code)
                self.assertEqual(f'{path}: {message}\n', run.err)
                self.assertEqual({'schema_version': 1, 'source': {'file': path}, 'tables': [],
                                  'warnings': [{'code': code, 'message': message}]}, run.json)

    def test_every_bad_sample_is_tried(self):
        tried = set(UNREADABLE) | {'image-only.pdf', 'mixed.pdf', 'owner-only.pdf', 'bad-xref.pdf', 'recursive-form.pdf'}
        self.assertEqual({p.name for p in BAD.glob('*.pdf')}, tried)

    def test_a_scan(self):
        path = str(BAD / 'image-only.pdf')
        run = Run('extract', path)
        self.assertEqual((NONE_READ, f'{path}: {SCAN}\n'), (run.code, run.err))
        self.assertEqual('scanned', run.json['source']['text_layer'])
        self.assertEqual(['no_text_layer'], [w['code'] for w in run.json['warnings']])

    def test_bad_but_readable(self):
        for name in ('owner-only.pdf', 'bad-xref.pdf', 'recursive-form.pdf'):
            with self.subTest(name):
                truth = json.loads((BAD / name).with_suffix('.truth.json').read_text(encoding='utf-8'))
                record = self.run_clean('extract', str(BAD / name)).json
                self.assertEqual([[list(c) for c in t['cells']] for t in truth['tables']], cells(record))

    def test_a_page_that_is_a_picture(self):
        path = str(BAD / 'mixed.pdf')
        record = self.run_clean('extract', path).json
        self.assertEqual('mixed', record['source']['text_layer'])
        self.assertEqual([('page_without_text', 2)], [(w['code'], w['page']) for w in record['warnings']])
        first, summary = Run('extract', '-v', path).err.splitlines()
        self.assertEqual(f'{path}: page 2: the page is a picture without text; it was not read', first)
        self.assertRegex(summary, r': 2 pages, 1 tables, \d+ cells, 1 warnings$')

    def test_password(self):
        path = str(BAD / 'password.pdf')
        self.assertTrue(self.run_clean('extract', '--password', 'gongkai', path).json['tables'])
        run = Run('extract', '--password', 'wrong', path)
        self.assertEqual(NONE_READ, run.code)
        self.assertEqual(f'{path}: the password does not open the PDF; give the right one with --password\n', run.err)

    def test_a_content_stream_named_many_times_takes_the_memory_of_few(self):
        megabytes = 30
        content = zlib.compress(b'\n' * (megabytes << 20), 9)

        def peak(times):
            objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
                       b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents[%s]>>' % (b'4 0 R ' * times),
                       b'<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream' % (len(content), content)]
            pdf = self.folder / f'{times}.pdf'
            pdf.write_bytes(b'%PDF-1.4\n' + b''.join(b'%d 0 obj%s endobj\n' % (n, o) for n, o in enumerate(objects, 1)) + b'trailer<</Root 1 0 R>>\n%%EOF\n')
            with subprocess.Popen([GONGKAI, 'extract', pdf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
                _, status, usage = os.wait4(run.pid, 0)
                run.returncode = os.waitstatus_to_exitcode(status)
            return usage.ru_maxrss >> 10

        self.assertLess(peak(8) - peak(1), 3 * megabytes)

    def test_what_is_no_file(self):
        for path, says in ((self.folder / 'none.pdf', 'there is no such file'),
                           (self.folder, f'is a folder; give the files in it, for example {self.folder}/*.pdf')):
            run = Run('extract', str(path))
            self.assertEqual((NONE_READ, f'{path}: {says}\n'), (run.code, run.err))
            self.assertEqual('cannot_open_file', run.json['warnings'][0]['code'])

    @unittest.skipIf(os.geteuid() == 0, 'root may read everything')
    def test_a_file_that_may_not_be_read(self):
        path = self.folder / 'mine.pdf'
        path.touch(mode=0)
        self.assertEqual(f'{path}: cannot be opened: Permission denied\n', Run('extract', str(path)).err)

    def test_a_file_too_large(self):
        path = self.folder / 'large.pdf'
        with open(path, 'wb') as file:
            file.truncate(3 << 30)
        run = Run('extract', str(path))
        self.assertEqual(NONE_READ, run.code)
        self.assertIn('larger than 2 GB', run.err)

    def test_one_bad_file_does_not_stop_the_others(self):
        bad = str(BAD / 'html-as.pdf')
        for form in ('json', 'jsonl'):
            run = Run('extract', '--format', form, GOOD, bad, OTHER)
            self.assertEqual(SOME_UNREAD, run.code)
            self.assertEqual(1, run.err.count('\n'))
            records = run.json if form == 'json' else run.lines
            self.assertEqual([GOOD, bad, OTHER], [r['source']['file'] for r in records])
            self.assertEqual([1, 0, 1], [len(r['tables']) for r in records])

    def test_nothing_but_bad_files(self):
        run = Run('extract', str(BAD / 'html-as.pdf'), str(BAD / 'empty.pdf'))
        self.assertEqual((NONE_READ, 2), (run.code, len(run.json)))


def shown_in(part, whole, place='record'):
    """Where an example shows something else than the record it is of; None where it but leaves things out."""
    if isinstance(part, dict) and isinstance(whole, dict):
        wrong = (shown_in(v, whole[k], f'{place}.{k}') if k in whole else f'{place}.{k}' for k, v in part.items())
        return next(filter(None, wrong), None)
    if isinstance(part, list) and isinstance(whole, list) and part and isinstance(part[0], dict):
        missing = (i for i, p in enumerate(part) if all(shown_in(p, w) for w in whole))
        return next((f'{place}[{i}]' for i in missing), None)
    if isinstance(part, list) and isinstance(whole, list):
        return None if part == whole[:len(part)] else place
    return None if part == whole else place


class Documented(TestCase):
    """docs/formats/json.md against the program."""
    PAGE = (ROOT / 'docs/formats/json.md').read_text(encoding='utf-8')

    def test_the_example_is_the_sample(self):
        example = json.loads(self.PAGE.split('```json\n')[1].split('```')[0])
        run = Run('extract', 'samples/changji-2024.pdf', cwd=ROOT)
        # A new rule changes how many checks there are, and what number each has.
        for left_out in ('warnings', 'residue', 'summary'):
            example.pop(left_out)
        for check in example['checks']:
            check.pop('id')
        self.assertIsNone(shown_in(example, run.json))

    def test_keys_of_a_file_that_cannot_be_read(self):
        record = Run('extract', str(BAD / 'empty.pdf')).json
        sentence = next(line for line in self.PAGE.splitlines() if line.startswith('A file that could not be read has'))
        self.assertEqual(sorted(record), sorted(re.findall('`([a-z_]+)`', sentence)))


class Patterns(TestCase):
    def test_a_folder_like_the_one_built_in(self):
        folder = str(shutil.copytree(ROOT / 'patterns', self.folder / 'patterns'))
        self.assertEqual(Run('extract', GOOD).out, self.run_clean('extract', '--patterns', folder, GOOD).out)

    def test_no_such_folder(self):
        self.run_wrong('extract', '--patterns', str(self.folder / 'none'), GOOD, says='no such folder of patterns')

    def test_a_folder_without_pattern_files(self):
        self.run_wrong('extract', '--patterns', str(self.folder), GOOD, says='holds no pattern file')

    def test_a_file_that_no_pattern_file_is_called(self):
        shutil.copy(ROOT / 'patterns/tables.toml', self.folder / 'Tables.toml')
        for command in (['extract', GOOD], ['patterns', 'check']):
            self.run_wrong(*command, '--patterns', str(self.folder), says='Tables.toml: no pattern file has this name')

    def test_a_file_with_an_error(self):
        (self.folder / 'page.toml').write_text('[[page_number\n', encoding='utf-8')
        self.run_wrong('extract', '--patterns', str(self.folder), GOOD, says='page.toml')

    def changed(self, name, old, new):
        """A folder with one file of patterns/, changed."""
        text = (ROOT / 'patterns' / name).read_text(encoding='utf-8')
        self.assertIn(old, text)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1), encoding='utf-8')
        return str(self.folder)

    def test_a_pattern_without_the_group_that_is_read(self):
        folder = self.changed('prose/figures.toml', "'^(?:多|余)?(万亿元)'", "'^万亿元'")
        for command in (['extract', GOOD], ['patterns', 'check']):
            self.run_wrong(*command, '--patterns', folder, says='prose/figures.toml:8: ^万亿元 has 0 groups')

    def test_a_level_that_is_none(self):
        folder = self.changed('rows.toml', 'key = "4"', 'key = "fourth"')
        self.run_wrong('extract', GOOD, '--patterns', folder, says='the key "fourth" is no level')

    def test_a_mark_of_nothing(self):
        folder = self.changed('rows.toml', '# A mark at the head', "[[mark]]\npattern = '^()'\n\n# A mark at the head")
        self.run_clean('extract', str(SAMPLES / 'changji-2024.pdf'), '--patterns', folder)


if __name__ == '__main__':
    unittest.main()
