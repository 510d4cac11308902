import { registry } from "@web/core/registry";

const TABLE = ".o_field_widget[name='order_line']";

/** What is ordered can be read to its last column, without pushing the table about. */
registry.category("web_tour.tours").add("fmcg_order_form_columns", {
    steps: () => [
        {
            content: "the whole of each row is to be seen",
            trigger: `${TABLE} tr.o_data_row td[name='price_subtotal']`,
            run() {
                const box = document.querySelector(`${TABLE} .o_list_renderer`);
                const edge = box.getBoundingClientRect().right + 1;
                const cells = document.querySelectorAll(`${TABLE} tr.o_data_row td`);
                for (const cell of cells) {
                    const { right } = cell.getBoundingClientRect();
                    if (right > edge) {
                        throw new Error(
                            `${cell.getAttribute("name")} ends at ${right}, the table at ${edge}`
                        );
                    }
                }
            },
        },
    ],
});
