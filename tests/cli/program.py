# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: running it, and PDFs made on the spot.

By hand: GONGKAI=build/release/bin/gongkai python3 tests/cli/extract_test.py
"""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / 'samples'
TRAITS = SAMPLES / 'traits'
BAD = TRAITS / 'bad'
GONGKAI = os.environ.get('GONGKAI', str(ROOT / 'build/release/bin/gongkai'))
COMMANDS = ('extract', 'check', 'review', 'build', 'export', 'merge', 'reconcile', 'inspect', 'patterns', 'version', 'completion', 'help')

DONE, SOME_UNREAD, WRONG_USAGE, NONE_READ = 0, 1, 2, 3


class Run:
    """One run of the program: exit code, standard output (bytes), standard error (text)."""

    def __init__(self, *args, **options):
        done = subprocess.run([GONGKAI, *args], stdout=options.pop('stdout', subprocess.PIPE), stderr=subprocess.PIPE,
                              stdin=options.pop('stdin', subprocess.DEVNULL) if 'input' not in options else None,
                              timeout=options.pop('timeout', 120), check=False, **options)
        self.code = done.returncode
        self.out = done.stdout or b''
        self.err = done.stderr.decode('utf-8')  # strictly: what is said is always UTF-8

    @property
    def text(self):
        return self.out.decode('utf-8')

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def lines(self):
        """The objects of JSON Lines."""
        return [json.loads(line) for line in self.text.splitlines()]


class TestCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def run_clean(self, *args, **options):
        """A run that succeeds and says nothing."""
        run = Run(*args, **options)
        self.assertEqual(('', DONE), (run.err, run.code))
        return run

    def run_wrong(self, *args, says, **options):
        """A run that is refused for wrong usage, in one line, before any data."""
        run = Run(*args, **options)
        self.assertEqual(WRONG_USAGE, run.code, run.err)
        self.assertEqual(b'', run.out)
        self.assertEqual(1, run.err.count('\n'), run.err)
        self.assertTrue(run.err.startswith('gongkai'), run.err)
        self.assertIn(says, run.err)
        return run


def make_pdf(texts, producer=b'(test)', width=300, height=200, extra=b''):
    """A one-page PDF that shows `texts` (bytes of PDF strings, with their delimiters) one below the other."""
    content = b'BT /F 12 Tf 20 170 Td 16 TL ' + b' '.join(t + b" '" for t in texts) + b' ET ' + extra
    objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
               b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>' % (width, height),
               b'<</Length %d>>stream\n%s\nendstream' % (len(content), content),
               b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>', b'<</Producer %s>>' % producer]
    out, places = bytearray(b'%PDF-1.4\n'), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj%s endobj\n' % (number, body)
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    out += b''.join(b'%010d 00000 n \n' % place for place in places)
    out += b'trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, start)
    return bytes(out)
