import { onMounted } from "@odoo/owl";
import { DeskPicker } from "./desk_picker";

/** The first question of the desk: who orders. */
export class DeskCustomer extends DeskPicker {
    static template = "fmcg_order_desk.DeskCustomer";

    opensAtOnce = true;

    setup() {
        super.setup();
        this.listId = "o_desk_customers";
        onMounted(() => this.input.el.focus());
    }

    find(text) {
        return this.desk.findCustomers(text);
    }

    choose(customer) {
        this.desk.open(customer.agreement_id);
    }
}
