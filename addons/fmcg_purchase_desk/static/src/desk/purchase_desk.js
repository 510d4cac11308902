import { DeskCustomer } from "@fmcg_order_desk/desk/desk_customer";
import { DeskGrid } from "@fmcg_order_desk/desk/desk_grid";
import { DeskRow } from "@fmcg_order_desk/desk/desk_row";
import { DeskSearch } from "@fmcg_order_desk/desk/desk_search";
import { DeskSide } from "@fmcg_order_desk/desk/desk_side";
import { OrderDesk } from "@fmcg_order_desk/desk/order_desk";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { PurchaseDeskModel } from "./purchase_desk_model";

// Days of stock below which somebody has to hurry
const FEW_DAYS = 3;

/** A product with the enterprise's own stock beside it. */
export class PurchaseRow extends DeskRow {
    static template = "fmcg_purchase_desk.PurchaseRow";

    get stockClass() {
        return { "text-danger": this.row.stock <= 0 };
    }

    get coverClass() {
        return { "text-danger": this.row.cover <= FEW_DAYS };
    }

    /** "2 Case + 3"; empty where the product has one unit, or less than a case is there. */
    packed(pieces) {
        const { case: box } = this.row;
        const cases = box ? Math.floor(pieces / box.contains) : 0;
        if (cases < 1) {
            return "";
        }
        const rest = pieces - cases * box.contains;
        const full = `${this.format.number(cases)} ${box.name}`;
        return rest ? `${full} + ${this.format.number(rest)}` : full;
    }
}

export class PurchaseSearch extends DeskSearch {
    static template = "fmcg_purchase_desk.PurchaseSearch";
}

export class PurchaseGrid extends DeskGrid {
    static template = "fmcg_purchase_desk.PurchaseGrid";
    static components = { DeskRow: PurchaseRow, DeskSearch: PurchaseSearch };
}

export class PurchaseSide extends DeskSide {
    static template = "fmcg_purchase_desk.PurchaseSide";
}

/** The first question, for who buys from several. */
export class PurchaseSupplier extends DeskCustomer {
    static template = "fmcg_purchase_desk.PurchaseSupplier";
}

/** Where staff of an enterprise order from their supplier. */
export class PurchaseDesk extends OrderDesk {
    static template = "fmcg_purchase_desk.PurchaseDesk";
    static components = {
        ...OrderDesk.components,
        DeskCustomer: PurchaseSupplier,
        DeskGrid: PurchaseGrid,
        DeskSide: PurchaseSide,
    };
    static tag = "fmcg_purchase_desk";
    static Desk = PurchaseDeskModel;

    get title() {
        return _t("Order from Supplier");
    }

    async start(loaded) {
        await super.start(loaded);
        if (!this.desk.customer) {
            await this.desk.openOnly();
        }
    }
}

registry.category("actions").add(PurchaseDesk.tag, PurchaseDesk);
