// node child.mjs HOME COUNT SEED: one line on the standard output for each crash.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { BroadcastChannel } from 'node:worker_threads'
import { readDocument } from '../../../app/design/document.ts'
import { createEngines } from '../../../main/create-engines.ts'
import { createLivingPages } from '../../../main/files/draft-store.ts'
import { createRecent } from '../../../main/files/recent.ts'
import { ask } from '../../../main/handlers/answers.ts'
import { openDesign, saveDesign } from '../../../main/handlers/designs.ts'
import { createDrafts } from '../../../main/handlers/drafts.ts'
import { startRun } from '../../../main/handlers/runs.ts'
import { createRunRegistry } from '../../../main/runs/run-registry.ts'
import { WorkThread } from '../../../main/work/work-thread.ts'
import { thisOwner } from '../../../simulator/live/owner.ts'
import { PredictThread } from '../../../simulator/predict/predict-thread.ts'
import { seeded } from '../seeded.mjs'

const [home, count, seed] = process.argv.slice(2)
const chance = seeded(Number(seed))
const one = (list) => list[Math.floor(chance() * list.length)]
const ways = ['exit', 'throw', 'reject', 'memory']
const channel = new BroadcastChannel('crash')
const uncaught = []
process.on('uncaughtException', (error) => uncaught.push(`uncaught: ${error.message}`))
process.on('unhandledRejection', (error) => uncaught.push(`unhandled: ${error?.message}`))

const path = join(home, 'shop.microcosm.yaml')
const page = 'page'
const now = () => new Date()
const workerPath = join(import.meta.dirname, '../../../simulator/predict/fixtures/crashing-worker.ts')
const thread = new PredictThread(workerPath)
const work = new WorkThread(join(import.meta.dirname, '../../../main/work/fixtures/crashing-worker.ts'))
const ended = new Map()
let ids = 0
const registry = createRunRegistry(
  (_, { runId, event }) => {
    if (event.type === 'frame') ended.get(runId)?.onFrame()
    if (event.type === 'result' || event.type === 'failed') ended.get(runId)?.onEnd(event)
  },
  () => `run-${++ids}`,
  () => performance.now(),
)
const newSeed = () => 1
const largest = 2000
const largeText = `microcosm: 1\ncomponents:\n${Array.from({ length: largest }, (_, at) => `  shop-${at}: { kind: service }\n`).join('')}`
const runs = { engines: createEngines(thread, { predictWorker: workerPath, runtime: home }), registry, newSeed, work }
const asked = new Map()
const designs = { recent: createRecent(join(home, 'own'), now), dialogs: null }
const drafts = createDrafts({ folder: join(home, 'own', 'drafts'), program: thisOwner(), pages: createLivingPages(now), now })

let document = readDocument(textOf(0))
await saveDesign({ path, text: document.text, lastRead: null }, designs)
const right = figuresOf(await predict(2))
const rightAnswer = figuresOf(await question(2))

for (let crash = 1; crash <= Number(count); crash++) {
  const [way, where] = [one(ways), one(['busy', 'busy', 'idle', 'answer', 'reading'])]
  const wrong = []
  // An edit that is in the draft and not in the file.
  document = readDocument(textOf(crash))
  await drafts.put({ page, id: 'shop', path, name: 'shop', folder: null, text: document.text, savedText: textOf(crash - 1) })
  if (where === 'busy') {
    const end = await predict(500_000, () => strike(way))
    if (end.type !== 'failed' || !/^The prediction (broke off: .+|ended without a result)\. This is a mistake/.test(end.message))
      wrong.push(`the prediction that was struck ended in ${JSON.stringify(end).slice(0, 200)}`)
  } else if (where === 'idle') {
    thread.prepare()
    work.prepare()
    await strike(way)
  } else if (where === 'reading') {
    const [read] = await Promise.all([work.soundDesign(largeText), strike(way)])
    if (Object.keys(read.components).length !== largest) wrong.push('what was being read is another')
  } else {
    const reason = await question(500_000, () => strike(way)).then(
      () => 'an answer',
      (error) => error.message,
    )
    if (!/by a test|without a result|memory limit/.test(reason)) wrong.push(`the answer that was struck ended in ${reason}`)
  }
  if (figuresOf(await predict(2)) !== right) wrong.push('the next prediction is another')
  if (where === 'answer' && figuresOf(await question(2)) !== rightAnswer) wrong.push('the next answer is another')
  const [{ text } = {}] = (await drafts.list({ page })).drafts
  if (text !== textOf(crash) || document.text !== text) wrong.push('the draft is another')
  if (readFileSync(path, 'utf8') !== textOf(crash - 1)) wrong.push('the file is another')
  await saveDesign({ path, text: document.text, lastRead: textOf(crash - 1) }, designs)
  await drafts.discard({ page, id: 'shop' })
  if ((await openDesign({ path }, designs)).text !== textOf(crash)) wrong.push('what was saved is another')
  wrong.push(...uncaught.splice(0))
  console.log(JSON.stringify({ crash, way, where, wrong }))
}
channel.close()
await thread.close()
await work.close()

// Crashes whatever thread is there, at some moment soon.
async function strike(way) {
  await delay(chance() * 20)
  channel.postMessage({ way })
}

async function predict(durationSeconds, onFirstFrame = () => {}) {
  let isStruck = false
  const end = Promise.withResolvers()
  // Runs are numbered in their order, and nothing is told of one before it has its number.
  ended.set(`run-${ids + 1}`, {
    onFrame: () => {
      if (!isStruck) void onFirstFrame()
      isStruck = true
    },
    onEnd: end.resolve,
  })
  await startRun({ engine: 'predict', text: document.text, durationSeconds, seed: 1, path }, runs)
  return end.promise
}

function question(durationSeconds, onFirst = () => {}) {
  let isStruck = false
  const send = () => {
    if (!isStruck) void onFirst()
    isStruck = true
  }
  const input = { askId: 'ask', text: document.text, path, durationSeconds, seed: 1, question: { kind: 'replications', count: 3 } }
  return ask(input, { workerPath, send, newSeed, asked, work })
}

// All but the time that it took.
function figuresOf(value) {
  return JSON.stringify(value, (key, part) => (key === 'wallSeconds' ? 0 : part))
}

function textOf(edits) {
  return `# Edited ${edits} times.
microcosm: 1
components:
  people: { kind: traffic, rate: 100 }
  shop: { kind: service, work: { time: 4ms } }
connections:
  - { from: people, to: shop, protocol: http }
`
}
