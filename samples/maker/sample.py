"""A sample: one PDF of one trait, and its truth."""
import json

from .pdf import Pdf

TRAITS = []  # (file name without ending, what it shows, the function that draws it), in order


class Sample:
    def __init__(self, name, about):
        self.name, self.about, self.pdf = name, about, Pdf()
        self.document = dict.fromkeys(('kind', 'year', 'entity', 'region_code', 'date'))
        self.tables, self.statements, self.remarks, self.bytes, self.has_truth = [], [], [], None, True

    def page(self, width=595, height=842, **more):
        return self.pdf.page(width, height, **more)

    def expect(self, table, *pages):
        self.tables.append(table.truth(list(pages or (1,))))

    def truth(self):
        parts = dict(document=self.document, tables=self.tables, observations=[], statements=self.statements, organization={}, indicators=[],
                     glossary=[], findings=[])
        if self.remarks:
            parts['remarks'] = self.remarks
        return parts

    def files(self):
        """File endings and bytes."""
        yield '.pdf', self.bytes if self.bytes is not None else self.pdf.write(self.name)
        if self.has_truth:
            yield '.truth.json', readable_json(self.truth()).encode()


def trait(name, about):
    """Registers a function that draws a sample."""
    def register(function):
        TRAITS.append((name, about, function))
        return function
    return register


def readable_json(truth):
    """JSON with a line for each cell and each other entry."""
    line = lambda value: json.dumps(value, ensure_ascii=False)

    def block(key, value, indent):
        pad = ' ' * indent
        if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
            inner = [show(v, indent + 1) for v in value]
            return f'{pad}{line(key)}: [\n' + ',\n'.join(inner) + f'\n{pad}]'
        return f'{pad}{line(key)}: {line(value)}'

    def show(value, indent):
        pad = ' ' * indent
        if isinstance(value, dict) and any(isinstance(v, list) and v and isinstance(v[0], list) for v in value.values()):
            return pad + '{\n' + ',\n'.join(block(k, v, indent + 1) for k, v in value.items()) + f'\n{pad}}}'
        return pad + line(value)

    return '{\n' + ',\n'.join(block(k, v, 1) for k, v in truth.items()) + '\n}\n'
