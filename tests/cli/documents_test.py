# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents speak of the program as it is: manual pages, completions, the description of the record."""

import json
import re
import shutil
import subprocess
import unittest

from program import BAD, COMMANDS, ROOT, SAMPLES, TRAITS, Run, TestCase

MAN = ROOT / 'docs/man'
COMPLETIONS = ROOT / 'docs/completions'


def long_options(command):
    # Help is an option everywhere, and no option of its own.
    return set(re.findall(r'^ +(?:-\w, )?--([a-z-]+)', Run(command, '--help').text, re.M)) - {'help'}


def keys(value):
    if isinstance(value, dict):
        return set(value).union(*(keys(v) for v in value.values()))
    return set().union(*(keys(v) for v in value)) if isinstance(value, list) else set()


class Manual(TestCase):
    def test_a_page_for_every_command(self):
        pages = {p.stem for p in MAN.glob('*.1')}
        self.assertEqual({'gongkai'} | {f'gongkai-{c}' for c in COMMANDS}, pages)

    def test_the_sections(self):
        for page in MAN.glob('*.1'):
            text = page.read_text(encoding='utf-8')
            wanted = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'EXIT STATUS', 'EXAMPLES'] + ['DIAGNOSTICS'] * (page.stem != 'gongkai')
            for section in wanted:
                self.assertIn(f'\n.Sh {section}\n', text, page.name)

    def test_every_option_is_described(self):
        for command in COMMANDS:
            text = (MAN / f'gongkai-{command}.1').read_text(encoding='utf-8')
            for option in long_options(command):
                self.assertIn(f'Fl -{option}', text, f'{command} --{option}')

    def test_every_command_is_named(self):
        text = (MAN / 'gongkai.1').read_text(encoding='utf-8')
        for command in COMMANDS:
            self.assertIn(f'.It Cm {command}\n', text)

    @unittest.skipUnless(shutil.which('mandoc'), 'mandoc is not installed')
    def test_mandoc_has_no_complaints(self):
        for page in MAN.glob('*.1'):
            done = subprocess.run(['mandoc', '-Tlint', '-Wwarning', str(page)], stdout=subprocess.PIPE, check=False)
            self.assertEqual('', done.stdout.decode())


class Completions(TestCase):
    def test_the_program_prints_the_files(self):
        for shell, name in (('bash', 'gongkai.bash'), ('zsh', '_gongkai'), ('fish', 'gongkai.fish')):
            self.assertEqual((COMPLETIONS / name).read_bytes(), self.run_clean('completion', shell).out)

    def test_every_command_and_option_is_there(self):
        for name, form in (('gongkai.bash', '--{}'), ('_gongkai', '--{}'), ('gongkai.fish', '-l {} ')):
            text = (COMPLETIONS / name).read_text(encoding='utf-8')
            for command in COMMANDS:
                self.assertIn(command, text)
                for option in long_options(command):
                    self.assertIn(form.format(option), text, f'{name}: {command} --{option}')


class Formats(TestCase):
    def setUp(self):
        super().setUp()
        self.text = (ROOT / 'docs/formats/json.md').read_text(encoding='utf-8')

    def test_every_key_is_described(self):
        files = [SAMPLES / 'changji-2024.pdf', TRAITS / 'full-width-digits.pdf', TRAITS / 'overflow-into-blank.pdf', BAD / 'mixed.pdf',
                 BAD / 'html-as.pdf']
        found = keys(Run('extract', *map(str, files)).json)
        self.assertTrue({'raw', 'overflow', 'path', 'residue_glyphs'} <= found, found)
        self.assertEqual(set(), {k for k in found if f'`{k}`' not in self.text})

    def test_every_warning_is_described(self):
        source = (ROOT / 'extractor/base/problem.cpp').read_text(encoding='utf-8')
        codes = set(re.findall(r'return "(\w+)";', source)) - {'unknown'}
        self.assertTrue(codes)
        self.assertEqual(set(), {c for c in codes if f'`{c}`' not in self.text})

    def test_the_example_is_what_the_program_prints(self):
        example = json.loads(re.search(r'```json\n(.*?)```', self.text, re.S).group(1))
        record = Run('extract', 'samples/changji-2024.pdf', cwd=ROOT).json
        self.assertEqual(record['source'], example['source'])
        self.assertEqual(list(record), list(example))
        shown, table = example['tables'][0], record['tables'][0]
        self.assertEqual(list(table), list(shown))
        for key in set(shown) - {'columns', 'cells'}:
            self.assertEqual(table[key], shown[key], key)
        for key in ('columns', 'cells'):
            self.assertEqual([], [item for item in shown[key] if item not in table[key]])
        self.assertEqual(record['summary'], example['summary'])

    def test_every_key_of_inspect_is_described(self):
        text = (ROOT / 'docs/formats/inspect.md').read_text(encoding='utf-8') + self.text
        for stage in ('glyphs', 'rulings', 'grid', 'tables'):
            found = keys(Run('inspect', str(TRAITS / 'covered-by-image.pdf'), '--page', '1', '--show', stage).json)
            self.assertEqual(set(), {k for k in found if f'`{k}`' not in text})
        found = keys(Run('inspect', str(SAMPLES / 'changji-2024.pdf'), '--show', 'prose').json)
        self.assertEqual(set(), {k for k in found if f'`{k}`' not in text})


if __name__ == '__main__':
    unittest.main()
