"""Under which terms who serves whom: carriers, agreements and applications."""

from datetime import timedelta

from .afterwards import FOUNDED
from .book import table

TRACKING_URL = "https://www.kuaidi100.com/chaxun?nu=<shipmenttrackingnumber>"


def tell(book):
    create_carriers(book)
    create_agreements(book)
    grant_credit(book, enterprises=False)
    chain_price_lists(book)
    create_applications(book)


def create_carriers(book):
    for key, node in book.all("node").items():
        if not node.company_id:
            continue
        is_local = node.tier_id.code in ("city", "sub")
        english = "City Distribution" if is_local else "Trunk Line"
        chinese = "同城配送" if is_local else "干线物流"
        carrier = book.env["delivery.carrier"].create(
            {
                "name": english,
                "delivery_type": "fixed",
                "fixed_price": 0.0,
                "product_id": create_freight(book, node.company_id).id,
                "company_id": node.company_id.id,
                "tracking_url": TRACKING_URL,
                "invoice_policy": "estimated",
            }
        )
        book.keep("carrier", key, book.in_chinese(carrier, name=chinese))


def create_freight(book, company):
    """A carrier has the company of its product, so each one needs its own."""
    freight = (
        book.env["product.product"]
        .with_company(company)
        .create(
            {
                "name": "Freight",
                "type": "service",
                "company_id": company.id,
                "list_price": 0.0,
                "purchase_ok": False,
                "sale_ok": False,
                "invoice_policy": "order",
            }
        )
    )
    return book.in_chinese(freight, name="运费")


def create_agreements(book):
    for row in table("agreements"):
        key = f"{row['seller']}_{row['buyer']}"
        agreement = book.env["channel.agreement"].create(
            prepare_agreement_values(book, row)
        )
        agreement.action_activate()
        book.keep("agreement", key, agreement)


def grant_credit(book, enterprises):
    """Credit of those that are enterprises, or of the others.

    Enterprises get theirs when they have paid for their first stock.
    """
    for row in table("agreements"):
        if bool(book.company(row["buyer"])) == enterprises:
            agreement = book.get("agreement", f"{row['seller']}_{row['buyer']}")
            agreement.credit_limit = float(row["credit_limit"])


def prepare_agreement_values(book, row):
    company = book.company(row["seller"])
    warehouse = book.env["stock.warehouse"].search(
        [("company_id", "=", company.id)], limit=1
    )
    return {
        "company_id": company.id,
        "node_id": book.node(row["buyer"]).id,
        "grade_id": book.get("grade", f"{row['seller']}_{row['grade']}").id,
        "user_id": row["salesperson"] and book.user(row["salesperson"]).id,
        "payment_term_id": payment_term(book, row["payment_term"]).id,
        "credit_grace_days": int(row["grace"]),
        "date_start": book.today - timedelta(days=FOUNDED),
        "min_order_amount": float(row["min_order"]),
        "priority": int(row["priority"]),
        "categ_ids": row["scope"] and [book.get("category", row["scope"]).id] or [],
        "warehouse_id": warehouse.id,
        "carrier_id": book.get("carrier", row["seller"]).id,
    }


def chain_price_lists(book):
    """Lists beside those of the grades: of one customer, or of a territory."""
    for row in table("chain_prices"):
        key = f"{row['seller']}_{row['use']}_{row['target']}"
        pricelist = book.all("pricelist").get(key) or create_list(book, key, row)
        product = book.product(row["product"])
        book.env["product.pricelist.item"].create(
            {
                "pricelist_id": pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": product.product_tmpl_id.id,
                "compute_price": "fixed",
                "fixed_price": float(row["price"]),
                "min_quantity": float(row["from_quantity"]),
                "uom_id": row["unit"] != "piece" and book.unit(product, row["unit"]).id,
            }
        )


def create_list(book, key, row):
    company = book.company(row["seller"])
    pricelist = book.env["product.pricelist"].create(
        {
            "name": f"{row['list_en']} · {company.name}",
            "company_id": company.id,
            "currency_id": company.currency_id.id,
            "chain_mode": row["mode"],
        }
    )
    book.in_chinese(pricelist, name=f"{row['list_zh']} · {company.name}")
    if row["use"] == "territory":
        territory = book.env.ref(f"fmcg_channel.territory_cn_{row['target']}")
        pricelist.territory_ids = territory
    else:
        agreement = book.get("agreement", f"{row['seller']}_{row['target']}")
        agreement.pricelist_id = pricelist
    return book.keep("pricelist", key, pricelist)


def payment_term(book, days):
    name = f"{days}days" if int(days) else "immediate"
    return book.env.ref(f"account.account_payment_term_{name}")


def create_applications(book):
    for row in table("applications"):
        company = book.company(row["seller"])
        Application = book.env["channel.application"]
        application = book.acting(row["salesperson"], company, Application).create(
            {
                "name": row["name"],
                "company_id": company.id,
                "territory_id": book.env.ref(
                    f"fmcg_channel.territory_cn_{row['territory']}"
                ).id,
                "grade_id": book.get("grade", f"{row['seller']}_{row['grade']}").id,
                "licence_number": row["licence"],
                "contact_name": row["contact"],
                "phone": row["phone"],
                "email": row["email"],
                "street": row["street"],
                "note": row["note"],
                "lang": "zh_CN",
            }
        )
        if row["state"] == "submitted":
            application.action_submit()
