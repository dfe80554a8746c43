#!/usr/bin/env bash
# Makes echarts.min.js.br from the pinned packages, with the licences of what is in it and checksums. Needs Node; building HeatMap does not.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts=false
npx esbuild entry.js --bundle --minify --format=iife --global-name=echarts --legal-comments=none --outfile=echarts.min.js
node -e '
const fs = require("fs"), zlib = require("zlib");
const script = fs.readFileSync("echarts.min.js");
fs.writeFileSync("echarts.min.js.br", zlib.brotliCompressSync(script, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } }));
'
mkdir -p licenses
cp node_modules/echarts/LICENSE licenses/echarts-LICENSE
cp node_modules/echarts/NOTICE licenses/echarts-NOTICE
cp node_modules/echarts/licenses/LICENSE-d3 licenses/d3-LICENSE
cp node_modules/zrender/LICENSE licenses/zrender-LICENSE
cp node_modules/tslib/LICENSE.txt licenses/tslib-LICENSE
sha256sum echarts.min.js echarts.min.js.br > SHA256SUMS
rm -rf echarts.min.js node_modules
cat SHA256SUMS
