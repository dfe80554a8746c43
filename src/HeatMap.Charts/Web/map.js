'use strict';
// A map along price: bars stacked by layer, sums from the mark outward, mark, zones and cascades.
//
// The document: mark, log (price axis in ratios), lower and upper of the window, bandsPerBar, totals { long, short, all } (all holds what is not in bars), layers [name, ...],
//   bars { lower[], upper[], bands[] (how many each holds), long[layer][], short[layer][], longCounts[]|null, shortCounts[]|null }, only bars that hold something, by price,
//   estimate null or { members, long, short: { assumed[], rests[], low[], high[] } } by bar (low and high: 80 % of the members),
//   zones [{ side, low, high, peak, notional, text }], thresholds [{ direction, trigger, end, notional, first, text }].
// For tests: pixel(price, notional = 0) is the pixel of a point of the bars' axis; sums() is { long, short, bars, down, up, bands }: what the visible bars and the ends of the curves add up to.
heatmap.kinds.map = (doc, host) => {
  const { scale, bins, prefix, sum, ticks, cut, zoomers } = heatmap.bars;
  let sides = 'both', logarithmic = false, zoom = [0, 100], selected = {}, theme, size, box, view, seen = [], most = 1, least = 1, all = 1, labels = [];
  let sumsOf, single;
  const controls = () => {
    const choose = (label, choices, value, chosen) => heatmap.choice(label, choices, value, v => { chosen(v); host.redraw(); });
    host.controls.replaceChildren(
      choose('Sides', [['both', 'Both sides'], ['long', 'Longs'], ['short', 'Shorts']], sides, v => { sides = v; }),
      choose('Scale of notional', [['linear', 'Linear'], ['log', 'Log']], logarithmic ? 'log' : 'linear', v => { logarithmic = v === 'log'; }),
      heatmap.element('span', {}, 'Bars: notional. Lines: sums from the mark outward of what is selected.'));
  };
  const colourOf = (l, side) => single ? theme[side] : theme.series[l % 8];
  /** A single price, with the digits that it has. */
  const plain = p => Math.abs(p) < 1e-6 ? heatmap.digits(p, 6) : p.toLocaleString('en', { maximumSignificantDigits: 8 });
  const shownSide = side => sides === 'both' || sides === side;
  const shownLayer = l => single || selected['layer ' + l] !== false;

  /** Sums of selected layers by bar, and from the mark outward: a bar that holds the mark has its longs below and its shorts above. */
  function prepare() {
    const bars = doc.bars, n = bars.lower.length, by = { long: new Float64Array(n), short: new Float64Array(n) };
    for (const side of ['long', 'short']) if (shownSide(side)) bars[side].forEach((column, l) => { if (shownLayer(l)) for (let i = 0; i < n; i++) by[side][i] += column[i] || 0; });
    const isAbove = (i, side) => bars.lower[i] >= doc.mark ? true : bars.upper[i] <= doc.mark ? false : side === 'short';
    const parts = {};
    for (const side of ['long', 'short']) {
      parts[side] = { up: prefix(by[side].map((v, i) => isAbove(i, side) ? v : 0)), down: prefix(by[side].map((v, i) => isAbove(i, side) ? 0 : v)) };
    }
    sumsOf = { by, parts, n, isAbove };
    all = Math.max(0, ...['long', 'short'].flatMap(s => [parts[s].up[n], parts[s].down[n]]));
  }

  /** What lies between the mark and the far end of a bin, of one side: in its direction. */
  function outward(side, first, last, up) {
    const p = sumsOf.parts[side];
    return up ? p.up[last + 1] : p.down[sumsOf.n] - p.down[first];
  }

  function extent() {
    const bars = doc.bars, n = bars.lower.length, inside = doc.mark >= doc.lower && doc.mark < doc.upper;
    let low = n ? bars.lower[0] : doc.lower, high = n ? bars.upper[n - 1] : doc.upper;
    if (inside) { low = Math.min(low, doc.mark); high = Math.max(high, doc.mark); }
    if (doc.log) { const air = (high / low) ** 0.03; return [Math.max(doc.lower, low / air), Math.min(doc.upper, high * air)]; }
    const air = 0.03 * (high - low);
    return [Math.max(doc.lower, low - air), Math.min(doc.upper, high + air)];
  }

  function layout() {
    const narrow = size.narrow, things = doc.zones.length + doc.thresholds.length > 0;
    box = { left: narrow ? 44 : 62, right: narrow ? 46 : 64, top: (narrow ? 30 : 34) + (single ? 0 : 22) + (things ? narrow ? 46 : 60 : 18), bottom: 58 };
    box.width = size.width - box.left - box.right;
    box.height = size.height - box.top - box.bottom;
    const [low, high] = extent();
    view = scale(low, high, doc.log, box, zoom);
    seen = bins(doc.bars, view, box, 2);
    most = 0; least = Infinity;
    for (const bin of seen) {
      bin.long = sum(sumsOf.by.long, bin.first, bin.last); bin.short = sum(sumsOf.by.short, bin.first, bin.last);
      const total = bin.long + bin.short;
      most = Math.max(most, total);
      if (total > 0) least = Math.min(least, total);
    }
    most = most || 1;
    least = Number.isFinite(least) ? Math.max(least / 2, most / 1e6) : most / 10;
    placeLabels(narrow);
  }

  const top = () => most * (logarithmic ? 1.6 : 1.05);
  const y = v => {
    if (!logarithmic) return box.top + box.height * (1 - v / top());
    return box.top + box.height * (1 - (v <= least ? 0 : Math.log(v / least) / Math.log(top() / least)));
  };
  const y2 = v => box.top + box.height * (1 - (all > 0 ? v / (1.05 * all) : 0));

  const axisName = () => { const unit = doc.unit ? cut(doc.unit, 10) : ''; return size.narrow ? unit : 'notional' + (unit ? ', ' + unit : ''); };
  const sumName = () => size.narrow ? 'sum' : 'sum from mark';

  /** Labels stand above the plot, each in the first line with room; on phones zones keep their amounts for the pointer. */
  function placeLabels(narrow) {
    // The names of both axes stand in the lowest line already.
    const { textWidth } = heatmap, named = [[0, 8 + textWidth(axisName(), 12)], [size.width - 12 - textWidth(sumName(), 12), size.width]];
    const rows = [named, ...Array.from({ length: narrow ? 2 : 3 }, () => [])], inside = p => p >= view.price(view.a) && p <= view.price(view.b);
    labels = [];
    const put = (price, text, colour) => {
      if (!inside(price)) return;
      const half = textWidth(text) / 2, x = Math.min(Math.max(view.at(price), half + 4), size.width - half - 4);
      const row = rows.findIndex(taken => taken.every(([from, to]) => x - half > to + 4 || x + half < from - 4));
      if (row < 0) return;
      rows[row].push([x - half, x + half]);
      labels.push({ x, y: box.top - 8 - 14 * row, text, colour });
    };
    put(doc.mark, 'mark ' + plain(doc.mark), 'mark');
    for (const t of doc.thresholds) if (t.first) put(t.trigger, narrow ? 'cascade ' + plain(t.trigger) : t.text, 'accent');
    for (const z of doc.zones) if (shownSide(z.side)) put(z.peak, narrow ? heatmap.compact(z.notional) : z.text, z.side);
    for (const t of doc.thresholds) if (!t.first && !narrow) put(t.trigger, t.text, 'accent');
  }

  function drawBars() {
    const children = [];
    const rect = (x, y0, w, y1, fill) => children.push({ type: 'rect', shape: { x, y: y1, width: w, height: Math.max(0.5, y0 - y1) }, style: { fill } });
    for (const bin of seen) {
      const x = bin.x0, w = Math.max(1, bin.x1 - bin.x0 - (bin.x1 - bin.x0 > 4 ? 1 : 0));
      let base = 0;
      for (const side of ['long', 'short']) {
        if (!shownSide(side)) continue;
        const from = base;
        doc.bars[side].forEach((column, l) => {
          const v = shownLayer(l) ? sum(column, bin.first, bin.last) : 0;
          if (v > 0) { rect(x, y(base), w, y(base + v), colourOf(l, side)); base += v; }
        });
        if (!single && base > from) rect(x, y(base) + 2, w, y(base), theme[side]);
      }
    }
    return heatmap.anew(children);
  }

  function drawCurves() {
    const children = [];
    for (const side of ['long', 'short']) for (const up of [false, true]) {
      const points = [], order = up ? seen : [...seen].reverse(), part = sumsOf.parts[side][up ? 'up' : 'down'], n = sumsOf.n;
      if (part[n] === 0) continue;
      for (const bin of order) {
        if (part[bin.last + 1] - part[bin.first] === 0) continue;
        const after = outward(side, bin.first, bin.last, up), before = after - (part[bin.last + 1] - part[bin.first]), m = view.at(doc.mark);
        points.push([up ? Math.max(bin.x0, m) : Math.min(bin.x1, m), y2(before)], [up ? bin.x1 : bin.x0, y2(after)]);
      }
      // Seen on bars of its own colour by a rim of the ground's.
      children.push({ type: 'polyline', shape: { points }, style: { stroke: theme.ground, lineWidth: 3.8, fill: 'none', opacity: 0.9 } });
      children.push({ type: 'polyline', shape: { points }, style: { stroke: theme[side], lineWidth: 1.6, fill: 'none' } });
    }
    return heatmap.anew(children);
  }

  function drawOverlay() {
    const children = [], bottom = box.top + box.height, clamp = x => Math.min(Math.max(x, box.left), box.left + box.width);
    const line = (x1, y1, x2, y2, stroke, lineWidth, lineDash) => children.push({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth, lineDash } });
    const seenAt = x => x >= box.left && x <= box.left + box.width;
    for (const z of doc.zones) {
      const x0 = clamp(view.at(z.low)), x1 = clamp(view.at(z.high));
      if (shownSide(z.side) && x1 > x0) children.push({ type: 'rect', shape: { x: x0, y: box.top, width: Math.max(2, x1 - x0), height: box.height }, style: { fill: theme[z.side], fillOpacity: 0.07, stroke: theme[z.side], lineWidth: 1, lineDash: [2, 3] } });
    }
    for (const t of doc.thresholds) {
      const x = view.at(t.trigger), end = clamp(view.at(t.end)), at = box.top + (t.first ? 10 : 20), tip = end < x ? 5 : -5;
      if (!seenAt(x)) continue;
      line(x, box.top, x, bottom, theme.accent, 1, [5, 4]);
      line(x, at, end, at, theme.accent, 1.5);
      children.push({ type: 'polyline', shape: { points: [[end + tip, at - 4], [end, at], [end + tip, at + 4]] }, style: { stroke: theme.accent, fill: 'none', lineWidth: 1.5 } });
    }
    if (seenAt(view.at(doc.mark))) line(view.at(doc.mark), box.top - 4, view.at(doc.mark), bottom, theme.mark, 1.4);
    for (const l of labels) children.push({ type: 'text', style: { text: l.text, x: l.x, y: l.y, align: 'center', verticalAlign: 'bottom', fill: theme[l.colour], font: '11px ' + heatmap.fonts } });
    if (!seen.length) children.push({ type: 'text', style: { text: doc.bars.lower.length ? 'nothing in this part' : (doc.notes || ['nothing'])[0], x: box.left + box.width / 2, y: box.top + box.height / 2, align: 'center', fill: theme.muted, font: '13px ' + heatmap.fonts } });
    return heatmap.anew(children);
  }

  function axes() {
    const { axis } = heatmap, at = ticks(view, size.narrow ? 4 : 9), decades = doc.log && view.price(view.b) / view.price(view.a) > 3, step = at.length > 1 ? Math.abs(view.price(at[1]) - view.price(at[0])) : 0;
    return {
      xAxis: axis(theme, { type: 'value', min: view.from, max: view.to, axisLabel: { customValues: at, formatter: t => heatmap.price(view.price(t), decades ? view.price(t) : step) }, axisTick: { customValues: at, lineStyle: { color: theme.line } } }),
      yAxis: [
        axis(theme, { type: logarithmic ? 'log' : 'value', min: logarithmic ? least : 0, max: top(), name: axisName(), nameLocation: 'end', nameGap: size.narrow ? 6 : 8, nameTextStyle: { color: theme.muted, align: 'left', padding: [0, 0, 0, -box.left + 4] }, splitLine: { show: true, lineStyle: { color: theme.faint } }, axisLabel: { formatter: v => v > top() * 0.9999 || (logarithmic && v <= least * 1.0001) ? '' : heatmap.compact(v) } }),
        axis(theme, { type: 'value', min: 0, max: all > 0 ? 1.05 * all : 1, name: sumName(), nameGap: size.narrow ? 6 : 8, nameTextStyle: { color: theme.muted, align: 'right', padding: [0, -box.right + 8, 0, 0] }, axisLabel: { formatter: v => v > 1.0499 * all ? '' : heatmap.compact(v) } }),
      ],
    };
  }

  const custom = (name, draw, z, yAxisIndex = 0, clip = true) => ({ type: 'custom', id: name, name, z, yAxisIndex, clip, silent: true, encode: { x: -1, y: -1 }, data: [0], renderItem: draw });
  const series = () => [custom('bars', drawBars, 2), custom('sums', drawCurves, 4, 1), custom('overlay', drawOverlay, 5, 0, false),
    ...(single ? [] : doc.layers.map((name, l) => ({ type: 'bar', id: 'layer ' + l, name: 'layer ' + l, data: [], itemStyle: { color: theme.series[l % 8] } })))];

  function lines(bin) {
    const say = v => heatmap.exact(v, doc.unit), made = [], total = bin.long + bin.short, mid = (doc.bars.lower[bin.first] + doc.bars.upper[bin.last]) / 2;
    made.push(['from the mark', heatmap.signedPercent(mid / doc.mark - 1)]);
    for (const side of ['long', 'short']) {
      if (bin[side] > 0) made.push([side, say(bin[side]), theme[side]]);
      if (single || !shownSide(side)) continue;
      const parts = doc.bars[side].map((c, l) => [l, shownLayer(l) ? sum(c, bin.first, bin.last) : 0]).filter(p => p[1] > 0).sort((a, b) => b[1] - a[1]);
      for (const [l, v] of parts.slice(0, 6)) made.push([cut(doc.layers[l], 22), say(v), theme.series[l % 8]]);
      if (parts.length > 6) made.push([parts.length - 6 + ' more', say(parts.slice(6).reduce((s, p) => s + p[1], 0))]);
    }
    if (total > 0 && doc.totals.all > 0) made.push(['share of the whole map', heatmap.percent(total / doc.totals.all)]);
    for (const side of ['long', 'short']) if (shownSide(side) && bin[side] > 0) made.push([side + 's from the mark to here', say(outward(side, bin.first, bin.last, sumsOf.isAbove(bin.first, side)))]);
    const { longCounts, shortCounts } = doc.bars;
    if (longCounts && sides === 'both') made.push(['positions' + (single ? '' : ', all layers'), (sum(longCounts, bin.first, bin.last) + sum(shortCounts, bin.first, bin.last)).toLocaleString('en')]);
    const bands = sum(doc.bars.bands, bin.first, bin.last);
    if (bin.last > bin.first || bands > 1) made.push(['bands that this bar holds', 'up to ' + bands.toLocaleString('en')]);
    if (doc.estimate && bin.first === bin.last) estimated(made, bin.first, say);
    return made;
  }

  function estimated(made, i, say) {
    for (const side of ['long', 'short']) {
      const e = doc.estimate[side];
      if (!e.rests[i] || !shownSide(side)) continue;
      made.push([side + 's', e.rests[i] + (e.assumed[i] > 0 ? ', ' + heatmap.percent(e.assumed[i]) + ' assumed' : '')]);
      if (e.low[i] !== null) made.push(['80 % of members', heatmap.compact(e.low[i]) + ' to ' + say(e.high[i])]);
    }
  }

  function near(x) {
    let found = null, gap = size.narrow ? 14 : 5;
    for (const bin of seen) {
      const d = x < bin.x0 ? bin.x0 - x : x > bin.x1 ? x - bin.x1 : 0;
      if (d < gap || d === 0) { found = bin; gap = d; }
    }
    return found;
  }

  function refresh() {
    layout();
    const { xAxis, yAxis } = axes();
    host.chart.setOption({ xAxis, yAxis, series: series() });
  }

  function begin() { single = doc.layers.length === 1; prepare(); controls(); }
  begin();
  return {
    height: s => Math.round(s.narrow ? 430 : Math.min(Math.max(0.48 * s.width, 400), 620)),
    option(nowTheme, nowSize) {
      theme = nowTheme; size = nowSize;
      prepare(); layout();
      return {
        grid: { left: box.left, right: box.right, top: box.top, bottom: box.bottom, containLabel: false }, ...axes(), series: series(), dataZoom: zoomers(theme, zoom, box),
        legend: single ? undefined : { type: 'scroll', top: 0, left: 0, right: size.narrow ? 140 : 80, selected, data: doc.layers.map((_, l) => 'layer ' + l), formatter: n => cut(doc.layers[Number(n.slice(6))] || '', size.narrow ? 14 : 24), textStyle: { color: theme.text }, pageTextStyle: { color: theme.muted }, inactiveColor: theme.line },
        toolbox: { feature: { restore: { title: 'Reset' } } },
      };
    },
    attach(chart) {
      chart.on('datazoom', () => { const z = chart.getOption().dataZoom[0]; zoom = [z.start, z.end]; host.leave(); refresh(); });
      chart.on('restore', () => { zoom = [0, 100]; selected = {}; host.redraw(false); });
      chart.on('legendselectchanged', e => { selected = { ...e.selected }; prepare(); refresh(); });
    },
    hit(x, py) {
      if (!box || x < box.left || x > box.left + box.width || py < box.top - 50 || py > box.top + box.height) return null;
      const bin = near(x), step = (view.inverse(x + 1) - view.inverse(x)) / 2;
      if (!bin) return { title: heatmap.price(view.inverse(x), step), lines: [['from the mark', heatmap.signedPercent(view.inverse(x) / doc.mark - 1)], ['notional', 'none here']], x, y: py };
      const low = doc.bars.lower[bin.first], high = doc.bars.upper[bin.last];
      return { title: heatmap.price(low, (high - low) / 10) + ' to ' + heatmap.price(high, (high - low) / 10), lines: lines(bin), x: (bin.x0 + bin.x1) / 2, y: py };
    },
    step(x, py, dx) {
      if (!seen.length || !dx) return null;
      const order = seen.map(b => (b.x0 + b.x1) / 2);
      let i = dx > 0 ? order.findIndex(m => m > x + 0.01) : order.findLastIndex(m => m < x - 0.01);
      if (i < 0) i = dx > 0 ? order.length - 1 : 0;
      i = Math.min(order.length - 1, Math.max(0, i + (dx > 0 ? dx - 1 : dx + 1)));
      return { x: order[i], y: Math.min(Math.max(py, box.top), box.top + box.height) };
    },
    update(next) { doc = next; selected = {}; begin(); },
    pixel: (price, notional = 0) => ({ x: view.at(price), y: y(notional) }),
    sums() {
      const n = sumsOf.n, part = way => sumsOf.parts.long[way][n] + sumsOf.parts.short[way][n];
      return { long: seen.reduce((s, b) => s + b.long, 0), short: seen.reduce((s, b) => s + b.short, 0), bars: seen.length, bands: seen.reduce((s, b) => s + sum(doc.bars.bands, b.first, b.last), 0), down: part('down'), up: part('up') };
    },
  };
};
