import { aim, keyed32, next32, uniform } from './streams.ts'

/**
 * Standard exponential variates by the ziggurat method (Marsaglia and Tsang, "The Ziggurat Method for Generating Random
 * Variables", 2000): 256 layers; 8 bits choose the layer and the other 24 the place in it, so the two do not correlate.
 */
const layers = 256
const steps = 2 ** 24
const edge = 7.69711747013105
const area = 3.949659822581572e-3
const accept = new Int32Array(layers)
const width = new Float64Array(layers)
const height = new Float64Array(layers)
fillTables()

/** Mean 1. */
export function exponential(state: Int32Array, stream: number): number {
  const bits = next32(state, stream)
  const layer = bits & 255
  const place = bits >>> 8
  if (place < accept[layer]) return (place + 0.5) * width[layer]
  return slowly(state, stream, layer, place)
}

/** The one of mean 1 that belongs to a key. */
export function keyedExponential(state: Int32Array, stream: number, key: number): number {
  const bits = keyed32(state, stream, key)
  const layer = bits & 255
  const place = bits >>> 8
  if (place < accept[layer]) return (place + 0.5) * width[layer]
  aim(state, stream, key)
  return slowly(state, stream, layer, place)
}

function slowly(state: Int32Array, stream: number, firstLayer: number, firstPlace: number): number {
  let layer = firstLayer
  let place = firstPlace
  for (;;) {
    if (layer === 0) return edge - Math.log(1 - uniform(state, stream))
    const x = (place + 0.5) * width[layer]
    if (height[layer] + uniform(state, stream) * (height[layer - 1] - height[layer]) < Math.exp(-x)) return x
    const bits = next32(state, stream)
    layer = bits & 255
    place = bits >>> 8
    if (place < accept[layer]) return (place + 0.5) * width[layer]
  }
}

function fillTables(): void {
  let x = edge
  const base = area / Math.exp(-x)
  accept[0] = (x / base) * steps
  accept[1] = 0
  width[0] = base / steps
  width[layers - 1] = x / steps
  height[0] = 1
  height[layers - 1] = Math.exp(-x)
  for (let layer = layers - 2; layer >= 1; layer--) {
    const narrower = -Math.log(area / x + Math.exp(-x))
    accept[layer + 1] = (narrower / x) * steps
    x = narrower
    height[layer] = Math.exp(-x)
    width[layer] = x / steps
  }
}
