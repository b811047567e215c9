"""A small PDF writer: objects, cross-reference table, fonts, content streams. Nothing is compressed, so the files can be read in an editor.

Python values stand for PDF values: dict, list, int and float as they are; str is written verbatim ("/Page"), bytes is a PDF string, Ref an
indirect reference, Stream a stream. Canvas coordinates are points from the top left corner of the page, y downwards.
"""
import hashlib
import math

PASSWORD_PADDING = bytes.fromhex('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A')
SONG_DIGITS = [1, 95, 500]  # Adobe-GB1 CIDs 1-95 are the ASCII characters: half an em each


class Ref(int):
    """The number of an indirect object."""


class Stream:
    def __init__(self, head, data):
        self.head, self.data = dict(head), data if isinstance(data, bytes) else data.encode('latin-1')


def number(x):
    return f'{x:.3f}'.rstrip('0').rstrip('.') if isinstance(x, float) else str(x)


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


class Lock:
    """The standard security handler, revision 2: RC4 with a key of 40 bits."""
    PERMISSIONS = -60  # nothing but printing

    def __init__(self, user, owner, file_id):
        pad = lambda password: (password + PASSWORD_PADDING)[:32]
        self.owner_entry = rc4(hashlib.md5(pad(owner)).digest()[:5], pad(user))
        flags = (self.PERMISSIONS & 0xFFFFFFFF).to_bytes(4, 'little')
        self.key = hashlib.md5(pad(user) + self.owner_entry + flags + file_id).digest()[:5]
        self.user_entry = rc4(self.key, PASSWORD_PADDING)

    def close(self, ref, data):
        salt = ref.to_bytes(3, 'little') + b'\0\0'
        return rc4(hashlib.md5(self.key + salt).digest()[:10], data)

    def dictionary(self):
        return {'Filter': '/Standard', 'V': 1, 'R': 2, 'Length': 40, 'P': self.PERMISSIONS, 'O': self.owner_entry, 'U': self.user_entry}


class Font:
    """A font that is not embedded. `encode` gives the hexadecimal codes of a text and remembers them for ToUnicode."""

    def __init__(self, reads_as=None):
        self.reads_as, self.used = reads_as or {}, {}

    def encode(self, text):
        for c in text:
            self.used[ord(c)] = self.reads_as.get(c, c)
        return text.encode('utf-16-be').hex().upper()

    def width(self, text):
        """In ems."""
        return sum(0.5 if ' ' <= c <= '~' else 1.0 for c in text)

    def objects(self, pdf):
        """STSong-Light of the Adobe-GB1 collection, as old Acrobat writes it: the reader needs poppler-data."""
        system = {'Registry': b'Adobe', 'Ordering': b'GB1', 'Supplement': 4}
        descriptor = pdf.add({'Type': '/FontDescriptor', 'FontName': '/STSong-Light', 'Flags': 6, 'FontBBox': [-25, -254, 1000, 880],
                              'ItalicAngle': 0, 'Ascent': 880, 'Descent': -120, 'CapHeight': 880, 'StemV': 93})
        descendant = pdf.add({'Type': '/Font', 'Subtype': '/CIDFontType0', 'BaseFont': '/STSong-Light', 'CIDSystemInfo': system, 'DW': 1000,
                              'W': SONG_DIGITS, 'FontDescriptor': descriptor})
        return {'Type': '/Font', 'Subtype': '/Type0', 'BaseFont': '/STSong-Light-UniGB-UTF16-H', 'Encoding': '/UniGB-UTF16-H',
                'DescendantFonts': [descendant], 'ToUnicode': pdf.add(to_unicode(self.used, 2))}


class LatinFont(Font):
    """Helvetica with one code of its own for the ligature fi."""

    def encode(self, text):
        codes = text.replace('fi', '\x01')
        for c in codes:
            self.used[ord(c)] = 'fi' if c == '\x01' else c
        return codes.encode('latin-1').hex().upper()

    def width(self, text):
        return 0.5 * len(text.replace('fi', 'f'))

    def objects(self, pdf):
        return {'Type': '/Font', 'Subtype': '/Type1', 'BaseFont': '/Helvetica', 'FirstChar': 1, 'LastChar': 126, 'Widths': [500] * 126,
                'FontDescriptor': pdf.add({'Type': '/FontDescriptor', 'FontName': '/Helvetica', 'Flags': 32, 'FontBBox': [-166, -225, 1000, 931],
                                           'ItalicAngle': 0, 'Ascent': 718, 'Descent': -207, 'CapHeight': 718, 'StemV': 88}),
                'Encoding': {'Type': '/Encoding', 'BaseEncoding': '/WinAnsiEncoding', 'Differences': [1, '/fi']},
                'ToUnicode': pdf.add(to_unicode(self.used, 1))}


class SilentFont(Font):
    """Glyph numbers of an unknown collection and no ToUnicode: nobody can say which characters they are."""

    def encode(self, text):
        return ''.join(f'{0x0400 + ord(c) % 0x0200:04X}' for c in text)

    def objects(self, pdf):
        system = {'Registry': b'Gongkai', 'Ordering': b'Unknown', 'Supplement': 0}
        descriptor = pdf.add({'Type': '/FontDescriptor', 'FontName': '/ABCDEF+FangSong', 'Flags': 4, 'FontBBox': [0, -200, 1000, 900],
                              'ItalicAngle': 0, 'Ascent': 880, 'Descent': -120, 'CapHeight': 700, 'StemV': 80})
        descendant = pdf.add({'Type': '/Font', 'Subtype': '/CIDFontType0', 'BaseFont': '/ABCDEF+FangSong', 'CIDSystemInfo': system, 'DW': 1000,
                              'FontDescriptor': descriptor})
        return {'Type': '/Font', 'Subtype': '/Type0', 'BaseFont': '/ABCDEF+FangSong-Identity-H', 'Encoding': '/Identity-H',
                'DescendantFonts': [descendant]}


class DrawnFont(Font):
    """A Type 3 font: every character is the same drawn square, its glyph names and codes say nothing, and there is no ToUnicode."""

    def encode(self, text):
        return ''.join(f'{0x80 + ord(c) % 2:02X}' for c in text)

    def objects(self, pdf):
        square = '1000 0 60 -100 940 860 d1 100 0 800 780 re 300 200 400 380 re f*'
        open_square = '1000 0 60 -100 940 860 d1 100 0 800 100 re 100 680 800 100 re f'
        shapes = {'shapeone': pdf.add(Stream({}, square)), 'shapetwo': pdf.add(Stream({}, open_square))}
        return {'Type': '/Font', 'Subtype': '/Type3', 'FontBBox': [0, -200, 1000, 900], 'FontMatrix': [0.001, 0, 0, 0.001, 0, 0],
                'CharProcs': shapes, 'Encoding': {'Type': '/Encoding', 'Differences': [0x80, '/shapeone', '/shapetwo']},
                'FirstChar': 0x80, 'LastChar': 0x81, 'Widths': [1000, 1000], 'Resources': {}}


def to_unicode(used, code_bytes):
    lines = [f'<{code:0{2 * code_bytes}X}> <{text.encode("utf-16-be").hex().upper()}>' for code, text in sorted(used.items())]
    blocks = [lines[i:i + 100] for i in range(0, len(lines), 100)]
    body = '\n'.join(f'{len(b)} beginbfchar\n' + '\n'.join(b) + '\nendbfchar' for b in blocks)
    return Stream({}, '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Samples-UCS def\n/CMapType 2 def\n'
                      f'1 begincodespacerange\n<{"00" * code_bytes}> <{"FF" * code_bytes}>\nendcodespacerange\n{body}\n'
                      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend')


class Pdf:
    """Collects objects and pages. All pages and forms share one resource dictionary."""

    def __init__(self):
        self.bodies = []
        self.catalog, self.page_tree, self.resources = self.add(None), self.add(None), self.add(None)
        self.pages, self.more_catalog, self.info = [], {}, {}
        self.parts = {'XObject': {}, 'ExtGState': {}, 'Properties': {}}
        self.fonts = {}

    def add(self, body):
        self.bodies.append(body)
        return Ref(len(self.bodies))

    def font(self, name):
        kinds = {'song': Font, 'latin': LatinFont, 'silent': SilentFont, 'drawn': DrawnFont}
        if name not in self.fonts:
            self.fonts[name] = kinds[name]()
        return self.fonts[name]

    def page(self, width=595, height=842, **more):
        canvas = Canvas(self, width, height)
        self.pages.append((canvas, more))
        return canvas

    def form(self, name, canvas, matrix):
        head = {'Type': '/XObject', 'Subtype': '/Form', 'BBox': [0, 0, canvas.width, canvas.height], 'Matrix': matrix, 'Resources': self.resources}
        self.parts['XObject'][name] = self.add(Stream(head, canvas.code()))

    def image(self, name, width, height, rows):
        """One bit a pixel, 1 is white; `rows` are the packed bytes."""
        head = {'Type': '/XObject', 'Subtype': '/Image', 'Width': width, 'Height': height, 'ColorSpace': '/DeviceGray', 'BitsPerComponent': 1}
        self.parts['XObject'][name] = self.add(Stream(head, rows))

    def _finish(self):
        kids = []
        for canvas, more in self.pages:
            content = self.add(Stream({}, canvas.code()))
            page = {'Type': '/Page', 'Parent': self.page_tree, 'MediaBox': [0, 0, canvas.width, canvas.height], 'Resources': self.resources,
                    'Contents': content}
            kids.append(self.add(page | more))
        fonts = {name: self.add(font.objects(self)) for name, font in self.fonts.items()}
        self.bodies[self.catalog - 1] = {'Type': '/Catalog', 'Pages': self.page_tree} | self.more_catalog
        self.bodies[self.page_tree - 1] = {'Type': '/Pages', 'Kids': kids, 'Count': len(kids)}
        self.bodies[self.resources - 1] = {'Font': fonts} | {k: v for k, v in self.parts.items() if v}

    def write(self, name, user=None, owner=b''):
        """The bytes of the file. With a user password (it may be empty) the file is encrypted."""
        self._finish()
        file_id = hashlib.md5(name.encode()).digest()
        lock = Lock(user, owner, file_id) if user is not None else None
        trailer = {'Root': self.catalog, 'ID': [file_id, file_id]}
        if lock:
            trailer['Encrypt'] = self.add(lock.dictionary())
        if self.info:
            trailer['Info'] = self.add(self.info)
        out, places = bytearray(b'%PDF-1.6\n%\xe2\xe3\xcf\xd3\n'), []
        for i, body in enumerate(self.bodies, 1):
            places.append(len(out))
            seal = (lambda data, i=i: lock.close(i, data)) if lock and trailer['Encrypt'] != i else (lambda data: data)
            out += b'%d 0 obj\n' % i + show(body, seal) + b'\nendobj\n'
        start = len(out)
        out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(places) + 1) + b''.join(b'%010d 00000 n \n' % p for p in places)
        out += b'trailer\n' + show(trailer | {'Size': len(places) + 1}, lambda data: data) + b'\nstartxref\n%d\n%%%%EOF\n' % start
        return bytes(out)


def show(value, seal):
    """A value as it stands in the file; `seal` encrypts strings and stream data."""
    if isinstance(value, Ref):
        return b'%d 0 R' % value
    if isinstance(value, bool):
        return b'true' if value else b'false'
    if isinstance(value, (int, float)):
        return number(value).encode()
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes):
        return b'<' + seal(value).hex().upper().encode() + b'>'
    if isinstance(value, (list, tuple)):
        return b'[' + b' '.join(show(v, seal) for v in value) + b']'
    if isinstance(value, Stream):
        data = seal(value.data)
        return show(value.head | {'Length': len(data)}, seal) + b'\nstream\n' + data + b'\nendstream'
    return b'<< ' + b' '.join(b'/' + k.encode() + b' ' + show(v, seal) for k, v in value.items()) + b' >>'


class Canvas:
    """A content stream in the making."""

    def __init__(self, pdf, width, height):
        self.pdf, self.width, self.height, self.lines = pdf, width, height, []

    def raw(self, *operators):
        self.lines += operators

    def op(self, operator, *operands):
        self.lines.append(' '.join([number(float(x)) for x in operands] + [operator]))

    def code(self):
        return '\n'.join(self.lines)

    def text_width(self, text, size, font='song'):
        return self.pdf.font(font).width(text) * size

    def text(self, x, y, text, size=9, font='song', colour=None, mode=0, rise=0, spread=0, angle=0, actual=None):
        """One run from x on, with its baseline at y. `spread` is put after each character, `rise` lifts the text, `mode` is the render mode,
        `actual` the ActualText that replaces the run."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        codes = self.pdf.font(font).encode(text)
        self.raw('q')
        if colour:
            self.op('rg', *colour)
            self.op('RG', *colour)
        self.raw('BT', f'/{font} {number(float(size))} Tf')
        for operator, value in (('Tr', mode), ('Ts', rise), ('Tc', spread)):
            if value:
                self.op(operator, value)
        self.op('Tm', cos, sin, -sin, cos, x, self.height - y)
        if actual:
            self.raw(f'/Span << /ActualText <FEFF{actual.encode("utf-16-be").hex().upper()}> >> BDC')
        self.raw(f'<{codes}> Tj', *(['EMC'] if actual else []), 'ET', 'Q')

    def right(self, x, y, text, size=9, **how):
        self.text(x - self.text_width(text, size), y, text, size, **how)

    def centre(self, x, y, text, size=9, **how):
        self.text(x - self.text_width(text, size) / 2, y, text, size, **how)

    def line(self, x0, y0, x1, y1, width=0.5, dash=''):
        self.raw(f'q {number(width)} w' + (f' {dash} 0 d' if dash else ''))
        self.op('m', x0, self.height - y0)
        self.op('l', x1, self.height - y1)
        self.raw('S Q')

    def rectangle(self, x, y, width, height, fill=None, stroke=None):
        """Filled with a colour, or stroked with a line of the given width."""
        self.raw('q')
        if fill:
            self.op('rg', *fill)
        else:
            self.op('w', stroke)
        self.op('re', x, self.height - y - height, width, height)
        self.raw('f Q' if fill else 'S Q')

    def circle(self, x, y, radius, colour, width):
        k = 0.5523 * radius
        y = self.height - y
        self.raw('q')
        self.op('RG', *colour)
        self.op('w', width)
        self.op('m', x + radius, y)
        self.op('c', x + radius, y + k, x + k, y + radius, x, y + radius)
        self.op('c', x - k, y + radius, x - radius, y + k, x - radius, y)
        self.op('c', x - radius, y - k, x - k, y - radius, x, y - radius)
        self.op('c', x + k, y - radius, x + radius, y - k, x + radius, y)
        self.raw('S Q')
