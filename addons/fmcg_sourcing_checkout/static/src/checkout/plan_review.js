import { registry } from "@web/core/registry";
import { ShopReview } from "@fmcg_portal/shop/review";

/** The cart of several suppliers: who of them delivers what, and why. */
export class PlanReview extends ShopReview {
    static selector = ".o_fmcg_plan_review";
    static linesTemplate = "fmcg_sourcing_checkout.PlanLines";

    render(quote) {
        super.render({ parts: [], others: [], ...quote });
        if (quote.stopped) {
            this.find("submit").disabled = true;
        }
    }
}

registry.category("public.interactions").add("fmcg_sourcing_checkout.plan_review", PlanReview);
