"""Traits of the page: how it is turned and cut, what is drawn on it and cannot be seen."""
from . import tables
from .pdf import Canvas
from .sample import trait
from .tables import BALANCE, WHITE, Table, draw

HIDDEN_LINE, HIDDEN_AMOUNT = '此行文字看不见，不应读出。', '999.99'
TURNS = {90: '0 1 -1 0 {h} 0', 180: '-1 0 0 -1 {w} {h}', 270: '0 -1 1 0 0 {w}'}


def turned(s, angle):
    """The reader sees an upright page in landscape; the content stream draws it turned the other way."""
    width, height = 700, 420
    sideways = angle in (90, 270)
    page = s.page(width, height, Rotate=angle, MediaBox=[0, 0, height, width] if sideways else [0, 0, width, height])
    page.raw(TURNS[angle].format(w=width, h=height) + ' cm')
    draw(page, BALANCE)
    s.expect(BALANCE)


for degrees in (90, 180, 270):
    trait(f'rotate-{degrees}', f'the page is turned by /Rotate {degrees}')(lambda s, degrees=degrees: turned(s, degrees))


@trait('crop-box', 'the crop box is smaller than the media box and off its corner; text outside the crop box cannot be seen')
def crop_box(s):
    page = s.page(700, 600, CropBox=[60, 110, 655, 560])
    placed = draw(page, BALANCE, y=90)
    page.text(70, 30, '裁切线以外：印厂留样 999.99')
    page.text(70, 530, '裁切线以外：' + HIDDEN_LINE)
    assert placed.bottom < 490
    s.expect(BALANCE)


@trait('crop-box-rotated', 'a crop box and /Rotate 90 together')
def crop_box_rotated(s):
    width, height = 700, 600
    page = s.page(width, height, MediaBox=[0, 0, height, width], Rotate=90, CropBox=[40, 60, 520, 655])
    page.raw(TURNS[90].format(w=width, h=height) + ' cm')
    draw(page, BALANCE, y=120)
    page.text(70, 590, '裁切线以外：' + HIDDEN_LINE)
    s.expect(BALANCE)


@trait('user-unit', '/UserUnit 2: a unit of the file is two points')
def user_unit(s):
    page = s.page(595, 420, MediaBox=[0, 0, 297.5, 210], UserUnit=2)
    page.raw('0.5 0 0 0.5 0 0 cm')
    draw(page, BALANCE)
    s.expect(BALANCE)


@trait('form-xobject', 'the table stands in a form with a matrix of its own')
def form_xobject(s):
    form = Canvas(s.pdf, 595, 420)
    draw(form, BALANCE)
    s.pdf.form('Table', form, [0.8, 0, 0, 0.8, 30, 40])
    page = s.page(595, 420)
    page.raw('q 1 0 0 1 20 10 cm /Table Do Q')
    s.expect(BALANCE)


def with_hidden(s, before=(), after=(), cover=None, **how):
    """A table, a hidden amount in its blank cell and a hidden line below it, between the operators `before` and `after`."""
    page = s.page(595, 420)
    placed = draw(page, BALANCE)
    page.raw(*before)
    page.right(placed.xs[2] - 3, placed.ys[3] + 13, HIDDEN_AMOUNT, **how)
    page.text(placed.xs[0], placed.bottom + 30, HIDDEN_LINE, **how)
    page.raw(*after)
    if cover:
        cover(page, placed.xs[1] + 20, placed.ys[3] + 2, placed.width_of(1) - 22, 16)
        cover(page, placed.xs[0] - 5, placed.bottom + 15, 200, 25)
    s.expect(BALANCE)


@trait('clip', 'text outside its clipping path')
def clip(s):
    with_hidden(s, ['q 20 380 30 30 re W n'], ['Q'])


@trait('cut-off-by-cell', 'cells clip what they are too small for, as spreadsheets print it: last lines and ends of lines; all of it is to be read')
def cut_off_by_cell(s):
    leading = 11
    table = Table('项目支出表', [
        ['项目名称', '支出功能分类', '本年预算数'],
        ['馆藏档案数字化\n加工经费', '2012604档案馆', '58.00'],
        ['馆库恒温恒湿\n设备更新及消防\n设施改造', '2012604档案馆', '62.30'],
        ['村级档案室建设补助\n资金', '2012602一般行政管理事务', '42.00'],
        ['合计', '', '162.30']], [90, 80, 80], 'llr', kind='project_expenditure')
    page = s.page(595, 420)
    placed = draw(page, table, paint=lambda *_: None)
    for (x0, y0, x1, y1), r, c, text in placed.boxes():
        page.raw('q')
        page.op('re', x0, page.height - y1, x1 - x0, y1 - y0)
        page.raw('W n')
        # Text that is too much begins at the top of its cell.
        for i, line in enumerate(text.split('\n')):
            y = y0 + tables.SIZE + i * leading
            page.right(x1 - 3, y, line) if table.aligns[c] == 'r' and r else page.text(x0 + 3, y, line)
        page.raw('Q')
    s.expect(table)


@trait('optional-content-off', 'text of a layer that is switched off')
def optional_content_off(s):
    layer = s.pdf.add({'Type': '/OCG', 'Name': b'Draft'})
    s.pdf.parts['Properties']['Draft'] = layer
    s.pdf.more_catalog['OCProperties'] = {'OCGs': [layer], 'D': {'Order': [layer], 'ON': [], 'OFF': [layer]}}
    with_hidden(s, ['/OC /Draft BDC'], ['EMC'])


@trait('render-mode-3', 'text of render mode 3: neither filled nor stroked')
def render_mode_3(s):
    with_hidden(s, mode=3)


@trait('white-on-white', 'white text on the white page')
def white_on_white(s):
    with_hidden(s, colour=WHITE)


@trait('covered-by-rectangle', 'text under an opaque white rectangle drawn later')
def covered_by_rectangle(s):
    with_hidden(s, cover=lambda page, x, y, w, h: page.rectangle(x, y, w, h, fill=WHITE))


@trait('covered-by-image', 'text under an opaque white picture drawn later')
def covered_by_image(s):
    s.pdf.image('White', 8, 1, b'\xff')

    def paste(page, x, y, w, h):
        page.raw('q')
        page.op('cm', w, 0, 0, h, x, page.height - y - h)
        page.raw('/White Do Q')
    with_hidden(s, cover=paste)


@trait('text-on-white-background', 'the opposite: white rectangles are drawn first, the text on them is to be read')
def text_on_white_background(s):
    page = s.page(595, 420)
    page.rectangle(20, 20, 555, 380, fill=WHITE)

    def backgrounds(canvas, placed):
        for (x0, y0, x1, y1), *_ in placed.boxes():
            canvas.rectangle(x0, y0, x1 - x0, y1 - y0, fill=WHITE)
        tables.strokes(canvas, placed)
    draw(page, BALANCE, rulings=backgrounds)
    s.expect(BALANCE)


@trait('white-on-dark', 'white text that can be seen: the header stands on a dark ground')
def white_on_dark(s):
    page = s.page(595, 420)

    def dark_header(canvas, placed):
        canvas.rectangle(placed.xs[0], placed.ys[0], placed.right - placed.xs[0], placed.ys[2] - placed.ys[0], fill=(0.1, 0.2, 0.45))
        tables.strokes(canvas, placed)

    def paint(canvas, x, y, text, r, c):
        canvas.text(x, y, text, tables.SIZE, colour=WHITE if r < 2 else None)
    draw(page, BALANCE, rulings=dark_header, paint=paint)
    s.expect(BALANCE)
