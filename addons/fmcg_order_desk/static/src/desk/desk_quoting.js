import { browser } from "@web/core/browser/browser";
import { toRaw } from "@odoo/owl";
import { applyQuote, toRequest } from "./desk_rows";
import { DeskSubmission } from "./desk_submission";

// A pause in typing after which prices are asked for; longer orders take longer to price
const QUOTE_DELAY = 250;
const DELAY_OF_A_ROW = 2;
const NO_QUOTE = { totals: {}, reasons: [], gifts: [], discounts: [], applied: [], near: [] };

/** What the server says of the grid: asked for in one call for all rows. */
export class DeskQuoting extends DeskSubmission {
    clearQuote() {
        this.asked = 0;
        this.isQuoting = false;
        this.current = { ...NO_QUOTE };
    }

    /** Ask for prices after a pause in typing. */
    askQuote() {
        this.asked++;
        this.isQuoting = true;
        browser.clearTimeout(this.timer);
        const delay = QUOTE_DELAY + DELAY_OF_A_ROW * toRaw(this).rows.length;
        this.timer = browser.setTimeout(() => this.quote(), delay);
    }

    /** Prices of what is on the grid now, without a pause. */
    quoteNow() {
        browser.clearTimeout(this.timer);
        this.asked++;
        this.isQuoting = true;
        return this.quote();
    }

    /**
     * Ask once for the whole grid. While the server calculates, no second question is
     * sent: the last one follows the answer.
     */
    async quote() {
        await this.running;
        if (this.running) {
            return this.running; // somebody else has asked for the same rows
        }
        const { customer, asked } = this;
        if (!customer) {
            return;
        }
        this.running = this.askOnce(customer, asked);
        await this.running;
    }

    async askOnce(customer, asked) {
        const rows = toRaw(this).rows.map(toRequest);
        const quote = await this.attempt(
            () => this.call("quote", customer.agreement_id, rows),
            false
        );
        this.running = null;
        if (this.customer !== customer || asked !== this.asked) {
            return; // an answer to something older is dropped
        }
        this.isQuoting = false;
        if (quote) {
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

    retry() {
        return this.quoteNow();
    }
}
