#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the PDFs that only the tests of the review page need: documents.py FOLDER

announced()     names a table that it does not have; for tests of the command line
conflict.pdf    one amount of a table is misprinted: three sums fail, and one value mends them all
markup.pdf      labels, title and text are HTML and scripts
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / 'samples'))

from maker.pdf import Pdf  # noqa: E402
from maker.tables import Table, draw  # noqa: E402

HEAD = [['科目编码', '科目名称', '合计', '基本支出', '项目支出']]
ROWS = [
    ['', '合计', '1,320.50', '1,000.20', '320.30'],
    ['208', '社会保障和就业支出', '1,110.40', '850.10', '260.30'],
    ['20801', '人力资源和社会保障管理事务', '960.30', '700.00', '260.30'],
    ['2080101', '行政运行', '700.00', '700.00', '0.00'],
    ['2080109', '社会保险经办机构', '260.30', '0.00', '260.30'],
    ['20805', '行政事业单位养老支出', '150.10', '150.10', '0.00'],
    ['2080505', '机关事业单位基本养老保险缴费支出', '150.10', '150.10', '0.00'],
    ['210', '卫生健康支出', '120.05', '90.05', '30.00'],
    ['21011', '行政事业单位医疗', '120.05', '90.05', '30.00'],
    ['2101101', '行政单位医疗', '120.05', '90.05', '30.00'],
    ['221', '住房保障支出', '90.05', '60.05', '30.00'],
    ['22102', '住房改革支出', '90.05', '60.05', '30.00'],
    ['2210201', '住房公积金', '90.05', '60.05', '30.00'],
]
WRONG = (2, 2, '906.30')  # of ROWS: row, column, what is printed instead of 960.30
MARKUP = ['<img src=x onerror=hacked()>', '</script><script>hacked()</script>', '"><svg onload=hacked()>', '<!--<script>hacked()', '&lt;b&gt;bold&amp;']


def table(rows, title='部门支出总体情况表'):
    return Table(title, HEAD + rows, [60, 190, 80, 80, 80], 'llrrr', number='表3')


def conflict():
    pdf = Pdf()
    pdf.page(595, 842).centre(297, 200, '青河县档案馆2024年部门预算公开', 18)
    rows = [list(r) for r in ROWS]
    rows[WRONG[0]][WRONG[1]] = WRONG[2]
    page = pdf.page(595, 842)
    draw(page, table(rows))
    page.text(70, 560, '一、支出预算情况说明', 12)
    page.text(70, 590, '2024年支出预算1,320.50万元，其中：基本支出1,000.20万元，项目支出320.30万元。', 11)
    return pdf


def announced():
    pdf = Pdf()
    pdf.page(595, 842).centre(297, 200, '青河县档案馆2024年部门预算公开', 18)
    page = pdf.page(595, 842)
    draw(page, table(ROWS))
    page.text(70, 560, '表4 部门收入总体情况表', 12)
    return pdf


def markup():
    pdf = Pdf()
    pdf.info = {'Title': MARKUP[1].encode(), 'Author': MARKUP[0].encode()}
    page = pdf.page(595, 842)
    rows = [list(r) for r in ROWS]
    for row, text in zip(rows[1:], MARKUP):
        row[1] = text
    draw(page, table(rows, '部门支出总体情况表' + MARKUP[0]))
    page.text(70, 560, '一、支出<script>hacked()</script>说明', 12)
    page.text(70, 590, f'支出预算1,320.50万元，{MARKUP[0]}比上年增加20.00万元。', 11)
    return pdf


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'conflict.pdf').write_bytes(conflict().write('conflict'))
    (folder / 'markup.pdf').write_bytes(markup().write('markup'))


if __name__ == '__main__':
    main()
