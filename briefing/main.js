// The script of the one-file briefing: the element and the page around it, as on the site.
import './breachmap.js';
import './page.js';
