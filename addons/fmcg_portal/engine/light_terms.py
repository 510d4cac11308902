"""Which terms scripts and templates of the browser say, to send only their translations."""

import re
from xml.etree import ElementTree

# the first argument of ``_t``, in any of the three quotes
SAID = re.compile(r"""\b_t\(\s*(["'`])((?:\\.|(?!\1).)*)\1""", re.DOTALL)


def read(scripts, templates):
    """
    :param scripts: sources of JavaScript
    :param templates: sources of XML, without an element around them
    :return: set of terms, each without blanks around it
    """
    terms = set()
    for script in scripts:
        terms.update(_plain(found[1]) for found in SAID.findall(script))
    for template in templates:
        terms.update(_read_template(template))
    return terms


def _read_template(source):
    for element in ElementTree.fromstring(f"<templates>{source}</templates>").iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            if text:
                yield text.strip()


def _plain(literal):
    return re.sub(r"\\(.)", r"\1", literal).strip()


def keep(messages, terms):
    """
    :param messages: dicts with ``id`` and ``string``, as Odoo sends translations
    :param terms: of :func:`read`
    """
    return [dict(message) for message in messages if message["id"].strip() in terms]
