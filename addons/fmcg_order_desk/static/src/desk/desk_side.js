import { Component, useState } from "@odoo/owl";
import { deskFormat } from "./desk_format";

/** Beside the grid: where the customer stands, what it lacks, what it is close to. */
export class DeskSide extends Component {
    static template = "fmcg_order_desk.DeskSide";
    static props = {};

    setup() {
        this.desk = this.env.desk;
        this.state = useState(this.env.desk);
        this.format = deskFormat;
    }

    get customer() {
        return this.state.customer;
    }

    get quote() {
        return this.state.current;
    }

    /** Must-stock products that are not on the grid yet. */
    get gaps() {
        return this.missing(this.customer.gaps);
    }

    get suggested() {
        return this.missing(this.state.suggestion || []);
    }

    missing(found) {
        const there = new Set(this.state.rows.map((row) => row.product_id));
        return found.filter((goods) => !there.has(goods.product_id));
    }

    /** "2 Case + 3 Unit", as the server proposes it. */
    proposal({ quantities, piece, ...goods }) {
        return [goods.case, piece]
            .filter((unit) => unit && quantities[unit.id])
            .map((unit) => `${this.format.number(quantities[unit.id])} ${unit.name}`)
            .join(" + ");
    }
}
