# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai check: the report, its languages, and exit codes."""

import os
import sys
import unittest

from program import BAD, DONE, NONE_READ, ROOT, SAMPLES, SOME_UNREAD, TRAITS, Run, TestCase, make_pdf

sys.path[:0] = [str(ROOT / 'tests/review'), str(SAMPLES)]
import documents  # noqa: E402

GOOD = str(SAMPLES / 'changji-2024.pdf')
CONFLICT = 4


def locale(**values):
    return {k: v for k, v in os.environ.items() if not k.startswith('LC_') and k != 'LANG'} | values


class Check(TestCase):
    def test_report_finds_the_misprinted_name(self):
        text = self.run_clean('check', '--lang', 'en', GOOD).text
        self.assertIn('code 20801 is called “人力资源和社会管理事务”; its name is “人力资源和社会保障管理事务”. It is printed so', text)
        self.assertRegex(text, r'\n  ✗ tables: \d+, figures: \d+, proven: \d+\.\d %, conflicts: [1-9]\d*\n$')

    def test_language_by_option_or_locale(self):
        self.assertIn('应为“人力资源和社会保障管理事务”', self.run_clean('check', '--lang', 'zh', GOOD).text)
        self.assertIn('张表', self.run_clean('check', GOOD, env=locale(LANG='zh_CN.UTF-8')).text)
        self.assertIn('tables', self.run_clean('check', GOOD, env=locale(LANG='de_DE.UTF-8')).text)
        self.assertIn('tables', self.run_clean('check', GOOD, env=locale(LANG='zh_CN.UTF-8', LC_ALL='C')).text)

    def test_no_colours_but_on_a_terminal(self):
        self.assertNotIn('\x1b', self.run_clean('check', GOOD).text)

    def test_fail_on_conflict(self):
        self.assertEqual(CONFLICT, Run('check', '--fail-on', 'conflict', GOOD).code)
        self.assertEqual(DONE, Run('check', '--fail-on', 'nothing', GOOD).code)

    def test_json_holds_what_fails_and_its_figures(self):
        json = self.run_clean('check', '--format', 'json', GOOD).json
        self.assertEqual(['schema_version', 'source', 'checks', 'observations', 'statements', 'summary'], list(json))
        self.assertEqual({'fail'}, {c['status'] for c in json['checks']})
        ids = {o['id'] for o in json['observations']}
        for check in json['checks']:
            self.assertTrue(check['message'] and check['message_en'])
            self.assertEqual([], [o for o in check['operands'] if o.startswith('o') and o not in ids])
        self.assertEqual(len(json['checks']), json['summary']['checks']['fail'])

    def test_many_files(self):
        run = Run('check', '--lang', 'en', GOOD, str(BAD / 'html-as.pdf'))
        self.assertEqual(SOME_UNREAD, run.code)
        self.assertIn('files: 1, ', run.text)
        self.assertEqual(2, len(self.run_clean('check', '--format', 'json', GOOD, GOOD).json))
        self.assertEqual(2, len(self.run_clean('check', '--format', 'jsonl', GOOD, GOOD).lines))

    def test_nothing_could_be_read(self):
        self.assertEqual(NONE_READ, Run('check', str(BAD / 'html-as.pdf')).code)

    def last_line(self, pdf, *options):
        return Run('check', '--lang', 'en', *options, pdf).text.splitlines()[-1]

    def test_no_tick_where_nothing_could_be_checked(self):
        pdf = self.folder / 'a.pdf'

        def says(*texts):
            pdf.write_bytes(make_pdf(texts))
            return self.last_line(pdf)

        self.assertEqual('  – nothing could be checked: the file is a scan, pictures of pages without text', self.last_line(BAD / 'image-only.pdf'))
        self.assertEqual('  – nothing could be checked: no tables were found, and no figures in the text', says(b'(words)'))
        self.assertEqual('  – nothing could be checked: the file has wrong codes for its text, hardly any of it reads as Chinese',
                         says(*[b'(!"#$%&*+,-./:;<=>?@ABCDEFGHIJK)'] * 3))
        self.assertIn('无法核对', Run('check', '--lang', 'zh', pdf).text)
        self.assertIn('; files in which nothing could be checked: 1', Run('check', '--lang', 'en', GOOD, pdf).text)

    def test_no_tick_where_little_is_proven_or_pages_are_pictures(self):
        self.assertRegex(self.last_line(BAD / 'mixed.pdf'), r'^  – tables: 1, .*conflicts: 0; pages that are pictures and were not read: 1$')
        pdf = self.folder / 'announced.pdf'
        pdf.write_bytes(documents.announced().write('announced'))
        self.assertEqual('  – tables: 1, figures: 39, proven: 100.0 %, conflicts: 0; tables it names that were not found: 1', self.last_line(pdf))
        self.assertRegex(self.last_line(TRAITS / 'page-number-in-sentence.pdf'), r'^  – tables: 0, .*; no tables were found, only its text was checked$')
        self.assertRegex(self.last_line(BAD / 'bad-xref.pdf'), r'^  ✓ tables: 1, .*conflicts: 0$')
        self.assertRegex(self.last_line(TRAITS / 'pages-merged-cell-split.pdf'), r'^  – tables: .*; less than half is proven, compare the rest with the page$')

    def test_equations_are_spoken_of_plainly(self):
        pdf = self.folder / 'conflict.pdf'
        pdf.write_bytes(documents.conflict().write('conflict'))
        text = self.run_clean('check', '--lang', 'en', pdf).text
        self.assertIn('906.30 万元 is printed, but with 960.30 万元 all 3 equations below would hold.', text)

    def test_wrong_words(self):
        self.run_wrong('check', '--lang', 'de', GOOD, says="'de' is none of zh, en")
        self.run_wrong('check', '--fail-on', 'all', GOOD, says="'all' is none of conflict, nothing")


if __name__ == '__main__':
    unittest.main()
