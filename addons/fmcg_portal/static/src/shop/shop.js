import { _t } from "@web/core/l10n/translation";
import { formatFloat } from "@web/core/utils/numbers";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { Cart, parseQuantity } from "./cart";

const MOST = 1000000;

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
        ".o_shop_qty": {
            "t-on-focus": (ev) => ev.currentTarget.select(),
            "t-on-change": this.onTyped,
        },
        ".o_shop_category": { "t-on-change": (ev) => ev.currentTarget.form.submit() },
        ".o_bar_total": { "t-out": () => this.formatAmount(this.cart.total) },
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
        this.takePreset();
        this.fill();
    }

    /** Quantities of an earlier order, taken once and not again at a reload. */
    takePreset() {
        const { preset } = this.el.dataset;
        if (!preset) {
            return;
        }
        for (const line of JSON.parse(preset)) {
            this.cart.set(line.id, line.quantity, line);
        }
        window.history.replaceState(window.history.state, "", window.location.pathname);
    }

    fill() {
        for (const product of this.el.querySelectorAll(".o_shop_product")) {
            this.show(product, this.cart.quantityOf(product.dataset.productId));
        }
    }

    onShown(ev) {
        if (ev.persisted) {
            this.cart.load();
            this.fill();
        }
    }

    show(product, quantity) {
        product.querySelector(".o_shop_qty").value = quantity;
        product.classList.toggle("o_shop_chosen", quantity > 0);
    }

    step(ev, delta) {
        const product = ev.currentTarget.closest(".o_shop_product");
        const current = this.cart.quantityOf(product.dataset.productId);
        this.choose(product, nextQuantity(current, delta, product.dataset));
    }

    onTyped(ev) {
        const input = ev.currentTarget;
        const product = input.closest(".o_shop_product");
        const quantity = parseQuantity(input.value);
        input.classList.toggle("is-invalid", quantity === null);
        if (quantity === null) {
            this.services.notification.add(
                _t("%(text)s is not a quantity. Give a number.", { text: input.value }),
                { type: "danger" }
            );
            this.show(product, this.cart.quantityOf(product.dataset.productId));
            return;
        }
        this.choose(product, quantity);
    }

    choose(product, quantity) {
        const bounded = Math.min(Math.max(quantity, 0), MOST);
        const { productId, name, price } = product.dataset;
        this.cart.set(productId, bounded, { name, price: Number(price) });
        product.querySelector(".o_shop_qty").classList.remove("is-invalid");
        this.show(product, bounded);
    }

    formatAmount(amount) {
        const { symbol, position, digits } = this.el.dataset;
        const number = formatFloat(amount, { digits: [false, Number(digits)] });
        return position === "before" ? `${symbol}\u00a0${number}` : `${number}\u00a0${symbol}`;
    }
}

registry.category("public.interactions").add("fmcg_portal.shop", Shop);
