#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file of the corpus through the whole program: no crash, no hang, a sound record, hardly any text lost.

Ends with 0, with 1 where a file fails, with 77 where there is no corpus.
"""
import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT = 120               # seconds a file
MOST_RESIDUE = 0.005        # of the glyphs on pages with tables
OUTSIDE = 2.5               # points by which a border may lie outside the page: left borders often do
SKIPPED = 77
FIGURE_WITH_BLANK = re.compile(r'^[-+]?[\d,]+[.\s][\d,.\s]*%?$')


def page_sizes(pdf):
    """{page: (width, height)} as a reader sees it, by pdfinfo; empty where that is not there."""
    try:
        run = subprocess.run(['pdfinfo', '-l', '99999', str(pdf)], capture_output=True, text=True, errors='replace')
    except OSError:
        return {}
    sizes, out = {}, {}
    for line in run.stdout.splitlines():
        if m := re.match(r'Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+)', line):
            sizes[int(m[1])] = (float(m[2]), float(m[3]))
        elif m := re.match(r'Page\s+(\d+) rot:\s+(\d+)', line):
            wide, high = sizes[int(m[1])]
            out[int(m[1])] = (high, wide) if int(m[2]) % 180 else (wide, high)
    return out


def box_faults(what, page, box, sizes):
    if not (len(box) == 4 and box[0] <= box[2] and box[1] <= box[3]):
        return [f'{what}: {box} is no box']
    if page in sizes:
        wide, high = sizes[page]
        if box[0] < -OUTSIDE or box[1] < -OUTSIDE or box[2] > wide + OUTSIDE or box[3] > high + OUTSIDE:
            return [f'{what}: {box} lies outside page {page} of {wide} x {high}']
    return []


def table_faults(table, sizes):
    out, owner = [], {}
    name, rows, cols = table['id'], table['rows'], table['cols']
    for cell in table['cells']:
        place = f'{name} row {cell["row"]} col {cell["col"]}'
        if cell['row'] < 0 or cell['col'] < 0 or cell['row'] + cell['rowspan'] > rows or cell['col'] + cell['colspan'] > cols \
                or cell['rowspan'] < 1 or cell['colspan'] < 1:
            out.append(f'{place}: the cell leaves the table of {rows} x {cols}')
            continue
        for r in range(cell['row'], cell['row'] + cell['rowspan']):
            for c in range(cell['col'], cell['col'] + cell['colspan']):
                if (r, c) in owner:
                    out.append(f'{place}: overlaps the cell at {owner[r, c]}')
                owner[r, c] = (cell['row'], cell['col'])
        if not cell['text'].strip():
            out.append(f'{place}: a cell without text')
        if FIGURE_WITH_BLANK.match(cell['text']) and re.search(r'\s', cell['text']):
            out.append(f'{place}: a blank within the figure "{cell["text"]}"')
        if cell['page'] not in table['pages']:
            out.append(f'{place}: on page {cell["page"]}, which is none of {table["pages"]}')
        out += box_faults(place, cell['page'], cell['bbox'], sizes)
    if table['pages'] != sorted(set(table['pages'])):
        out.append(f'{name}: pages {table["pages"]} do not rise')
    if not 0 <= table['header_rows'] <= rows or len(table['columns']) != cols:
        out.append(f'{name}: {table["header_rows"]} header rows, {len(table["columns"])} columns in {rows} x {cols}')
    return out


def record_faults(record, sizes):
    out = []
    for table in record['tables']:
        out += table_faults(table, sizes)
    ids = [t['id'] for t in record['tables']]
    if len(ids) != len(set(ids)):
        out.append('two tables have the same id')
    for r in record['residue']:
        out += box_faults(f'residue "{r["text"]}"', r['page'], r['bbox'], sizes)
    summary = record['summary']
    glyphs, residue = summary['glyphs_on_table_pages'], summary['residue_glyphs']
    if residue > MOST_RESIDUE * glyphs:
        texts = ', '.join(f'p{r["page"]} "{r["text"][:20]}"' for r in record['residue'][:12])
        out.append(f'residue {residue} of {glyphs} glyphs ({100 * residue / max(glyphs, 1):.2f} %): {texts}')
    return out


def check(gongkai, pdf):
    """(faults, record or None)"""
    try:
        run = subprocess.run([gongkai, 'extract', str(pdf)], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return [f'no end after {TIMEOUT} s'], None
    if run.returncode < 0:
        return [f'killed by signal {-run.returncode}: {run.stderr.decode(errors="replace")[-300:]}'], None
    try:
        record = json.loads(run.stdout)
    except ValueError as e:
        return [f'exit code {run.returncode}, no JSON: {e}'], None
    said = run.stderr.decode(errors='replace').splitlines()
    if run.returncode == 3 and record['warnings'] and len(said) == 1:
        return [], record  # a scan, or a file that cannot be read and says so
    if run.returncode != 0:
        return [f'exit code {run.returncode}: {said[:3]}'], record
    return record_faults(record, page_sizes(pdf)), record


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gongkai', default=ROOT / 'build/release/bin/gongkai')
    parser.add_argument('--corpus', default=os.environ.get('GONGKAI_CORPUS', ''))
    parser.add_argument('names', nargs='*', metavar='NAME', help='only files with one of these in their path')
    args = parser.parse_args()
    corpus = Path(args.corpus) if args.corpus else None
    if not corpus or not corpus.is_dir():
        print('SKIPPED: no corpus; GONGKAI_CORPUS=FOLDER names a folder of PDFs')
        return SKIPPED
    files = [p for p in sorted(corpus.rglob('*.pdf')) if not args.names or any(n in str(p) for n in args.names)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = list(pool.map(lambda p: check(args.gongkai, p), files))
    bad = tables = glyphs = residue = unread = 0
    for pdf, (faults, record) in zip(files, results):
        if record and 'summary' in record:
            tables += record['summary']['tables']
            glyphs += record['summary']['glyphs_on_table_pages']
            residue += record['summary']['residue_glyphs']
        unread += bool(record) and (record['source'].get('text_layer') in (None, 'scanned'))
        if faults:
            bad += 1
            print(f'FAIL {pdf.relative_to(corpus)}')
            print('\n'.join(f'       {f}' for f in faults[:12]) + (f'\n       and {len(faults) - 12} more' if len(faults) > 12 else ''))
    print(f'{len(files)} files, {bad} bad, {unread} without text to read; {tables} tables; '
          f'residue {residue} of {glyphs} glyphs ({100 * residue / max(glyphs, 1):.3f} %)')
    return 1 if bad or not files else 0


if __name__ == '__main__':
    sys.exit(main())
