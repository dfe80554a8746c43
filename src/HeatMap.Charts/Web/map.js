'use strict';
// Notional by price. The document:
//   mark, window [lowest, highest edge], view (the prices to begin with), log (whether the price axis is logarithmic)
//   count, pooled   bands in the window; bands that are one entry of `bands`
//   series          [{ name, side (1 long, -1 short), layer }]: what the numbers of a band are, in their order
//   bands           [[number of the first band, lower edge, upper edge, a notional for each series..., (longs, shorts counted if hasCounts)], ...], only those that are not empty
//   tails           longs below, shorts below, longs above, shorts above the window; total: longs, shorts of everything
//   origins         for each band [words for longs, words for shorts], or absent
//   zones           [{ side, range, notional, distance }]; jumps: [[price that triggers a cascade, price where it ends, notional], ...]
// For tests: pixel(index) is the canvas pixel in the middle of bands[index]; sums() what the curves say at every band.
(() => {
  const { choice, element } = heatmap;

  heatmap.kinds.map = async (doc, host) => {
    let data = doc, chart, off = new Set(), side = 'both', seen = null;
    const at = 3;

    host.controls.append(
      choice('Side', [['both', 'Both'], ['1', 'Longs'], ['-1', 'Shorts']], side, value => { side = value; host.redraw(); }),
      element('button', { type: 'button', class: 'reset', onclick: () => host.redraw(false) }, 'Reset view'));

    const shown = i => (side === 'both' || String(data.series[i].side) === side) && !off.has(data.series[i].name);
    const layers = () => data.series.length / 2;
    const colour = (i, theme) => layers() === 1 ? (data.series[i].side > 0 ? theme.long : theme.short) : theme.series[data.series[i].layer % theme.series.length];
    const step = () => data.bands.length ? (data.bands[0][2] - data.bands[0][1]) / data.pooled : (data.window[1] - data.window[0]) / data.count;

    /** What a move of the price to a band would force, of what is shown: longs from above downward, shorts from below upward. Tails count where all layers are shown. */
    function sums() {
      const all = { 1: data.series.every((s, i) => s.side < 0 || shown(i)), [-1]: data.series.every((s, i) => s.side > 0 || shown(i)) };
      const down = new Array(data.bands.length), up = new Array(data.bands.length), add = (band, sign) => data.series.reduce((sum, s, i) => s.side === sign && shown(i) ? sum + band[at + i] : sum, 0);
      let sum = all[1] ? data.tails[2] : 0;
      for (let i = data.bands.length - 1; i >= 0; i--) down[i] = sum += add(data.bands[i], 1);
      sum = all[-1] ? data.tails[1] : 0;
      for (let i = 0; i < data.bands.length; i++) up[i] = sum += add(data.bands[i], -1);
      return { down, up };
    }

    /** The prices in view, or those to begin with. */
    function view() {
      if (!chart || !chart.getOption() || !chart.getOption().xAxis) return data.view;
      const zoom = chart.getOption().dataZoom[0], [low, high] = data.window, place = share => data.log ? low * Math.pow(high / low, share / 100) : low + (high - low) * share / 100;
      return [place(zoom.start), place(zoom.end)];
    }

    /** Bars of at least three pixels: neighbours in view add up, by fixed groups, so that panning does not make them flicker. */
    function pool() {
      const [low, high] = view(), pixels = Math.max(100, host.size().width - 130), whole = data.window[1] / data.window[0];
      const visible = data.log ? data.count * Math.log(high / low) / Math.log(whole) : data.count * (high - low) / (data.window[1] - data.window[0]);
      const group = Math.max(1, Math.pow(2, Math.ceil(Math.log2(3 * visible / pixels)))), key = [low, high, group, pixels, side, [...off].join()].join();
      if (seen && seen.key === key && seen.data === data) return seen;
      const bars = [];
      let most = 0, last = null;
      data.bands.forEach((band, index) => {
        if (band[2] <= low || band[1] >= high) return;
        const number = Math.floor(band[0] / group);
        if (!last || last.number !== number) { last = { number, from: band[1], to: band[2], first: index, end: index + 1, values: new Float64Array(data.series.length) }; bars.push(last); }
        last.to = band[2];
        last.end = index + 1;
        for (let i = 0; i < data.series.length; i++) last.values[i] += band[at + i];
      });
      for (const bar of bars) most = Math.max(most, bar.values.reduce((sum, v, i) => shown(i) ? sum + v : sum, 0));
      return seen = { key, data, bars, most, group };
    }

    /** All bars of one series, as one element. */
    const renderBars = i => (params, api) => {
      const children = [], s = params.coordSys, base = api.coord([data.view[0], 0])[1], fill = colour(i, host.theme());
      for (const bar of pool().bars) {
        if (!bar.values[i] || !shown(i)) continue;
        let under = 0;
        for (let j = 0; j < i; j++) if (shown(j)) under += bar.values[j];
        const x = api.coord([bar.from, 0])[0], to = api.coord([bar.to, 0])[0], y = api.coord([data.view[0], under + bar.values[i]])[1], bottom = under ? api.coord([data.view[0], under])[1] : base;
        const shape = echarts.graphic.clipRectByRect({ x, y: Math.min(y, bottom - 0.7), width: Math.max(1, to - x - (to - x > 4 ? 1 : 0)), height: Math.max(0.7, bottom - y) }, s);
        if (shape) children.push({ type: 'rect', shape, style: { fill } });
      }
      return { type: 'group', children };
    };

    /** Mark, zones and cascades. */
    function renderOver(params, api) {
      const theme = host.theme(), s = params.coordSys, x = price => api.coord([price, 0])[0], inside = p => p >= s.x && p <= s.x + s.width, children = [], bottom = s.y + s.height;
      const line = (x1, y1, x2, y2, stroke, width, dash) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: width, lineDash: dash } });
      const text = (tx, ty, words, align, fill) => ({ type: 'text', style: { x: tx, y: ty, text: words, fill, align, verticalAlign: 'top', fontSize: 11, backgroundColor: theme.dark ? 'rgba(21,25,30,.75)' : 'rgba(255,255,255,.8)', padding: [1, 3] } });
      let labelled = -1e9;
      for (const zone of data.zones) {
        const from = Math.max(s.x, x(zone.range[0])), to = Math.min(s.x + s.width, x(zone.range[1]));
        if (to <= s.x || from >= s.x + s.width || (side !== 'both' && String(zone.side) !== side)) continue;
        children.push({ type: 'rect', shape: { x: from - 1, y: s.y + 1, width: Math.max(3, to - from + 2), height: s.height - 2 }, style: { fill: zone.side > 0 ? theme.long : theme.short, opacity: 0.08 } },
          { type: 'rect', shape: { x: from - 1, y: s.y + 1, width: Math.max(3, to - from + 2), height: s.height - 2 }, style: { fill: null, stroke: theme.muted, lineWidth: 1, lineDash: [4, 3] } });
        if ((from + to) / 2 - labelled > 74) { children.push(text((from + to) / 2, s.y + 34, heatmap.compact(zone.notional), 'center', theme.text)); labelled = (from + to) / 2; }
      }
      for (const [trigger, end] of data.jumps) {
        const from = x(trigger), to = Math.max(s.x, Math.min(s.x + s.width, x(end))), y = s.y + 24;
        if (!inside(from)) continue;
        children.push(line(from, s.y, from, bottom, theme.series[3], 1.5, [2, 2]), line(from, y, to, y, theme.series[3], 2), { type: 'polygon', shape: { points: [[to, y], [to + (from > to ? 7 : -7), y - 4], [to + (from > to ? 7 : -7), y + 4]] }, style: { fill: theme.series[3] } },
          text(from, bottom - 18, 'cascade from ' + heatmap.price(trigger, step()), from > s.x + s.width / 2 ? 'right' : 'left', theme.text));
      }
      if (Number.isFinite(data.mark) && inside(x(data.mark))) {
        const m = x(data.mark);
        children.push(line(m, s.y, m, bottom, theme.mark, 1.4, [5, 3]), text(m, s.y + 4, 'mark ' + heatmap.price(data.mark, step() / 10), m > s.x + s.width - 110 ? 'right' : 'left', theme.text));
      }
      return { type: 'group', children };
    }

    function curve(list, sign) {
      const points = [];
      data.bands.forEach((band, i) => {
        const far = sign > 0 ? band[1] : band[2], near = sign > 0 ? band[2] : band[1];
        if (data.mark === null || (sign > 0 ? far < data.mark : far > data.mark)) points.push(sign > 0 ? [far, list[i]] : [near, i ? list[i - 1] : list[i] - own(band, sign)], sign > 0 ? [near, i + 1 < list.length ? list[i + 1] : list[i] - own(band, sign)] : [far, list[i]]);
      });
      return points.filter(p => data.mark === null || (sign > 0 ? p[0] <= data.mark : p[0] >= data.mark));
    }
    const own = (band, sign) => data.series.reduce((sum, s, i) => s.side === sign && shown(i) ? sum + band[at + i] : sum, 0);

    function option(theme, size) {
      const { down, up } = sums(), pooled = pool(), names = [...data.series.map(s => s.name), 'sums'];
      const line = (name, list, sign) => ({ name: 'sums', id: name, type: 'line', yAxisIndex: 1, showSymbol: false, silent: true, data: side === 'both' || side === String(sign) ? curve(list, sign) : [], lineStyle: { color: sign > 0 ? theme.long : theme.short, width: 1.8 }, itemStyle: { color: theme.muted }, z: 5, clip: true });
      const share = price => { const [low, high] = data.window; return 100 * (data.log ? Math.log(price / low) / Math.log(high / low) : (price - low) / (high - low)); };
      const range = { start: share(data.view[0]), end: share(data.view[1]) };
      return {
        legend: { show: true, type: 'scroll', left: 0, right: 96, top: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: theme.muted }, pageTextStyle: { color: theme.muted }, inactiveColor: theme.line, data: names, selected: Object.fromEntries(names.map(n => [n, !off.has(n)])) },
        grid: { left: size.narrow ? 48 : 62, right: size.narrow ? 50 : 66, top: 62, bottom: 64 },
        xAxis: heatmap.axis(theme, { type: data.log ? 'log' : 'value', min: data.window[0], max: data.window[1], axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: value => heatmap.price(value, step()) }, splitNumber: size.narrow ? 4 : 8 }),
        yAxis: [
          heatmap.axis(theme, { type: 'value', min: 0, max: pooled.most * 1.06 || 1, name: size.narrow ? '' : (doc.unit || 'notional') + ' a bar', nameLocation: 'end', nameGap: 8, nameTextStyle: { color: theme.muted, align: 'left', overflow: 'truncate', width: 160 }, axisLabel: { showMaxLabel: false, formatter: heatmap.compact }, splitLine: { show: true, lineStyle: { color: theme.faint } } }),
          heatmap.axis(theme, { type: 'value', min: 0, name: size.narrow ? '' : 'sum from the mark outward', nameGap: 8, nameTextStyle: { color: theme.muted, align: 'right' }, position: 'right', axisLabel: { formatter: heatmap.compact } }),
        ],
        dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none', ...range }, { type: 'slider', xAxisIndex: 0, filterMode: 'none', bottom: 10, height: 18, brushSelect: false, showDetail: false, borderColor: theme.line, fillerColor: theme.dark ? 'rgba(110,164,255,.18)' : 'rgba(47,111,222,.14)',
          handleStyle: { color: theme.ground, borderColor: theme.accent }, moveHandleStyle: { color: theme.line }, showDataShadow: false, ...range }],
        series: [
          ...data.series.map((s, i) => ({ id: 'bars' + i, name: s.name, type: 'custom', silent: true, data: [[data.view[0], 0]], renderItem: renderBars(i), itemStyle: { color: colour(i, theme) }, clip: false, z: 2 })),
          line('down', down, 1), line('up', up, -1),
          { id: 'over', type: 'custom', silent: true, data: [[data.view[0], 0]], renderItem: renderOver, clip: false, z: 6 },
        ],
        toolbox: { feature: { dataZoom: { yAxisIndex: 'none', filterMode: 'none', title: { zoom: 'Zoom into a range', back: 'Back' } } } },
      };
    }

    function hit(x, y) {
      if (!chart || !chart.containPixel({ gridIndex: 0 }, [x, y])) return null;
      const price = chart.convertFromPixel({ gridIndex: 0 }, [x, y])[0], pooled = pool(), bar = pooled.bars.find(b => price >= b.from && price < b.to);
      if (!bar) return null;
      const theme = host.theme(), lines = [], middle = data.log ? Math.sqrt(bar.from * bar.to) : (bar.from + bar.to) / 2, sum = sums(), all = data.total[0] + data.total[1], value = bar.values.reduce((s, v, i) => shown(i) ? s + v : s, 0);
      if (Number.isFinite(data.mark)) lines.push(['From the mark', heatmap.signedPercent(middle / data.mark - 1)]);
      data.series.forEach((s, i) => { if (shown(i) && (bar.values[i] || layers() === 1)) lines.push([s.name, exact(bar.values[i]), colour(i, theme)]); });
      if (data.hasCounts) {
        const counts = [0, 1].map(k => data.bands.slice(bar.first, bar.end).reduce((n, b) => n + b[at + data.series.length + k], 0));
        lines.push(['Positions', counts[0] + ' long, ' + counts[1] + ' short']);
      }
      lines.push(['Share of all', heatmap.percent(all ? value / all : NaN)]);
      if (!(price > data.mark)) lines.push(['Longs to here', exact(sum.down[bar.first])]);
      if (!(price < data.mark)) lines.push(['Shorts to here', exact(sum.up[bar.end - 1])]);
      if (bar.end - bar.first === 1 && data.origins) for (const words of new Set(data.origins[bar.first])) if (words) lines.push(['', words]);
      const bands = pooled.group * data.pooled;
      if (bar.end - bar.first > 1 || data.pooled > 1) lines.push(['', 'up to ' + bands + ' bands a bar']);
      const px = chart.convertToPixel({ gridIndex: 0 }, [middle, 0])[0];
      return { title: heatmap.price(bar.from, step()) + ' – ' + heatmap.price(bar.to, step()), lines, x: px, y, bar, cross: { grid: 0, x: px, y, xLabel: heatmap.price(price, step()) } };
    }

    const exact = value => value === 0 ? '0' : Number(value.toPrecision(9)).toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 1 ? 9 : 2 }) + (doc.unit ? ' ' + doc.unit : '');

    const pixel = index => { const band = data.bands[index], grid = chart.getModel().getComponent('grid', 0).coordinateSystem.getRect(); return [chart.convertToPixel({ gridIndex: 0 }, [data.log ? Math.sqrt(band[1] * band[2]) : (band[1] + band[2]) / 2, 0])[0], grid.y + grid.height / 2]; };

    return {
      option, hit, pixel, sums,
      height: ({ width, narrow }) => narrow ? 420 : Math.round(Math.min(Math.max(0.44 * width, 400), Math.max(400, 0.72 * window.innerHeight))),
      cross: (c, found) => host.crosshair(found && found.cross),
      step(x, y, dx) {
        const bars = pool().bars;
        if (!bars.length) return null;
        const price = chart.convertFromPixel({ gridIndex: 0 }, [x, y])[0];
        let index = bars.findIndex(b => b.to > price);
        if (index < 0) index = bars.length - 1;
        const bar = bars[Math.max(0, Math.min(bars.length - 1, index + dx))], grid = chart.getModel().getComponent('grid', 0).coordinateSystem.getRect();
        return { x: chart.convertToPixel({ gridIndex: 0 }, [(bar.from + bar.to) / 2, 0])[0], y: grid.y + grid.height / 2 };
      },
      attach(made) {
        chart = made;
        chart.on('legendselectchanged', event => { off = new Set(Object.keys(event.selected).filter(n => !event.selected[n])); host.redraw(); });
        chart.on('datazoom', () => chart.setOption({ yAxis: [{ max: pool().most * 1.06 || 1 }, {}] }));
      },
      update(next) { data = next; doc = next; seen = null; },
    };
  };
})();
