#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Markdown of a typeset document against the text it was typeset from, line for line but for layout marks.

  markdown_test.py --gongkai PROGRAM --corpus FOLDER       the seed document in its forms; ends with 77 where there is no corpus
  markdown_test.py --gongkai PROGRAM --pdf FILE --text FILE

Layout marks are: marks of headings, lists and stress, blanks, the form of brackets and quotation marks, cell borders and
blank cells, and where a table is broken over pages (the text repeats its caption and header there).
"""
import argparse
import difflib
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

SKIPPED = 77
FORMS = ['docx', 'chromium', 'xlsx', 'kangxi', 'rotated']   # typeset with rulings around every cell
MOST_UNPUNCTUATED = 2   # what the typesetter of the seed lost; the glyphs are not in the file
ONE_FORM = str.maketrans({c: r for r, cs in {'"': '“”„', "'": '‘’', '-': '—–―－−', '>': '＞', '<': '＜'}.items() for c in cs})


def folded(text):
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', text)).translate(ONE_FORM)


def is_rule(line):
    return re.fullmatch(r'[|\s:-]+', line) is not None and '-' in line


def content(markdown):
    """Lines without layout marks."""
    out = []
    for line in markdown.splitlines():
        if not line.strip() or is_rule(line):
            continue
        line = re.sub(r'</?(?:b|p)>', '', line)
        line = re.sub(r'^\s*(?:#{1,6}|[-*])\s+', '', line)
        line = re.sub(r'(?<!\\)\*\*', '', line)
        line = re.sub(r'\\([\\*_`<>#|+-])', r'\1', line)
        line = re.sub(r'(?<!\\)[|\t]', '', line)
        if text := folded(line):
            out.append(text)
    return out


def bare(line):
    """Without punctuation: a program that hangs it into the margin may leave it out of the file."""
    return re.sub(r'[、，。；：,;:.]', '', line)


def compare(ours, theirs):
    """How many lines of the text are there, how many of them without some punctuation, and what differs otherwise."""
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    equal, unpunctuated, differences = 0, 0, []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        left, right = ours[a0:a1], theirs[b0:b1]
        # The same text may be broken into lines otherwise: the row of a table, a caption.
        if tag == 'equal' or ''.join(left) == ''.join(right):
            equal += len(right)
        elif [bare(x) for x in left] == [bare(x) for x in right]:
            equal += len(right)
            unpunctuated += len(right)
        # A table over two pages repeats what stands over its first row.
        elif not left and all(line in theirs[max(0, b0 - 60):b0] for line in right):
            equal += len(right)
        else:
            differences += ['+ ' + x for x in left] + ['- ' + x for x in right]
    return equal, unpunctuated, differences


def test(program, pdf, text):
    run = subprocess.run([program, 'extract', '--format', 'markdown', str(pdf)], capture_output=True, check=True)
    ours, theirs = content(run.stdout.decode()), content(Path(text).read_text(encoding='utf-8'))
    equal, unpunctuated, differences = compare(ours, theirs)
    print(f'{pdf}: {equal} of {len(theirs)} lines of the text are there, {unpunctuated} of them without some punctuation')
    for line in differences:
        print(line[:200], file=sys.stderr)
    return 1 if differences or unpunctuated > MOST_UNPUNCTUATED else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongkai', required=True)
    parser.add_argument('--corpus', default='')
    parser.add_argument('--pdf')
    parser.add_argument('--text')
    args = parser.parse_args()
    if args.pdf:
        return test(args.gongkai, args.pdf, args.text)
    seed = Path(args.corpus) / 'seed'
    if not args.corpus or not (seed / 'seed.md').exists():
        print('SKIPPED: no corpus; set GONGKAI_CORPUS', file=sys.stderr)
        return SKIPPED
    return max(test(args.gongkai, seed / f'seed_{form}.pdf', seed / 'seed.md') for form in FORMS)


if __name__ == '__main__':
    sys.exit(main())
