namespace HeatMap;

/// <summary>The script of a page: finds the band under the pointer and says its numbers. Writes words as text only, never as markup.</summary>
internal static class LadderPageScript
{
    public const string Text =
        """
        (() => {
        'use strict';
        const $ = s => document.querySelector(s);
        const D = JSON.parse($('#hm-data').textContent), chart = $('.chart'), tip = $('.tip');
        const count = Math.ceil(D.bands / D.each), at = [], down = [], up = [];
        let sum = 0;
        D.gap.forEach((g, i) => { sum += g; at.push(sum); });
        sum = D.longBefore;
        for (let i = at.length - 1; i >= 0; i--) down[i] = sum += D.long[i];
        sum = D.shortBefore;
        for (let i = 0; i < at.length; i++) up[i] = sum += D.short[i];

        /* The first entry at or after a band. */
        const find = b => { let lo = 0, hi = at.length; while (lo < hi) { const m = (lo + hi) >> 1; if (at[m] < b) lo = m + 1; else hi = m; } return lo; };
        const edge = i => { const k = D.first + Math.min(i * D.each, D.bands); return D.geometric ? Math.exp(k * Math.log1p(D.step)) : k * D.step; };
        const bandOf = p => {
          const k = D.geometric ? Math.log(p) / Math.log1p(D.step) : p / D.step;
          return Math.max(0, Math.min(count - 1, Math.floor((Math.floor(k) - D.first) / D.each)));
        };

        const trim = s => s.includes('.') ? s.replace(/0+$/, '').replace(/\.$/, '') : s;
        const notional = n => {
          if (!n) return '0';
          const [d, e] = n.toExponential(2).split('e').map(Number);
          if (e >= 15 || e < -6) return trim(d.toFixed(2)) + 'e' + e;
          const t = Math.max(0, Math.floor(e / 3)), s = e - 3 * t;
          return trim((d * 10 ** s).toFixed(Math.max(0, 2 - s))) + ['', 'k', 'M', 'B', 'T'][t];
        };
        const group = s => { const [w, f] = s.split('.'); return w.replace(/\B(?=(\d{3})+$)/g, ',') + (f ? '.' + f : ''); };
        const price = (p, step) => {
          if (D.decimals >= 0) return group(p.toFixed(D.decimals));
          const m = Math.floor(Math.log10(step)), most = Math.max(0, Math.min(15, 2 - m));
          let d = 0;
          while (d <= most && Math.abs(Math.round(step * 10 ** d) / 10 ** d - step) > 1e-9 * step) d++;
          if (d > most) d = Math.max(0, Math.min(16, 1 - m));
          return p < 1e15 && d < 16 ? group(p.toFixed(d)) : p.toExponential(Math.max(1, Math.min(14, Math.ceil(Math.log10(p / step)) + 1))).replace('e+', 'e');
        };
        const percent = f => {
          const p = 100 * f, a = Math.abs(p);
          return (p < 0 ? '−' : '+') + (a >= 1e6 ? notional(a) : a >= 99.95 ? group(a.toFixed(0)) : a.toFixed(a >= 9.995 ? 1 : 2)) + ' %';
        };

        const put = (name, text) => { tip.querySelector('.' + name).textContent = text; };
        const show = (name, on) => { tip.querySelector('.' + name).hidden = !on; };
        const positions = n => D.counted && n ? n.toLocaleString('en-US') + (n === 1 ? ' position' : ' positions') : '';
        let band = -1;

        const drawing = () => [...chart.querySelectorAll('svg')].find(s => s.getBoundingClientRect().height > 0);
        const place = svg => {
          const r = svg.getBoundingClientRect(), d = svg.dataset, z = r.height / svg.viewBox.baseVal.height;
          return { r, z, top: +d.top, height: +d.height, low: +d.low, high: +d.high, log: d.log === '1' };
        };
        const share = (g, p) => g.log ? Math.log(p / g.low) / Math.log(g.high / g.low) : (p - g.low) / (g.high - g.low);
        const yOf = (g, p) => g.top + g.height * (1 - Math.max(0, Math.min(1, share(g, p))));
        const priceAt = (g, y) => {
          const f = Math.max(0, Math.min(1, 1 - (y - g.top) / g.height));
          return g.log ? g.low * Math.exp(f * Math.log(g.high / g.low)) : g.low + f * (g.high - g.low);
        };

        const tell = (b, svg, g, x, touch) => {
          band = b;
          const i = find(b), here = at[i] === b, lo = edge(b), hi = edge(b + 1), step = (hi - lo) / D.each || hi, middle = lo + (hi - lo) / 2;
          put('price', price(lo, step) + ' – ' + price(hi, step));
          put('far', lo <= D.mark && D.mark < hi ? 'holds the mark' : percent(middle / D.mark - 1) + ' from the mark');
          put('ln', notional(here ? D.long[i] : 0)); put('sn', notional(here ? D.short[i] : 0));
          put('lc', here && D.counted ? positions(D.longCount[i]) : ''); put('sc', here && D.counted ? positions(D.shortCount[i]) : '');
          const isDown = lo < D.mark, isUp = hi > D.mark;
          show('down', isDown); show('up', isUp);
          put('ld', notional(i < at.length ? down[i] : D.longBefore));
          const j = here ? i : i - 1;
          put('su', notional(j >= 0 ? up[j] : D.shortBefore));

          const top = yOf(g, hi), bottom = yOf(g, lo), rect = svg.querySelector('.hm-band'), h = Math.max(bottom - top, 2);
          rect.setAttribute('y', top - (h - (bottom - top)) / 2); rect.setAttribute('height', h);
          rect.style.display = '';

          const box = chart.getBoundingClientRect(), w = tip.offsetWidth, t = tip.offsetHeight, cy = (top + bottom) / 2 * g.z + g.r.top - box.top;
          let left = x - box.left + 18;
          if (touch || left + w > box.width) left = x - box.left - w - 18;
          if (left < 0) left = x - box.left + 18;
          tip.style.left = Math.max(0, Math.min(left, box.width - w)) + 'px';
          const y = touch ? cy - t - 28 : cy - t / 2;
          tip.style.top = Math.max(0, Math.min(y < 0 && touch ? cy + 36 : y, box.height - t)) + 'px';
          tip.style.visibility = 'visible';
        };
        const hide = () => {
          tip.style.visibility = 'hidden';
          chart.querySelectorAll('.hm-band').forEach(r => { r.style.display = 'none'; });
        };
        const point = e => {
          const svg = drawing();
          if (!svg) return;
          const g = place(svg), y = (e.clientY - g.r.top) / g.z;
          if (y < g.top - 12 || y > g.top + g.height + 12) { hide(); return; }
          tell(reading(g, y), svg, g, e.clientX, e.pointerType === 'touch');
        };
        /* The band under the pointer or, where that one is empty, the fullest within the reach of a hand: bands can be thinner than a pixel. */
        const reading = (g, y) => {
          const b = bandOf(priceAt(g, y)), last = bandOf(priceAt(g, y - 3));
          let best = b;
          if (at[find(b)] !== b) {
            let most = 0;
            for (let i = find(bandOf(priceAt(g, y + 3))); i < at.length && at[i] <= last; i++) {
              const n = D.long[i] + D.short[i];
              if (n > most) { most = n; best = at[i]; }
            }
          }
          return best;
        };
        const step = up => {
          if (band < 0) return Math.min(count - 1, bandOf(Math.max(edge(0), Math.min(D.mark, edge(count)))));
          const i = find(band), j = up ? (at[i] === band ? i + 1 : i) : i - 1;
          return j >= 0 && j < at.length ? at[j] : band;
        };
        chart.addEventListener('pointermove', point);
        chart.addEventListener('pointerdown', point);
        chart.addEventListener('pointerleave', e => { if (e.pointerType !== 'touch') hide(); });
        chart.addEventListener('blur', hide);
        document.addEventListener('pointerdown', e => { if (!chart.contains(e.target)) hide(); });
        addEventListener('resize', hide);
        chart.addEventListener('keydown', e => {
          const b = { ArrowUp: () => step(true), ArrowDown: () => step(false), Home: () => count - 1, End: () => 0 }[e.key];
          if (e.key === 'Escape') { hide(); return; }
          const svg = drawing();
          if (!b || !svg) return;
          e.preventDefault();
          const g = place(svg);
          tell(b(), svg, g, g.r.left + g.r.width / 2, false);
        });
        })();
        """;
}
