import type { Sweep } from '../../app/analysis/answers.ts'
import { withParameter } from '../../app/analysis/parameters.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

/**
 * The prediction at each value of one parameter, all with the same seed: common random numbers, so that the curve is smooth and
 * differences are the parameter's own. Throws a RunFailure that names the path or the value.
 */
export async function sweep(
  pool: PredictPool,
  request: PredictRequest,
  path: string,
  values: number[],
  signal: StopSignal,
  onProgress?: OnProgress,
): Promise<Sweep> {
  const requests = values.map((value) => ({ ...request, design: withParameter(request.design, path, value, request.scenario) }))
  const results = await pool.predictAll(requests, signal, onProgress)
  return { path, points: results.map(({ series: _, traces: __, ...result }, i) => ({ value: values[i] as number, result })) }
}
