#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speed and memory, measured in one run against the bare pass and against pdftotext -bbox.

Runs the programs in turn over every PDF with a text layer and takes the CPU time (user and system) and the peak memory
of each process. Of several rounds the fastest counts, file by file: what is slower was disturbed. A ratio compares the same
files on the same machine in the same minute; absolute figures are for orientation only.

    bench.py [--build FOLDER] [--rounds N] [PDF or FOLDER...]     else $GONGKAI_CORPUS, else samples/
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WHOLE, PASS, PDFTOTEXT = 'gongkai extract', 'the bare pass', 'pdftotext -bbox'


class Cost:
    """Of one process: CPU seconds and peak memory in MB."""

    def __init__(self, cpu, memory):
        self.cpu, self.memory = cpu, memory


def run(command):
    """The cost of a process whose output goes nowhere, and its exit code."""
    with open(os.devnull, 'r+b') as nowhere:
        process = subprocess.Popen([str(c) for c in command], stdin=nowhere, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), process.returncode


def commands(programs, pdf):
    out = {WHOLE: [programs / 'gongkai', 'extract', pdf], PASS: [programs / 'pass_only', pdf]}
    if programs_has_pdftotext():
        out[PDFTOTEXT] = ['pdftotext', '-bbox', pdf, os.devnull]
    return out


def programs_has_pdftotext():
    return any(os.access(Path(p) / 'pdftotext', os.X_OK) for p in os.environ.get('PATH', '').split(os.pathsep))


def files_of(places):
    out = []
    for place in map(Path, places):
        out += sorted(p for p in place.rglob('*.pdf') if 'bad' not in p.parts) if place.is_dir() else [place]
    return out


def digital_pages(programs, pdf):
    """The number of pages of a file with a text layer, else 0. Asked in a process of its own: the kernel counts the memory
    of the one that starts a program as the program's too, so this one must stay small."""
    done = subprocess.run([sys.executable, '-c', COUNT_PAGES, str(programs / 'gongkai'), str(pdf)], capture_output=True)
    return int(done.stdout or 0)


COUNT_PAGES = '''
import json, subprocess, sys
done = subprocess.run([sys.argv[1], 'extract', sys.argv[2]], stdin=subprocess.DEVNULL, capture_output=True)
try:
    source = json.loads(done.stdout)['source']
except (ValueError, KeyError):
    source = {}
print(source.get('pages', 0) if done.returncode == 0 and source.get('text_layer') != 'scanned' else 0)
'''


def measure(programs, files, rounds):
    """{program: {file: Cost}}, the fastest of the rounds."""
    best = {}
    for _ in range(rounds):
        for pdf in files:
            for name, command in commands(programs, pdf).items():
                cost, code = run(command)
                if code != 0:
                    sys.exit(f'bench: {" ".join(map(str, command))} ended with {code}')
                before = best.setdefault(name, {}).get(pdf)
                if before is None or cost.cpu < before.cpu:
                    best[name][pdf] = cost
    return best


def report(best, pages):
    total = sum(pages.values())
    print(f'{len(pages)} files, {total} pages\n')
    print(f'{"":18}{"CPU s":>8}{"pages/s":>10}{"ms/page":>9}{"peak MB":>9}  most memory for')
    sums = {}
    for name, costs in best.items():
        cpu = sums[name] = sum(c.cpu for c in costs.values())
        hungriest = max(costs, key=lambda f: costs[f].memory)
        print(f'{name:18}{cpu:8.2f}{total / max(cpu, 1e-9):10.0f}{1000 * cpu / total:9.2f}{costs[hungriest].memory:9.1f}  '
              f'{hungriest.name} ({pages[hungriest]} pages)')
    print()
    for other, goal in ((PASS, '1.5'), (PDFTOTEXT, '1.0')):
        if other in sums:
            print(f'{WHOLE} / {other}: {sums[WHOLE] / max(sums[other], 1e-9):.2f}   (goal: at most {goal})')
        else:
            print(f'{other} is not installed (package poppler-utils): not compared')
    largest = max(pages, key=lambda f: f.stat().st_size)
    longest = max(pages, key=pages.get)
    for what, pdf in (('largest file', largest), ('most pages', longest)):
        memory = ', '.join(f'{name} {costs[pdf].memory:.1f} MB' for name, costs in best.items())
        print(f'{what}: {pdf.name}, {pages[pdf]} pages, {pdf.stat().st_size / 1e6:.1f} MB: {memory}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', type=Path, default=ROOT / 'build/release', help='the build whose bin/ is measured')
    parser.add_argument('--bin', type=Path, help='the folder of the programs (BUILD/bin)')
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--json', type=Path, help='write the figures of each file there')
    parser.add_argument('places', nargs='*', metavar='PDF')
    args = parser.parse_args()
    programs = args.bin or args.build / 'bin'
    for name in ('gongkai', 'pass_only'):
        if not (programs / name).is_file():
            sys.exit(f'bench: {programs / name} is missing; build it first (./dev bench does)')
    corpus = os.environ.get('GONGKAI_CORPUS')
    files = files_of(args.places or [corpus if corpus and Path(corpus).is_dir() else ROOT / 'samples'])
    pages = {f: n for f in files if (n := digital_pages(programs, f))}
    if not pages:
        sys.exit('bench: there is no PDF with a text layer')
    best = measure(programs, list(pages), args.rounds)
    report(best, pages)
    if args.json:
        figures = {n: {str(f): {'cpu': c.cpu, 'memory': c.memory, 'pages': pages[f]} for f, c in costs.items()} for n, costs in best.items()}
        args.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == '__main__':
    main()
