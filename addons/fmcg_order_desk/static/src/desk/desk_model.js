import { _t } from "@web/core/l10n/translation";
import { debounce } from "@web/core/utils/timing";
import { reactive } from "@odoo/owl";
import { DeskSubmission } from "./desk_submission";
import {
    applyQuote,
    firstColumn,
    isUnreadable,
    keepRow,
    makeRow,
    quantityOf,
    restoreRow,
    toRequest,
    unitOf,
} from "./desk_rows";

const MODEL = "channel.order.desk";
export const QUOTE_DELAY = 250;
const NO_QUOTE = { totals: {}, reasons: [], gifts: [], discounts: [], applied: [], near: [] };

/**
 * The desk: one customer, its rows, and what the server says of them.
 *
 * Components read it through `useState`, so that each is drawn again for what it shows
 * only, and act on it through the instance of the environment, which watches nothing.
 */
export class Desk extends DeskSubmission {
    static make(services) {
        const desk = reactive(new Desk());
        // on the watched object, so that delayed work is watched as well
        desk.setup(services);
        return desk;
    }

    setup({ orm, action, storage }) {
        this.orm = orm.silent;
        this.action = action;
        this.storage = storage;
        this.askQuote = debounce(() => this.quote(), QUOTE_DELAY);
        this.clear();
    }

    clear() {
        this.customer = null;
        this.rows = [];
        this.suggestion = null;
        this.notes = [];
        this.focus = null;
        this.nextId = 1;
        this.asked = 0;
        this.answered = 0;
        this.current = { ...NO_QUOTE };
        this.error = "";
        this.isOffline = false;
        this.clearSubmission();
    }

    call(method, ...args) {
        return this.orm.call(MODEL, method, args);
    }

    /** Do something that asks the server; what it says is shown and nothing is lost. */
    async attempt(action) {
        try {
            const result = await action();
            this.isOffline = false;
            this.error = "";
            return result;
        } catch (error) {
            this.showError(error);
        }
    }

    showError(error) {
        this.isOffline = !error.data;
        const problems = error.data?.context?.problems || [];
        this.isKeyUsed = problems.some(({ code }) => code === "key_reused");
        this.error = error.data
            ? error.data.message || error.message
            : _t("No connection. Nothing is lost: your rows stay here, try again.");
    }

    // Customer

    async open(agreementId) {
        this.leave();
        const customer = await this.attempt(() => this.call("open_customer", agreementId));
        if (!customer) {
            return false;
        }
        this.customer = customer;
        this.storage.current = agreementId;
        this.restore();
        this.focusSearch();
        await this.quote();
        return true;
    }

    /** Back to the choice of a customer; the rows of this one are kept. */
    leave() {
        this.askQuote.cancel();
        this.keep();
        this.storage.current = 0;
        this.clear();
    }

    restore() {
        const kept = this.storage.read(this.customer.agreement_id);
        this.renewKey();
        if (kept) {
            this.key = kept.key;
            this.saved = kept.saved;
            this.rows = kept.rows.map((row) => restoreRow(this.nextId++, row));
        }
    }

    keep() {
        if (!this.customer || this.done) {
            return;
        }
        const { key, saved, rows } = this;
        this.storage.write(this.customer.agreement_id, {
            key,
            saved,
            rows: rows.map(keepRow),
        });
    }

    // Rows

    get canEdit() {
        return Boolean(this.customer && !this.done && !this.busy);
    }

    find(productId) {
        return this.rows.find((row) => row.product_id === productId);
    }

    /** Put goods on the grid; a product that is there already is only gone to. */
    add(goods) {
        if (!this.canEdit) {
            return;
        }
        let row = this.find(goods.product_id);
        if (!row) {
            this.rows.push(makeRow(this.nextId++, goods));
            row = this.rows.at(-1);
        }
        this.focusCell(row.id, firstColumn(row));
        this.changed();
    }

    /** A scanned barcode is one more of its unit; the next one can be scanned at once. */
    scan(goods) {
        if (!this.canEdit) {
            return;
        }
        if (!this.find(goods.product_id)) {
            this.rows.push(makeRow(this.nextId++, goods));
        }
        const row = this.find(goods.product_id);
        const column = row.case && row.case.id === goods.scanned ? "cases" : "pieces";
        row[column] = String((quantityOf(row, column) || 0) + 1);
        this.changed();
    }

    /** Add rows with quantities; what is on the grid already keeps its own.
     *
     * @param {boolean} more whether quantities are added to those on the grid
     */
    addAll(found, { more = false } = {}) {
        if (!this.canEdit) {
            return;
        }
        for (const goods of found) {
            const row = this.find(goods.product_id);
            if (!row) {
                this.rows.push(makeRow(this.nextId++, goods));
            } else if (more) {
                this.raise(row, goods.quantities);
            }
        }
        this.focusSearch();
        this.changed();
    }

    raise(row, quantities) {
        for (const column of ["cases", "pieces"]) {
            const added = quantities[unitOf(row, column)?.id] || 0;
            if (added) {
                row[column] = String((quantityOf(row, column) || 0) + added);
            }
        }
    }

    /** @returns {boolean} whether the row takes the text now */
    type(row, column, text) {
        if (!this.canEdit) {
            return false;
        }
        row[column] = text;
        this.changed();
        return true;
    }

    remove(rowId) {
        const place = this.rows.findIndex((row) => row.id === rowId);
        if (place < 0 || !this.canEdit) {
            return;
        }
        this.rows.splice(place, 1);
        const next = this.rows[Math.min(place, this.rows.length - 1)];
        if (next) {
            this.focusCell(next.id, firstColumn(next));
        } else {
            this.focusSearch();
        }
        this.changed();
    }

    changed() {
        this.asked++;
        this.confirming = false;
        this.keep();
        this.askQuote();
    }

    get hasUnreadable() {
        return this.rows.some(isUnreadable);
    }

    // Where the keyboard is

    focusCell(row, column) {
        this.focus = { row, column };
    }

    focusSearch() {
        this.focus = { row: 0 };
    }

    // What the server says

    get isQuoting() {
        return this.answered < this.asked;
    }

    /** Ask once for the whole grid; an answer that is not the last one's is dropped. */
    async quote() {
        const { customer, asked } = this;
        if (!customer) {
            return;
        }
        const rows = this.rows.map(toRequest);
        const quote = await this.attempt(() =>
            this.call("quote", customer.agreement_id, rows)
        );
        if (quote && this.customer === customer && asked === this.asked) {
            this.answered = asked;
            this.applyQuote(quote);
        }
    }

    applyQuote({ rows, ...rest }) {
        const answers = new Map(rows);
        for (const row of this.rows) {
            applyQuote(row, answers.get(row.id));
        }
        this.current = rest;
    }

    async retry() {
        this.asked++;
        await this.quote();
    }

    // Rows out of something else

    async loadSuggestion() {
        const { customer } = this;
        const found = await this.attempt(() => this.call("suggest", customer.agreement_id));
        if (found && this.customer === customer) {
            this.suggestion = found;
        }
    }

    async copyOrder(orderId) {
        const found = await this.attempt(() => this.call("copy_of", orderId));
        if (!found) {
            return;
        }
        this.addAll(found.rows, { more: true });
        this.notes = found.missing.map((name) => ({
            text: name,
            message: _t("It is not offered any more and was left out."),
        }));
    }

    async paste(text) {
        const { customer } = this;
        const found = await this.attempt(() =>
            this.call("read_text", customer.agreement_id, text)
        );
        if (found && this.customer === customer) {
            this.addAll(found.rows, { more: true });
            this.notes = found.problems;
        }
    }

    forgetNotes() {
        this.notes = [];
    }

    openOrder(id) {
        this.keep();
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "sale.order",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    searchGoods(text) {
        return this.attempt(() =>
            this.call("search_goods", this.customer.agreement_id, text)
        );
    }

    findCustomers(text) {
        return this.attempt(() => this.call("find_customers", text));
    }
}
