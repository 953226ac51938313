// npm run bench -- engine [part…], or -- responsiveness, -- canvas, or -- export: figures as ratios against a named limit and a named peer,
// measured in this very run, because absolute ones change with the machine. Nothing here passes or fails by its time; a wrong answer does fail.
import { loadavg } from 'node:os'
import { compareSpeed } from './bench/engine/compare-speed.mjs'
import { graph, mm1 } from './bench/engine/designs.mjs'
import { measureLarge, measureThousand } from './bench/engine/large.mjs'
import { measurePicture, measureSweep } from './bench/engine/waiting-time.mjs'
import { ensureBuild } from './setup/build.mjs'
import { say } from './setup/shell.mjs'
import './setup/text-imports.mjs'

const benches = {
  engine: {
    mm1: () => compareSpeed(mm1),
    graph: () => compareSpeed(graph),
    picture: measurePicture,
    sweep: measureSweep,
    large: measureLarge,
    thousand: measureThousand,
  },
  responsiveness: {
    files: async () => (await import('./bench/responsiveness/measure-steps.mjs')).measureSteps(),
  },
  canvas: {
    'frames-100': async () => (await import('./bench/canvas/measure-canvas.mjs')).measureFramesOf(100),
    'frames-300': async () => (await import('./bench/canvas/measure-canvas.mjs')).measureFramesOf(300),
    'frames-1000': async () => (await import('./bench/canvas/measure-canvas.mjs')).measureFramesOf(1000),
    opening: async () => (await import('./bench/canvas/measure-canvas.mjs')).measureOpening(),
    tidy: async () => (await import('./bench/canvas/measure-canvas.mjs')).measureTidy(),
    idle: async () => (await import('./bench/canvas/measure-canvas.mjs')).measureIdle(),
  },
  export: {
    pictures: async () => (await import('./bench/export/measure-exports.mjs')).measurePictures(),
    folders: async () => (await import('./bench/export/measure-exports.mjs')).measureFolders(),
    imports: async () => (await import('./bench/export/measure-exports.mjs')).measureImports(),
  },
}

const [name = 'engine', ...wanted] = process.argv.slice(2)
const parts = benches[name]
const unknown = parts ? wanted.find((part) => !(part in parts)) : name
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}": choose ${Object.keys(parts ?? benches).join(', ')}.`)
  process.exit(1)
}
const built = await ensureBuild()
if (!built.ok) {
  console.error(built.reason)
  process.exit(1)
}
let wrong = false
for (const part of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const answer = await parts[part]()
  say(`  load average ${loadavg()[0].toFixed(1)}\n`)
  if (answer.wrong) wrong = true
}
process.exit(wrong ? 1 : 0)
