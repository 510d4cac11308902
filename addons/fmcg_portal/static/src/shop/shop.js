import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { formatFloat } from "@web/core/utils/numbers";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { Cart, SESSION_OVER, describeQuantity } from "./cart";

// a pause in tapping after which the server is asked what the cart costs
const TOTAL_DELAY = 300;
// what the server says of each unit of a product
const OFFER = ["key", "price", "digits", "least", "step", "most"];

/**
 * What a tap makes of a quantity: the first one orders the least that is accepted, the
 * others go from one multiple to the next, and below the least there is nothing.
 */
export function nextQuantity(current, delta, { least, step, most }) {
    const [first, by] = [Number(least), Number(step)];
    const top = most === undefined ? Infinity : Number(most);
    if (delta > 0) {
        const multiple = (Math.floor(current / by + 1e-9) + 1) * by;
        const next = Math.max(Number(multiple.toFixed(3)), first);
        return next > top ? current : next;
    }
    const lower = (Math.ceil(current / by - 1e-9) - 1) * by;
    return lower < first ? 0 : Number(lower.toFixed(3));
}

/** The list of products: steppers, and the bar that sums up all pages. */
export class Shop extends Interaction {
    static selector = ".o_fmcg_shop";
    dynamicContent = {
        ".o_shop_minus": { "t-on-click": (ev) => this.step(ev, -1) },
        ".o_shop_plus": { "t-on-click": (ev) => this.step(ev, 1) },
        ".o_shop_unit": { "t-on-click": this.onUnit },
        ".o_shop_qty": {
            "t-on-focus": (ev) => ev.currentTarget.select(),
            "t-on-change": this.onTyped,
        },
        ".o_shop_category": { "t-on-change": (ev) => ev.currentTarget.form.submit() },
        ".o_bar_total": {
            "t-out": () => this.total,
            "t-att-class": () => ({ "opacity-50": this.isAsking }),
            "t-att-aria-busy": () => (this.isAsking ? "true" : "false"),
        },
        ".o_bar_tax": { "t-out": () => this.taxText },
        ".o_bar_count": { "t-out": () => this.cart.count },
        ".o_bar_review": {
            "t-att-class": () => ({ disabled: !this.cart.count }),
            "t-att-aria-disabled": () => (this.cart.count ? "false" : "true"),
        },
        // back from the next page: what was typed there counts here too
        _window: { "t-on-pageshow": this.onShown },
    };

    setup() {
        this.cart = new Cart(this.el.dataset.cartId);
        this.total = "";
        this.taxText = "";
        this.isAsking = false;
        this.asked = 0;
        this.askSoon = this.debounced(this.askTotal, TOTAL_DELAY);
        this.takePreset();
        this.fill();
    }

    start() {
        this.askTotal();
    }

    /**
     * What the bar says is what the review will say: the same service makes both, with
     * promotions, coupons and taxes.
     */
    async askTotal() {
        const asked = ++this.asked;
        const { quantities, coupons, choices } = this.cart;
        if (!this.cart.count) {
            this.showTotal(this.formatAmount(0), false);
            return;
        }
        this.isAsking = true;
        try {
            const url = `${this.el.dataset.url}/quote`;
            const wished = { quantities, coupons, choices };
            const quote = await this.waitFor(rpc(url, wished, { silent: true }));
            if (asked === this.asked) {
                this.showTotal(quote.total, quote.has_tax);
            }
        } catch (error) {
            // no connection: the review asks again, and says what is wrong
            if (asked === this.asked) {
                this.showTotal("…", false);
                this.sayLoggedOut(error);
            }
        }
    }

    showTotal(total, hasTax) {
        this.isAsking = false;
        this.total = total;
        this.taxText = hasTax ? _t("Tax included") : "";
        this.updateContent();
    }

    /** The review leads to the login, and back. */
    sayLoggedOut(error) {
        if (error.data?.name === SESSION_OVER) {
            this.taxText = _t(
                "You have been logged out. Nothing is lost: your cart is kept."
            );
            this.updateContent();
        }
    }

    /** Quantities of an earlier order, taken once and not again at a reload. */
    takePreset() {
        const { preset } = this.el.dataset;
        if (!preset) {
            return;
        }
        for (const line of JSON.parse(preset)) {
            this.cart.set(line.key, line.quantity, line);
        }
        window.history.replaceState(window.history.state, "", window.location.pathname);
    }

    fill() {
        for (const product of this.el.querySelectorAll(".o_shop_product")) {
            this.openOrderedUnit(product);
            this.show(product);
        }
    }

    /** What is in the cart is seen first, unless another unit was asked for by barcode. */
    openOrderedUnit(product) {
        if (product.dataset.scanned || this.cart.quantityOf(product.dataset.key)) {
            return;
        }
        const ordered = [...product.querySelectorAll(".o_shop_unit")].find((unit) =>
            this.cart.quantityOf(unit.dataset.key)
        );
        if (ordered) {
            this.openUnit(product, ordered);
        }
    }

    onShown(ev) {
        if (ev.persisted) {
            this.cart.load();
            this.fill();
            this.askTotal();
        }
    }

    onUnit(ev) {
        const product = ev.currentTarget.closest(".o_shop_product");
        this.openUnit(product, ev.currentTarget);
        this.show(product);
    }

    /** The card speaks of one unit at a time: its price, its limits, its quantity. */
    openUnit(product, unit) {
        for (const name of OFFER) {
            delete product.dataset[name];
        }
        Object.assign(product.dataset, unit.dataset);
        for (const option of product.querySelectorAll(".o_shop_unit")) {
            option.classList.toggle("active", option === unit);
            option.setAttribute("aria-pressed", option === unit ? "true" : "false");
        }
        for (const part of product.querySelectorAll("[data-unit]")) {
            part.classList.toggle("d-none", part.dataset.unit !== unit.dataset.key);
        }
        const idle = Boolean(this.el.dataset.blocked) || !("price" in unit.dataset);
        for (const control of product.querySelectorAll(".o_shop_stepper > *")) {
            control.disabled = idle;
        }
    }

    show(product) {
        const quantity = this.cart.quantityOf(product.dataset.key);
        product.querySelector(".o_shop_qty").value = quantity;
        product.classList.toggle("o_shop_chosen", quantity > 0);
        for (const unit of product.querySelectorAll(".o_shop_unit")) {
            const ordered = this.cart.quantityOf(unit.dataset.key);
            const badge = unit.querySelector(".o_shop_unit_qty");
            badge.textContent = ordered;
            badge.classList.toggle("d-none", !ordered);
        }
    }

    step(ev, delta) {
        const product = ev.currentTarget.closest(".o_shop_product");
        const current = this.cart.quantityOf(product.dataset.key);
        this.choose(product, nextQuantity(current, delta, product.dataset));
    }

    onTyped(ev) {
        const input = ev.currentTarget;
        const product = input.closest(".o_shop_product");
        const { quantity, problem } = describeQuantity(input.value, product.dataset.digits);
        input.classList.toggle("is-invalid", Boolean(problem));
        if (problem) {
            this.services.notification.add(problem, { type: "danger" });
            this.show(product);
            return;
        }
        this.choose(product, quantity);
    }

    choose(product, quantity) {
        const { key, name, digits } = product.dataset;
        this.cart.set(key, quantity, { name, digits });
        product.querySelector(".o_shop_qty").classList.remove("is-invalid");
        this.show(product);
        this.isAsking = true;
        this.askSoon();
    }

    formatAmount(amount) {
        const { symbol, position, digits } = this.el.dataset;
        const number = formatFloat(amount, { digits: [false, Number(digits)] });
        return position === "before" ? `${symbol}\u00a0${number}` : `${number}\u00a0${symbol}`;
    }
}

registry.category("public.interactions").add("fmcg_portal.shop", Shop);
