"""Up the chain: outlets order what their distributor keeps, and what it does not keep.

What it lacks it has ordered from its own upstream by itself; of the three orders the goods
from above have been asked for, are on their way, and have arrived. What the distributor's
stock needs is proposed as well.
"""

from .book import table
from .orders import CONFIRM, SHIP, Tale

# How far the upstream has come with what was ordered from it
WORK = tuple(step for step in SHIP if step not in CONFIRM)
CAME = {"asked": (), "coming": WORK, "arrived": (*WORK, "receive")}
BUYER = "sz"
# What the distributor keeps of a product that it sold nothing of before
KEPT, LEAST, MOST = "ENE-02", 240, 480


def tell(book):
    set_rules(book)
    for row in table("cascade_orders"):
        Chain(book, row).tell()


def set_rules(book):
    """The administrator, who buys for the enterprise, says how."""
    company = book.company(BUYER)

    def acting(model):
        return book.acting(f"admin.{BUYER}", company, book.env[model])

    acting("channel.enterprise.settings").create(
        {"sourcing_release": "at_once"}
    ).action_save()
    acting("channel.sourcing.rule").create({"mode": "missing"})
    kept = {
        "product_tmpl_id": book.product(KEPT).product_tmpl_id.id,
        "kind": "min_max",
        "least": LEAST,
        "most": MOST,
    }
    acting("channel.replenishment.rule").create([{"kind": "cover"}, kept])


class Chain:
    """An outlet's order, and what its distributor ordered for it."""

    def __init__(self, book, row):
        self.book, self.row = book, row
        self.tale = Tale(book, row, f"cascade_{row['came']}")
        self.company = self.tale.company

    def tell(self):
        self.tale.tell()
        lines = self.tale.order.order_line
        self.company._source(lines.product_id)
        purchase = lines.sourcing_share_ids.purchase_line_id.order_id
        self.follow_upstream(purchase)

    def follow_upstream(self, purchase):
        order = purchase.sudo().upstream_order_id
        above = Tale(
            self.book,
            {
                "seller": self.upstream(order),
                "buyer": self.row["seller"],
                "author": f"admin.{self.row['seller']}",
                "stage": "confirmed",
                "days": self.row["days"],
                "note": "",
                "lines": "",
            },
            f"cascade_{self.row['came']}_above",
        )
        above.order = order
        self.book.keep("order", above.number, order)
        if order.state != "sale":
            raise AssertionError(f"{order.name} waits: {order.gate_reasons}")
        products = order.order_line.product_id
        order.company_id._source(products)  # says when it comes
        for step in CAME[self.row["came"]]:
            getattr(above, step)()
        above.follow()
        self.company._source(products)
        self.book.order_days[order] = above.days

    def upstream(self, order):
        nodes = self.book.all("node").items()
        return next(key for key, node in nodes if node.company_id == order.company_id)


def look(book):
    """What the scheduled action does every day, when all has happened."""
    book.company(BUYER)._replenish()
