import { browser } from "@web/core/browser/browser";

/**
 * What was typed and not submitted yet, in this tab of the browser: for each customer its
 * rows and the key of its order. A reload, a lost connection or a closed session lose
 * nothing.
 */
export class DeskStorage {
    /**
     * @param {string} desk which one
     * @param {number} userId desks never mix on a shared computer
     */
    constructor(desk, userId) {
        this.desk = desk;
        this.userId = userId;
    }

    read(agreementId) {
        return this._get(agreementId);
    }

    write(agreementId, content) {
        this._set(agreementId, content);
    }

    forget(agreementId) {
        this._remove(agreementId);
    }

    /** The customer whose order is on the desk; 0 for none. */
    get current() {
        return this._get("current") || 0;
    }

    set current(agreementId) {
        this._set("current", agreementId);
    }

    _name(name) {
        return `${this.desk}_${this.userId}_${name}`;
    }

    _get(name) {
        try {
            return JSON.parse(browser.sessionStorage.getItem(this._name(name)));
        } catch {
            return null; // storage is off or unreadable: start empty
        }
    }

    _set(name, content) {
        try {
            browser.sessionStorage.setItem(this._name(name), JSON.stringify(content));
        } catch {
            // storage is off or full: rows live as long as the page
        }
    }

    _remove(name) {
        try {
            browser.sessionStorage.removeItem(this._name(name));
        } catch {
            // nothing was stored
        }
    }
}
