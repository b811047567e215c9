# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai check: the report, its languages, and exit codes."""

import os
import unittest

from program import BAD, DONE, NONE_READ, SAMPLES, SOME_UNREAD, Run, TestCase

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

    def test_wrong_words(self):
        self.run_wrong('check', '--lang', 'de', GOOD, says="'de' is none of zh, en")
        self.run_wrong('check', '--fail-on', 'all', GOOD, says="'all' is none of conflict, nothing")


if __name__ == '__main__':
    unittest.main()
