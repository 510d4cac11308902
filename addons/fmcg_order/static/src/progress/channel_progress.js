import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** The eight steps of an order as a bar. */
export class ChannelProgress extends Component {
    static template = "fmcg_order.ChannelProgress";
    static props = { ...standardFieldProps };

    get steps() {
        return this.props.record.data[this.props.name] || [];
    }
}

/** Who did what and when, oldest first. */
export class ChannelTimeline extends Component {
    static template = "fmcg_order.ChannelTimeline";
    static props = { ...standardFieldProps };

    get entries() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("channel_progress", {
    component: ChannelProgress,
    supportedTypes: ["json"],
});
registry.category("fields").add("channel_timeline", {
    component: ChannelTimeline,
    supportedTypes: ["json"],
});
