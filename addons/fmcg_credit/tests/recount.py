"""What buyers owe, counted anew from documents; shares nothing with the add-on."""


class Recount:
    """Of one seller. Goods are shipped, services are delivered by writing the quantity.

    :param env: environment
    :param company: the seller
    :param goods: the product that is shipped
    :param on_order: the product that is invoiced as ordered; all others as delivered
    """

    def __init__(self, env, company, goods, on_order):
        self.env, self.company = env, company
        self.goods, self.on_order = goods, on_order

    def committed(self, partners):
        """Confirmed and not invoiced yet."""
        orders = self.env["sale.order"].search(
            [
                ("company_id", "=", self.company.id),
                ("state", "=", "sale"),
                ("partner_id", "in", partners.ids),
            ]
        )
        return sum(map(self._of_order, orders))

    def _of_order(self, order):
        lines = order.order_line.filtered(lambda line: not line.display_type)
        advances = lines.filtered("is_downpayment")
        due = sum(map(self._of_line, lines - advances))
        paid = sum(
            sign * line.price_total for sign, line in self._invoiced(advances)
        )
        return order.currency_id.round(max(due - paid, 0.0))

    def _of_line(self, line):
        invoiced = sum(
            sign * invoice_line.quantity for sign, invoice_line in self._invoiced(line)
        )
        due = max(self._get_expected(line) - invoiced, 0.0)
        return due * line.price_total / line.product_uom_qty

    def _get_expected(self, line):
        if line.product_id == self.goods:
            return sum(map(self._get_shipped, line.move_ids))
        if line.product_id == self.on_order:
            return line.product_uom_qty
        return max(line.product_uom_qty, line.qty_delivered)

    def _get_shipped(self, move):
        """What has gone to the customer or is going to, less what has come back.

        The warehouse prepares first and then ships what was prepared, so that goods
        are on one open move at a time.
        """
        is_done = move.state == "done"
        if move.location_id.usage == "customer":
            return -move.quantity if is_done else 0.0
        if move.location_dest_id.usage == "customer" and is_done:
            return move.quantity
        is_open = move.state not in ("done", "cancel")
        return move.product_uom_qty if is_open else 0.0

    def _invoiced(self, lines):
        for line in lines.invoice_lines:
            if line.parent_state == "posted":
                yield (1 if line.move_id.move_type == "out_invoice" else -1), line

    def books(self, partners, today):
        """:return: tuple of what is open, what of it is credit, what is overdue and
        the oldest due date of that"""
        lines = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("partner_id", "child_of", partners.ids),
            ]
        )
        if not partners:
            lines = lines.browse()
        debts = lines.filtered(lambda line: line.amount_residual > 0)
        overdue = debts.filtered(lambda line: line.date_maturity < today)
        return (
            sum(lines.mapped("amount_residual")),
            -sum((lines - debts).mapped("amount_residual")),
            sum(overdue.mapped("amount_residual")),
            min(overdue.mapped("date_maturity"), default=None),
        )
