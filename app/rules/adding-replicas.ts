import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import type { Design } from '../design/design.ts'
import { type Fix, setting } from '../design/fix.ts'
import { counted } from '../run/figures.ts'

/** As busy as replicas are to be, so that peaks have room. */
const wanted = 0.7

/** Gives a component so many replicas that it is not too busy; nothing where its kind has none to give, or scales by itself. */
export function addingReplicas(design: Design, id: string, utilisation: number): { fix?: Fix } {
  const component = design.components[id]
  const behaviour = behaviourAt(design, id)
  const parameters = kindOf(component?.kind ?? '')?.parameters ?? {}
  if (behaviour?.model !== 'station' || behaviour.autoscale || !('replicas' in parameters)) return {}
  const enough = Math.ceil((behaviour.replicas * utilisation) / wanted)
  return enough > 1000 ? {} : { fix: setting(`Make it ${counted(enough, 'replica')}`, ['components', id, 'replicas'], enough) }
}
