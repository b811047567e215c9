#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What share of the digits of the running text is understood: stands in a statement, a date, the number of a law or heading, or another known use.

  digits_of_prose.py --gongkai PROGRAM --corpus FOLDER     the files of FOLDER/real; ends with 77 where there are none
  digits_of_prose.py --gongkai PROGRAM FILE.pdf ...        these files; the share is told and not judged

Every run of digits that is not understood is listed with the words around it.
"""
import argparse
import collections
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SKIPPED = 77
LEAST = 0.995   # of all digits
AROUND = 24     # characters shown on either side


def runs_of_digits(program, pdf):
    """(digits, use, words around them) of every run; None where the file cannot be read."""
    done = subprocess.run([program, 'inspect', str(pdf), '--show', 'prose'], capture_output=True, check=False)
    if done.returncode != 0:
        return None
    out = []
    for paragraph in json.loads(done.stdout)['paragraphs']:
        if paragraph['kind'] == 'contents':
            continue
        text, covered = paragraph['text'], set()
        readable = any('一' <= c <= '鿿' for c in text)
        for d in paragraph['digits']:
            end = d['begin'] + len(d['text'])
            assert text[d['begin']:end] == d['text'], (pdf, d)
            # The program says that the figure of a statement is one; that there is a statement is seen here.
            use = 'lost' if d['use'] == 'statement' and 'statement' not in d else d['use']
            # A font with false codes: what looks like digits is some other character.
            use = 'unreadable' if use == 'unexplained' and not readable else use
            out.append((sum(c in '0123456789' for c in d['text']), use, around(text, d['begin'], end)))
            covered.update(range(d['begin'], end))
        out += [(1, 'overlooked', around(text, i, i + 1)) for i, c in enumerate(text) if c in '0123456789' and i not in covered]
    return out


def around(text, begin, end):
    return f'{text[max(0, begin - AROUND):begin]}[{text[begin:end]}]{text[end:end + AROUND]}'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongkai', required=True)
    parser.add_argument('--corpus', default='')
    parser.add_argument('files', nargs='*')
    args = parser.parse_args()
    files = args.files or sorted((Path(args.corpus) / 'real').glob('*.pdf')) if args.files or args.corpus else []
    if not files:
        print('SKIPPED: no corpus; set GONGKAI_CORPUS', file=sys.stderr)
        return SKIPPED
    with ThreadPoolExecutor(2) as pool:
        read = list(pool.map(lambda f: runs_of_digits(args.gongkai, f), files))
    counts = collections.Counter()
    for file, runs in zip(files, read):
        for digits, use, where in runs or []:
            counts[use] += digits
            if use in ('unexplained', 'lost', 'overlooked'):
                print(f'{Path(file).name}: {use}: {where}')
    total = sum(counts.values())
    understood = 1 - sum(counts[u] for u in ('unexplained', 'lost', 'overlooked')) / total if total else 1
    for use, count in counts.most_common():
        print(f'{use:16} {count:8} {count / total:8.4f}')
    print(f'{total} digits in {sum(r is not None for r in read)} files, {understood:.4f} of them understood')
    return 1 if not args.files and (total == 0 or understood < LEAST) else 0


if __name__ == '__main__':
    sys.exit(main())
