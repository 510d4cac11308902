import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { debounce } from "@web/core/utils/timing";
import { reactive, toRaw } from "@odoo/owl";
import { DeskQuoting } from "./desk_quoting";
import {
    firstColumn,
    isUnreadable,
    keepRow,
    makeRow,
    quantityOf,
    restoreRow,
    unitOf,
} from "./desk_rows";

const KEEP_DELAY = 200;
// Errors that are written for people; what others say is for the server's log.
const FOR_PEOPLE = /^odoo\.(exceptions|addons)\./;

/**
 * The desk: one customer, its rows, and what the server says of them.
 *
 * Components read it through `useState`, so that each is drawn again for what it shows
 * only, and act on it through the instance of the environment, which watches nothing.
 * Other desks are subclasses, with a model on the server and a document of their own.
 */
export class Desk extends DeskQuoting {
    /** What answers on the server. */
    static model = "channel.order.desk";
    /** What is made of the rows. */
    static document = "sale.order";

    static make(services) {
        const desk = reactive(new this());
        // on the watched object, so that delayed work is watched as well
        desk.setup(services);
        return desk;
    }

    setup({ orm, action, storage }) {
        this.orm = orm.silent;
        this.action = action;
        this.storage = storage;
        this.keepSoon = debounce(() => this.keep(), KEEP_DELAY);
        this.clear();
    }

    clear() {
        this.customer = null;
        this.rows = [];
        this.suggestion = null;
        this.notes = [];
        this.focus = null;
        this.nextId = 1;
        this.error = "";
        this.isOffline = false;
        this.clearQuote();
        this.clearSubmission();
    }

    call(method, ...args) {
        return this.orm.call(this.constructor.model, method, args);
    }

    /**
     * Ask the server; what goes wrong is shown, and nothing is lost.
     *
     * @param {boolean} isWanted whether the user waits for it: then older errors go
     */
    async attempt(action, isWanted = true) {
        if (isWanted) {
            this.error = "";
        }
        try {
            const result = await action();
            if (this.isOffline) {
                this.isOffline = false;
                this.error = "";
            }
            return result;
        } catch (error) {
            this.showError(error);
        }
    }

    showError(error) {
        this.isOffline = !error.data;
        const problems = error.data?.context?.problems || [];
        this.isKeyUsed = problems.some(({ code }) => code === "key_reused");
        this.error = this.describe(error);
    }

    describe({ data }) {
        if (!data) {
            return _t("No connection. Nothing is lost: your rows stay here, try again.");
        }
        if (FOR_PEOPLE.test(data.name)) {
            return data.message;
        }
        return _t(
            "The server has failed. Nothing is lost: your rows stay here. Reload the page " +
                "and try again; if that does not help, tell your administrator."
        );
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
        await this.quoteNow();
        return true;
    }

    /** Back to the choice of a customer; the rows of this one are kept. */
    leave() {
        this.stop();
        this.storage.current = 0;
        this.clear();
    }

    restore() {
        const kept = this.storage.read(this.customer.agreement_id);
        this.renewKey();
        if (kept) {
            this.key = kept.key;
            this.saved = kept.saved;
            Object.assign(this.head, kept.head);
            this.rows = kept.rows.map((row) => restoreRow(this.nextId++, row));
        }
    }

    keep() {
        const { customer, done, key, saved, head, rows } = toRaw(this);
        if (customer && !done) {
            this.storage.write(customer.agreement_id, {
                key,
                saved,
                head: { ...head },
                rows: rows.map(keepRow),
            });
        }
    }

    /** The page goes: nothing is asked any more, and what was typed is kept. */
    stop() {
        browser.clearTimeout(this.timer);
        this.keepSoon.cancel();
        this.keep();
    }

    // Rows

    /** The customer whose order is on the desk and not submitted; 0 for none. */
    get current_id() {
        return this.customer && !this.done ? this.customer.agreement_id : 0;
    }

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
        this.keepSoon(); // without a quantity there is nothing to ask
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
        this.confirming = false;
        this.keepSoon();
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

    /** Letters in a quantity are the beginning of the next product. */
    startSearch(text) {
        this.focus = { row: 0, text };
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
            res_model: this.constructor.document,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    searchGoods(text) {
        return this.attempt(
            () => this.call("search_goods", this.customer.agreement_id, text),
            false
        );
    }

    findCustomers(text) {
        return this.attempt(() => this.call("find_customers", text), false);
    }
}
