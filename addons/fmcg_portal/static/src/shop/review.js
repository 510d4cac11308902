import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { Cart, SESSION_OVER, describeQuantity } from "./cart";

const NOTHING = {
    lines: [],
    gifts: [],
    discounts: [],
    choices: [],
    applied: [],
    near: [],
    refused: [],
    coupons: [],
    problems: [],
    reasons: [],
    notices: [],
};

/** What will be ordered, at the server's prices, and the one button that orders it. */
export class ShopReview extends Interaction {
    static selector = ".o_fmcg_review";
    static linesTemplate = "fmcg_portal.ReviewLines";
    dynamicContent = {
        ".o_review_submit": { "t-on-click.prevent": this.locked(this.submit, true) },
        ".o_review_remove": { "t-on-click": this.remove },
        ".o_review_qty": { "t-on-change": this.change },
        ".o_review_undo": { "t-on-click": this.undo },
        ".o_review_note": { "t-on-input": this.onNote },
        ".o_review_address": { "t-on-change": () => this.refresh() },
        ".o_review_extra": { "t-on-change": this.answer },
        ".o_review_coupon": { "t-on-submit.prevent": this.addCoupon },
        ".o_review_coupon_remove": { "t-on-click": this.removeCoupon },
        ".o_review_choice input": { "t-on-change": this.choose },
    };

    setup() {
        this.cart = new Cart(this.el.dataset.cartId);
        this.cart.ensureKey(this.el.dataset.key);
        this.find("note").value = this.cart.note;
        for (const input of this.el.querySelectorAll(".o_review_extra")) {
            if (input.name in this.cart.extras) {
                input.checked = this.cart.extras[input.name] === input.value;
            }
        }
    }

    async willStart() {
        await this.refresh();
    }

    /** The delivery address that is chosen; null where there is only one. */
    get address() {
        const select = this.find("address");
        return select ? Number(select.value) : null;
    }

    /** What other add-ons ask: name to the answer that is chosen. */
    get extras() {
        const chosen = [...this.el.querySelectorAll(".o_review_extra:checked")];
        return Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
    }

    async answer() {
        this.cart.extras = this.extras;
        this.cart.save();
        this.find("error").classList.add("d-none");
        await this.refresh();
    }

    find(name) {
        return this.el.querySelector(`.o_review_${name}`);
    }

    /** Ask the server what it would make of the cart. */
    async refresh(code) {
        let quote = { ...NOTHING };
        if (this.cart.count) {
            try {
                quote = await this.quote(code ? [code] : []);
            } catch (error) {
                this.showError(error);
                return;
            }
        }
        this.render(quote);
    }

    /** @param {string[]} codes coupons to try beside those that were taken before */
    async quote(codes = []) {
        const { quantities, coupons, choices } = this.cart;
        const { address, extras } = this;
        const tried = [...coupons, ...codes];
        const wished = { quantities, coupons: tried, choices, address, extras };
        const quote = await this.waitFor(rpc(this.route("quote"), wished));
        const refused = quote.coupons.filter((coupon) => coupon.message);
        this.find("code_error").textContent = refused.map((one) => one.message).join(" ");
        const dropped = this.cart.keepValid(quote);
        return dropped ? this.quote() : quote;
    }

    route(name) {
        return `${this.el.dataset.url}/${name}`;
    }

    render(quote) {
        const problems = quote.problems.map((problem) => ({
            ...problem,
            name: this.cart.lines[problem.key]?.name,
        }));
        const lines = this.find("lines");
        lines.replaceChildren();
        this.renderAt(
            this.constructor.linesTemplate,
            {
                ...quote,
                problems,
                coupons: quote.coupons.filter((coupon) => !coupon.message),
                shopUrl: this.el.dataset.url,
                removed: this.removed,
            },
            lines
        );
        const stopped = problems.length || quote.reasons.length || quote.blocker;
        this.reviewed = quote.reviewed;
        this.find("total").textContent = quote.total || "";
        this.find("before").textContent = (quote.with_tax && quote.before) || "";
        this.find("tax").textContent = quote.has_tax ? _t("Tax included") : "";
        this.find("submit").disabled = Boolean(stopped || !quote.lines.length);
    }

    /** What is removed can be put back until the next change. */
    async remove(ev) {
        const { key } = ev.currentTarget.dataset;
        this.removed = this.cart.lines[key] && { key, ...this.cart.lines[key] };
        this.cart.remove(key);
        this.find("error").classList.add("d-none");
        await this.refresh();
    }

    async undo() {
        const { key, quantity, ...line } = this.removed;
        this.removed = null;
        this.cart.set(key, quantity, line);
        await this.refresh();
    }

    async change(ev) {
        const { value, dataset } = ev.currentTarget;
        const line = this.cart.lines[dataset.key];
        const { quantity, problem } = describeQuantity(value, line?.digits);
        if (problem || !line) {
            ev.currentTarget.value = line ? line.quantity : 0;
            this.tell(problem);
            return;
        }
        this.find("error").classList.add("d-none");
        this.removed = quantity ? null : { key: dataset.key, ...line };
        this.cart.set(dataset.key, quantity, line);
        await this.refresh();
    }

    async addCoupon() {
        const input = this.find("code");
        const code = input.value.trim();
        if (!code) {
            return;
        }
        if (!this.cart.count) {
            this.find("code_error").textContent = _t("Choose products first.");
            return;
        }
        await this.refresh(code);
        if (!this.find("code_error").textContent) {
            input.value = "";
        }
    }

    async removeCoupon(ev) {
        const { code } = ev.currentTarget.dataset;
        this.cart.coupons = this.cart.coupons.filter((one) => one !== code);
        await this.refresh();
    }

    async choose(ev) {
        const { dataset, value } = ev.currentTarget;
        this.cart.choose(dataset.promotion, Number(value));
        await this.refresh();
    }

    onNote(ev) {
        this.cart.note = ev.currentTarget.value;
        this.cart.save();
    }

    /** The key makes a second click, a retry and a reload harmless. */
    async submit() {
        const { quantities, key, note, coupons, choices } = this.cart;
        const { reviewed, address, extras } = this;
        this.find("error").classList.add("d-none");
        let result;
        try {
            result = await this.waitFor(
                rpc(this.route("submit"), {
                    quantities,
                    key,
                    note,
                    coupons,
                    choices,
                    reviewed,
                    address,
                    extras,
                })
            );
        } catch (error) {
            if (error.data) {
                // refused: show what the order would be now, and why
                await this.refresh();
            }
            this.showError(error);
            return;
        }
        this.cart.clear();
        // what was put into the cart after an earlier attempt had arrived
        for (const line of result.added || []) {
            this.cart.set(line.key, line.quantity, line);
        }
        window.location.assign(result.url);
        // stay locked until the next page is there
        await new Promise(() => {});
    }

    showError(error) {
        if (error.data?.name === SESSION_OVER) {
            this.tell(
                _t("You have been logged out. Nothing is lost: your cart is kept."),
                this.makeLoginLink()
            );
        } else if (error.data) {
            this.tell(error.data.message || error.message);
        } else {
            this.tell(
                _t(
                    "No connection. Nothing is lost: submit again, the order will not be made twice."
                )
            );
        }
    }

    makeLoginLink() {
        const link = document.createElement("a");
        const back = encodeURIComponent(window.location.pathname);
        link.href = `/web/login?redirect=${back}`;
        link.className = "alert-link ms-2";
        link.textContent = _t("Log in again");
        return link;
    }

    tell(message, ...more) {
        const box = this.find("error");
        box.replaceChildren(message, ...more);
        box.classList.remove("d-none");
        box.scrollIntoView({ block: "center" });
    }
}

registry.category("public.interactions").add("fmcg_portal.shop_review", ShopReview);
