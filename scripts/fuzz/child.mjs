// One process of a fuzz: so many inputs of one target, one after another. Which input it is at stands in a file, so that whoever
// started it knows where it stopped. What it finds goes to its parent.
import { openSync, writeSync } from 'node:fs'
import * as fc from 'fast-check'
import { inputsPerSeed, longestMs, mostFaults } from './limits.mjs'

const { file, seed, from, to, folder, progress } = JSON.parse(process.argv[2])
const at = openSync(progress, 'w')
const { target } = await import(`./targets/${file}.mjs`)
const tally = { done: 0, accepted: 0, slowestMs: 0, slowest: from, peakBytes: 0 }
let faults = 0

for (let index = from; index < to; ) {
  const block = Math.floor(index / inputsPerSeed)
  // Each block has a seed of its own, so that any input can be made again without those before it.
  const inputs = fc.sample(target.arbitrary, { seed: (seed * 7919 + block * 104_729) | 0, numRuns: inputsPerSeed })
  for (; index < to && Math.floor(index / inputsPerSeed) === block; index += 1) await tryOne(inputs[index % inputsPerSeed], index)
}
await target.end?.()
tally.peakBytes = process.resourceUsage().maxRSS * 1024
process.send({ type: 'tally', tally }, () => process.exit(0))

async function tryOne(input, index) {
  writeSync(at, String(index).padStart(12), 0)
  // Its own time on the processor: a machine that does other things at the same time makes nobody slow.
  const before = process.cpuUsage()
  try {
    if (await target.run(input, { folder, index })) tally.accepted += 1
  } catch (error) {
    report(index, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  for (const what of globalThis.reachedOutside?.splice(0) ?? []) report(index, `reaches outside: ${what}`)
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  if (ms > longestMs) report(index, `took ${Math.round(ms)} ms`)
  if (ms > tally.slowestMs) Object.assign(tally, { slowestMs: ms, slowest: index })
  tally.done += 1
}

function report(index, what) {
  process.send({ type: 'fault', index, what: what.split('\n').slice(0, 4).join(' | ') })
  faults += 1
  if (faults >= mostFaults) process.exit(3)
}
