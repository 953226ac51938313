import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/shell.mjs'

/** Where the tests of each column lie, those that say most first. */
const places = {
  predicted: [
    'simulator/engine/**/*.test.ts',
    'simulator/conformance/**/*.ts',
    'simulator/conformance/designs/*.yaml',
    'simulator/published/**/*.{ts,yaml}',
    'simulator/predict/**/*.test.ts',
    'app/analysis/**/*.test.ts',
    'app/run/**/*.test.ts',
    'main/**/*.test.ts',
    'assets/examples/*.yaml',
  ],
  live: [
    'simulator/live/**/*.live.test.ts',
    'main/**/*.live.test.ts',
    'simulator/runtime/**/*.test.ts',
    'simulator/live/**/*.test.ts',
    // Code that both engines share.
    'app/run/autoscaling/*.test.ts',
    'app/run/circuit-breaker.test.ts',
    'app/analysis/**/*.test.ts',
  ],
  // Stubs and traffic are the same program there as in a run.
  compose: ['main/exports.live.test.ts', 'app/exporters/compose/**/*.test.ts', 'main/**/*.live.test.ts', 'simulator/runtime/**/*.test.ts'],
}

const texts = Object.fromEntries(
  Object.entries(places).map(([column, patterns]) => [
    column,
    [...new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: projectRoot }).sort()))].map((file) => ({
      file: file.replaceAll('\\', '/'),
      text: readFileSync(join(projectRoot, file), 'utf8'),
    })),
  ]),
)

const shared = new Set(['at', 'for', 'target', 'repeat'])

/** The first test of the column that writes the field, with those it stands within; undefined: none does. */
export function testOf(column, { owner, path }) {
  const names = path.split('.')
  // What all kinds of faults share is the same code for all.
  const [, kind] = shared.has(path) ? [] : (/^fault (.+)$/.exec(owner) ?? [])
  const patterns = [
    ...names.map((name) => new RegExp(`(?:^|[^\\w.'-])'?${name}'?\\s*[:,}=]`, 'm')),
    ...(kind ? [new RegExp(`kind:\\s*'?${kind}\\b|\\[?'${kind}',|'${kind} `)] : []),
  ]
  return texts[column].find(({ text }) => patterns.every((pattern) => pattern.test(text)))?.file
}
