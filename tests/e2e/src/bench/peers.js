// The peers of the benchmark, each as { load(graph), step(k), pan(k) }. A graph has `nodes` [{ id, label }] and `edges` [{ id, from, to }].
// `load` lays the graph out and draws it, `step` gives twenty nodes another color, `pan` moves the picture.
const box = () => {
  const element = document.createElement('div');
  element.style.cssText = 'position:fixed;inset:0;width:1440px;height:900px';
  document.body.replaceChildren(element);
  return element;
};

const color = (k) => ['#c0392b', '#2980b9', '#27ae60'][k % 3];
const twenty = (graph, k) => Array.from({ length: Math.min(20, graph.nodes.length) }, (_, i) => graph.nodes[(k * 20 + i) % graph.nodes.length]);

const forceGraph = () => {
  let shown, graph;
  return {
    async load(it) {
      graph = { nodes: it.nodes.map((node) => ({ ...node })), links: it.edges.map(({ from, to }) => ({ source: from, target: to })) };
      // as many rounds of its forces as it takes by itself until it is at rest for the eye; then it is drawn once
      shown = new ForceGraph(box()).nodeLabel('label').nodeColor((node) => node.color ?? '#888').warmupTicks(100).cooldownTicks(0).autoPauseRedraw(false);
      await new Promise((done) => shown.onEngineStop(done).graphData(graph));
    },
    step(k) { for (const node of twenty(graph, k)) node.color = color(k); },
    pan(k) { shown.centerAt(k * 5, k * 5); },
  };
};

const cytoscapeOf = (layout) => () => {
  let shown, graph;
  return {
    async load(it) {
      graph = it;
      const elements = [...it.nodes.map((data) => ({ data })), ...it.edges.map(({ id, from, to }) => ({ data: { id, source: from, target: to } }))];
      shown = cytoscape({ container: box(), elements, layout, style: [{ selector: 'node', style: { label: 'data(label)' } }, { selector: 'edge', style: { 'curve-style': 'bezier', 'target-arrow-shape': 'triangle' } }] });
      await new Promise((done) => shown.one('render', done));
    },
    step(k) { shown.batch(() => { for (const { id } of twenty(graph, k)) shown.getElementById(id).style('background-color', color(k)); }); },
    pan(k) { shown.panBy({ x: k % 2 ? 5 : -5, y: 5 }); },
  };
};

const visNetwork = () => {
  let shown, nodes, graph;
  return {
    async load(it) {
      graph = it;
      nodes = new vis.DataSet(it.nodes);
      const edges = new vis.DataSet(it.edges.map((edge) => ({ ...edge, arrows: 'to' })));
      shown = new vis.Network(box(), { nodes, edges }, { layout: { improvedLayout: false }, physics: { stabilization: { iterations: 100 } } });
      await new Promise((done) => shown.once('stabilizationIterationsDone', () => shown.once('afterDrawing', done)));
      shown.setOptions({ physics: false });
    },
    step(k) { nodes.update(twenty(graph, k).map(({ id }) => ({ id, color: color(k) }))); },
    pan(k) { shown.moveTo({ offset: { x: k % 2 ? 5 : -5, y: 5 }, animation: false }); },
  };
};

// It only lays out.
const dagreAlone = () => ({
  async load({ nodes, edges }) {
    const graph = new dagre.graphlib.Graph({ multigraph: true }).setGraph({ rankdir: 'LR' }).setDefaultEdgeLabel(() => ({}));
    for (const { id } of nodes) graph.setNode(id, { width: 160, height: 48 });
    for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id);
    dagre.layout(graph);
  },
});

const breachMap = () => {
  let map, days;
  return {
    async load(_, text, open) {
      document.body.replaceChildren();
      map = document.createElement('breach-map');
      map.style.cssText = 'display:block;width:1440px;height:900px';
      document.body.append(map);
      await customElements.whenDefined('breach-map');
      await map.pause(); // the program is here: its start is measured elsewhere
      if (open) map.fragment = `open=${open}`;
      const begin = performance.now();
      await map.load(text);
      if (open) map.open = open;
      const pivots = JSON.parse(text).pivots;
      days = [...new Set(pivots.map((it) => it.claims[0].when))].sort();
      return begin;
    },
    step(k) { map.seek(days[(k * 7 + Math.floor(days.length / 2)) % days.length]); },
    pan(k) { map.shadowRoot.querySelector('.map-svg').dispatchEvent(new WheelEvent('wheel', { deltaX: k % 2 ? 5 : -5, deltaY: 5, bubbles: true, cancelable: true })); },
  };
};

const PEERS = {
  ours: breachMap,
  'force-graph': forceGraph,
  cytoscape: cytoscapeOf({ name: 'cose', animate: false }),
  'vis-network': visNetwork,
  dagre: dagreAlone,
};

const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
}));

const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

// The medians of one peer on one incident, in milliseconds: { load, step, pan }. A step is what it takes on the main thread, and the picture after it.
window.measure = async (name, text, open) => {
  const incident = JSON.parse(text);
  const graph = { nodes: incident.hosts.map(({ id, label }) => ({ id, label })), edges: incident.pivots.map(({ id, from, to }) => ({ id, from, to })) };
  const peer = PEERS[name]();
  let begin = performance.now();
  begin = (await peer.load(graph, text, open)) ?? begin;
  await painted();
  const load = performance.now() - begin;
  const timed = async (act) => {
    const times = [];
    for (let k = 0; act && k < 11; k += 1) {
      await painted(); // begins with a picture, so that each waits for one
      const at = performance.now();
      act(k);
      await painted();
      times.push(performance.now() - at);
    }
    return act ? middle(times) : null;
  };
  return { load, step: await timed(peer.step), pan: await timed(peer.pan), empty: await timed(() => {}) };
};
