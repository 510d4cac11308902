"""What people type to find goods; each entrance finds the same."""

# What is typed, and the codes of what is found by it
SEARCHES = (
    ("kele", "FIND-SOD-01 FIND-SOD-02"),
    ("jdkl", "FIND-SOD-01"),
    ("jingdian kele", "FIND-SOD-01"),
    ("可乐", "FIND-SOD-01 FIND-SOD-02"),
    ("330 可乐", "FIND-SOD-01"),
    ("可乐 经典", "FIND-SOD-01"),
    ("可乐330", "FIND-SOD-01"),
    ("findbis01", "FIND-BIS-01"),
    ("FIND-BIS-01", "FIND-BIS-01"),
    ("可樂", "FIND-SOD-01 FIND-SOD-02"),
    ("黃油餅乾", "FIND-BIS-01"),
    ("classic cola", "FIND-SOD-01"),
    ("cola330", "FIND-SOD-01"),
    ("butter", "FIND-BIS-01"),
    ("黄油", "FIND-BIS-01"),
    ("6940077", "FIND-SOD-01"),
    ("6940077100014", "FIND-SOD-01"),
    ("湖畔试验", "FIND-SOD-01 FIND-BIS-01"),
    ("Lake Test", "FIND-SOD-01 FIND-BIS-01"),
    ("hpsy", "FIND-SOD-01 FIND-BIS-01"),
    ("湖畔试验 可乐", "FIND-SOD-01"),
    ("可乐 饼干", ""),
    ("%", ""),
    ("_", ""),
)


class SearchCase:
    """Mixed into the cases of the entrances."""

    @classmethod
    def create_searched(cls):
        """Two colas and a biscuit, named in English and Chinese."""
        cls.env["res.lang"]._activate_lang("zh_CN")
        brand = cls.env["product.brand"].create({"name": "Lake Test"})
        brand.with_context(lang="zh_CN").name = "湖畔试验"
        cls.cola, cls.zero, cls.biscuit = cls.env["product.product"].create(
            [
                {
                    "name": "Classic Cola (can) 330 ml",
                    "default_code": "FIND-SOD-01",
                    "barcode": "6940077100014",
                    "product_brand_id": brand.id,
                },
                {"name": "Zero Cola 500 ml", "default_code": "FIND-SOD-02"},
                {
                    "name": "Butter biscuits",
                    "default_code": "FIND-BIS-01",
                    "product_brand_id": brand.id,
                },
            ]
        )
        searched = cls.cola + cls.zero + cls.biscuit
        names = ("经典可乐（罐装）330毫升", "无糖可乐 500毫升", "黄油饼干")
        for product, name in zip(searched, names, strict=True):
            product.with_context(lang="zh_CN").name = name
        searched.write({"list_price": 3, "taxes_id": False})
        return searched

    def check_searches(self, find):
        """:param find: from a text to the codes that are found, whatever else is"""
        own = {"FIND-SOD-01", "FIND-SOD-02", "FIND-BIS-01"}
        for text, codes in SEARCHES:
            with self.subTest(text=text):
                self.assertEqual(own & {*find(text)}, {*codes.split()})
