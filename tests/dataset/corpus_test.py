# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole corpus and altered copies of it in one run: every file has its row, and the bytes do not depend on the workers.

GONGKAI_COPIES says how many altered copies (200 is the whole proof; the routine takes some of the shorter files).
"""

import os
import unittest
from pathlib import Path

from data_set import Run, DataSetCase, altered

CORPUS = Path(os.environ['GONGKAI_CORPUS'])
COPIES = int(os.environ.get('GONGKAI_COPIES', '12'))


class Corpus(DataSetCase):
    def test_one_run(self):
        files = sorted(CORPUS.rglob('*.pdf'), key=lambda p: (p.stat().st_size, p.name))
        if COPIES < len(files):
            files = files[:3 * COPIES]
        copies = self.folder / 'copies'
        copies.mkdir()
        for i in range(COPIES):
            altered(files[i % len(files)], copies / f'{i}.pdf', f'\n%copy {i}')
        places = [*files, copies]
        other = self.folder / 'other.gongkai'
        for data_set, jobs, order in ((self.data_set, '1', places), (other, '2', places[::-1])):
            run = Run('build', *map(str, order), '-o', str(data_set), '--jobs', jobs, timeout=1800)
            self.assertIn(run.code, (0, 1), run.err)
            self.assertEqual([(len(files) + COPIES,)], self.ask('SELECT count(*) FROM documents', data_set=data_set))
        outcomes = dict(self.ask('SELECT outcome, count(*) FROM documents GROUP BY outcome'))
        self.assertTrue(set(outcomes) <= {'done', 'done_with_warnings', 'no_text_layer'}, outcomes)
        self.assert_sound()
        self.assertEqual(self.csv(), self.csv(other))


if __name__ == '__main__':
    unittest.main()
