import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions } from 'vite'

const root = import.meta.dirname
const at = (path: string) => resolve(root, path)

/** A bundle that runs in Node or Electron. Node 18 is the oldest runtime that Electron's stand-in brings. */
function node(
  entries: Record<string, string>,
  outDir: string,
  format: 'cjs' | 'es',
  external: string[],
  more: { codeSplitting?: false } = {},
): EnvironmentOptions {
  const extension = format === 'cjs' ? 'cjs' : 'mjs'
  return {
    consumer: 'server',
    // Whether a package is imported or required is added per import: naming `import` here would give pg's requires a module object.
    resolve: { external, noExternal: true, conditions: ['node', 'module', 'default'] },
    build: {
      ssr: true,
      outDir: at(outDir),
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, at(file)])),
        platform: 'node',
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `chunks/[name].${extension}`, ...more },
      },
    },
  }
}

/** Each starts a thread. */
const workers = { 'predict-worker': 'simulator/predict/worker.ts', 'file-worker': 'main/work/worker.ts' }

export default defineConfig({
  root: at('renderer'),
  base: './',
  publicDir: false,
  // Written into the program where it is imported with ?inline.
  assetsInclude: ['**/*.wasm'],
  plugins: [react()],
  builder: {
    // One after another: the runtime's bundles are read by the others only when they run, never when they are built.
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment)
    },
  },
  environments: {
    client: { build: { outDir: at('out/renderer'), emptyOutDir: true, target: 'chrome114', chunkSizeWarningLimit: 2500 } },
    program: node({ main: 'main/main.ts', preload: 'main/preload.ts', ...workers }, 'out/main', 'cjs', [
      'electron',
      'dockerode',
      'docker-modem/lib/http.js',
    ]),
    host: node({ 'web-host': 'main/web-host-main.ts', cli: 'main/cli/cli.ts', ...workers }, 'out/main', 'es', [
      'dockerode',
      'docker-modem/lib/http.js',
    ]),
    // What runs inside containers is one file each, with everything in it.
    runtime: node({ runtime: 'simulator/runtime/runtime.ts' }, 'out/runtime', 'es', [], { codeSplitting: false }),
    mesh: node({ mesh: 'simulator/runtime/mesh.ts' }, 'out/runtime', 'es', [], { codeSplitting: false }),
  },
})
