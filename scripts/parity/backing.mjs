import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/shell.mjs'

/** Where the tests of each column lie, those that say most first; `left-out.test.ts` shows what is not played. */
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
    'app/analysis/analysis.test.ts',
  ],
  // Stubs and traffic are the same program there as in a run.
  compose: ['main/exports.live.test.ts', 'simulator/runtime/**/*.test.ts', 'app/exporters/compose/**/*.test.ts', 'main/**/*.live.test.ts'],
}

const texts = Object.fromEntries(
  Object.entries(places).map(([column, patterns]) => [
    column,
    [...new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: projectRoot }).sort()))]
      .filter((file) => !file.endsWith('left-out.test.ts'))
      .map((file) => ({
        file: file.replaceAll('\\', '/'),
        text: readFileSync(join(projectRoot, file), 'utf8'),
      })),
  ]),
)

const shared = new Set(['at', 'for', 'target', 'repeat'])

/**
 * The first test of the column that writes the field, within those that it stands in and in the kind of fault that it is of; else the
 * first that writes all of them, as those do that make one part of a design apart. undefined: none does.
 */
export function testOf(column, { owner, path }) {
  const names = path.split('.')
  // What all kinds of faults share is the same code for all.
  const [, kind] = shared.has(path) ? [] : (/^fault (.+)$/.exec(owner) ?? [])
  const find = (...paths) =>
    texts[column].find(({ text }) => (kind ? faultsOf(text, kind) : [text]).some((part) => paths.every((path) => writes(part, path))))
  return (find(names) ?? find(...names.map((name) => [name])))?.file
}

function writes(text, [name, ...within]) {
  const pattern = new RegExp(`(?:^|[^\\w.'-])'?${name}'?(?:\\s*[:,}]|=(?! ))`, 'gm')
  return [...text.matchAll(pattern)].some((found) => within.length === 0 || writes(valueAt(text, found.index + found[0].length), within))
}

/** What stands after a colon: to the end of its brackets, or as the lines of YAML that are indented below it; empty: one word. */
function valueAt(text, at) {
  if (text[at - 1] !== ':') return ''
  const [space] = /^\s*/.exec(text.slice(at))
  const begin = at + space.length
  if (text[begin] === '{' || text[begin] === '[') return text.slice(begin, closingOf(text, begin) + 1)
  if (!space.includes('\n')) return ''
  const indentOf = (line) => /^[\s-]*/.exec(line)[0].length
  const [own = ''] = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n')
  const lines = text.slice(begin - (space.length - space.lastIndexOf('\n') - 1)).split('\n')
  const end = lines.findIndex((line) => line.trim() !== '' && indentOf(line) <= indentOf(own))
  return lines.slice(0, end < 0 ? undefined : end).join('\n')
}

/** The faults of this kind: their brackets, or their lines. */
function faultsOf(text, kind) {
  return [...text.matchAll(new RegExp(`kind:\\s*'?${kind}\\b|\\[?'${kind}',|'${kind} `, 'g'))].map(({ index, 0: { length } }) => {
    const lineEnd = text.indexOf('\n', index)
    const line = text.slice(text.lastIndexOf('\n', index) + 1, lineEnd < 0 ? undefined : lineEnd)
    if (!text.startsWith('kind:', index)) return line
    const begin = openingBefore(text, index)
    if (begin >= 0) return text.slice(begin, closingOf(text, begin) + 1)
    const [before, after] = [
      text
        .slice(0, index)
        .split(/\n(?=\s*- )/)
        .at(-1),
      text.slice(index + length).split(/\n(?=\s*- )/)[0],
    ]
    return `${before}${text.slice(index, index + length)}${after}`
  })
}

function openingBefore(text, at) {
  let open = 0
  for (let i = at - 1; i >= 0; i -= 1) {
    if (text[i] === '}') open += 1
    if (text[i] === '{' && open === 0) return i
    if (text[i] === '{') open -= 1
  }
  return -1
}

/** Where the bracket closes that opens here. */
function closingOf(text, at) {
  let open = 0
  for (let i = at; i < text.length; i += 1) {
    if ('{['.includes(text[i])) open += 1
    if ('}]'.includes(text[i])) open -= 1
    if (open === 0) return i
  }
  return text.length
}
