"""Make the spreadsheets to fill, in both languages.

    PYTHONPATH=tools python3 -m fmcgtools python data/templates/make.py

Headings are those that the importers accept; tests import each file as it lies here
(``addons/fmcg/tests/test_templates.py``). A pair stands for English and Chinese.
"""

import datetime
import sys
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "zh_CN")
SELLER = ("My Company", "My Company")
DISTRIBUTOR = ("Sample Wholesale", "样例批发部")
SHOP = ("Sample Corner Shop", "样例便利店")
TEA = ("Sample lemon tea 500 ml", "样例柠檬茶 500毫升")
START = datetime.date(2026, 1, 1)

# By file: the heading of each column, and what stands below it in each sample row
TEMPLATES = {
    "channel": [
        (("Code", "编码"), "SAMPLE-01", "SAMPLE-01-001"),
        (("Name", "名称"), DISTRIBUTOR, SHOP),
        (("Licence Number", "营业执照号"), "91440101MA0EXMPL2B", "91440106MA0EXMPL3C"),
        (("Tier", "层级"), ("City Distributor", "市级经销商"), ("Retail Outlet", "终端门店")),
        (("Upstream", "上级"), SELLER, "SAMPLE-01"),
        (("Territory", "区域"), "440100", "440106"),
    ],
    "agreements": [
        (("Seller", "卖方"), SELLER),
        (("Buyer", "买方"), "SAMPLE-01"),
        (("Priority", "优先级"), 10),
        (("Credit Limit", "信用额度"), 100000),
        (("Minimum Order", "起订金额"), 20),
        (("Date Start", "开始日期"), START),
        (("State", "状态"), ("Active", "有效")),
    ],
    "products": [
        (("Code", "产品编码"), "SAMPLE-TEA"),
        (("Name", "英文名称"), TEA[0]),
        (("Name in Chinese", "中文名称"), TEA[1]),
        (("Category", "分类"), ("Sample drinks", "样例饮料")),
        (("Brand", "品牌"), ("Sample brand", "样例品牌")),
        (("Unit", "单位"), ("Bottles", "瓶")),
        (("Barcode", "条码"), "2000000000015"),
        (("Pack Unit", "中包单位"), None),
        (("Pack Size", "中包数量"), 6),
        (("Pack Barcode", "中包条码"), "2000000000022"),
        (("Case Size", "箱规"), 24),
        (("Case Barcode", "箱码"), "2000000000039"),
        (("Shelf Life (days)", "保质期（天）"), 365),
        (("Public Price", "公开价"), 3.5),
        (("Weight (kg)", "重量（千克）"), 0.52),
        (("Can Be Sold", "可销售"), ("yes", "是")),
    ],
    "prices": [
        (("Product", "产品"), "SAMPLE-TEA", "SAMPLE-TEA"),
        (("Unit", "单位"), None, ("Case of 24 Bottles", "箱（24 瓶）")),
        (("From Quantity", "起始数量"), None, 10),
        (("New Price", "新价格"), 2.8, 64.8),
    ],
    "listing": [
        (("Seller", "卖方"), SELLER),
        (("Listed", "已上架"), True),
        (("For", "适用对象"), ("Tier", "层级")),
        (("Tier", "层级"), ("City Distributor", "市级经销商")),
        (("Product", "产品"), TEA),
        (("From", "开始日期"), START),
        (("Note", "备注"), ("A sample", "样例")),
    ],
    "orders": [
        (("Code", "编码"), "SAMPLE-TEA"),
        (("Name", "名称"), TEA),
        (("Quantity", "数量"), 2),
        (("Unit", "单位"), ("case", "箱")),
        (("Note", "备注"), ("Morning, please", "请上午送")),
    ],
    "opening_lots": [
        # labels with a slash, which Odoo takes for a path of fields: the field's name then
        (("name", "name"), "SAMPLE-360101"),
        (("Product", "产品"), "SAMPLE-TEA"),
        (("Expiration Date", "有效期"), datetime.date(2036, 12, 31)),
    ],
    "opening_stock": [
        (("Location", "库位"), "WH/Stock"),
        (("Product", "产品"), "SAMPLE-TEA"),
        (("lot_id", "lot_id"), "SAMPLE-360101"),
        (("Counted", "计数"), 240),
    ],
    "opening_balances": [
        (("Date", "日期"), START, None),
        (("Journal", "日记账"), "MISC", None),
        (("Reference", "参考"), ("Opening balances", "期初余额"), None),
        (("Journal Items/Account", "日记账项目/账户"), "112200", "400100"),
        (("Journal Items/Partner", "日记账项目/合作伙伴"), DISTRIBUTOR, None),
        (("Journal Items/Label", "日记账项目/标签"), ("Open invoices", "未结账款"), ("Opening", "期初")),
        (("Journal Items/Due Date", "日记账项目/到期日期"), datetime.date(2026, 1, 31), None),
        (("Journal Items/Debit", "日记账项目/借方"), 12800, 0),
        (("Journal Items/Credit", "日记账项目/贷方"), 0, 12800),
    ],
}  # fmt: skip


def rows(name, language):
    """The heading and the sample rows of a file."""
    place = LANGUAGES.index(language)
    return [
        [cell[place] if isinstance(cell, tuple) else cell for cell in row]
        for row in zip(*TEMPLATES[name], strict=True)
    ]


def write(path, lines):
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, str):
                # barcodes and codes keep their zeros
                sheet.write_string(number, place, value, None if number else bold)
            elif value is not None:
                sheet.write(number, place, value)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(lines[0]) - 1, 20)
    book.close()


def main():
    for language in LANGUAGES:
        (HERE / language).mkdir(exist_ok=True)
        for name in TEMPLATES:
            path = HERE / language / f"{name}.xlsx"
            write(path, rows(name, language))
            sys.stdout.write(f"written: {path}\n")


if __name__ == "__main__":
    main()
