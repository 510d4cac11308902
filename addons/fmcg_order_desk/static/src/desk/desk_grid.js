import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { parseQuantity } from "./desk_quantity";
import { DeskRow } from "./desk_row";
import { DeskSearch } from "./desk_search";

const CELL = "input.o_desk_quantity";
const SEARCH = ".o_desk_search_input";

/** The rows, and the ways of the keyboard between their cells. */
export class DeskGrid extends Component {
    static template = "fmcg_order_desk.DeskGrid";
    static components = { DeskRow, DeskSearch };
    static props = {};

    setup() {
        this.desk = this.env.desk;
        this.state = useState(this.env.desk);
        this.table = useRef("table");
        this.root = useRef("root");
        useEffect(
            (focus) => focus && this.goTo(focus),
            () => [this.state.focus]
        );
    }

    /** @param {{row: number, column?: string}} focus row 0 is the search */
    goTo({ row, column }) {
        if (row) {
            const line = this.table.el?.querySelector(`tr[data-row="${row}"]`);
            line?.querySelector(`${CELL}[name="${column}"]`)?.focus();
        }
    }

    onKeydown(ev) {
        if (!ev.target.matches(CELL)) {
            return;
        }
        const isPlain = !(ev.ctrlKey || ev.metaKey || ev.altKey || ev.shiftKey);
        if ((ev.ctrlKey || ev.metaKey) && !ev.shiftKey && ev.key.toLowerCase() === "d") {
            ev.preventDefault(); // the browser would make a bookmark
            this.desk.remove(Number(ev.target.closest("tr").dataset.row));
        } else if (isLetter(ev)) {
            // the letter itself is typed where the keyboard is then
            this.root.el.querySelector(SEARCH)?.focus();
        } else if (isPlain && this.move(ev.key, ev.target)) {
            ev.preventDefault();
        }
    }

    /** @returns {boolean} whether the key was meant for the grid */
    move(key, cell) {
        switch (key) {
            case "Enter":
                this.goOn(cell) || this.desk.focusSearch();
                return true;
            case "ArrowDown":
                this.goBelow(cell, 1);
                return true;
            case "ArrowUp":
                this.goBelow(cell, -1) || this.desk.focusSearch();
                return true;
            case "ArrowRight":
                return isAtEnd(cell) && this.goBeside(cell, 1);
            case "ArrowLeft":
                return isAtStart(cell) && this.goBeside(cell, -1);
        }
        return false;
    }

    /** Enter: from cases that were given to the next row, for nobody needs pieces then. */
    goOn(cell) {
        const isGiven = cell.name === "cases" && Boolean(parseQuantity(cell.value, 3));
        if (!isGiven) {
            return this.goBeside(cell, 1);
        }
        const next = cell.closest("tr").nextElementSibling?.querySelector(CELL);
        next?.focus();
        return Boolean(next);
    }

    /** To the next or previous cell that can be typed in, also of another row. */
    goBeside(cell, step) {
        const cells = [...this.table.el.querySelectorAll(CELL)];
        const next = cells[cells.indexOf(cell) + step];
        next?.focus();
        return Boolean(next);
    }

    /** To the same column of the row below or above, or what there is of it. */
    goBelow(cell, step) {
        const line = cell.closest("tr");
        const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
        const target = next?.querySelector(`${CELL}[name="${cell.name}"]`);
        (target || next?.querySelector(CELL))?.focus();
        return Boolean(next);
    }
}

/** Whether a key begins a word; of an input method's keys only the place is known. */
function isLetter({ key, code, ctrlKey, metaKey, altKey }) {
    const isWord = /^\p{L}$/u.test(key) || (key === "Process" && /^Key[A-Z]$/.test(code));
    return isWord && !(ctrlKey || metaKey || altKey);
}

function isAtStart({ selectionStart, selectionEnd, value }) {
    return selectionEnd === 0 || (selectionStart === 0 && selectionEnd === value.length);
}

function isAtEnd({ selectionStart, selectionEnd, value }) {
    return (
        selectionStart === value.length ||
        (selectionStart === 0 && selectionEnd === value.length)
    );
}
