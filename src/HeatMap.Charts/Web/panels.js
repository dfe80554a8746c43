'use strict';
// Panels beside and below each other: what the kinds cascade and accuracy draw with. The document holds
//   panels  [{ slot, title, keys: { name: choice }, x, y, traces, marks }]: one panel of each slot is seen, the one whose keys are chosen
//   x, y    { name, format: price | number | percent, low, high, labels: names in the place of 0, 1, 2 ... }
//   traces  [{ name, shape: line | step | points | bars | band | spans, colour, dashed, x, y, low, high }]; null is not drawn
//   marks   [{ at, vertical, label, colour }]
// The kind has hit(x, y), and pixel(panel, x, y): the canvas pixel of a point of the panel at that place among those that are seen.
(() => {
  const words = { percent: v => heatmap.percent(v, 4), number: v => heatmap.compact(v) };
  const say = (axis, v) => axis.labels.length ? axis.labels[v] || '' : axis.format === 'price' ? heatmap.price(v, 10 ** Math.floor(Math.log10(Math.abs(axis.high - axis.low) / 500 || 1))) : words[axis.format](v);
  const paint = (theme, name) => name[0] === 's' && name.length === 2 ? theme.series[Number(name[1])] : theme[name] || theme.text;
  const known = v => v !== null && v !== undefined;

  heatmap.panelKind = (doc, host) => {
    let chosen = {}, shown = [], boxes = [];

    function choices() {
      const all = {};
      for (const p of doc.panels) for (const [key, value] of Object.entries(p.keys)) (all[key] ||= new Set()).add(value);
      const next = {};
      host.controls.replaceChildren();
      for (const [key, values] of Object.entries(all)) {
        next[key] = values.has(chosen[key]) ? chosen[key] : [...values][0];
        if (values.size < 2) continue;
        const pick = value => { chosen[key] = value; host.leave(); host.redraw(false); };
        const control = values.size <= 4 ? heatmap.choice(key, [...values].map(v => [v, v.slice(0, 40)]), next[key], pick)
          : heatmap.element('select', { 'aria-label': key, onchange: e => pick(e.target.value) }, ...[...values].map(v => heatmap.element('option', { value: v, selected: v === next[key] }, v.slice(0, 60))));
        host.controls.append(heatmap.element('label', {}, key, control));
      }
      chosen = next;
    }

    function visible() {
      const slots = [...new Set(doc.panels.map(p => p.slot))];
      return slots.map(s => doc.panels.find(p => p.slot === s && Object.entries(p.keys).every(([k, v]) => chosen[k] === v)) || doc.panels.find(p => p.slot === s));
    }

    const rowsOf = panel => panel.y.labels.length;
    const across = size => size.narrow || shown.length < 2 ? 1 : 2;
    const tall = (panel, size) => Math.max(size.narrow ? 290 : 320, rowsOf(panel) * 22 + 110);

    function layout(size) {
      shown = visible();
      const columns = across(size), width = size.width / columns;
      let top = 26;
      boxes = [];
      for (let i = 0; i < shown.length; i += columns) {
        const row = shown.slice(i, i + columns), height = Math.max(...row.map(p => tall(p, size)));
        row.forEach((p, j) => {
          const indent = rowsOf(p) ? Math.min(200, 0.4 * width) : 68;
          boxes.push({ left: j * width + indent, top: top + 54, width: width - indent - 22, height: height - 108, outer: j * width, y: top, indent, full: width });
        });
        top += height;
      }
      return top + 6;
    }

    function series(panel, i, theme) {
      const base = { xAxisIndex: i, yAxisIndex: i, silent: true, z: 3 };
      const made = panel.traces.flatMap(t => {
        const color = paint(theme, t.colour), common = { ...base, name: i + ':' + t.name, itemStyle: { color } };
        const points = t.x.map((x, k) => [x, known(t.y[k]) ? t.y[k] : NaN]);
        if (t.shape === 'line' || t.shape === 'step') return [{ ...common, type: 'line', step: t.shape === 'step' ? 'end' : false, showSymbol: false, data: points, lineStyle: { color, width: 1.8, type: t.dashed ? 'dashed' : 'solid' } }];
        if (t.shape === 'points') return [{ ...common, type: 'scatter', symbolSize: 8, data: points, z: 5 }];
        return [{ ...common, type: 'custom', clip: true, data: t.shape === 'band' ? [[0, 0]] : points.map((p, k) => [p[0], p[1], t.low[k], t.high[k]]), z: t.shape === 'band' ? 1 : 2,
          renderItem: (params, api) => draw(t, params.dataIndex, api, color) }];
      });
      const lines = panel.marks.filter(m => known(m.at));
      if (lines.length) made.push({ ...base, type: 'line', data: [], markLine: { symbol: 'none', silent: true, data: lines.map((m, k) => ({
        [m.vertical ? 'xAxis' : 'yAxis']: m.at, lineStyle: { color: paint(theme, m.colour), type: 'dashed', width: 1 },
        label: { show: Boolean(m.label) && m.vertical, formatter: () => m.label, color: paint(theme, m.colour), fontSize: 11, rotate: 0, position: 'insideEndTop', distance: [-4, 4],
          ...labelPlace(panel, m, k, lines.filter(l => l.vertical).length) } })) } });
      return made;
    }

    /** Labels of vertical lines stand to the side that has room, below each other. */
    function labelPlace(panel, mark, k) {
      const right = (mark.at - panel.x.low) / (panel.x.high - panel.x.low) < 0.6;
      return { position: 'end', align: right ? 'left' : 'right', verticalAlign: 'top', distance: 0, padding: [6 + 15 * k, 5, 0, 5] };
    }

    function draw(t, k, api, color) {
      if (t.shape === 'band') {
        const low = t.x.map((x, j) => api.coord([x, t.low[j]])), high = t.x.map((x, j) => api.coord([x, t.high[j]])).reverse();
        return { type: 'polygon', shape: { points: [...low, ...high] }, style: { fill: color, opacity: 0.2 } };
      }
      if (!known(t.y[k]) || !known(t.x[k])) return null;
      if (t.shape === 'bars') {
        const a = api.coord([t.low[k], 0]), b = api.coord([t.high[k], t.y[k]]);
        return { type: 'rect', shape: { x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.max(1, Math.abs(b[0] - a[0]) - 1), height: Math.abs(b[1] - a[1]) }, style: { fill: color, opacity: 0.8 } };
      }
      const a = api.coord([t.low[k], t.y[k]]), b = api.coord([t.high[k], t.y[k]]), c = api.coord([t.x[k], t.y[k]]);
      return { type: 'group', children: [
        { type: 'line', shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: color, lineWidth: 2 } },
        { type: 'circle', shape: { cx: c[0], cy: c[1], r: 4 }, style: { fill: color } }] };
    }

    function option(theme, size) {
      layout(size);
      const style = (axis, i, more) => heatmap.axis(theme, { type: 'value', gridIndex: i, min: axis.low, max: axis.high, minInterval: axis.name === 'wave' ? 1 : 0, ...more,
        axisLine: { onZero: false, lineStyle: { color: theme.line } },
        axisLabel: { formatter: v => say(axis, v), fontSize: 11, showMinLabel: false, showMaxLabel: false, ...more.axisLabel } });
      return {
        title: shown.map((p, i) => ({ text: p.title, left: boxes[i].outer + 6, top: boxes[i].y, textStyle: { color: theme.text, fontSize: 13, fontWeight: 600, width: boxes[i].full - (boxes[i].outer + boxes[i].full > host.size().width - 90 && boxes[i].y < 30 ? 76 : 20), overflow: 'truncate' } })),
        legend: shown.map((p, i) => ({ type: 'scroll', left: boxes[i].outer + 6, top: boxes[i].y + 22, width: boxes[i].full - 30, itemWidth: 14, itemHeight: 9, data: p.traces.filter(t => t.name).map(t => i + ':' + t.name),
          formatter: n => cut(n.slice(n.indexOf(':') + 1), 34), textStyle: { color: theme.muted, fontSize: 11 }, pageTextStyle: { color: theme.muted }, selectedMode: false, pageIconColor: theme.muted })),
        grid: boxes.map(b => ({ left: b.left, top: b.top, width: b.width, height: b.height })),
        xAxis: shown.map((p, i) => style(p.x, i, { name: p.x.name, nameLocation: 'middle', nameGap: 27, splitNumber: size.narrow || boxes[i].width < 400 ? 3 : 6 })),
        yAxis: shown.map((p, i) => style(p.y, i, rowsOf(p) ? { inverse: true, interval: 1, min: -1, max: rowsOf(p), axisTick: { show: false },
          axisLabel: { width: boxes[i].indent - 14, overflow: 'truncate', interval: 0, hideOverlap: false } } : { splitNumber: 4 })),
        series: shown.flatMap((p, i) => series(p, i, theme)),
      };
    }

    const cut = (text, most) => text.length > most ? text.slice(0, most - 1) + '…' : text;
    const pixel = (i, x, y) => host.chart.convertToPixel({ gridIndex: i }, [x, y]);

    function hit(x, y) {
      const i = boxes.findIndex(b => x >= b.left - 4 && x <= b.left + b.width + 4 && y >= b.top - 4 && y <= b.top + b.height + 4);
      if (i < 0) return null;
      const panel = shown[i], theme = host.theme(), lines = [], rows = rowsOf(panel);
      let best = null;
      for (const t of panel.traces) t.x.forEach((v, k) => {
        const at = known(v) && pixel(i, v, known(t.y[k]) ? t.y[k] : t.low[k]);
        if (!at) return;
        const away = rows ? Math.abs(at[1] - y) : Math.abs(at[0] - x) + (t.shape === 'points' ? 0 : 0.01);
        if (!best || away < best.away) best = { away, t, k, at, x: v, y: t.y[k] };
      });
      if (!best || best.away > (rows ? 14 : 60)) return null;
      if (!rows) lines.push([panel.x.name, best.t.shape === 'bars' ? say(panel.x, best.t.low[best.k]) + ' to ' + say(panel.x, best.t.high[best.k]) : say(panel.x, best.x)]);
      for (const t of panel.traces) {
        const at = nearest(t, rows ? best.y : best.x, rows);
        if (at < 0) continue;
        const range = known(t.low[at]) && t.shape !== 'bars' ? ' [' + say(rows ? panel.x : panel.y, t.low[at]) + ', ' + say(rows ? panel.x : panel.y, t.high[at]) + ']' : '';
        const value = rows ? t.x[at] : t.y[at];
        lines.push([cut(t.name || panel.y.name, 40), ((known(value) ? say(rows ? panel.x : panel.y, value) : '') + range).trim(), paint(theme, t.colour)]);
      }
      return { title: rows ? say(panel.y, best.y) : panel.title, lines, x: best.at[0], y: best.at[1], panel: i };
    }

    /** The point of a trace nearest to a place; none where the trace does not reach it. */
    function nearest(t, place, rows) {
      let at = -1, away = Infinity;
      (rows ? t.y : t.x).forEach((v, k) => { if (known(v) && Math.abs(v - place) < away) { away = Math.abs(v - place); at = k; } });
      if (at < 0 || (rows || t.shape === 'points') && away > 0) return -1;
      const all = t.x.filter(known), low = Math.min(...all), high = Math.max(...all), slack = (high - low) / Math.max(1, all.length - 1);
      return rows || place >= low - slack && place <= high + slack ? at : -1;
    }

    function step(x, y, dx, dy) {
      if (!shown.length) return null;
      const from = boxes.findIndex(b => x >= b.left - 4 && x <= b.left + b.width + 4 && y >= b.top - 4 && y <= b.top + b.height + 4), i = Math.max(0, from), panel = shown[i], rows = rowsOf(panel);
      const places = panel.traces.flatMap(t => t.x.map((v, k) => known(v) && pixel(i, v, known(t.y[k]) ? t.y[k] : t.low[k])).filter(Boolean)).sort((a, b) => rows ? a[1] - b[1] : a[0] - b[0]);
      const move = rows ? dy : dx, axis = rows ? 1 : 0, now = rows ? y : x;
      if (!places.length) return null;
      if (!move) { const j = Math.min(Math.max(i + Math.sign(rows ? dx : dy), 0), shown.length - 1), b = boxes[j]; return { x: b.left + b.width / 2, y: b.top + b.height / 2 }; }
      const beyond = places.filter(p => move > 0 ? p[axis] > now + 0.5 : p[axis] < now - 0.5);
      const next = beyond[move > 0 ? Math.min(beyond.length, move) - 1 : Math.max(0, beyond.length + move)];
      return next ? { x: next[0], y: next[1] } : null;
    }

    choices();
    return { option, hit, step, pixel, height: size => layout(size), update: next => { doc = next; choices(); } };
  };
})();
