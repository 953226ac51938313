import type { Behaviour, Source } from '../../../app/catalogue/component.ts'
import type { Design } from '../../../app/design/design.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { type RecordedArrivals, readArrivals } from '../../../app/run/recorded-arrivals.ts'
import { loadPointsOf, type ResolvedScenario } from '../../../app/run/scenario.ts'
import { toWorkSamplers } from '../chance/work-sampler.ts'
import type { LaneList } from './lane-list.ts'
import { toLoadSegments } from './load-segments.ts'
import { BURSTY, CONSTANT_GAPS, type LoadSegments, POISSON, RECORDED, type Recording, type SourceModel } from './model.ts'

const codes = { poisson: POISSON, constant: CONSTANT_GAPS, bursty: BURSTY, trace: RECORDED } as const

/** Every source of requests. `files` holds the text of the recordings that the design names. */
export function toSourceModels(
  design: Design,
  behaviours: Behaviour[],
  journeys: string[],
  files: Readonly<Record<string, string | Uint8Array>>,
  scenario: ResolvedScenario,
  lanes: LaneList,
): SourceModel[] {
  const common = toLoadSegments(scenario.loadPoints)
  const loadOf = (id: string) => (Object.hasOwn(scenario.ownLoadPoints, id) ? toLoadSegments(loadPointsOf(scenario, id)) : common)
  const ids = Object.keys(design.components)
  return behaviours.flatMap((behaviour, component) =>
    behaviour.model === 'source'
      ? [toSourceModel(ids[component], component, behaviour, journeys, files, loadOf(ids[component]), lanes.lone())]
      : [],
  )
}

function toSourceModel(
  id: string,
  component: number,
  source: Source,
  journeys: string[],
  files: Readonly<Record<string, string | Uint8Array>>,
  load: LoadSegments,
  lane: number,
): SourceModel {
  const shares = Object.entries(source.journeys).filter(([, share]) => share > 0)
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  let reached = 0
  const cumulative = shares.map(([, share]) => {
    reached += share / total
    return reached
  })
  cumulative[cumulative.length - 1] = 1
  const { burst, closed } = source
  const recording = toRecording(id, source, journeys, files)
  const ratePerMs = recording ? recording.timesMs.length / Math.max(recording.periodMs, 1) : source.ratePerSecond / 1000
  return {
    component,
    lane,
    ratePerMs,
    load,
    lastGapMs: 1 / (ratePerMs * load.scale[load.scale.length - 1]),
    arrivals: codes[source.arrivals],
    batch: source.batch ?? 1,
    journeys: Int32Array.from(shares, ([journey]) => journeys.indexOf(journey)),
    cumulative: Float64Array.from(cumulative),
    burst: burst ?? null,
    recording,
    users: closed?.users ?? 0,
    think: toWorkSamplers([closed?.think ?? null]),
  }
}

function toRecording(
  id: string,
  source: Source,
  journeys: string[],
  files: Readonly<Record<string, string | Uint8Array>>,
): Recording | null {
  const { trace } = source
  if (!trace) return null
  const arrivals = readTrace(id, source, files)
  const timesMs = Float64Array.from(arrivals.timesMs)
  const first = timesMs[0]
  const last = timesMs[timesMs.length - 1]
  // Where it begins again, the gap between its end and its beginning is the mean gap.
  const periodMs = last + (timesMs.length > 1 ? (last - first) / (timesMs.length - 1) : first)
  if (trace.loop && periodMs === 0) {
    throw new RunFailure(`${id} repeats a trace that lasts no time at all: give its arrivals times above 0, or take loop out.`, id)
  }
  const named = Int32Array.from(arrivals.journeys, (journey) => (journey === null ? -1 : journeys.indexOf(journey)))
  return { timesMs, journeys: named, loop: trace.loop, periodMs }
}

function readTrace(id: string, { trace, journeys }: Source, files: Readonly<Record<string, string | Uint8Array>>): RecordedArrivals {
  if (trace?.timesMs) return { timesMs: trace.timesMs, journeys: trace.timesMs.map(() => null) }
  const file = trace?.file ?? ''
  const text = Object.hasOwn(files, file) ? files[file] : undefined
  if (text === undefined) {
    throw new RunFailure(`${id} has its arrivals in ${file}, which was not read: save the design, and put the file beside it.`, id)
  }
  return readArrivals(text, file, Object.keys(journeys))
}
