import { useEffect, useState } from "@odoo/owl";
import { deskFormat } from "./desk_format";
import { DeskPicker } from "./desk_picker";
import { pricesOf, makeRow } from "./desk_rows";

/** Goods by name, pinyin initials, code or barcode; and lines that are pasted. */
export class DeskSearch extends DeskPicker {
    static template = "fmcg_order_desk.DeskSearch";

    setup() {
        super.setup();
        this.listId = "o_desk_goods";
        this.format = deskFormat;
        this.shown = useState(this.env.desk);
        useEffect(
            (focus) => focus && !focus.row && this.takeFocus(focus),
            () => [this.shown.focus]
        );
    }

    takeFocus({ text }) {
        this.input.el?.focus();
        if (text) {
            this.state.text += text;
            this.askLater();
        }
    }

    find(text) {
        return this.desk.searchGoods(text);
    }

    priceOf(goods) {
        return pricesOf(makeRow(0, goods))[0];
    }

    choose(goods) {
        if (goods.scanned) {
            this.desk.scan(goods);
        } else {
            this.desk.add(goods);
        }
        this.clear();
    }

    leave(step) {
        const { rows } = this.desk;
        const row = step > 0 ? rows[0] : rows.at(-1);
        if (row) {
            this.desk.focusCell(row.id, row.case ? "cases" : "pieces");
        }
    }

    onPaste(ev) {
        const text = ev.clipboardData.getData("text/plain");
        if (/[\r\n\t]/.test(text.trim())) {
            ev.preventDefault();
            this.desk.paste(text);
        }
    }

    onBlur() {
        // a click on the list comes before its own blur is over
        this.close();
    }
}
