"""What it costs whom: a price list for each grade of each seller, and each one's cost."""

from .book import table

# What the brand pays to make a product, as a part of its recommended retail price.
MAKING = 0.38
# The least price, as a part of the cost.
FLOOR = 1.02


def tell(book):
    create_grades(book)
    create_rules(book)
    set_costs(book)
    set_floor_prices(book)


def create_grades(book):
    for row in table("grades"):
        company = book.company(row["seller"])
        pricelist = book.env["product.pricelist"].create(
            {
                "name": f"{row['name_en']} · {company.name}",
                "company_id": company.id,
                "currency_id": company.currency_id.id,
                "item_ids": [
                    (0, 0, prepare_discount_values(float(row["discount"]))),
                ],
            }
        )
        book.in_chinese(pricelist, name=f"{row['name_zh']} · {company.name}")
        grade = book.env["channel.grade"].create(
            {
                "name": row["name_en"],
                "code": row["code"],
                "company_id": company.id,
                "pricelist_id": pricelist.id,
            }
        )
        key = f"{row['seller']}_{row['code']}"
        book.keep("pricelist", key, pricelist)
        book.keep("grade", key, book.in_chinese(grade, name=row["name_zh"]))


def prepare_discount_values(percent):
    return {
        "applied_on": "3_global",
        "compute_price": "percentage",
        "percent_price": percent,
    }


def create_rules(book):
    """Prices of a category or a product that differ from the rest of the list."""
    categories = book.all("category")
    for row in table("prices"):
        pricelist = book.get("pricelist", f"{row['seller']}_{row['grade']}")
        values = {
            "pricelist_id": pricelist.id,
            "min_quantity": float(row["min_quantity"]),
        }
        if row["price"]:
            values |= {"compute_price": "fixed", "fixed_price": float(row["price"])}
        else:
            values |= prepare_discount_values(float(row["discount"]))
        if row["scope"] in categories:
            category = categories[row["scope"]]
            values |= {"applied_on": "2_product_category", "categ_id": category.id}
        else:
            product = book.product(row["scope"]).product_tmpl_id
            values |= {"applied_on": "1_product", "product_tmpl_id": product.id}
        book.env["product.pricelist.item"].create(values)


def set_costs(book):
    """Every enterprise's cost is what its seller charges; the brand's is its making."""
    # nothing is in stock yet, so no value has to be adjusted
    Product = book.env["product.product"].with_context(disable_auto_revaluation=True)
    products = Product.union(*goods(book))
    for product in products.with_company(book.company("brand")):
        product.standard_price = round(product.list_price * MAKING, 2)
    for row in table("agreements"):
        company = book.node(row["buyer"]).company_id
        if company:
            pricelist = book.get("pricelist", f"{row['seller']}_{row['grade']}")
            prices = pricelist._get_products_price(products, 1000.0)
            for product in products.with_company(company):
                product.standard_price = prices[product.id]


def set_floor_prices(book):
    """No enterprise sells for less than what it paid, plus a little."""
    companies = {node.company_id for node in book.all("node").values() if node.company_id}
    for company in companies:
        for product in goods(book):
            product = product.with_company(company)
            template = product.product_tmpl_id
            template.floor_price = round(product.standard_price * FLOOR, 2)


def goods(book):
    return list(book.all("product").values())
