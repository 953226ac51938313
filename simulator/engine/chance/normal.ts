import { next32, uniform } from './streams.ts'

/** Standard normal variates by the ziggurat method (Marsaglia and Tsang 2000): 128 layers, a sign bit and 24 bits of place. */
const layers = 128
const steps = 2 ** 24
const edge = 3.442619855899
const area = 9.91256303526217e-3
const accept = new Int32Array(layers)
const width = new Float64Array(layers)
const height = new Float64Array(layers)
fillTables()

/** Mean 0, standard deviation 1. */
export function normal(state: Int32Array, stream: number): number {
  for (;;) {
    const bits = next32(state, stream)
    const layer = bits & 127
    const place = bits >>> 8
    const sign = (bits & 128) === 0 ? 1 : -1
    const x = (place + 0.5) * width[layer]
    if (place < accept[layer]) return sign * x
    if (layer === 0) return sign * tail(state, stream)
    if (height[layer] + uniform(state, stream) * (height[layer - 1] - height[layer]) < Math.exp(-0.5 * x * x)) return sign * x
  }
}

/** Beyond the last layer (Marsaglia 1964). */
function tail(state: Int32Array, stream: number): number {
  for (;;) {
    const x = -Math.log(1 - uniform(state, stream)) / edge
    const y = -Math.log(1 - uniform(state, stream))
    if (y + y >= x * x) return edge + x
  }
}

function fillTables(): void {
  let x = edge
  const base = area / Math.exp(-0.5 * x * x)
  accept[0] = (x / base) * steps
  accept[1] = 0
  width[0] = base / steps
  width[layers - 1] = x / steps
  height[0] = 1
  height[layers - 1] = Math.exp(-0.5 * x * x)
  for (let layer = layers - 2; layer >= 1; layer--) {
    const narrower = Math.sqrt(-2 * Math.log(area / x + Math.exp(-0.5 * x * x)))
    accept[layer + 1] = (narrower / x) * steps
    x = narrower
    height[layer] = Math.exp(-0.5 * x * x)
    width[layer] = x / steps
  }
}
