#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sample with truth through the program, compared field by field.

known_failures.txt names the samples that the program does not read rightly yet. The list may only shrink: one that
is read rightly must be struck off.

    tests/samples/samples_test.py [--gongkai PROGRAM] [NAME...]     only samples with one of these in their name
"""
import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compare import differences

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLES = ROOT / 'samples'
MOST_LINES = 25  # of differences shown of one sample
TIMEOUT = 60     # seconds


def samples_with_truth():
    """{name: (pdf, truth)}; the name is the path below samples/ without its ending."""
    out = {}
    for truth in sorted(SAMPLES.rglob('*.truth.json')):
        pdf = truth.with_name(truth.name.replace('.truth.json', '.pdf'))
        out[str(pdf.relative_to(SAMPLES).with_suffix(''))] = (pdf, truth)
    return out


def known_failures():
    lines = (HERE / 'known_failures.txt').read_text(encoding='utf-8').splitlines()
    return {line.split('#')[0].strip() for line in lines if line.split('#')[0].strip()}


def check(gongkai, pdf, truth):
    """The differences, or what went wrong, as lines."""
    try:
        run = subprocess.run([gongkai, 'extract', str(pdf)], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return [f'no end after {TIMEOUT} s']
    if run.returncode != 0:
        return [f'exit code {run.returncode}: {run.stderr.decode(errors="replace").strip()}']
    return differences(json.loads(truth.read_text(encoding='utf-8')), json.loads(run.stdout))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongkai', default=ROOT / 'build/release/bin/gongkai')
    parser.add_argument('names', nargs='*', metavar='NAME')
    args = parser.parse_args()

    samples = {n: s for n, s in samples_with_truth().items() if not args.names or any(x in n for x in args.names)}
    known = known_failures()
    bad = [f'known_failures.txt names {n}, which is no sample with truth' for n in sorted(known - set(samples_with_truth()))]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda s: check(args.gongkai, *s), samples.values()))
    for name, lines in zip(samples, results):
        if name in known and not lines:
            bad.append(f'{name} is read rightly now: strike it off known_failures.txt')
        elif lines and (name not in known or args.names):
            bad.append(f'{name}: {len(lines)} differences')
            bad += [f'    {line}' for line in lines[:MOST_LINES]]
    print('\n'.join(bad))
    wrong = sum(1 for lines in results if lines)
    print(f'{len(samples)} samples, {len(samples) - wrong} read rightly, {len(known & set(samples))} known failures')
    return 1 if bad or not samples else 0


if __name__ == '__main__':
    sys.exit(main())
