import { TourAutomatic } from "@web_tour/js/tour_automatic/tour_automatic";

// Milliseconds for a step of any tour that names none. Odoo's own 10 seconds are not
// enough where several programs share a core; a step that never comes fails all the same.
TourAutomatic.prototype.timeout = 60000;
