'use strict';
// Bars along price for maps and comparisons: places, pooling at pixels, sums from the mark.
(() => {
  /** Prices to pixels of a plot. Zoom is in percent of the place axis, which is the price or its logarithm. */
  function scale(low, high, log, box, zoom) {
    const place = log ? Math.log : p => p, price = log ? Math.exp : t => t, from = place(low), span = (place(high) - from) || 1;
    const a = from + span * zoom[0] / 100, b = from + span * zoom[1] / 100;
    return { a, b, from, to: from + span, place, price, at: p => box.left + (place(p) - a) / ((b - a) || 1) * box.width, inverse: x => price(a + (x - box.left) / box.width * (b - a)) };
  }

  /** Groups neighbours so that a bar is as wide as least pixels; a bin is { first, last } into the bars, with its pixels. */
  function bins(bars, view, box, least) {
    const made = [], count = bars.lower.length;
    let begin = 0, end = count;
    while (begin < end && view.at(bars.upper[begin]) < box.left) begin++;
    while (end > begin && view.at(bars.lower[end - 1]) > box.left + box.width) end--;
    let now = null;
    for (let i = begin; i < end; i++) {
      const x0 = view.at(bars.lower[i]), x1 = view.at(bars.upper[i]);
      if (now && x1 - now.x0 <= least) { now.last = i; now.x1 = x1; } else made.push(now = { first: i, last: i, x0, x1 });
    }
    return made;
  }

  /** Prefix sums of a column: the sum of bars i to j is p[j + 1] - p[i]. */
  function prefix(column) {
    const sums = new Float64Array(column.length + 1);
    for (let i = 0; i < column.length; i++) sums[i + 1] = sums[i] + (column[i] || 0);
    return sums;
  }

  const sum = (column, first, last) => { let s = 0; for (let i = first; i <= last; i++) s += column[i] || 0; return s; };

  /** Round prices for an axis of places. */
  function ticks(view, about) {
    const low = view.price(view.a), high = view.price(view.b);
    if (view.price === Math.exp && high / low > 3) {
      const made = [];
      for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) for (const m of [1, 2, 5]) if (m * power >= low && m * power <= high) made.push(Math.log(m * power));
      return made;
    }
    const raw = (high - low) / about, power = 10 ** Math.floor(Math.log10(raw)), step = power * [1, 2, 5, 10].find(m => m * power >= raw * 0.999), made = [];
    if (!(step > 0) || !Number.isFinite(step)) return [];
    for (let k = Math.ceil(low / step); k * step <= high && made.length < 50; k++) made.push(view.place(k * step));
    return made;
  }

  /** Keeps a label short. */
  const cut = (text, most) => text.length > most ? Array.from(text).slice(0, most - 1).join('') + '…' : text;

  const zoomers = (theme, zoom, box) => [
    { type: 'inside', xAxisIndex: box.axes || 0, start: zoom[0], end: zoom[1], filterMode: 'none', minSpan: 0.01 },
    { type: 'slider', xAxisIndex: box.axes || 0, start: zoom[0], end: zoom[1], filterMode: 'none', minSpan: 0.01, height: 16, bottom: 8, left: box.left, right: box.right, showDetail: false, brushSelect: false, showDataShadow: false,
      borderColor: theme.line, fillerColor: theme.dark ? 'rgba(110,164,255,.16)' : 'rgba(47,111,222,.12)', handleStyle: { color: theme.ground, borderColor: theme.muted }, moveHandleSize: 0 },
  ];

  heatmap.bars = { scale, bins, prefix, sum, ticks, cut, zoomers };
})();
