#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input: the exit code, one clear line, and the same as a warning in the record."""
import argparse
import json
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BAD = ROOT / 'samples/traits/bad'
GONGKAI = ROOT / 'build/release/bin/gongkai'

DONE, NONE_READ = 0, 3

# name: exit code, code of the first warning, words that the line on standard error must have (none: nothing is said)
EXPECTED = {
    'html-as': (NONE_READ, 'not_a_pdf', 'HTML'),
    'word-as': (NONE_READ, 'not_a_pdf', 'Word document (.doc)'),
    'docx-as': (NONE_READ, 'not_a_pdf', 'Word document (.docx)'),
    'empty': (NONE_READ, 'not_a_pdf', 'empty (0 bytes)'),
    'truncated': (NONE_READ, 'damaged_file', 'damaged'),
    'password': (NONE_READ, 'password_needed', '--password'),
    'zero-pages': (NONE_READ, 'no_pages', 'no pages'),
    'image-only': (NONE_READ, 'no_text_layer', 'no text layer'),
    'mixed': (DONE, 'page_without_text', None),
    'owner-only': (DONE, None, None),
    'bad-xref': (DONE, None, None),
    'recursive-form': (DONE, None, None),
}


def run(*args):
    return subprocess.run([GONGKAI, 'extract', *args], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


class BadInput(unittest.TestCase):
    def test_every_bad_sample_is_expected(self):
        self.assertEqual(sorted(EXPECTED), sorted(p.stem for p in BAD.glob('*.pdf')))

    def test_what_is_said(self):
        for name, (code, warning, words) in EXPECTED.items():
            with self.subTest(name):
                done = run(str(BAD / f'{name}.pdf'))
                said = done.stderr.decode().splitlines()
                self.assertEqual(code, done.returncode)
                self.assertEqual(1 if words else 0, len(said), said)
                if words:
                    self.assertIn(words, said[0])
                    self.assertIn(f'{name}.pdf', said[0])
                record = json.loads(done.stdout)
                self.assertEqual([warning] if warning else [], [w['code'] for w in record['warnings']][:1])
                if words:
                    self.assertEqual([], record['tables'])
                else:
                    self.assertNotEqual([], record['tables'])

    def test_a_mixed_file_names_the_page_that_was_not_read(self):
        record = json.loads(run(str(BAD / 'mixed.pdf')).stdout)
        self.assertEqual('mixed', record['source']['text_layer'])
        self.assertEqual([2], [w['page'] for w in record['warnings']])

    def test_the_password_opens(self):
        done = run('--password', 'gongkai', str(BAD / 'password.pdf'))
        self.assertEqual((DONE, b''), (done.returncode, done.stderr))
        self.assertTrue(json.loads(done.stdout)['source']['encrypted'])

    def test_a_cut_at_any_place_is_an_error_or_a_record(self):
        """Never a crash, and never silence where nothing was read."""
        whole = (BAD.parent / 'spans.pdf').read_bytes()
        for share in range(0, 100, 5):
            with self.subTest(share=share):
                done = subprocess.run([GONGKAI, 'extract', '-'], input=whole[:len(whole) * share // 100], capture_output=True, timeout=60)
                self.assertIn(done.returncode, (DONE, NONE_READ))
                record = json.loads(done.stdout)
                self.assertNotEqual([], record['warnings'], 'cut off, and nothing is said')
                if done.returncode == NONE_READ:
                    self.assertEqual(1, len(done.stderr.decode().splitlines()))


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--gongkai', default=GONGKAI)
    args, rest = parser.parse_known_args()
    GONGKAI = args.gongkai
    unittest.main(argv=sys.argv[:1] + rest)
