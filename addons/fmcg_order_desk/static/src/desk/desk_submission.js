import { _t } from "@web/core/l10n/translation";
import { uuid } from "@web/core/utils/strings";
import { isEmpty, toRequest } from "./desk_rows";

// What an order says beside its rows: the customer's own number, the day of delivery, a note
const NO_HEAD = { reference: "", day: "", note: "" };

/** From the grid to the order: one key, one order, however often it is sent. */
export class DeskSubmission {
    clearSubmission() {
        this.key = null;
        this.saved = null; // the draft that was made of these rows
        this.done = null; // the order that was submitted
        this.busy = "";
        this.confirming = false;
        this.isKeyUsed = false;
        this.head = { ...NO_HEAD };
    }

    /** @param {string} name of the head's, see NO_HEAD */
    writeHead(name, text) {
        if (this.canEdit) {
            this.head[name] = text;
            this.keepSoon();
        }
    }

    /** Another order begins. */
    renewKey() {
        this.key = uuid();
        this.saved = null;
        this.isKeyUsed = false;
    }

    async save() {
        const answer = await this.send(false);
        if (answer) {
            this.saved = answer;
            this.keep();
            await this.refreshCustomer();
        }
    }

    /** Hand the order in. What would hold it is said first, and a second time means it. */
    async submit() {
        if (!this.canSend()) {
            return;
        }
        if (this.isQuoting) {
            await this.quoteNow();
        }
        if (this.blocks.length && !this.confirming) {
            this.confirming = true;
            return;
        }
        const answer = await this.send(true);
        if (answer) {
            this.done = answer;
            this.storage.forget(this.customer.agreement_id);
            this.storage.current = 0; // a page that is loaded again starts anew
            await this.refreshCustomer();
        }
    }

    /** Credit and last orders are others once an order was saved. */
    async refreshCustomer() {
        const { customer } = this;
        const fresh = await this.attempt(
            () => this.call("open_customer", customer.agreement_id),
            false
        );
        if (fresh && this.customer === customer) {
            Object.assign(customer, fresh);
        }
    }

    /** @returns {Promise<Object|undefined>} the answer of the server */
    async send(submit) {
        if (!this.canSend()) {
            return;
        }
        this.busy = submit ? "submit" : "save";
        const rows = this.rows.filter((row) => !isEmpty(row)).map(toRequest);
        const { agreement_id } = this.customer;
        try {
            return await this.attempt(() =>
                this.call("save", agreement_id, rows, this.key, submit, { ...this.head })
            );
        } finally {
            this.busy = "";
            this.confirming = false;
        }
    }

    /** Whether there is something to send now; says why not. */
    canSend() {
        if (!this.canEdit || !this.customer.may_enter) {
            return false;
        }
        if (this.hasUnreadable) {
            this.error = _t("Quantity: correct the marked cells, they hold no numbers.");
            return false;
        }
        if (this.rows.every(isEmpty)) {
            this.error = _t("Quantity: order at least one product first.");
            return false;
        }
        return true;
    }

    /** What would hold the order, by rows and as a whole. */
    get blocks() {
        const marks = [...this.current.reasons, ...this.rows.flatMap((row) => row.marks)];
        return marks.filter((mark) => mark.severity === "block");
    }

    /** The next order of the same customer, on an empty grid. */
    async startNext() {
        const { agreement_id } = this.customer;
        this.storage.forget(agreement_id);
        this.done = this.done || {}; // what is on the grid is not kept
        await this.open(agreement_id);
    }

    /** The rows of an order that was submitted meanwhile become another order. */
    startAnother() {
        this.renewKey();
        this.error = "";
        this.keep();
    }
}
