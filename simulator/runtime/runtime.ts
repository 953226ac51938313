import type { LoadProgram, Program, ServiceProgram } from '../../app/run/program.ts'
import { Calls } from './calls/calls.ts'
import { linkToMesh } from './control/control-link.ts'
import { Drain } from './control/drain.ts'
import { createJournal } from './control/journal.ts'
import { Load } from './load/load.ts'
import { LoadCounters } from './load/load-counters.ts'
import { createRandom } from './measure/random.ts'
import { playProxies } from './proxies/play-proxies.ts'
import { consume } from './service/consume.ts'
import { createHandler } from './service/handler.ts'
import { serve } from './service/serve.ts'
import { Station } from './service/station.ts'
import { SpanLog, type SpanReport } from './tracing/span-log.ts'

/** What runs in a container that plays a component: it reads its program and does as it says. */
const text = process.env.MICROCOSM_PROGRAM
if (!text) {
  console.error('MICROCOSM_PROGRAM is not set: it has to hold, as JSON, what this container is to do.')
  process.exit(1)
}
const program = JSON.parse(text) as Program
const journal = createJournal()
switch (program.role) {
  case 'service':
    await play(program)
    break
  case 'load':
    generate(program)
    break
  case 'proxies':
    await playProxies(program, journal)
}

async function play(program: ServiceProgram): Promise<void> {
  const random = createRandom(seedOf(program.component, program.control?.replica ?? 0))
  const station = new Station(program, random)
  const spans = program.control && new SpanLog()
  const calls = new Calls(program.calls, random, undefined, spans)
  const handler = createHandler(program, station, calls, journal, random)
  if (program.control) {
    const takeReport = () => ({ role: 'service' as const, service: station.take(calls.takeCounts()), ...toSpans(spans) })
    linkToMesh(program.control, program.component, takeReport, (order) => {
      if (order.type !== 'faults') return
      handler.strike(order)
      calls.setUnresolved(order.unresolved ?? [])
    })
  }
  const drain = new Drain()
  process.once('SIGTERM', () => drain.begin().then(() => process.exit(0)))
  for (const consumption of program.consumes) consume(consumption, handler, journal, drain, spans)
  await serve(program, handler, journal, drain)
  journal.started(`${program.component} answers on port ${program.port} with ${program.concurrency ?? 'any number of'} workers.`)
}

function generate(program: LoadProgram): void {
  const counters = new LoadCounters()
  const spans = program.control && new SpanLog()
  const calls = new Calls(program.calls, createRandom(program.seed + 2), undefined, spans)
  const load = new Load(program, calls, counters, journal, spans)
  const amount = program.closed ? `the requests of ${program.closed.users} users` : `${program.ratePerSecond} requests/s`
  journal.started(`${program.component} sends ${amount}, scaled by the scenario.`)
  if (!program.control) {
    load.go()
    return
  }
  const takeReport = () => ({ role: 'load' as const, load: counters.take(calls.takeCounts()), ...toSpans(spans) })
  linkToMesh(program.control, program.component, takeReport, (order) => {
    if (order.type === 'faults') calls.setUnresolved(order.unresolved ?? [])
    if (order.type === 'go') load.go()
    if (order.type === 'halt') load.halt()
  })
}

function toSpans(log: SpanLog | undefined): { spans?: SpanReport[] } {
  const spans = log?.take() ?? []
  return spans.length === 0 ? {} : { spans }
}

/** Different for each replica, the same in each run. */
function seedOf(component: string, replica: number): number {
  let seed = replica + 1
  for (const character of component) seed = (Math.imul(seed, 31) + character.charCodeAt(0)) >>> 0
  return seed
}
