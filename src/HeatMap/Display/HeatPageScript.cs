namespace HeatMap;

/// <summary>The script of a page: colours the cells and says what lies under the pointer. Writes words as text only, never as markup.</summary>
internal static class HeatPageScript
{
    /// <summary>STEPS stands for the colours.</summary>
    public const string Text =
        """
        (() => {
        'use strict';
        const steps = STEPS, last = steps.length / 3 - 1;
        const colour = (f, out, at) => {
          const p = Math.max(0, Math.min(1, f)) * last, i = Math.min(Math.floor(p), last - 1), s = p - i;
          for (let c = 0; c < 3; c++) out[at + c] = Math.round(steps[3 * i + c] * (1 - s) + steps[3 * i + 3 + c] * s);
          out[at + 3] = 255;
        };
        const notional = n => {
          if (!(n > 0)) return '0';
          const e = Math.floor(Math.log10(n) + 1e-9), k = Math.max(0, Math.min(4, Math.floor(e / 3)));
          return e < -6 || e >= 15 ? n.toExponential(2) : String(Number((n / 1000 ** k).toPrecision(3))) + ['', 'k', 'M', 'B', 'T'][k];
        };
        const two = n => String(n).padStart(2, '0');
        const moment = (t, step) => {
          const d = new Date(t), day = d.getUTCFullYear() + '-' + two(d.getUTCMonth() + 1) + '-' + two(d.getUTCDate());
          return day + ' ' + two(d.getUTCHours()) + ':' + two(d.getUTCMinutes()) + (step % 60000 ? ':' + two(d.getUTCSeconds()) : '') + (step % 1000 ? '.' + String(d.getUTCMilliseconds()).padStart(3, '0') : '');
        };
        const digits = (n, step) => n.toLocaleString('en-US', { maximumFractionDigits: Math.max(0, Math.min(10, 2 - Math.floor(Math.log10(step)))) });

        document.querySelectorAll('.heat').forEach(card => {
          const D = JSON.parse(card.querySelector('.data').textContent), q = s => card.querySelector(s);
          const decode = text => {
            const s = atob(text), out = new Uint16Array(D.w * D.h);
            let i = 0, at = 0;
            const number = () => { let v = 0, m = 1, b; do { b = s.charCodeAt(i++); v += (b & 127) * m; m *= 128; } while (b > 127); return v; };
            for (let code = 0; i < s.length;) {
              const run = number(), step = number();
              code += step % 2 ? -(step + 1) / 2 : step / 2;
              out.fill(code, at, at + run); at += run;
            }
            return out;
          };
          const longs = decode(D.long), shorts = decode(D.short), span = Math.log(D.max / D.min), values = new Float64Array(D.codes + 1);
          for (let c = 1; c <= D.codes; c++) values[c] = D.min * Math.exp(span * (c - 1) / (D.codes - 1));
          const at = { both: i => values[longs[i]] + values[shorts[i]], long: i => values[longs[i]], short: i => values[shorts[i]] };
          const paint = () => {
            const value = at[q('.side').value], log = q('.scale').value === 'log';
            let top = 0;
            for (let i = 0; i < D.w * D.h; i++) top = Math.max(top, value(i));
            const range = Math.log(top / D.min) || 1, bright = v => log ? Math.log(v / D.min) / range : Math.sqrt(v / top);
            card.querySelectorAll('.cells').forEach(canvas => {
              canvas.width = D.w; canvas.height = D.h;
              const g = canvas.getContext('2d'), image = g.createImageData(D.w, D.h);
              for (let y = 0; y < D.h; y++) for (let x = 0; x < D.w; x++) {
                const v = value(y * D.w + x);
                if (v > 0) colour(bright(v), image.data, 4 * ((D.h - 1 - y) * D.w + x));
              }
              g.putImageData(image, 0, 0);
            });
            const ramp = q('.ramp').getContext('2d'), strip = ramp.createImageData(192, 1);
            for (let x = 0; x < 192; x++) colour(x / 191, strip.data, 4 * x);
            ramp.putImageData(strip, 0, 0);
            q('.zero').textContent = log ? notional(D.min) : '0';
            q('.most').textContent = notional(top);
          };
          q('.side').addEventListener('change', paint);
          q('.scale').addEventListener('change', paint);
          paint();

          const tip = q('.tip'), put = (name, text) => { q('.' + name).textContent = text; };
          let read = null;
          const hide = () => { tip.style.visibility = 'hidden'; card.querySelectorAll('.cross').forEach(c => c.setAttribute('d', '')); };
          const frame = chart => {
            const svg = chart.querySelector('svg'), r = svg.getBoundingClientRect(), n = name => Number(svg.dataset[name]);
            return { svg, r, z: r.width / svg.viewBox.baseVal.width, left: n('left'), right: n('right'), top: n('top'), bottom: n('bottom') };
          };
          const tell = (chart, x, y) => {
            read = { x, y };
            const f = frame(chart), i = y * D.w + x, lower = D.prices[y], upper = D.prices[y + 1], known = D.known[x] === '1', unit = D.unit ? ' ' + D.unit : '';
            put('price', digits(lower, upper - lower) + ' – ' + digits(upper, upper - lower));
            put('time', moment(D.times[x], D.step) + ' – ' + moment(D.times[x + 1], D.step) + ' UTC');
            put('ln', known ? notional(at.long(i)) + unit : 'no numbers');
            put('sn', known ? notional(at.short(i)) + unit : 'no numbers');
            put('mn', D.marks[x] ? digits(D.marks[x], upper - lower) : 'not known');
            const px = f.left + (x + .5) / D.w * (f.right - f.left), py = f.bottom - (y + .5) / D.h * (f.bottom - f.top);
            f.svg.querySelector('.cross').setAttribute('d', 'M' + px.toFixed(2) + ' ' + f.top + 'V' + f.bottom + 'M' + f.left + ' ' + py.toFixed(2) + 'H' + f.right);
            const box = card.getBoundingClientRect(), w = tip.offsetWidth, h = tip.offsetHeight;
            let left = px * f.z + f.r.left - box.left + 16;
            if (left + w > box.width - 4) left -= w + 32;
            const top = py * f.z + f.r.top - box.top + 16;
            tip.style.left = Math.max(4, left) + 'px';
            tip.style.top = (top + h > box.height ? Math.max(0, top - h - 32) : top) + 'px';
            tip.style.visibility = 'visible';
          };
          card.style.position = 'relative';
          card.querySelectorAll('.chart').forEach(chart => {
            const point = e => {
              const f = frame(chart), x = ((e.clientX - f.r.left) / f.z - f.left) / (f.right - f.left), y = (f.bottom - (e.clientY - f.r.top) / f.z) / (f.bottom - f.top);
              if (x < 0 || x >= 1 || y < 0 || y >= 1) { hide(); return; }
              tell(chart, Math.floor(x * D.w), Math.floor(y * D.h));
            };
            chart.addEventListener('pointermove', point);
            chart.addEventListener('pointerdown', point);
            chart.addEventListener('pointerleave', e => { if (e.pointerType !== 'touch') hide(); });
            chart.addEventListener('blur', hide);
            chart.addEventListener('keydown', e => {
              if (e.key === 'Escape') { hide(); return; }
              const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key];
              if (!move) return;
              e.preventDefault();
              const from = read || { x: D.w - 1, y: Math.floor(D.h / 2) };
              tell(chart, Math.max(0, Math.min(D.w - 1, from.x + move[0])), Math.max(0, Math.min(D.h - 1, from.y + move[1])));
            });
          });
          addEventListener('resize', hide);
        });
        })();
        """;
}
