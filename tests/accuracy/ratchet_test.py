#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of ratchet.py, on made-up figures."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import ratchet  # noqa: E402 - found through the line above

SCORER = '''
import json, sys
out = sys.argv[sys.argv.index('--json') + 1]
row = {'cells': {'hit': %d, 'pred': 1000, 'true': 1000}}
json.dump({'total': row, 'documents': {'a': row}}, open(out, 'w'))
'''


def cells(right, found=1000, true=1000):
    return {'cells': [right, found, true]}


class Compare(unittest.TestCase):
    def test_the_same_is_no_worse(self):
        self.assertEqual(ratchet.compare({'a': cells(990)}, {'a': cells(990)}), ([], []))

    def test_a_rise_is_a_note(self):
        self.assertEqual(ratchet.compare({'a': cells(991)}, {'a': cells(990)}), ([], [ratchet.RAISE_HINT]))

    def test_a_document_may_not_fall(self):
        failures, notes = ratchet.compare({'a': cells(987), 'b': cells(1000)}, {'a': cells(990), 'b': cells(990)})
        self.assertEqual(len(failures), 1)
        self.assertIn('a: cells fell from 0.99000 to 0.98700', failures[0])
        self.assertEqual(notes, [])

    def test_a_little_less_in_one_document_is_borne(self):
        self.assertEqual(ratchet.compare({'a': cells(988), 'b': cells(992)}, {'a': cells(990), 'b': cells(990)})[0], [])

    def test_the_total_may_not_fall(self):
        failures, _ = ratchet.compare({'a': cells(989)}, {'a': cells(990)})
        self.assertEqual(failures, ['total cells fell from 0.99000 to 0.98900'])

    def test_a_measure_that_vanished_is_a_fall(self):
        self.assertTrue(ratchet.compare({'a': {}}, {'a': cells(990)})[0])

    def test_only_shared_documents_are_compared(self):
        failures, notes = ratchet.compare({'a': cells(990), 'new': cells(0)}, {'a': cells(990), 'gone': cells(1000)})
        self.assertEqual(failures, [])
        self.assertEqual(notes, ['not in the baseline: new', 'in the baseline but not in the corpus: gone'])

    def test_nothing_found_where_nothing_is(self):
        self.assertEqual(ratchet.f1([0, 0, 0]), 1.0)
        self.assertEqual(ratchet.f1([0, 0, 5]), 0.0)


class WholeScript(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        (self.folder / 'corpus' / 'seed').mkdir(parents=True)
        self.baseline = self.folder / 'baseline.json'

    def run_script(self, *args, right=990):
        (self.folder / 'score.py').write_text(SCORER % right, encoding='utf-8')
        return subprocess.run(
            [sys.executable, str(HERE / 'ratchet.py'), '--gongkai', sys.executable, '--corpus', str(self.folder / 'corpus'),
             '--scorer', str(self.folder / 'score.py'), '--baseline', str(self.baseline), *args],
            capture_output=True, text=True, check=False)

    def test_only_accept_writes(self):
        self.assertEqual(self.run_script().returncode, 1)
        self.assertFalse(self.baseline.exists())
        self.assertEqual(self.run_script('--accept').returncode, 0)
        self.assertEqual(json.loads(self.baseline.read_text(encoding='utf-8')), {'a': cells(990)})
        self.assertEqual(self.run_script().returncode, 0)
        self.assertEqual(self.run_script(right=900).returncode, 1)
        self.assertIn(ratchet.RAISE_HINT, self.run_script(right=999).stdout)
        self.assertEqual(json.loads(self.baseline.read_text(encoding='utf-8')), {'a': cells(990)})

    def test_without_a_corpus_it_is_skipped(self):
        run = self.run_script('--corpus', str(self.folder / 'absent'))
        self.assertEqual(run.returncode, ratchet.SKIPPED)
        self.assertIn('SKIPPED', run.stdout)


if __name__ == '__main__':
    unittest.main()
