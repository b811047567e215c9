# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai build: what goes in, what comes of it, and that nothing gets lost."""

import fcntl
import os
import pty
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import termios
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

    def test_one_text_under_several_cities(self):
        path = SAMPLES / 'changji-2024.pdf'  # of the city of Changji
        for place in ('昌吉市', '昌吉回族自治州/2024', '新疆维吾尔自治区', '石河子市', '江西省/南昌市/预算', '南昌', '朝阳区', '市政府办'):
            (self.folder / 'in' / place).mkdir(parents=True)
            altered(path, self.folder / 'in' / place / 'x.pdf', f'\n%{place}')
        shutil.copy(path, self.folder / 'in' / '市政府办' / '关于 石河子市2024年预算.pdf')
        run = self.build(self.folder / 'in')
        where = f'{self.folder}/in/'
        self.assertEqual({('石河子市/x.pdf', '石河子市'), ('江西省/南昌市/预算/x.pdf', '南昌市'), ('市政府办/关于 石河子市2024年预算.pdf', '石河子市')},
                         {(f.removeprefix(where), r) for (f, r) in self.ask("SELECT file, other FROM misattributed WHERE what = 'region'")})
        self.assertIn("3 files may stand under another's name (view misattributed)", run.err)
        self.assert_sound()

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

    def assert_as_fresh(self, *places):
        """What was added to says the same as what is built anew."""
        fresh = self.folder / 'fresh.gongkai'
        fresh.unlink(missing_ok=True)
        self.build(*places, data_set=fresh)
        self.assertEqual(self.csv(fresh), self.csv())
        self.assert_sound()

    def test_a_document_that_loses_the_name_it_was_read_under_is_read_under_the_next(self):
        folder = self.folder / 'in'
        folder.mkdir()
        for name in ('a.pdf', 'b.pdf'):
            shutil.copy(GOOD, folder / name)
        self.build(folder)
        (folder / 'a.pdf').write_bytes(OTHER.read_bytes())
        # Its other file is not in this run: it is called after that already, and read when it comes.
        self.build(folder / 'a.pdf')
        self.assertEqual({f'{folder}/a.pdf', f'{folder}/b.pdf'}, {f for (f,) in self.ask('SELECT file FROM documents')})
        self.assertIn(': 1 documents read', self.build(folder).err)
        self.assert_as_fresh(folder)
        # All in one run.
        (folder / 'b.pdf').write_bytes(OTHER.read_bytes())
        shutil.copy(GOOD, folder / 'c.pdf')
        self.build(folder)
        self.assert_as_fresh(folder)
        (folder / 'a.pdf').write_bytes((TRAITS / 'clip.pdf').read_bytes())
        self.assertIn(': 2 documents read', self.build(folder).err)
        self.assert_as_fresh(folder)

    def test_an_earlier_name_is_the_one_to_read_under(self):
        folder = self.folder / 'in'
        folder.mkdir()
        shutil.copy(GOOD, folder / 'b.pdf')
        self.build(folder)
        shutil.copy(GOOD, folder / 'a.pdf')
        self.assertIn(': 1 documents read', self.build(folder).err)
        self.assert_as_fresh(folder)
        shutil.copy(GOOD, folder / 'c.pdf')
        self.assertIn(': 0 documents read', self.build(folder).err)
        self.assert_as_fresh(folder)
        # Read anew, it keeps that name, though its file is not in this run.
        self.assertIn(': 1 documents read', self.build(folder / 'c.pdf', '--again').err)
        self.assert_as_fresh(folder)

    def test_files_that_exchange_their_names_lose_nothing(self):
        folder = self.folder / 'in'
        folder.mkdir()
        for name, path in (('a.pdf', GOOD), ('b.pdf', OTHER), ('c.pdf', TRAITS / 'clip.pdf')):
            shutil.copy(path, folder / name)
        self.build(folder)
        contents = [(folder / n).read_bytes() for n in ('a.pdf', 'b.pdf', 'c.pdf')]
        for name, content in zip(('b.pdf', 'c.pdf', 'a.pdf'), contents):
            (folder / name).write_bytes(content)
        self.build(folder)
        self.assert_as_fresh(folder)

    def test_what_is_no_data_set_is_named(self):
        plain = self.folder / 'plain.pdf'
        shutil.copy(GOOD, plain)
        for command, says in ((['export', str(self.folder / 'none.gongkai'), '--format', 'csv', '-o', str(self.folder / 'csv')], 'none.gongkai: there is no such data set'),
                              (['reconcile', str(plain)], 'plain.pdf: is no data set of gongkai'), (['build', str(OTHER), '-o', str(plain)], 'plain.pdf: is no data set of gongkai')):
            run = Run(*command)
            self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
            self.assertIn(says, run.err)
        self.assertEqual(GOOD.read_bytes(), plain.read_bytes())

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

    def test_the_same_name_for_other_contents_in_two_parts(self):
        for part, path in (('one', GOOD), ('two', OTHER)):
            (self.folder / part).mkdir()
            shutil.copy(path, self.folder / part / 'a.pdf')
            self.build('a.pdf', data_set='set.gongkai', cwd=self.folder / part)
        parts = [str(self.folder / p / 'set.gongkai') for p in ('one', 'two')]
        self.assertEqual(DONE, Run('merge', *parts, '-o', str(self.data_set)).code)
        self.assertEqual([('a.pdf', 2, 2)], self.ask('SELECT file, count(*), count(DISTINCT document) FROM sources GROUP BY file'))
        self.assert_sound()
        # What is built on in one of the places takes nothing from the other.
        self.build('a.pdf', cwd=self.folder / 'two')
        self.assertEqual([(2,)], self.ask('SELECT count(DISTINCT document) FROM documents JOIN sources USING (document)'))

    def test_a_data_set_of_an_earlier_program(self):
        fresh = self.folder / 'fresh.gongkai'
        self.build(GOOD, OTHER, data_set=fresh)
        self.build(GOOD)
        connection = sqlite3.connect(self.data_set)
        connection.executescript("""DROP TABLE summaries; DROP VIEW misattributed; DROP VIEW duplicates; CREATE TABLE old AS SELECT * FROM sources; DROP TABLE sources;
            CREATE TABLE sources(document TEXT NOT NULL, file TEXT NOT NULL, archive TEXT, PRIMARY KEY (file), FOREIGN KEY (document) REFERENCES documents(document)) WITHOUT ROWID;
            INSERT INTO sources SELECT document, file, archive FROM old; DROP TABLE old;""")
        connection.close()
        for command in (['merge', str(self.data_set), '-o', str(self.folder / 'all.gongkai')], ['export', str(self.data_set), '--format', 'csv', '-o', str(self.folder / 'csv')],
                        ['reconcile', str(self.data_set)]):
            run = Run(*command)
            self.assertEqual((WRONG_USAGE, 1), (run.code, run.err.count('\n')), run.err)
            self.assertIn('was made by an earlier version of gongkai; gongkai build with -o', run.err)
        self.build(GOOD, OTHER)
        schema = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY name"
        self.assertEqual(self.ask(schema, data_set=fresh), self.ask(schema))
        self.assertEqual(self.csv(fresh), self.csv())
        self.assert_sound()
        before = self.data_set.read_bytes()
        self.build(GOOD, OTHER)
        self.assertEqual(before[:100], self.data_set.read_bytes()[:100])  # the header counts changes of the schema
        self.assertEqual(len(before), self.data_set.stat().st_size)

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


class OnATerminal(DataSetCase):
    def test_one_line_that_is_written_over(self):
        files = self.folder / 'in'
        files.mkdir()
        for i in range(4):
            altered(GOOD, files / f'{i}-{"长" * 40}.pdf', f'\n%{i}')
        shutil.copy(BAD / 'html-as.pdf', files)
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 70, 0, 0))
        process = subprocess.Popen([GONGKAI, 'build', files, '-o', self.data_set, '--review'], stderr=child)
        os.close(child)
        text = b''
        try:
            while block := os.read(parent, 4096):
                text += block
        except OSError:  # the other side is closed
            pass
        os.close(parent)
        self.assertEqual(SOME_UNREAD, process.wait())
        text = text.decode().replace('\r\n', '\n')
        shown = re.findall(r'\r([^\r\n]*?)\x1b\[K', text)
        self.assertTrue({'5 of 5 documents', '4 of 4 review pages'} <= {re.match(r'\d* of \d* [a-z ]*[a-z]|', s)[0] for s in shown}, shown)
        self.assertTrue(any(s.rstrip().endswith('长.pdf') for s in shown), 'the file in work is named by its end')
        for line in shown:
            self.assertLess(sum(2 if ord(c) > 0x2E80 else 1 for c in line), 70, line)
        # What stays stands on lines of its own.
        lines = [re.sub(r'.*\x1b\[K', '', line.split('\r')[-1]) for line in text.split('\n')]
        self.assertEqual(1, sum('html-as.pdf: not_a_pdf' in line for line in lines))
        self.assertTrue(any(line.startswith(f'{self.data_set}: 5 documents read') for line in lines), lines)


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
        self.fill(40)
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
        self.assertLess(done, 40)
        self.assertIn(f': {40 - done} documents read', self.build(self.folder / 'in').err)
        self.assert_sound()


if __name__ == '__main__':
    unittest.main()
