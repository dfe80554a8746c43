'use strict';
// Two maps and their difference: the first upwards, the second downwards, below them what the second has more (up) and less (down).
//
// The document: why (null, or why there is no difference by price), first and second { name, mark, lower, upper, bandsPerBar, bars { lower[], upper[], bands[], long[[]], short[[]], ... } },
//   difference null or { lower[], upper[], long[], short[] }: second less first.
// By distance both maps are counted in equal steps of price / mark - 1, each by its own mark; a bar counts whole where its middle lies.
// For tests: pixel(price, notional = 0) is the pixel of a point of the first map; sums() is { first, second, difference } of what is seen.
heatmap.kinds.compare = (doc, host) => {
  const { scale, bins, sum, ticks, cut, zoomers } = heatmap.bars;
  let by = 'price', zoom = [0, 100], theme, size, box, view, seen = [], most = 1, greatest = 1, sets;

  const controls = () => host.controls.replaceChildren(
    heatmap.choice('Horizontal axis', [['price', 'By price'], ['distance', 'By distance from the mark']], by, v => { by = v; zoom = [0, 100]; prepare(); host.redraw(false); }),
    ...['long', 'short'].map(side => heatmap.element('span', { class: 'key' }, heatmap.element('i', { class: side }), side + 's')));

  function steps(map, width) {
    const cells = new Map(), { lower, upper, long, short } = map.bars;
    for (let i = 0; i < lower.length; i++) {
      const k = Math.floor(((lower[i] + upper[i]) / 2 / map.mark - 1) / width + 1e-9), cell = cells.get(k) || [0, 0];
      cell[0] += long[0][i]; cell[1] += short[0][i];
      cells.set(k, cell);
    }
    return cells;
  }

  const columns = (cells, width) => {
    const keys = [...cells.keys()].sort((a, b) => a - b);
    return { lower: keys.map(k => k * width), upper: keys.map(k => (k + 1) * width), long: keys.map(k => cells.get(k)[0]), short: keys.map(k => cells.get(k)[1]) };
  };

  function prepare() {
    const flat = m => ({ lower: m.bars.lower, upper: m.bars.upper, long: m.bars.long[0], short: m.bars.short[0] });
    if (by === 'price') { sets = { first: flat(doc.first), second: flat(doc.second), difference: doc.difference }; return; }
    // A step no finer than the widest bar, so that neighbouring steps do not alternate between empty and full.
    const widest = m => m.bars.lower.reduce((w, low, i) => Math.max(w, (m.bars.upper[i] - low) / m.mark), 0);
    const raw = Math.max(widest(doc.first), widest(doc.second), 1e-9), power = 10 ** Math.floor(Math.log10(raw)), width = power * [1, 2, 2.5, 5, 10].find(k => k * power >= raw * 0.9999);
    const a = steps(doc.first, width), b = steps(doc.second, width), d = new Map();
    for (const k of new Set([...a.keys(), ...b.keys()])) { const p = a.get(k) || [0, 0], q = b.get(k) || [0, 0]; d.set(k, [q[0] - p[0], q[1] - p[1]]); }
    sets = { first: columns(a, width), second: columns(b, width), difference: columns(d, width) };
  }

  /** Where bars of all sets begin and end, so that one bin means the same prices in each. */
  function merged() {
    const edges = new Map(), all = [sets.first, sets.second, ...(sets.difference ? [sets.difference] : [])];
    for (const s of all) for (let i = 0; i < s.lower.length; i++) edges.set(s.lower[i], Math.max(edges.get(s.lower[i]) || -Infinity, s.upper[i]));
    const lower = [...edges.keys()].sort((a, b) => a - b), made = { lower: [], upper: [] };
    for (const low of lower) {
      const n = made.lower.length;
      if (n && low < made.upper[n - 1] - 1e-12 * Math.abs(low)) made.upper[n - 1] = Math.max(made.upper[n - 1], edges.get(low)); else { made.lower.push(low); made.upper.push(edges.get(low)); }
    }
    return made;
  }

  function extent(cells) {
    const n = cells.lower.length, marks = by === 'price' ? [doc.first, doc.second].filter(m => m.mark >= m.lower && m.mark < m.upper).map(m => m.mark) : [0];
    const lows = n ? [cells.lower[0], ...marks] : by === 'price' ? [doc.first.lower, doc.second.lower] : [-0.1], highs = n ? [cells.upper[n - 1], ...marks] : by === 'price' ? [doc.first.upper, doc.second.upper] : [0.1];
    const low = Math.min(...lows), high = Math.max(...highs), air = 0.03 * (high - low);
    return [low - air, high + air];
  }

  function layout() {
    const narrow = size.narrow, cells = merged();
    box = { left: narrow ? 46 : 66, right: narrow ? 12 : 20, top: 52, gap: 34, bottom: 58, axes: [0, 1] };
    box.width = size.width - box.left - box.right;
    const free = size.height - box.top - box.gap - box.bottom;
    box.upper = Math.round(0.6 * free); box.lower = free - box.upper; box.below = box.top + box.upper + box.gap;
    const [low, high] = extent(cells);
    view = scale(low, high, false, box, zoom);
    seen = bins(cells, view, box, 2).map(bin => ({ ...bin, low: cells.lower[bin.first], high: cells.upper[bin.last], first: [0, 0], second: [0, 0], difference: [0, 0] }));
    for (const name of ['first', 'second', 'difference']) {
      const s = sets[name];
      let k = 0;
      for (let i = 0; s && i < s.lower.length; i++) {
        const middle = (s.lower[i] + s.upper[i]) / 2;
        while (k < seen.length && seen[k].high < middle) k++;
        if (k < seen.length && middle >= seen[k].low) { seen[k][name][0] += s.long[i]; seen[k][name][1] += s.short[i]; }
      }
    }
    most = 1.06 * Math.max(0, ...seen.flatMap(b => [b.first[0] + b.first[1], b.second[0] + b.second[1]])) || 1;
    greatest = 1.06 * Math.max(0, ...seen.flatMap(b => b.difference.map(Math.abs))) || 1;
  }

  const middle = () => box.top + box.upper / 2;
  const y = v => middle() - v / most * box.upper / 2;
  const y2 = v => box.below + box.lower / 2 - v / greatest * box.lower / 2;

  function draw() {
    const children = [], rect = (b, from, to, fill) => { if (from !== to) children.push({ type: 'rect', shape: { x: b.x0, y: Math.min(from, to), width: Math.max(1, b.x1 - b.x0 - (b.x1 - b.x0 > 4 ? 1 : 0)), height: Math.abs(to - from) }, style: { fill } }); };
    for (const b of seen) {
      for (const [name, sign] of [['first', 1], ['second', -1]]) {
        rect(b, y(0), y(sign * b[name][0]), theme.long);
        rect(b, y(sign * b[name][0]), y(sign * (b[name][0] + b[name][1])), theme.short);
      }
    }
    const text = (x, at, words, align = 'left', fill = theme.text) => children.push({ type: 'text', style: { text: words, x, y: at, align, verticalAlign: 'middle', fill, font: '11px ' + heatmap.fonts } });
    const line = (x1, y1, x2, y2, stroke, lineWidth = 1) => children.push({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth } });
    const right = box.left + box.width, room = size.narrow ? 20 : 60;
    line(box.left, middle(), right, middle(), theme.muted);
    text(box.left + 4, box.top + 8, cut(doc.first.name, room) + ', upwards');
    text(box.left + 4, box.top + box.upper - 8, cut(doc.second.name, room) + ', downwards');
    for (const [map, from, to, at] of [[doc.first, box.top, middle(), box.top - 8], [doc.second, middle(), box.top + box.upper, box.top - 22]]) {
      const x = view.at(by === 'price' ? map.mark : 0);
      if (x < box.left || x > right) continue;
      line(x, from, x, to, theme.mark, 1.4);
      const words = by === 'price' ? 'mark, ' + cut(map.name, 16) + ': ' + map.mark.toLocaleString('en', { maximumSignificantDigits: 8 }) : 'the marks', half = heatmap.textWidth(words) / 2;
      if (by === 'price' || map === doc.first) text(Math.min(Math.max(x, half + 4), size.width - half - 4), at, words, 'center', theme.mark);
    }
    return heatmap.anew(children);
  }

  function drawDifference() {
    const children = [], words = (x, at, text, align, fill) => children.push({ type: 'text', style: { text, x, y: at, align, verticalAlign: 'middle', fill, font: '11px ' + heatmap.fonts, width: box.width - 16, overflow: 'break' } });
    const zero = y2(0), room = size.narrow ? 16 : 50;
    if (!sets.difference) { words(box.left + box.width / 2, box.below + box.lower / 2, doc.why || '', 'center', theme.muted); return heatmap.anew(children); }
    for (const b of seen) b.difference.forEach((v, side) => {
      if (v !== 0) children.push({ type: 'rect', shape: { x: b.x0, y: Math.min(zero, y2(v)), width: Math.max(1, b.x1 - b.x0 - (b.x1 - b.x0 > 4 ? 1 : 0)), height: Math.abs(y2(v) - zero) }, style: { fill: side ? theme.short : theme.long, opacity: 0.85 } });
    });
    children.push({ type: 'line', shape: { x1: box.left, y1: zero, x2: box.left + box.width, y2: zero }, style: { stroke: theme.muted } });
    words(box.left + 4, box.below - 9, cut(doc.second.name, room) + ' less ' + cut(doc.first.name, room), 'left', theme.text);
    return heatmap.anew(children);
  }

  function axes() {
    const { axis } = heatmap, at = ticks(view, size.narrow ? 4 : 9), step = at.length > 1 ? Math.abs(at[1] - at[0]) : 0, end = limit => v => Math.abs(v) > 0.999 * limit ? '' : heatmap.compact(v);
    const x = (gridIndex, show) => axis(theme, { type: 'value', gridIndex, min: view.from, max: view.to, axisLine: { show, onZero: false, lineStyle: { color: theme.line } }, axisTick: { show, customValues: at, lineStyle: { color: theme.line } },
      axisLabel: { show, customValues: at, formatter: t => by === 'price' ? heatmap.price(t, step) : heatmap.signedPercent(Math.abs(t) < 1e-12 ? 0 : t) } });
    const faint = { show: true, lineStyle: { color: theme.faint } }, unit = doc.unit ? cut(doc.unit, 10) : '';
    return {
      xAxis: [x(0, false), x(1, true)],
      yAxis: [axis(theme, { type: 'value', gridIndex: 0, min: -most, max: most, splitLine: faint, axisLabel: { formatter: v => end(most)(Math.abs(v)) }, name: size.narrow ? unit : 'notional' + (unit ? ', ' + unit : ''), nameGap: 8, nameTextStyle: { color: theme.muted, align: 'left', padding: [0, 0, 0, -box.left + 4] } }),
        axis(theme, { type: 'value', gridIndex: 1, min: -greatest, max: greatest, splitNumber: 3, splitLine: faint, axisLabel: { formatter: v => (v > 0 && v < 0.999 * greatest ? '+' : '') + end(greatest)(v) } })],
    };
  }

  const series = () => [['both', draw, 0], ['difference', drawDifference, 1]].map(([id, renderItem, i]) => ({ type: 'custom', id, name: id, xAxisIndex: i, yAxisIndex: i, z: 3, clip: false, silent: true, encode: { x: -1, y: -1 }, data: [0], renderItem }));
  const place = v => by === 'price' ? heatmap.price(v, (view.inverse(box.left + 1) - view.inverse(box.left)) / 4) : heatmap.signedPercent(v, 4);

  controls();
  prepare();
  return {
    height: s => Math.round(s.narrow ? 470 : Math.min(Math.max(0.5 * s.width, 440), 680)),
    option(nowTheme, nowSize) {
      theme = nowTheme; size = nowSize;
      layout();
      return { grid: [{ left: box.left, right: box.right, top: box.top, height: box.upper }, { left: box.left, right: box.right, top: box.below, height: box.lower }], ...axes(), series: series(), dataZoom: zoomers(theme, zoom, box), toolbox: { feature: { restore: { title: 'Reset' } } } };
    },
    attach(chart) {
      chart.on('datazoom', () => { const z = chart.getOption().dataZoom[0]; zoom = [z.start, z.end]; host.leave(); layout(); chart.setOption({ ...axes(), series: series() }); });
      chart.on('restore', () => { zoom = [0, 100]; host.redraw(false); });
    },
    hit(x, py) {
      if (!box || x < box.left || x > box.left + box.width || py < box.top - 20 || py > box.below + box.lower) return null;
      let found = null, gap = size.narrow ? 14 : 5;
      for (const b of seen) { const d = x < b.x0 ? b.x0 - x : x > b.x1 ? x - b.x1 : 0; if (d < gap || d === 0) { found = b; gap = d; } }
      if (!found) return null;
      const say = v => heatmap.exact(v, doc.unit), lines = [];
      ['long', 'short'].forEach((side, k) => {
        if (!found.first[k] && !found.second[k]) return;
        lines.push([side + ', ' + cut(doc.first.name, 18), say(found.first[k]), theme[side]], [side + ', ' + cut(doc.second.name, 18), say(found.second[k]), theme[side]]);
        if (sets.difference) lines.push(['difference', (found.difference[k] > 0 ? '+' : '') + say(found.difference[k])]);
      });
      return { title: place(found.low) + ' to ' + place(found.high), lines, x: (found.x0 + found.x1) / 2, y: py };
    },
    step(x, py, dx) {
      if (!seen.length || !dx) return null;
      const order = seen.map(b => (b.x0 + b.x1) / 2);
      let i = dx > 0 ? order.findIndex(m => m > x + 0.01) : order.findLastIndex(m => m < x - 0.01);
      if (i < 0) i = dx > 0 ? order.length - 1 : 0;
      i = Math.min(order.length - 1, Math.max(0, i + (dx > 0 ? dx - 1 : dx + 1)));
      return { x: order[i], y: Math.min(Math.max(py, box.top), box.below + box.lower) };
    },
    update(next) { doc = next; controls(); prepare(); },
    pixel: (price, notional = 0) => ({ x: view.at(price), y: y(notional) }),
    sums: () => Object.fromEntries(['first', 'second', 'difference'].map(n => [n, seen.reduce((s, b) => [s[0] + b[n][0], s[1] + b[n][1]], [0, 0])])),
  };
};
