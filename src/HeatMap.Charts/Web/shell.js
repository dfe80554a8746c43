'use strict';
// The frame around every chart: heading, controls, canvas, what is under the pointer, notes and the same numbers as a table.
//
// A kind is a function heatmap.kinds[name](doc, host) that returns (or promises) an object with
//   option(theme, size)   the ECharts option for a theme and { width, height, narrow }; called again when either changes
//   height(size)          pixels that the canvas should be high (optional)
//   hit(x, y)             what is at a pixel: { title, lines: [[label, value, colour?], ...], x, y } with the pixel of its middle, or null
//   step(x, y, dx, dy)    the pixel of the next thing from one, for arrow keys (optional)
//   attach(chart, host)   called once when the ECharts instance exists (optional)
//   update(doc)           takes newer data of the same kind (optional); the shell draws anew afterwards
//   cross(chart, found)   draws or (null) hides what shows where the pointer is, mostly by host.crosshair (optional)
// host has: element, plot, controls, chart, theme(), size(), redraw(keepView), hover(x, y), leave(), crosshair({ grid, x, y, xLabel, yLabel } or null).
(() => {
  const { element } = heatmap;

  class Host {
    constructor(doc, theme) {
      this.doc = doc;
      this.dark = theme;
      this.controls = element('div', { class: 'controls' });
      this.plot = element('div', { class: 'plot', tabindex: 0, role: 'img' });
      this.tip = element('div', { class: 'tip', hidden: true });
      this.lines = { x: element('div', { class: 'cross x', hidden: true }), y: element('div', { class: 'cross y', hidden: true }), xLabel: element('div', { class: 'cross label', hidden: true }), yLabel: element('div', { class: 'cross label', hidden: true }) };
      this.frame = element('div', { class: 'frame' }, this.plot, ...Object.values(this.lines), this.tip);
      this.head = element('div', { class: 'head' });
      this.foot = element('div', { class: 'foot' });
      this.live = element('p', { class: 'sr', 'aria-live': 'polite' });
      this.element = element('section', { class: 'card', 'data-kind': doc.kind }, this.head, this.controls, this.frame, this.live, this.foot);
    }

    theme() { return heatmap.themes[this.dark ? 'dark' : 'light']; }

    size() {
      const width = Math.max(240, this.plot.clientWidth || this.frame.clientWidth || 800), narrow = width < 640;
      const height = this.kind && this.kind.height ? this.kind.height({ width, narrow }) : Math.round(Math.min(Math.max(0.56 * width, 380), 0.78 * window.innerHeight + 60));
      return { width, height, narrow };
    }

    async start() {
      this.words();
      const make = heatmap.kinds[this.doc.kind];
      if (!make) throw new Error('this page knows no chart of kind ' + this.doc.kind);
      this.kind = await make(this.doc, this);
      this.plot.style.height = this.size().height + 'px';
      this.chart = echarts.init(this.plot, null, { renderer: 'canvas', useDirtyRect: false });
      if (this.kind.attach) this.kind.attach(this.chart, this);
      this.redraw(false);
      const zr = this.chart.getZr();
      zr.on('mousemove', e => this.hover(e.offsetX, e.offsetY));
      zr.on('globalout', () => this.leave());
      this.plot.addEventListener('touchstart', e => this.touch(e), { passive: true });
      this.plot.addEventListener('keydown', e => this.key(e));
      this.plot.addEventListener('blur', () => this.leave());
      new ResizeObserver(() => this.resized()).observe(this.frame);
    }

    /** Heading, badges, notes and tables: everything that is words. */
    words() {
      const doc = this.doc;
      this.head.replaceChildren(element('h2', {}, doc.title), ...(doc.badges || []).map(b => element('span', { class: 'badge', 'data-badge': b }, b)));
      if (doc.subtitle) this.head.append(element('p', { class: 'subtitle' }, doc.subtitle));
      this.plot.setAttribute('aria-label', doc.summary || doc.title);
      const open = new Set([...this.foot.querySelectorAll('details[open] > summary')].map(s => s.textContent));
      this.foot.replaceChildren(...(doc.notes || []).map(n => element('p', { class: 'note' }, n)), ...(doc.tables || []).map(t => table(t)));
      for (const s of this.foot.querySelectorAll('summary')) if (open.has(s.textContent)) s.parentElement.open = true;
    }

    redraw(keepView = true) {
      if (!this.chart) return;
      const theme = this.theme(), size = this.size();
      const option = this.kind.option(theme, size);
      if (keepView) {
        const now = this.chart.getOption();
        (now && now.dataZoom || []).forEach((zoom, i) => {
          const next = option.dataZoom && option.dataZoom[i];
          if (next) { next.start = zoom.start; next.end = zoom.end; delete next.startValue; delete next.endValue; }
        });
      }
      option.toolbox = { right: 8, top: 0, itemSize: 14, iconStyle: { borderColor: theme.muted }, emphasis: { iconStyle: { borderColor: theme.accent } }, ...option.toolbox,
        feature: { ...(option.toolbox && option.toolbox.feature), saveAsImage: { name: fileName(this.doc.title), backgroundColor: theme.ground, pixelRatio: 2, title: 'Save as PNG' } } };
      option.backgroundColor = theme.ground;
      option.textStyle = { fontFamily: heatmap.fonts, color: theme.text };
      option.animation = false;
      option.tooltip = { show: false };
      this.chart.setOption(option, { notMerge: true });
    }

    resized() {
      if (!this.chart) return;
      const { width, height } = this.size();
      if (width === this.chart.getWidth() && height === this.chart.getHeight()) return;
      this.leave();
      this.plot.style.height = height + 'px';
      this.chart.resize({ width, height });
      this.redraw();
    }

    setDark(dark) {
      this.dark = dark;
      this.leave();
      this.redraw();
    }

    async update(doc) {
      this.doc = doc;
      this.words();
      if (this.kind.update) { await this.kind.update(doc); this.redraw(); }
    }

    hover(x, y) {
      const found = this.kind.hit ? this.kind.hit(x, y) : null;
      if (!found) { this.leave(); return null; }
      this.at = { x: found.x ?? x, y: found.y ?? y };
      this.show(found, x, y);
      return found;
    }

    show(found, x, y) {
      const rows = found.lines.map(([label, value, colour]) => element('tr', {},
        element('th', { scope: 'row' }, ...(colour ? [element('i', { style: 'background:' + colour })] : []), label), element('td', {}, value)));
      this.tip.replaceChildren(element('strong', {}, found.title), element('table', {}, ...rows));
      this.tip.hidden = false;
      const box = this.frame.getBoundingClientRect(), w = this.tip.offsetWidth, h = this.tip.offsetHeight;
      const left = x + 18 + w <= box.width ? x + 18 : Math.max(2, x - 18 - w), top = Math.min(Math.max(2, y - h / 2), Math.max(2, box.height - h - 2));
      this.tip.style.transform = `translate(${Math.round(left)}px,${Math.round(top)}px)`;
      if (this.kind.cross) this.kind.cross(this.chart, found);
    }

    leave() {
      this.tip.hidden = true;
      if (this.kind && this.kind.cross && this.chart) this.kind.cross(this.chart, null);
    }

    /** Lines through a point of a grid to both axes, with what they mean there; null hides them. */
    crosshair(at) {
      for (const line of Object.values(this.lines)) line.hidden = !at;
      if (!at) return;
      const box = this.chart.getModel().getComponent('grid', at.grid).coordinateSystem.getRect(), { x, y, xLabel, yLabel } = this.lines;
      x.style.cssText = `left:${at.x}px;top:${box.y}px;height:${box.height}px`;
      y.style.cssText = `left:${box.x}px;top:${at.y}px;width:${box.width}px`;
      xLabel.textContent = at.xLabel ?? '';
      yLabel.textContent = at.yLabel ?? '';
      xLabel.hidden = !at.xLabel;
      yLabel.hidden = !at.yLabel;
      xLabel.style.cssText = `left:${Math.max(box.x, Math.min(at.x - xLabel.offsetWidth / 2, box.x + box.width - xLabel.offsetWidth))}px;top:${box.y + box.height + 2}px`;
      yLabel.style.cssText = `left:${box.x + box.width + 2}px;top:${at.y - yLabel.offsetHeight / 2}px`;
    }

    touch(event) {
      const touch = event.touches[0], box = this.plot.getBoundingClientRect();
      if (event.touches.length === 1) this.hover(touch.clientX - box.left, touch.clientY - box.top);
    }

    key(event) {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (event.key === 'Escape') { this.leave(); return; }
      if (!steps || !this.kind.step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const many = event.shiftKey ? 10 : 1, from = this.at || { x: this.chart.getWidth() / 2, y: this.chart.getHeight() / 2 };
      const next = this.kind.step(from.x, from.y, many * steps[0], many * steps[1]);
      if (!next) return;
      const found = this.hover(next.x, next.y);
      if (found) this.live.textContent = found.title + ': ' + found.lines.map(l => l[0] + ' ' + l[1]).join(', ');
    }
  }

  function table({ title, columns, rows, open }) {
    const head = element('tr', {}, ...columns.map(c => element('th', { scope: 'col' }, c)));
    const body = rows.map(r => element('tr', {}, ...r.map(c => element('td', {}, c === null || c === undefined ? '–' : String(c)))));
    return element('details', { open: Boolean(open) }, element('summary', {}, title), element('div', { class: 'scroll' }, element('table', {}, element('thead', {}, head), element('tbody', {}, ...body))));
  }

  const fileName = title => (title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 80) || 'heatmap').toLowerCase();

  heatmap.Host = Host;
})();
