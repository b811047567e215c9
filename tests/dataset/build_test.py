# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai build: what goes in, what comes of it, and that nothing gets lost."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
import zipfile

from data_set import BAD, DONE, GONGKAI, INTERRUPTED, NONE_READ, SAMPLES, SOME_UNREAD, TRAITS, WRONG_USAGE, DataSetCase, Run, altered

GOOD = TRAITS / 'rulings-both.pdf'
OTHER = TRAITS / 'spans.pdf'
KILLS = int(os.environ.get('GONGKAI_KILLS', '4'))  # GONGKAI_KILLS=50 is the whole proof


class Outcomes(DataSetCase):
    def test_every_file_has_a_row_that_says_what_became_of_it(self):
        shutil.copytree(BAD, self.folder / 'bad')
        shutil.copy(GOOD, self.folder / 'bad' / 'good.pdf')
        run = self.build(self.folder / 'bad', '--jobs', '2', code=SOME_UNREAD)
        self.assertEqual({'docx-as.pdf': 'not_a_pdf', 'word-as.pdf': 'not_a_pdf', 'html-as.pdf': 'not_a_pdf', 'empty.pdf': 'not_a_pdf',
                          'truncated.pdf': 'damaged', 'password.pdf': 'encrypted', 'zero-pages.pdf': 'damaged',
                          'image-only.pdf': 'no_text_layer', 'mixed.pdf': 'done_with_warnings'},
                         {f: o for f, o in self.outcomes().items() if o != 'done' and f != 'bad-xref.pdf'})
        self.assertEqual('done', self.outcomes()['good.pdf'])
        [(detail,)] = self.ask("SELECT detail FROM documents WHERE file LIKE '%docx-as.pdf'")
        self.assertIn('a Word document (.docx)', detail)
        self.assertIn('html-as.pdf: not_a_pdf: not a PDF: the file is an HTML page', run.err)
        self.assert_sound()
        # A password opens what did not open before.
        self.build(self.folder / 'bad', '--password', 'gongkai', '--again', code=SOME_UNREAD)
        self.assertEqual('done', self.outcomes()['password.pdf'])

    def test_nothing_but_bad_files(self):
        self.build(BAD / 'html-as.pdf', code=NONE_READ)
        self.assertEqual({'html-as.pdf': 'not_a_pdf'}, self.outcomes())

    def test_what_is_missing_is_said_and_does_not_stop_the_rest(self):
        run = self.build(GOOD, self.folder / 'none.pdf', code=SOME_UNREAD)
        self.assertIn('none.pdf: there is no such file or folder', run.err)
        self.assertEqual({GOOD.name: 'done'}, self.outcomes())

    def test_the_record_is_that_of_extract(self):
        self.build(SAMPLES / 'changji-2024.pdf')
        record = Run('extract', str(SAMPLES / 'changji-2024.pdf')).json
        self.assertEqual([(record['document']['entity'], 2024, '652301', 22)], self.ask('SELECT entity, year, region_code, pages FROM documents'))
        for name in ('tables', 'observations', 'statements', 'checks', 'indicators', 'glossary', 'warnings', 'residue', 'sections'):
            self.assertEqual([(len(record[name]),)], self.ask(f'SELECT count(*) FROM {name}'), name)
        self.assertEqual([(sum(len(t['cells']) for t in record['tables']),)], self.ask('SELECT count(*) FROM cells'))
        self.assertEqual([(o['amount'], o['yuan'], o['proof'], o['code'], o['label']) for o in record['observations']],
                         self.ask('SELECT amount, yuan, proof, code, label FROM observations ORDER BY length(observation_id), observation_id'))
        self.assertEqual([(sum(len(c['operands']) for c in record['checks']),)], self.ask('SELECT count(*) FROM check_operands'))
        self.assertEqual([(sum(len(s['links']) for s in record['statements']),)], self.ask('SELECT count(*) FROM statement_links'))


class Inputs(DataSetCase):
    def test_folders_archives_wildcards_and_lists(self):
        folder = self.folder / 'in' / 'deep'
        folder.mkdir(parents=True)
        shutil.copy(GOOD, folder / 'a.PDF')
        (folder / 'notes.txt').write_text('no PDF')
        with zipfile.ZipFile(self.folder / 'in' / 'z.zip', 'w') as archive:
            archive.write(OTHER, 'inner/b.pdf')
            archive.writestr('inner/readme.txt', 'no PDF')
        shutil.copy(TRAITS / 'clip.pdf', self.folder / 'c1.pdf')
        shutil.copy(TRAITS / 'stamp.pdf', self.folder / 'd.pdf')
        names = f'{self.folder}/d.pdf\0'.encode()
        run = self.build(self.folder / 'in', f'{self.folder}/c?.pdf', '--list', '-', input=names)
        self.assertEqual({'a.PDF', 'b.pdf', 'c1.pdf', 'd.pdf'}, set(self.outcomes()))
        self.assertEqual([(f'{self.folder}/in/z.zip', f'{self.folder}/in/z.zip/inner/b.pdf')], self.ask('SELECT archive, file FROM sources WHERE archive IS NOT NULL'))
        self.assertIn('2 files that are no .pdf left alone', run.err)

    def test_names_in_gbk_in_archives_and_folders(self):
        path = self.folder / 'old.zip'
        with zipfile.ZipFile(path, 'w') as archive:
            archive.write(GOOD, 'XXXX.pdf')
            archive.write(OTHER, '财政局.pdf')
        # An old archiver writes names in the system's encoding and does not say so.
        path.write_bytes(path.read_bytes().replace(b'XXXX.pdf', '预算'.encode('gbk') + b'.pdf'))
        with open(os.fsencode(self.folder) + b'/' + '决算'.encode('gbk') + b'.pdf', 'wb') as file:
            file.write((TRAITS / 'clip.pdf').read_bytes())
        self.build(self.folder)
        self.assertEqual({'预算.pdf', '财政局.pdf', '决算.pdf'}, set(self.outcomes()))

    def test_a_damaged_archive(self):
        (self.folder / 'bad.zip').write_bytes(b'PK\x03\x04 no archive')
        run = self.build(self.folder / 'bad.zip', GOOD, code=SOME_UNREAD)
        self.assertIn('bad.zip: the ZIP archive cannot be opened', run.err)

    def test_one_content_under_two_names_is_one_document(self):
        for name in ('b.pdf', 'a.pdf', 'c.pdf'):
            shutil.copy(GOOD, self.folder / name)
        run = self.build(self.folder)
        self.assertEqual([(1,)], self.ask('SELECT count(*) FROM documents'))
        self.assertEqual([('a.pdf',), ('b.pdf',), ('c.pdf',)], [(os.path.basename(f),) for (f,) in self.ask('SELECT file FROM sources ORDER BY 1')])
        self.assertEqual([(f'{self.folder}/a.pdf',)], self.ask('SELECT file FROM documents'))
        self.assertIn('published more than once: 1 contents, 0 texts', run.err)
        # The same text in another file is another document, and reported.
        altered(GOOD, self.folder / 'd.pdf', '\n%again')
        self.assertIn('1 contents, 1 texts', self.build(self.folder).err)
        self.assertEqual({('content', 3), ('text', 2)}, set(self.ask('SELECT same, count(*) FROM duplicates GROUP BY same')))

    def test_wrong_usage(self):
        for args, says in ((['build', '-o', 'x'], 'there is nothing to build from'), (['build', str(GOOD)], '--output is required'),
                           (['build', str(GOOD), '-o', 'x', '--shard', '4/3'], 'write 3/16'),
                           (['build', str(GOOD), '-o', 'x', '--memory', '10'], '--memory'),
                           (['build', '-o', 'x', '--list', '/none'], 'no such file'),
                           (['build', str(GOOD), '-o', str(GOOD)], 'no data set'),
                           (['build', str(GOOD), '-o', '/none/x'], 'is the folder there')):
            run = Run(*args, cwd=self.folder)
            self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
            self.assertIn(says, run.err)
        self.assertTrue(GOOD.read_bytes().startswith(b'%PDF'))


class Again(DataSetCase):
    def test_the_bytes_do_not_depend_on_jobs_or_order(self):
        places = [SAMPLES / 'changji-2024.pdf', TRAITS]
        self.build(*places, '--jobs', '1', code=SOME_UNREAD)
        other = self.folder / 'other.gongkai'
        self.build(*reversed(places), '--jobs', '3', code=SOME_UNREAD, data_set=other)
        self.assertEqual(self.csv(), self.csv(other))

    def test_a_second_run_does_only_what_is_new(self):
        shutil.copy(GOOD, self.folder / 'a.pdf')
        self.assertIn(': 1 documents read', self.build(self.folder).err)
        before = self.csv()
        self.assertIn(': 0 documents read in 0:00 (0 pages), 1 files unchanged', self.build(self.folder).err)
        os.utime(self.folder / 'a.pdf')  # another date, the same content
        self.assertIn(': 0 documents read', self.build(self.folder).err)
        self.assertEqual(before, self.csv())
        shutil.copy(OTHER, self.folder / 'b.pdf')
        self.assertIn(': 1 documents read', self.build(self.folder).err)
        self.assertIn(': 2 documents read', self.build(self.folder, '--again').err)

    def test_other_patterns_read_again(self):
        folder = shutil.copytree(SAMPLES.parent / 'patterns', self.folder / 'patterns')
        self.build(GOOD)
        with open(folder / 'page.toml', 'a') as file:
            file.write('\n# changed\n')
        self.assertIn(': 1 documents read', self.build(GOOD, '--patterns', folder).err)
        self.assertIn(': 0 documents read', self.build(GOOD, '--patterns', folder).err)

    def test_a_file_that_has_changed_replaces_what_it_was(self):
        path = self.folder / 'a.pdf'
        shutil.copy(GOOD, path)
        self.build(path)
        path.write_bytes(OTHER.read_bytes())
        self.build(path)
        self.assertEqual([(1,)], self.ask('SELECT count(*) FROM documents'))
        fresh = self.folder / 'fresh.gongkai'
        self.build(path, data_set=fresh)
        self.assertEqual(self.csv(fresh), self.csv())

    def test_quiet(self):
        self.assertEqual('', self.build(GOOD, '--quiet').err)


class Parts(DataSetCase):
    def test_shards_merge_to_the_whole(self):
        self.build(SAMPLES / 'changji-2024.pdf', TRAITS, code=SOME_UNREAD)
        parts = []
        for n in (1, 2, 3):
            part = self.folder / f'part{n}.gongkai'
            run = Run('build', str(SAMPLES / 'changji-2024.pdf'), str(TRAITS), '-o', str(part), '--shard', f'{n}/3', '--quiet')
            self.assertIn(run.code, (DONE, SOME_UNREAD))
            parts.append(str(part))
        self.assertTrue(all(self.ask('SELECT count(*) FROM documents', data_set=p)[0][0] > 5 for p in parts))
        whole = self.folder / 'whole.gongkai'
        run = Run('merge', *parts, '-o', str(whole))
        self.assertEqual(DONE, run.code, run.err)
        self.assertIn('0 in more than one part', run.err)
        self.assert_sound(whole)
        self.assertEqual(self.csv(), self.csv(whole))
        # A part again changes nothing.
        self.assertEqual(DONE, Run('merge', parts[1], '-o', str(whole)).code)
        self.assertEqual(self.csv(), self.csv(whole))

    def test_of_a_document_in_several_parts_the_newest_reading_stays(self):
        for reader in ('2.0.0', '1.0.0', '1.5.0'):
            part = self.folder / f'{reader}.gongkai'
            self.build(GOOD, data_set=part)
            connection = sqlite3.connect(part)
            connection.execute('UPDATE documents SET reader = ?', (f'gongkai {reader}',))
            connection.commit()
            connection.close()
        parts = [str(self.folder / f'{reader}.gongkai') for reader in ('2.0.0', '1.0.0', '1.5.0')]
        self.assertEqual(DONE, Run('merge', *parts, '-o', str(self.data_set)).code)
        self.assertEqual([('gongkai 2.0.0',)], self.ask('SELECT reader FROM documents'))

    def test_wrong_usage(self):
        self.build(GOOD)
        for args, says in ((['merge', str(self.data_set), '-o', str(self.data_set)], 'both a part and the result'),
                           (['merge', str(self.folder / 'none'), '-o', 'x'], 'there is no such file'),
                           (['merge', str(GOOD), '-o', 'x'], 'no data set')):
            run = Run(*args, cwd=self.folder)
            self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
            self.assertIn(says, run.err)


class Interrupted(DataSetCase):
    def start(self, *more):
        command = [GONGKAI, 'build', str(self.folder / 'in'), '-o', str(self.data_set), '--jobs', '2', *more]
        return subprocess.Popen(command, stderr=subprocess.PIPE)

    def fill(self, copies):
        folder = self.folder / 'in'
        folder.mkdir()
        for i in range(copies):
            altered(SAMPLES / 'changji-2024.pdf', folder / f'{i}.pdf', f'\n%{i}')

    def test_killed_at_random_moments_and_resumed(self):
        self.fill(6)
        fresh = self.folder / 'fresh.gongkai'
        begin = time.monotonic()
        self.build(self.folder / 'in', '--jobs', '2', data_set=fresh)
        whole_run = time.monotonic() - begin
        wanted, chance = self.csv(fresh), random.Random(2024)
        for kill in range(KILLS):
            if kill % 3 == 0:
                for path in self.folder.glob('set.gongkai*'):
                    path.unlink()
            process = self.start()
            time.sleep(chance.uniform(0, whole_run))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            if self.data_set.exists() and self.data_set.stat().st_size:
                self.assertEqual([('ok',)], self.ask('PRAGMA integrity_check'))
                if self.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'documents'") == [(1,)]:
                    # No document is there by half.
                    self.assertEqual([], self.ask('SELECT document FROM documents d WHERE d.cells <> (SELECT count(*) FROM cells c WHERE c.document = d.document) '
                                                  'OR NOT EXISTS (SELECT 1 FROM sources s WHERE s.document = d.document)'))
            if kill % 3 == 2 or kill == KILLS - 1:
                self.build(self.folder / 'in', '--jobs', '2')
                self.assertEqual(wanted, self.csv(), f'after kill {kill}')

    def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(self):
        self.fill(8)
        process = self.start()
        while not self.data_set.exists() or self.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'documents'") == [(0,)] or \
                self.ask('SELECT count(*) FROM documents') == [(0,)]:
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        text = process.communicate(timeout=20)[1].decode()
        self.assertEqual(INTERRUPTED, process.returncode, text)
        self.assertIn('stopped before the end; the same command goes on from here', text)
        [(done,)] = self.ask('SELECT count(*) FROM documents')
        self.assertLess(done, 8)
        self.assertIn(f': {8 - done} documents read', self.build(self.folder / 'in').err)
        self.assert_sound()


if __name__ == '__main__':
    unittest.main()
