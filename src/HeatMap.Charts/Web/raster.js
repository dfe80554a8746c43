'use strict';
// Cells to pixels: unpacks the numbers of a heat map, gives each cell one of 255 levels, and draws what is visible with the greatest level under each pixel.
//
// Cells lie column after column, in each the bands from the lowest up.
(() => {
  /** Numbers as HeatCells.Pack writes them: four planes of bytes, each number compared with its left neighbour. */
  async function cells(packed, rows) {
    const bytes = await heatmap.unpack(packed), count = bytes.length / 4, bits = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const now = (bytes[i] | (bytes[count + i] << 8) | (bytes[2 * count + i] << 16) | (bytes[3 * count + i] << 24)) >>> 0;
      bits[i] = i < rows ? now : (now ^ bits[i - rows]) >>> 0;
    }
    return new Float32Array(bits.buffer);
  }

  const scales = {
    // place: notional as a share of the greatest -> 0 to 1; back: the way back.
    sqrt: { name: 'square root scale', place: s => Math.sqrt(s), back: p => p * p },
    log: { name: 'logarithmic scale of three decades', place: s => s <= 0 ? 0 : Math.max(0, 1 + Math.log10(s) / 3), back: p => Math.pow(10, 3 * (p - 1)) },
    linear: { name: 'linear scale', place: s => s, back: p => p },
  };

  /** A level for every cell: 0 for nothing, else from 1 to 255 along the scale. */
  function levels(longs, shorts, side, scale, most, into) {
    const place = scales[scale].place, count = longs.length;
    for (let i = 0; i < count; i++) {
      const value = side === 'long' ? longs[i] : side === 'short' ? shorts[i] : longs[i] + shorts[i];
      into[i] = value > 0 ? 1 + Math.round(254 * Math.min(1, place(value / most))) : 0;
    }
    return into;
  }

  /** The greatest number there is of a side. */
  function greatest(longs, shorts, side) {
    let most = 0;
    for (let i = 0; i < longs.length; i++) {
      const value = side === 'long' ? longs[i] : side === 'short' ? shorts[i] : longs[i] + shorts[i];
      if (value > most) most = value;
    }
    return most;
  }

  /** Cells under pixel i of n when the view goes from one place to another, in cells; null outside. A pixel within a cell shows that cell alone. */
  function span(from, to, i, n, size) {
    const a = from + (to - from) * i / n, b = from + (to - from) * (i + 1) / n;
    if (b - a < 1) {
      const middle = Math.floor((a + b) / 2);
      return middle < 0 || middle >= size ? null : [middle, middle + 1];
    }
    const first = Math.max(0, Math.floor(a)), end = Math.min(size, Math.floor(b));
    return end > first ? [first, end] : null;
  }

  /** A colour for each level, as 32 bits of a picture's memory: nothing and what is below the threshold is the palette's ground. */
  function colours(palette, low, high) {
    const table = new Uint32Array(256), order = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
    const colour = p => { const at = 3 * Math.max(0, Math.min(255, Math.round(p))), r = palette[at], g = palette[at + 1], b = palette[at + 2]; return (order ? (255 << 24) | (b << 16) | (g << 8) | r : (r << 24) | (g << 16) | (b << 8) | 255) >>> 0; };
    for (let level = 0; level < 256; level++) {
      const place = level / 255;
      table[level] = level === 0 || place < low ? colour(0) : colour(10 + 245 * (high > low ? Math.min(1, (place - low) / (high - low)) : 1));
    }
    return table;
  }

  /**
   * Draws a view into a canvas. view: left, right in columns; rows: for each row of pixels from the top the place in bands of its upper and lower edge; width, height in pixels.
   * unknown(column) says that a column has no numbers: hatched.
   */
  function draw(canvas, view, level, columns, rows, table, unknown) {
    const { width, height } = view, context = canvas.getContext('2d');
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    const image = context.createImageData(width, height), pixels = new Uint32Array(image.data.buffer), hatch = [shade(table[0], 40), shade(table[0], 14)];
    const spans = new Array(height);
    for (let y = 0; y < height; y++) spans[y] = span(view.rows[y + 1], view.rows[y], 0, 1, rows);
    for (let x = 0; x < width; x++) {
      const across = span(view.left, view.right, x, width, columns);
      if (!across) continue;
      const missing = unknown(across[0]) && unknown(across[1] - 1);
      for (let y = 0; y < height; y++) {
        const upright = spans[y];
        if (!upright) continue;
        if (missing) { pixels[y * width + x] = hatch[((x + y) >> 2) & 1]; continue; }
        let most = 0;
        for (let column = across[0]; column < across[1]; column++) {
          const base = column * rows;
          for (let row = upright[0]; row < upright[1]; row++) if (level[base + row] > most) most = level[base + row];
        }
        pixels[y * width + x] = table[most];
      }
    }
    context.putImageData(image, 0, 0);
  }

  /** A colour moved towards grey, for the hatching. */
  function shade(colour, by) {
    const bytes = new Uint8Array(new Uint32Array([colour]).buffer);
    for (let i = 0; i < 4; i++) bytes[i] = bytes[i] > 127 ? bytes[i] - by : bytes[i] + by;
    const order = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
    bytes[order ? 3 : 0] = 255;
    return new Uint32Array(bytes.buffer)[0];
  }

  heatmap.raster = { cells, scales, levels, greatest, colours, draw };
})();
