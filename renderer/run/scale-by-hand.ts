import { kindOf } from '../../app/catalogue/catalogue.ts'
import { isSingleServer } from '../../app/catalogue/container-context.ts'
import type { ActiveFault } from '../../app/run/frame.ts'
import { toMessage } from '../bridge.ts'
import { showToast } from '../state/toast-store.ts'
import { heal, inject } from './run-actions.ts'
import type { EngineRun } from './run-state.ts'
import { runStore } from './run-store.ts'

/** More would be asked for by mistake. */
export const mostByHand = 20

/** How many replicas the live run wants of a component; null where nobody can change that now. */
export function scalable({ status, stopping, design, frame }: EngineRun, id: string): number | null {
  const component = design.components[id]
  const isStation = component && kindOf(component.kind)?.behaviour(component).model === 'station'
  if (status !== 'running' || stopping || !isStation || isSingleServer(design, id)) return null
  return frame?.components[id]?.replicas ?? null
}

const asked = new Map<string, number>()
const busy = new Set<string>()
/** By component, the fault by which the last press was done, and in which run: another run counts its faults anew. */
const last = new Map<string, { runId: string | null; fault: string }>()

/**
 * An operator's hand: from now on there are so many, instead of what was asked for by hand before. Presses that come while one is being
 * done are one. false: it could not be done, which is told.
 */
export async function scaleByHand(id: string, replicas: number): Promise<boolean> {
  asked.set(id, replicas)
  if (busy.has(id)) return true
  busy.add(id)
  try {
    for (let next = asked.get(id); next !== undefined; next = asked.get(id)) {
      asked.delete(id)
      await setByHand(id, next)
    }
    return true
  } catch (error) {
    asked.delete(id)
    showToast('bad', toMessage(error))
    return false
  } finally {
    busy.delete(id)
  }
}

async function setByHand(id: string, replicas: number): Promise<void> {
  const { faults, runId } = runStore.getState().runs.live
  // Those of the scenario come later, or for a while, and end when it says so.
  const isByHand = ({ fault }: ActiveFault) => fault.kind === 'scale' && fault.target === id && fault.at === '0s' && fault.for === undefined
  const shown = faults.filter(isByHand).map((each) => each.id)
  const mine = last.get(id)
  const before = new Set([...shown, ...(mine?.runId === runId ? [mine.fault] : [])])
  const made = await inject({ kind: 'scale', target: id, at: '0s', replicas })
  if (made !== undefined) last.set(id, { runId, fault: made })
  for (const each of before) await heal(each)
}
