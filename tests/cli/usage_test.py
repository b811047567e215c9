# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, and what is said to wrong usage."""

import shutil
import subprocess
import unittest

from program import COMMANDS, GONGKAI, TRAITS, Run, TestCase, WRONG_USAGE

GOOD = str(TRAITS / 'spans.pdf')


class Help(TestCase):
    def test_of_every_command(self):
        for command in COMMANDS:
            with self.subTest(command):
                text = self.run_clean(command, '--help').text
                self.assertEqual(text, self.run_clean('help', command).text)
                self.assertEqual(text, self.run_clean(command, '-h').text)
                self.assertIn(f'\nUsage: gongkai {command}', text)
                self.assertIn('\nExample', text)
                self.assertNotIn('\n\n\n', text)
                self.assertEqual([], [line for line in text.splitlines() if len(line) > 80])

    def test_of_the_program(self):
        text = self.run_clean('--help').text
        self.assertEqual(text, self.run_clean('help').text)
        for command in COMMANDS:
            self.assertIn(f'\n  {command} ', text)

    def test_help_comes_before_what_is_missing(self):
        self.run_clean('inspect', '--help', GOOD)

    def test_version(self):
        self.assertRegex(self.run_clean('--version').text, r'^gongkai \d+\.\d+\.\d+\n$')
        text = self.run_clean('version').text
        for line in (r'gongkai +\d+\.\d+\.\d+', 'records +schema version 1', r'patterns +[0-9a-f]{12}', r'Poppler +\d+\.\d+',
                     r'ICU +\d+', r'RE2 +\S+'):
            self.assertRegex(text, f'(?m)^{line}')


class WrongUsage(TestCase):
    def test_no_command(self):
        self.run_wrong(says='a command is missing; the commands are extract, check, review, build, export, merge, reconcile, inspect, patterns, version, completion, help')

    def test_no_such_command(self):
        self.run_wrong('extrct', GOOD, says="there is no command 'extrct'; the commands are extract,")
        self.run_wrong('help', 'extrct', says="there is no command 'extrct'; the commands are extract,")

    def test_the_line_names_the_command_and_its_help(self):
        self.assertTrue(self.run_wrong('extract', says='FILE').err.startswith('gongkai extract: '))
        self.assertTrue(self.run_wrong('extract', says='FILE').err.endswith(' (see gongkai extract --help)\n'))

    def test_what_is_missing(self):
        self.run_wrong('extract', says='FILE is required')
        self.run_wrong('inspect', '--page', '1', says='FILE is required')
        self.run_wrong('inspect', GOOD, says='--page is required')
        self.run_wrong('inspect', GOOD, '--show', 'prose', '--format', 'svg', says='no picture of the prose')
        self.run_wrong('completion', says='SHELL is required')
        self.run_wrong('extract', GOOD, '--format', says='--format')

    def test_what_is_not_known(self):
        self.run_wrong('extract', GOOD, '--fromat', 'json', says='--fromat')
        self.run_wrong('version', 'more', says='more')
        self.run_wrong('--verbose', says='--verbose')

    def test_values(self):
        self.run_wrong('extract', GOOD, '--format', 'xml', says="'xml' is none of json, jsonl, markdown, csv, xlsx")
        self.run_wrong('inspect', GOOD, '--page', '1', '--format', 'png', says="'png' is none of json, svg")
        self.run_wrong('inspect', GOOD, '--page', '1', '--show', 'cells', says="'cells' is none of glyphs, rulings, grid, tables, prose")
        self.run_wrong('completion', 'tcsh', says="'tcsh' is none of bash, zsh, fish")
        for page in ('0', '-1', 'x', '1.5', '99999999999'):
            self.run_wrong('inspect', GOOD, f'--page={page}', says='--page')
        for dpi in ('5', '601', 'nan', 'x'):
            self.run_wrong('inspect', GOOD, '--page', '1', f'--dpi={dpi}', says='--dpi')

    def test_pages(self):
        advice = 'write one page (5), a range (3-9) or all from a page on (3-)'
        for given in ('x', '3-x', '3..9', '3-9-', '1,2', ' 3', '-', '-9', '3--9', '+3', '٣', '99999999999', ''):
            with self.subTest(given):
                if given:
                    self.run_wrong('extract', GOOD, f'--pages={given}', says=advice)
        for given in ('0', '0-3'):
            self.run_wrong('extract', GOOD, '--pages', given, says='begins before the first page, which is 1')
        self.run_wrong('extract', GOOD, '--pages', '9-3', says="--pages: '9-3' ends before it begins; write 3-9")

    def test_standard_input_twice(self):
        self.run_wrong('extract', '-', '-', says='standard input (-) can be read once only')


class Completion(TestCase):
    def complete(self, *words):
        script = 'source <("$0" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gongkai; printf "%s\\n" "${COMPREPLY[@]}"'
        from program import GONGKAI
        done = subprocess.run(['bash', '-c', script, GONGKAI, 'gongkai', *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=TRAITS, check=False)
        return done.stdout.decode().split()

    def test_bash(self):
        self.assertEqual(['extract', 'export'], self.complete('ex'))
        self.assertEqual(['json', 'jsonl'], self.complete('extract', '--format', 'j'))
        self.assertEqual(['json', 'svg'], self.complete('inspect', '--format', '=', ''))
        self.assertEqual(['rulings'], self.complete('inspect', 'a.pdf', '--show', 'r'))
        self.assertEqual(['spans-body.pdf', 'spans.pdf'], sorted(self.complete('extract', 'spans')))
        self.assertIn('--pages', self.complete('extract', '--'))
        self.assertNotIn('--dpi', self.complete('extract', '--'))

    def test_the_scripts_are_well_formed(self):
        for shell in ('bash', 'zsh', 'fish'):
            script = self.run_clean('completion', shell).out
            if shutil.which(shell):
                done = subprocess.run([shell, '-n'], input=script, stderr=subprocess.PIPE, check=False)
                self.assertEqual((0, b''), (done.returncode, done.stderr))


class TwoPrograms(TestCase):
    """gongkai becomes gongkai-dataset for what needs databases, archives, workbooks and HTTP."""

    DATA_SET_LIBRARIES = ('libsqlite3', 'libzip', 'libxlsxwriter', 'libevent', 'libcrypto')

    @unittest.skipUnless(shutil.which('ldd'), 'there is no ldd')
    def test_a_document_is_read_without_the_libraries_of_data_sets(self):
        loaded = subprocess.run(['ldd', GONGKAI], capture_output=True, text=True, check=True).stdout
        self.assertIn('libpoppler', loaded)
        self.assertEqual([], [name for name in self.DATA_SET_LIBRARIES if name in loaded])

    def run_alone(self, *args):
        alone = self.folder / 'gongkai'
        shutil.copy2(GONGKAI, alone)
        done = subprocess.run([alone, *args], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        return done.returncode, done.stdout, done.stderr

    def test_alone_it_reads_documents(self):
        code, out, err = self.run_alone('extract', GOOD)
        self.assertEqual((0, ''), (code, err))
        self.assertTrue(out.startswith('{'))

    def test_alone_it_says_what_is_missing(self):
        for args in (['build', str(TRAITS), '-o', 'x'], ['--help'], [], ['extract', '--format', 'csv', GOOD]):
            with self.subTest(args):
                code, out, err = self.run_alone(*args)
                self.assertEqual((WRONG_USAGE, ''), (code, out))
                self.assertRegex(err, r'^gongkai( extract)?: this needs gongkai-dataset, .* install all of gongkai\n$')


if __name__ == '__main__':
    unittest.main()
