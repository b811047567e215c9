# SPDX-License-Identifier: GPL-3.0-or-later
"""--corrections: what a person read takes the place of what was read."""

import contextlib
import json
import sqlite3
import sys
import unittest

from program import ROOT, SAMPLES, Run, TestCase

sys.path[:0] = [str(ROOT / 'tests/review'), str(SAMPLES)]
import documents  # noqa: E402


class Corrections(TestCase):
    def setUp(self):
        super().setUp()
        self.pdf = self.folder / 'conflict.pdf'
        self.pdf.write_bytes(documents.conflict().write('conflict'))
        self.read = self.run_clean('extract', self.pdf).json
        self.figure = next(o for o in self.read['observations'] if o['amount'] == '906.30')

    def judgement(self, **more):
        return {'action': 'correct', 'about': 'figure', 'page': self.figure['page'], 'bbox': self.figure['bbox'], 'read': '906.30', 'value': '960.30',
                'by': 'Li', 'at': '2026-11-28T09:30:00Z', 'note': 'digits exchanged'} | more

    def file(self, *judgements, name='corrections.json', **more):
        path = self.folder / name
        path.write_text(json.dumps({'gongkai_corrections': 1, 'sha256': self.read['source']['sha256'], 'judgements': judgements} | more))
        return path

    def extract(self, *files):
        options = [word for f in files for word in ('--corrections', f)]
        return self.run_clean('extract', *options, self.pdf).json

    def of(self, record, ident):
        return next(o for o in record['observations'] + record['statements'] if o['id'] == ident)

    def test_a_correction_is_checked_again_and_keeps_what_was_read(self):
        record = self.extract(self.file(self.judgement()))
        figure = self.of(record, self.figure['id'])
        self.assertEqual(('960.30', '9603000', 'proven'), (figure['amount'], figure['yuan'], figure['proof']))
        self.assertEqual({'read': '906.30', 'by': 'Li', 'at': '2026-11-28T09:30:00Z', 'note': 'digits exchanged'}, figure['corrected'])
        self.assertEqual((3, 0), (self.read['summary']['checks']['fail'], record['summary']['checks']['fail']))
        cell = next(c for c in record['tables'][0]['cells'] if c['bbox'] == figure['bbox'])
        self.assertEqual('960.30', cell['text'])
        self.assertIn('corrected', cell)

    def test_one_that_breaks_equations_is_applied_and_found(self):
        right = next(o for o in self.read['observations'] if o['amount'] == '1320.50')
        record = self.extract(self.file(self.judgement(bbox=right['bbox'], read='1,320.50', value='1,302.50')))
        self.assertEqual('conflict', self.of(record, right['id'])['proof'])
        self.assertGreater(record['summary']['checks']['fail'], 3)

    def test_accepting_changes_nothing_but_says_so(self):
        judgement = self.judgement(action='accept')
        del judgement['value']
        record = self.extract(self.file(judgement))
        figure = self.of(record, self.figure['id'])
        self.assertEqual({'by': 'Li', 'at': '2026-11-28T09:30:00Z', 'note': 'digits exchanged'}, figure.pop('accepted'))
        self.assertEqual(self.figure, figure)

    def test_a_statement(self):
        statement = next(s for s in self.read['statements'] if s['value'] == '1000.20')
        record = self.extract(self.file(self.judgement(page=statement['page'], bbox=statement['bbox'], read='1000.20', value='1000.02')))
        corrected = self.of(record, statement['id'])
        self.assertEqual(('1000.02', '10000200', '1000.20'), (corrected['value'], corrected['yuan'], corrected['corrected']['read']))

    def test_a_statement_keeps_its_value_where_the_correction_is_no_number(self):
        statement = next(s for s in self.read['statements'] if s['value'] == '1000.20')
        record = self.extract(self.file(self.judgement(page=statement['page'], bbox=statement['bbox'], read='1000.20', value='many')))
        self.assertEqual(statement, self.of(record, statement['id']))
        self.assertEqual(['a correction was not applied, since "many" is no number; mend its value'],
                         [w['message'] for w in record['warnings'] if w['code'] == 'correction_not_applied'])

    def test_where_something_else_is_read_now_nothing_is_changed(self):
        for change in ({'read': '906.31'}, {'page': 1}, {'bbox': [0, 0, 9, 9]}):
            with self.subTest(change):
                record = self.extract(self.file(self.judgement(**change)))
                self.assertEqual(self.figure, self.of(record, self.figure['id']))
                self.assertEqual(['correction_not_applied'], [w['code'] for w in record['warnings'] if 'correction' in w['code']])

    def test_of_another_document_nothing_is_said(self):
        record = self.extract(self.file(self.judgement(), sha256='0' * 64))
        self.assertEqual(self.read, record)

    def test_seen_warnings_change_nothing(self):
        self.assertEqual(self.read, self.extract(self.file(self.judgement(about='warning'), self.judgement(about='residue'))))

    def test_several_files_the_later_judgement_counts(self):
        old = self.file(self.judgement(value='906.33', at='2026-11-27T09:30:00Z'), name='old.json')
        new = self.file(self.judgement(), name='new.json')
        for files in ((old, new), (new, old)):
            self.assertEqual('960.30', self.of(self.extract(*files), self.figure['id'])['amount'])

    def test_check_applies_them_too(self):
        self.assertIn('conflicts: 0', self.run_clean('check', '--lang', 'en', '--corrections', self.file(self.judgement()), self.pdf).text)

    def test_a_finding_that_was_confirmed_says_by_whom_and_is_no_conflict(self):
        accepted = {'action': 'accept', 'value': '', 'note': 'printed so'}
        right = self.file(self.judgement(**accepted), name='right.json')
        confirmed = self.file(self.judgement(verdict='publisher', **accepted), name='confirmed.json')
        check = ('check', '--lang', 'en', '--fail-on', 'conflict')
        run = Run(*check, '--corrections', right, self.pdf)
        self.assertEqual(4, run.code)  # read right, but another figure may be misread
        self.assertIn('\n      “906.30” confirmed as read right by Li, 2026-11-28: printed so\n', run.text)
        self.assertIn('conflicts: 1\n', run.text)
        text = self.run_clean(*check, '--corrections', confirmed, self.pdf).text
        self.assertEqual(1, text.count('      Confirmed as the publisher\'s error by Li, 2026-11-28: printed so\n'), text)
        self.assertIn('conflicts: 0, confirmed as the publisher\'s: 1\n', text)
        self.assertNotIn('✗', text)
        self.assertIn('\n  ○ tables: 1', text)  # it has an error, whosever it is: no tick
        self.assertIn('经Li确认为原文有误', self.run_clean('check', '--lang', 'zh', '--corrections', confirmed, self.pdf).text)
        self.assertIn('conflicts: 0, confirmed as the publisher\'s: 2', self.run_clean(*check, '--corrections', confirmed, self.pdf, self.pdf).text)

    def test_the_record_of_what_was_confirmed(self):
        accepted = self.judgement(action='accept', verdict='publisher')
        del accepted['value']
        who = {'by': 'Li', 'at': '2026-11-28T09:30:00Z', 'note': 'digits exchanged'}
        record = self.run_clean('check', '--format', 'json', '--corrections', self.file(accepted), self.pdf).json
        self.assertEqual([{'figure': self.figure['id']} | who] * 3, [c['confirmed'] for c in record['checks']])
        self.assertEqual((3, 3), (record['summary']['checks']['fail'], record['summary']['checks']['confirmed']))
        self.assertEqual({'verdict': 'publisher'} | who, self.of(record, self.figure['id'])['accepted'])
        self.assertEqual('906.30', self.of(record, self.figure['id'])['amount'])
        del accepted['verdict']
        record = self.run_clean('check', '--format', 'json', '--corrections', self.file(accepted), self.pdf).json
        self.assertEqual([{'figure': self.figure['id']} | who] * 3, [c['accepted'] for c in record['checks']])
        self.assertNotIn('confirmed', record['summary']['checks'])

    def test_checks_of_words_are_confirmed_at_their_cell(self):
        sample = SAMPLES / 'changji-2024.pdf'
        plain = self.run_clean('check', '--format', 'json', sample).json
        name = next(c for c in plain['checks'] if c['kind'] == 'code_name')
        judged = {'action': 'accept', 'verdict': 'publisher', 'about': 'cell', 'page': name['page'], 'bbox': name['bbox'], 'read': name['printed'], 'by': 'Li'}
        about_check = {'action': 'accept', 'verdict': 'publisher', 'about': 'check', 'page': name['page'], 'read': name['printed'], 'by': 'Li'}
        for judgement in (judged, about_check):
            record = self.run_clean('check', '--format', 'json', '--corrections', self.file(judgement, sha256=plain['source']['sha256']), sample).json
            self.assertEqual([{'by': 'Li'}], [c['confirmed'] for c in record['checks'] if c['id'] == name['id']])
            self.assertEqual(1, record['summary']['checks']['confirmed'])
        # A figure of the row is another matter.
        figure = next(o for o in plain['observations'] if o['id'] == name['operands'][0])
        judged |= {'about': 'figure', 'page': figure['page'], 'bbox': figure['bbox'], 'read': figure['amount']}
        record = self.run_clean('check', '--format', 'json', '--corrections', self.file(judged, sha256=plain['source']['sha256']), sample).json
        self.assertNotIn('confirmed', next(c for c in record['checks'] if c['id'] == name['id']))

    def test_a_data_set_is_read_again_where_the_corrections_are_others(self):
        data_set = self.folder / 'a.gongkai'

        def amounts(*options):
            self.run_clean('build', '-q', '-o', data_set, *options, self.pdf)
            with contextlib.closing(sqlite3.connect(data_set)) as db:
                return {str(yuan) for yuan, in db.execute('SELECT yuan FROM figures')}

        corrections = ('--corrections', self.file(self.judgement()))
        for options, wrong, right in (((), True, False), (corrections, False, True), (corrections, False, True), ((), True, False)):
            found = {yuan.split('.')[0] for yuan in amounts(*options)}
            self.assertEqual((wrong, right), ('9063000' in found, '9603000' in found), options)

    def test_a_data_set_says_what_was_judged(self):
        data_set = self.folder / 'a.gongkai'
        said = next(s for s in self.read['statements'] if s['value'] == '1320.50')
        accepted = {'action': 'accept', 'verdict': 'publisher', 'about': 'figure', 'page': said['page'], 'bbox': said['bbox'], 'read': '1320.50', 'by': 'Wang'}
        corrections = self.file(self.judgement(), accepted)
        self.run_clean('build', '-q', '-o', data_set, '--corrections', corrections, self.pdf)
        with contextlib.closing(sqlite3.connect(data_set)) as db:
            rows = db.execute('SELECT action, verdict, observation_id, statement_id, page, read, value, judged_by, judged_at, note FROM judgements '
                              'ORDER BY position').fetchall()
            self.assertEqual([], db.execute('PRAGMA foreign_key_check').fetchall())
        self.assertEqual([('correct', None, self.figure['id'], None, self.figure['page'], '906.30', '960.30', 'Li', '2026-11-28T09:30:00Z', 'digits exchanged'),
                          ('accept', 'publisher', None, said['id'], said['page'], '1320.50', None, 'Wang', None, None)], rows)

    def test_what_is_no_file_of_corrections_is_refused_with_the_reason(self):
        for text, says in (('{', 'no JSON'), ('{}', 'it has no "gongkai_corrections"'), ('{"gongkai_corrections": 2}', 'later version'),
                           ('{"gongkai_corrections": 1, "sha256": 5}', '"sha256" is no text'), ('[[]]', 'it has no "gongkai_corrections"')):
            with self.subTest(text):
                path = self.folder / 'bad.json'
                path.write_text(text)
                self.run_wrong('extract', '--corrections', path, self.pdf, says=says)
        for change, says in (({'action': 'delete'}, 'not accept or correct'), ({'verdict': 'program'}, 'not publisher'), ({'about': 'check'}, 'a check cannot be corrected'), ({'page': 0}, '"page"'), ({'bbox': [1, 2, 3]}, '"bbox"'), ({'value': ''}, 'no "value"')):
            with self.subTest(change):
                self.run_wrong('extract', '--corrections', self.file(self.judgement(**change)), self.pdf, says=says)
        self.run_wrong('extract', '--corrections', self.folder / 'none.json', self.pdf, says='none.json')


if __name__ == '__main__':
    unittest.main()
