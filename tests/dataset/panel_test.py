# SPDX-License-Identifier: GPL-3.0-or-later
"""gongkai reconcile over whole PDFs: names that change, units that differ, budgets and accounts, a department and its units."""

import sys
import unittest

from data_set import DONE, ROOT, DataSetCase, Run

sys.path.insert(0, str(ROOT / 'samples'))

from maker.pdf import Pdf  # noqa: E402
from maker.tables import Table, draw  # noqa: E402

CODES = [['2012601', '行政运行'], ['2012604', '档案馆'], ['2080505', '机关事业单位基本养老保险缴费支出'], ['2210201', '住房公积金']]
WIDTHS = [70, 180, 85, 85, 85]


def wan(value):
    return f'{value:,.2f}'


def yuan(value):
    return f'{value * 10000:,.2f}'


def document(cover, title, head, rows, unit, widths=None):
    pdf = Pdf()
    pdf.page(595, 842).centre(297, 200, cover, 18)
    widths = widths or WIDTHS[:len(head)]
    draw(pdf.page(595, 842), Table(title, [head] + rows, widths, ''.join('r' if h.endswith(('数', '合计', '支出')) else 'l' for h in head), unit=unit, number='表1'))
    return pdf.write(cover)


def rows_of(columns, form):
    return [['', '合计'] + [form(sum(c)) for c in columns]] + [[*code, *(form(c[i]) for c in columns)] for i, code in enumerate(CODES)]


def budget(entity, year, now, before=None, form=wan, unit='万元', called=None):
    head = ['科目编码', '科目名称'] + ([called or f'{year - 1}年预算数'] if before else []) + [f'{year}年预算数']
    return document(f'{entity}{year}年部门预算公开', '一般公共预算支出情况表', head, rows_of(([before] if before else []) + [now], form), unit)


def accounts(entity, year, budgeted, adjusted, spent):
    head = ['科目编码', '科目名称', '年初预算数', '调整预算数', '决算数']
    return document(f'{entity}{year}年度部门决算公开', '一般公共预算财政拨款支出决算表', head, rows_of([budgeted, adjusted, spent], yuan), '元')


def unit_budget(name, total, basic, project, form=yuan, unit='元'):
    head = ['科目编码', '科目名称', '合计', '基本支出', '项目支出']
    amounts = [form(v) for v in (total, basic, project)]
    return document(f'{name}2024年单位预算公开', '单位支出总体情况表', head, [['', '合计', *amounts], ['2050204', '高中教育', *amounts]], unit)


OF_2023, OF_2024, SPENT = [700.00, 260.30, 150.10, 90.05], [720.00, 265.00, 150.10, 88.00], [712.35, 251.07, 150.10, 90.05]


class Panels(DataSetCase):
    def reconcile(self, files):
        """[(rule, status, file, name, printed, expected)]"""
        for name, content in files.items():
            (self.folder / f'{name}.pdf').write_bytes(content)
        self.build(self.folder)
        self.assertEqual(DONE, Run('reconcile', str(self.data_set)).code)
        self.assert_sound()
        return self.ask("SELECT rule, status, replace(replace(d.file, ?, ''), '.pdf', ''), p.name, printed, expected FROM panel_checks p JOIN documents d USING (document)",
                        f'{self.folder}/')

    def statuses(self, found):
        return sorted((rule, file, status) for rule, status, file, *_ in found)

    def values(self, found, wanted='fail'):
        return sorted((name, printed, expected) for _, status, _, name, printed, expected in found if status == wanted)

    def test_years_under_other_names_and_in_other_units(self):
        wrong = [700.00, 260.30, 151.10, 90.05]
        for called in ('2023年预算数', '上年预算数'):
            found = self.reconcile({'b23': budget('青河县档案馆', 2023, OF_2023),
                                    'b24': budget('阿勒泰地区青河县档案馆（本级）', 2024, OF_2024, wrong, yuan, '元', called)})
            self.assertEqual([('prior_year', 'b24', 'fail')] * 2 + [('prior_year', 'b24', 'pass')] * 3, self.statuses(found), called)
            self.assertEqual([('合计', '12014500.00', '12004500.00'), ('机关事业单位基本养老保险缴费支出', '1511000.00', '1501000.00')], self.values(found))

    def test_what_is_rounded_by_another_unit_is_no_contradiction(self):
        exact = [700.001234, 260.304999, 150.105001, 90.05]
        found = self.reconcile({'b23': budget('青河县档案馆', 2023, exact, form=yuan, unit='元'),
                                'b24': budget('青河县档案馆', 2024, OF_2024, OF_2023)})
        # 150.105001 is printed as 150.11, not as 150.10; of the sums likewise 1200.46, not 1200.45.
        self.assertEqual({'机关事业单位基本养老保险缴费支出', '合计'}, {name for name, _, _ in self.values(found)})
        self.assertEqual({'行政运行', '档案馆'}, {name for name, _, _ in self.values(found, 'rounding')})

    def test_the_budget_in_the_accounts_is_the_first_not_the_adjusted_one(self):
        found = self.reconcile({'b23': budget('青河县档案馆', 2023, OF_2023), 'f23': accounts('青河县档案馆', 2023, OF_2023, SPENT, SPENT)})
        self.assertEqual([('budget_in_final_accounts', 'f23', 'pass')] * 5, self.statuses(found))
        wrong = [700.00, 260.30, 150.10, 90.50]
        found = self.reconcile({'f23': accounts('青河县档案馆', 2023, wrong, SPENT, SPENT)})
        self.assertEqual([('住房公积金', '905000.00', '900500.00'), ('合计', '12009000.00', '12004500.00')], self.values(found))

    def test_a_department_and_its_units(self):
        rows = [['合计', '3,000.50', '2,500.20', '500.30'], ['青河县教育局（本级）', '1,000.10', '800.00', '200.10'],
                ['青河县第一中学', '1,200.40', '1,000.20', '200.20'], ['青河县幼儿园', '800.00', '700.00', '100.00']]
        department = document('青河县教育局2024年部门预算公开', '部门支出总体情况表', ['单位名称', '合计', '基本支出', '项目支出'], rows, '万元', [200, 90, 90, 90])
        found = self.reconcile({'department': department, 'itself': unit_budget('青河县教育局（本级）', 1000.10, 800.00, 200.10),
                                'school': unit_budget('阿勒泰地区青河县第一中学', 1200.40, 1000.20, 200.20, wan, '万元'),
                                'kindergarten': unit_budget('青河县幼儿园', 810.00, 700.00, 110.00),
                                # Of the same name, in another county.
                                'other': unit_budget('富蕴县第一中学', 1.00, 1.00, 0.00)})
        self.assertEqual([('unit_of_department', 'department', 'fail')] * 2 + [('unit_of_department', 'department', 'pass')] * 7, self.statuses(found))
        self.assertEqual([('青河县幼儿园', '100.00', '110.00'), ('青河县幼儿园', '800.00', '810.00')], self.values(found))

    def test_what_is_not_the_same_is_not_compared(self):
        found = self.reconcile({'b23': budget('青河县档案局', 2023, OF_2023), 'b24': budget('青河县档案馆', 2024, OF_2024, SPENT),
                                'elsewhere': budget('富蕴县档案馆', 2023, OF_2023), 'older': budget('青河县档案馆', 2022, OF_2023),
                                'accounts': accounts('青河县档案馆', 2021, SPENT, SPENT, SPENT)})
        self.assertEqual([], found)


if __name__ == '__main__':
    unittest.main()
