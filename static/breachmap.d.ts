// Types of the module breachmap.js, which defines the element <breach-map>. What the members do is said in docs/element.md.

/** Everything that a link to a picture can say, as text; `null` is how the incident opens. */
export interface BreachMapState {
  // <keys>
  /** The id of the incident of the gallery or of the list. */
  incident: string | null;
  /** The state of things on this day, `YYYY-MM-DD`; `null` is the day with which the incident opens. */
  asOf: string | null;
  /** Only what was published by this day, `YYYY-MM-DD`; `null` is the latest knowledge. */
  knownOn: string | null;
  /** Which clocks move with the slider; `null` is `happened`. */
  clock: 'happened' | 'learned' | null;
  /** Whose word counts: ids of sources, separated by commas; `null` is everybody's. */
  toldBy: string | null;
  /** Whom the reader believes on what: `part.attribute~source`, separated by commas; `null` leaves it to the rule. */
  prefer: string | null;
  /** The id of the host, pivot, event or count that is chosen. */
  selection: string | null;
  /** The id of the step without a date at which the slider stands, after the day; `null` is the day itself. */
  step: string | null;
  /** How far apart days lie; `null` is as the story needs it. */
  scale: 'compressed' | 'true' | 'steps' | null;
  /** The unit of the chart; `null` is that of the large number. */
  unit: string | null;
  /** What fills the middle; `null` is the map where there is room, else the story. */
  view: 'auto' | 'story' | 'map' | 'lanes' | 'table' | 'tellings' | 'disputes' | 'changes' | 'present' | null;
  /** The lens before, in a comparison; what it leaves open is as it is shown. */
  against: string | null;
  /** The number of the step that is presented, where several look alike. */
  slide: string | null;
  /** Which cards of several hosts are open: their ids, separated by commas, or `all`; `null` is none. */
  open: string | null;
  /** What is looked for: words of hosts, steps, events or sources; `null` looks for nothing. */
  find: string | null;
  /** What is lit while the rest fades: `zone:…`, `kind:…`, `state:…`, `tactic:…`, `source:…`, `from:…`, `to:…`, separated by commas; `null` is all. */
  filter: string | null;
  /** The language that was chosen, a tag such as `ja`; `null` is that of the page. */
  lang: string | null;
  // </keys>
}

/** How things stand under a lens: the shape is that of `breachmap snapshot --json`. */
export interface Snapshot {
  incident: string;
  lens: { as_of: string | null; known_on: string; told_by: 'all' | string[]; prefer: string[] };
  hosts: Record<string, unknown>[];
  pivots: Record<string, unknown>[];
  events: Record<string, unknown>[];
  counts: Record<string, unknown>[];
  clocks: Record<string, unknown>[];
  story: string[];
  /** The same for people, in English. */
  words: string;
  [more: string]: unknown;
}

/** What `load` and `seek` are rejected with. */
export interface BreachMapError extends Error {
  code?: string;
  hint?: string;
}

/** What an incident can become; the export dialog lists all. */
export type ExportKind = 'svg' | 'png' | 'sequence' | 'slides' | 'pptx' | 'docx' | 'text' | 'csv' | 'stix' | 'navigator' | 'mermaid' | 'dot' | 'drawio' | 'native' | 'html' | (string & {});

export interface ExportOptions {
  /** Leave out what is marked above, such as `TLP:GREEN`. */
  marking?: string;
  /** Neutral names for hosts and people. */
  redact?: boolean;
  /** Of a figure or slides; that of the screen if absent. */
  theme?: 'light' | 'dark';
  /** What a figure shows; both if absent, in another shape than as drawn the map. */
  content?: 'map' | 'chart' | 'both' | 'lanes';
  /** The shape of a figure or of slides; a figure is as tall as what it shows if absent, slides are 16:9. */
  shape?: 'as-drawn' | '16:9' | '4:3' | 'a4';
  /** Where the list of steps of a figure stands. */
  steps?: 'beside' | 'below' | 'none';
  /** How many pixels of a PNG one of the figure becomes: 1 to 4; 2 if absent. */
  scale?: number;
  /** Of tables, which one; all of them in an archive if absent. */
  table?: string;
  /** Ids of the incidents that go into one file; what is shown if absent. */
  incidents?: string[];
}

/** The events of the element, which bubble and leave shadow roots, with what they carry. */
export interface BreachMapEvents {
  'breach-map-ready': CustomEvent<{ incident: string; errors: number; warnings: number }>;
  'breach-map-collection': CustomEvent<{ name: string; incidents: number }>;
  'breach-map-change': CustomEvent<{ asOf: string | null; fragment: string; incident: string | null; isElsewhere: boolean }>;
  'breach-map-select': CustomEvent<{ id: string | null }>;
  'breach-map-play': CustomEvent<{ playing: boolean }>;
  'breach-map-theme': CustomEvent<{ theme: 'light' | 'dark' }>;
  'breach-map-edit': CustomEvent<{ changed: boolean }>;
  'breach-map-fold': CustomEvent<{ unfolded: boolean }>;
  'breach-map-error': CustomEvent<{ code: string; title: string; message: string; hint: string }>;
}

/** The element `<breach-map>`. */
export interface BreachMapElement extends HTMLElement, Omit<BreachMapState, 'lang'> {
  src: string | null;
  gallery: string | null;
  theme: 'light' | 'dark' | (string & {}) | null;
  controls: 'full' | 'compact' | 'none' | (string & {}) | null;
  shortcuts: 'on' | 'off' | (string & {}) | null;
  readOnly: boolean;
  keep: boolean;
  editable: boolean;
  /** The fragment of an address that shows the same picture, without the `#`. */
  fragment: string;

  /** Shows an incident, or a list of several: an address, the text of a file, an object, or an index or a list of addresses. */
  load(incident: string | object): Promise<void>;
  /** Goes to a day, `YYYY-MM-DD`. */
  seek(day: string): Promise<void>;
  /** Chooses a host, pivot, event or count; `null` chooses nothing. */
  select(id: string | null): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** How things stand; `null` while there is no incident. */
  snapshot(): Snapshot | null;
  /** A file of what is shown, as the export dialog makes it. */
  /** The text of the file as it would be saved; `null` while there is no incident. */
  document: string | null;
  apply(edit: object | object[]): Promise<void>;
  exportAs(kind: ExportKind, options?: ExportOptions): Promise<{ name: string; blob: Blob }>;
  save(): BreachMapState;
  /** Shows what `save` gave, or a part of it; what is not in it stays. */
  restore(state: Partial<BreachMapState>): Promise<void>;
  /** The end of this element. */
  destroy(): void;

  addEventListener<K extends keyof BreachMapEvents>(
    type: K,
    listener: (this: BreachMapElement, event: BreachMapEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof BreachMapEvents>(
    type: K,
    listener: (this: BreachMapElement, event: BreachMapEvents[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What a page sends to a frame of embed.html. With an `id`, the answer has the same. */
export type MessageToFrame = { breachmap: 1; id?: string | number } & (
  | { type: 'load'; incident: string | object }
  | { type: 'seek'; day: string }
  | { type: 'select'; part: string | null }
  | { type: 'play' | 'pause' | 'save' | 'snapshot' }
  | { type: 'restore'; state: Partial<BreachMapState> }
  | { type: 'export'; kind: ExportKind; options?: ExportOptions }
);

/** What a frame of embed.html sends to the page around it. */
export type MessageFromFrame = { breachmap: 1 } & (
  | { type: 'hello' }
  | { type: 'answer'; id?: string | number; ok: true; value?: unknown }
  | { type: 'answer'; id?: string | number; ok: false; error: { code: string; message: string; hint: string } }
  | { type: 'resize'; height: number }
  | ({ type: 'ready' } & BreachMapEvents['breach-map-ready']['detail'])
  | ({ type: 'collection' } & BreachMapEvents['breach-map-collection']['detail'])
  | ({ type: 'change' } & BreachMapEvents['breach-map-change']['detail'])
  | { type: 'select'; part: string | null }
  | ({ type: 'play' } & BreachMapEvents['breach-map-play']['detail'])
  | ({ type: 'theme' } & BreachMapEvents['breach-map-theme']['detail'])
  | ({ type: 'error' } & BreachMapEvents['breach-map-error']['detail'])
);

declare global {
  interface HTMLElementTagNameMap {
    'breach-map': BreachMapElement;
  }
  interface DocumentEventMap extends BreachMapEvents {}
}
