import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("fmcg_intake_import", {
    steps: () => [
        {
            content: "the button above the list of orders",
            trigger: ".o_control_panel button:contains('Import an Order')",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name='agreement_id'] input",
            run: "edit Lake Corner Shop",
        },
        {
            trigger: "ul.ui-autocomplete a:contains('Lake Corner Shop')",
            run: "click",
        },
        {
            content: "lines as they came",
            trigger: ".modal .o_field_widget[name='text'] textarea",
            async run({ edit }) {
                await edit("TEST-TEA-01 x 5\nsomething unknown");
            },
        },
        { trigger: ".modal button[name='action_check']", run: "click" },
        {
            content: "what was not understood comes first",
            trigger: ".modal tr.o_data_row:first:contains('something unknown')",
        },
        {
            content: "nothing can be made of it yet",
            trigger: ".modal footer:not(:has(button[name='action_import']))",
        },
        { trigger: ".modal button[name='action_leave_out']", run: "click" },
        { trigger: ".modal button[name='action_import']", run: "click" },
        {
            content: "the draft has the line that was understood",
            trigger: ".o_form_view .o_field_widget[name='order_line'] tr:contains('Lemon tea')",
        },
    ],
});
