"""Budget tables: what they say (for the truth file), where they stand, and how text and rulings are drawn."""
import math
from decimal import Decimal

PADDING, SIZE, ROW = 3, 9, 20
BLACK, WHITE = (0, 0, 0), (1, 1, 1)


class Table:
    """Rows of entries: a text, (text, rowspan, colspan), or None under a span. "\n" in a text is a printed line break, not part of it."""

    def __init__(self, title, rows, widths, aligns, header_rows=1, kind=None, unit='万元', number=None, heights=None, **more):
        self.title, self.rows, self.widths, self.aligns, self.header_rows = title, rows, widths, aligns, header_rows
        self.kind, self.unit, self.number, self.heights, self.more = kind, unit, number, heights or {}, more

    def cells(self):
        for r, row in enumerate(self.rows):
            for c, entry in enumerate(row):
                if entry is not None:
                    text, rowspan, colspan = entry if isinstance(entry, tuple) else (entry, 1, 1)
                    yield r, c, rowspan, colspan, text

    def part(self, first, last, header=0):
        """The rows [first, last) with so many header rows before them, as a table of its own."""
        rows = self.rows[:header] + self.rows[first:last]
        heights = {i: self.heights[r] for i, r in enumerate([*range(header), *range(first, last)]) if r in self.heights}
        return self.but(rows=rows, heights=heights, header_rows=header or max(0, self.header_rows - first))

    def but(self, **changes):
        """The same table with other values."""
        own = dict(title=self.title, rows=self.rows, widths=self.widths, aligns=self.aligns, header_rows=self.header_rows, kind=self.kind,
                   unit=self.unit, number=self.number, heights=self.heights) | self.more
        return Table(**(own | changes))

    def with_text(self, changes):
        """The same table with other texts: {(row, column): text}."""
        rows = [list(row) for row in self.rows]
        for (r, c), text in changes.items():
            rows[r][c] = (text, *rows[r][c][1:]) if isinstance(rows[r][c], tuple) else text
        return self.but(rows=rows)

    def truth(self, pages):
        cells = [[r, c, rs, cs, text.replace('\n', '')] for r, c, rs, cs, text in self.cells() if text]
        own = dict(type=self.kind, number=self.number, title=self.title, unit=self.unit, pages=pages, empty=False, empty_statement=None,
                   header_rows=self.header_rows, rows=len(self.rows), cols=len(self.widths))
        return own | self.more | dict(cells=cells)


class Placed:
    """A table on a page, its upper left corner at x, y."""

    def __init__(self, table, x, y):
        self.table, self.xs, self.ys = table, [x], [y]
        for width in table.widths:
            self.xs.append(self.xs[-1] + width)
        for r in range(len(table.rows)):
            self.ys.append(self.ys[-1] + table.heights.get(r, ROW))
        self.bottom, self.right = self.ys[-1], self.xs[-1]

    def width_of(self, column):
        return self.xs[column + 1] - self.xs[column]

    def boxes(self):
        for r, c, rowspan, colspan, text in self.table.cells():
            yield (self.xs[c], self.ys[r], self.xs[c + colspan], self.ys[r + rowspan]), r, c, text

    def edges(self):
        """The ruling segments (x0, y0, x1, y1), each as long as spans allow: first the horizontal, then the vertical ones."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        owner = {}
        for r, c, rowspan, colspan, _ in self.table.cells():
            owner |= {(i, j): (r, c) for i in range(r, r + rowspan) for j in range(c, c + colspan)}
        differ = lambda a, b: a is None or a != b
        horizontal = {k: [differ(owner.get((k - 1, j)), owner.get((k, j))) for j in range(columns)] for k in range(rows + 1)}
        vertical = {k: [differ(owner.get((i, k - 1)), owner.get((i, k))) for i in range(rows)] for k in range(columns + 1)}
        for k, drawn in horizontal.items():
            yield from ((self.xs[a], self.ys[k], self.xs[b], self.ys[k]) for a, b in runs(drawn))
        for k, drawn in vertical.items():
            yield from ((self.xs[k], self.ys[a], self.xs[k], self.ys[b]) for a, b in runs(drawn))


def runs(flags):
    """The stretches of true values, as half-open ranges."""
    start = None
    for i, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = i
        if not flag and start is not None:
            yield start, i
            start = None


def is_amount(text):
    return text.replace('\n', '')[-1:].isdigit()


# --- text in cells ---

def plain(canvas, x, y, text, r, c):
    canvas.text(x, y, text, SIZE)


def texts(canvas, placed, paint=plain, padding=PADDING, leading=11):
    """Every text of the table, aligned as its column says, centred in height. `paint` draws one line of it."""
    for (x0, y0, x1, y1), r, c, text in placed.boxes():
        lines = text.split('\n') if text else []
        align = 'c' if r < placed.table.header_rows else placed.table.aligns[c]
        y = (y0 + y1) / 2 - leading * (len(lines) - 1) / 2 + 0.35 * SIZE
        for line in lines:
            width = canvas.text_width(line, SIZE)
            x = {'l': x0 + padding, 'c': (x0 + x1 - width) / 2, 'r': x1 - padding - width}[align]
            paint(canvas, x, y, line, r, c)
            y += leading


# --- rulings ---

def strokes(canvas, placed, width=0.5):
    for edge in placed.edges():
        canvas.line(*edge, width)


def thin_rectangles(canvas, placed, thickness=0.48):
    for x0, y0, x1, y1 in placed.edges():
        canvas.rectangle(x0 - thickness / 2, y0 - thickness / 2, x1 - x0 + thickness, y1 - y0 + thickness, fill=BLACK)


def rectangles_and_strokes(canvas, placed):
    thin_rectangles(canvas, placed)
    for x0, y0, x1, y1 in placed.edges():
        canvas.line(x0 + 0.1, y0 + 0.1, x1 + 0.1, y1 + 0.1, 0.4)


def cell_frames(canvas, placed):
    """Each cell for itself: neighbours draw their common edge twice, 0.1 pt apart."""
    for (x0, y0, x1, y1), *_ in placed.boxes():
        canvas.rectangle(x0 + 0.05, y0 + 0.05, x1 - x0 - 0.1, y1 - y0 - 0.1, stroke=0.4)


def dashed(canvas, placed):
    for edge in placed.edges():
        canvas.line(*edge, 0.5, dash='[3 2]')


def dotted(canvas, placed, step=1.5, dot=0.5):
    for x0, y0, x1, y1 in placed.edges():
        for i in range(int(max(x1 - x0, y1 - y0) / step) + 1):
            x, y = (x0 + i * step, y0) if y0 == y1 else (x0, y0 + i * step)
            canvas.rectangle(x - dot / 2, y - dot / 2, dot, dot, fill=BLACK)


def double(canvas, placed, apart=2):
    for x0, y0, x1, y1 in placed.edges():
        for shift in (-apart / 2, apart / 2):
            dx, dy = (0, shift) if y0 == y1 else (shift, 0)
            canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, 0.3)


def broken(canvas, placed, piece=37, gap=1):
    """Pieces with gaps between them; some gaps fall on crossings, and every run's ends stop short of the line they should meet."""
    for x0, y0, x1, y1 in placed.edges():
        length, at = max(x1 - x0, y1 - y0), gap / 2
        while at < length - gap / 2:
            end = min(at + piece, length - gap / 2)
            canvas.line(*((x0 + at, y0, x0 + end, y0) if y0 == y1 else (x0, y0 + at, x0, y0 + end)))
            at = end + gap


def overshooting(canvas, placed, by=2):
    for x0, y0, x1, y1 in placed.edges():
        dx, dy = (by, 0) if y0 == y1 else (0, by)
        canvas.line(x0 - dx, y0 - dy, x1 + dx, y1 + dy)


def slanted(canvas, placed, degrees=0.3):
    """The whole grid turned about its centre, the text upright."""
    cx, cy = (placed.xs[0] + placed.right) / 2, (placed.ys[0] + placed.bottom) / 2
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turn = lambda x, y: (cx + (x - cx) * cos + (y - cy) * sin, cy - (x - cx) * sin + (y - cy) * cos)
    for x0, y0, x1, y1 in placed.edges():
        canvas.line(*turn(x0, y0), *turn(x1, y1))


def shading(canvas, placed, gap=1.5):
    """No line at all: grey cells with white gaps between them, two greys in turn."""
    for (x0, y0, x1, y1), r, *_ in placed.boxes():
        grey = 0.8 if r < placed.table.header_rows else (0.93, 0.88)[r % 2]
        canvas.rectangle(x0 + gap / 2, y0 + gap / 2, x1 - x0 - gap, y1 - y0 - gap, fill=(grey,) * 3)


def horizontal_only(canvas, placed):
    for x0, y0, x1, y1 in placed.edges():
        if y0 == y1:
            canvas.line(x0, y0, x1, y1)


def three_lines(canvas, placed):
    for k, width in ((0, 1.2), (placed.table.header_rows, 0.6), (len(placed.ys) - 1, 1.2)):
        canvas.line(placed.xs[0], placed.ys[k], placed.right, placed.ys[k], width)


def nothing(canvas, placed):
    pass


# --- a whole table ---

def caption(canvas, table, y, left, right, entity=''):
    """The title in the middle, under it the entity at the left and the unit at the right; the table may begin 8 pt below."""
    if table.title:
        canvas.centre((left + right) / 2, y, table.title, 14)
        y += 20
    if entity:
        canvas.text(left, y, f'部门：{entity}')
    if table.unit:
        canvas.right(right, y, f'单位：{table.unit}')
    return y + 8


def draw(canvas, table, x=None, y=60, rulings=strokes, paint=plain, padding=PADDING, titled=True, entity=''):
    """Caption, rulings and text; in the middle of the page unless x is given. Gives back where it stands."""
    width = sum(table.widths)
    x = (canvas.width - width) / 2 if x is None else x
    if titled:
        y = caption(canvas, table, y, x, x + width, entity)
    placed = Placed(table, x, y)
    rulings(canvas, placed)
    texts(canvas, placed, paint, padding)
    return placed


# --- the tables of the samples; the figures add up ---

def money(amount):
    return f'{amount:,.2f}' if amount else ''


BALANCE = Table('部门收支总表', [
    [('收入', 1, 2), None, ('支出', 1, 2), None],
    ['项目', '预算数', '项目', '预算数'],
    ['一、一般公共预算拨款收入', '812.36', '一、一般公共服务支出', '640.15'],
    ['二、政府性基金预算拨款收入', '', '二、社会保障和就业支出', '96.42'],
    ['三、事业收入', '24.50', '三、卫生健康支出', '41.29'],
    ['四、其他收入', '3.14', '四、住房保障支出', '62.14'],
    ['本年收入合计', '840.00', '本年支出合计', '840.00'],
], [165, 75, 165, 75], 'lrlr', header_rows=2, kind='receipts_and_expenditure')

LEAVES = [  # code, name, basic expenditure, project expenditure
    ('2012601', '行政运行', '386.42', '0'), ('2012602', '一般行政管理事务', '0', '58.00'), ('2012604', '档案馆', '0', '120.30'),
    ('2080501', '行政单位离退休', '12.60', '0'), ('2080505', '机关事业单位基本养老保险缴费支出', '41.28', '0'),
    ('2080506', '机关事业单位职业年金缴费支出', '20.64', '0'), ('2080801', '死亡抚恤', '6.50', '0'),
    ('2101101', '行政单位医疗', '22.15', '0'), ('2101102', '事业单位医疗', '3.05', '0'), ('2101103', '公务员医疗补助', '9.80', '0'),
    ('2210201', '住房公积金', '36.90', '0'), ('2210203', '购房补贴', '4.36', '0')]
NAMES = {'201': '一般公共服务支出', '20126': '档案事务', '208': '社会保障和就业支出', '20805': '行政事业单位养老支出', '20808': '抚恤',
         '210': '卫生健康支出', '21011': '行政事业单位医疗', '221': '住房保障支出', '22102': '住房改革支出'}


def classified(levels=(3, 5, 7)):
    """(code, name, total, basic, project) for each code of these lengths, in order, and at last the total."""
    sums = {}
    for code, name, basic, project in LEAVES:
        for key in [code[:n] for n in levels] + ['']:
            a, b = sums.get(key, (Decimal(0), Decimal(0)))
            sums[key] = a + Decimal(basic), b + Decimal(project)
    names = NAMES | {leaf[0]: leaf[1] for leaf in LEAVES} | {'': '合计'}
    order = sorted(k for k in sums if k) + ['']
    return [(k, names[k], money(sum(sums[k])), *map(money, sums[k])) for k in order]


FLAT = Table('一般公共预算支出表', [['科目编码', '科目名称', '合计', '基本支出', '项目支出']] + [list(row) for row in classified((3, 5))],
             [70, 170, 80, 80, 80], 'llrrr', kind='general_budget_expenditure')

LONG = Table('一般公共预算支出表', [
    [('科目编码', 2, 1), ('科目名称', 2, 1), ('2025年预算数', 1, 3), None, None], [None, None, '合计', '基本支出', '项目支出']
] + [list(row) for row in classified()], [70, 170, 80, 80, 80], 'llrrr', header_rows=2, kind='general_budget_expenditure')


def levels_apart(code):
    return [code[:3], code[3:5], code[5:7]]


SPANS = Table('部门支出总表', [
    [('科目编码', 1, 3), None, None, ('科目名称', 2, 1), ('2025年预算', 1, 3), None, None],
    ['类', '款', '项', None, '合计', '基本支出', '项目支出'],
] + [levels_apart(code) + list(rest) for code, *rest in classified()], [34, 28, 28, 150, 80, 80, 80], 'cccl' + 'rrr', header_rows=2, kind='expenditure',
    heights={r: 18 for r in range(30)})

VISITS = Table('财政拨款“三公”经费支出表', [
    [('合计', 2, 1), ('因公出国（境）费', 2, 1), ('公务用车购置及运行费', 1, 3), None, None, ('公务接待费', 2, 1)],
    [None, None, '小计', '公务用车购置费', '公务用车运行费', None],
    ['4.80', '', '4.50', '', '4.50', '0.30']], [70, 90, 60, 90, 90, 80], 'rrrrrr', header_rows=2, kind='three_public')
