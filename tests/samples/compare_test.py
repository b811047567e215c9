#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The comparison itself: it finds each kind of difference, and none where there is none."""
import copy
import unittest

from compare import differences

TRUTH = {'tables': [
    {'number': '表1', 'title': '收支总表', 'unit': '万元', 'pages': [1], 'rows': 3, 'cols': 2, 'header_rows': 1, 'empty': False,
     'empty_statement': None, 'cells': [[0, 0, 1, 1, '项目'], [0, 1, 1, 1, '金额'], [1, 0, 2, 1, '教育支出'], [1, 1, 1, 1, '1.00']]},
    {'number': None, 'title': '收入总表', 'unit': '元', 'pages': None, 'rows': 2, 'cols': 2, 'header_rows': 1, 'empty': True,
     'empty_statement': None, 'cells': [[0, 0, 1, 1, '科目'], [0, 1, 1, 1, '合计']]},
]}


def found():
    """The truth, in the form in which the program gives it."""
    out = copy.deepcopy(TRUTH)
    for t in out['tables']:
        t['cells'] = [dict(zip(('row', 'col', 'rowspan', 'colspan', 'text'), c)) for c in t['cells']]
        t['pages'] = t['pages'] or [2]
        t['notes'] = []
    return out


class Comparison(unittest.TestCase):
    def setUp(self):
        self.found = found()
        self.table = self.found['tables'][0]

    def expect(self, *lines):
        self.assertEqual(list(lines), differences(TRUTH, self.found))

    def test_the_same(self):
        self.expect()

    def test_white_space_does_not_count(self):
        self.table['cells'][0]['text'] = '项 目'
        self.expect()

    def test_a_field(self):
        self.table['unit'] = None
        self.expect("收支总表: unit: expected '万元', found None")

    def test_a_text(self):
        self.table['cells'][3]['text'] = '1.0'
        self.expect('收支总表: row 1 col 1: expected "1.00", found "1.0"')

    def test_a_span(self):
        self.table['cells'][2]['rowspan'] = 1
        self.expect('收支总表: row 1 col 0: expected "教育支出" over 2x1, found "教育支出"')

    def test_a_cell_that_moved(self):
        self.table['cells'][3]['row'] = 2
        self.expect('收支总表: row 1 col 1: missing  "1.00"', '收支总表: row 2 col 1: too much "1.00"')

    def test_two_cells_in_one_place(self):
        self.table['cells'].append(dict(self.table['cells'][3]))
        self.expect('收支总表: row 1 col 1: two cells begin here')

    def test_a_table_too_few_and_one_too_many(self):
        self.table['cells'] = [{'row': 0, 'col': 0, 'rowspan': 1, 'colspan': 1, 'text': '图'}]
        self.table['title'] = '图'
        self.expect('收支总表: the table was not found', '图 (page 1): there is no such table')

    def test_tables_in_another_order(self):
        self.found['tables'].reverse()
        self.expect()


if __name__ == '__main__':
    unittest.main()
