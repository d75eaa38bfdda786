import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const engine = process.env.GATEHOUSE_URL ?? 'http://127.0.0.1:8099';

export default defineConfig({
  // Every address in the built page is relative: it works under any path prefix.
  base: './',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    // An inlined asset would be a data: URL, which the page's content security policy forbids.
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': { target: engine, ws: true, changeOrigin: true } } },
  test: { environment: 'node', include: ['src/**/*.test.ts'], reporters: ['default'] },
});
