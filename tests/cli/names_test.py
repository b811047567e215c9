# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files: they are bytes, and may be anything."""

import os
import shutil
import unittest

from program import BAD, NONE_READ, TRAITS, Run, TestCase

GOOD = TRAITS / 'spans.pdf'


class Names(TestCase):
    def put(self, name, source=GOOD):
        path = os.fsencode(self.folder) + b'/' + name
        shutil.copyfile(source, path)
        return path

    def record_name(self, path):
        return os.path.basename(self.run_clean('extract', path).json['source']['file'])

    def test_chinese(self):
        self.assertEqual('预算 (1).pdf', self.record_name(self.put('预算 (1).pdf'.encode())))

    def test_bytes_that_are_no_utf8_are_written_out(self):
        self.assertEqual(r'\xD4\xA4\xCB\xE3.pdf', self.record_name(self.put('预算.pdf'.encode('gbk'))))
        # Overlong, surrogate, beyond Unicode, cut off.
        self.assertEqual(r'\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE2\x82', self.record_name(self.put(b'\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE2\x82')))

    def test_a_name_cannot_break_the_line_or_speak_to_the_terminal(self):
        run = Run('extract', self.put(b'a\nb\x1b[31m.pdf', BAD / 'html-as.pdf'))
        self.assertEqual(NONE_READ, run.code)
        self.assertEqual(1, run.err.count('\n'))
        self.assertIn(r'/a\x0Ab\x1B[31m.pdf: not a PDF', run.err)
        self.assertTrue(run.json['source']['file'].endswith('/a\nb\x1b[31m.pdf'))

    def test_names_like_options_and_commands(self):
        for name in (b'-1.pdf', b'--help', b'version', b'extract'):
            with self.subTest(name):
                self.put(name)
                before = () if not name.startswith(b'-') else ('--',)
                self.assertEqual(name.decode(), self.run_clean('extract', *before, name, cwd=self.folder).json['source']['file'])

    def test_standard_input_has_no_name(self):
        run = Run('extract', '-', input=b'no PDF')
        self.assertTrue(run.err.startswith('standard input: not a PDF'), run.err)


if __name__ == '__main__':
    unittest.main()
