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
    if (data.marks.length) host.controls.append(choice('Marks', [['on', 'Executed'], ['off', 'Hidden']], 'on', value => { state.marks = value === 'on'; host.redraw(); }));
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
      const [open, high, low, close] = [1, 2, 3, 4].map(i => api.coord([0, api.value(i)])[1]), up = close <= open;
      const clip = echarts.graphic.clipRectByRect({ x: x - width / 2, y: Math.min(open, close), width, height: Math.max(1, Math.abs(open - close)) }, params.coordSys);
      const s = params.coordSys, y1 = Math.max(s.y, high), y2 = Math.min(s.y + s.height, low);
      if (x < s.x || x > s.x + s.width || y1 > y2) return null;
      const line = (stroke, lineWidth) => ({ type: 'line', shape: { x1: x, y1, x2: x, y2 }, style: { stroke, lineWidth } });
      return { type: 'group', children: [line('rgba(0,0,0,.65)', 3), line('#fff', 1.2), ...(clip ? [{ type: 'rect', shape: clip, style: { fill: up ? '#fff' : '#20242a', stroke: up ? '#20242a' : '#fff', lineWidth: 1 } }] : [])] };
    }

    function option(theme, size) {
      prepare();
      const palette = heatmap.palettes[state.palette], stops = Array.from({ length: 17 }, (_, i) => { const at = 3 * Math.round(10 + 245 * i / 16); return `rgb(${palette[at]},${palette[at + 1]},${palette[at + 2]})`; });
      const back = raster.scales[state.scale].back, closes = data.candles.map(c => [c[0] + data.candleInterval / 2, c[4]]);
      const right = size.narrow ? 52 : 78, most = data.marks.reduce((m, mark) => Math.max(m, mark[3]), 0);
      const halo = (id, color, width) => ({ id, type: 'line', silent: true, showSymbol: false, z: 3, data: closes, lineStyle: { color, width, opacity: color === '#fff' ? 1 : 0.6 }, sampling: 'lttb', clip: true, animation: false });
      const fits = state.price === 'auto' && candlePixels() > 4;
      state.fits = fits;
      return {
        grid: { left: 8, right, top: 30, bottom: size.narrow ? 104 : 108 },
        xAxis: heatmap.axis(theme, { type: 'time', min: data.start, max: end(), useUTC: true, axisLabel: { hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: value => heatmap.tick(value, end() - data.start) } }),
        useUTC: true,
        yAxis: heatmap.axis(theme, { type: data.log ? 'log' : 'value', position: 'right', min: data.edges[0], max: data.edges[data.edges.length - 1], scale: true,
          axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: value => heatmap.price(value, Math.max(step(), Math.pow(10, Math.floor(Math.log10(Math.abs(value) || 1)) - 4))) }, splitNumber: 8 }),
        dataZoom: [
          { type: 'inside', xAxisIndex: 0, filterMode: 'none', start: 0, end: 100, minSpan: 0.05 },
          { type: 'inside', yAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'shift', moveOnMouseWheel: false, moveOnMouseMove: true, ...range() },
          { type: 'slider', xAxisIndex: 0, filterMode: 'none', start: 0, end: 100, bottom: 60, height: 18, brushSelect: false, ...slider(theme) },
          { type: 'slider', yAxisIndex: 0, filterMode: 'none', right: 4, width: 12, showDetail: false, ...range(), ...slider(theme) },
        ],
        visualMap: { type: 'continuous', min: 0, max: 1, range: [state.low, state.high], calculable: true, orient: 'horizontal', left: 8, bottom: 2, itemWidth: 12, itemHeight: size.narrow ? 130 : 220, precision: 3, seriesIndex: 4, hoverLink: false,
          text: [heatmap.notional(data.most || 0, size.narrow ? '' : doc.unit), '0'], textStyle: { color: theme.muted, fontSize: 11 }, inRange: { color: stops }, outOfRange: { color: [stops[0]] }, formatter: value => heatmap.compact((data.most || 0) * back(value)) },
        series: [
          { id: 'map', type: 'custom', silent: true, z: 0, data: [[data.start, data.edges[0]]], renderItem: renderMap, animation: false, clip: false },
          { ...halo('under', '#000', 3.4), data: state.price === 'none' || fits ? [] : closes },
          { ...halo('close', '#fff', 1.5), data: state.price === 'none' || fits ? [] : closes },
          { id: 'candles', type: 'custom', silent: true, z: 4, animation: false, data: fits ? data.candles.map(c => [c[0] + data.candleInterval / 2, c[1], c[2], c[3], c[4]]) : [], encode: { x: 0, y: [2, 3] }, renderItem: renderCandle, clip: true },
          { id: 'scale', type: 'line', data: [] },
          { id: 'marks', type: 'scatter', z: 5, animation: false, silent: true, data: state.marks ? data.marks.map(m => [m[0], m[1], m[3], m[2]]) : [], symbolSize: v => 2 + 16 * Math.sqrt(v[2] / (most || 1)),
            symbol: 'circle', clip: true, itemStyle: { color: p => p.value[3] > 0 ? theme.long : theme.short, borderColor: '#fff', borderWidth: 0.7, opacity: 0.9 } },
        ],
        toolbox: { feature: { dataZoom: { filterMode: 'none', title: { zoom: 'Zoom into a box', back: 'Back' } } } },
      };
    }

    const slider = theme => ({ borderColor: theme.line, fillerColor: theme.dark ? 'rgba(110,164,255,.18)' : 'rgba(47,111,222,.14)', handleStyle: { color: theme.ground, borderColor: theme.accent }, moveHandleStyle: { color: theme.line }, dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } }, textStyle: { color: theme.muted }, showDataShadow: false, labelFormatter: '' });

    /** How wide a candle is in the view. */
    function candlePixels() {
      const zoom = chart && chart.getOption() && chart.getOption().dataZoom, share = zoom && zoom.length ? Math.max(1e-6, (zoom[0].end - zoom[0].start) / 100) : 1;
      return data.candles.length ? (host.size().width - 90) * data.candleInterval / ((end() - data.start) * share) : 0;
    }

    /** The prices to begin with as shares of the axis. */
    function range() {
      const low = data.edges[0], high = data.edges[data.edges.length - 1], share = p => 100 * (data.log ? Math.log(p / low) / Math.log(high / low) : (p - low) / (high - low));
      return { start: share(data.view[0]), end: share(data.view[1]) };
    }

    const sum = (plane, at) => [planes[plane].long[at], planes[plane].short[at]];

    function hit(x, y) {
      if (!chart || !chart.containPixel({ gridIndex: 0 }, [x, y]) || !data.columns) return null;
      const [time, price] = chart.convertFromPixel({ gridIndex: 0 }, [x, y]), column = Math.floor((time - data.start) / data.interval), row = Math.floor(rowOf(price));
      if (column < 0 || column >= data.columns || row < 0 || row >= data.rows) return null;
      const from = data.edges[row], to = data.edges[row + 1], unit = doc.unit, at = column * data.rows + row, [long, short] = sum(state.plane, at);
      const candle = candleAt(data.start + column * data.interval), last = candle ? candle[4] : NaN, missing = data.states[column] === 'm';
      const lines = [['Band', heatmap.price(from, step()) + ' – ' + heatmap.price(to, step())]];
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
      return { title: heatmap.time(data.start + column * data.interval, data.interval) + ' + ' + duration(data.interval), lines, x: middle[0], y: middle[1], column, row, cross: { grid: 0, x, y, xLabel: heatmap.time(time, Math.min(data.interval, 3600000)), yLabel: heatmap.price(price, step()) } };
    }

    /** Seven digits are what travels; more would be invented. */
    const exact = (value, unit) => value === 0 ? '0' : Number(value.toPrecision(7)).toLocaleString('en-US', { maximumFractionDigits: value < 1 ? 7 : 2 }) + (unit ? ' ' + unit : '');
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
      for (const mark of data.marks) {
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
        chart.on('datarangeselected', event => { [state.low, state.high] = event.selected || [0, 1]; table = null; drawn = ''; chart.setOption({ series: [{ id: 'map', data: [[data.start, data.edges[0]]] }] }); });
        // Candles replace the line of closes as soon as there is room for them.
        chart.on('datazoom', () => { if ((candlePixels() > 4) !== state.fits && state.price === 'auto') host.redraw(); });
      },
      async update(next) {
        const zoom = chart.getOption().dataZoom[0], follow = zoom.end > 99.5;
        await load(next);
        doc = next;
        if (follow) zoom.end = 100;
      },
      numbers: () => ({ columns: data.columns, rows: data.rows, most: data.most }),
    };
  };
})();
