import { useDebounced } from "@web/core/utils/timing";
import { Component, onWillStart, useRef, useState } from "@odoo/owl";

const DELAY = 150;

/**
 * A search box with a list below it, worked by keyboard: the base of the choice of a
 * customer and of the search for goods. What was asked before is dropped when a later
 * answer is there.
 */
export class DeskPicker extends Component {
    static props = {};

    setup() {
        this.desk = this.env.desk;
        this.input = useRef("input");
        this.list = useRef("list");
        this.state = useState({ text: "", found: [], active: 0, isOpen: false, of: null });
        this.asked = 0;
        this.askLater = useDebounced(() => this.ask(), DELAY);
        if (this.opensAtOnce) {
            onWillStart(() => this.ask());
        }
    }

    // what a picker is about

    opensAtOnce = false;

    /** @param {string} text @returns {Promise<Object[]|undefined>} */
    find(text) {
        throw new Error("find() of a picker");
    }

    choose(found) {
        throw new Error("choose() of a picker");
    }

    // what it does

    get activeId() {
        return this.state.isOpen && this.state.found.length
            ? `${this.listId}_${this.state.active}`
            : undefined;
    }

    async ask() {
        const { text } = this.state;
        const asked = ++this.asked;
        const found = await this.find(text);
        if (asked === this.asked && found) {
            Object.assign(this.state, { found, active: 0, isOpen: true, of: text });
        }
    }

    onInput(ev) {
        this.state.text = ev.target.value;
        if (this.state.text.trim() || this.opensAtOnce) {
            this.askLater();
        } else {
            this.close();
        }
    }

    close() {
        this.askLater.cancel();
        this.asked++;
        Object.assign(this.state, { isOpen: this.opensAtOnce, found: [], of: null });
    }

    clear() {
        this.state.text = "";
        this.close();
    }

    onKeydown(ev) {
        const { key } = ev;
        if (ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        if (key === "ArrowDown" || key === "ArrowUp") {
            this.onArrow(ev, key === "ArrowDown" ? 1 : -1);
        } else if (key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            this.confirm();
        } else if (key === "Escape" && this.state.text) {
            ev.preventDefault();
            ev.stopPropagation();
            this.clear();
        }
    }

    onArrow(ev, step) {
        ev.preventDefault();
        const { found, active, isOpen } = this.state;
        if (isOpen && found.length) {
            this.state.active = (active + step + found.length) % found.length;
            this.list.el?.children[this.state.active]?.scrollIntoView({ block: "nearest" });
        } else {
            this.leave(step);
        }
    }

    /** Arrows while the list is closed. */
    leave() {
        this.ask();
    }

    /**
     * Enter: what is marked. Who types faster than the server answers is waited for; then
     * the only thing found is meant, and of several one has to be chosen.
     */
    async confirm() {
        const { text } = this.state;
        const isShown = this.state.of === text;
        if (!isShown) {
            this.askLater.cancel();
            await this.ask();
        }
        const { found, active, of } = this.state;
        if (of === text && found.length && (isShown || found.length === 1)) {
            this.choose(found[active]);
        }
    }
}
