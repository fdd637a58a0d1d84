import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Polaris is taken from its `esnext` build, in which every component brings its own styles: 28 KB of CSS where the
 * whole sheet has 58. Nothing is inlined into the page or the styles, so that the policy can forbid inline code.
 */
export default defineConfig({
  base: '/admin/',
  plugins: [react(), withoutStyleAttributes()],
  resolve: {
    alias: [{ find: /^@shopify\/polaris$/, replacement: '@shopify/polaris/build/esnext/index.esnext' }],
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { moduleTypes: { '.esnext': 'jsx' } },
  },
});

/** The policy refuses `setAttribute('style', …)`, which Polaris uses in two places; the same through CSSOM it allows. */
function withoutStyleAttributes(): Plugin {
  return {
    name: 'without-style-attributes',
    transform: (code, id) =>
      id.endsWith('.esnext') && code.includes("setAttribute('style', ")
        ? code.replaceAll(/\.setAttribute\('style', (`[^`]*`|'[^']*')\)/g, '.style.cssText = $1')
        : null,
  };
}
