#!/usr/bin/env python3
"""Rewrites samples/traits: small PDFs of one trait each, their truth files, and the list of them. Standard library only.

The same bytes come out every time: a difference in `git status` after a run is a change of the scripts in samples/maker.
"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from maker import bad_files, caption_traits, long_traits, page_traits, ruling_traits, sample, text_traits  # noqa: E402, F401 (they register traits)

TRAITS = Path(__file__).resolve().parent / 'traits'


def make(name, about, draw):
    """Draws one sample and gives its files by name."""
    s = sample.Sample(name, about)
    draw(s)
    return {name + ending: data for ending, data in s.files()}


def listing():
    lines = ['# One trait a file', '', 'Written by `samples/make_samples.py`; do not edit.', '']
    for title, bad in (('Readable', False), ('Bad input', True)):
        lines += [f'## {title}', '', '| file | what it shows |', '| --- | --- |']
        lines += [f'| `{name}.pdf` | {about} |' for name, about, _ in sample.TRAITS if name.startswith('bad/') == bad]
        lines.append('')
    return '\n'.join(lines[:-1]) + '\n'


def main():
    files = {'README.md': listing().encode()}
    for entry in sample.TRAITS:
        files |= make(*entry)
    for old in [*TRAITS.glob('**/*.pdf'), *TRAITS.glob('**/*.truth.json')]:
        if str(old.relative_to(TRAITS)) not in files:
            old.unlink()
    for name, data in files.items():
        path = TRAITS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f'{len(sample.TRAITS)} samples, {sum(map(len, files.values())) / 1024:.0f} KB, in {TRAITS}')


if __name__ == '__main__':
    main()
