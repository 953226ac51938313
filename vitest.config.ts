import { defineConfig } from 'vitest/config'

const skip = ['**/node_modules/**', '**/out/**', '**/.cache/**']
const setupFiles = ['scripts/setup/seed-properties.mjs']

export default defineConfig({
  test: {
    projects: [
      {
        assetsInclude: ['**/*.wasm'],
        test: {
          name: 'core',
          setupFiles,
          include: ['{app,simulator,main,renderer,scripts}/**/*.test.ts'],
          exclude: [...skip, '**/*.live.test.ts', '**/*.cdk.test.ts'],
          // A machine that does other things at the same time is no failure; what hangs is still ended.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // Types, synthesis and tests of exported applications, each of which fills a core for some ten seconds.
      {
        test: {
          name: 'cdk',
          setupFiles,
          include: ['main/**/*.cdk.test.ts'],
          exclude: skip,
          maxConcurrency: 2,
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      // One engine is shared, so files run one after another.
      {
        test: {
          name: 'live',
          setupFiles,
          include: ['{simulator,main}/**/*.live.test.ts'],
          exclude: skip,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          setupFiles,
          include: ['main/e2e/**/*.e2e.ts'],
          exclude: skip,
          testTimeout: 600_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
