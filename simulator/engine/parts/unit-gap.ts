import { exponential } from '../chance/exponential.ts'
import { CONSTANT_GAPS, type SourceModel } from '../model/model.ts'
import { ARRIVALS, streamOf, type World } from './world.ts'

/** In requests: how many are expected until the next comes, or the next batch. */
export function unitGap(w: World, { arrivals, component, batch }: SourceModel): number {
  return arrivals === CONSTANT_GAPS ? batch : batch * exponential(w.chance, streamOf(component, ARRIVALS))
}
