import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { Cart } from "./cart";

/** What will be ordered, at the server's prices, and the one button that orders it. */
export class ShopReview extends Interaction {
    static selector = ".o_fmcg_review";
    dynamicContent = {
        ".o_review_submit": { "t-on-click.prevent": this.locked(this.submit, true) },
        ".o_review_remove": { "t-on-click": this.remove },
        ".o_review_note": { "t-on-input": this.onNote },
    };

    setup() {
        this.cart = new Cart(this.el.dataset.cartId);
        this.cart.ensureKey(this.el.dataset.key);
        this.find("note").value = this.cart.note;
    }

    async willStart() {
        await this.refresh();
    }

    find(name) {
        return this.el.querySelector(`.o_review_${name}`);
    }

    /** Ask the server what it would make of the cart. */
    async refresh() {
        const quantities = this.cart.quantities;
        let quote = { lines: [], problems: [], reasons: [] };
        if (this.cart.count) {
            try {
                quote = await this.waitFor(rpc(this.route("quote"), { quantities }));
            } catch (error) {
                this.showError(error);
                return;
            }
        }
        this.render(quote);
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
            "fmcg_portal.ReviewLines",
            { ...quote, problems, shopUrl: this.el.dataset.url },
            lines
        );
        const stopped = problems.length || quote.reasons.length || quote.blocker;
        this.find("total").textContent = quote.total || "";
        this.find("tax").textContent = quote.has_tax ? _t("Tax included") : "";
        this.find("submit").disabled = Boolean(stopped || !quote.lines.length);
    }

    async remove(ev) {
        this.cart.remove(ev.currentTarget.dataset.key);
        this.find("error").classList.add("d-none");
        await this.refresh();
    }

    onNote(ev) {
        this.cart.note = ev.currentTarget.value;
        this.cart.save();
    }

    /** The key makes a second click, a retry and a reload harmless. */
    async submit() {
        const { quantities, key, note } = this.cart;
        this.find("error").classList.add("d-none");
        let result;
        try {
            result = await this.waitFor(
                rpc(this.route("submit"), { quantities, key, note })
            );
        } catch (error) {
            this.showError(error);
            return;
        }
        this.cart.clear();
        window.location.assign(result.url);
        // stay locked until the next page is there
        await new Promise(() => {});
    }

    showError(error) {
        const message = error.data
            ? error.data.message || error.message
            : _t(
                  "No connection. Nothing is lost: submit again, the order will not be made twice."
              );
        const box = this.find("error");
        box.textContent = message;
        box.classList.remove("d-none");
        box.scrollIntoView({ block: "center" });
    }
}

registry.category("public.interactions").add("fmcg_portal.shop_review", ShopReview);
