import { _t } from "@web/core/l10n/translation";

const MOST = 1000000;

// what the server answers to whoever is not logged in any more
export const SESSION_OVER = "odoo.http.SessionExpiredException";

/**
 * What the buyer has typed and not submitted yet, in this tab of the browser: a line for
 * each product and unit, by the key that the server gave it ("product" or "product:unit").
 */
export class Cart {
    /** @param {string} id user and agreement: carts never mix on a shared phone */
    constructor(id) {
        this.storageKey = `fmcg_cart_${id}`;
        this.load();
    }

    load() {
        let stored = null;
        try {
            stored = JSON.parse(window.sessionStorage.getItem(this.storageKey));
        } catch {
            // storage is off or unreadable: start empty
        }
        this.key = (stored && stored.key) || null;
        this.note = (stored && stored.note) || "";
        this.lines = (stored && stored.lines) || {};
        // codes that the server took, and from promotion to the gift that was chosen
        this.coupons = (stored && stored.coupons) || [];
        this.choices = (stored && stored.choices) || {};
        // what other add-ons ask in the review: name to answer
        this.extras = (stored && stored.extras) || {};
    }

    save() {
        const { key, note, lines, coupons, choices, extras } = this;
        try {
            window.sessionStorage.setItem(
                this.storageKey,
                JSON.stringify({ key, note, lines, coupons, choices, extras })
            );
        } catch {
            // storage is off or full: the cart lives as long as the page
        }
    }

    clear() {
        this.key = null;
        this.note = "";
        this.lines = {};
        this.coupons = [];
        this.choices = {};
        this.extras = {};
        try {
            window.sessionStorage.removeItem(this.storageKey);
        } catch {
            // nothing was stored
        }
    }

    /** The key that the server knows this submission by; kept over reloads. */
    ensureKey(fresh) {
        if (!this.key) {
            this.key = fresh;
            this.save();
        }
        return this.key;
    }

    quantityOf(key) {
        const line = this.lines[key];
        return line ? line.quantity : 0;
    }

    /** @param {string} line.digits after the point that the unit has */
    set(key, quantity, { name, digits }) {
        if (quantity > 0) {
            this.lines[key] = { quantity, name, digits };
        } else {
            delete this.lines[key];
        }
        this.save();
    }

    remove(key) {
        delete this.lines[key];
        this.save();
    }

    choose(promotion, product) {
        this.choices[promotion] = product;
        this.save();
    }

    /**
     * Keep what the server took.
     *
     * @returns {boolean} whether a choice was dropped: its promotion gives nothing now
     */
    keepValid({ coupons, choices }) {
        this.coupons = coupons.filter((coupon) => !coupon.message).map(({ code }) => code);
        const offered = new Set(choices.map(({ promotion }) => String(promotion)));
        const kept = Object.entries(this.choices).filter(([id]) => offered.has(id));
        const dropped = kept.length < Object.keys(this.choices).length;
        this.choices = Object.fromEntries(kept);
        this.save();
        return dropped;
    }

    /** How many products, whatever number of units each is ordered in. */
    get count() {
        return new Set(Object.keys(this.lines).map((key) => key.split(":")[0])).size;
    }

    /** Key to quantity: all that the server is sent. */
    get quantities() {
        return Object.fromEntries(
            Object.entries(this.lines).map(([key, line]) => [key, line.quantity])
        );
    }
}

/**
 * The number that somebody typed, or null. Full-width digits of a Chinese keyboard
 * count as digits.
 */
export function parseQuantity(text) {
    const plain = text.normalize("NFKC").trim().replace(",", ".");
    if (plain === "") {
        return 0;
    }
    return /^\d{1,9}(\.\d{1,3})?$/.test(plain) ? Number(plain) : null;
}

/**
 * What somebody typed as a quantity, or what is wrong with it and how to mend it: nothing
 * is made smaller or rounded without a word.
 *
 * @param {string} [digits] after the point that the unit has; none said: as many as typed
 * @returns {{quantity: number|null, problem: string}}
 */
export function describeQuantity(text, digits) {
    const quantity = parseQuantity(text);
    if (quantity === null) {
        const problem = _t("%(text)s is not a quantity. Give a number.", { text });
        return { quantity, problem };
    }
    if (quantity > MOST) {
        const problem = _t("%(text)s is too much. Order at most %(most)s at once.", {
            text,
            most: MOST.toLocaleString(),
        });
        return { quantity, problem };
    }
    if (digits !== undefined && Number(quantity.toFixed(Number(digits))) !== quantity) {
        const problem = Number(digits)
            ? _t("%(text)s: give at most %(digits)s digits after the point.", { text, digits })
            : _t("%(text)s: only whole ones are sold. Give a whole number.", { text });
        return { quantity, problem };
    }
    return { quantity, problem: "" };
}
