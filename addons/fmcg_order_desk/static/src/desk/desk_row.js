import { _t } from "@web/core/l10n/translation";
import { Component, useState } from "@odoo/owl";
import { deskFormat } from "./desk_format";
import { lettersOf } from "./desk_quantity";
import { COLUMNS, pricesOf, quantityOf, unitOf } from "./desk_rows";

/** One product of the grid; drawn again only when it changes itself. */
export class DeskRow extends Component {
    static template = "fmcg_order_desk.DeskRow";
    static props = { row: Object };

    setup() {
        this.desk = this.env.desk;
        this.state = useState(this.env.desk);
        this.row = useState(this.props.row);
        this.columns = COLUMNS;
        this.format = deskFormat;
    }

    get prices() {
        return pricesOf(this.row);
    }

    get marksId() {
        return `o_desk_marks_${this.row.id}`;
    }

    unitOf(column) {
        return unitOf(this.row, column);
    }

    isUnreadable(column) {
        return quantityOf(this.row, column) === null;
    }

    label(column) {
        const { name } = this.row;
        const unit = this.unitOf(column).name;
        return column === "cases"
            ? _t("Cases (%(unit)s) of %(name)s", { unit, name })
            : _t("Pieces (%(unit)s) of %(name)s", { unit, name });
    }

    markClass({ severity }) {
        return severity === "block" ? "text-danger" : "text-warning-emphasis";
    }

    markIcon({ severity }) {
        return severity === "block" ? "fa-ban" : "fa-exclamation-triangle";
    }

    onInput(column, ev) {
        const letters = ev.isComposing ? "" : lettersOf(ev.target.value);
        if (letters) {
            ev.target.value = this.row[column];
            this.desk.startSearch(letters);
            return;
        }
        if (!this.desk.type(this.row, column, ev.target.value)) {
            ev.target.value = this.row[column];
        }
    }

    onFocus(column, ev) {
        this.before = this.row[column];
        ev.target.select();
    }

    /** Escape gives back what stood in the cell; a second one leaves the grid. */
    onEscape(column, ev) {
        ev.stopPropagation();
        ev.preventDefault();
        if (this.row[column] !== this.before) {
            this.desk.type(this.row, column, this.before);
            ev.target.select();
        } else {
            this.desk.focusSearch();
        }
    }

    onKeydown(column, ev) {
        if (ev.key === "Escape") {
            this.onEscape(column, ev);
        } else if (ev.key === "Delete" && !ev.target.value) {
            ev.preventDefault();
            this.desk.remove(this.row.id);
        }
    }

    remove() {
        this.desk.remove(this.row.id);
    }
}
