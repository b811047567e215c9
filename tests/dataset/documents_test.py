# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents speak of data sets as they are: the schema, the tutorial and the cookbook.

Every block of code in the tutorial and the cookbook is run, and the block of text after it is what it must print.
GONGKAI_ACCEPT=1 writes what was printed into the documents instead.
"""

import importlib.util
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
from pathlib import Path

from data_set import DONE, GONGKAI, ROOT, TRAITS, DataSetCase, Run

DOCS = ROOT / 'docs'
BLOCK = re.compile(r'```(sh|sql|python|r)\n(.*?)```\n(?:```text\n(.*?)```\n)?', re.S)
TYPES = {'string': 'text', 'integer': 'integer', 'number': ('decimal', 'real'), 'boolean': '0 or 1'}


class Schema(DataSetCase):
    def setUp(self):
        super().setUp()
        self.text = (DOCS / 'formats/dataset.md').read_text('utf-8')
        self.build(TRAITS / 'spans.pdf')

    def test_every_table_and_column_is_described_as_it_is(self):
        out = self.folder / 'package'
        self.assertEqual(DONE, Run('export', str(self.data_set), '--format', 'datapackage', '-o', str(out)).code)
        package = json.loads((out / 'datapackage.json').read_text('utf-8'))
        described = {}
        for part in re.split(r'^### ', self.text.split('## Views')[0], flags=re.M)[1:]:
            name, body = part.split('\n', 1)
            described[name] = (body.strip().split('\n')[0], re.findall(r'^\| `(\w+)` \| ([^|]*?) \| (.*?) \|$', body, re.M))
        resources = {r['name']: r for r in package['resources'] if r['name'] != 'figures'}
        self.assertEqual(set(resources), set(described))
        for name, resource in resources.items():
            heading, columns = described[name]
            self.assertTrue(heading.startswith(resource['description']), name)
            self.assertEqual([f['name'] for f in resource['schema']['fields']], [c[0] for c in columns], name)
            for field, (column, kind, what) in zip(resource['schema']['fields'], columns):
                self.assertIn(kind.replace(', or null', ''), TYPES[field['type']], f'{name}.{column}')
                self.assertEqual(field.get('description', ''), what, f'{name}.{column}')

    def test_every_view_is_described_as_it_is(self):
        parts = dict(p.split('\n', 1) for p in re.split(r'^### ', self.text.split('## Views')[1].split('\n## ')[0], flags=re.M)[1:])
        views = [name for (name,) in self.ask("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        self.assertEqual(set(views), set(parts))
        for view in views:
            listed = re.search(r'Columns: (.*?)\.\n', parts[view], re.S).group(1)
            self.assertEqual([c for (c,) in self.ask(f"SELECT name FROM pragma_table_info('{view}')")], re.findall(r'`(\w+)`', listed), view)

    def test_every_outcome_is_described(self):
        source = (ROOT / 'extractor/output/to_rows.cpp').read_text('utf-8')
        outcomes = set(re.findall(r'case Outcome::(\w+): return', source))
        self.assertEqual(outcomes, set(re.findall(r'^\| `(\w+)` \|', self.text.split('## Outcomes')[1].split('\n## ')[0], re.M)))


class Examples(DataSetCase):
    """Runs the blocks of a document in a folder of its own, in their order."""

    def run_document(self, path):
        (self.folder / 'samples').symlink_to(ROOT / 'samples')
        (self.folder / 'bin').mkdir()
        (self.folder / 'bin' / 'gongkai').symlink_to(GONGKAI)
        text, out, end = path.read_text('utf-8'), [], 0
        self.connection = None
        for match in BLOCK.finditer(text):
            language, code, expected = match.groups()
            if expected is None:
                continue
            out.append(text[end:match.start(3)])
            end = match.end(3)
            printed = self.run_block(language, code)
            if printed is None:
                print(f'NOT TESTED: a block of {language} in {path.name}: what it needs is not installed', file=sys.stderr)
                printed = expected
            out.append(printed)
            if 'GONGKAI_ACCEPT' not in os.environ:
                self.assertEqual(expected, printed, f'{path.name}:\n{code}')
        if self.connection:
            self.connection.close()
        self.assertGreater(len(out), 10)
        if 'GONGKAI_ACCEPT' in os.environ:
            path.write_text(''.join(out) + text[end:], 'utf-8')

    def run_block(self, language, code):
        if language == 'sql':
            return self.run_sql(code)
        needs = {'python': re.findall(r'^import (pandas|matplotlib)', code, re.M)}.get(language, [])
        if any(importlib.util.find_spec(n) is None for n in needs):
            return None
        if language == 'sh' and 'sqlite3' in code and not shutil.which('sqlite3'):
            return None
        command = {'sh': ['bash', '-c', code], 'python': [sys.executable, '-c', code], 'r': ['Rscript', '-e', code]}[language]
        if language == 'r' and not self.have_r():
            return None
        environment = dict(os.environ, PATH=f'{self.folder / "bin"}:{os.environ["PATH"]}', LC_ALL='C.UTF-8', PYTHONWARNINGS='ignore')
        done = subprocess.run(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, timeout=120)
        # A script may end with what gongkai says of bad samples; its output is compared all the same.
        if language != 'sh':
            self.assertEqual(0, done.returncode, f'{code}\n{done.stderr.decode()}')
        self.assertNotIn('not found', done.stderr.decode())
        return done.stdout.decode('utf-8')

    @staticmethod
    def have_r():
        if not shutil.which('Rscript'):
            return False
        return subprocess.run(['Rscript', '-e', 'library(DBI); library(RSQLite)'], capture_output=True, check=False).returncode == 0

    def run_sql(self, code):
        """As sqlite3 -header prints it; all blocks of a document share a connection."""
        self.connection = self.connection or sqlite3.connect(self.folder / 'county.gongkai')
        *first, last = [s for s in code.split(';') if s.strip()]
        for statement in first:
            self.connection.execute(statement)
        cursor = self.connection.execute(last)
        lines = ['|'.join(c[0] for c in cursor.description)]
        lines += ['|'.join('' if v is None else str(v) for v in row) for row in cursor]
        return '\n'.join(lines) + '\n'

    def test_tutorial(self):
        self.run_document(DOCS / 'tutorial.md')

    def test_cookbook(self):
        self.run_document(DOCS / 'cookbook.md')


if __name__ == '__main__':
    unittest.main()
