#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What building a data set costs: time with one worker and with two, processor time of the parent and of its workers, memory,
disk, and a second run on an unchanged folder.

    bench_dataset.py [--gongkai PROGRAM] [--files N] [PDF or FOLDER...]     else $GONGKAI_CORPUS, else samples/

The files are taken again and again, with bytes after their end that make them others, until there are N. On a machine that
does other things at the same time only the processor times mean something: they are what the estimate of two workers against one
is made from, beside the clock.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def cpu_of(pid):
    """Processor seconds of a process alone, without its children."""
    try:
        fields = Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


class Build:
    """One run: seconds by the clock, processor seconds of the parent and of all, megabytes of the hungriest process."""

    def __init__(self, program, folder, data_set, jobs):
        begin, before, self.parent = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN), 0.0
        process = subprocess.Popen([str(program), 'build', str(folder), '-o', str(data_set), '--jobs', str(jobs)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while process.poll() is None:
            self.parent = max(self.parent, cpu_of(process.pid))
            time.sleep(0.02)
        self.talk = process.communicate()[1].decode()
        if process.returncode not in (0, 1):
            sys.exit(f'bench: ended with {process.returncode}: {self.talk}')
        self.clock = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.memory = after.ru_maxrss / 1024

    def __str__(self):
        return (f'{self.clock:8.2f} s by the clock, {self.cpu:8.2f} s of processor ({self.parent:.2f} s the parent), '
                f'{self.memory:.0f} MB at most')


def fill(folder, files, wanted):
    for i in range(wanted):
        source = files[i % len(files)]
        (folder / f'{i:06}.pdf').write_bytes(source.read_bytes() + (f'\n%{i}'.encode() if i >= len(files) else b''))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongkai', type=Path, default=ROOT / 'build/release/bin/gongkai')
    parser.add_argument('--files', type=int, default=500)
    parser.add_argument('places', nargs='*', metavar='PDF')
    args = parser.parse_args()
    places = [Path(p) for p in args.places or [os.environ.get('GONGKAI_CORPUS') or ROOT / 'samples']]
    files = [f for p in places for f in (sorted(p.rglob('*.pdf')) if p.is_dir() else [p])]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / 'in'
        folder.mkdir()
        fill(folder, files, args.files)
        size = sum(f.stat().st_size for f in folder.iterdir())
        one = Build(args.gongkai, folder, Path(temporary) / 'one', 1)
        two = Build(args.gongkai, folder, Path(temporary) / 'two', 2)
        again = Build(args.gongkai, folder, Path(temporary) / 'two', 2)
        disk = (Path(temporary) / 'two').stat().st_size
        print(f'{args.files} files, {size / 1e6:.0f} MB; the data set has {disk / 1e6:.1f} MB')
        print(f'one worker   {one}\ntwo workers  {two}\nsecond run   {again}')
        workers = one.cpu - one.parent
        print(f'two workers / one: {two.clock / one.clock:.2f} by the clock; '
              f'{max((workers + one.parent) / 2, one.parent) / max(workers, one.parent):.2f} by processor time on two free cores   (goal: at most 0.6)')
        print(f'second run / first: {100 * again.clock / two.clock:.2f} % by the clock, {100 * again.cpu / two.cpu:.2f} % of processor time   (goal: under 2 %)')
        print(two.talk.splitlines()[0])


if __name__ == '__main__':
    main()
