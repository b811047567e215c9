"""Traits of captions, units, notes and empty tables."""
from . import tables
from .sample import trait
from .tables import BALANCE, Table, draw

ENTITY = '青河县档案馆'


def numbered(s, number, right, table=BALANCE):
    """The table's number in a line of its own above the title."""
    page = s.page(595, 420)
    x0, x1 = 57.5, 537.5
    if right:
        page.right(x1, 40, number, 10)
    else:
        page.text(x0, 40, number, 10)
    draw(page, table, y=66)
    s.expect(table.but(number=number))


trait('caption-number-left', '表1 at the left above the title')(lambda s: numbered(s, '表1', right=False))
trait('caption-number-right', '公开01表 at the right, far from the title')(
    lambda s: numbered(s, '公开01表', right=True, table=BALANCE.but(title='收入支出决算总表')))
trait('caption-department-number', '部门公开表1 at the left above the title')(lambda s: numbered(s, '部门公开表1', right=False))


@trait('caption-number-in-title', 'the number stands behind the title: （预算表 1）')
def number_in_title(s):
    draw(s.page(595, 420), BALANCE.but(title='部门收支总表（预算表 1）'))
    s.expect(BALANCE.but(number='预算表1'))


@trait('unit-in-header', 'no unit line: the header cells say 预算数（万元）')
def unit_in_header(s):
    table = BALANCE.with_text({(1, 1): '预算数（万元）', (1, 3): '预算数（万元）'})
    draw(s.page(595, 420), table.but(unit=None))
    s.expect(table)


@trait('unit-in-title', 'title and unit in one line')
def unit_in_title(s):
    draw(s.page(595, 420), BALANCE.but(title='部门收支总表（单位：万元）', unit=None))
    s.expect(BALANCE)


@trait('unit-bare', 'the unit line says only 万元')
def unit_bare(s):
    page = s.page(595, 420)
    placed = draw(page, BALANCE.but(unit=None))
    page.right(placed.right, placed.ys[0] - 6, '万元')
    s.expect(BALANCE)


@trait('caption-in-ruled-rows', 'title and unit line are ruled rows on top of the table')
def caption_in_ruled_rows(s):
    page = s.page(595, 420)
    x, y, width = 57.5, 40, sum(BALANCE.widths)
    page.rectangle(x, y, width, 28, stroke=0.5)
    page.centre(x + width / 2, y + 19, BALANCE.title, 14)
    page.rectangle(x, y + 28, width, 18, stroke=0.5)
    page.right(x + width - 3, y + 41, '单位：万元')
    draw(page, BALANCE, y=y + 46, titled=False)
    s.expect(BALANCE)


NOTES = ['注：1. 本表反映部门本年度总收支情况。', '2. 因四舍五入，部分合计数与分项之和可能存在尾差。']


@trait('notes-below', 'notes of two lines below the table')
def notes_below(s):
    page = s.page(595, 420)
    placed = draw(page, BALANCE)
    for i, note in enumerate(NOTES):
        page.text(placed.xs[0] + 18 * i, placed.bottom + 16 + 14 * i, note)
    s.expect(BALANCE.but(notes=NOTES))


@trait('note-in-last-row', 'the note is the last row of the grid')
def note_in_last_row(s):
    note = '注：本表反映部门本年度总收支情况。'
    printed = BALANCE.but(rows=BALANCE.rows + [[(note, 1, 4), None, None, None]])
    draw(s.page(595, 420), printed)
    s.expect(BALANCE.but(notes=[note]))
    s.remarks.append('the note belongs to `notes`, not to `cells`')


@trait('note-underlined', 'words of the notes are underlined: the underlines are no rulings')
def note_underlined(s):
    page = s.page(595, 420)
    placed = draw(page, BALANCE)
    notes = [('注：本表反映', ENTITY, '本年度总收支情况，'), ('收入总计', '840.00万元', '，支出总计840.00万元，'), ('收支平衡', '无结转结余', '。')]
    for i, (before, word, after) in enumerate(notes):
        y = placed.bottom + 20 + 16 * i
        page.text(placed.xs[0], y, before + word + after)
        x = placed.xs[0] + page.text_width(before, 9)
        page.line(x, y + 2, x + page.text_width(word, 9), y + 2)
    s.expect(BALANCE.but(notes=[''.join(sum(notes, ()))]))


@trait('entity-line', '部门：XX at the left of the unit line')
def entity_line(s):
    draw(s.page(595, 420), BALANCE, entity=ENTITY)
    s.document['entity'] = ENTITY
    s.expect(BALANCE.but(entity=ENTITY))


@trait('column-numbers', 'a row of column numbers under the header (栏次 1 2 3) and a column of row numbers (行次): no amounts')
def column_numbers(s):
    table = Table('收入支出决算总表', [
        [('收入', 1, 3), None, None, ('支出', 1, 3), None, None], ['项目', '行次', '决算数', '项目', '行次', '决算数'],
        ['栏次', '', '1', '栏次', '', '2'],
        ['一、财政拨款收入', '1', '812.36', '一、一般公共服务支出', '5', '640.15'], ['二、事业收入', '2', '24.50', '二、社会保障和就业支出', '6', '137.71'],
        ['三、其他收入', '3', '3.14', '三、住房保障支出', '7', '62.14'], ['总计', '4', '840.00', '总计', '8', '840.00']],
        [120, 40, 80, 120, 40, 80], 'lcrlcr', header_rows=3, kind='receipts_and_expenditure')
    draw(s.page(595, 420), table)
    s.expect(table)


EMPTY = Table('政府性基金预算支出表', [
    [('科目编码', 1, 3), None, None, ('科目名称', 2, 1), ('政府性基金预算支出', 1, 3), None, None], ['类', '款', '项', None, '合计', '基本支出', '项目支出'],
] + [[''] * 7 for _ in range(4)], [34, 28, 28, 150, 80, 80, 80], 'cccl' + 'rrr', header_rows=2, kind='government_fund_expenditure')


@trait('empty-table', 'a blank grid and the sentence that says why')
def empty_table(s):
    page = s.page(595, 420)
    placed = draw(page, EMPTY)
    sentence = f'注：{ENTITY}2025年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出表为空表。'
    page.text(placed.xs[0], placed.bottom + 18, sentence)
    s.expect(EMPTY.but(empty=True, empty_statement=sentence))
    s.statements = [dict(section='government_fund', subject='政府性基金预算拨款安排的支出', measure='amount', value='0', unit=None, optional=True)]


@trait('zero-table', 'a total row of 0.00: not an empty table')
def zero_table(s):
    table = EMPTY.with_text({(2, 3): '合计', (2, 4): '0.00', (2, 5): '0.00', (2, 6): '0.00'})
    draw(s.page(595, 420), table)
    s.expect(table)
