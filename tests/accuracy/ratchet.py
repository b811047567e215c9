#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accuracy is a ratchet: it may rise, it may not fall.

Runs gongkai over every PDF of the corpus that has a truth file, lets the corpus's scorer compare, and holds the
result against baseline.json, which lies beside this script and is written by --accept alone.

The baseline holds counts (right, found, true), not shares: totals are recomputed over the documents that both
sides know, so a corpus that grew or shrank doesn't move them.

Ends with 0 (no worse), 1 (worse, or nothing to compare with), 2 (could not run), 77 (skipped: no corpus or no scorer).
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS = ('seed', 'generated', 'real')

# What is held. A later stage of the program adds its measures here.
MEASURES = ('tables', 'table_unit', 'table_empty', 'table_header_rows', 'table_number', 'table_title', 'cells', 'numeric_cells')
# Of one document only the cells are held: its other measures rest on a handful of tables, where one is a landslide.
DOCUMENT_MEASURES = ('cells',)
TOTAL_MAY_DROP = 0.0005
DOCUMENT_MAY_DROP = 0.002
ROUNDING = 1e-9  # of the floats in between
SKIPPED = 77

RAISE_HINT = 'baseline can be raised: run tests/accuracy/ratchet.py --accept'


def f1(counts):
    """The F1 of [right, found, true]; 1 where there was nothing to find and nothing was found."""
    right, found, true = counts
    return 2 * right / (found + true) if found + true else 1.0


def totals(documents, names):
    """The counts of each measure, summed over the documents named."""
    out = {}
    for measure in MEASURES:
        rows = [documents[n][measure] for n in names if measure in documents[n]]
        if rows:
            out[measure] = [sum(column) for column in zip(*rows)]
    return out


def counts_of(scores):
    """What the scorer wrote, reduced to counts: {document: {measure: [right, found, true]}}."""
    return {name: {m: [row[m][k] for k in ('hit', 'pred', 'true')] for m in MEASURES if m in row}
            for name, row in sorted(scores['documents'].items())}


def compare(now, before):
    """(failures, notes), both lists of lines. `now` and `before` are as counts_of() gives them."""
    failures, notes = [], []
    shared = [n for n in now if n in before]
    for names, text in (([n for n in now if n not in before], 'not in the baseline'),
                        ([n for n in before if n not in now], 'in the baseline but not in the corpus')):
        if names:
            notes.append(f'{text}: {", ".join(names)}')

    rose = False
    total_now, total_before = totals(now, shared), totals(before, shared)
    for measure, counts in total_before.items():
        new, old = f1(total_now.get(measure, [0, 0, counts[2]])), f1(counts)
        if old - new > TOTAL_MAY_DROP + ROUNDING:
            failures.append(f'total {measure} fell from {old:.5f} to {new:.5f}')
        rose = rose or new > old
    for name in shared:
        for measure in DOCUMENT_MEASURES:
            if measure not in before[name]:
                continue
            counts = before[name][measure]
            got = now[name].get(measure, [0, 0, counts[2]])
            if f1(counts) - f1(got) > DOCUMENT_MAY_DROP + ROUNDING:
                changed = '' if got[2] == counts[2] else ' (its truth changed, too)'
                failures.append(f'{name}: {measure} fell from {f1(counts):.5f} to {f1(got):.5f}{changed}')
            rose = rose or f1(got) > f1(counts)
    if rose and not failures:
        notes.append(RAISE_HINT)
    return failures, notes


def score(gongkai, scorer, corpus, json_out, jobs):
    """Runs the scorer; returns counts, or ends the script where the scorer fails."""
    folders = [str(corpus / f) for f in FOLDERS if (corpus / f).is_dir()]
    run = subprocess.run([sys.executable, str(scorer), '--run', f"'{gongkai}' extract {{}}", '--digital', '--json', str(json_out),
                          '--jobs', str(jobs)] + folders, stdin=subprocess.DEVNULL)
    if run.returncode != 0:
        sys.exit(2)
    return counts_of(json.loads(Path(json_out).read_text(encoding='utf-8')))


def write_baseline(path, documents):
    """One document a line, so that a change shows in a diff as what it is."""
    lines = [f'  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}' for name, row in sorted(documents.items())]
    path.write_text('{\n' + ',\n'.join(lines) + '\n}\n', encoding='utf-8')


def skip(reason):
    print(f'SKIPPED: {reason}')
    sys.exit(SKIPPED)


def arguments():
    corpus = os.environ.get('GONGKAI_CORPUS')
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongkai', type=Path, default=ROOT / 'build/release/bin/gongkai', help='the program (build/release/bin/gongkai)')
    parser.add_argument('--corpus', type=Path, default=corpus and Path(corpus), help='folder of PDFs with truth ($GONGKAI_CORPUS)')
    parser.add_argument('--scorer', type=Path, help='score.py (bench/score.py beside the corpus)')
    parser.add_argument('--baseline', type=Path, default=HERE / 'baseline.json')
    parser.add_argument('--json', help="where the scorer's figures go")
    parser.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
    parser.add_argument('--accept', action='store_true', help='write what was measured to the baseline')
    return parser.parse_args()


def main():
    args = arguments()
    if not args.corpus or not args.corpus.is_dir():
        skip('there is no corpus; GONGKAI_CORPUS=FOLDER names one')
    scorer = args.scorer or args.corpus / '../bench/score.py'
    if not scorer.is_file():
        skip(f'there is no scorer at {scorer}')
    if not args.gongkai.is_file():
        sys.exit(f'{args.gongkai} is not built: run ./dev run version')
    with tempfile.TemporaryDirectory() as scratch:
        now = score(args.gongkai.resolve(), scorer, args.corpus, args.json or os.path.join(scratch, 'scores.json'), args.jobs)

    for measure, counts in totals(now, list(now)).items():
        print(f'{measure:18} {f1(counts):.5f}   {counts[0]} right of {counts[2]}, {counts[1]} found')
    if args.accept:
        write_baseline(args.baseline, now)
        print(f'accepted: {len(now)} documents in {args.baseline}')
        return
    if not args.baseline.is_file():
        print('FAILED: there is no baseline yet: run tests/accuracy/ratchet.py --accept')
        sys.exit(1)
    failures, notes = compare(now, json.loads(args.baseline.read_text(encoding='utf-8')))
    for line in notes:
        print('note: ' + line)
    for line in failures:
        print('WORSE: ' + line)
    sys.exit(bool(failures))


if __name__ == '__main__':
    main()
