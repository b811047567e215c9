# SPDX-License-Identifier: GPL-3.0-or-later
"""-o: an output is whole, or as it was before."""

import os
import stat
import unittest

from program import BAD, DONE, NONE_READ, TRAITS, WRONG_USAGE, Run, TestCase

GOOD = str(TRAITS / 'spans.pdf')


class OutputFile(TestCase):
    def names(self):
        return sorted(os.listdir(self.folder))

    def test_the_file_holds_what_would_be_printed(self):
        path = self.folder / 'out.json'
        self.assertEqual(b'', self.run_clean('extract', GOOD, '-o', str(path)).out)
        self.assertEqual(Run('extract', GOOD).out, path.read_bytes())
        self.assertEqual(['out.json'], self.names())
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(0o666 & ~mask, stat.S_IMODE(path.stat().st_mode))

    def test_a_relative_name(self):
        self.run_clean('extract', GOOD, '--output=out.json', cwd=self.folder)
        self.assertEqual(['out.json'], self.names())

    def test_an_old_file_is_replaced_only_at_the_end(self):
        path = self.folder / 'out.json'
        path.write_text('old', encoding='utf-8')
        self.run_wrong('extract', GOOD, '-o', str(path), '--patterns', '/none', says='patterns')
        self.assertEqual('old', path.read_text(encoding='utf-8'))
        self.run_clean('extract', GOOD, '-o', str(path))
        self.assertEqual(Run('extract', GOOD).out, path.read_bytes())
        self.assertEqual(['out.json'], self.names())

    def test_an_old_file_stays_where_nothing_could_be_read(self):
        bad = str(BAD / 'html-as.pdf')
        for name, *options in (['out.json'], ['out.xlsx', '--format', 'xlsx'], ['out.csv', '--format', 'csv']):
            with self.subTest(name):
                path = self.folder / name
                path.write_text('old', encoding='utf-8')
                run = Run('extract', bad, '-o', str(path), *options)
                self.assertEqual((NONE_READ, 'old'), (run.code, path.read_text(encoding='utf-8')))
                self.assertIn(f'{path}: stays as it was, since nothing could be read\n', run.err)
                Run('extract', bad, GOOD, '-o', str(path), *options)
                self.assertNotEqual(b'old', path.read_bytes())
        self.assertEqual(['out.csv', 'out.json', 'out.xlsx'], self.names())
        self.assertEqual(NONE_READ, Run('extract', bad, '-o', str(self.folder / 'new.json')).code)
        self.assertIn('not_a_pdf', (self.folder / 'new.json').read_text(encoding='utf-8'))

    def test_inspect_leaves_nothing_behind_where_it_fails(self):
        run = Run('inspect', str(BAD / 'html-as.pdf'), '--page', '1', '-o', str(self.folder / 'out.svg'))
        self.assertEqual((NONE_READ, []), (run.code, self.names()))

    def test_through_a_link(self):
        (self.folder / 'real.json').write_text('old', encoding='utf-8')
        (self.folder / 'link.json').symlink_to('real.json')
        self.run_clean('extract', GOOD, '-o', str(self.folder / 'link.json'))
        self.assertTrue((self.folder / 'link.json').is_symlink())
        self.assertEqual(Run('extract', GOOD).out, (self.folder / 'real.json').read_bytes())

    def test_dash_is_standard_output(self):
        self.assertEqual(Run('extract', GOOD).out, self.run_clean('extract', GOOD, '-o', '-').out)

    def test_a_device_stays_a_device(self):
        self.run_clean('extract', GOOD, '-o', '/dev/null')
        self.assertTrue(stat.S_ISCHR(os.stat('/dev/null').st_mode))

    def test_a_folder_that_is_not_there(self):
        self.run_wrong('extract', GOOD, '-o', f'{self.folder}/no/out.json',
                       says=f'{self.folder}/no/out.json: the folder {self.folder}/no does not exist; create it first, or write elsewhere')

    def test_a_folder(self):
        self.run_wrong('extract', GOOD, '-o', str(self.folder), says='is a folder; give --output the name of a file in it')

    def test_an_input_is_not_overwritten(self):
        path = self.folder / 'in.pdf'
        path.write_bytes((TRAITS / 'spans.pdf').read_bytes())
        for command in (('extract',), ('inspect', '--page', '1')):
            self.run_wrong(*command, str(path), '-o', f'{self.folder}/../{self.folder.name}/in.pdf', says='is also an input')
        self.assertEqual((TRAITS / 'spans.pdf').read_bytes(), path.read_bytes())

    @unittest.skipUnless(os.path.exists('/dev/full'), 'no /dev/full')
    def test_a_full_disk(self):
        with open('/dev/full', 'wb') as full:
            run = Run('extract', GOOD, stdout=full)
        self.assertEqual((WRONG_USAGE, 'gongkai extract: standard output: cannot be written: No space left on device\n'), (run.code, run.err))
        run = Run('extract', GOOD, '-o', '/dev/full')
        self.assertEqual((WRONG_USAGE, 'gongkai extract: /dev/full: cannot be written: No space left on device\n'), (run.code, run.err))
        for command in (('version',), ('completion', 'bash'), ('--help',)):
            with open('/dev/full', 'wb') as full:
                run = Run(*command, stdout=full)
            self.assertEqual(WRONG_USAGE, run.code, command)


if __name__ == '__main__':
    unittest.main()
