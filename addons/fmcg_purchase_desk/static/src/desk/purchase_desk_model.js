import { Desk } from "@fmcg_order_desk/desk/desk_model";
import { showQuantity } from "@fmcg_order_desk/desk/desk_quantity";
import { COLUMNS, isEmpty, makeRow, unitOf } from "@fmcg_order_desk/desk/desk_rows";

/** The desk turned round: its customer is the supplier, its order a purchase. */
export class PurchaseDeskModel extends Desk {
    static model = "channel.purchase.desk";
    static document = "purchase.order";

    clear() {
        super.clear();
        this.days = "";
        this.filled = null; // how many products the last suggestion was of
    }

    async open(agreementId) {
        const isOpen = await super.open(agreementId);
        if (isOpen) {
            this.days = String(this.customer.target_days);
        }
        return isOpen;
    }

    /** Who has one supplier is not asked which. */
    async openOnly() {
        const found = await this.findCustomers("");
        if (found?.length === 1) {
            await this.open(found[0].agreement_id);
        }
    }

    writeDays(text) {
        this.days = text;
    }

    /** Fill in what is lacking for so many days; quantities that were typed stay. */
    async suggest() {
        const { customer, days } = this;
        const found = await this.attempt(() =>
            this.call("suggest", customer.agreement_id, Number(days))
        );
        if (found && this.customer === customer && this.canEdit) {
            this.fill(found);
            this.filled = found.length;
        }
    }

    fill(found) {
        for (const goods of found) {
            const row = this.find(goods.product_id);
            if (!row) {
                this.rows.push(makeRow(this.nextId++, goods));
            } else if (isEmpty(row)) {
                for (const column of COLUMNS) {
                    row[column] = showQuantity(goods.quantities[unitOf(row, column)?.id]);
                }
            }
        }
        this.focusSearch();
        this.changed();
    }
}
