# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that hang, crash or eat memory cost exactly their own rows."""

import os
import subprocess
import unittest

from data_set import FAULTY_BUILD, TRAITS, DataSetCase, altered

WANTED = {'hang': 'timed_out', 'crash': 'crashed', 'abort': 'crashed', 'exit': 'crashed', 'throw': 'crashed', 'twice': 'crashed',
          'eat': 'out_of_memory', 'malloc': 'out_of_memory'}
if 'address' in os.environ.get('GONGKAI_SANITIZE', ''):  # which takes so many addresses that there is no ceiling
    del WANTED['eat'], WANTED['malloc']


class Faults(DataSetCase):
    def faulty(self, data_set, folder, jobs, timeout=1500, memory=512):
        subprocess.run([FAULTY_BUILD, str(data_set), str(jobs), str(timeout), str(memory), str(folder)], check=True, timeout=120)

    def test_each_costs_its_own_row(self):
        good, all_files = self.folder / 'good', self.folder / 'all'
        good.mkdir()
        all_files.mkdir()
        for i, name in enumerate(('clip', 'spans', 'stamp', 'rulings-both', 'radicals', 'crop-box', 'white-on-dark', 'unit-in-title')):
            for folder in (good, all_files):
                altered(TRAITS / f'{name}.pdf', folder / f'{i}-{name}.pdf', '')
        # Between the good ones, so that each worker meets both.
        for i, fault in enumerate(WANTED):
            altered(TRAITS / 'spans.pdf', all_files / f'{i}-{fault}.pdf', f'\n%fault: {fault}\n')
        wanted = self.folder / 'wanted.gongkai'
        self.faulty(wanted, good, 1)
        for jobs in (1, 2):
            data_set = self.folder / f'{jobs}.gongkai'
            self.faulty(data_set, all_files, jobs)
            outcomes = {f.split('-', 1)[1][:-4]: o for f, o in self.outcomes(data_set=data_set).items()}
            self.assertEqual(WANTED, {f: o for f, o in outcomes.items() if f in WANTED})
            details = {f.rsplit('-', 1)[1][:-4]: d for f, d in self.ask('SELECT file, detail FROM documents WHERE detail IS NOT NULL', data_set=data_set)}
            self.assertEqual('signal 11 (Segmentation fault) at page 3; please report it with the file', details['crash'])
            self.assertIn('not done after 1.5 s', details['hang'])
            self.assertIn('at page 3', details['hang'])
            self.assertIn('exit status 3', details['exit'])
            # Two cells in one place: the data set refuses the document, and the build goes on.
            self.assertIn('its records do not fit the data set (UNIQUE constraint failed: cells.', details['twice'])
            self.assertIn('thrown by the test', details['throw'])
            self.assertIn('more than 512 MiB', details.get('eat', 'more than 512 MiB'))
            self.assert_sound(data_set)
            # The others are as if the bad ones had not been there.
            for table in ('documents', 'cells', 'tables', 'observations'):
                columns = '*' if table != 'documents' else 'document, outcome, cells, text_fingerprint'
                sql = f"SELECT {columns} FROM {table} WHERE document IN (SELECT document FROM documents WHERE outcome LIKE 'done%') ORDER BY 1, 2, 3, 4"
                self.assertEqual(self.ask(sql, data_set=wanted), self.ask(sql, data_set=data_set))

    def test_higher_limits_are_worth_another_try(self):
        folder = self.folder / 'in'
        folder.mkdir()
        altered(TRAITS / 'spans.pdf', folder / 'a-hang.pdf', '\n%fault: hang\n')
        self.faulty(self.data_set, folder, 1, timeout=300)
        [(before,)] = self.ask('SELECT timeout FROM readings')
        self.faulty(self.data_set, folder, 1, timeout=200)
        self.assertEqual([(before,)], self.ask('SELECT timeout FROM readings'))
        self.faulty(self.data_set, folder, 1, timeout=400)
        self.assertEqual([(400,)], self.ask('SELECT timeout FROM readings'))

    def test_a_page_that_goes_wrong_costs_its_page_alone(self):
        folder, pages = self.folder / 'in', self.folder / 'pages'
        folder.mkdir()
        faults = [f for f in WANTED if f not in ('exit', 'twice')]
        for fault in faults:
            altered(TRAITS / 'spans.pdf', folder / f'{fault}.pdf', f'\n%page fault: {fault}\n')
        for name in ('clip', 'stamp'):
            altered(TRAITS / f'{name}.pdf', folder / f'{name}.pdf', '')
        os.environ['REVIEW'] = str(pages)
        self.addCleanup(os.environ.pop, 'REVIEW')
        self.faulty(self.data_set, folder, 2)
        self.assertEqual({'done'}, {o.removesuffix('_with_warnings') for o in self.outcomes().values()})
        documents = {os.path.basename(f)[:-4]: d for f, d in self.ask('SELECT file, document FROM documents')}
        self.assertEqual({f'{documents[name]}.html' for name in ('clip', 'stamp')} | {'index.html'}, {p.name for p in pages.iterdir()})
        self.assertEqual(len(faults) + 2, len(documents))


if __name__ == '__main__':
    unittest.main()
