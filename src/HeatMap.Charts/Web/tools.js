'use strict';
// What every kind of chart needs: numbers as words, elements, packed numbers, colours. Everything of ours hangs on window.heatmap.
window.heatmap = (() => {
  const fonts = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';
  const units = [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'k']];

  /** Four digits and a letter: 12.34M. */
  function compact(value) {
    if (!Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    if (size === 0) return '0';
    for (const [unit, letter] of units) if (size >= 0.99995 * unit) return digits(value / unit, 4) + letter;
    return digits(value, 4);
  }

  /** At most so many digits that count, without an exponent where that stays short. */
  function digits(value, count) {
    if (value === 0) return '0';
    const text = Number(value.toPrecision(count));
    return Math.abs(text) >= 1e-7 ? String(text) : value.toExponential(count - 1);
  }

  /** All digits that are known, with thousands told apart: what one reads under the pointer. */
  const exact = (value, unit, count = 9) => value === 0 ? '0' : !Number.isFinite(value) ? '–'
    : Number(value.toPrecision(count)).toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 1 ? count : 2 }) + (unit ? ' ' + unit : '');

  /** A group of shapes for a custom series. ECharts keeps the children of the group before where the new one is empty; of this one they go. */
  const anew = children => ({ type: 'group', $mergeChildren: false, children });

  const notional = (value, unit) => compact(value) + (unit ? ' ' + unit : '');

  /** A price with the decimals that tell neighbours apart: step is the least difference that matters. */
  function price(value, step) {
    if (!Number.isFinite(value)) return '–';
    const decimals = step > 0 ? Math.min(12, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))) : value !== 0 ? Math.min(12, Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value))))) : 0;
    const [whole, part] = Math.abs(value).toFixed(decimals).split('.');
    return (value < 0 ? '-' : '') + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : '');
  }

  const percent = (value, count = 3) => Number.isFinite(value) ? digits(100 * value, count) + ' %' : '–';
  const signedPercent = (value, count = 3) => Number.isFinite(value) ? (value > 0 ? '+' : '') + digits(100 * value, count) + ' %' : '–';

  /** UTC, as long as the interval asks for: 2026-02-05 14:30. */
  function time(unixMs, intervalMs = 60000) {
    const text = new Date(unixMs).toISOString();
    return intervalMs >= 86400000 ? text.slice(0, 10) : text.slice(0, 10) + ' ' + (intervalMs < 60000 ? text.slice(11, 19) : text.slice(11, 16)) + ' UTC';
  }

  /** A time on an axis, in UTC: days where nothing finer is meant. */
  function tick(unixMs, spanMs) {
    const text = new Date(unixMs).toISOString(), day = Number(text.slice(8, 10)) + ' ' + ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(text.slice(5, 7)) - 1];
    if (text.slice(11, 23) === '00:00:00.000') return spanMs > 200 * 86400000 ? day + ' ' + text.slice(0, 4) : day;
    return spanMs < 600000 ? text.slice(11, 19) : text.slice(11, 16);
  }

  /** Makes an element; text is always set as text. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? '' : value);
    }
    for (const child of children) made.append(child);
    return made;
  }

  function bytes(base64) {
    const text = atob(base64), made = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) made[i] = text.charCodeAt(i);
    return made;
  }

  /** Bytes that travel as gzip in base64. */
  async function unpack(base64) {
    if (base64 === '') return new Uint8Array(0);
    const stream = new Blob([bytes(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** How many pixels some text takes, as charts write it. */
  const measured = document.createElement('canvas').getContext('2d');
  function textWidth(text, size = 11) {
    measured.font = size + 'px ' + fonts;
    return measured.measureText(text).width;
  }

  /** A row of buttons of which one is pressed. Choices are [value, label] pairs; the sides of positions show their colours. */
  function choice(label, choices, value, chosen) {
    const group = element('div', { class: 'choice', role: 'group', 'aria-label': label });
    const press = chosenValue => { for (const b of group.children) b.setAttribute('aria-pressed', b.dataset.value === chosenValue); };
    for (const [key, text] of choices) {
      const button = element('button', { type: 'button', 'data-value': key, onclick: () => { press(key); chosen(key); } }, ...(key === 'long' || key === 'short' ? [element('i', { class: key })] : []), text);
      group.append(button);
    }
    press(value);
    return group;
  }

  // The colours of layers and series keep clear of those of the sides.
  const themes = {
    light: { dark: false, text: '#1b1f24', muted: '#5b6570', line: '#d5dae0', faint: '#eceff2', ground: '#ffffff', long: '#0b8f6a', short: '#d6412e', accent: '#2f6fde', mark: '#111418', up: '#0b8f6a', down: '#d6412e', empty: '#f3f5f7',
      series: ['#2f6fde', '#e08a00', '#8e44c9', '#57616c', '#d6569a', '#8a6a3a', '#3fa3d9', '#8f9a1c'] },
    dark: { dark: true, text: '#e6e9ed', muted: '#98a2ad', line: '#343b44', faint: '#242a31', ground: '#15191e', long: '#2fc79a', short: '#ff6b57', accent: '#6ea4ff', mark: '#ffffff', up: '#2fc79a', down: '#ff6b57', empty: '#0d1014',
      series: ['#6ea4ff', '#ffb545', '#b98bff', '#9aa5b1', '#ff8ac4', '#c9a678', '#7fd3f7', '#d6d65a'] },
  };

  /** The parts of an ECharts option that all charts share. */
  const axis = (theme, more = {}) => ({
    axisLine: { show: true, lineStyle: { color: theme.line } }, axisTick: { lineStyle: { color: theme.line } }, splitLine: { show: false },
    axisLabel: { color: theme.muted, hideOverlap: true, ...more.axisLabel }, nameTextStyle: { color: theme.muted }, ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'axisLabel')),
  });

  return { anew, kinds: {}, charts: [], settings: {}, palettes: {}, themes, compact, digits, exact, notional, price, percent, signedPercent, time, tick, textWidth, fonts, element, bytes, unpack, choice, axis };
})();
