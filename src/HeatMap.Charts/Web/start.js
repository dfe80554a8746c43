'use strict';
// Starts the page: reads settings and documents, makes a host for each, switches themes, and listens where the page is live.
(async () => {
  const { element } = heatmap, settings = JSON.parse(document.getElementById('settings').textContent);
  heatmap.settings = settings;
  for (const [name, packed] of Object.entries(settings.palettes)) heatmap.palettes[name] = heatmap.bytes(packed);

  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  let dark = settings.theme ? settings.theme === 'dark' : prefersDark.matches, chosen = Boolean(settings.theme);
  const button = document.getElementById('theme'), status = document.getElementById('status'), main = document.getElementById('charts');
  const setDark = now => {
    dark = now;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    button.textContent = dark ? 'Light' : 'Dark';
    button.setAttribute('aria-label', 'Switch to the ' + (dark ? 'light' : 'dark') + ' theme');
    for (const host of heatmap.charts) host.setDark(dark);
  };
  button.addEventListener('click', () => { chosen = true; setDark(!dark); });
  prefersDark.addEventListener('change', e => { if (!chosen) setDark(e.matches); });
  setDark(dark);

  for (const script of document.querySelectorAll('script.chart-data')) {
    const host = new heatmap.Host(JSON.parse(script.textContent), dark);
    script.remove();
    heatmap.charts.push(host);
    main.append(host.element);
  }

  // One chart needs one heading.
  if (heatmap.charts.length === 1 && heatmap.charts[0].doc.title.trim() === document.querySelector('h1').textContent) main.classList.add('single');

  for (const host of heatmap.charts) {
    try {
      await host.start();
      heatmap.firstPicture ??= await new Promise(drawn => requestAnimationFrame(() => setTimeout(() => drawn(performance.now()))));
    } catch (error) {
      host.frame.replaceChildren(element('p', { class: 'failed' }, 'This chart cannot be drawn: ' + error.message));
      console.error(error);
    }
  }

  if (settings.updates) listen(settings.updates);
  heatmap.ready = true;

  function listen(address) {
    const log = element('ol', { class: 'log', 'aria-live': 'polite' }), card = element('section', { class: 'card', hidden: true }, element('h2', {}, 'Events'), log);
    main.append(card);
    const source = new EventSource(address);
    // One picture after the other, the newest next: what comes while one is made waits, and what is older than that is left out.
    let waiting = null, busy = false;
    source.addEventListener('charts', async event => {
      waiting = event.data;
      if (busy) return;
      busy = true;
      try {
        while (waiting) {
          const documents = JSON.parse(waiting);
          waiting = null;
          // Other charts than this page was made with: the server has the page for them.
          if (documents.length !== heatmap.charts.length || documents.some((d, i) => d && d.kind !== heatmap.charts[i].doc.kind)) { location.reload(); return; }
          for (let i = 0; i < documents.length; i++) if (documents[i]) await heatmap.charts[i].update(documents[i]);
          heatmap.updates = (heatmap.updates || 0) + 1;
        }
      } catch (error) {
        status.textContent = 'What came cannot be drawn: ' + error.message;
        console.error(error);
      } finally {
        busy = false;
      }
    });
    source.addEventListener('status', event => { status.textContent = event.data; });
    source.addEventListener('alert', event => {
      card.hidden = false;
      log.prepend(element('li', {}, event.data));
      while (log.children.length > 200) log.lastChild.remove();
    });
    // The server ends a stream for good: without closing, the browser would ask again.
    source.addEventListener('end', event => { source.close(); status.textContent = event.data; });
    source.addEventListener('error', () => { status.textContent = 'The connection is lost; trying again.'; });
  }
})();
