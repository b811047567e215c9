# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai export and extract --format csv|xlsx: other programs open what is written."""

import csv
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import unittest
import zipfile
from pathlib import Path

from data_set import BAD, DONE, SAMPLES, SOME_UNREAD, TRAITS, WRONG_USAGE, DataSetCase, Run

FILE = SAMPLES / 'changji-2024.pdf'


def have(module):
    if importlib.util.find_spec(module):
        return True
    print(f'NOT TESTED: {module} (python3-{module}, or from pip) is not installed', file=sys.stderr)
    return False


class Export(DataSetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        import tempfile
        cls.shared = tempfile.TemporaryDirectory()
        cls.data_set_made = Path(cls.shared.name) / 'set.gongkai'
        run = Run('build', str(FILE), str(TRAITS), '-o', str(cls.data_set_made), '--quiet')
        assert run.code == SOME_UNREAD, run.err

    @classmethod
    def tearDownClass(cls):
        cls.shared.cleanup()

    def setUp(self):
        super().setUp()
        self.data_set = self.data_set_made

    def export(self, *args):
        run = Run('export', str(self.data_set), *map(str, args))
        self.assertEqual((DONE, ''), (run.code, run.err))
        return run

    def test_csv_is_what_the_data_set_holds(self):
        files = self.csv()
        for name in ('documents', 'cells', 'observations', 'figures', 'three_public', 'duplicates', 'region'):
            rows = list(csv.reader(io.StringIO(files[name + '.csv'].decode('utf-8'), newline='')))
            self.assertEqual(self.ask(f'SELECT count(*) FROM {name}'), [(len(rows) - 1,)], name)
            self.assertEqual({len(rows[0])}, {len(r) for r in rows}, name)
        records = list(csv.DictReader(io.StringIO(files['observations.csv'].decode('utf-8'), newline='')))
        record = Run('extract', str(FILE)).json
        [(document,)] = self.ask("SELECT document FROM documents WHERE file LIKE '%changji%'")
        mine = [r for r in records if r['document'] == document]
        self.assertEqual([(o['id'], o['amount'], o['yuan'] or '', str(o['bbox'][0])) for o in record['observations']],
                         [(r['observation_id'], r['amount'], r['yuan'], str(float(r['x0']))) for r in mine])

    def test_one_table(self):
        run = self.export('--format', 'csv', '--table', 'three_public')
        self.assertEqual(self.csv()['three_public.csv'], run.out)
        lines = self.export('--format', 'jsonl', '--table', 'documents').lines
        self.assertEqual(self.ask('SELECT document FROM documents ORDER BY 1'), [(d['document'],) for d in lines])
        self.assertNotIn(None, [v for d in lines for v in d.values()])

    def test_jsonl(self):
        self.export('--format', 'jsonl', '-o', self.folder / 'out')
        lines = (self.folder / 'out' / 'observations.jsonl').read_text('utf-8').splitlines()
        self.assertEqual([(len(lines),)], self.ask('SELECT count(*) FROM observations'))
        self.assertEqual(self.ask('SELECT sum(fen) FROM observations'), [(sum(json.loads(line).get('fen', 0) for line in lines),)])

    def test_for_excel_texts_are_no_formulas(self):
        data_set = self.folder / 'copy.gongkai'
        shutil.copy(self.data_set, data_set)
        import sqlite3
        with sqlite3.connect(data_set) as connection:
            connection.execute("UPDATE documents SET entity = '=cmd|x', producer = '@x', region = '-5,x' WHERE file LIKE '%changji%'")
        out = Run('export', str(data_set), '--format', 'csv', '--table', 'documents', '--bom').out
        self.assertTrue(out.startswith(b'\xef\xbb\xbfdocument,'))
        self.assertIn(b",'=cmd|x,", out)
        self.assertIn(b",'@x,", out)
        self.assertIn(b',"\'-5,x",', out)
        plain = Run('export', str(data_set), '--format', 'csv', '--table', 'documents').out
        self.assertIn(b',=cmd|x,', plain)
        # Negative amounts stay numbers.
        amounts = Run('export', str(data_set), '--format', 'csv', '--table', 'panel_checks', '--bom')
        self.assertEqual(DONE, amounts.code)

    @unittest.skipUnless(have('pandas'), 'python3-pandas')
    def test_pandas_reads_it(self):
        import pandas
        import sqlite3
        with sqlite3.connect(self.data_set) as connection:
            figures = pandas.read_sql_query('SELECT * FROM figures', connection)
        self.export('--format', 'csv', '-o', self.folder / 'out')
        read = pandas.read_csv(self.folder / 'out' / 'figures.csv', dtype={'code': str, 'region_code': str, 'functional_code': str, 'economic_code': str, 'amount': str})
        self.assertEqual(list(figures.columns), list(read.columns))
        self.assertEqual(len(figures), len(read))
        self.assertEqual(figures['fen'].sum(), read['fen'].sum())
        self.assertEqual(sorted(figures['amount']), sorted(read['amount']))

    @unittest.skipUnless(have('duckdb'), 'duckdb')
    def test_duckdb_reads_the_csv(self):
        import duckdb
        out = self.folder / 'csv'
        self.export('--format', 'csv', '-o', out)
        for path in out.glob('*.csv'):
            [(rows,)] = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}')").fetchall()
            self.assertEqual([(rows,)], self.ask(f'SELECT count(*) FROM {path.stem}'), path.stem)
        self.assertEqual(self.ask('SELECT sum(fen) FROM observations'), duckdb.sql(f"SELECT sum(fen)::BIGINT FROM read_csv('{out}/observations.csv')").fetchall())

    @unittest.skipUnless(have('openpyxl'), 'python3-openpyxl')
    def test_tidy_workbook(self):
        import openpyxl
        self.export('--format', 'xlsx', '-o', self.folder / 'tidy.xlsx')
        book = openpyxl.load_workbook(self.folder / 'tidy.xlsx', read_only=True)
        self.assertIn('three_public', book.sheetnames)
        rows = list(book['observations'].values)
        self.assertEqual([(len(rows) - 1,)], self.ask('SELECT count(*) FROM observations'))
        amount = rows[0].index('amount')
        self.assertTrue(all(isinstance(r[amount], (int, float)) for r in rows[1:]))
        # As it is seen: a year is no amount, and a heading is as wide as its column.
        sheet = openpyxl.load_workbook(self.folder / 'tidy.xlsx')['figures']
        column = {c.value: c for c in sheet[1]}
        formats = {n: {sheet.cell(r, c.column).number_format for r in range(2, sheet.max_row + 1) if sheet.cell(r, c.column).value is not None} for n, c in column.items()}
        self.assertEqual(({'0'}, {'0'}), (formats['year'], formats['page']))
        self.assertTrue(all(f.startswith('#,##0') for f in formats['yuan'] | formats['amount']), formats)
        self.assertFalse(column['functional_code'].alignment.wrap_text)
        self.assertGreater(sheet.column_dimensions[column['functional_code'].column_letter].width, len('functional_code'))

    @unittest.skipUnless(have('openpyxl'), 'python3-openpyxl')
    def test_printed_workbook(self):
        import openpyxl
        path = self.folder / 'printed.xlsx'
        run = Run('extract', '--format', 'xlsx', '-o', str(path), str(FILE))
        self.assertEqual((DONE, ''), (run.code, run.err))
        record = Run('extract', str(FILE)).json
        book = openpyxl.load_workbook(path)
        self.assertEqual([f'{i} {t["title"]}'[:31] for i, t in enumerate(record['tables'], 1)], book.sheetnames)
        for sheet, table in zip(book, record['tables']):
            merged = {str(m) for m in sheet.merged_cells.ranges}
            spans = [c for c in table['cells'] if c['rowspan'] > 1 or c['colspan'] > 1]
            self.assertEqual(len(spans), len(merged))
            for c in table['cells']:
                value = sheet.cell(c['row'] + 3, c['col'] + 1).value
                plain = c['text'].replace(',', '')
                self.assertIn(str(value), (c['text'], plain, f'{value}') if not isinstance(value, (int, float)) else (f'{value}',))
                if isinstance(value, (int, float)):
                    self.assertAlmostEqual(float(plain), value)
                else:
                    self.assertEqual(c['text'], value)
            # What is broken into lines has room for them, what is not runs on.
            self.assertFalse(sheet['A1'].alignment.wrap_text or sheet['A2'].alignment.wrap_text)
            for c in table['cells']:
                room = sum(sheet.column_dimensions[openpyxl.utils.get_column_letter(c['col'] + i + 1)].width for i in range(c['colspan']))
                height = sum(sheet.row_dimensions[c['row'] + i + 3].height or 15 for i in range(c['rowspan']))
                self.assertGreaterEqual(height / 15 * room, sum(1 if ord(x) < 128 else 2 for x in c['text']), (table['title'], c['text']))
        # Blank cells have borders too, as printed.
        blank = book.worksheets[0].cell(6, 4)
        self.assertEqual((None, 'thin'), (blank.value, blank.border.left.style))
        codes = [c for c in record['tables'][1]['cells'] if c['text'] == '208']
        self.assertEqual('208', book.worksheets[1].cell(codes[0]['row'] + 3, codes[0]['col'] + 1).value)
        # The one failing check: a code with another code's name.
        comments = [(sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
        self.assertEqual(1, len(comments))
        self.assertIn('人力资源和社会保障管理事务', comments[0][1].comment.text)
        self.assertEqual('FFF4A6A0', comments[0][1].fill.bgColor.rgb if comments[0][1].fill.fgColor.rgb == '00000000' else comments[0][1].fill.fgColor.rgb)
        self.assertEqual('#,##0.00', book.worksheets[0].cell(5, 2).number_format)
        again = self.folder / 'again.xlsx'
        Run('extract', '--format', 'xlsx', '-o', str(again), str(FILE))
        self.assertEqual({n: zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist()},
                         {n: zipfile.ZipFile(again).read(n) for n in zipfile.ZipFile(again).namelist()})

    @unittest.skipUnless(have('openpyxl'), 'python3-openpyxl')
    def test_printed_workbooks_of_a_data_set(self):
        import openpyxl
        self.export('--format', 'xlsx', '--layout', 'printed', '-o', self.folder / 'books')
        books = sorted((self.folder / 'books').iterdir())
        self.assertEqual([(len(books),)], self.ask('SELECT count(*) FROM documents WHERE tables > 0'))
        [name] = [b for b in books if '昌吉市社会保险中心' in b.name]
        self.assertEqual(12, len(openpyxl.load_workbook(name).sheetnames))

    def test_extract_csv(self):
        run = Run('extract', '--format', 'csv', str(FILE), str(TRAITS / 'spans.pdf'))
        self.assertEqual((DONE, ''), (run.code, run.err))
        rows = list(csv.DictReader(io.StringIO(run.text, newline='')))
        self.assertEqual(len(Run('extract', str(FILE)).json['observations']), sum(r['file'] == str(FILE) for r in rows))
        self.assertIn(('昌吉市社会保险中心', '2024', 'receipts_and_expenditure', '10360200'), {(r['entity'], r['year'], r['table_type'], r['yuan']) for r in rows})

    def test_data_package(self):
        out = self.folder / 'package'
        self.export('--format', 'datapackage', '-o', out)
        package = json.loads((out / 'datapackage.json').read_text('utf-8'))
        self.assertEqual({r['path'] for r in package['resources']}, {p.name for p in out.glob('*.csv')})
        figures = next(r for r in package['resources'] if r['name'] == 'figures')
        fiscal = {f['columnType']: f['name'] for f in figures['schema']['fields'] if 'columnType' in f}
        self.assertEqual('yuan', fiscal['value'])
        self.assertEqual('phase', fiscal['phase:id'])
        self.assertEqual('functional_code', fiscal['functional-classification:generic:level1:code'])
        phases = {p for (p,) in self.ask('SELECT DISTINCT phase FROM figures')}
        self.assertTrue({'approved'} <= phases <= {'approved', 'adjusted', 'executed', None}, phases)
        program = shutil.which('frictionless') or str(Path(sys.executable).parent / 'frictionless')
        if not Path(program).exists():
            print('NOT TESTED: the Data Package was not validated; pip install frictionless', file=sys.stderr)
            return
        done = subprocess.run([program, 'validate', 'datapackage.json', '--json'], cwd=out, capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout[:5000])

    def test_wrong_usage(self):
        for args, says in ((['--format', 'csv'], '-o is missing: the folder to write'), (['--format', 'xlsx'], '-o is missing: the workbook'),
                           (['--format', 'csv', '--table', 'nothing'], "there is no table 'nothing'; the tables are documents, sources"),
                           (['--format', 'xlsx', '--table', 'cells', '-o', 'x'], '--table goes with'), (['--format', 'jsonl', '--bom', '-o', 'x'], '--bom goes with'),
                           (['--format', 'csv', '-o', '/dev/null/x'], 'cannot be made')):
            run = Run('export', str(self.data_set), *args)
            self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
            self.assertIn(says, run.err)
        for args, says in ((['--format', 'xlsx', str(FILE)], '-o is missing'), (['--bom', str(FILE)], '--bom goes with'), (['--layout', 'tidy', str(FILE)], '--layout goes with')):
            run = Run('extract', *args)
            self.assertEqual(WRONG_USAGE, run.code)
            self.assertIn(says, run.err)
        self.assertIn('is no data set', Run('export', str(FILE), '--format', 'csv', '-o', 'x').err)
        self.assertIn('there is no such data set', Run('export', '/none', '--format', 'csv', '-o', 'x').err)

    def test_a_data_set_that_lies_where_nothing_can_be_written(self):
        folder, out = self.folder / 'read % only?', self.folder / 'out'
        folder.mkdir()
        out.mkdir()
        shutil.copy(self.data_set, folder / 'set.gongkai')
        for path, mode in ((self.folder, 0o755), (folder / 'set.gongkai', 0o444), (folder, 0o555), (out, 0o777)):
            path.chmod(mode)
        self.addCleanup(folder.chmod, 0o755)
        options = {'preexec_fn': lambda: os.setuid(65534)} if os.geteuid() == 0 else {}  # root may write anywhere
        run = Run('export', str(folder / 'set.gongkai'), '--format', 'csv', '--table', 'documents', '-o', str(out / 'csv'), **options)
        self.assertEqual((DONE, ''), (run.code, run.err))
        self.assertEqual(['set.gongkai'], os.listdir(folder))

    def test_a_workbook_does_not_replace_what_it_is_made_from(self):
        data_set, file = self.folder / 'copy.gongkai', self.folder / 'copy.pdf'
        shutil.copy(self.data_set, data_set)
        shutil.copy(TRAITS / 'spans.pdf', file)
        (self.folder / 'link.pdf').symlink_to(file)
        before = data_set.read_bytes(), file.read_bytes()
        for args in (['export', data_set, '--format', 'xlsx', '-o', data_set], ['extract', '--format', 'xlsx', '-o', file, file],
                     ['extract', '--format', 'xlsx', '--layout', 'tidy', '-o', self.folder / 'link.pdf', file]):
            run = Run(*map(str, args))
            self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
            self.assertIn('is also an input', run.err)
        self.assertEqual(before, (data_set.read_bytes(), file.read_bytes()))
        run = Run('export', str(data_set), '--format', 'xlsx', '-o', '-')
        self.assertEqual((WRONG_USAGE, True), (run.code, 'standard output' in run.err), run.err)
        self.assertEqual({'copy.gongkai', 'copy.pdf', 'link.pdf'}, {p.name for p in self.folder.iterdir()} - {'copy.gongkai-shm', 'copy.gongkai-wal'})


if __name__ == '__main__':
    unittest.main()
