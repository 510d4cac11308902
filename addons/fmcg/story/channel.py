"""The brand, its distributors and their outlets; each distributor an enterprise."""

from .book import table
from .users import PASSWORD, email_of, of_node


def tell(book):
    for row in table("nodes"):
        if row["key"] == "brand":
            open_brand(book, row)
            continue
        node = book.keep("node", row["key"], create_node(book, row))
        if row["warehouse"]:
            open_enterprise(book, node, row)
    companies = book.env["res.company"].union(
        *(node.company_id for node in book.all("node").values())
    )
    book.env.ref("base.user_admin").company_ids |= companies


def open_brand(book, row):
    """The database's first company becomes the brand."""
    company = book.brand
    company.partner_id.write(prepare_partner_values(book, row))
    company.write(
        {
            "name": row["name"],
            "country_id": book.env.ref("base.cn").id,
            "order_approval_limit": float(row["approval_limit"]),
            # stock_sms switches it on for the first company: no text messages here
            "stock_text_confirmation": False,
        }
    )
    company._ensure_channel_node()
    node = company.channel_node_id
    node.write(prepare_node_values(book, row))
    book.keep("node", "brand", node)
    wizard = new_wizard(book, node, row)
    if company.chart_template != "cn":
        book.env["account.chart.template"].try_loading("cn", company)
    wizard._create_warehouse(company)
    wizard._create_base_pricelist(company)
    wizard._create_administrator(company, **administrator_values(row["key"]))


def create_node(book, row):
    partner = book.env["res.partner"].create(
        {"is_company": True, "lang": "zh_CN", **prepare_partner_values(book, row)}
    )
    values = prepare_node_values(book, row)
    return book.env["channel.node"].create({"partner_id": partner.id, **values})


def prepare_partner_values(book, row):
    district = territory(book, row["territory"])
    return {
        "name": row["name"],
        "company_registry": row["licence"],
        "street": row["street"],
        "street2": district.name,
        "city": in_both_languages(district.parent_id),
        "zip": row["zip"],
        "country_id": book.env.ref("base.cn").id,
        "phone": row["phone"],
        "email": email_of(row["key"]),
    }


def in_both_languages(record):
    """An address is not translated, and read in either language."""
    return f"{record.with_context(lang='zh_CN').name} {record.name}"


def prepare_node_values(book, row):
    return {
        "code": row["key"].upper(),
        "parent_id": row["parent"] and book.node(row["parent"]).id,
        "tier_id": book.env.ref(f"fmcg_channel.tier_{row['tier']}").id,
        "territory_id": territory(book, row["territory"]).id,
    }


def territory(book, code):
    return book.env.ref(f"fmcg_channel.territory_cn_{code}")


def open_enterprise(book, node, row):
    company = new_wizard(book, node, row)._open(**administrator_values(row["key"]))
    company.order_approval_limit = float(row["approval_limit"])


def new_wizard(book, node, row):
    """The wizard that opens an enterprise, filled in."""
    administrator = of_node(row["key"], "enterprise_admin")[0]
    return book.env["channel.enterprise.open"].create(
        {
            "node_id": node.id,
            "country_id": book.env.ref("base.cn").id,
            "warehouse_code": row["warehouse"],
            "admin_name": administrator["name"],
            "admin_login": administrator["login"],
        }
    )


def administrator_values(key):
    administrator = of_node(key, "enterprise_admin")[0]
    return {
        "password": PASSWORD,
        "email": email_of(administrator["login"]),
        "lang": administrator["lang"],
        "tz": "Asia/Shanghai",
    }
