// What is said and drawn when something fails: an incident, or the program itself.

export function mistake(code, message) {
  return Object.assign(new Error(message), { code, hint: '' });
}

// What the program says of a failure, as an Error.
export function problem({ code, title, message, hint }) {
  return Object.assign(new Error(`${title}: ${message}`), { code, hint });
}

// The style of the card: that of the element may not have come.
const CARD = `
  :host { display: block; color-scheme: light dark; }
  main { font: 15px/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; }
  section { max-width: 620px; margin: 0 auto; padding: 16px 20px; }
  h1 { font-size: 18px; margin: 0; }
  p { margin: 4px 0 10px; }
  button { font: inherit; min-height: 32px; padding: 2px 12px; }
  summary { min-height: 24px; margin-top: 8px; cursor: pointer; }
  pre { white-space: pre-wrap; font-size: 12px; }`;

// What the reader can do, by what went wrong: our own failures have a code, those of the browser only a message.
function remedy(code, text) {
  if (code) return code;
  if (/Content Security Policy|unsafe-eval|blocked by CSP/i.test(text)) return 'policy';
  return location.protocol === 'file:' ? 'fromFile' : 'notLoaded';
}

// Draws without the program, which may be dead or may never have come.
export function drawFailure(root, error, words) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CARD);
  root.adoptedStyleSheets = [sheet];
  const text = String(error?.message ?? error);
  const add = (parent, tag, words) => {
    const element = parent.appendChild(document.createElement(tag));
    element.textContent = words;
    return element;
  };
  const main = document.createElement('main');
  main.className = 'panic';
  const card = main.appendChild(document.createElement('section'));
  card.setAttribute('role', 'alert');
  add(card, 'h1', words.cannotShow);
  add(card, 'p', words[remedy(error?.code, text)]);
  add(card, 'button', words.reload).addEventListener('click', () => location.reload());
  const details = card.appendChild(document.createElement('details'));
  add(details, 'summary', words.details);
  add(details, 'pre', text);
  main.append(document.createElement('slot')); // what the page has put inside the element may still help
  root.replaceChildren(main);
}
