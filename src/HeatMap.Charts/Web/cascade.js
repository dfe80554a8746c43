'use strict';
// A cascade: net depth, waves, all shocks, and what simulated paths came to. The document has panels as panels.js says, in the slots depth, waves, curve, histogram and exceedance, with the keys
// Waves, Direction and Measure, and for those who want numbers
//   cascade { direction, mark, shocked, final, worst, amplification, levels, staticLevels, quantity, notional, leavesWindow, exhausted }; absent where the chart is of thresholds or of simulations alone.
heatmap.kinds.cascade = (doc, host) => heatmap.panelKind(doc, host);
