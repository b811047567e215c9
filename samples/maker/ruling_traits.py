"""Traits of rulings and of the place of tables on a page."""
from . import tables
from .sample import trait
from .tables import BALANCE, FLAT, SPANS, VISITS, draw

RULED = {
    'rulings-strokes': ('rulings are strokes', tables.strokes),
    'rulings-thin-rectangles': ('rulings are thin filled rectangles', tables.thin_rectangles),
    'rulings-both': ('each ruling is a thin filled rectangle and a stroke 0.1 pt beside it', tables.rectangles_and_strokes),
    'rulings-cell-frames': ('each cell is framed by itself, so that inner edges stand twice', tables.cell_frames),
    'rulings-dashed': ('dashed strokes', tables.dashed),
    'rulings-dotted': ('rows of tiny squares', tables.dotted),
    'rulings-double': ('double lines 2 pt apart', tables.double),
    'rulings-broken': ('gaps of 1 pt in the lines and at their crossings', tables.broken),
    'rulings-overshooting': ('lines run 2 pt over their crossings', tables.overshooting),
    'rulings-slanted': ('the grid is turned by 0.3 degrees', tables.slanted),
    'shading-only': ('no lines: grey cells with white gaps', tables.shading),
}


def ruled(s, rulings):
    draw(s.page(595, 420), BALANCE, rulings=rulings)
    s.expect(BALANCE)


for name, (about, rulings) in RULED.items():
    trait(name, about)(lambda s, rulings=rulings: ruled(s, rulings))


def sparsely_ruled(s, rulings):
    draw(s.page(595, 420), FLAT, rulings=rulings)
    s.expect(FLAT)


trait('horizontal-only', 'only horizontal rulings')(lambda s: sparsely_ruled(s, tables.horizontal_only))
trait('three-line', 'three horizontal lines: above and below the header, and at the end')(lambda s: sparsely_ruled(s, tables.three_lines))
trait('no-rulings', 'no rulings at all')(lambda s: sparsely_ruled(s, tables.nothing))


@trait('horizontal-only-blank-rows', 'only horizontal rulings, drawn cell by cell: blank rows, wrapped labels, and codes at the right of wide columns')
def horizontal_only_blank_rows(s):
    table = tables.Table('政府性基金预算支出表', [
        ['类', '款', '科目名称', '预算数'],
        ['212', '', '城乡社区支出', '120.00'],
        ['212', '08', '国有土地使用权出让\n收入安排的支出', '100.00'],
        ['212', '10', '国有土地收益基金\n安排的支出', '20.00'],
        ['', '', '', ''], ['', '', '', ''],
        ['229', '', '其他支出', '6.00'],
        ['229', '60', '彩票公益金安排的支出', '6.00'],
        ['', '', '', ''],
        ['', '', '合计', '126.00']], [100, 100, 130, 90], 'rrlr', kind='government_fund_expenditure', heights={2: 30, 3: 30})

    def by_cells(canvas, placed):
        for y in placed.ys:
            for x0, x1 in zip(placed.xs, placed.xs[1:]):
                canvas.line(x0, y, x1, y)
    draw(s.page(595, 520), table, rulings=by_cells)
    s.expect(table)


@trait('no-rulings-gap', 'no rulings, and the total stands far below the items: blank rows that nothing shows')
def no_rulings_gap(s):
    draw(s.page(595, 420), BALANCE.but(heights={6: 180}), rulings=tables.nothing)
    s.expect(BALANCE)


@trait('spans', 'a header with a span over columns and spans over rows, shown by missing edges')
def spans(s):
    draw(s.page(595, 560), SPANS)
    s.expect(SPANS)


@trait('spans-body', 'spans in the body: a group name over several rows, a total two columns wide')
def spans_body(s):
    table = tables.Table('项目支出表', [
        ['项目类别', '项目名称', '金额'],
        [('特定目标类', 3, 1), '档案数字化加工', '58.00'], [None, '馆库设备更新', '42.30'], [None, '档案抢救保护', '36.00'],
        [('运转类', 2, 1), '物业管理', '24.00'], [None, '网络维护', '18.00'],
        [('合计', 1, 2), None, '178.30']], [120, 220, 100], 'clr', kind='project_expenditure')
    draw(s.page(595, 420), table)
    s.expect(table)


@trait('nested-border', 'a frame 3 pt outside the table')
def nested_border(s):
    page = s.page(595, 420)
    placed = draw(page, BALANCE)
    page.rectangle(placed.xs[0] - 3, placed.ys[0] - 3, placed.right - placed.xs[0] + 6, placed.bottom - placed.ys[0] + 6, stroke=0.8)
    s.expect(BALANCE)


@trait('page-frame', 'a frame at the edge of the page round everything')
def page_frame(s):
    page = s.page(595, 420)
    page.rectangle(18, 18, page.width - 36, page.height - 36, stroke=1)
    draw(page, BALANCE)
    s.expect(BALANCE)


@trait('border-outside-page', "the table's left border lies outside the page")
def border_outside_page(s):
    page = s.page(478, 420)
    page.centre(239, 60, BALANCE.title, 14)
    page.right(470, 80, '单位：万元')
    draw(page, BALANCE, x=-2, y=88, titled=False)
    s.expect(BALANCE)


RECEIPTS = tables.Table('部门收入总表', [
    ['项目', '预算数'], ['一般公共预算拨款', '812.36'], ['事业收入', '24.50'], ['其他收入', '3.14'], ['合计', '840.00']],
    [150, 80], 'lr', kind='receipts')
EXPENDITURE = tables.Table('部门支出总表', [
    ['项目', '预算数'], ['基本支出', '661.70'], ['项目支出', '178.30'], ['合计', '840.00']], [150, 80], 'lr', kind='expenditure')


@trait('side-by-side', 'two tables side by side')
def side_by_side(s):
    page = s.page(595, 420)
    for x, table in ((50, RECEIPTS), (315, EXPENDITURE)):
        draw(page, table, x=x)
        s.expect(table)


@trait('several-on-a-page', 'three tables, one below the other')
def several_on_a_page(s):
    page, y = s.page(), 60
    for table in (RECEIPTS, EXPENDITURE, VISITS):
        y = draw(page, table, y=y).bottom + 40
        s.expect(table)


@trait('several-close', 'two tables that only their titles part, of the same width')
def several_close(s):
    page = s.page(595, 420)
    for table, y in ((RECEIPTS, 50), (EXPENDITURE, 196)):
        draw(page, table, y=y)
        s.expect(table)


@trait('bar-chart', 'a bar chart with a frame and grid lines above the table: no table')
def bar_chart(s):
    page = s.page(595, 560)
    page.centre(297, 60, '图1 支出结构（万元）', 12)
    page.rectangle(100, 75, 400, 150, stroke=0.5)
    for k in range(6):
        page.line(100, 225 - 30 * k, 500, 225 - 30 * k, 0.25)
        page.right(96, 228 - 30 * k, str(140 * k), 8)
    for k, (name, amount) in enumerate((('一般公共服务', 640.15), ('社会保障', 96.42), ('卫生健康', 41.29), ('住房保障', 62.14))):
        height = amount * 30 / 140
        page.rectangle(135 + 95 * k, 225 - height, 40, height, fill=(0.3, 0.5, 0.7))
        page.centre(155 + 95 * k, 238, name, 8)
        page.centre(155 + 95 * k, 222 - height, f'{amount:.2f}', 8)
    draw(page, BALANCE, y=290)
    s.expect(BALANCE)
