"""Traits of tables that run over pages."""
from . import tables
from .sample import trait
from .tables import LONG, Table, caption, draw

WIDTH, HEIGHT, SPLIT = 595, 420, 15


def second_page(s, titled=False, header=0, prefix='', table=LONG, first=SPLIT, height=HEIGHT):
    """The first page with caption and header, the second with as much of them as asked for."""
    draw(s.page(WIDTH, height), table.part(0, first), y=40)
    rest = table.part(first, len(table.rows), header)
    page = s.page(WIDTH, height)
    placed = draw(page, rest.but(title=prefix + table.title) if titled else rest, y=40, titled=titled)
    s.expect(table, 1, 2)
    return page, placed


trait('pages-header-repeated', 'the second page repeats the header')(lambda s: second_page(s, header=2))
trait('pages-header-once', 'the second page goes on without a header')(lambda s: second_page(s))
trait('pages-title-repeated', 'the second page repeats title, unit and header')(lambda s: second_page(s, titled=True, header=2))
trait('pages-continued-mark', 'the second page says 续表 and repeats the header')(
    lambda s: second_page(s, titled=True, header=2, prefix='续表：'))


@trait('pages-total-repeated', 'header and total row are repeated: the total counts once')
def total_repeated(s):
    table = LONG.but(rows=LONG.rows[:2] + LONG.rows[-1:] + LONG.rows[2:-1])
    second_page(s, header=3, table=table)


@trait('pages-other-widths', 'the columns of the second page have other widths, and there is no header')
def other_widths(s):
    draw(s.page(WIDTH, HEIGHT), LONG.part(0, SPLIT), y=40)
    draw(s.page(WIDTH, HEIGHT), LONG.part(SPLIT, len(LONG.rows)).but(widths=[85, 150, 90, 75, 80]), y=40, titled=False)
    s.expect(LONG, 1, 2)


@trait('pages-columns-beside', 'a sheet wider than the paper: the second page holds the columns right of those on the first, in the same rows')
def columns_beside(s):
    table, split = LONG.part(0, SPLIT), 2
    left, right = (table.but(rows=[row[a:b] for row in table.rows], widths=table.widths[a:b], aligns=table.aligns[a:b])
                   for a, b in ((0, split), (split, len(table.widths))))
    placed = draw(s.page(WIDTH, HEIGHT), left, y=40)
    draw(s.page(WIDTH, HEIGHT), right, y=placed.ys[0], titled=False)
    s.expect(table, 1, 2)


@trait('pages-row-split', 'the page break cuts a row of three lines')
def row_split(s):
    label = ['机关事业单位基本养', '老保险缴费支出（含', '以前年度清算缴费）']
    whole = LONG.with_text({(10, 1): '\n'.join(label), (11, 1): '机关事业单位职业年\n金缴费支出'})
    whole = whole.but(widths=[70, 100, 80, 80, 80], heights={11: 28})
    upper, lower = whole.part(0, 11), whole.part(10, len(whole.rows))
    draw(s.page(WIDTH, 340), upper.with_text({(10, 1): '\n'.join(label[:2])}).but(heights={10: 28}), y=40)
    draw(s.page(WIDTH, 340), lower.with_text({(0, 0): '', (0, 1): label[2], (0, 2): '', (0, 3): '', (0, 4): ''}).but(heights={0: 16, 1: 28}), y=40,
         titled=False)
    s.expect(whole, 1, 2)


@trait('pages-merged-cell-split', 'the page break cuts a cell over several rows, which prints its text again')
def merged_cell_split(s):
    names = ['档案数字化加工', '馆库设备更新', '档案抢救保护', '档案征集', '展览陈列', '安全监控']
    amounts = ['58.00', '42.30', '36.00', '18.00', '12.00', '12.00']
    table = lambda rows: Table('项目支出表', rows, [100, 220, 100], 'clr', kind='project_expenditure')
    header = [['项目类别', '项目名称', '金额']]
    group = lambda part: [[('特定目标类', len(part), 1) if i == 0 else None, name, amount] for i, (name, amount) in enumerate(part)]
    lines, total = list(zip(names, amounts)), [[('合计', 1, 2), None, '178.30']]
    draw(s.page(WIDTH, 220), table(header + group(lines[:4])), y=40)
    draw(s.page(WIDTH, 220), table(header + group(lines[4:]) + total), y=40, titled=False)
    s.expect(table(header + group(lines) + total), 1, 2)


@trait('pages-tail-only', 'the second page holds the last three rows, a note, and prose')
def tail_only(s):
    page, placed = second_page(s, first=len(LONG.rows) - 3, height=520)
    page.text(placed.xs[0], placed.bottom + 20, '注：本表按支出功能分类填列到项级科目。')
    page.text(placed.xs[0] + 24, placed.bottom + 60, '上述支出按照预算管理要求执行，按规定用途使用。', 12)
    s.tables[-1]['notes'] = ['注：本表按支出功能分类填列到项级科目。']


@trait('pages-running-header', 'three pages with a running header, its rule, and 第 1 页 共 3 页')
def running_header(s):
    parts = [LONG.part(0, 9), LONG.part(9, 17, 2), LONG.part(17, len(LONG.rows), 2)]
    for i, part in enumerate(parts):
        page = s.page(WIDTH, 300)
        page.centre(WIDTH / 2, 24, '青河县档案馆2025年部门预算')
        page.line(50, 30, WIDTH - 50, 30)
        draw(page, part, y=50, titled=i == 0)
        page.centre(WIDTH / 2, 285, f'第 {i + 1} 页 共 {len(parts)} 页')
    s.expect(LONG, 1, 2, 3)


@trait('pages-two-tables', 'a page with the tail of one table and the beginning of the next, both with five columns')
def two_tables(s):
    page, placed = second_page(s, first=18, height=460)
    table = tables.FLAT.but(title='部门支出总表', kind='expenditure')
    top = caption(page, table, placed.bottom + 30, placed.xs[0], placed.right)
    draw(page, table, y=top, titled=False)
    s.expect(table, 2)
