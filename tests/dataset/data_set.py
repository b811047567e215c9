# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of data sets share: building, asking, comparing, and files made on the spot.

By hand: GONGKAI=build/release/bin/gongkai FAULTY_BUILD=build/release/bin/faulty_build python3 tests/dataset/build_test.py
"""

import os
import sqlite3
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'cli'))
from program import BAD, DONE, GONGKAI, NONE_READ, ROOT, SAMPLES, SOME_UNREAD, TRAITS, WRONG_USAGE, Run  # noqa: E402,F401

FAULTY_BUILD = os.environ.get('FAULTY_BUILD', str(ROOT / 'build/release/bin/faulty_build'))
SKIPPED = 77  # what ctest counts as skipped
INTERRUPTED = 130


def altered(source, target, text):
    """A copy whose content differs: bytes after the end of a PDF change nothing of what it says."""
    target.write_bytes(Path(source).read_bytes() + text.encode())
    return target


class DataSetCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.data_set = self.folder / 'set.gongkai'

    def build(self, *args, code=DONE, data_set=None, **options):
        run = Run('build', *map(str, args), '-o', str(data_set or self.data_set), **options)
        self.assertEqual(code, run.code, run.err)
        self.assertEqual(b'', run.out)
        return run

    def ask(self, sql, *values, data_set=None):
        connection = sqlite3.connect(data_set or self.data_set)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def outcomes(self, **options):
        """{name without folder: outcome}"""
        return {os.path.basename(f): o for f, o in self.ask('SELECT s.file, outcome FROM sources s JOIN documents USING (document)', **options)}

    def assert_sound(self, data_set=None):
        self.assertEqual([('ok',)], self.ask('PRAGMA integrity_check', data_set=data_set))
        self.assertEqual([], self.ask('PRAGMA foreign_key_check', data_set=data_set))

    def csv(self, data_set=None):
        """{name: bytes} of all exported files."""
        out = Path(tempfile.mkdtemp(dir=self.folder))
        run = Run('export', str(data_set or self.data_set), '--format', 'csv', '-o', str(out))
        self.assertEqual((DONE, ''), (run.code, run.err))
        return {p.name: p.read_bytes() for p in sorted(out.iterdir())}
