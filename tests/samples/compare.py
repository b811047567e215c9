# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what the program says of a document's tables with the truth, field by field.

Texts are compared without white space, but otherwise as they stand: the truth of the samples is written in the
normal form that the program promises.
"""
import re
from collections import Counter

# What is compared of a table besides its cells. A field that the truth lacks, or a null `pages`, is not asked for.
FIELDS = ('number', 'title', 'unit', 'entity', 'pages', 'rows', 'cols', 'header_rows', 'empty', 'empty_statement', 'notes')
TEXT_FIELDS = ('number', 'title', 'unit', 'entity', 'empty_statement')


def squeezed(text):
    return re.sub(r'\s+', '', text) if isinstance(text, str) else text


def cells_of(table):
    """{(row, col): (rowspan, colspan, text)}, from either form; and the places that stand there twice."""
    out, twice = {}, []
    for c in table['cells']:
        row, col, rowspan, colspan, text = c if isinstance(c, list) else (c['row'], c['col'], c['rowspan'], c['colspan'], c['text'])
        if (row, col) in out:
            twice.append((row, col))
        out[(row, col)] = (rowspan, colspan, squeezed(text))
    return out, twice


def alike(truth, found):
    """0 to 1: the share of cell texts that both tables have."""
    a, b = (Counter(c[2] for c in cells_of(t)[0].values()) for t in (truth, found))
    either = sum((a | b).values())
    return sum((a & b).values()) / either if either else 1.0


def pairs_of(truths, founds):
    """[(truth or None, found or None)] in the order of the truth, what was found besides at the end."""
    ranked = sorted(((alike(t, f), -abs(i - k), i, k) for i, t in enumerate(truths) for k, f in enumerate(founds)), reverse=True)
    partner, taken = {}, set()
    for likeness, _, i, k in ranked:
        if likeness > 0.3 and i not in partner and k not in taken:
            partner[i] = k
            taken.add(k)
    out = [(t, founds[partner[i]] if i in partner else None) for i, t in enumerate(truths)]
    return out + [(None, f) for k, f in enumerate(founds) if k not in taken]


def show(cell):
    rowspan, colspan, text = cell
    return f'"{text}"' + ('' if (rowspan, colspan) == (1, 1) else f' over {rowspan}x{colspan}')


def cell_differences(truth, found):
    """One line a place that differs, in reading order."""
    want, _ = cells_of(truth)
    have, twice = cells_of(found)
    out = [f'row {r} col {c}: two cells begin here' for r, c in twice]
    for place in sorted(set(want) | set(have)):
        a, b = want.get(place), have.get(place)
        if a == b:
            continue
        where = f'row {place[0]} col {place[1]}:'
        if b is None:
            out.append(f'{where} missing  {show(a)}')
        elif a is None:
            out.append(f'{where} too much {show(b)}')
        else:
            out.append(f'{where} expected {show(a)}, found {show(b)}')
    return out


def field_differences(truth, found):
    out = []
    for field in FIELDS:
        if field not in truth or (field == 'pages' and truth[field] is None):
            continue
        a, b = truth[field], found.get(field)
        if field in TEXT_FIELDS:
            a, b = squeezed(a), squeezed(b)
        elif field == 'notes':
            a, b = ([squeezed(n) for n in notes or []] for notes in (a, b))
        if a != b:
            out.append(f'{field}: expected {a!r}, found {b!r}')
    return out


def name_of(table):
    return table.get('title') or table.get('number') or (table['cells'] and str(table['cells'][0])) or 'a table without text'


def differences(truth, found):
    """One line a difference between two documents; empty where there is none."""
    out = []
    for t, f in pairs_of(truth['tables'], found['tables']):
        if f is None:
            out.append(f'{name_of(t)}: the table was not found')
        elif t is None:
            out.append(f'{name_of(f)} (page {f["pages"][0]}): there is no such table')
        else:
            out += [f'{name_of(t)}: {line}' for line in field_differences(t, f) + cell_differences(t, f)]
    return out
