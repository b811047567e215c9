"""Traits of the text layer: glyphs and Unicode, and text that does not keep to its cell."""
import math

from . import tables
from .pdf import Font
from .sample import trait
from .tables import BALANCE, BLACK, SIZE, Table, draw


def painted(s, paint, table=BALANCE, **how):
    placed = draw(s.page(595, 420), table, paint=paint, **how)
    s.expect(table)
    return placed


def is_bold(r):
    return r < 2 or r == 6


# --- glyphs and Unicode ---

@trait('doubled-words', 'fake bold: header and totals are drawn twice, 0.3 pt apart')
def doubled_words(s):
    def paint(canvas, x, y, text, r, c):
        for shift in (0, 0.3) if is_bold(r) else (0,):
            canvas.text(x + shift, y, text, SIZE)
    painted(s, paint)


@trait('doubled-glyphs', 'fake bold glyph by glyph, 0.9 pt apart')
def doubled_glyphs(s):
    def paint(canvas, x, y, text, r, c):
        for glyph in text if is_bold(r) else [text]:
            for shift in (0, 0.9) if is_bold(r) else (0,):
                canvas.text(x + shift, y, glyph, SIZE)
            x += canvas.text_width(glyph, SIZE)
    painted(s, paint)


@trait('fill-and-stroke', 'fake bold by render mode 2')
def fill_and_stroke(s):
    def paint(canvas, x, y, text, r, c):
        canvas.text(x, y, text, SIZE, mode=2 if is_bold(r) else 0, colour=BLACK)
    painted(s, paint)


SOFTWARE = Table('政府采购预算表', [
    ['采购品目', '数量', '金额'], ['Office办公软件', '12', '3.60'], ['Profinet网关', '2', '1.80'], ['Wifi设备', '6', '0.90'], ['合计', '', '6.30']],
    [200, 80, 100], 'lcr', kind='procurement')


@trait('ligature', 'one glyph for "fi", given by ToUnicode')
def ligature(s):
    def paint(canvas, x, y, text, r, c):
        split = next((i for i, ch in enumerate(text) if ch > '~'), len(text)) if r in (1, 2, 3) and c == 0 else 0
        if split:
            canvas.text(x, y, text[:split], SIZE, font='latin')
            x += canvas.text_width(text[:split], SIZE, 'latin')
        canvas.text(x, y, text[split:], SIZE)
    painted(s, paint, SOFTWARE)


@trait('actual-text', 'marked content whose ActualText replaces the glyphs: "×××" stands for three characters of a label')
def actual_text(s):
    replaced = '档案馆'

    def paint(canvas, x, y, text, r, c):
        if replaced in text:
            before, after = text.split(replaced)
            canvas.text(x, y, before, SIZE)
            x += canvas.text_width(before, SIZE)
            canvas.text(x, y, '×××', SIZE, actual=replaced)
            x, text = x + canvas.text_width('×××', SIZE), after
        canvas.text(x, y, text, SIZE)
    painted(s, paint, Table('项目支出表', [
        ['项目名称', '金额'], ['县档案馆库房维修', '36.00'], ['档案数字化加工', '58.00'], ['合计', '94.00']], [220, 100], 'lr', kind='project_expenditure'))


def silent(s, font):
    """The first column of the body is drawn with a font whose glyphs have no Unicode: the figures stay, the labels are lost."""
    def paint(canvas, x, y, text, r, c):
        canvas.text(x, y, text, SIZE, font=font if r in (2, 4) and c == 0 else 'song')
    draw(s.page(595, 420), BALANCE, paint=paint)
    s.expect(BALANCE.with_text({(2, 0): '', (4, 0): ''}))
    s.remarks.append('cells (2, 0) and (4, 0) hold glyphs that no one can name: no text is expected, a warning is')


trait('no-unicode', 'a Type 0 font of an unknown collection without ToUnicode: two labels cannot be read')(lambda s: silent(s, 'silent'))
trait('no-unicode-type3', 'the same with a Type 3 font, whose shapes can be seen everywhere')(lambda s: silent(s, 'drawn'))


@trait('radicals', 'ToUnicode gives radicals: ⼾ ⻋ ⼈ ⽤ for 户 车 人 用')
def radicals(s):
    s.pdf.fonts['song'] = Font({'户': '⼾', '车': '⻋', '人': '⼈', '用': '⽤'})
    painted(s, tables.plain, Table('项目支出表', [
        ['项目', '金额'], ['人员经费', '420.00'], ['公务用车运行维护费', '4.50'], ['困难户补助', '12.80'], ['公用经费', '61.20'], ['合计', '498.50']],
        [220, 100], 'lr', kind='project_expenditure'))


FULL_WIDTH = str.maketrans('0123456789.,', '０１２３４５６７８９．，')


@trait('full-width-digits', 'amounts and codes in full-width digits')
def full_width_digits(s):
    table = Table('政府性基金预算支出表', [
        ['科目编码', '科目名称', '金额'], ['21208', '国有土地使用权出让收入安排的支出', '1,234.56'], ['2120803', '城市建设支出', '1,234.56'],
        ['合计', '', '1,234.56']], [100, 220, 120], 'llr', kind='government_fund_expenditure')
    wide = {(r, c): text.translate(FULL_WIDTH) for r, c, _, _, text in table.cells() if tables.is_amount(text)}
    draw(s.page(595, 420), table.with_text(wide))
    s.expect(table)


# --- text and its cell ---

@trait('wrapped-amounts', 'amounts broken over two lines in a narrow column')
def wrapped_amounts(s):
    painted(s, tables.plain, Table('部门收入总表', [
        ['单位名称', '合计', '财政拨\n款收入', '事业收\n入', '其他收\n入'],
        ['青河县档案馆', '1682.7\n6', '1591.2\n6', '91.50', '0.00'], ['青河县史志馆', '2417.2\n4', '2417.2\n4', '0.0\n0', '0.00'],
        ['合计', '4100.0\n0', '4008.5\n0', '91.50', '0.00']], [120, 34, 34, 34, 34], 'lrrrr', kind='receipts', heights={r: 28 for r in range(4)}))


@trait('wrapped-labels', 'labels over two lines')
def wrapped_labels(s):
    painted(s, tables.plain, Table('一般公共预算支出表', [
        ['科目编码', '科目名称', '预算数'],
        ['2080505', '机关事业单位基本\n养老保险缴费支出', '41.28'], ['2080506', '机关事业单位职业\n年金缴费支出', '20.64'],
        ['2012602', '一般行政管理事务\n（2025年）', '58.00'], ['合计', '', '119.92']],
        [80, 80, 80], 'llr', kind='general_budget_expenditure', heights={1: 30, 2: 30, 3: 30}))


@trait('raised-decimals', 'the decimals of an amount are a run of their own, 1 pt higher')
def raised_decimals(s):
    def paint(canvas, x, y, text, r, c):
        whole, point, decimals = text.partition('.')
        canvas.text(x, y, whole, SIZE)
        if point:
            canvas.text(x + canvas.text_width(whole, SIZE), y - 1, point + decimals, SIZE)
    painted(s, paint, Table('部门支出总表', [
        ['项目', '预算数'], ['基本支出', '14,770.62'], ['项目支出', '5,229.38'], ['合计', '20,000.00']], [180, 100], 'lr', kind='expenditure'))


@trait('overflow-into-blank', 'a label runs over the ruling into the blank cell beside it')
def overflow_into_blank(s):
    painted(s, tables.plain, Table('项目支出表', [
        ['项目名称', '备注', '金额'], ['国家综合档案馆馆藏档案数字化加工经费', '', '58.00'], ['馆库设备更新', '跨年', '42.30'], ['合计', '', '100.30']],
        [110, 120, 80], 'llr', kind='project_expenditure'))


@trait('overflow-into-filled', 'labels run over the ruling into a cell with a text of its own')
def overflow_into_filled(s):
    painted(s, tables.plain, Table('项目支出表', [
        ['项目名称', '金额', '备注'], ['馆藏档案数字化加工经费（二期）', '58.00', ''], ['机关事业单位职业年金缴费支出', '20.64', ''],
        ['合计', '78.64', '']], [124, 80, 80], 'lrl', kind='project_expenditure'))


@trait('amount-touches-label', "amounts end at the ruling where the next cell's label begins")
def amount_touches_label(s):
    painted(s, tables.plain, Table('收入支出决算总表', [
        [('收入', 1, 2), None, ('支出', 1, 2), None], ['项目', '决算数', '项目', '决算数'],
        ['一、财政拨款收入', '66,716,064', '一、科学技术支出', '61,204,377'], ['二、事业收入', '1,208,800', '二、住房保障支出', '6,720,487'],
        ['合计', '67,924,864', '合计', '67,924,864']], [130, 60, 130, 60], 'lrlr', header_rows=2, kind='receipts_and_expenditure', unit='元'), padding=0)


@trait('justified-labels', 'labels spread over the width of their cell')
def justified_labels(s):
    def paint(canvas, x, y, text, r, c):
        spread = (154 - canvas.text_width(text, SIZE)) / (len(text) - 1) if c == 0 and r else 0
        canvas.text(x, y, text, SIZE, spread=spread)
    painted(s, paint, Table('政府采购预算表', [
        ['品目', '金额'], ['信息网络及软件购置', '12.00'], ['办公设备', '7.20'], ['印刷', '1.10'], ['合计', '20.30']], [160, 80], 'lr', kind='procurement'))


@trait('spaced-by-blanks', 'labels spread by blank characters')
def spaced_by_blanks(s):
    table = Table('部门支出总表', [
        ['项目', '预算数'], ['基本支出', '661.70'], ['项目支出', '178.30'], ['合计', '840.00']], [180, 100], 'lr', kind='expenditure')
    draw(s.page(595, 420), table.with_text({(0, 0): '项    目', (0, 1): '预 算 数', (3, 0): '合　　计'}))
    s.expect(table)


@trait('vertical-header', 'header texts run downwards, one character a line')
def vertical_header(s):
    names = ['一般公共预算', '政府性基金预算', '国有资本经营预算', '财政专户', '单位资金']
    painted(s, tables.plain, Table('部门收入总表', [
        ['科目编码', '科目名称', '合计'] + ['\n'.join(n) for n in names],
        ['20126', '档案事务', '564.72', '540.22', '', '', '', '24.50'], ['20805', '行政事业单位养老支出', '74.52', '74.52', '', '', '', ''],
        ['合计', '', '639.24', '614.74', '', '', '', '24.50']], [60, 120, 60, 60, 40, 40, 40, 60], 'llrrrrrr', kind='receipts', heights={0: 100}))


@trait('vertical-alignment', 'within a row the code stands at the top, the name in the middle, the amount at the bottom')
def vertical_alignment(s):
    def paint(canvas, x, y, text, r, c):
        canvas.text(x, y + (0 if r == 0 else -11 if c == 0 else 11 if c == 2 else 0), text, SIZE)
    painted(s, paint, Table('一般公共预算支出表', [
        ['科目编码', '科目名称', '预算数'], ['2080505', '机关事业单位基本\n养老保险缴费支出', '41.28'], ['2080506', '机关事业单位职业\n年金缴费支出', '20.64'],
        ['合计', '', '61.92']], [80, 80, 80], 'llr', kind='general_budget_expenditure', heights={1: 36, 2: 36, 3: 36}))


@trait('text-on-ruling', 'the text sits on the ruling below it')
def text_on_ruling(s):
    def paint(canvas, x, y, text, r, c):
        canvas.text(x, y + 6, text, SIZE)
    painted(s, paint)


# --- over and beside the table ---

@trait('watermark', 'a large grey text across the page')
def watermark(s):
    page = s.page(595, 420)
    page.text(130, 360, '内部资料请勿外传', 56, colour=(0.85, 0.85, 0.85), angle=35)
    draw(page, BALANCE)
    s.expect(BALANCE)


@trait('stamp', 'a red stamp over the table, text set round its circle')
def stamp(s):
    placed = painted(s, tables.plain)
    page, red = s.pdf.pages[0][0], (0.85, 0.1, 0.1)
    x, y, radius = placed.xs[2] + 40, placed.bottom - 10, 52
    page.circle(x, y, radius, red, 2)
    name = '青河县档案馆财务专用章'
    for i, character in enumerate(name):
        angle = 120 - 240 * i / (len(name) - 1)
        a = math.radians(90 + angle)
        page.text(x + 36 * math.cos(a) - 5 * math.cos(math.radians(angle)), y - 36 * math.sin(a) + 5 * math.sin(math.radians(angle)), character, 10,
                  colour=red, angle=angle)


@trait('page-number-in-sentence', 'a page break with its page number in the middle of 增长13.11%')
def page_number_in_sentence(s):
    first, second = s.page(420, 300), s.page(420, 300)
    first.centre(210, 60, '青河县档案馆2025年部门预算情况说明', 14)
    first.text(40, 100, '一、关于青河县档案馆2025年收入预算情况说明', 12)
    lines = ['按照综合预算的原则，青河县档案馆2025年所有收入和支出均', '纳入部门预算管理，实行收支统一核算。编制预算时坚持量入',
             '为出、收支平衡，优先保障人员经费和机构正常运转的需要，', '从严控制一般性支出，厉行节约办一切事业。', '收入预算840.00万元，比上年预算增加97.36万元，增长']
    for i, line in enumerate(lines):
        first.text(64 if i in (0, 4) else 40, 130 + 24 * i, line, 12)
    first.centre(210, 280, '4')
    second.text(40, 60, '13.11%。', 12)
    second.text(64, 84, '增加的主要原因是人员增资和馆库设备更新。', 12)
    second.centre(210, 280, '5')
    s.document |= dict(kind='department_budget', year=2025, entity='青河县档案馆')
    entry = lambda measure, value, unit: dict(section='receipts', subject='收入预算', measure=measure, value=value, unit=unit)
    s.statements = [entry('amount', '840.00', '万元'), entry('change', '97.36', '万元'), entry('change_rate', '13.11', '%')]
