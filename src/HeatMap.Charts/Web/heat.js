'use strict';
// Price x time. The document:
//   what            'standing' (what waits at the end of a column) or 'executed' (what was liquidated within it)
//   origin          'measured', 'modelled', 'measured and modelled' or null
//   start, interval milliseconds since 1970 of the first column's start; milliseconds a column
//   states          a letter a column: g given, c carried on from before, m missing
//   edges           prices of the bands' edges, one more than bands; log: whether the price axis is logarithmic
//   view            the prices to begin with
//   planes          [{ name, long, short }]: 'all', then single layers; numbers as raster.js unpacks them
//   candles         [[time, open, high, low, close, open interest in quote or null], ...], candleInterval; isPath: made from the map's own path
//   marks           [[time, price, side (1 long, -1 short), notional], ...]: executed liquidations
// For tests: pixel(column, row) is the canvas pixel of a cell's middle.
(() => {
  const { raster, choice, element } = heatmap;

  heatmap.kinds.heat = async (doc, host) => {
    const canvas = document.createElement('canvas');
    const state = { plane: 'all', side: 'both', scale: 'sqrt', palette: heatmap.settings.palette || 'viridis', low: 0, high: 1, price: 'auto', marks: true };
    let data, planes, level, table, drawn = '', chart;

    async function load(next) {
      data = next;
      data.rows = data.edges.length - 1;
      data.columns = data.states.length;
      planes = {};
      for (const plane of data.planes) planes[plane.name] = { long: await raster.cells(plane.long, data.rows), short: await raster.cells(plane.short, data.rows) };
      if (!planes[state.plane]) state.plane = 'all';
      level = null;
      drawn = '';
    }

    await load(doc);
    if (!data.planes.length) throw new Error('the document holds no numbers');

    function prepare() {
      if (!level) {
        const p = planes[state.plane];
        data.most = raster.greatest(p.long, p.short, state.side);
        level = raster.levels(p.long, p.short, state.side, state.scale, data.most || 1, level && level.length === p.long.length ? level : new Uint8Array(p.long.length));
        drawn = '';
      }
      if (!table) { table = raster.colours(heatmap.palettes[state.palette], state.low, state.high); drawn = ''; }
    }

    // What the reader can choose.
    const again = (what, rebuild) => value => { state[what] = value; if (rebuild === 'levels') level = null; table = null; host.redraw(); };
    host.controls.append(
      choice('Side', [['both', 'Both'], ['long', 'Longs'], ['short', 'Shorts']], state.side, again('side', 'levels')),
      choice('Colour scale', [['sqrt', '√'], ['log', 'log'], ['linear', 'linear']], state.scale, again('scale', 'levels')),
      choice('Colours', [['viridis', 'Viridis'], ['hot', 'Hot'], ['ink', 'Ink'], ['safe', 'Safe']], state.palette, again('palette')),
      choice('Price', [['auto', 'Price'], ['none', 'No price']], state.price, again('price')));
    if (data.planes.length > 1) host.controls.append(choice('Layer', data.planes.map(p => [p.name, p.name]), 'all', again('plane', 'levels')));
    // A live map may begin without marks and have some later.
    const marksChoice = choice('Marks', [['on', 'Executed'], ['off', 'Hidden']], 'on', value => { state.marks = value === 'on'; host.redraw(); });
    marksChoice.hidden = !data.marks.length;
    host.controls.append(marksChoice);
    host.controls.append(element('button', { type: 'button', class: 'reset', onclick: () => host.redraw(false) }, 'Reset view'));

    const end = () => data.start + data.interval * Math.max(1, data.columns);
    const rowOf = price => { // the place in bands of a price, with its share of the band
      const edges = data.edges;
      if (price <= edges[0]) return (price - edges[0]) / (edges[1] - edges[0]);
      const last = edges.length - 1;
      if (price >= edges[last]) return last + (price - edges[last]) / (edges[last] - edges[last - 1]);
      let low = 0, high = last;
      while (high - low > 1) { const middle = (low + high) >> 1; if (edges[middle] <= price) low = middle; else high = middle; }
      return low + (price - edges[low]) / (edges[low + 1] - edges[low]);
    };
    const step = () => (data.edges[data.edges.length - 1] - data.edges[0]) / data.rows;

    /** The picture of the visible window: made anew when the view, the numbers or the colours changed. */
    function renderMap(params, api) {
      prepare();
      const s = params.coordSys, ratio = Math.min(2, window.devicePixelRatio || 1), width = Math.max(1, Math.round(s.width * ratio)), height = Math.max(1, Math.round(s.height * ratio));
      const [fromTime, top] = chart.convertFromPixel({ gridIndex: 0 }, [s.x, s.y]), [toTime, bottom] = chart.convertFromPixel({ gridIndex: 0 }, [s.x + s.width, s.y + s.height]);
      const key = [fromTime, toTime, top, bottom, width, height, state.palette, state.low, state.high, state.side, state.scale, state.plane].join();
      if (key !== drawn) {
        const rows = new Float64Array(height + 1);
        for (let y = 0; y <= height; y++) rows[y] = rowOf(data.log ? top * Math.pow(bottom / top, y / height) : top + (bottom - top) * y / height);
        raster.draw(canvas, { left: (fromTime - data.start) / data.interval, right: (toTime - data.start) / data.interval, rows, width, height }, level, data.columns, data.rows, table, c => data.states[c] === 'm');
        drawn = key;
      }
      return { type: 'image', style: { image: canvas, x: s.x, y: s.y, width: s.width, height: s.height } };
    }

    /** A candle with a dark and a bright outline, so that it is seen on every colour; a line of closes where candles would be too thin. */
    function renderCandle(params, api) {
      const x = api.coord([api.value(0), api.value(4)])[0], width = Math.min(11, 0.68 * api.size([data.candleInterval, 0])[0]);
      const [open, high, low, close] = [1, 2, 3, 4].map(i => api.coord([0, api.value(i)])[1]), up = close <= open, body = Math.abs(open - close), flat = body < 3;
      // A body of hardly any height would be all outline: it is drawn bright.
      const clip = echarts.graphic.clipRectByRect({ x: x - width / 2, y: Math.min(open, close), width, height: Math.max(1.6, body) }, params.coordSys);
      const s = params.coordSys, y1 = Math.max(s.y, high), y2 = Math.min(s.y + s.height, low);
      if (x < s.x || x > s.x + s.width || y1 > y2) return null;
      const line = (stroke, lineWidth) => ({ type: 'line', shape: { x1: x, y1, x2: x, y2 }, style: { stroke, lineWidth } });
      return { type: 'group', children: [line('rgba(0,0,0,.65)', 3), line('#fff', 1.2), ...(clip ? [{ type: 'rect', shape: clip, style: up || flat ? { fill: '#fff', stroke: '#20242a', lineWidth: flat ? 0.5 : 1 } : { fill: '#20242a', stroke: '#fff', lineWidth: 1 } }] : [])] };
    }

    function option(theme, size) {
      prepare();
      const back = raster.scales[state.scale].back, closes = line();
      const right = Math.max(size.narrow ? 66 : 78, 33 + 7 * Math.max(tick(lowest()).length, tick(highest()).length)), most = data.marks.reduce((m, mark) => Math.max(m, mark[3]), 0);
      const halo = (id, color, width) => ({ id, type: 'line', silent: true, showSymbol: false, z: 3, data: closes, lineStyle: { color, width, opacity: color === '#fff' ? 1 : 0.6 }, sampling: closes.length > 5000 ? 'lttb' : undefined, clip: true, animation: false });
      const fits = state.price === 'auto' && candlePixels() > 4;
      state.fits = fits;
      return {
        grid: { left: 8, right, top: 36, bottom: size.narrow ? 104 : 108 },
        xAxis: heatmap.axis(theme, { type: 'time', min: data.start, max: end(), useUTC: true, axisLabel: { hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: value => heatmap.tick(value, end() - data.start) } }),
        useUTC: true,
        yAxis: heatmap.axis(theme, { type: data.log ? 'log' : 'value', position: 'right', min: data.edges[0], max: data.edges[data.edges.length - 1], scale: true,
          axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: price => hides(price) ? '' : tick(price) }, splitNumber: 8 }),
        dataZoom: [
          { type: 'inside', xAxisIndex: 0, filterMode: 'none', start: 0, end: 100, minSpan: 0.05 },
          { type: 'inside', yAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'shift', moveOnMouseWheel: false, moveOnMouseMove: true, ...range() },
          { type: 'slider', xAxisIndex: 0, filterMode: 'none', start: 0, end: 100, bottom: 60, height: 18, brushSelect: false, ...slider(theme) },
          { type: 'slider', yAxisIndex: 0, filterMode: 'none', right: 4, width: 12, showDetail: false, ...range(), ...slider(theme) },
        ],
        visualMap: { type: 'continuous', min: 0, max: 1, range: [state.low, state.high], calculable: true, orient: 'horizontal', left: 8, bottom: 2, itemWidth: 12, itemHeight: size.narrow ? 130 : 220, precision: 3, seriesIndex: 4, hoverLink: false,
          text: [legend(size.narrow), ''], textStyle: { color: theme.muted, fontSize: 11 }, inRange: { color: stops() }, outOfRange: { color: stops() }, formatter: value => heatmap.compact((data.most || 0) * back(value)) },
        series: [
          { id: 'map', type: 'custom', silent: true, z: 0, data: [[data.start, data.edges[0]]], renderItem: renderMap, animation: false, clip: false },
          { ...halo('under', '#000', 3.4), data: state.price === 'none' || fits ? [] : closes },
          { ...halo('close', '#fff', 1.5), data: state.price === 'none' || fits ? [] : closes },
          { id: 'candles', type: 'custom', silent: true, z: 4, animation: false, data: fits ? data.candles.map(c => [c[0] + data.candleInterval / 2, c[1], c[2], c[3], c[4]]) : [], encode: { x: 0, y: [2, 3] }, renderItem: renderCandle, clip: true },
          { id: 'scale', type: 'line', data: [], silent: true, markLine: { silent: true, precision: 16, symbol: 'none', animation: false, data: state.price === 'none' || !data.candles.length ? [] : [{ yAxis: data.candles[data.candles.length - 1][4] }],
            lineStyle: { color: '#fff', type: 'dotted', width: 1, opacity: 0.75 }, label: { opacity: 1, position: 'end', distance: [3, 0], color: theme.ground, backgroundColor: theme.accent, padding: [2, 4], borderRadius: 3, fontSize: 11, formatter: p => heatmap.price(p.value, step()) } } },
          { id: 'marks', type: 'scatter', z: 5, animation: false, silent: true, data: state.marks ? data.marks.map(m => [m[0], m[1], m[3], m[2]]) : [], symbolSize: v => 2 + 16 * Math.sqrt(v[2] / (most || 1)),
            symbol: 'circle', clip: true, itemStyle: { color: p => p.value[3] > 0 ? theme.long : theme.short, borderColor: '#fff', borderWidth: 0.7, opacity: 0.9 } },
        ],
        toolbox: { feature: { dataZoom: { filterMode: 'none', title: { zoom: 'Zoom into a box', back: 'Back' } } } },
      };
    }

    const tick = price => data.log ? price.toLocaleString('en-US', { maximumSignificantDigits: 4 }) : heatmap.price(price, Math.max(step(), Math.pow(10, Math.floor(Math.log10(Math.abs(price) || 1)) - 4)));

    /** Closes at the middles of their candles; a hole in time is a hole in the line. */
    function line() {
      const points = [];
      data.candles.forEach((candle, i) => {
        if (i && candle[0] - data.candles[i - 1][0] > 1.5 * data.candleInterval) points.push([data.candles[i - 1][0] + data.candleInterval, null]);
        points.push([candle[0] + data.candleInterval / 2, candle[4]]);
      });
      return points;
    }

    const slider = theme => ({ borderColor: theme.line, fillerColor: theme.dark ? 'rgba(110,164,255,.18)' : 'rgba(47,111,222,.14)', handleStyle: { color: theme.ground, borderColor: theme.accent }, moveHandleStyle: { color: theme.line }, dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } }, textStyle: { color: theme.muted }, showDataShadow: false, labelFormatter: '' });

    /** Colours along the legend, as the map has them: the ground below the lower handle, the whole palette between the handles, its end above. */
    function stops() {
      const palette = heatmap.palettes[state.palette], { low, high } = state;
      return Array.from({ length: 65 }, (_, i) => {
        const place = i / 64, at = 3 * Math.round(place < low ? 0 : 10 + 245 * (high > low ? Math.min(1, (place - low) / (high - low)) : 1));
        return `rgb(${palette[at]},${palette[at + 1]},${palette[at + 2]})`;
      });
    }

    /** What the colours mean: the handles say the ends, this says the scale and its middle. */
    function legend(narrow) {
      const middle = heatmap.compact((data.most || 0) * raster.scales[state.scale].back(0.5)), unit = doc.unit ? (doc.unit.length > 12 ? doc.unit.slice(0, 11) + '…' : doc.unit) + ', ' : '';
      return narrow ? `${unit}middle ${middle}` : `${unit}${raster.scales[state.scale].name}, middle ${middle}`;
    }

    /** How wide a candle is in the view. */
    function candlePixels() {
      const zoom = chart && chart.getOption() && chart.getOption().dataZoom, share = zoom && zoom.length ? Math.max(1e-6, (zoom[0].end - zoom[0].start) / 100) : 1;
      return data.candles.length ? (host.size().width - 90) * data.candleInterval / ((end() - data.start) * share) : 0;
    }

    // Prices as percent of the axis, and back: of prices, also where the axis is logarithmic.
    const lowest = () => data.edges[0], highest = () => data.edges[data.edges.length - 1];
    const share = p => 100 * (p - lowest()) / (highest() - lowest());
    const priceAt = s => lowest() + (highest() - lowest()) * s / 100;

    /** Whether the label of the last price lies on that of a tick. */
    function hides(price) {
      if (state.price === 'none' || !data.candles.length) return false;
      // Asked for every label of every frame: the model's own numbers, not a copy of all options.
      const model = chart && chart.getModel() && chart.getModel().getComponent('dataZoom', 1), [start, stop] = model ? model.getPercentRange() : [range().start, range().end], { height, narrow } = host.size();
      const place = p => data.log ? Math.log(p) : p, span = place(priceAt(stop)) - place(priceAt(start));
      return Math.abs(place(price) - place(data.candles[data.candles.length - 1][4])) / Math.max(1e-12, span) * (height - (narrow ? 140 : 144)) < 12;
    }

    /** The prices to begin with. */
    const range = () => ({ start: share(data.view[0]), end: share(data.view[1]) });

    /** An edge with the decimals that its band needs: bands of a geometric grid grow with the price. */
    const edge = (value, width) => heatmap.price(value, Number.isInteger(value) && width >= 1 ? 1 : width / 10);

    const sum = (plane, at) => [planes[plane].long[at], planes[plane].short[at]];

    function hit(x, y) {
      if (!chart || !chart.containPixel({ gridIndex: 0 }, [x, y]) || !data.columns) return null;
      const [time, price] = chart.convertFromPixel({ gridIndex: 0 }, [x, y]), column = Math.floor((time - data.start) / data.interval), row = Math.floor(rowOf(price));
      if (column < 0 || column >= data.columns || row < 0 || row >= data.rows) return null;
      const from = data.edges[row], to = data.edges[row + 1], unit = doc.unit, at = column * data.rows + row, [long, short] = sum(state.plane, at);
      const candle = candleAt(data.start + column * data.interval), last = candle ? candle[4] : NaN, missing = data.states[column] === 'm';
      const lines = [['Band', edge(from, to - from) + ' – ' + edge(to, to - from)]];
      if (Number.isFinite(last)) lines.push(['From the price', heatmap.signedPercent((from + to) / 2 / last - 1)], [data.isPath ? 'Last price' : 'Close', heatmap.price(last, step() / 10)]);
      if (missing) lines.push(['', 'no data']);
      else {
        lines.push([data.what === 'executed' ? 'Longs liquidated' : 'Longs', exact(long, unit), host.theme().long], [data.what === 'executed' ? 'Shorts liquidated' : 'Shorts', exact(short, unit), host.theme().short]);
        if (candle && candle[5] > 0 && data.what !== 'executed') lines.push(['Share of open interest', heatmap.percent((long + short) / candle[5])]);
        if (data.states[column] === 'c') lines.push(['', 'repeated from before']);
      }
      const near = state.marks ? markNear(x, y) : null;
      if (near) lines.push([near[2] > 0 ? 'Long liquidated' : 'Short liquidated', exact(near[3], unit)]);
      if (data.origin) lines.push(['', data.origin]);
      const middle = pixel(column, row);
      return { title: heatmap.time(data.start + column * data.interval, data.interval) + ' + ' + duration(data.interval), lines, x: middle[0], y: middle[1], column, row, cross: { grid: 0, x, y, xLabel: heatmap.time(time, Math.min(data.interval, 3600000)), yLabel: heatmap.price(price, (to - from) / 10) } };
    }

    /** Seven digits are what travels; more would be invented. */
    const exact = (value, unit) => heatmap.exact(value, unit, 7);
    const duration = ms => ms % 86400000 === 0 ? ms / 86400000 + ' d' : ms % 3600000 === 0 ? ms / 3600000 + ' h' : ms % 60000 === 0 ? ms / 60000 + ' min' : ms % 1000 === 0 ? ms / 1000 + ' s' : heatmap.digits(ms, 6) + ' ms';

    /** The candle that holds the end of a column, or null. */
    function candleAt(time) {
      const at = time + data.interval - 1, list = data.candles;
      let low = 0, high = list.length - 1;
      while (low < high) { const middle = (low + high + 1) >> 1; if (list[middle][0] <= at) low = middle; else high = middle - 1; }
      return list.length && list[low][0] <= at && at < list[low][0] + data.candleInterval ? list[low] : null;
    }

    function markNear(x, y) {
      let best = null, least = 10 * 10;
      const [from] = chart.convertFromPixel({ gridIndex: 0 }, [x - 10, y]), [to] = chart.convertFromPixel({ gridIndex: 0 }, [x + 10, y]);
      for (const mark of data.marks) {
        if (mark[0] < from || mark[0] > to) continue;
        const [mx, my] = chart.convertToPixel({ gridIndex: 0 }, [mark[0], mark[1]]), d = (mx - x) ** 2 + (my - y) ** 2;
        if (d < least) { least = d; best = mark; }
      }
      return best;
    }

    function pixel(column, row) {
      const from = data.edges[row], to = data.edges[row + 1];
      return chart.convertToPixel({ gridIndex: 0 }, [data.start + (column + 0.5) * data.interval, data.log ? Math.sqrt(from * to) : (from + to) / 2]);
    }

    function stepTo(x, y, dx, dy) {
      const inside = hit(x, y) || hit(...[chart.getWidth() / 2, chart.getHeight() / 2]);
      if (!inside) return null;
      const column = Math.max(0, Math.min(data.columns - 1, inside.column + dx)), row = Math.max(0, Math.min(data.rows - 1, inside.row - dy)), [px, py] = pixel(column, row);
      return chart.containPixel({ gridIndex: 0 }, [px, py]) ? { x: px, y: py } : { x, y };
    }

    return {
      option, hit, pixel, step: stepTo, cross: (c, found) => host.crosshair(found && found.cross),
      height: ({ width, narrow }) => narrow ? 460 : Math.round(Math.min(Math.max(0.52 * width, 440), Math.max(440, 0.8 * window.innerHeight))),
      attach(made) {
        chart = made;
        chart.on('datarangeselected', event => { [state.low, state.high] = event.selected || [0, 1]; table = null; drawn = ''; chart.setOption({ visualMap: { inRange: { color: stops() }, outOfRange: { color: stops() } }, series: [{ id: 'map', data: [[data.start, data.edges[0]]] }] }); });
        // Candles replace the line of closes as soon as there is room for them.
        chart.on('datazoom', () => { if ((candlePixels() > 4) !== state.fits && state.price === 'auto') host.redraw(); });
      },
      /** Newer data: who looks at the right edge goes on with it, who looked elsewhere keeps times and prices. */
      async update(next) {
        const [time, price] = chart.getOption().dataZoom, at = share => data.start + (end() - data.start) * share / 100, first = range();
        const from = at(time.start), to = at(time.end), follow = time.end > 99.5, whole = follow && time.start < 0.5;
        const asBegun = Math.abs(price.start - first.start) + Math.abs(price.end - first.end) < 0.5, prices = [priceAt(price.start), priceAt(price.end)];
        await load(next);
        doc = next;
        marksChoice.hidden = !data.marks.length;
        const length = end() - data.start, shift = follow ? end() - to : 0, cut = share => Math.max(0, Math.min(100, share));
        let x = { start: cut(100 * (from + shift - data.start) / length), end: cut(100 * (to + shift - data.start) / length) }, y = asBegun ? range() : { start: cut(share(prices[0])), end: cut(share(prices[1])) };
        if (whole || !(x.end > x.start)) x = { start: 0, end: 100 };
        if (!(y.end > y.start)) y = range();
        chart.dispatchAction({ type: 'dataZoom', batch: [x, y, x, y].map((view, i) => ({ dataZoomIndex: i, ...view })) });
      },
      numbers: () => ({ columns: data.columns, rows: data.rows, most: data.most }),
    };
  };
})();
