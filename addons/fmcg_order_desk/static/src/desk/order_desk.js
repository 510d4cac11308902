import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import {
    Component,
    onWillStart,
    onWillUnmount,
    useEffect,
    useExternalListener,
    useRef,
    useState,
    useSubEnv,
} from "@odoo/owl";
import { DeskCustomer } from "./desk_customer";
import { DeskGrid } from "./desk_grid";
import { Desk } from "./desk_model";
import { DeskSide } from "./desk_side";
import { DeskStorage } from "./desk_storage";

/** Where a salesperson enters orders, by keyboard from the first key to the last. */
export class OrderDesk extends Component {
    static template = "fmcg_order_desk.OrderDesk";
    static components = { DeskCustomer, DeskGrid, DeskSide, Layout };
    static props = { ...standardActionServiceProps };
    /** Name of the action, and of what it keeps in the browser. */
    static tag = "fmcg_order_desk";
    static Desk = Desk;

    get title() {
        return _t("Order Desk");
    }

    setup() {
        const { tag, Desk } = this.constructor;
        const storage = new DeskStorage(tag, user.userId);
        this.desk = Desk.make({
            orm: useService("orm"),
            action: useService("action"),
            storage,
        });
        this.state = useState(this.desk);
        this.display = { controlPanel: {} };
        useSubEnv({ desk: this.desk });
        useExternalListener(window, "keydown", (ev) => this.onKeydown(ev), { capture: true });
        // the keyboard goes on where the next thing is done
        const root = useRef("root");
        useEffect(
            (done) => done && root.el.querySelector(".o_desk_another").focus(),
            () => [this.state.done]
        );
        onWillStart(() => this.start(storage.current));
        useSetupAction({ getLocalState: () => ({ agreement_id: this.desk.current_id }) });
        useExternalListener(window, "pagehide", () => this.desk.keep());
        onWillUnmount(() => {
            this.desk.stop();
            storage.current = 0; // opened anew, the desk asks who orders
        });
    }

    /**
     * The customer that the action names, or the one whose order was on the desk when
     * somebody went on from here and comes back, or loads the page again.
     *
     * @param {number} loaded the customer of the page that is loaded again
     */
    async start(loaded) {
        this.env.config.setDisplayName(this.title);
        const { agreement_id } = this.props.action.context || {};
        const customer = this.props.state?.agreement_id || agreement_id || loaded;
        if (customer) {
            await this.desk.open(customer);
        }
    }

    onKeydown(ev) {
        if (document.querySelector(".o_dialog, .o_command_palette") || !this.state.customer) {
            return;
        }
        const action = this.getAction(ev);
        if (action) {
            ev.preventDefault();
            ev.stopPropagation();
            action();
        }
    }

    getAction(ev) {
        const isControl = ev.ctrlKey || ev.metaKey;
        if (ev.key === "Enter" && isControl) {
            return ev.shiftKey ? () => this.desk.submit() : () => this.desk.save();
        }
        const isSearch = ev.key === "F2" || (ev.key === "/" && !isTyping(ev.target));
        return isSearch && !isControl ? () => this.desk.focusSearch() : null;
    }
}

/** Whether a "/" is meant as one: no quantity has it. */
function isTyping(target) {
    return (
        target.matches("input, textarea, [contenteditable='true']") &&
        !target.matches(".o_desk_quantity")
    );
}

registry.category("actions").add(OrderDesk.tag, OrderDesk);
