"""Bad input: files that are no PDF, damaged, locked, without text, or without end."""
import io
import zipfile

from .pdf import Canvas
from .sample import trait
from .tables import BALANCE, draw

PASSWORD = b'gongkai'


def good(s):
    draw(s.page(595, 420), BALANCE)
    s.expect(BALANCE)


def only(s, data):
    s.bytes, s.has_truth = data, False


@trait('bad/html-as', 'HTML under a .pdf name')
def html_as(s):
    only(s, '<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>404 页面不存在</title></head>\n'
            '<body><p>您访问的页面不存在或已被删除。</p></body>\n</html>\n'.encode())


@trait('bad/word-as', 'an old Word file (OLE2) under a .pdf name; only its beginning')
def word_as(s):
    head = bytes.fromhex('D0CF11E0A1B11AE1') + bytes(16) + bytes.fromhex('3E000300FEFF0900060000000000000000000000')
    name = 'WordDocument'.encode('utf-16-le')
    only(s, head.ljust(512, b'\xff') + name.ljust(64, b'\0') + bytes([len(name) + 2, 0, 2, 1]) + bytes(956))


@trait('bad/docx-as', 'a new Word file (zip) under a .pdf name')
def docx_as(s):
    out = io.BytesIO()
    parts = {'[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
             'word/document.xml': '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'}
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, text)
    only(s, out.getvalue())


@trait('bad/truncated', 'cut in the middle')
def truncated(s):
    good(s)
    whole = s.pdf.write(s.name)
    only(s, whole[:len(whole) // 2])


@trait('bad/bad-xref', 'the cross-reference table is missing and its place is wrong; everything can still be read')
def bad_xref(s):
    good(s)
    whole = s.pdf.write(s.name)
    start, end = whole.index(b'\nxref\n') + 1, whole.index(b'trailer\n')
    s.bytes = whole[:start] + whole[end:].replace(b'startxref\n%d' % start, b'startxref\n99999999')


@trait('bad/password', 'needs the password gongkai (RC4, 40 bits)')
def password(s):
    good(s)
    only(s, s.pdf.write(s.name, user=PASSWORD, owner=b'gongkai-owner'))


@trait('bad/owner-only', 'encrypted with an empty user password: opens by itself')
def owner_only(s):
    good(s)
    s.bytes = s.pdf.write(s.name, user=b'', owner=b'gongkai-owner')


def scanned_page(s):
    """A page that is one picture, as a scanner leaves it: bars for lines of text and a grid."""
    wide, high = 296, 208
    rows = []
    for y in range(high):
        bits = [1] * wide
        if 20 <= y < 28:
            bits[98:198] = [0] * 100
        if 48 <= y <= 188:
            if (y - 48) % 20 == 0:
                bits[28:269] = [0] * 241
            for x in range(28, 270, 60):
                bits[x] = 0
            if 8 <= (y - 48) % 20 < 13:
                for x in range(28, 268, 60):
                    bits[x + 6:x + 40] = [0] * 34
        rows.append(bytes(int(''.join(map(str, bits[i:i + 8])), 2) for i in range(0, wide, 8)))
    s.pdf.image('Scan', wide, high, b''.join(rows))
    s.page(595, 420).raw('q 595 0 0 420 0 0 cm /Scan Do Q')


@trait('bad/image-only', 'one page that is a picture: no text layer')
def image_only(s):
    scanned_page(s)
    s.has_truth = False


@trait('bad/mixed', 'page 1 has text, page 2 is a picture')
def mixed(s):
    good(s)
    scanned_page(s)


@trait('bad/empty', 'no bytes at all')
def empty(s):
    only(s, b'')


@trait('bad/zero-pages', 'a PDF without pages')
def zero_pages(s):
    s.has_truth = False


@trait('bad/recursive-form', 'a form that draws itself; the table beside it can be read')
def recursive_form(s):
    form = Canvas(s.pdf, 595, 420)
    form.rectangle(20, 390, 10, 10, fill=(0.9, 0.9, 0.9))
    form.raw('/Loop Do')
    s.pdf.form('Loop', form, [1, 0, 0, 1, 0, 0])
    good(s)
    s.pdf.pages[0][0].raw('/Loop Do')
