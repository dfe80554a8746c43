'use strict';
// How right maps were. The document has panels as panels.js says, in the slots gain, dollar, reliability, forecasts, location and pit, with the keys Forecast and Model; scores are tables.
heatmap.kinds.accuracy = (doc, host) => heatmap.panelKind(doc, host);
